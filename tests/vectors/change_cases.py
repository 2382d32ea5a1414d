"""Vectors of changes: what is encoded to which bytes, what is decoded, what is malformed and why."""

from __future__ import annotations

from typing import Any

import msgspec

from sync import change, natural, stamp
from sync.errors import Malformed
from tests.vectors.stamp_cases import NOON, PHONE
from tests.vectors.tagged import runs, tag

ID = stamp.make(NOON, 0, PHONE)
DOC = natural.natural_id("self_evaluation/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/daily/2026-11-21")
KIND = "self_evaluation"

_pack = msgspec.msgpack.Encoder().encode


def change_vectors() -> dict[str, Any]:
    return {
        "encode": [_encoded(why, writes) for why, writes in _ENCODE],
        "decode": [_decoded(why, raw) for why, raw in _DECODE],
        "malformed": [_malformed(why, raw) for why, raw in [*_SHAPES, *_ENDS, *_PATHS, *_VALUES]],
    }


Writes = list[tuple[str, Any]]

_ENCODE: tuple[tuple[str, Writes], ...] = (
    ("one answer", [("answers/attitude", 5)]),
    ("several answers, in the order of the act", [("answers/b", "first"), ("answers/a", True), ("note", "今天值班")]),
    ("a removed element", [("photos/0f", None)]),
    ("every kind of scalar", [("a", None), ("b", True), ("c", False), ("d", ""), ("e", b""), ("f", 1.5), ("g", -0.25)]),
    (
        "integers in their shortest form",
        [
            (f"i/{n}", value)
            for n, value in enumerate((0, 1, 127, 128, 255, 256, 65_535, 65_536, 4_294_967_295, 4_294_967_296, 1 << 53))
        ],
    ),
    (
        "negative integers in their shortest form",
        [
            (f"n/{n}", value)
            for n, value in enumerate(
                (-1, -32, -33, -128, -129, -32_768, -32_769, -2_147_483_648, -2_147_483_649, -(1 << 53))
            )
        ],
    ),
    (
        "texts about the limits of their heads",
        [("t/31", "x" * 31), ("t/32", "x" * 32), ("t/255", "y" * 255), ("t/256", "z" * 256)],
    ),
    ("binary", [("person", bytes(range(16))), ("hash", bytes(64))]),
    (
        "arrays and maps",
        [
            ("answers/learned", ["policy", "skill"]),
            ("memberships/1", {"unit": bytes(16), "from": "2026-01-01", "to": None}),
        ],
    ),
    ("six levels", [("deep", [[[[[["six"]]]]]])]),
    ("fifteen and sixteen items", [("l/15", list(range(15))), ("l/16", list(range(16)))]),
    ("the longest path there can be", [("/".join(["p" * 40] * 4) + "/" + "q" * 36, 1)]),
    ("a path of one segment of 64", [("A-z0_9." + "x" * 57, 1)]),
    ("as many writes as there may be", [(f"w/{n}", n) for n in range(512)]),
    ("beyond the basic plane", [("note", "𠮷野家 👍")]),
)

_DECODE: tuple[tuple[str, bytes], ...] = (
    ("floats that are whole stay values", _pack((ID, DOC, KIND, [("a", 2.0)]))),
    (
        "integers need not be in their shortest form",
        bytes.fromhex("94c410") + ID + bytes.fromhex("c410") + DOC + b"\xa1k" + bytes.fromhex("9192a161cd0005"),
    ),
    (
        "a float of 32 bits",
        bytes.fromhex("94c410") + ID + bytes.fromhex("c410") + DOC + b"\xa1k" + bytes.fromhex("9192a161ca3fc00000"),
    ),
    ("a kind that nobody knows yet", _pack((ID, DOC, "star_rating", [("stars", 3)]))),
    (
        "heads wider than need be",
        bytes.fromhex("dc0004c50010")
        + ID
        + bytes.fromhex("c50010")
        + DOC
        + b"\xd9\x01k"
        + bytes.fromhex("dc0001dc0002d9016101"),
    ),
    ("a value of exactly 16 KiB", _pack((ID, DOC, KIND, [("note", "x" * (16 * 1024 - 3))]))),
)

_WHOLE = _pack((ID, DOC, KIND, [("a", 1)]))
_SHAPES: tuple[tuple[str, bytes], ...] = (
    ("nil", b"\xc0"),
    ("a map", _pack({"id": ID})),
    ("three fields", _pack((ID, DOC, KIND))),
    ("five fields", _pack((ID, DOC, KIND, [("a", 1)], 1))),
    ("the id is text", _pack((ID.hex()[:16], DOC, KIND, [("a", 1)]))),
    ("the id has 15 bytes", _pack((ID[:15], DOC, KIND, [("a", 1)]))),
    ("the id is no stamp", _pack((bytes(16), DOC, KIND, [("a", 1)]))),
    ("the document has 17 bytes", _pack((ID, DOC + b"\0", KIND, [("a", 1)]))),
    ("the kind is a number", _pack((ID, DOC, 7, [("a", 1)]))),
    ("the kind is empty", _pack((ID, DOC, "", [("a", 1)]))),
    ("the kind has a capital", _pack((ID, DOC, "Visit", [("a", 1)]))),
    ("no writes", _pack((ID, DOC, KIND, []))),
    ("513 writes", _pack((ID, DOC, KIND, [(f"w/{n}", n) for n in range(513)]))),
    ("the writes are a map", _pack((ID, DOC, KIND, {"a": 1}))),
    ("a write of one", _pack((ID, DOC, KIND, [["a"]]))),
    ("a write of three", _pack((ID, DOC, KIND, [["a", 1, 2]]))),
    ("over 256 KiB", _pack((ID, DOC, KIND, [(f"w/{n}", "x" * 16_000) for n in range(17)]))),
)

