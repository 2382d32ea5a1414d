"""Words of a ballot apart from it: digests that say nothing, opened by the words that were cast and by no others."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.ballot import BallotInvalid, leaf_hash, misshapen, open_envelope, said_of, seal
from models.sealed_words import sealed, unsealed, words_digest
from tests.models.ballot_cases import BALLOTS, ballot

SALT = bytes(range(32))
NAMES = some.text("abcdef_", min_size=1, max_size=6)
ANSWERS = some.dictionaries(NAMES, some.integers(0, 9) | some.text(max_size=40), max_size=6)


@given(ANSWERS, some.lists(NAMES, max_size=4, unique=True), some.randoms())
def test_what_was_sealed_is_there_again_when_it_is_unsealed(
    answers: dict[str, Any], places: list[str], lot: Any
) -> None:
    answers = {name: value for name, value in answers.items() if name not in places or isinstance(value, str)}
    digests, words = sealed(answers, places, lambda: lot.randbytes(32))
    assert unsealed(digests, words) == {name: value for name, value in answers.items() if value or name not in places}
    assert {name for name, value in digests.items() if isinstance(value, bytes)} == set(places)


def test_a_digest_stands_wherever_words_may_and_is_as_long_whatever_was_said() -> None:
    silent, _ = sealed({"duty": 5}, ("good", "note"), lambda: SALT)
    spoken, _ = sealed({"duty": 5, "note": "话" * 500}, ("good", "note"), lambda: SALT)
    assert {name: type(value) for name, value in silent.items()} == {"duty": int, "good": bytes, "note": bytes}
    assert silent.keys() == spoken.keys()
    assert len(silent["note"]) == len(spoken["note"]) == 32


def test_the_salt_keeps_who_guesses_the_words_from_finding_them() -> None:
    one, other = words_digest(SALT, "好"), words_digest(bytes(32), "好")
    assert one != other


DIGEST = words_digest(SALT, "好")
OPENS = msgspec.msgpack.encode({"note": [SALT, "好"]})


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"note": DIGEST}, b""),
        ({"note": DIGEST}, b"\xc0"),
        ({"note": DIGEST}, b"\x91" * 5_000),
        ({"note": DIGEST}, msgspec.msgpack.encode({"note": [SALT, "坏"]})),
        ({"note": DIGEST}, msgspec.msgpack.encode({"note": [SALT[:31], "好"]})),
        ({"note": words_digest(b"", "好")}, msgspec.msgpack.encode({"note": [b"", "好"]})),
        ({"note": DIGEST}, msgspec.msgpack.encode({"note": [SALT, "好"], "more": [SALT, "悄悄话"]})),
        ({"note": DIGEST}, msgspec.msgpack.encode({"note": "好"})),
        ({"note": "好"}, OPENS),
        ({}, OPENS),
        ({"note": DIGEST, "more": DIGEST}, OPENS),
        ({"note": DIGEST, "more": [DIGEST]}, OPENS),
        ({"note": DIGEST, "more": {"at": [[DIGEST]]}}, OPENS),
        ({"note": "写得明明白白".encode()}, b""),
    ],
)
def test_a_digest_that_nothing_opens_and_words_that_open_none_make_no_ballot(answers: Any, words: bytes) -> None:
    assert unsealed(answers, words) is None
    plain = BALLOTS["choice"]
    made = msgspec.structs.replace(plain, answers=msgspec.msgpack.encode(answers), words=words)
    assert misshapen(made) in ("words_unreadable", "answers_unreadable")
    with pytest.raises(BallotInvalid):
        open_envelope(seal(made))


def test_words_are_no_part_of_the_leaf_and_travel_with_the_ballot() -> None:
    made = BALLOTS["words apart"]
    assert open_envelope(seal(made)) == made
    assert said_of(made) == {"duty": 9, "note": "工作认真"}
    assert leaf_hash(made) == leaf_hash(msgspec.structs.replace(made, words=b""))
    assert "工作认真".encode() not in made.answers
    assert "工作认真".encode() in seal(made)
    stored = msgspec.msgpack.encode(BALLOTS["choice"])
    assert b"words" not in stored, "what has none is stored as before words were kept apart"


def test_answers_and_words_together_have_one_limit() -> None:
    with pytest.raises(BallotInvalid, match="answers_too_long"):
        seal(ballot("long", {"note": "长" * 2_380}, places=("note", "more")))
    assert len(seal(ballot("long", {"note": "长" * 2_300}, places=("note", "more")))) == 8_192
