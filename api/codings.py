"""The codings in which a body may be sent: which of them a client takes, and brotli with types."""

from __future__ import annotations

from typing import Any, cast

import brotli  # pyright: ignore[reportMissingTypeStubs] - it has none

_brotli = cast(Any, brotli)


def codings_of(accept_encoding: str) -> set[str]:
    """The codings that an Accept-Encoding header allows."""
    parts = [part.replace(" ", "").partition(";") for part in accept_encoding.lower().split(",")]
    return {name for name, _, weight in parts if weight not in ("q=0", "q=0.0", "q=0.00", "q=0.000")}


def to_brotli(body: bytes, quality: int) -> bytes:
    return _brotli.compress(body, quality=quality)


def from_brotli(packed: bytes) -> bytes:
    return _brotli.decompress(packed)