_ENDS: tuple[tuple[str, bytes], ...] = (
    ("nothing", b""),
    ("a byte after the end", _WHOLE + b"\xc0"),
    ("cut in the id", _WHOLE[:9]),
    ("cut before the last byte", _WHOLE[:-1]),
    ("an array that claims four thousand million writes", _WHOLE[:-5] + b"\xdd\xff\xff\xff\xff"),
)

_NO_PATHS = (
    ("an empty path", ""),
    ("a slash at the start", "/a"),
    ("a slash at the end", "a/"),
    ("an empty segment", "a//b"),
    ("seven segments", "a/b/c/d/e/f/g"),
    ("a segment of 65", "x" * 65),
    ("a path of 201 bytes", "/".join(["x" * 40] * 4) + "/" + "y" * 37),
    ("a blank in a path", "a b"),
    ("Chinese in a path", "备注"),
    ("a line break at the end of a path", "a\n"),
)
_PATHS: tuple[tuple[str, bytes], ...] = (
    *((why, _pack((ID, DOC, KIND, [(path, 1)]))) for why, path in _NO_PATHS),
    ("a path twice", _pack((ID, DOC, KIND, [("a", 1), ("b", 2), ("a", 3)]))),
)


def _with_value(value: bytes) -> bytes:
    return _WHOLE[:-1] + value


_VALUES: tuple[tuple[str, bytes], ...] = (
    ("an integer above 2^53", _with_value(_pack((1 << 53) + 1))),
    ("an integer below -2^53", _with_value(_pack(-(1 << 53) - 1))),
    ("the greatest unsigned integer", _with_value(b"\xcf" + b"\xff" * 8)),
    ("not a number", _with_value(bytes.fromhex("cb7ff8000000000000"))),
    ("infinity", _with_value(bytes.fromhex("cb7ff0000000000000"))),
    ("infinity in 32 bits", _with_value(bytes.fromhex("ca7f800000"))),
    ("binary of 65 bytes", _with_value(_pack(bytes(65)))),
    ("text that is not UTF-8", _with_value(b"\xa2\xc3\x28")),
    ("half a surrogate pair", _with_value(b"\xa3\xed\xa0\xbd")),
    ("seven levels", _with_value(b"\x91" * 7 + b"\xc0")),
    ("a thousand levels", _with_value(b"\x91" * 1_000 + b"\xc0")),
    ("a map with a number for a key", _with_value(b"\x81\x01\x01")),
    ("a map that names a key twice", _with_value(b"\x82\xa1a\x01\xa1a\x02")),
    ("a map with nil for a key", _with_value(b"\x81\xc0\x01")),
    ("an extension type", _with_value(b"\xd4\x01\x00")),
    ("a timestamp", _with_value(b"\xd6\xff\x00\x00\x00\x00")),
    ("the reserved byte", _with_value(b"\xc1")),
    ("a value of one byte over 16 KiB", _with_value(_pack("x" * (16 * 1024 - 2)))),
    ("an array of 16 KiB and more", _with_value(_pack([0] * (16 * 1024)))),
    ("an array that claims more than there is", _with_value(b"\xdd\xff\xff\xff\xff")),
)


def _encoded(why: str, writes: Writes) -> dict[str, Any]:
    raw = change.encode_change(ID, DOC, KIND, writes)
    change.decode_change(raw)
    return {"why": why, **_parts(ID, DOC, KIND, writes), "bytes": runs(raw)}


def _decoded(why: str, raw: bytes) -> dict[str, Any]:
    found = change.decode_change(raw)
    return {"why": why, "bytes": runs(raw), **_parts(found.id, found.doc, found.kind, list(found.values().items()))}


def _parts(stamped: bytes, doc: bytes, kind: str, writes: Writes) -> dict[str, Any]:
    tagged = [[path, tag(value)] for path, value in writes]
    return {"id": stamped.hex(), "doc": doc.hex(), "kind": kind, "writes": tagged}


def _malformed(why: str, raw: bytes) -> dict[str, Any]:
    try:
        change.decode_change(raw)
    except Malformed:
        return {"why": why, "bytes": runs(raw)}
    raise AssertionError(f"this decodes: {why}")
