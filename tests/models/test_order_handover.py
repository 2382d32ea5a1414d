"""Who is responsible for an order after it was issued: why it changed, who was told, and that nothing gets stuck."""

from __future__ import annotations

from models.document import ServerAct, uuid_text
from models.ladder import told
from models.order_handover import has_left
from models.order_standing import order_standing
from models.scopes import scopes_of
from tests.models import orders
from tests.models.deeds import own
from tests.models.order_scenes import orders_photo
from tests.models.orders import DRAFT, HANDOVER, ORDER, REPORT, does
from tests.models.world import BAY, CENTRE, PEOPLE, SURGERY, World

NURSE, HEAD = PEOPLE["nurse"], PEOPLE["head_of_bay"]


def _moves_to_surgery(world: World) -> None:
    memberships = {
        path: {"unit": BAY, "from": "2025-01-01", "to": "2026-11-20"}
        for path in world.documents[NURSE].registers
        if path.startswith("memberships/")
    }
    world.write(ServerAct(NURSE, "person", memberships))
    world.write(ServerAct(NURSE, "person", {"memberships/9": {"unit": SURGERY, "from": "2026-11-21", "to": None}}))


def test_the_reason_stays_with_the_order_and_the_server_says_who_was_told(world: World) -> None:
    orders.handed_over(world)
    order = world.documents[ORDER]
    assert order.value("responsible") == HEAD
    assert order.value("handovers/1")["reason"] == "调去外科"
    assert order.value("told/1") == {"at": world.now_ms, "people": [NURSE, HEAD]}


def test_a_second_handover_follows_the_first_and_one_that_came_too_late_is_refused(world: World) -> None:
    orders.handed_over(world)
    late = {**HANDOVER, "responsible": PEOPLE["head"]}
    late["handovers/1"] = {"from": NURSE, "to": PEOPLE["head"], "reason": "换人"}
    assert world.reason("leader", "order", ORDER, late) == "handover_over"
    stale = {"responsible": NURSE, "handovers/2": {"from": PEOPLE["head"], "to": NURSE, "reason": "换回"}}
    assert world.reason("leader", "order", ORDER, stale) == "handover_over"
    does(world, "leader", {"responsible": NURSE, "handovers/2": {"from": HEAD, "to": NURSE, "reason": "换回"}})
    assert world.documents[ORDER].value("responsible") == NURSE


def test_it_is_handed_to_somebody_of_the_unit_alone(world: World) -> None:
    orders.received(world)
    value = {"from": NURSE, "to": PEOPLE["colleague"], "reason": "换人"}
    does(world, "supervisor", {"responsible": PEOPLE["colleague"], "handovers/1": value})
    value = {"from": PEOPLE["colleague"], "to": PEOPLE["admin"], "reason": "换人"}
    writes = {"responsible": PEOPLE["admin"], "handovers/2": value}
    assert world.reason("supervisor", "order", ORDER, writes) == "responsible_of_unit"


def test_who_had_it_reads_on_and_hands_on_what_he_had_written(world: World) -> None:
    orders.writing(world)
    does(world, "supervisor", HANDOVER)
    assert world.sees("nurse", ORDER)
    assert world.sees("nurse", DRAFT)
    assert world.reason("nurse", "order", ORDER, {"reports/1": REPORT}) == "order_handed_over"
    assert world.reason("nurse", "order", ORDER, {own("passed_on/1/", "nurse"): REPORT["text"]}) is None
    assert world.reason("colleague", "order", ORDER, {own("passed_on/1/", "colleague"): "？"}) == "not_found"


def test_pictures_that_came_too_late_are_handed_on_too_and_taken_into_the_report(world: World) -> None:
    orders.writing(world)
    does(world, "supervisor", HANDOVER)
    picture = orders_photo()
    assert world.reason("nurse", "order", ORDER, {"before/1.k": picture}) == "order_handed_over"
    assert world.reason("nurse", "order", ORDER, {own("passed_photos/1/", "head_of_bay"): picture}) == "own_name_only"
    assert world.reason("nurse", "order", ORDER, {own("passed_photos/1/", "nurse"): picture}) is None
    assert world.code("colleague", "order", ORDER, {own("passed_photos/1/", "colleague"): picture}) == "not_found"
    does(world, "head_of_bay", {"before/1.k": picture})


def test_a_report_that_was_begun_offline_is_kept_though_it_arrives_after_the_handover(world: World) -> None:
    orders.handed_over(world)
    begun = {"order": ORDER, "person": NURSE, "text": "写到一半"}
    assert world.reason("nurse", "order_draft", DRAFT, begun) is None
    assert {who for who in PEOPLE if world.sees(who, DRAFT)} == {"nurse"}


def test_nothing_is_stuck_when_who_is_responsible_leaves_the_unit(world: World) -> None:
    orders.received(world)
    assert not has_left(world.documents[ORDER], world.roster)
    _moves_to_surgery(world)
    order = world.documents[ORDER]
    assert has_left(order, world.roster)
    assert PEOPLE["supervisor"] in told(order, "blue", world.roster)
    does(world, "nurse", {own("receipts/", "nurse"): True})
    does(world, "head_of_bay", {"reports/1": REPORT})
    does(world, "supervisor", HANDOVER)
    assert order_standing(world.documents[ORDER].registers).state == "reported"


def test_what_is_done_with_ages_and_comes_back_when_it_is_opened_anew(world: World) -> None:
    orders.closed(world)
    closed = scopes_of(world.documents[ORDER], world.roster)
    assert f"office/{uuid_text(CENTRE)}/2026Q4" in closed
    assert all(scope.endswith("/2026Q4") for scope in closed)
    held = {who for who in PEOPLE if world.sees(who, ORDER)}
    assert {"nurse", "head", "head_of_bay", "leader", "supervisor", "admin"} <= held
    does(world, "leader", {"reopenings/1": orders.REOPENING})
    opened = scopes_of(world.documents[ORDER], world.roster)
    assert not any(scope.endswith("Q4") for scope in opened)
    assert {who for who in PEOPLE if world.sees(who, ORDER)} == held


def test_a_withdrawn_draft_ages_too(world: World) -> None:
    orders.drafted(world)
    does(world, "supervisor", {"withdrawn": "不发了"})
    assert scopes_of(world.documents[ORDER], world.roster) == {f"person/{uuid_text(PEOPLE['supervisor'])}/2026Q4"}
