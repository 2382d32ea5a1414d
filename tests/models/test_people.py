"""People, units and branches: what administrators may write, and how the roster reads it."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import Document, ServerAct
from models.people import MISSING, read_institution, read_person, read_unit
from models.roster import Roster
from tests.models.world import (
    BAY,
    BRANCH,
    BUREAU,
    CENTRE,
    DAY_MS,
    OTHER,
    OTHER_BRANCH,
    OTHER_UNIT,
    PEOPLE,
    SECOND_BRANCH,
    SURGERY,
    TODAY,
    WARD,
    World,
    id_of,
)

NEW = id_of(300)


def stay(**place: Any) -> dict[str, Any]:
    return {**place, "from": "2026-01-01", "to": None}


def test_an_administrator_makes_units_branches_and_people(world: World) -> None:
    unit, branch, person = id_of(301), id_of(302), id_of(303)
    new_unit = {"institution": CENTRE, "name": "急诊科", "type": "department", "parent": WARD, "order": 2.5}
    assert world.code("admin", "unit", unit, new_unit) is None
    assert world.code("admin", "party_branch", branch, {"institution": CENTRE, "name": "新", "parent": BRANCH}) is None
    writes = {
        "institution": CENTRE,
        "name": "新同事",
        "pinyin": "xts",
        "staff_no": "QL01099",
        "party": "probationary",
        "memberships/1": stay(unit=unit),
        "branches/1": stay(branch=branch),
        "roles/1": stay(role="staff", at=CENTRE),
        "roles/2": stay(role="head", at=unit),
        "roles/3": stay(role="secretary", at=branch),
    }
    assert world.code("admin", "person", person, writes) is None
    assert world.roster.unit_of(person, TODAY) == unit
    assert world.roster.ancestors(unit) == (unit, WARD)
    assert world.roster.ancestors(branch) == (branch, BRANCH)
    assert world.roster.holds_role(person, unit, "head")


def test_everything_has_a_name(world: World) -> None:
    for kind in ("unit", "party_branch", "person"):
        assert world.reason("admin", kind, NEW, {"institution": CENTRE}) == "name_missing"
        assert world.reason("admin", kind, NEW, {"institution": CENTRE, "name": "  "}) == "text_empty"
    assert world.reason("admin", "unit", WARD, {"name": None}) == "name_missing"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("memberships/1", stay(unit=OTHER_UNIT), "unknown_unit"),
        ("memberships/1", stay(unit=BRANCH), "unknown_unit"),
        ("memberships/1", {"unit": WARD, "from": "2026-02-01", "to": "2026-01-31"}, "ends_before_it_begins"),
        ("memberships/1", {"unit": WARD, "from": "soon"}, "bad_day"),
        ("memberships/1", {"unit": WARD}, "wrong_type"),
        ("memberships/1", "ward", "wrong_type"),
        ("branches/1", stay(branch=OTHER_BRANCH), "unknown_branch"),
        ("roles/9", stay(role="king", at=CENTRE), "unknown_option"),
        ("roles/9", stay(role="head", at=CENTRE), "role_place"),
        ("roles/9", stay(role="secretary", at=WARD), "role_place"),
        ("roles/9", stay(role="admin", at=WARD), "role_place"),
        ("roles/9", stay(role="staff", at=BRANCH), "role_place"),
        ("roles/9", stay(role="supervisor", at=OTHER), "unknown_place"),
        ("roles/9", stay(role="supervisor", at=BUREAU), "unknown_place"),
        ("roles/9", stay(role="head", at=OTHER_UNIT), "unknown_place"),
        ("roles/9", stay(role="head", at=NEW), "unknown_place"),
        ("party", "guest", "unknown_option"),
    ],
)
def test_a_person_stays_within_the_institution(world: World, path: str, value: Any, reason: str) -> None:
    refusal = world.tries("admin", "person", PEOPLE["nurse"], {path: value})
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", reason, path)


def test_a_bureau_gives_its_people_roles_below_it_and_nobody_sideways(world: World) -> None:
    role = stay(role="inspector", at=CENTRE)
    assert world.code("bureau_admin", "person", PEOPLE["bureau_supervisor"], {"roles/9": role}) is None
    sideways = stay(role="admin", at=CENTRE)
    assert world.reason("strange_admin", "person", PEOPLE["stranger"], {"roles/9": sideways}) == "unknown_place"
    assert not world.roster.administers(PEOPLE["stranger"], CENTRE)


def test_trees_have_no_loop(world: World) -> None:
    assert world.reason("admin", "unit", WARD, {"parent": BAY}) == "loop"
    assert world.reason("admin", "unit", WARD, {"parent": WARD}) == "loop"
    assert world.reason("admin", "unit", WARD, {"parent": OTHER_UNIT}) == "unknown_unit"
    assert world.reason("admin", "party_branch", BRANCH, {"parent": BRANCH}) == "loop"
    assert world.reason("admin", "party_branch", BRANCH, {"parent": OTHER_BRANCH}) == "unknown_branch"
    for number, place in enumerate((CENTRE, WARD), 8):  # the second one no rule would give
        _make_administrator(world, "bureau_admin", place, f"roles/{number}")
    assert world.reason("bureau_admin", "institution", BUREAU, {"parent": CENTRE}) == "loop"
    assert world.reason("bureau_admin", "institution", BUREAU, {"parent": WARD}) == "unknown_institution"
    assert world.code("admin", "unit", BAY, {"parent": SURGERY}) is None
    assert world.code("admin", "unit", BAY, {"parent": None}) is None


def _make_administrator(world: World, who: str, at: bytes, path: str) -> None:
    world.write(ServerAct(PEOPLE[who], "person", {path: stay(role="admin", at=at)}))


def test_an_institution_goes_under_another_only_where_both_sides_agree(world: World) -> None:
    attempts: list[Any] = [None, BUREAU, OTHER, id_of(999), "bureau", ["bureau"], {}]
    for parent in attempts:
        refusal = world.tries("admin", "institution", CENTRE, {"name": "改名", "parent": parent})
        assert refusal is not None
        assert (refusal.code, refusal.reason, refusal.path) == ("forbidden", "both_sides", "parent")
    _make_administrator(world, "admin", OTHER, "roles/8")
    assert world.reason("admin", "institution", CENTRE, {"parent": OTHER}) == "both_sides"
    _make_administrator(world, "admin", BUREAU, "roles/9")
    assert world.code("admin", "institution", CENTRE, {"parent": OTHER}) is None
    world.write(ServerAct(PEOPLE["admin"], "person", {"roles/8": None}))
    assert world.reason("admin", "institution", CENTRE, {"parent": None}) == "both_sides"
    assert world.roster.institutions_above(CENTRE) == (CENTRE, OTHER, BUREAU)


def test_an_institution_under_none_is_put_under_another_by_an_administrator_of_both(world: World) -> None:
    assert world.code("bureau_admin", "institution", BUREAU, {"parent": None}) is None
    assert world.reason("bureau_admin", "institution", BUREAU, {"parent": OTHER}) == "both_sides"
    for institution in (CENTRE, OTHER):
        world.write(ServerAct(institution, "institution", {"parent": None}))
    assert world.reason("admin", "institution", CENTRE, {"parent": OTHER}) == "both_sides"
    assert world.reason("strange_admin", "institution", CENTRE, {"parent": OTHER}) == "not_found"
    _make_administrator(world, "strange_admin", CENTRE, "roles/9")
    assert world.code("strange_admin", "institution", CENTRE, {"parent": OTHER}) is None


def test_a_tree_grows_thirty_two_deep_at_most(world: World) -> None:
    above, reason = WARD, None
    for number in range(40):
        unit = id_of(2000 + number)
        reason = world.reason("admin", "unit", unit, {"institution": CENTRE, "name": "层", "parent": above})
        if reason is not None:
            break
        above = unit
    assert reason == "loop"
    assert len(world.roster.ancestors(above)) == 32


def test_a_loop_that_two_administrators_made_at_once_ends(world: World) -> None:
    world.write(ServerAct(WARD, "unit", {"parent": BAY}))
    assert set(world.roster.ancestors(BAY)) == {BAY, WARD}
    assert set(world.roster.below(BAY)) == {BAY, WARD}


def test_the_institutions_form_must_be_there(world: World) -> None:
    assert world.reason("admin", "institution", CENTRE, {"self_evaluation_form": "none@1"}) == "unknown_form"
    assert world.code("admin", "institution", CENTRE, {"self_evaluation_form": "nursing@1"}) is None
    assert world.roster.institutions[CENTRE].self_evaluation_form == "nursing@1"


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "../etc/passwd", "", 8])
def test_a_time_zone_must_exist(world: World, zone: Any) -> None:
    assert world.code("admin", "institution", CENTRE, {"timezone": zone}) == "invalid"
    assert world.code("admin", "institution", CENTRE, {"timezone": "Asia/Urumqi"}) is None
    assert world.roster.timezone_of(PEOPLE["nurse"]) == "Asia/Urumqi"


def test_the_last_administrator_stays(world: World) -> None:
    me = PEOPLE["admin"]
    for value in (None, {"role": "admin", "at": CENTRE, "from": "2025-01-01", "to": "2026-11-20"}):
        refusal = world.tries("admin", "person", me, {"roles/1": value})
        assert refusal is not None
        assert (refusal.reason, refusal.path) == ("last_administrator", "roles/1")
    assert world.code("admin", "person", me, {"name": "改名"}) is None
    assert world.code("admin", "person", me, {"roles/1": stay(role="admin", at=CENTRE)}) is None
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/1": None}) is None
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/2": stay(role="admin", at=CENTRE)}) is None
    assert world.code("admin", "person", me, {"roles/1": None}) is None
    assert world.code("admin", "person", me, {"name": "又改名"}) == "forbidden"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2025-01-01", "2026-11-22"),  # tomorrow is the last day
        ("2025-01-01", "9999-12-31"),
        ("2026-11-22", None),  # nobody today
        ("9999-12-31", None),
    ],
)
def test_an_institution_has_an_administrator_on_every_day_to_come(world: World, since: str, until: str | None) -> None:
    me, role = PEOPLE["admin"], {"role": "admin", "at": CENTRE, "from": since, "to": until}
    assert world.reason("admin", "person", me, {"roles/1": role}) == "last_administrator"
    _make_administrator(world, "bureau_admin", CENTRE, "roles/9")  # whom only the bureau can keep in office
    assert world.reason("admin", "person", me, {"roles/1": role}) == "last_administrator"
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/2": stay(role="admin", at=CENTRE)}) is None
    assert world.code("admin", "person", me, {"roles/1": role}) is None


def test_administrators_may_hand_over_without_a_gap(world: World) -> None:
    me = PEOPLE["admin"]
    until = {"role": "admin", "at": CENTRE, "from": "2025-01-01", "to": "2026-12-31"}
    late, next_day = ({"role": "admin", "at": CENTRE, "from": day, "to": None} for day in ("2027-01-02", "2027-01-01"))
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/1": late}) is None
    assert world.reason("admin", "person", me, {"roles/1": until}) == "last_administrator"
    assert world.code("admin", "person", PEOPLE["nurse"], {"roles/1": next_day}) is None
    assert world.code("admin", "person", me, {"roles/1": until}) is None
    assert world.reason("admin", "person", PEOPLE["nurse"], {"roles/1": None}) == "last_administrator"
    assert world.code("admin", "person", me, {"roles/2": stay(role="supervisor", at=CENTRE)}) is None


# -- the roster -------------------------------------------------------------------------------------------------


def test_memberships_hold_on_both_their_days_and_not_outside(world: World) -> None:
    person = PEOPLE["nurse"]
    world.write(
        ServerAct(
            person,
            "person",
            {
                "memberships/1": {"unit": BAY, "from": "2026-01-10", "to": "2026-01-20"},
                "memberships/2": {"unit": SURGERY, "from": "2026-01-20", "to": None},
            },
        )
    )
    days = ["2026-01-09", "2026-01-10", "2026-01-20", "2026-01-21"]
    assert [world.roster.units_of(person, day) for day in days] == [(), (BAY,), (BAY, SURGERY), (SURGERY,)]
    assert [world.roster.unit_of(person, day) for day in days] == [None, BAY, BAY, SURGERY]


def test_roles_are_read_as_of_today_and_turn_with_it(world: World) -> None:
    person = PEOPLE["nurse"]
    role = {"role": "head", "at": BAY, "from": "2026-11-22", "to": "2026-11-22"}
    world.write(ServerAct(person, "person", {"roles/1": role}))
    roster = world.roster
    assert not roster.holds_role(person, BAY, "head")
    assert roster.turn_to(TODAY) == frozenset()
    assert roster.turn_to("2026-11-22") == {person}
    assert roster.holds_role(person, BAY, "head", "admin")
    assert set(roster.heads_of(BAY)) == {person, PEOPLE["head_of_bay"]}
    assert roster.turn_to("2026-11-23") == {person}
    assert roster.roles(person) == frozenset()
    assert roster.roles_on(person, "2026-11-22") == {("head", BAY)}


def test_the_day_after_the_last_stay_and_role_is_told_as_a_day_on_which_rights_change(world: World) -> None:
    person = PEOPLE["nurse"]
    stay = {"unit": BAY, "from": "2026-01-01", "to": "2026-11-22"}
    world.write(ServerAct(person, "person", {"memberships/1": stay, "branches/1": None}))
    roster = world.roster
    assert roster.turn_to("2026-11-22") == frozenset()
    assert not roster.has_left(person)
    assert roster.turn_to("2026-11-23") == {person}
    assert roster.has_left(person)


def test_who_is_unknown_is_nowhere() -> None:
    roster = Roster()
    assert roster.person(NEW) is None
    assert roster.institution_of(NEW) is None
    assert roster.units_of(NEW, TODAY) == roster.branches_of(NEW, TODAY) == ()
    assert roster.roles(NEW) == frozenset()
    assert roster.timezone_of(NEW) == "Asia/Shanghai"
    assert roster.ancestors(NEW) == roster.institutions_above(NEW) == ()
    assert roster.institution_of_place(NEW) is None
    assert roster.people_of(CENTRE) == []


def test_places_know_their_institution(world: World) -> None:
    places = {CENTRE: CENTRE, BAY: CENTRE, SECOND_BRANCH: CENTRE, OTHER_UNIT: OTHER, NEW: None}
    assert {place: world.roster.institution_of_place(place) for place in places} == places
    assert world.roster.institutions_above(CENTRE) == (CENTRE, BUREAU)
    assert set(world.roster.below(WARD)) == {WARD, BAY}


def test_documents_of_other_kinds_change_nothing(world: World) -> None:
    before = dict(world.roster.persons)
    world.roster.apply(Document(NEW, "form", NEW))
    assert world.roster.persons == before


def test_what_a_document_lacks_reads_as_empty() -> None:
    empty = Document(NEW, "person", NEW)
    person = read_person(empty)
    assert (person.institution, person.name, person.party, person.memberships) == (MISSING, "", "none", ())
    assert read_unit(empty).order == 0
    assert read_institution(empty).self_evaluation_form == "daily@1"


def test_days_pass_without_a_change_of_rights(world: World) -> None:
    assert {each.kind for each in world.pass_time(3 * DAY_MS)} == {"report_turnout"}, "reports of the month are awaited"
    assert world.roster.today == "2026-11-24"


def test_a_unit_ends_when_nobody_is_left_in_it(world: World) -> None:
    unit, under, person = id_of(301), id_of(302), id_of(303)
    assert world.code("admin", "unit", unit, {"institution": CENTRE, "name": "急诊科"}) is None
    assert world.code("admin", "unit", under, {"institution": CENTRE, "name": "留观室", "parent": unit}) is None
    told = {
        "institution": CENTRE,
        "name": "新同事",
        "memberships/1": stay(unit=unit),
        "roles/1": stay(role="head", at=unit),
    }
    assert world.code("admin", "person", person, told) is None
    ends = {"ended_on": "2026-12-31"}
    refusal = world.tries("admin", "unit", unit, ends)
    assert refusal is not None
    assert (refusal.reason, refusal.params) == ("place_has_places", {"count": 1, "name": "留观室", "day": "2026-12-31"})
    assert world.code("admin", "unit", under, ends) is None
    assert world.reason("admin", "unit", unit, ends) == "place_has_people"
    left = {"memberships/1": {**stay(unit=unit), "to": "2026-12-31"}}
    assert world.code("admin", "person", person, left) is None
    assert world.reason("admin", "unit", unit, ends) == "place_has_roles"
    ended = {"roles/1": {**stay(role="head", at=unit), "to": "2026-12-31"}}
    assert world.code("admin", "person", person, ended) is None
    assert world.reason("admin", "unit", unit, {"ended_on": "2026-12-30"}) == "place_has_places"
    assert world.code("admin", "unit", unit, ends) is None


def test_nothing_begins_at_a_place_that_has_ended_and_it_can_be_taken_up_again(world: World) -> None:
    branch, below = id_of(301), id_of(302)
    assert world.code("admin", "party_branch", branch, {"institution": CENTRE, "name": "门诊党支部"}) is None
    assert world.code("admin", "party_branch", branch, {"ended_on": TODAY}) is None
    late = {"branches/7": stay(branch=branch)}
    assert world.reason("admin", "person", PEOPLE["nurse"], late) == "place_ended"
    assert (
        world.reason("admin", "person", PEOPLE["nurse"], {"roles/7": stay(role="secretary", at=branch)})
        == "place_ended"
    )
    past = {"branches/7": {**stay(branch=branch), "to": TODAY}}
    assert world.code("admin", "person", PEOPLE["nurse"], past) is None
    under = {"institution": CENTRE, "name": "小组", "parent": branch}
    assert world.reason("admin", "party_branch", below, under) == "place_ended"
    assert world.code("admin", "party_branch", branch, {"ended_on": None}) is None
    assert world.code("admin", "party_branch", below, under) is None
