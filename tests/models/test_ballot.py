"""An anonymous ballot: one spelling, one size, and a tree that proves who is in it."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.ballot import (
    ENVELOPE_BYTES,
    Ballot,
    BallotInvalid,
    inclusion_path,
    is_included,
    leaf_hash,
    open_envelope,
    seal,
    tree_root,
)
from tests.models.ballot_cases import BALLOTS, ballot

HASHES = some.lists(some.binary(min_size=32, max_size=32), min_size=1, max_size=40, unique=True)


@pytest.mark.parametrize("name", BALLOTS)
def test_every_envelope_has_one_size_and_opens_to_what_was_sealed(name: str) -> None:
    body = seal(BALLOTS[name])
    assert len(body) == ENVELOPE_BYTES
    assert open_envelope(body) == BALLOTS[name]


def test_answers_that_do_not_fit_are_not_sealed() -> None:
    with pytest.raises(BallotInvalid, match="answers_too_long"):
        seal(ballot("too long", {"note": "x" * 7_200}))


@given(some.binary(max_size=ENVELOPE_BYTES + 1))
def test_bytes_that_are_no_envelope_are_refused_and_never_fail(body: bytes) -> None:
    with pytest.raises(BallotInvalid):
        open_envelope(body)


@given(some.integers(0, ENVELOPE_BYTES - 1), some.integers(1, 255))
def test_a_changed_byte_is_another_ballot_or_none(place: int, by: int) -> None:
    body = bytearray(seal(BALLOTS["round"]))
    body[place] ^= by
    try:
        changed = open_envelope(bytes(body))
    except BallotInvalid:
        return
    assert changed != BALLOTS["round"]
    assert leaf_hash(changed) != leaf_hash(BALLOTS["round"])


def _with(**fields: object) -> bytes:
    made = msgspec.structs.asdict(BALLOTS["choice"]) | fields
    pad = ENVELOPE_BYTES - len(msgspec.msgpack.encode({**made, "pad": bytes(256)})) + 256
    return msgspec.msgpack.encode({**made, "pad": bytes(pad)})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"context": bytes(15)}, "wrong_field"),
        ({"revision": -1}, "wrong_field"),
        ({"revision": 2**32}, "wrong_field"),
        ({"revision": True}, "unreadable"),
        ({"key": b"\x02" + bytes(64)}, "wrong_token"),
        ({"token": bytes(97)}, "wrong_token"),
        ({"answers": b"\xc0"}, "answers_unreadable"),
        ({"answers": msgspec.msgpack.encode({"a": [[[[1]]]]})}, "answers_unreadable"),
        ({"answers": b"\x81\xa1a" + b"\x91" * 5_000 + b"\xc0"}, "answers_unreadable"),
        ({"voter": bytes(16)}, "unreadable"),
    ],
)
def test_an_envelope_that_is_not_as_it_should_be_says_why(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(BallotInvalid) as refused:
        open_envelope(_with(**fields))
    assert refused.value.reason == reason


def test_padding_that_carries_something_is_refused() -> None:
    body = bytearray(seal(BALLOTS["choice"]))
    body[-1] = 1
    with pytest.raises(BallotInvalid, match="other_spelling"):
        open_envelope(bytes(body))


@given(HASHES, some.data())
def test_every_leaf_of_a_tree_is_proven_in_it_and_no_other_is(leaves: list[bytes], data: some.DataObject) -> None:
    leaves.sort()
    root = tree_root(leaves)
    index = data.draw(some.integers(0, len(leaves) - 1))
    path = inclusion_path(leaves, index)
    assert is_included(leaves[index], index, len(leaves), path, root)
    stranger = hashlib.sha256(leaves[index]).digest()
    assert not is_included(stranger, index, len(leaves), path, root)
    assert not is_included(leaves[index], len(leaves), len(leaves), path, root)
    assert not is_included(leaves[index], index, len(leaves), (*path, stranger), root)
    if path:
        assert not is_included(leaves[index], index, len(leaves), path[:-1], root)


def test_the_tree_is_that_of_certificate_transparency() -> None:
    """The eight inputs and the root that RFC 6962's own implementations test with."""
    inputs = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
    leaves = [hashlib.sha256(b"\0" + bytes.fromhex(each)).digest() for each in inputs]
    assert tree_root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert tree_root([]) == hashlib.sha256().digest()


def test_a_ballot_says_nothing_but_its_seven_fields_and_the_words_beside_them() -> None:
    fields = ("context", "revision", "answers", "key", "token", "signature", "proof", "words")
    assert Ballot.__struct_fields__ == fields
