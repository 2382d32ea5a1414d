"""Frames: what a live socket sends, encoded once and shared by everybody to whom it says the same.

A frame has the shape of a pull's answer. Its scopes are parts; a part depends on nothing but the scope, the cursor it
starts from and the state of the database, so all who stand at that cursor are sent the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from api.announcement import Entry
from sync.messages import PULL_ENTRIES_USUAL

FRAME_ENTRIES_MAX = PULL_ENTRIES_USUAL
_DOC = slice(21, 37)
"""Where the document's id stands in a change: array of four, bin 16, bin 16."""
_BINARY_FRAME = 0x82

_encode = msgspec.msgpack.Encoder().encode


class Part(NamedTuple):
    """One scope's share of an answer: the cursor after it, how many entries, whether the scope has more, the bytes."""

    seq: int
    entries: int
    more: bool
    body: bytes


def encode_part(seq: int, entries: Sequence[Entry], digest: bytes | None) -> Part:
    """The part that ends at `seq`. `digest` is 16 bytes, or None where the scope has more."""
    listed = [
        (number, author, received_ms, content if author is None else msgspec.Raw(content))
        for number, author, received_ms, content in entries
    ]
    answer: dict[str, object] = {"seq": seq, "entries": listed, "more": digest is None}
    if digest is not None:
        answer["digest"] = digest
    return Part(seq, len(listed), digest is None, _encode(answer))


def encode_frame(now_ms: int, log: bytes, parts: Iterable[tuple[str, Part]], gone: Sequence[str] = ()) -> bytes:
    """A whole frame, head included; `parts` come sorted by name."""
    scopes = {name: msgspec.Raw(part.body) for name, part in parts}
    return framed(_encode({"now": now_ms, "log": log, "scopes": scopes, "gone": gone}))


def encode_presence(person: bytes, doc: bytes, path: str) -> bytes:
    """A whole frame that says where somebody is."""
    return framed(_encode({"presence": {"person": person, "doc": doc, "path": path}}))


def standing(entries: Sequence[Entry]) -> bool:
    """Whether entries that stood one by one still do together: true where no document occurs twice."""
    if len(entries) < 2:
        return True
    documents = {entry.content if entry.author is None else entry.content[_DOC] for entry in entries}
    return len(documents) == len(entries)


def framed(payload: bytes) -> bytes:
    """A server's binary WebSocket frame (RFC 6455): unmasked, final, uncompressed."""
    size = len(payload)
    if size < 126:
        return bytes((_BINARY_FRAME, size)) + payload
    if size < 1 << 16:
        return bytes((_BINARY_FRAME, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_BINARY_FRAME, 127)) + size.to_bytes(8, "big") + payload
