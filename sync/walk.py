"""Reading MessagePack without building it: where a value ends, and whether it is one that a register may hold.

Walks bytes with an explicit stack, so depth and size are our limits and never the interpreter's.
"""

from __future__ import annotations

import struct
from math import isfinite

from sync.errors import Malformed

INTEGER_MAX = 1 << 53
BINARY_BYTES_MAX = 64
VALUE_BYTES_MAX = 16 * 1024
VALUE_DEPTH_MAX = 6
NAME_CHARACTERS_SHOWN = 64

_FIXED_WIDTH = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8, 0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
_LENGTH_WIDTH = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4, 0xDC: 2, 0xDD: 4, 0xDE: 2, 0xDF: 4}


def _uint(raw: bytes, at: int, width: int) -> int:
    if at + width > len(raw):
        raise Malformed("the value is cut off")
    return int.from_bytes(raw[at : at + width], "big")


def length_of(raw: bytes, at: int) -> tuple[str, int, int]:
    """What stands at `at`: its family, its length (items, pairs, bytes) and where its content starts.

    Families: "array", "map", "text", "binary", "scalar" (length 0, content start = end of the scalar).
    Malformed for reserved and extension types and for cut bytes.
    """
    head = _uint(raw, at, 1)
    if head >= 0xE0 or head < 0x80 or head in (0xC0, 0xC2, 0xC3):
        return "scalar", 0, at + 1
    if head < 0xC0:
        family = "map" if head < 0x90 else "array" if head < 0xA0 else "text"
        return family, head & (0x1F if family == "text" else 0x0F), at + 1
    if head in _FIXED_WIDTH:
        return "scalar", 0, at + 1 + _FIXED_WIDTH[head]
    width = _LENGTH_WIDTH.get(head)
    if width is None:
        raise Malformed(f"type 0x{head:02x} is not part of the protocol")
    family = "binary" if head < 0xC7 else "text" if head < 0xDC else "array" if head < 0xDE else "map"
    return family, _uint(raw, at + 1, width), at + 1 + width


def _check_scalar(raw: bytes, at: int, end: int) -> None:
    head = raw[at]
    if end > len(raw):
        raise Malformed("the value is cut off")
    if head in (0xCA, 0xCB):
        number: float = struct.unpack(">f" if head == 0xCA else ">d", raw[at + 1 : end])[0]
        if not isfinite(number):
            raise Malformed("a number must be finite", "number_not_finite")
    elif head in _FIXED_WIDTH:  # an integer
        whole = int.from_bytes(raw[at + 1 : end], "big", signed=head >= 0xD0)
        if abs(whole) > INTEGER_MAX:
            raise Malformed("an integer must lie within ±2^53", "integer_too_large")


def _text(raw: bytes, start: int, size: int) -> str:
    if start + size > len(raw):
        raise Malformed("the text is cut off")
    try:
        return raw[start : start + size].decode()
    except UnicodeDecodeError as error:
        raise Malformed("the text is not UTF-8") from error


def check_value(raw: bytes, at: int = 0) -> int:
    """Where the value at `at` ends; Malformed if no register may hold it.

    Allowed: nil, bool, integer within ±2^53, finite float, text, binary up to 64 bytes, array, map with
    distinct text keys; at most 6 levels deep and 16 KiB long.
    """
    start = at
    levels: list[_Level] = []
    while True:
        if levels and levels[-1].keys is not None:
            at = _check_key(raw, at, levels[-1].keys)
        family, length, content = length_of(raw, at)
        if family in ("array", "map"):
            at = content
            if len(levels) == VALUE_DEPTH_MAX:
                raise Malformed("a value is at most 6 levels deep", "value_too_deep", limit=VALUE_DEPTH_MAX)
            if length:
                levels.append(_Level(length, set() if family == "map" else None))
                continue
        else:
            at = _check_leaf(raw, at, family, length, content)
        while levels and levels[-1].left == 1:
            levels.pop()
        if at - start > VALUE_BYTES_MAX:
            raise Malformed("a value is at most 16 KiB", "value_too_large", limit=VALUE_BYTES_MAX)
        if not levels:
            return at
        levels[-1].left -= 1


class _Level:
    """An open array or map: what is left to read in it, and a map's keys so far."""

    __slots__ = ("keys", "left")

    def __init__(self, left: int, keys: set[str] | None) -> None:
        self.left = left
        self.keys = keys


def _check_leaf(raw: bytes, at: int, family: str, length: int, content: int) -> int:
    if family == "scalar":
        _check_scalar(raw, at, content)
        return content
    if family == "text":
        _text(raw, content, length)
    elif length > BINARY_BYTES_MAX:
        raise Malformed("binary in a register is at most 64 bytes", "binary_too_long", limit=BINARY_BYTES_MAX)
    elif content + length > len(raw):
        raise Malformed("the value is cut off")
    return content + length


def _check_key(raw: bytes, at: int, seen: set[str]) -> int:
    family, length, content = length_of(raw, at)
    if family != "text":
        raise Malformed("a map's keys are text")
    key = _text(raw, content, length)
    if key in seen:
        raise Malformed("a map names a key twice", "key_twice", name=key[:NAME_CHARACTERS_SHOWN])
    seen.add(key)
    return content + length


def skip(raw: bytes, at: int) -> int:
    """Where any MessagePack value at `at` ends, however deep; Malformed if it is cut off or of an unknown type."""
    left = 1
    while left:
        left -= 1
        family, length, at = length_of(raw, at)
        if family == "map":
            left += 2 * length
        elif family == "array":
            left += length
        elif family != "scalar":
            at += length
        if at + left > len(raw):
            raise Malformed("the value is cut off")
    return at


def deeper_than(raw: bytes, levels: int) -> bool:
    """Whether arrays and maps nest deeper than this in a body, whole or cut off. Nothing is built."""
    at = 0
    open_levels: list[int] = []
    while True:
        try:
            family, length, content = length_of(raw, at)
        except Malformed:
            return False
        at = content if family in ("array", "map", "scalar") else content + length
        items = length * 2 if family == "map" else length if family == "array" else 0
        if items:
            open_levels.append(items)
            if len(open_levels) > levels:
                return True
            continue
        while open_levels and open_levels[-1] == 1:
            open_levels.pop()
        if not open_levels:
            return False
        open_levels[-1] -= 1
