"""A natural id belongs to the document that its name names: nobody sits on another's, and no document has two kinds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.append import Appender, OtherKindError
from api.id_audit import misplaced
from api.judge import WRONG_ID, Judge, wrong_id
from api.roster_cache import roster_of
from api.shelf import shelf_of
from models.document import Act, ServerAct, natural_id, uuid_text
from models.kind import Kind
from models.kinds import KINDS
from sync.reading import read_change
from tests.api.hospital import (
    ADMIN,
    COLLEAGUE,
    HEAD,
    INSTITUTION,
    NOW_MS,
    NURSE,
    STRANGER,
    Hospital,
    fetch,
)
from tests.api.recount import registers

PERIOD = "2026-11"
RESULT = natural_id(f"period_result/{uuid_text(INSTITUTION)}/none/{PERIOD}/{uuid_text(COLLEAGUE)}")
NEXT = natural_id(f"period_result/{uuid_text(INSTITUTION)}/none/{PERIOD}/{uuid_text(HEAD)}")
NAMELESS = ["", "@", "@daily", "x" * 101]
"""Texts that are no part of a name."""
ODD = [None, 5, 1.5, True, b"", b"x", ["x"], {"x": 1}]
NATURAL = sorted(kind.name for kind in KINDS.values() if kind.natural)


def result_of(subject: bytes, id: bytes) -> ServerAct:
    named = {"institution": INSTITUTION, "programme": "none", "period": PERIOD, "subject": subject}
    return ServerAct(id, "period_result", {**named, "total": "91.5", "grade": "excellent"})


def kinds_at(hospital: Hospital, id: bytes) -> list[tuple[str]]:
    return [(kind,) for (kind,) in fetch(hospital, "select kind from documents where id = ?", id)]


def draft_id(person: bytes, form: str) -> bytes:
    return natural_id(f"form_draft/{uuid_text(person)}/{form}")


@pytest.mark.parametrize("form", NAMELESS)
def test_a_draft_whose_form_makes_no_name_is_invalid_under_every_id(hospital: Hospital, form: str) -> None:
    nurse = hospital.phone(NURSE)
    writes = {"person": NURSE, "form": form, "fields/text": "x"}
    places = (RESULT, draft_id(NURSE, form), draft_id(NURSE, ""), natural_id(f"form_draft/{uuid_text(NURSE)}"))
    assert nurse.codes(*(nurse.change(id, writes, kind="form_draft") for id in places)) == ["invalid"] * 4
    hospital.write(result_of(COLLEAGUE, RESULT))
    assert nurse.codes(nurse.change(RESULT, writes, kind="form_draft")) == ["invalid"]
    assert kinds_at(hospital, RESULT) == [("period_result",)]
    assert [kinds_at(hospital, id) for id in places[1:]] == [[]] * 3
    assert not [scope for scope in nurse.pull().scopes if scope.startswith(f"person/{uuid_text(NURSE)}")]


@pytest.mark.parametrize("odd", ODD)
def test_a_part_of_another_type_or_none_makes_no_document(hospital: Hospital, odd: Any) -> None:
    nurse = hospital.phone(NURSE)
    drafts = [nurse.change(RESULT, {"person": NURSE, "form": odd}, kind="form_draft")]
    days = [nurse.change(RESULT, {**nurse.opening(), path: odd}) for path in ("person", "form", "day")]
    assert set(nurse.codes(*drafts, *days)) <= {"invalid", "not_found", "outdated"}
    assert kinds_at(hospital, RESULT) == []


@pytest.mark.parametrize(("path", "odd"), [("day", 20261121), ("person", "x" * 101)])
def test_whoever_sends_a_part_that_makes_no_name_is_told_which(hospital: Hospital, path: str, odd: Any) -> None:
    nurse = hospital.phone(NURSE)
    (result,) = nurse.push(nurse.change(RESULT, {**nurse.opening(), path: odd})).results
    assert result is not None
    assert (result["code"], result["path"]) == ("invalid", path)


def test_parts_that_come_later_make_no_document_and_move_none(hospital: Hospital) -> None:
    nurse, own = hospital.phone(NURSE), draft_id(NURSE, "complaint")
    first = nurse.change(RESULT, {"person": NURSE, "fields/text": "x"}, kind="form_draft")
    later = nurse.change(RESULT, {"form": ""}, kind="form_draft")
    assert nurse.codes(first, later) == ["not_found", "not_found"]
    begun = nurse.change(own, {"person": NURSE, "form": "complaint"}, kind="form_draft")
    renamed = [nurse.change(own, {"form": form}, kind="form_draft") for form in ("", "other")]
    assert nurse.codes(begun, *renamed) == [None, "immutable", "immutable"]


@pytest.mark.parametrize("form", ["x" * 65, "x" * 100, "2026-11-02/2026-11-08", "e\u0301", "\u00e9", "表" * 100])
def test_every_label_names_its_own_document_and_no_other(hospital: Hospital, form: str) -> None:
    nurse = hospital.phone(NURSE)
    writes = {"person": NURSE, "form": form}
    assert nurse.codes(
        nurse.change(RESULT, writes, kind="form_draft"),
        nurse.change(draft_id(COLLEAGUE, form), writes, kind="form_draft"),
        nurse.change(draft_id(NURSE, form), writes, kind="form_draft"),
    ) == ["invalid", "invalid", None]


PARTS = st.sampled_from([*NAMELESS, *ODD[1:]]) | st.text(max_size=120) | st.binary(min_size=16, max_size=16)


@given(st.sampled_from(NATURAL), st.data())
def test_whatever_its_parts_no_kind_fits_the_id_of_another(name: str, data: st.DataObject) -> None:
    kind = KINDS[name]
    writes = {path: data.draw(PARTS, path) for path in kind.natural}
    doc = natural_id(f"{'meeting' if name == 'period_result' else 'period_result'}/{uuid_text(NURSE)}")
    refusal = wrong_id(Act(NURSE, 1, bytes(16), 0, 0, doc, name, writes), kind)
    assert refusal is not None
    assert (refusal.code, refusal.reason) == (WRONG_ID.code, WRONG_ID.reason)
    own = kind.natural_name(writes)
    if own is not None:
        assert wrong_id(Act(NURSE, 1, bytes(16), 0, 0, natural_id(own), name, writes), kind) is None


def test_no_name_can_be_read_as_two_sets_of_parts() -> None:
    for name in NATURAL:
        rules = [KINDS[name].path_rule(path) for path in KINDS[name].natural]
        free = [rule.pattern for rule in rules if rule and rule.type == "label" and rule.pattern != "element"]
        assert len(free) <= 1, name  # an element is one of its programme's, and none of those has a stroke in it


def test_the_server_leaves_out_what_lies_under_another_kind_and_writes_the_rest(hospital: Hospital) -> None:
    admin = hospital.phone(ADMIN)
    assert admin.codes(admin.change(RESULT, {"title": "一张表"}, kind="form")) == [None]
    with hospital.store.transaction() as txn:
        before = registers(txn, RESULT)
    hospital.write(result_of(COLLEAGUE, RESULT), result_of(HEAD, NEXT))
    with hospital.store.transaction() as txn:
        assert registers(txn, RESULT) == before
    assert (kinds_at(hospital, RESULT), kinds_at(hospital, NEXT)) == ([("form",)], [("period_result",)])
    hospital.write(result_of(COLLEAGUE, RESULT))
    assert admin.codes(admin.change(RESULT, {"title": "还在"}, kind="form")) == [None]


def test_who_finds_another_kind_under_their_own_id_is_told_so_and_changes_nothing(hospital: Hospital) -> None:
    admin, nurse, stranger = (hospital.phone(person) for person in (ADMIN, NURSE, STRANGER))
    form = {"title": "一张表"}
    for phone in (nurse, stranger):
        assert admin.codes(admin.change(phone.evaluation(), form, kind="form")) == [None]
    assert nurse.codes(nurse.change(nurse.evaluation(), nurse.opening())) == ["invalid"]
    assert stranger.codes(stranger.change(stranger.evaluation(), stranger.opening())) == ["not_found"]
    own = nurse.evaluation("2026-11-19")
    assert nurse.codes(nurse.change(own, nurse.opening("2026-11-19"))) == [None]
    assert admin.codes(admin.change(own, form, kind="form")) == ["not_found"]
    assert [kinds_at(hospital, id) for id in (nurse.evaluation(), own)] == [[("form",)], [("self_evaluation",)]]


def test_nothing_is_appended_to_a_document_of_another_kind(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    own = draft_id(NURSE, "complaint")
    assert nurse.codes(nurse.change(own, {"person": NURSE, "form": "complaint"}, kind="form_draft")) == [None]
    change = read_change(nurse.change(own, {"title": "x"}, kind="form"))
    with hospital.store.transaction() as txn:
        before = registers(txn, own)
        shelf = shelf_of(txn)
        appender = Appender(txn, shelf, roster_of(txn, NOW_MS))
        with pytest.raises(OtherKindError):
            appender.apply(change, NURSE, NOW_MS)
        appender.flush()
        assert not appender.knows(change.id)
        assert registers(txn, own) == before


def test_even_a_judge_that_takes_everything_mixes_no_kinds(hospital: Hospital, monkeypatch: pytest.MonkeyPatch) -> None:
    def take_it(self: Judge, act: Act, kind: Kind) -> None:
        pass

    monkeypatch.setattr(Judge, "_ask_document", take_it)
    nurse = hospital.phone(NURSE)
    own = draft_id(NURSE, "complaint")
    begun = nurse.change(own, {"person": NURSE, "form": "complaint"}, kind="form_draft")
    mixed = nurse.change(own, {"title": "x"}, kind="form")
    assert nurse.codes(begun, mixed, nurse.change(own, {"fields/text": "x"}, kind="form_draft")) == [
        None,
        "invalid",
        None,
    ]
    assert nurse.codes(mixed) == ["invalid"]


def test_recount_names_what_sits_on_the_id_of_another(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE)
    nurse.submitted()
    with hospital.store.reading() as txn:
        assert list(misplaced(txn)) == []
    mixed = natural_id(f"form_draft/{uuid_text(NURSE)}/complaint")
    hospital.write(
        ServerAct(RESULT, "form_draft", {"person": NURSE, "form": ""}),
        ServerAct(NEXT, "form_draft", {"person": NURSE, "form": "complaint"}),
        ServerAct(mixed, "form_draft", {"person": NURSE, "form": "complaint", "grade": "excellent"}),
    )
    with hospital.store.reading() as txn:
        told = dict(line.removeprefix("form_draft ").split(" ", 1) for line in misplaced(txn))
    assert told == {
        uuid_text(RESULT): "has no such id",
        uuid_text(NEXT): "has the id of another document",
        uuid_text(mixed): "grade: another kind's register",
    }
