"""Pictures by document and hash (protocol §9)."""

import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, head, put
from litestar.di import NamedDependency
from litestar.params import FromPath

from api.blobs import Blobs, Held, Part
from api.bodies import BLOB_BYTES_MAX
from api.problems import Problem
from api.sessions import Caller, caller_in

PATH = "/api/documents/{doc:str}/blobs/{sha256:str}"
TAKES = ("application/octet-stream", "image/jpeg", "image/png", "image/webp")
SANDBOX = "default-src 'none'; sandbox"
_CONTENT_RANGE = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})")
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")
_HASH = re.compile(r"[0-9a-f]{64}")
_Request = Request[Caller, Any, Any]


@put(
    PATH,
    opt={"takes": TAKES, "limit": BLOB_BYTES_MAX, "stream": True},
    status_code=201,
    summary="Send a picture, whole or in parts",
)
async def put_blob(
    doc: FromPath[str], sha256: FromPath[str], request: _Request, blobs: NamedDependency[Blobs]
) -> Response[bytes]:
    """201 stored, 200 known, 202 a part; 409 with Upload-Offset, 413, 422, 507."""
    part = _part(request.headers.get("content-range"))
    taken = await blobs.take(caller_in(request.scope), *_names(doc, sha256), part, _chunks(request))
    headers = {"upload-offset": str(taken.offset)}
    if taken.etag is not None:
        headers["etag"] = taken.etag
    return Response(b"", status_code=taken.status, headers=headers, media_type="text/plain")


@head(PATH, summary="How much of a picture the server has")
async def head_blob(
    doc: FromPath[str], sha256: FromPath[str], request: _Request, blobs: NamedDependency[Blobs]
) -> Response[None]:
    """Upload-Offset: bytes held so far; with ETag once the picture is complete."""
    held = await blobs.find(caller_in(request.scope), *_names(doc, sha256))
    headers = {
        "upload-offset": str(held.received if held else 0),
        "content-type": "application/octet-stream",
        "content-length": "0",
    }
    if held is not None and held.complete:
        size = str(blobs.file_of(held).stat().st_size)
        headers |= _headers(held) | {"content-type": held.media_type, "content-length": size}
    return Response(None, headers=headers)


@get(PATH, summary="A picture's bytes")
async def get_blob(
    doc: FromPath[str], sha256: FromPath[str], request: _Request, blobs: NamedDependency[Blobs]
) -> Response[bytes]:
    """The stored bytes, whole (200) or a range of them (206); 304 to who has them; 404 until they are complete."""
    held = await blobs.find(caller_in(request.scope), *_names(doc, sha256))
    if held is None or not held.complete:
        raise Problem("not_found")
    headers = _headers(held)
    if held.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    data = blobs.file_of(held).read_bytes()
    wanted = request.headers.get("range")
    if wanted is None or request.headers.get("if-range", held.etag) != held.etag:
        return Response(data, headers=headers, media_type=held.media_type)
    first, last = _range(wanted, len(data))
    headers["content-range"] = f"bytes {first}-{last}/{len(data)}"
    return Response(data[first : last + 1], status_code=206, headers=headers, media_type=held.media_type)


def _headers(held: Held) -> dict[str, str]:
    return {
        "etag": held.etag,
        "accept-ranges": "bytes",
        "cache-control": "private, no-cache",
        "content-security-policy": SANDBOX,
        "content-disposition": "attachment",
    }


def _names(doc: str, sha256: str) -> tuple[bytes, bytes]:
    """The document's id and the hash; `not_found` where they are no such things."""
    try:
        id = UUID(doc)
    except ValueError:
        raise Problem("not_found") from None
    if not _HASH.fullmatch(sha256):
        raise Problem("not_found")
    return id.bytes, bytes.fromhex(sha256)


def _part(written: str | None) -> Part | None:
    if written is None:
        return None
    found = _CONTENT_RANGE.fullmatch(written)
    if found is None:
        raise Problem("range_invalid")
    first, last, total = (int(number) for number in found.groups())
    if last < first or last >= total:
        raise Problem("range_invalid")
    if total > BLOB_BYTES_MAX:
        raise Problem("body_too_large", limit=BLOB_BYTES_MAX)
    return Part(first, last - first + 1, total)


def _range(written: str, size: int) -> tuple[int, int]:
    """First and last byte of a single range; 416 where there is none of it."""
    found = _RANGE.fullmatch(written.replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        raise _unsatisfiable(size)
    first, last = found.groups()
    if not first:
        begin, end = max(0, size - int(last)), size - 1
        if int(last) == 0:
            raise _unsatisfiable(size)
    else:
        begin, end = int(first), min(int(last) if last else size - 1, size - 1)
    if begin > end:
        raise _unsatisfiable(size)
    return begin, end


def _unsatisfiable(size: int) -> Problem:
    return Problem("range_not_satisfiable", size=size, headers={"content-range": f"bytes */{size}"})


async def _chunks(request: _Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        yield chunk
