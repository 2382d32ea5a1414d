"""Plans, teams and visits: examples of the draw's consequences, of who holds what, and of what comes late."""

from __future__ import annotations

from hashlib import sha256

import pytest

from models.account_event import ACCOUNT_RESET, account_event
from models.document import ServerAct, natural_id, uuid_text
from models.inspection import sealed_lots, team_id, visit_id
from models.inspection_draw import draw
from models.inspection_scopes import presence_in
from models.scopes import holds, scopes_for, scopes_of
from models.visit import timing, visit_standing
from tests.models import inspection_scenes as scenes
from tests.models.inspection_scenes import LEADER, NOTICE, PLAN, SECOND, TEAM, VISIT, observation, observation_id, own
from tests.models.world import BAY, CENTRE, HOUR_MS, NOON, PEOPLE, SINCE, SURGERY, TODAY, WARD, World, id_of

COVERT = f"covert/{uuid_text(VISIT)}"


def test_the_seal_fixes_the_seed_and_makes_team_and_visit(world: World) -> None:
    scenes.sealed(world)
    plan = world.documents[PLAN]
    seed = world.secret_for(PLAN)
    assert plan.value("seed_hash") == sha256(seed).hexdigest()
    assert plan.value("seed") is None
    again = draw(sealed_lots(plan), seed)
    assert plan.value(f"drawn/{uuid_text(WARD)}") == {"team": list(again[WARD].team), "leader": again[WARD].leader}
    assert world.documents[TEAM].value("leader") == PEOPLE[LEADER]
    assert world.documents[VISIT].value("checklist") == scenes.CHECKLIST


def test_a_covert_inspection_is_in_no_scope_but_its_own(world: World) -> None:
    scenes.ruled(world)
    scenes_of = {kind: scopes_of(each, world.roster) for each in world.documents.values() if (kind := each.kind)}
    assert scenes_of["inspection_plan"] == {f"covert/{uuid_text(PLAN)}"}
    for kind in ("inspection_team", "visit", "observation", "visit_ruling"):
        assert scenes_of[kind] == {COVERT}


def test_only_the_circle_holds_it(world: World) -> None:
    scenes.sealed(world)
    holders = {name for name, person in PEOPLE.items() if COVERT in scopes_for(person, world.roster).plain}
    assert holders == {"supervisor", LEADER, SECOND}
    plan = f"covert/{uuid_text(PLAN)}"
    assert {name for name, person in PEOPLE.items() if plan in scopes_for(person, world.roster).plain} == {"supervisor"}


@pytest.mark.parametrize(
    "change",
    [
        {"memberships/1": {"unit": WARD, "from": SINCE, "to": None}},
        {"memberships/1": {"unit": BAY, "from": TODAY, "to": None}},
        {"roles/8": {"role": "head", "at": WARD, "from": SINCE, "to": None}},
    ],
)
def test_a_transfer_into_the_place_ends_access_at_once(world: World, change: dict[str, object]) -> None:
    scenes.observed(world)
    assert world.sees(SECOND, observation_id(SECOND))
    world.write(ServerAct(PEOPLE[SECOND], "person", change))
    assert not world.sees(SECOND, observation_id(SECOND))
    assert COVERT not in scopes_for(PEOPLE[SECOND], world.roster).plain
    assert world.code(SECOND, "observation", observation_id(SECOND), {"verdict": "pass"}) == "not_found"


def test_a_stay_that_begins_tomorrow_ends_access_tomorrow(world: World) -> None:
    scenes.sealed(world)
    stay = {"unit": WARD, "from": "2026-11-22", "to": None}
    world.write(ServerAct(PEOPLE[SECOND], "person", {"memberships/5": stay}))
    assert world.sees(SECOND, VISIT)
    assert PEOPLE[SECOND] in world.roster.turn_to("2026-11-22")
    assert not world.sees(SECOND, VISIT)


def test_a_unit_that_moves_under_the_inspected_one_takes_its_people_along(world: World) -> None:
    scenes.sealed(world)
    world.write(ServerAct(SURGERY, "unit", {"parent": WARD}))
    assert not world.sees(LEADER, VISIT)
    assert not world.sees("supervisor", PLAN)


