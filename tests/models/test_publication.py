"""Publishing a visit: two people, one act; the unit holds what was chosen and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from models.deed import under
from models.document import SERVER, Document, ServerAct, uuid_text
from models.inspection import team_id
from models.publication import finding_id, publication_standing
from models.scopes import scopes_of
from tests.models import bulletin_scenes as scenes
from tests.models.bulletin_scenes import FINDING, PICTURE, PRAISED, PUBLICATION, SAID
from tests.models.inspection_scenes import LEADER, PLAN, SECOND, VISIT, own
from tests.models.world import CENTRE, NOON, PEOPLE, TODAY, WARD, World


def _findings(world: World) -> list[Document]:
    return sorted(world.documents_of("finding", CENTRE), key=lambda each: each.value("order"))


def _bytes_of(world: World, who: str) -> bytes:
    """Everything that a person holds, as it would be sent: ids, paths, values, authors and stamps."""
    held = [each for id, each in world.documents.items() if world.sees(who, id)]
    return msgspec.msgpack.encode(
        [
            (each.id, each.kind, each.creator, [(p, r.stamp, r.value, r.author) for p, r in each.registers.items()])
            for each in held
            if each.kind not in ("person", "unit", "institution", "party_branch")
        ]
    )


def test_nothing_is_out_before_the_second_person_confirms(world: World) -> None:
    before = _bytes_of(world, "head")
    scenes.proposed(world)
    assert _findings(world) == []
    assert world.documents[VISIT].value("published") is None
    checklist_aside = World()
    scenes.photographed(checklist_aside)
    assert _bytes_of(world, "head") == _bytes_of(checklist_aside, "head")
    assert before != b""


def test_one_confirmation_writes_findings_the_visit_and_the_seed(world: World) -> None:
    scenes.confirmed(world)
    assert {each.id for each in _findings(world)} == {FINDING, finding_id(VISIT, "f2")}
    assert world.documents[VISIT].value("published") == world.now_ms
    assert world.documents[PLAN].value("seed") == world.secret_for(PLAN).hex()


def test_a_finding_holds_what_was_chosen_with_the_time_at_which_it_was_seen(world: World) -> None:
    scenes.confirmed(world)
    found = world.documents[FINDING]
    said = {path: found.value(path) for path in ("kind", "text", "suggestion", "building", "floor", "object", "item")}
    assert said == {path: SAID[path] for path in said}
    assert found.value("photos/1") == PICTURE
    assert (found.value("unit"), found.value("practice"), found.value("day")) == (WARD, "covert", TODAY)
    assert found.value("seen_at") == NOON
    assert world.documents[finding_id(VISIT, "f2")].value("praise") is True


def test_the_unit_and_the_office_hold_findings_and_nothing_covert(world: World) -> None:
    scenes.confirmed(world)
    assert {name for name in PEOPLE if world.sees(name, FINDING)} == {
        "head",
        "leader",
        "supervisor",
        "admin",
        "bureau_supervisor",
    }
    for each in world.documents.values():
        if each.kind in ("visit", "inspection_team", "observation", "publication"):
            assert scopes_of(each, world.roster) == {f"covert/{uuid_text(VISIT)}"}


@pytest.mark.parametrize("who", ["head", "leader", "admin"])
def test_no_byte_of_what_is_received_names_an_inspector_when_names_are_withheld(world: World, who: str) -> None:
    scenes.confirmed(world)
    received = _bytes_of(world, who)
    assert b"f1" in received
    for inspector in (LEADER, SECOND):
        person = PEOPLE[inspector]
        assert person not in received
        assert uuid_text(person).encode() not in received
        assert inspector.encode() not in received
    for id, each in world.documents.items():
        if each.kind in ("inspection_plan", "inspection_team", "observation", "publication"):
            assert id not in received


def test_the_server_is_author_of_every_register_under_stamps_of_its_own(world: World) -> None:
    scenes.confirmed(world)
    for found in _findings(world):
        assert found.creator == SERVER
        assert {each.author for each in found.registers.values()} == {SERVER}


def test_inspectors_are_named_where_names_are_not_withheld(world: World) -> None:
    scenes.confirmed(world, withheld=None)
    named = {path for path in world.documents[FINDING].registers if path.startswith("inspectors/")}
    assert named == {own("inspectors/", LEADER), own("inspectors/", SECOND)}


def test_a_withheld_name_in_a_text_stops_the_proposal(world: World) -> None:
    name = world.roster.persons[PEOPLE[SECOND]].name
    scenes.chosen(world, **{"findings/f3": {**PRAISED, "text": f"{name}记录：地面有水"}})
    writes = {own("proposed/1/", LEADER): NOON}
    refusal = world.tries(LEADER, "publication", PUBLICATION, writes)
    assert refusal is not None
    assert (refusal.reason, refusal.path) == ("names_inspector", "findings/f3")


def test_order_tells_nothing_of_who_chose_or_when(world: World) -> None:
    """The same matters under the same keys, chosen the other way round by somebody else, come out alike."""
    scenes.confirmed(world)
    other = World()
    scenes.photographed(other)
    turned = dict(reversed([("visit", VISIT), *scenes.CHOSEN.items()]))
    assert other.reason("supervisor", "publication", PUBLICATION, turned) is None
    assert other.reason("supervisor", "publication", PUBLICATION, {own("proposed/1/", "supervisor"): NOON}) is None
    assert other.reason(LEADER, "publication", PUBLICATION, {own("confirmed/1/", LEADER): NOON}) is None
    assert [_said(each) for each in _findings(world)] == [_said(each) for each in _findings(other)]


def _said(found: Document) -> dict[str, Any]:
    return {path: each.value for path, each in sorted(found.registers.items())}


def test_what_was_seen_later_comes_out_beside_what_stands(world: World) -> None:
    scenes.confirmed(world)
    first = _said(world.documents[FINDING])
    world.now_ms += 60_000
    assert world.reason(LEADER, "visit", VISIT, {own("reopened/1/", LEADER): "补查一处"}) is None
    assert world.reason(LEADER, "publication", PUBLICATION, {"findings/f3": PRAISED}) is None
    assert world.reason(LEADER, "visit", VISIT, {own("finished/2/", LEADER): NOON}) is None
    assert world.reason(LEADER, "publication", PUBLICATION, {own("proposed/2/", LEADER): NOON}) is None
    assert world.reason("supervisor", "publication", PUBLICATION, {own("confirmed/2/", "supervisor"): NOON}) is None
    assert _said(world.documents[FINDING]) == first
    assert [each.value("order") for each in _findings(world)] == [1, 2, 3]


def test_nothing_is_published_before_the_leader_has_finished(world: World) -> None:
    scenes.observed(world)
    writes = {"visit": VISIT, "findings/f2": PRAISED, own("proposed/1/", LEADER): NOON}
    assert world.reason(LEADER, "publication", PUBLICATION, writes) == "visit_not_ended"


def test_the_standing_follows_the_last_proposal(world: World) -> None:
    scenes.returned(world)
    registers = world.documents[PUBLICATION].registers
    assert publication_standing(registers).state == "returned"
    assert world.reason("supervisor", "publication", PUBLICATION, {own("proposed/2/", "supervisor"): NOON}) is None
    found = publication_standing(registers)
    assert (found.state, found.round, found.proposers) == ("proposed", 2, {PEOPLE["supervisor"]})
    assert world.reason(LEADER, "publication", PUBLICATION, {own("confirmed/2/", LEADER): NOON}) is None
    assert publication_standing(registers).state == "confirmed"
    assert under(world.documents[FINDING].registers, "photos/") == ["photos/1"]


def test_who_moves_into_the_place_can_no_longer_publish(world: World) -> None:
    scenes.proposed(world)
    moved = {"memberships/1": {"unit": WARD, "from": "2025-01-01", "to": None}}
    world.write(ServerAct(PEOPLE["supervisor"], "person", moved))
    writes = {own("confirmed/1/", "supervisor"): NOON}
    assert world.code("supervisor", "publication", PUBLICATION, writes) == "not_found"


def test_whoever_was_dismissed_from_the_team_is_not_named_either_nor_with_a_space(world: World) -> None:
    scenes.photographed(world)
    world.write(ServerAct(PEOPLE[SECOND], "person", {"name": "叶青青"}))
    gone = {own("members/", SECOND): None}
    assert world.reason("supervisor", "inspection_team", team_id(VISIT), gone) is None
    for text in ("叶青青看到一人看手机", "叶 青　青看到一人看手机"):
        chosen = {"visit": VISIT, "withheld": True, "findings/f1": {**SAID, "text": text}}
        assert world.reason(LEADER, "publication", PUBLICATION, chosen) is None
        assert world.reason(LEADER, "publication", PUBLICATION, {own("proposed/1/", LEADER): NOON}) == "names_inspector"


def test_names_that_were_withheld_stay_so_in_what_comes_out_later(world: World) -> None:
    """Both findings name the visit: naming the team in the second would name it for the first."""
    scenes.confirmed(world)
    assert world.reason(LEADER, "visit", VISIT, {own("reopened/1/", LEADER): "补查"}) is None
    assert world.reason(LEADER, "visit", VISIT, {own("finished/2/", LEADER): NOON}) is None
    more = {"withheld": None, "findings/f3": {**SAID, "text": "排队二十分钟"}}
    assert world.reason(LEADER, "publication", PUBLICATION, more) is None
    propose = {own("proposed/2/", LEADER): NOON}
    assert world.reason(LEADER, "publication", PUBLICATION, propose) == "names_were_withheld"
    assert world.reason(LEADER, "publication", PUBLICATION, {"withheld": True, **propose}) is None
