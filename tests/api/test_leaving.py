"""Who has left: what is theirs stays theirs, late work is still taken, and the house is told to them no more."""

from __future__ import annotations

from models.document import natural_id, uuid_text
from tests.api.hospital import (
    ADMIN,
    BRANCH,
    COLLEAGUE,
    DAY,
    INSTITUTION,
    NURSE,
    PHARMACY,
    Hospital,
    Phone,
)

HOUSE, OWN = f"institution/{uuid_text(INSTITUTION)}", f"person/{uuid_text(NURSE)}"
OVER = {"from": "2020-01-01", "to": DAY}
FORM = "luoxi.daily@1"


def let_go(admin: Phone) -> None:
    over = {"memberships/1": {"unit": PHARMACY, **OVER}, "branches/1": {"branch": BRANCH, **OVER}}
    assert admin.codes(admin.change(NURSE, over, kind="person")) == [None]


def test_the_house_is_gone_and_what_is_ones_own_stays(hospital: Hospital) -> None:
    nurse, admin = hospital.phone(NURSE), hospital.phone(ADMIN)
    nurse.submitted("2026-11-19")
    cursors = {name: scope.seq for name, scope in nurse.pull().scopes.items()}
    assert HOUSE in cursors
    let_go(admin)
    assert HOUSE in nurse.pull(cursors).gone
    anew = nurse.pull()
    assert {name for name in anew.scopes if name != "library"} == {OWN, f"{OWN}/2026Q4"}
    told = [entry.content for entry in anew.scopes[OWN].entries if entry.author is not None]
    assert any(NURSE in content for content in told)
    assert HOUSE in hospital.phone(COLLEAGUE).pull().scopes
    name = nurse.change(COLLEAGUE, {"name": "改名"}, kind="person")
    assert nurse.codes(name) == ["not_found"]


def test_work_of_the_last_day_on_a_form_of_the_house_comes_late_and_is_taken(hospital: Hospital) -> None:
    nurse, admin = hospital.phone(NURSE), hospital.phone(ADMIN)
    item = {"order": 1, "type": "yes_no", "label": "到岗"}
    form = {"name": FORM, "title": "每日自评", "items/here": item}
    assert admin.codes(admin.change(natural_id(f"form/{FORM}"), form, kind="form")) == [None]
    late = nurse.change(natural_id(f"self_evaluation/{uuid_text(NURSE)}/luoxi.daily/{DAY}"), nurse.opening(form=FORM))
    let_go(admin)
    assert nurse.codes(late) == [None]