def test_who_belongs_to_a_candidate_is_excused_and_a_relative_too(world: World) -> None:
    scenes.drafted(world)
    role = {"role": "inspector", "at": CENTRE, "from": SINCE, "to": None}
    for name in ("nurse", "secretary"):
        world.write(ServerAct(PEOPLE[name], "person", {"roles/9": role}))
        assert world.reason("supervisor", "inspection_plan", PLAN, {own("inspectors/", name): True}) is None
    kin = natural_id(f"relatives/{uuid_text(CENTRE)}")
    pair = {"one": PEOPLE["secretary"], "other": PEOPLE["colleague"]}
    world.write(ServerAct(kin, "relatives", {"institution": CENTRE, "pairs/1": pair}))
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) is None
    plan = world.documents[PLAN]
    assert plan.value(own("excused/", "nurse")) == [{"place": WARD, "why": "own_unit"}]
    assert plan.value(own("excused/", "secretary")) == [{"place": WARD, "why": "relative"}]
    assert not {PEOPLE["nurse"], PEOPLE["secretary"]} & set(plan.value(f"drawn/{uuid_text(WARD)}")["team"])


def test_who_went_last_time_is_excused_by_what_is_published_or_ones_own(world: World) -> None:
    scenes.finished(world)
    second = id_of(810)
    again = {**scenes.DRAFT, "leader": None}
    assert world.reason("supervisor", "inspection_plan", second, again) is None
    assert world.reason("supervisor", "inspection_plan", second, {"sealed": True}) == "too_few_inspectors"
    assert world.reason("supervisor", "inspection_plan", second, {"again": True}) is None
    assert world.reason("supervisor", "inspection_plan", second, {"sealed": True}) is None


def test_another_planner_feels_nothing_of_a_visit_that_is_not_published(world: World) -> None:
    scenes.finished(world)
    other = id_of(811)
    theirs = {**scenes.DRAFT, "organiser": PEOPLE["bureau_supervisor"], "leader": None}
    assert world.reason("bureau_supervisor", "inspection_plan", other, theirs) is None
    assert world.reason("bureau_supervisor", "inspection_plan", other, {"sealed": True}) is None
    assert world.documents[visit_id(other, WARD)].value("place") == WARD


@pytest.mark.parametrize(("withheld", "refusal"), [(None, "too_few_inspectors"), (True, None)])
def test_a_published_visit_excuses_for_every_planner_unless_its_names_are_withheld(
    world: World, withheld: bool | None, refusal: str | None
) -> None:
    """A draw that excuses whoever came last time tells who came."""
    scenes.published(world)
    told = {"visit": VISIT, "withheld": withheld}
    world.write(ServerAct(natural_id(f"publication/{uuid_text(VISIT)}"), "publication", told))
    other = id_of(812)
    theirs = {**scenes.DRAFT, "organiser": PEOPLE["bureau_supervisor"], "leader": None}
    assert world.reason("bureau_supervisor", "inspection_plan", other, theirs) is None
    assert world.reason("bureau_supervisor", "inspection_plan", other, {"sealed": True}) == refusal
    assert {path for path in world.documents[other].registers if path.startswith("excused/")} == set()


def test_a_cancelled_plan_cancels_its_visits(world: World) -> None:
    scenes.cancelled(world)
    assert visit_standing(world.documents[VISIT].registers).state == "cancelled"
    writes = observation(SECOND, verdict="fail")
    assert world.reason(SECOND, "observation", observation_id(SECOND), writes) == "inspection_cancelled"


def test_who_planned_it_alone_does_not_bury_what_was_found(world: World) -> None:
    scenes.finished(world)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"cancelled": "不查了"}) is None
    assert visit_standing(world.documents[VISIT].registers).state == "finished"


def test_an_announced_plan_is_known_and_what_is_found_is_not(world: World) -> None:
    scenes.announced(world)
    assert world.sees("nurse", NOTICE)
    told = {path: each.value for path, each in world.documents[NOTICE].registers.items()}
    assert told == {
        "plan": PLAN,
        "institution": CENTRE,
        **{path: scenes.DRAFT[path] for path in ("title", "from", "to")},
        "practice": "open",
        f"places/{uuid_text(WARD)}": True,
    }
    assert world.sees("head", VISIT)
    assert not world.sees("nurse", VISIT)
    writes = observation(SECOND, verdict="fail")
    assert world.reason(SECOND, "observation", observation_id(SECOND), writes) is None
    assert not world.sees("head", observation_id(SECOND))
    assert world.sees("supervisor", observation_id(SECOND))


