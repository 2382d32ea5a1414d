"""Who seals, looks, cancels and seals again is seen to have done so: by whoever else plans, publishes or reads it."""

from typing import Any

from models.calendar import DAY_MS
from models.document import ServerAct, natural_id, uuid_text
from models.inspection import visit_id
from models.publication import finding_id
from tests.models.inspection_scenes import DRAFT, HOST, LEADER, PLAN, own, prepared
from tests.models.world import BAY, CENTRE, NOON, PEOPLE, WARD, World, id_of

AGAIN, THIRD = id_of(810), id_of(811)


def seals(world: World, plan: bytes, who: str = "supervisor", **more: Any) -> None:
    writes = {**DRAFT, "organiser": PEOPLE[who], **more}
    assert world.reason(who, "inspection_plan", plan, writes) is None
    assert world.reason(who, "inspection_plan", plan, {"sealed": True}) is None


def cancels(world: World, plan: bytes, why: str, who: str = "supervisor") -> None:
    assert world.reason(who, "inspection_plan", plan, {"cancelled": why}) is None


def told(world: World, plan: bytes) -> list[dict[str, Any]]:
    found = world.documents[plan].registers
    return [each.value for path, each in sorted(found.items()) if path.startswith("redrawn/")]


def published(world: World, plan: bytes) -> dict[str, Any]:
    """What is published of the plan's visit to the ward, by the leader and the supervisor."""
    visit = visit_id(plan, WARD)
    assert world.reason(LEADER, "visit", visit, {own("finished/1/", LEADER): NOON, **HOST}) is None
    publication = natural_id(f"publication/{uuid_text(visit)}")
    chosen = {"visit": visit, "findings/f1": {"kind": "服务", "text": "主动提供轮椅", "praise": True}}
    assert world.reason(LEADER, "publication", publication, {**chosen, own("proposed/1/", LEADER): NOON}) is None
    confirmed = {own("confirmed/1/", "supervisor"): NOON}
    assert world.reason("supervisor", "publication", publication, confirmed) is None
    return {path: each.value for path, each in world.documents[finding_id(visit, "f1")].registers.items()}


def test_a_draw_that_was_cancelled_stands_in_the_next_with_time_and_reason() -> None:
    world = World()
    prepared(world)
    seals(world, PLAN)
    sealed_at = world.now_ms
    world.now_ms += 60_000
    cancels(world, PLAN, "抽到的科室不合适")
    world.now_ms += 60_000
    seals(world, AGAIN)
    record = {"sealed_at": sealed_at, "cancelled_at": sealed_at + 60_000, "reason": "抽到的科室不合适"}
    assert told(world, AGAIN) == [record]
    assert world.documents[visit_id(AGAIN, WARD)].value("redrawn") == 1
    assert world.sees(LEADER, visit_id(AGAIN, WARD))
    cancels(world, AGAIN, "再抽一次")
    seals(world, THIRD)
    assert sorted(each["reason"] for each in told(world, THIRD)) == ["再抽一次", "抽到的科室不合适"]
    assert published(world, THIRD)["redrawn"] == 2


def test_of_two_draws_side_by_side_the_one_that_is_kept_tells_of_the_other() -> None:
    for kept, dropped in ((PLAN, AGAIN), (AGAIN, PLAN)):
        world = World()
        prepared(world)
        seals(world, PLAN)
        seals(world, AGAIN, again=True)
        assert told(world, kept) == []
        cancels(world, dropped, "选另一个")
        assert [each["reason"] for each in told(world, kept)] == ["选另一个"]
        assert world.documents[visit_id(kept, WARD)].value("redrawn") == 1
        assert published(world, kept)["redrawn"] == 1


def test_a_draw_that_was_never_carried_out_counts_when_another_is_published() -> None:
    world = World()
    prepared(world)
    seals(world, PLAN)
    seals(world, AGAIN, to="2026-12-20", again=True)
    world.pass_time(12 * DAY_MS)
    assert published(world, AGAIN)["redrawn"] == 1
    (record,) = told(world, AGAIN)
    assert (record["cancelled_at"], record["reason"]) == (None, None)


def test_a_first_draw_and_one_that_shares_no_planner_or_place_tell_nothing() -> None:
    world = World()
    prepared(world)
    seals(world, PLAN)
    assert "redrawn" not in published(world, PLAN)
    other = World()
    prepared(other)
    role = {"role": "supervisor", "at": CENTRE, "from": "2025-01-01", "to": None}
    other.write(ServerAct(PEOPLE["admin"], "person", {"roles/9": role}))
    seals(other, PLAN)
    cancels(other, PLAN, "改期")
    seals(other, AGAIN, "admin")
    assert told(other, AGAIN) == []
    elsewhere: dict[str, Any] = {f"candidates/{uuid_text(WARD)}": None, f"candidates/{uuid_text(BAY)}": True}
    seals(other, THIRD, **elsewhere)
    assert told(other, THIRD) == []


def test_a_cancelled_draw_of_last_year_is_forgotten() -> None:
    world = World()
    prepared(world)
    seals(world, PLAN)
    cancels(world, PLAN, "改期")
    world.pass_time(181 * DAY_MS)
    seals(world, AGAIN, to="2027-06-30")
    assert told(world, AGAIN) == []


def test_the_reason_of_a_cancelling_stands() -> None:
    world = World()
    prepared(world)
    seals(world, PLAN)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"cancelled": "  "}) == "reason_missing"
    cancels(world, PLAN, "改期")
    assert world.reason("supervisor", "inspection_plan", PLAN, {"cancelled": "天气"}) == "written_once"
