"""Blobs: the arithmetic of pictures that arrive in parts."""

from __future__ import annotations

import re
from typing import NamedTuple

from sync.errors import BodyError

BLOB_BYTES_MAX = 8 * 1024 * 1024
_CONTENT_RANGE = re.compile(r"bytes (\d{1,10})-(\d{1,10})/(\d{1,10})")


class Part(NamedTuple):
    """A stretch of a blob: first byte, one past the last, and the whole size, all in bytes."""

    start: int
    end: int
    size: int


def parse_content_range(header: str | None, body_bytes: int) -> Part:
    """The part that a PUT carries; without the header it is the whole. BodyError where the numbers disagree."""
    if header is None:
        part = Part(0, body_bytes, body_bytes)
    else:
        found = _CONTENT_RANGE.fullmatch(header.strip())
        if found is None:
            raise BodyError("content_range", "Content-Range reads: bytes FIRST-LAST/SIZE")
        first, last, size = (int(text) for text in found.groups())
        part = Part(first, last + 1, size)
    if part.size > BLOB_BYTES_MAX:
        raise BodyError("blob_too_large", "a picture is at most 8 MiB", 413)
    if not (part.start < part.end <= part.size and part.end - part.start == body_bytes):
        raise BodyError("content_range", "Content-Range doesn't fit the bytes that came")
    return part
