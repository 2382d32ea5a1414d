"""Cases of envelopes and trees, with made-up signatures; `tests/models/make.py` writes them to ballot.json."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from models.ballot import (
    KEY_BYTES,
    NONCE_BYTES,
    PROOF_BYTES,
    SIGNATURE_BYTES,
    Ballot,
    inclusion_path,
    leaf_hash,
    proven_message,
    seal,
    steps,
    told_at,
    tree_root,
)
from models.sealed_words import SALT_BYTES, sealed, words_digest

SIZES = (0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 21)


def made_up(name: str, size: int) -> bytes:
    """Bytes that look like chance and are always the same."""
    return b"".join(hashlib.sha256(f"{name}/{at}".encode()).digest() for at in range(-(-size // 32)))[:size]


def ballot(name: str, answers: dict[str, Any], revision: int = 0, places: tuple[str, ...] = ()) -> Ballot:
    """A well-formed ballot that nobody signed, whose words at those places are kept apart."""
    salts = iter(made_up(f"{name}/salt/{place}", SALT_BYTES) for place in places)
    answers, words = sealed(answers, places, lambda: next(salts))
    key = b"\x04" + made_up(f"{name}/key", KEY_BYTES - 1)
    return Ballot(
        made_up("context", 16),
        revision,
        msgspec.msgpack.encode(dict(sorted(answers.items()))),
        key,
        made_up(f"{name}/nonce", NONCE_BYTES) + key,
        made_up(f"{name}/signature", SIGNATURE_BYTES),
        made_up(f"{name}/proof", PROOF_BYTES),
        words,
    )


BALLOTS = {
    "empty": ballot("empty", {}),
    "appraisal": ballot("appraisal", {"00000000-0000-7000-8000-000000000001": 0, "00000000-0000-7000-8000-2": None}),
    "choice": ballot("choice", {"-": [0, 2]}, 1),
    "round": ballot("round", {"duty": 9, "attitude": 4.5, "note": "工作认真，待人热情"}, 300),
    "long": ballot("long", {"note": "长" * 2_380}, 2**32 - 1),
    "words apart": ballot("words apart", {"duty": 9, "note": "工作认真"}, 2, ("good", "note")),
}
ROLLS = (*range(3, 31), 61, 1_000)
SAID = ("", "待人热情", "x" * 2_000)


def ballot_vectors() -> dict[str, Any]:
    """One envelope is written out whole; of the others the hash says enough."""
    return {
        "envelopes": [
            {
                "name": name,
                **{field: value if isinstance(value, int) else value.hex() for field, value in _fields(each)},
                "message": proven_message(each).hex(),
                "leaf": leaf_hash(each).hex(),
                "sha256": hashlib.sha256(seal(each)).hexdigest(),
            }
            for name, each in BALLOTS.items()
        ],
        "trees": [_tree(size) for size in SIZES],
        "words": [
            {"salt": made_up("salt", SALT_BYTES).hex(), "said": said, "digest": _digest(said).hex()} for said in SAID
        ],
        "steps": [{"count": count, "told": steps(count)} for count in (0, 1, 4, 5, 9, 10, 1_003)],
        "moves": [{"electors": electors, "moves": [list(each) for each in told_at(electors)]} for electors in ROLLS],
    }


def _digest(said: str) -> bytes:
    return words_digest(made_up("salt", SALT_BYTES), said)


def _fields(each: Ballot) -> list[tuple[str, Any]]:
    return list(msgspec.structs.asdict(each).items())


def _tree(size: int) -> dict[str, Any]:
    leaves = sorted(made_up(f"leaf/{number}", 32) for number in range(size))
    paths = [[each.hex() for each in inclusion_path(leaves, index)] for index in range(size)]
    return {"leaves": [leaf.hex() for leaf in leaves], "root": tree_root(leaves).hex(), "paths": paths}
