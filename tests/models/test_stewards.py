"""A visit whose planners may plan no more is published by somebody who takes over; two people are still needed."""

import pytest

from models.calendar import DAY_MS
from models.document import ServerAct, natural_id, uuid_text
from models.publication import finding_id
from tests.models.bulletin_scenes import CHOSEN, PUBLICATION, photographed
from tests.models.inspection_scenes import LEADER, PLAN, SECOND, TEAM, VISIT, own
from tests.models.world import CENTRE, NOON, PEOPLE, SINCE, WARD, World

STEWARD = "secretary"
"""Made a leader here; belongs to another unit than the one that was inspected."""


def world_without_planner() -> World:
    world = World()
    photographed(world)
    role = {"role": "leader", "at": CENTRE, "from": SINCE, "to": None}
    world.write(ServerAct(PEOPLE[STEWARD], "person", {"roles/9": role}))
    proposal = {"visit": VISIT, **CHOSEN, own("proposed/1/", LEADER): NOON}
    assert world.reason(LEADER, "publication", PUBLICATION, proposal) is None
    ended = {"role": "supervisor", "at": CENTRE, "from": SINCE, "to": world.today}
    roles = [path for path in world.documents[PEOPLE["supervisor"]].registers if path.startswith("roles/")]
    world.write(ServerAct(PEOPLE["supervisor"], "person", dict.fromkeys(roles, ended)))
    world.pass_time(DAY_MS)
    return world


def test_the_leader_of_the_team_asks_somebody_to_take_over_who_confirms() -> None:
    world = world_without_planner()
    assert not world.sees("supervisor", VISIT)
    confirm = {own("confirmed/1/", STEWARD): NOON}
    assert world.code(STEWARD, "publication", PUBLICATION, confirm) == "not_found"
    assert world.reason(LEADER, "inspection_team", TEAM, {own("stewards/", STEWARD): True}) is None
    assert world.documents[TEAM].value(own("names/", STEWARD)) is not None
    assert world.sees(STEWARD, VISIT)
    assert world.sees(STEWARD, PUBLICATION)
    assert not world.sees(STEWARD, PLAN)
    alone = {own("confirmed/1/", LEADER): NOON}
    assert world.reason(LEADER, "publication", PUBLICATION, alone) == "publication_two"
    assert world.reason(STEWARD, "publication", PUBLICATION, confirm) is None
    assert finding_id(VISIT, "f1") in world.documents


def test_nobody_takes_over_while_somebody_who_planned_it_still_may() -> None:
    world = World()
    photographed(world)
    assert world.reason(LEADER, "inspection_team", TEAM, {own("stewards/", "leader"): True}) == "planners_there"


@pytest.mark.parametrize(
    ("who", "whom", "reason"),
    [
        (SECOND, STEWARD, "team_leader_only"),
        (LEADER, "colleague", "not_a_planner"),
        (LEADER, SECOND, "not_a_planner"),
    ],
)
def test_the_leader_alone_asks_and_only_those_who_may_plan(who: str, whom: str, reason: str) -> None:
    world = world_without_planner()
    assert world.reason(who, "inspection_team", TEAM, {own("stewards/", whom): True}) == reason


def test_whoever_belongs_to_the_place_takes_nothing_over_and_a_steward_is_one_only_while_in_office() -> None:
    world = world_without_planner()
    stay = {"unit": WARD, "from": SINCE, "to": None}
    world.write(ServerAct(PEOPLE["leader"], "person", {"memberships/9": stay}))
    asked = {own("stewards/", "leader"): True}
    assert world.reason(LEADER, "inspection_team", TEAM, asked) == "planner_belongs"
    assert world.reason(LEADER, "inspection_team", TEAM, {own("stewards/", STEWARD): True}) is None
    gone = {"role": "leader", "at": CENTRE, "from": SINCE, "to": world.today}
    world.write(ServerAct(PEOPLE[STEWARD], "person", {"roles/9": gone}))
    world.pass_time(DAY_MS)
    assert not world.sees(STEWARD, VISIT)


def test_where_the_leader_is_gone_too_any_member_asks() -> None:
    world = world_without_planner()
    roles = [path for path in world.documents[PEOPLE[LEADER]].registers if path.startswith("roles/")]
    ended = {"role": "inspector", "at": CENTRE, "from": SINCE, "to": world.today}
    world.write(ServerAct(PEOPLE[LEADER], "person", dict.fromkeys(roles, ended)))
    world.pass_time(DAY_MS)
    assert world.reason(SECOND, "inspection_team", TEAM, {own("stewards/", STEWARD): True}) is None
    assert natural_id(f"publication/{uuid_text(VISIT)}") == PUBLICATION
