"""What is published of a ballot: everything that a count needs, to who may read it, and never words in the clear."""

from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.ballot import Ballot, answers_of, leaf_hash, tree_root
from models.ballot_publication import Row, rows
from models.ballot_recount import Mismatch, Published, mismatches
from models.document import Document, Register
from models.form import Form, read_form
from tests.models.ballot_cases import ballot

ITEMS: dict[str, Any] = {
    "items/kind": {"type": "rating", "label": "待人", "min": 1, "max": 5, "order": 1},
    "items/good": {"type": "text", "label": "好的地方", "order": 2},
    "items/how": {"type": "choice", "label": "怎样", "options": [{"value": "often", "label": "常常"}], "order": 3},
}
NOBODY = bytes(16)
DOCUMENT = Document(NOBODY, "form", NOBODY, {path: Register(NOBODY, value, NOBODY, 0) for path, value in ITEMS.items()})
FORM: Form = read_form(DOCUMENT)
SECRET = "说话太重"


def _published(ballots: list[Ballot], **how: Any) -> list[Row]:
    return rows(ballots, how.pop("form", FORM), **{"of_round": True, "readable": True, **how})


def _is_given(answers: dict[str, Any], places: tuple[str, ...] = (), **how: Any) -> bool:
    ((_, _, answered, _, _, proof),) = _published([ballot("one", answers, places=places)], **how)
    assert (answered is None) is (proof is None), "a proof without its answers would let somebody try which they are"
    return answered is not None


def test_the_office_reads_a_sheet_whose_words_are_apart_and_everybody_else_its_key_alone() -> None:
    sheet = {"kind": 5, "how": "often", "note": SECRET}
    assert _is_given(sheet, ("note", "good"))
    assert not _is_given(sheet, ("note", "good"), readable=False)
    assert not _is_given(sheet, ("note", "good"), form=None)


@pytest.mark.parametrize(
    ("answers", "places"),
    [
        ({"kind": 5, "note": SECRET}, ()),
        ({"kind": 5, "good": SECRET, "note": SECRET}, ("note",)),
        ({"kind": 5, "note": 7}, ()),
        ({"kind": SECRET}, ()),
        ({"kind": 5, "how": SECRET}, ()),
        ({"kind": 5, SECRET: 1}, ()),
        ({"kind": 5, "unasked": SECRET}, ("unasked",)),
    ],
)
def test_a_sheet_with_words_in_the_clear_is_given_to_nobody(answers: dict[str, Any], places: tuple[str, ...]) -> None:
    assert not _is_given(answers, places)


LINES = some.sampled_from(["-", "00000000-0000-7000-8000-000000000001", SECRET, "ta_hen_huai"])
MARKS = some.recursive(
    some.none() | some.integers(0, 9) | some.text(max_size=9), lambda inner: some.lists(inner, max_size=3)
)


def _texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and any(map(_texts, cast("list[Any]", value))))


@given(some.dictionaries(LINES, MARKS, max_size=3))
def test_of_a_poll_everybody_reads_the_marks_and_nobody_what_is_none(answers: dict[str, Any]) -> None:
    speaks = any(map(_texts, answers.values())) or bool(answers.keys() & {SECRET, "ta_hen_huai"})
    speaks = speaks or answers_of(ballot("one", answers)) is None
    assert _is_given(answers, form=None, of_round=False) is not speaks


def test_a_mark_of_another_type_of_the_wire_is_given_to_nobody() -> None:
    for value in (msgspec.msgpack.Ext(5, b"hi"), b"hi", {"hi": 1}, [msgspec.msgpack.Ext(5, b"hi")]):
        assert not _is_given({"-": value}, form=None, of_round=False), value


def test_words_apart_in_a_poll_are_not_published_either() -> None:
    assert not _is_given({"-": SECRET}, ("-",), form=None, of_round=False)


def _yes(*_: Any) -> bool:
    return True


def _told(*, readable: bool) -> Published:
    sheets: list[tuple[dict[str, Any], tuple[str, ...]]] = [
        *(({"kind": 1 + n % 5, "note": f"{SECRET}{n}"}, ("note", "good")) for n in range(5)),
        ({"kind": 5, "note": SECRET}, ()),
    ]
    made = sorted((ballot(f"{n}", answers, places=places) for n, (answers, places) in enumerate(sheets)), key=leaf_hash)
    leaves = [leaf_hash(each) for each in made]
    given: Any = _published(made, readable=readable)
    return Published(made[0].context, given, 6, 6, tree_root(leaves).hex(), leaves)


@pytest.mark.parametrize("readable", [True, False])
def test_count_tree_keys_and_signatures_are_checked_from_what_is_published_and_no_word_is_in_it(
    *, readable: bool
) -> None:
    told = _told(readable=readable)
    assert mismatches(told, _yes, _yes) == []
    assert SECRET.encode() not in msgspec.msgpack.encode([told.rows, told.leaves])
    assert sum(row[2] is not None for row in told.rows) == (5 if readable else 0)
    assert {each.what for each in mismatches(told, lambda token, signature: False, _yes)} == {"signature"}
    assert {each.what for each in mismatches(told._replace(rows=told.rows[1:]), _yes, _yes)} >= {"counted", "leaves"}
    assert mismatches(told._replace(leaves=told.leaves[::-1]), _yes, _yes)
    row = next((at for at, each in enumerate(told.rows) if each[2] is not None), None)
    if row is not None:
        other = list(told.rows)
        other[row] = (*other[row][:1], 7, *other[row][2:])
        found = mismatches(told._replace(rows=other), _yes, _yes)
        assert found == [Mismatch("leaf", other[row][0].hex(), told.leaves[row].hex())]


def test_who_has_the_ballots_themselves_finds_words_that_were_not_cast() -> None:
    one = ballot("one", {"kind": 5, "note": SECRET}, places=("note",))
    row = (one.key, one.revision, one.answers, one.token, one.signature, one.proof)
    told = Published(one.context, [row], 1, 1, leaf_hash(one).hex(), words=[one.words])
    assert mismatches(told, _yes, _yes) == []
    other = ballot("one", {"kind": 5, "note": "被改过的话"}, places=("note",)).words
    for words in (other, b""):
        assert [each.what for each in mismatches(told._replace(words=[words]), _yes, _yes)] == ["words"]
