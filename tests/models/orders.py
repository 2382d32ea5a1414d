"""Orders and an assistance for tests, brought into every state by the people whose work it is."""

from __future__ import annotations

from typing import Any

from models.document import ServerAct, natural_id, uuid_text
from tests.models.deeds import own
from tests.models.world import BAY, CENTRE, DAY_MS, HOUR_MS, PEOPLE, TODAY, World, id_of

ORDER, ASSISTANCE = id_of(720), id_of(721)
NOTE = natural_id(f"order_note/{uuid_text(ORDER)}")
DRAFT = natural_id(f"order_draft/{uuid_text(ORDER)}/{uuid_text(PEOPLE['nurse'])}")
REGISTER = natural_id(f"order_register/{uuid_text(CENTRE)}/2026")
DUE = "2026-12-04"
"""A Friday, ten working days after `TODAY`, a Saturday."""
WORDS: dict[str, Any] = {"kind": "words", "words": "日常检查"}
TERMS: dict[str, Any] = {
    "institution": CENTRE,
    "issuer": PEOPLE["supervisor"],
    "day": TODAY,
    "origin": WORDS,
    "unit": BAY,
    "title": "处置室无菌物品过期",
    "matter": "无菌柜内有两包换药包超过有效期。",
    "measure": "当日清出，每周核对并签名。",
    "responsible": PEOPLE["nurse"],
    "due_on": DUE,
    "building": "住院楼",
    "spot": "三楼",
}
REPORT: dict[str, Any] = {"on": TODAY, "text": "已经清出，建立核对本。"}
PASS: dict[str, Any] = {"ruling": "accepted"}
FAIL: dict[str, Any] = {"ruling": "returned", "reason": "核对本没有签名", "due_on": "2026-12-08"}
EXTENSION: dict[str, Any] = {"until": "2026-12-11", "reason": "等待采购"}
HANDOVER: dict[str, Any] = {
    "responsible": PEOPLE["head_of_bay"],
    "handovers/1": {"from": PEOPLE["nurse"], "to": PEOPLE["head_of_bay"], "reason": "调去外科"},
}
REOPENING: dict[str, Any] = {"due_on": "2026-12-18", "reason": "回头看又有过期"}
INDICATOR: dict[str, Any] = {"title": "满意率", "op": "increase", "baseline": "84.5", "source": "stated"}
HELP: dict[str, Any] = {
    "institution": CENTRE,
    "maker": PEOPLE["supervisor"],
    "leader": PEOPLE["leader"],
    "unit": BAY,
    "day": TODAY,
    "title": "帮内科一组提高满意率",
    "indicators/a": INDICATOR,
}


def does(world: World, who: str, writes: dict[str, Any], doc: bytes = ORDER, kind: str = "order") -> None:
    """An act that must be taken; a second later than the one before."""
    world.now_ms += 1000
    refusal = world.tries(who, kind, doc, writes)
    assert refusal is None, refusal


def drafted(world: World) -> None:
    does(world, "supervisor", TERMS)


def issued(world: World) -> None:
    does(world, "supervisor", {**TERMS, "issued": True})


def received(world: World) -> None:
    issued(world)
    does(world, "nurse", {own("receipts/", "nurse"): True})


def handed_over(world: World) -> None:
    received(world)
    does(world, "supervisor", HANDOVER)


def asked(world: World) -> None:
    received(world)
    does(world, "nurse", {"extensions/1": EXTENSION})


def granted(world: World) -> None:
    asked(world)
    does(world, "leader", {own("grants/1/", "leader"): PASS})


def reported(world: World) -> None:
    received(world)
    does(world, "nurse", {"reports/1": REPORT})


def failed(world: World) -> None:
    reported(world)
    does(world, "leader", {own("rechecks/1/", "leader"): FAIL})


def passed(world: World) -> None:
    reported(world)
    does(world, "leader", {own("rechecks/1/", "leader"): PASS})


def closed(world: World) -> None:
    passed(world)
    does(world, "supervisor", {"closings/1": ""})


def reopened(world: World) -> None:
    closed(world)
    does(world, "leader", {"reopenings/1": REOPENING})


def withdrawn(world: World) -> None:
    received(world)
    does(world, "supervisor", {"withdrawn": "发错了科室"})


def late(world: World) -> None:
    """Twelve days later, past the due day, and the clock has written so."""
    received(world)
    for _ in range(20):
        world.pass_time(DAY_MS)


def noted(world: World) -> None:
    issued(world)
    does(
        world, "supervisor", {"order": ORDER, "institution": CENTRE, own("people/", "nurse"): True}, NOTE, "order_note"
    )


def writing(world: World) -> None:
    received(world)
    does(world, "nurse", {"order": ORDER, "person": PEOPLE["nurse"], "text": "写到一半"}, DRAFT, "order_draft")


def planned(world: World) -> None:
    does(world, "supervisor", HELP, ASSISTANCE, "assistance")


def begun(world: World) -> None:
    planned(world)
    does(world, "supervisor", {"begun": True}, ASSISTANCE, "assistance")


def improved(world: World) -> None:
    begun(world)
    does(world, "leader", {"readings/a/1": {"on": TODAY, "value": "88"}}, ASSISTANCE, "assistance")


def ended(world: World) -> None:
    improved(world)
    does(world, "leader", {"closings/1": ""}, ASSISTANCE, "assistance")


def write(world: World, writes: dict[str, Any], doc: bytes = ORDER, kind: str = "order") -> None:
    world.write(ServerAct(doc, kind, writes))


__all__ = ["DAY_MS", "HOUR_MS", "ORDER"]
