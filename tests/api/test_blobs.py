"""Pictures: taken whole or in parts, only where a document names them, cleaned of everything that isn't the picture."""

import asyncio
import errno
import hashlib
import io
import secrets
import shutil
import struct
import zlib
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
import pytest_asyncio
from msgspec.structs import replace
from PIL import Image

from api.blobs import Part
from api.bodies import BLOB_BYTES_MAX
from api.guards import MESSAGEPACK
from api.picture_layout import layout_of
from api.pictures import PIXELS_MAX, Picture, Refused, develop
from api.problems import Problem
from api.routes.blobs import SANDBOX
from api.settings import Settings
from models.calendar import local_day
from sync.stamp import make
from tests.acceptance.phone import natural_id
from tests.api.conftest import served
from tests.api.door import Door, SteppedClock

pytestmark = pytest.mark.asyncio(loop_scope="module")
PICTURE = "application/octet-stream"


def drawn(format: str = "JPEG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.effect_mandelbrot(size, (-2, -1, 1, 1), 50).convert("RGB").save(out, format, **options)
    return out.getvalue()


def exif(**tags: Any) -> bytes:
    """EXIF bytes with a place, a maker's note and an orientation."""
    made = Image.Exif()
    made[0x0112] = tags.get("orientation", 1)
    made[0x010F] = "the maker of this telephone"
    made.get_ifd(0x8825)[1] = "N"
    return made.tobytes()


def declared(width: int, height: int) -> bytes:
    """A PNG whose header promises so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 300_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


class Album:
    """Somebody's self-evaluation, whose photos are named on request."""

    def __init__(self, door: Door, client: httpx.AsyncClient, signed_in: dict[str, Any]) -> None:
        self.door, self.client = door, client
        self.replica = int(signed_in["replica"])
        self.day = local_day(door.clock())
        self.person = UUID(signed_in["person"])
        self.doc = natural_id(f"self_evaluation/{self.person}/daily/{self.day}")
        self._counter = 0

    async def name(self, data: bytes) -> str:
        """Names the picture in the document; returns the path of its blob."""
        sha256 = hashlib.sha256(data).hexdigest()
        told = min(max(len(data), 1), BLOB_BYTES_MAX)
        photo = {"blob": sha256, "type": "image/jpeg", "bytes": told, "width": 40, "height": 20}
        self._counter += 1
        writes = [["person", self.person.bytes], ["form", "daily@1"], ["day", self.day], ["answers/photo", photo]]
        change = [make(self.door.clock(), self._counter, self.replica), self.doc, "self_evaluation", writes]
        body = msgspec.msgpack.encode({"log": None, "changes": [change]})
        answer = await self.client.post("/api/sync/push", content=body, headers={"content-type": MESSAGEPACK})
        assert answer.status_code == 200, answer.text
        assert msgspec.msgpack.decode(answer.content)["results"] == [None]
        return self.path(sha256)

    def path(self, sha256: str) -> str:
        return f"/api/documents/{UUID(bytes=self.doc)}/blobs/{sha256}"

    async def put(self, path: str, data: bytes, **headers: str) -> httpx.Response:
        return await self.client.put(path, content=data, headers={"content-type": PICTURE, **headers})


async def opened(door: Door, client: httpx.AsyncClient) -> Album:
    """The album of somebody who has just come."""
    who = await door.admit(f"user{secrets.token_hex(4)}")
    return Album(door, client, (await door.sign_in(who, "phone", client)).json())


@pytest_asyncio.fixture(loop_scope="module")
async def album(house: Door) -> AsyncGenerator[Album]:
    async with house.visitor() as client:
        yield await opened(house, client)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_without_metadata_is_kept_byte_for_byte(album: Album, format: str) -> None:
    data = drawn(format)
    path = await album.name(data)
    sent = await album.put(path, data)
    assert (sent.status_code, sent.content) == (201, b"")
    assert sent.headers["etag"] == f'"{hashlib.sha256(data).hexdigest()}"'
    assert (await album.put(path, data)).status_code == 200
    got = await album.client.get(path)
    assert (got.status_code, got.content) == (200, data)
    assert got.headers["content-type"] == f"image/{format.lower()}"
    assert got.headers["content-security-policy"] == SANDBOX
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-disposition"] == "attachment"
    assert got.headers["etag"] == sent.headers["etag"]
    assert (await album.client.get(path, headers={"if-none-match": got.headers["etag"]})).status_code == 304


async def test_a_picture_comes_back_in_ranges(album: Album) -> None:
    data = drawn()
    path = await album.name(data)
    await album.put(path, data)
    for wanted, first, last in (("0-9", 0, 9), ("10-", 10, len(data) - 1), ("-5", len(data) - 5, len(data) - 1)):
        got = await album.client.get(path, headers={"range": f"bytes={wanted}"})
        assert (got.status_code, got.content) == (206, data[first : last + 1])
        assert got.headers["content-range"] == f"bytes {first}-{last}/{len(data)}"
    for wanted in ("bytes=999999-", "bytes=5-2", "bytes=-", "bytes=-0", "lines=1-2", "bytes=0-1,3-4"):
        got = await album.client.get(path, headers={"range": wanted})
        assert (got.status_code, got.headers["content-range"]) == (416, f"bytes */{len(data)}")


async def test_a_picture_arrives_in_parts_and_says_where_to_go_on(album: Album) -> None:
    data = drawn(size=(200, 100))
    path = await album.name(data)
    size = len(data)

    async def part(first: int, last: int) -> httpx.Response:
        return await album.put(path, data[first : last + 1], **{"content-range": f"bytes {first}-{last}/{size}"})

    async def offset() -> str:
        headed = await album.client.head(path)
        assert headed.status_code == 200
        assert headed.headers["content-length"] in {"0", str(size)}
        return headed.headers["upload-offset"]

    assert await offset() == "0"
    early = await part(100, 199)
    assert (early.status_code, early.headers["upload-offset"], early.json()["code"]) == (409, "0", "blob_offset")
    assert (await part(0, 99)).status_code == 202
    assert (await part(0, 99)).status_code == 202, "a repeated part is known"
    assert await offset() == "100"
    assert (await part(50, 149)).status_code == 409
    assert (await album.client.get(path)).status_code == 404
    last = await part(100, size - 1)
    assert (last.status_code, last.headers["upload-offset"]) == (201, str(size))
    assert await offset() == str(size)
    assert (await album.client.get(path)).content == data
    assert (await album.client.head(path)).headers["content-length"] == str(size)
    assert (await part(0, 99)).status_code == 200


async def test_parts_that_make_another_picture_are_dropped(album: Album) -> None:
    data = drawn()
    path = await album.name(data)
    size = len(data)
    await album.put(path, data[:100], **{"content-range": f"bytes 0-99/{size}"})
    wrong = await album.put(path, b"x" * (size - 100), **{"content-range": f"bytes 100-{size - 1}/{size}"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "hash_mismatch")
    assert (await album.client.head(path)).headers["upload-offset"] == "0"
    assert (await album.put(path, data)).status_code == 201


async def test_what_another_process_takes_in_the_same_moment_undoes_no_picture_that_is_stored(album: Album) -> None:
    """The other process looked before there was anything: what it takes is wrong, or is a part."""
    data = drawn()
    path = await album.name(data)
    sha256 = hashlib.sha256(data).digest()
    assert (await album.put(path, data)).status_code == 201
    other, part = album.door.parts.blobs, Part(0, 100, len(data))
    with pytest.raises(Problem):
        await other._complete(album.doc, sha256, b"x" * len(data), None)  # pyright: ignore[reportPrivateUsage] - its look
    assert (await album.client.get(path)).content == data
    taken = await other._extend(album.doc, sha256, part, data[:100], None)  # pyright: ignore[reportPrivateUsage] - is over
    assert taken.status == 202
    assert (await album.client.get(path)).content == data
    assert (await album.put(path, data)).status_code == 200


@pytest.mark.parametrize(
    "written",
    ["bytes 5-2/10", "bytes 0-10/5", "bytes */10", "bytes 0-9/*", "0-9/10", "bytes 0-8/100", "bytes -1-8/100"],
)
async def test_a_content_range_that_makes_no_sense_is_400(album: Album, written: str) -> None:
    path = await album.name(drawn())
    answer = await album.put(path, b"x" * 10, **{"content-range": written})
    assert (answer.status_code, answer.json()["code"]) == (400, "range_invalid")


async def test_every_reason_not_to_show_a_picture_is_the_same_404(album: Album) -> None:
    data = drawn()
    named = await album.name(data)
    await album.put(named, data)
    other = drawn(size=(9, 9))
    unnamed = album.path(hashlib.sha256(other).hexdigest())
    answers = [await album.put(unnamed, other), await album.client.get(unnamed)]
    stranger = await album.door.admit(f"stranger{secrets.token_hex(4)}")
    async with album.door.visitor() as elsewhere:
        await album.door.sign_in(stranger, "phone", elsewhere)
        for path in (
            named,
            named.replace(named[15:20], "00000"),
            unnamed,
            named[:-1],
            named + "0",
            named[:-64] + named[-64:].upper(),
        ):
            answers.append(await elsewhere.get(path))
            answers.append(await elsewhere.put(path, content=data, headers={"content-type": PICTURE}))
            assert (await elsewhere.head(path)).status_code == 404
    bodies = {(answer.status_code, answer.content) for answer in answers}
    assert len(bodies) == 1
    assert bodies.pop()[0] == 404


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (declared(50_000, 50_000), "image_too_many_pixels"),
        (declared(9_000, 9_000), "image_too_many_pixels"),
        (b"GIF89a" + b"\0" * 100, "image_unreadable"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image_unreadable"),
        (b"", "image_unreadable"),
        (drawn()[:-200], "image_unreadable"),
        (b"\xff\xd8\xff" + b"\0" * 64, "image_unreadable"),
        (drawn("PNG", save_all=True, append_images=[Image.new("RGB", (40, 20))]), "image_animated"),
        (drawn("WEBP", save_all=True, append_images=[Image.new("RGB", (40, 20))]), "image_animated"),
    ],
)
async def test_what_is_no_still_picture_is_422(album: Album, data: bytes, code: str) -> None:
    path = await album.name(data)
    answer = await album.put(path, data)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    if code == "image_too_many_pixels":
        assert answer.json()["limit"] == PIXELS_MAX
    assert (await album.client.head(path)).headers["upload-offset"] == "0"


@pytest.mark.parametrize(
    "data",
    [
        drawn("JPEG", exif=exif()),
        drawn("JPEG", comment=b"taken at home"),
        drawn("JPEG") + b"<script>alert(1)</script>",
        drawn("JPEG") + b"PK\x03\x04" + b"\0" * 50,
        drawn("PNG", exif=exif()),
        drawn("PNG") + b"tail",
        drawn("WEBP", exif=exif()),
        drawn("WEBP", xmp=b"<x:xmpmeta/>"),
    ],
)
async def test_whatever_is_not_the_picture_is_taken_out(album: Album, data: bytes) -> None:
    path = await album.name(data)
    sent = await album.put(path, data)
    assert sent.status_code == 201
    got = (await album.client.get(path)).content
    assert got != data
    assert sent.headers["etag"] == f'"{hashlib.sha256(got).hexdigest()}"'
    assert layout_of(got).bare
    for trace in (b"Exif", b"telephone", b"script", b"PK\x03\x04", b"home", b"xmp", b"tail"):
        assert trace not in got
    assert (await album.put(path, data)).status_code == 200


async def test_a_turned_picture_is_put_upright() -> None:
    found = develop(drawn(exif=exif(orientation=6)))
    assert isinstance(found, Picture)
    assert (found.width, found.height) == (20, 40)
    assert found.cleaned is not None
    assert Image.open(io.BytesIO(found.cleaned)).size == (20, 40)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
async def test_a_picture_cut_anywhere_or_bent_anywhere_breaks_nothing(format: str) -> None:
    data = drawn(format, exif=exif())
    for at in range(0, len(data), 7):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], data[:at] + data[at + 3 :]):
            found = develop(broken)
            assert isinstance(found, Refused | Picture)
            if isinstance(found, Picture) and found.cleaned is not None:
                assert layout_of(found.cleaned).bare