def test_nobody_but_those_who_plan_reads_whom_a_draw_left_out_and_why(world: World) -> None:
    """Kinship is the office's, and who came last time may be withheld: an announcement tells of neither."""
    scenes.announced(world)
    assert {name for name in PEOPLE if world.sees(name, PLAN)} == {"supervisor"}
    assert world.reason("supervisor", "inspection_plan", PLAN, {"cancelled": "改期"}) is None
    assert world.documents[NOTICE].value("cancelled") == "改期"


def test_presence_at_an_announced_visit_is_the_circles_own(world: World) -> None:
    scenes.announced(world)
    visit = world.documents[VISIT]
    assert world.sees("head", VISIT)
    told = presence_in(visit, scopes_of(visit, world.roster), world.roster)
    assert {name for name, person in PEOPLE.items() if holds(person, told, world.roster)} == {
        "supervisor",
        LEADER,
        SECOND,
    }


@pytest.mark.parametrize(("who", "role"), [(SECOND, "roles/9"), ("supervisor", "roles/1")])
def test_whoever_inspects_or_plans_no_longer_holds_nothing(world: World, who: str, role: str) -> None:
    scenes.observed(world)
    held = world.documents[PEOPLE[who]].value(role)
    assert COVERT in scopes_for(PEOPLE[who], world.roster).plain
    world.write(ServerAct(PEOPLE[who], "person", {role: {**held, "to": "2026-01-01"}}))
    assert not any(scope.startswith("covert/") for scope in scopes_for(PEOPLE[who], world.roster).plain)
    assert world.code(who, "visit", VISIT, {own("begun/", who): NOON}) == "not_found"
    assert world.code(who, "inspection_plan", PLAN, {"cancelled": "改期"}) == "not_found"
    seen = observation(who, "b", verdict="pass")
    assert world.code(who, "observation", observation_id(who, "b"), seen) == "not_found"
    publication = natural_id(f"publication/{uuid_text(VISIT)}")
    assert world.code(who, "publication", publication, {"visit": VISIT}) == "not_found"


def test_a_reset_account_stands_in_the_leak_list_and_nowhere_else(world: World) -> None:
    """An administrator can take an inspector's account over, but not without those who plan reading of it."""
    scenes.sealed(world)
    event = account_event(id_of(815), PEOPLE[SECOND], PEOPLE[SECOND], ACCOUNT_RESET, world.now_ms)
    world.write(event)
    marked = {id for id, each in world.documents.items() if own("reset/", SECOND) in each.registers}
    assert marked == {VISIT}
    world.write(account_event(id_of(816), PEOPLE["nurse"], PEOPLE["nurse"], ACCOUNT_RESET, world.now_ms))
    world.write(account_event(id_of(817), PEOPLE["supervisor"], PEOPLE["supervisor"], ACCOUNT_RESET, world.now_ms))
    planned = {id for id, each in world.documents.items() if own("reset/", "supervisor") in each.registers}
    assert planned == {VISIT, PLAN}
    assert not any(own("reset/", "nurse") in each.registers for each in world.documents.values())


def test_of_thirty_pictures_one_may_be_taken_away_and_another_put_there(world: World) -> None:
    scenes.observed(world)
    doc = observation_id(SECOND)
    picture = {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 1000, "width": 640, "height": 480}
    assert world.reason(SECOND, "observation", doc, {f"photos/{n}": picture for n in range(30)}) is None
    assert world.reason(SECOND, "observation", doc, {"photos/30": picture}) == "too_many_photos"
    assert world.reason(SECOND, "observation", doc, {"photos/3": None}) is None
    assert world.reason(SECOND, "observation", doc, {"photos/30": picture}) is None


