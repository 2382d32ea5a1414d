"""Who reads what: examples stand in scopes_kinds.json; here what happens when people move, and what always holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document import Document, Register, ServerAct, uuid_text
from models.kinds import KINDS
from models.people import Unit
from models.scope_names import of_tallies
from models.scopes import Affected, affected_by, holds, scopes_for, scopes_of
from tests.models import inspection_scenes
from tests.models.world import (
    BAY,
    BRANCH,
    CENTRE,
    OTHER,
    PEOPLE,
    SURGERY,
    TODAY,
    WARD,
    WHOLE,
    World,
    evaluation_id,
    id_of,
    opening,
)


def copied(document: Document) -> Document:
    return Document(document.id, document.kind, document.creator, dict(document.registers))


def changed(world: World, doc: bytes, **writes: object) -> Affected:
    """What the intake learns when a document of the roster changes."""
    found = world.documents.get(doc)
    before = None if found is None else copied(found)
    kind = "unit" if doc in world.roster.units else "person"
    world.write(ServerAct(doc, kind, {path.replace("__", "/"): value for path, value in writes.items()}))
    return affected_by(before, world.documents[doc], world.roster)


def submitted(world: World, day: str = TODAY) -> bytes:
    doc = evaluation_id("nurse", day)
    assert world.code("nurse", "self_evaluation", doc, {**opening("nurse", day), **WHOLE}) is None
    return doc


def test_an_evaluation_stays_with_the_unit_of_its_day(world: World) -> None:
    old, new = submitted(world, "2026-11-10"), submitted(world)
    affected = changed(
        world,
        PEOPLE["nurse"],
        memberships__1={"unit": BAY, "from": "2025-01-01", "to": "2026-11-15"},
        memberships__2={"unit": SURGERY, "from": "2026-11-16", "to": None},
    )
    assert affected == Affected(documents=frozenset({PEOPLE["nurse"]}))
    assert [world.sees("head_of_bay", doc) for doc in (old, new)] == [True, False]
    assert [world.sees("head_of_surgery", doc) for doc in (old, new)] == [False, True]


def test_who_belongs_to_two_units_is_read_by_both_heads(world: World) -> None:
    doc = submitted(world)
    assert not world.sees("head_of_surgery", doc)
    changed(world, PEOPLE["nurse"], memberships__2={"unit": SURGERY, "from": "2026-01-01", "to": None})
    assert world.sees("head_of_surgery", doc)
    assert world.sees("head_of_bay", doc)


def test_a_branch_reads_its_members_alone(world: World) -> None:
    doc = submitted(world)
    assert world.sees("secretary", doc)
    affected = changed(world, PEOPLE["nurse"], branches__1=None)
    assert affected.documents == {PEOPLE["nurse"]}
    assert not world.sees("secretary", doc)


def test_a_new_role_changes_rights_and_moves_no_document(world: World) -> None:
    role = {"role": "head", "at": WARD, "from": "2026-01-01", "to": None}
    affected = changed(world, PEOPLE["colleague"], roles__1=role)
    assert affected == Affected(rights=frozenset({PEOPLE["colleague"]}))
    assert world.sees("colleague", submitted(world))


YESTERDAY, TOMORROW = "2026-11-20", "2026-11-22"
OVER = {"unit": BAY, "from": "2025-01-01", "to": YESTERDAY}


def test_who_has_left_keeps_what_is_theirs_and_the_library(world: World) -> None:
    nurse, own = PEOPLE["nurse"], submitted(world, "2026-11-10")
    affected = changed(world, nurse, memberships__1=OVER, branches__1=None)
    assert affected == Affected(documents=frozenset({nurse}), rights=frozenset({nurse}))
    families = scopes_for(nurse, world.roster)
    assert families.plain == {"library", f"person/{uuid_text(nurse)}"}
    assert families.ageing == {f"person/{uuid_text(nurse)}"}
    assert [world.sees("nurse", doc) for doc in (own, nurse, PEOPLE["colleague"], WARD)] == [True, True, False, False]
    assert world.sees("colleague", nurse)
    back = changed(world, nurse, memberships__2={"unit": SURGERY, "from": TODAY, "to": None})
    assert back.rights == {nurse}
    assert world.sees("nurse", PEOPLE["colleague"])


@pytest.mark.parametrize(
    "held",
    [
        {"memberships__1": None},
        {"memberships__1": {**OVER, "to": TODAY}},
        {"memberships__1": OVER, "memberships__2": {**OVER, "from": TOMORROW, "to": None}},
        {"memberships__1": OVER, "branches__1": {"branch": BRANCH, "from": "2025-01-01", "to": None}},
        {"memberships__1": OVER, "roles__1": {"role": "inspector", "at": CENTRE, "from": "2025-01-01", "to": None}},
        {"memberships__1": None, "roles__1": {"role": "admin", "at": CENTRE, "from": "2025-01-01", "to": YESTERDAY}},
    ],
    ids=[
        "not yet placed",
        "the last day",
        "between two places",
        "the branch alone",
        "a role alone",
        "only ever a role",
    ],
)
def test_who_is_still_of_the_house_in_any_way_or_only_coming_holds_it(world: World, held: dict[str, object]) -> None:
    changed(world, PEOPLE["nurse"], **{"branches__1": None, **held})
    assert f"institution/{uuid_text(CENTRE)}" in scopes_for(PEOPLE["nurse"], world.roster).plain


def test_a_new_name_concerns_nobody(world: World) -> None:
    assert changed(world, PEOPLE["nurse"], name="改名") == Affected()
    assert changed(world, WARD, name="改名") == Affected()
    assert affected_by(None, world.documents[WARD], world.roster) == Affected()


def test_a_new_person_has_rights_and_perhaps_documents(world: World) -> None:
    person = id_of(333)
    affected = changed(world, person, institution=CENTRE, name="新人")
    assert affected == Affected(frozenset({person}), frozenset({person}))


def test_a_unit_under_another_head_changes_the_rights_of_both(world: World) -> None:
    doc = submitted(world)
    assert [world.sees(who, doc) for who in ("head", "head_of_surgery")] == [True, False]
    affected = changed(world, BAY, parent=SURGERY)
    assert affected.rights == {PEOPLE["head"], PEOPLE["head_of_bay"], PEOPLE["head_of_surgery"]}
    assert [world.sees(who, doc) for who in ("head", "head_of_surgery")] == [False, True]
    assert changed(world, BAY, parent=None).rights == {PEOPLE["head_of_bay"], PEOPLE["head_of_surgery"]}


def test_a_new_unit_concerns_the_heads_above_it(world: World) -> None:
    unit = id_of(334)
    world.write(ServerAct(unit, "unit", {"institution": CENTRE, "name": "内科二组", "parent": WARD}))
    assert affected_by(None, world.documents[unit], world.roster) == Affected(rights=frozenset({PEOPLE["head"]}))


def test_who_is_in_no_roster_holds_nothing(world: World) -> None:
    families = scopes_for(id_of(999), world.roster)
    assert families.plain == families.ageing == frozenset()
    assert not holds(id_of(999), frozenset({"library"}), world.roster)


def test_a_family_that_ages_is_held_in_every_quarter_and_only_as_one(world: World) -> None:
    families = scopes_for(PEOPLE["head_of_bay"], world.roster)
    (unit,) = (family for family in families.ageing if family.startswith("unit/"))
    assert families.has(f"{unit}/2026Q4")
    assert families.has(f"{unit}/1999Q1")
    assert not families.has(unit)
    assert not families.has(unit[:-7])


def test_two_institutions_share_the_library_and_nothing_else(world: World) -> None:
    here = scopes_for(PEOPLE["nurse"], world.roster)
    there = scopes_for(PEOPLE["stranger"], world.roster)
    assert here.plain & there.plain == {"library"}
    assert not here.ageing & there.ageing


def test_no_document_of_one_institution_is_read_in_the_other(world: World) -> None:
    submitted(world)
    strangers = [who for who in PEOPLE if world.roster.institution_of(PEOPLE[who]) == OTHER]
    for document in world.documents.values():
        ours = document.value("institution") == CENTRE or document.kind == "self_evaluation"
        assert not (ours and any(world.sees(who, document.id) for who in strangers)), document.kind


def test_the_memory_of_scopes_does_not_grow_for_ever(world: World) -> None:
    document = world.documents[submitted(world)]
    for number in range(3):
        world.roster.memo[("filler", number)] = number
    world.roster.memo.update({("filler", number): number for number in range(100_001)})
    other = copied(document)
    other.registers["day"] = Register(bytes(16), "2020-01-01", bytes(16), 0)
    scopes_of(other, world.roster)
    assert len(world.roster.memo) < 10


KINDS_OF_VALUES = st.none() | st.binary(max_size=20) | st.text(max_size=12) | st.booleans() | st.integers()
PATHS = st.sampled_from(
    ["institution", "person", "day", "submitted", "round", "reviewer", "subject", "shown", "branch", "name"]
)


@given(
    st.sampled_from(["institution", "unit", "person", "form", "self_evaluation", "peer_round", "peer_review"]),
    st.dictionaries(PATHS, KINDS_OF_VALUES),
)
def test_any_registers_have_scopes(kind: str, registers: dict[str, object]) -> None:
    world = ANY_WORLD
    held = {path: Register(bytes(16), value, bytes(16), 0) for path, value in registers.items()}
    for scope in scopes_of(Document(id_of(1), kind, id_of(2), held), world.roster):
        assert len(scope) <= 200


ANY_WORLD = World()


def test_a_kind_without_a_rule_is_in_no_scope() -> None:
    assert scopes_of(Document(id_of(1), "horoscope", id_of(2)), ANY_WORLD.roster) == frozenset()


@pytest.mark.parametrize("kind", sorted(name for name, kind in KINDS.items() if kind.tally))
def test_a_tally_has_scopes_of_its_own_held_by_the_same_people(world: World, kind: str) -> None:
    inspection_scenes.sealed(world)
    values: dict[str, object] = {"institution": CENTRE, "branch": BRANCH, "unit": WARD, "poll": id_of(5)}
    values |= {"visit": inspection_scenes.VISIT, "round": id_of(6), "survey": id_of(7)}
    for left_out in ({"branch"}, set[str]()):
        held = {path: Register(bytes(16), each, bytes(16), 0) for path, each in values.items() if path not in left_out}
        scopes = scopes_of(Document(id_of(1), kind, id_of(2), held), world.roster)
        beside = {scope.removeprefix("tally/") for scope in scopes}
        assert scopes == of_tallies(beside)
        assert scopes
        for who in PEOPLE.values():
            families = scopes_for(who, world.roster)
            assert [families.has(f"tally/{scope}") for scope in sorted(beside)] == [
                families.has(scope) for scope in sorted(beside)
            ]


def test_a_place_is_a_unit_with_its_parent(world: World) -> None:
    assert world.roster.units[BAY] == Unit(BAY, CENTRE, "内科一组", "ward", WARD, 0)
    assert BRANCH in world.roster.branches