async def test_more_than_eight_mebibytes_are_413(album: Album) -> None:
    data = b"\xff" * (BLOB_BYTES_MAX + 1)
    path = await album.name(data)
    answer = await album.put(path, data)
    assert (answer.status_code, answer.json()["limit"]) == (413, BLOB_BYTES_MAX)
    huge = {"content-range": f"bytes 0-9/{BLOB_BYTES_MAX + 1}"}
    assert (await album.put(path, data[:10], **huge)).status_code == 413


async def test_the_same_picture_sent_twice_at_once_is_kept_once(album: Album) -> None:
    data = drawn()
    path = await album.name(data)
    answers = await asyncio.gather(*(album.put(path, data) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]


async def test_a_full_server_says_so_and_takes_text_still(settings: Settings, clock: SteppedClock) -> None:
    async with served(replace(settings, blob_quota_bytes=100), clock) as door:
        album = await opened(door, door.client)
        data = drawn()
        path = await album.name(data)
        for headers in ({}, {"content-range": f"bytes 0-{len(data) - 1}/{len(data)}"}):
            answer = await album.put(path, data, **headers)
            assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
        assert await album.name(drawn(size=(8, 8)))


async def test_parts_that_nobody_finishes_are_dropped_after_a_week(settings: Settings, clock: SteppedClock) -> None:
    async with served(settings, clock) as door:
        album = await opened(door, door.client)
        data = drawn()
        path = await album.name(data)
        await album.put(path, data[:10], **{"content-range": f"bytes 0-9/{len(data)}"})
        assert await door.parts.blobs.sweep() == 0
        clock.advance(8 * 86_400_000)
        assert await door.parts.blobs.sweep() == 1
        assert (await album.client.head(path)).headers["upload-offset"] == "0"
        assert [file for file in settings.blob_dir.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize("sent_before", [10, None])
async def test_a_file_that_was_lost_is_asked_for_again(album: Album, sent_before: int | None) -> None:
    data = drawn()
    path = await album.name(data)
    size = len(data)
    first = {"content-range": f"bytes 0-{sent_before - 1}/{size}"} if sent_before else {}
    assert (await album.put(path, data[:sent_before], **first)).status_code in {201, 202}
    shutil.rmtree(album.door.parts.settings.blob_dir)
    assert (await album.client.get(path)).status_code == 404
    assert (await album.client.head(path)).headers["upload-offset"] == "0"
    rest = await album.put(path, data[10:], **{"content-range": f"bytes 10-{size - 1}/{size}"})
    assert (rest.status_code, rest.headers["upload-offset"]) == (409, "0")
    assert (await album.put(path, data)).status_code == 201
    assert (await album.client.get(path)).content == data


async def test_too_many_pictures_at_once_are_asked_to_wait(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    data = drawn()
    path = await album.name(data)
    monkeypatch.setattr("api.blobs.ARRIVING_BYTES_MAX", len(data) - 1)
    answer = await album.put(path, data)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    monkeypatch.undo()
    assert (await album.put(path, data)).status_code == 201


async def test_a_picture_that_brings_the_decoder_down_is_refused_and_the_next_one_is_not(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = drawn()
    path = await album.name(data)
    monkeypatch.setattr("api.darkroom.sys.executable", "/bin/false")
    monkeypatch.setattr("api.darkroom.PICTURES_A_PROGRAM_MAX", 0)
    answer = await album.put(path, data)
    assert (answer.status_code, answer.json()["code"]) == (422, "image_unreadable")
    monkeypatch.undo()
    assert (await album.put(path, data)).status_code == 201


@pytest.mark.parametrize("in_parts", [False, True])
async def test_a_disk_that_fills_up_is_507_and_leaves_nothing_behind(
    album: Album, monkeypatch: pytest.MonkeyPatch, in_parts: bool
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    data = drawn()
    path = await album.name(data)
    files = {file for file in album.door.parts.settings.blob_dir.rglob("*") if file.is_file()}
    monkeypatch.setattr("api.blob_files.os.fsync", full)
    headers = {"content-range": f"bytes 0-9/{len(data)}"} if in_parts else {}
    answer = await album.put(path, data[:10] if in_parts else data, **headers)
    assert (answer.status_code, answer.json()["code"]) == (507, "storage_full")
    monkeypatch.undo()
    left = {file for file in album.door.parts.settings.blob_dir.rglob("*") if file.is_file()} - files
    assert all(file.parent.name == "unfinished" for file in left)
    assert (await album.client.head(path)).headers["upload-offset"] == "0"
    assert (await album.put(path, data)).status_code == 201