def test_what_was_seen_before_the_finish_is_taken_however_late(world: World) -> None:
    scenes.sealed(world)
    seen_ms = world.now_ms
    world.now_ms += HOUR_MS
    finish = {own("finished/1/", LEADER): world.now_ms, **scenes.HOST}
    assert world.reason(LEADER, "visit", VISIT, finish) is None
    world.now_ms += HOUR_MS
    doc, writes = observation_id(SECOND, "b"), observation(SECOND, "b", verdict="fail")
    assert world.reason(SECOND, "observation", doc, writes, at_ms=seen_ms) is None
    visit, register = world.documents[VISIT], world.documents[doc].registers["verdict"]
    assert timing(visit.registers, visit_standing(visit.registers), register.received_ms) == "late"
    late = observation(SECOND, "c", verdict="fail")
    assert world.reason(SECOND, "observation", observation_id(SECOND, "c"), late) == "visit_finished"


def test_what_comes_after_the_publication_is_kept_apart_until_the_leader_reopens(world: World) -> None:
    scenes.sealed(world)
    seen_ms = world.now_ms
    world.now_ms += HOUR_MS
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): 1, **scenes.HOST}) is None
    world.write(ServerAct(VISIT, "visit", {"published": world.now_ms}))
    world.now_ms += HOUR_MS
    doc, writes = observation_id(SECOND, "b"), observation(SECOND, "b", verdict="fail")
    assert world.reason(SECOND, "observation", doc, writes, at_ms=seen_ms) is None
    visit, received_ms = world.documents[VISIT], world.documents[doc].registers["verdict"].received_ms
    assert timing(visit.registers, visit_standing(visit.registers), received_ms) == "apart"
    assert world.reason(LEADER, "visit", VISIT, {own("reopened/1/", LEADER): "晚到的要看"}) is None
    assert timing(visit.registers, visit_standing(visit.registers), received_ms) == "in_time"


def test_a_reopening_that_was_said_before_the_publication_and_comes_after_it_reopens(world: World) -> None:
    scenes.sealed(world)
    seen_ms = world.now_ms
    world.now_ms += HOUR_MS
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): 1, **scenes.HOST}) is None
    said_ms, world.now_ms = world.now_ms + 1, world.now_ms + HOUR_MS
    world.write(ServerAct(VISIT, "visit", {"published": world.now_ms}))
    world.now_ms += HOUR_MS
    reopening = {own("reopened/1/", LEADER): "晚到的要看"}
    assert world.reason(LEADER, "visit", VISIT, reopening, at_ms=said_ms) is None
    assert visit_standing(world.documents[VISIT].registers).published_ms is None
    again = {own("finished/2/", LEADER): 1}
    assert world.reason(LEADER, "visit", VISIT, again) is None
    assert visit_standing(world.documents[VISIT].registers).state == "finished"
    doc, writes = observation_id(SECOND, "b"), observation(SECOND, "b", verdict="fail")
    assert world.reason(SECOND, "observation", doc, writes, at_ms=seen_ms) is None
    ruling = {"visit": VISIT, "item": "b", own("by/", LEADER): scenes.RULED}
    assert world.reason(LEADER, "visit_ruling", natural_id(f"visit_ruling/{uuid_text(VISIT)}/b"), ruling) is None


def test_a_team_changes_only_to_inspectors_who_are_not_of_the_place(world: World) -> None:
    scenes.sealed(world)
    role = {"role": "inspector", "at": CENTRE, "from": SINCE, "to": None}
    for name, reason in (("nurse", "planner_belongs"), ("secretary", None)):
        world.write(ServerAct(PEOPLE[name], "person", {"roles/9": role}))
        assert world.reason("supervisor", "inspection_team", TEAM, {own("members/", name): True}) == reason
    assert world.sees("secretary", VISIT)
    assert world.reason("supervisor", "inspection_team", TEAM, {own("members/", LEADER): None}) == "leader_on_team"
    assert world.reason("supervisor", "inspection_team", TEAM, {"leader": None}) == "leader_on_team"


def test_ids_of_visits_and_teams_are_named_by_plan_and_place() -> None:
    assert visit_id(PLAN, WARD) == natural_id(f"visit/{uuid_text(PLAN)}/{uuid_text(WARD)}")
    assert team_id(VISIT) == natural_id(f"inspection_team/{uuid_text(VISIT)}")
    assert NOON > 0
