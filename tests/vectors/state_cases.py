"""Vectors of state: sequences of changes and what they leave, digests, chains, natural ids."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from sync import natural, scope, stamp
from sync.change import decode_change, decode_value, encode_change
from sync.register import Registers, merge
from tests.vectors.change_cases import DOC, KIND
from tests.vectors.stamp_cases import NOON, PHONE, TABLET
from tests.vectors.tagged import tag

OTHER = natural.natural_id("self_evaluation/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/daily/2026-11-22")
NURSE = bytes.fromhex("7a0f3a525f1e4c5e8d570d6f6a4a9c11")
HEAD = bytes.fromhex("0190a7c3b2d4758f8a1b2c3d4e5f6071")

Arrival = tuple[bytes, bytes, list[tuple[str, Any]], bytes, int]


def register_vectors() -> dict[str, Any]:
    return {"merge": [_merged(why, list(order)) for why, arrivals in _SEQUENCES for order in permutations(arrivals)]}


def digest_vectors() -> dict[str, Any]:
    return {
        "digests": [_digest(why, registers) for why, registers in _DIGESTS],
        "chains": [_chain()],
    }


def natural_vectors() -> dict[str, Any]:
    return {
        "namespace": natural.NAMESPACE.hex(),
        "ids": [{"name": name, "id": natural.natural_id(name).hex()} for name in _NAMES],
        "not_natural": [bytes(16).hex(), stamp.make(NOON, 0, PHONE).hex(), DOC[:15].hex()],
    }


def _at(ms: int, counter: int = 0, replica: int = PHONE) -> bytes:
    return stamp.make(NOON + ms, counter, replica)


_SEQUENCES: tuple[tuple[str, tuple[Arrival, ...]], ...] = (
    (
        "the later write wins",
        ((_at(0), DOC, [("answers/a", 1)], NURSE, NOON + 50), (_at(1), DOC, [("answers/a", 2)], NURSE, NOON + 60)),
    ),
    (
        "each register on its own",
        (
            (_at(0), DOC, [("answers/a", 1), ("answers/b", "x")], NURSE, NOON + 50),
            (_at(5, 0, TABLET), DOC, [("answers/b", "y"), ("note", "夜班")], NURSE, NOON + 40),
            (_at(3), DOC, [("answers/b", "z"), ("note", "白班")], NURSE, NOON + 70),
        ),
    ),
    (
        "removed stays removed against an earlier write",
        (
            (_at(9), DOC, [("photos/0f", None)], NURSE, NOON + 90),
            (_at(2), DOC, [("photos/0f", True)], NURSE, NOON + 95),
        ),
    ),
    (
        "at one millisecond the counter decides, then the replica",
        (
            (_at(0, 0, PHONE), DOC, [("answers/a", "counter 0 of the phone")], NURSE, NOON + 1),
            (_at(0, 1, TABLET), DOC, [("answers/a", "counter 1 of the tablet")], NURSE, NOON + 2),
            (_at(0, 1, PHONE), DOC, [("answers/a", "counter 1 of the phone")], NURSE, NOON + 3),
        ),
    ),
    (
        "two documents, two writers",
        (
            (_at(0), DOC, [("submitted", True)], NURSE, NOON + 1),
            (_at(7, 0, TABLET), OTHER, [("submitted", True)], HEAD, NOON + 9),
        ),
    ),
)

_DIGESTS: tuple[tuple[str, list[tuple[bytes, str, bytes]]], ...] = (
    ("nothing", []),
    ("one register", [(DOC, "answers/a", _at(0))]),
    ("two registers of one document", [(DOC, "answers/a", _at(0)), (DOC, "note", _at(1))]),
    ("in any order", [(DOC, "note", _at(1)), (DOC, "answers/a", _at(0))]),
    ("two documents", [(DOC, "answers/a", _at(0)), (OTHER, "answers/a", _at(0))]),
    ("a register written again", [(DOC, "answers/a", _at(2)), (OTHER, "answers/a", _at(0))]),
    ("a hundred registers", [(OTHER, f"answers/i{n}", _at(n, 0, TABLET)) for n in range(100)]),
)

_NAMES = (
    "form/daily@1",
    "self_evaluation/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/daily/2026-11-21",
    "self_evaluation/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/daily/2026-11-22",
    "peer_review/0190a7c3-b2d4-758f-8a1b-2c3d4e5f6071/7a0f3a52-5f1e-4c5e-8d57-0d6f6a4a9c11/0190a7c3-b2d4-758f-8a1b-2c3d4e5f6072",
    "peer_turnout/0190a7c3-b2d4-758f-8a1b-2c3d4e5f6071",
    "form/护理@2",
    "",
)


def _merged(why: str, arrivals: list[Arrival]) -> dict[str, Any]:
    state: dict[bytes, Registers] = {}
    written: list[dict[str, Any]] = []
    for stamped, doc, writes, author, received_ms in arrivals:
        raw = encode_change(stamped, doc, KIND, writes)
        merge(state.setdefault(doc, {}), decode_change(raw), author, received_ms)
        written.append({"change": raw.hex(), "author": author.hex(), "received_ms": received_ms})
    return {"why": why, "arrivals": written, "state": {doc.hex(): _shown(state[doc]) for doc in sorted(state)}}


def _shown(registers: Registers) -> dict[str, Any]:
    return {
        path: {
            "stamp": held.stamp.hex(),
            "value": tag(decode_value(held.value)),
            "author": held.author.hex(),
            "received_ms": held.received_ms,
        }
        for path, held in sorted(registers.items())
    }


def _digest(why: str, registers: list[tuple[bytes, str, bytes]]) -> dict[str, Any]:
    rows = [[doc.hex(), path, stamped.hex()] for doc, path, stamped in registers]
    return {"why": why, "registers": rows, "digest": scope.digest(registers).hex()}


def _chain() -> dict[str, Any]:
    """Three entries of a scope, each hashed onto the one before; the last says to forget a document."""
    head = scope.CHAIN_START
    entries: list[dict[str, Any]] = []
    for number, author in ((1, NURSE), (2, HEAD)):
        raw = encode_change(_at(number), DOC, KIND, [("answers/a", number)])
        head = scope.chain_change(head, number, author, NOON + number, raw)
        row = {"number": number, "author": author.hex(), "received_ms": NOON + number, "change": raw.hex()}
        entries.append({**row, "chain": head.hex()})
    head = scope.chain_forget(head, 3, bytes(16), NOON + 3, DOC)
    row = {"number": 3, "author": bytes(16).hex(), "received_ms": NOON + 3, "forget": DOC.hex()}
    return {"start": scope.CHAIN_START.hex(), "entries": [*entries, {**row, "chain": head.hex()}]}
