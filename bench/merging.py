"""Merging in process: 100,000 changes of 10 replicas into registers, against a dict that keeps the last one."""

from __future__ import annotations

import random
import time

from bench.report import Row
from sync.change import Change, decode_change, encode_change
from sync.register import Registers, merge
from sync.stamp import make

REPLICAS = 10
DOCUMENTS = 500
PATHS = 8
SEED = 11
START_MS = 1_790_000_000_000


def measure(changes: int) -> list[Row]:
    """Rows for this many changes of one write each, in an order in which a network may bring them."""
    made = _changes(changes)
    began = time.perf_counter()
    decoded = [decode_change(raw) for raw in made]
    decoded_s = time.perf_counter() - began
    merged_s, documents = _merge(decoded)
    plain_s, plain = _assign(decoded)
    if {(doc, path): written.stamp for doc, held in documents.items() for path, written in held.items()} != plain:
        raise RuntimeError("merging and the dict disagree")
    what = f"{changes:,} changes of {REPLICAS} replicas"
    return [
        Row(f"{what}: merged", changes / merged_s, "changes/s", changes / plain_s, "a dict, greatest stamp wins"),
        Row(f"{what}: decoded and merged", changes / (merged_s + decoded_s), "changes/s"),
    ]


def _changes(count: int) -> list[bytes]:
    chance = random.Random(SEED)  # noqa: S311 - an order, not a secret
    made: list[bytes] = []
    for number in range(count):
        replica = 1 << 20 | number % REPLICAS
        doc = make(START_MS, chance.randrange(DOCUMENTS), 1)
        path = f"answers/{chance.randrange(PATHS)}"
        stamp = make(START_MS + number // 100, number % 100, replica)
        made.append(encode_change(stamp, doc, "self_evaluation", [(path, number)]))
    chance.shuffle(made)
    return made


def _merge(changes: list[Change]) -> tuple[float, dict[bytes, Registers]]:
    began = time.perf_counter()
    documents: dict[bytes, Registers] = {}
    for change in changes:
        merge(documents.setdefault(change.doc, {}), change, bytes(16), START_MS)
    return time.perf_counter() - began, documents


def _assign(changes: list[Change]) -> tuple[float, dict[tuple[bytes, str], bytes]]:
    began = time.perf_counter()
    held: dict[tuple[bytes, str], bytes] = {}
    for change in changes:
        for path, _ in change.writes:
            key = (change.doc, path)
            if change.id > held.get(key, b""):
                held[key] = change.id
    return time.perf_counter() - began, held
