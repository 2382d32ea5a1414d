"""Scenes of the permission table: every act on orders, what goes along with them, and assistance, in every state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.models import orders
from tests.models.deeds import own
from tests.models.orders import ASSISTANCE, DRAFT, FAIL, NOTE, ORDER, PASS, REGISTER, REPORT
from tests.models.world import CENTRE, PEOPLE, TODAY, World

Prepare = Callable[[World], object]
Row = tuple[str, str, str, Prepare, bytes, dict[str, Any]]


def _nothing(world: World) -> None:
    """Nobody has done anything yet."""


def order_scenes() -> Iterator[Row]:
    yield from _order_scenes()
    yield from _paperwork_scenes()
    yield from _assistance_scenes()


def _order_scenes() -> Iterator[Row]:
    kind = "order"
    yield kind, "absent", "create", _nothing, ORDER, orders.TERMS
    by_leader = {**orders.TERMS, "issuer": PEOPLE["leader"]}
    yield kind, "absent", "create by the leader", _nothing, ORDER, by_leader
    yield kind, "absent", "create as reported", _nothing, ORDER, {**orders.TERMS, "reports/1": REPORT}
    acts: dict[str, dict[str, Any]] = {
        "edit": {"measure": "另换一句"},
        "issue": {"issued": True},
        "give a number": {"number": 9},
        "receive": {"receipts/<me>": True},
        "hand over": orders.HANDOVER,
        "hand over without a reason": {"responsible": PEOPLE["head_of_bay"]},
        "hand on words": {"passed_on/1/<me>": "写到一半"},
        "hand on a picture": {"passed_photos/1/<me>": orders_photo()},
        "take along": {own("helpers/", "colleague"): True},
        "ask for time": {"extensions/1": orders.EXTENSION},
        "grant": {"grants/1/<me>": PASS},
        "photograph": {"after/1.a": orders_photo()},
        "report": {"reports/1": REPORT},
        "report anew": {"reports/2": REPORT},
        "pass": {"rechecks/1/<me>": PASS},
        "fail": {"rechecks/1/<me>": FAIL},
        "pass as another": {own("rechecks/1/", "leader"): PASS},
        "charge": {own("checkers/", "inspector"): True},
        "close": {"closings/1": ""},
        "reopen": {"reopenings/1": orders.REOPENING},
        "withdraw": {"withdrawn": "发错了"},
        "write the ladder": {"steps/20261204.red": {"step": "red"}},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("draft", orders.drafted),
        ("issued", orders.issued),
        ("handed over", orders.handed_over),
        ("asked for time", orders.asked),
        ("reported", orders.reported),
        ("failed", orders.failed),
        ("passed", orders.passed),
        ("closed", orders.closed),
        ("reopened", orders.reopened),
        ("withdrawn", orders.withdrawn),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, ORDER, writes
    held = {"held/20261204.1": {"on": TODAY, "text": "当面谈话"}}
    yield kind, "late", "note the measure", orders.late, ORDER, held


def orders_photo() -> dict[str, Any]:
    """A reference to a picture."""
    return {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 1000, "width": 640, "height": 480}


def _paperwork_scenes() -> Iterator[Row]:
    note = {"order": ORDER, "institution": CENTRE, own("people/", "nurse"): True}
    yield "order_note", "no order", "create", _nothing, NOTE, note
    yield "order_note", "absent", "create", orders.issued, NOTE, note
    yield "order_note", "present", "add words", orders.noted, NOTE, {"text": "已当面谈话"}
    draft = {"order": ORDER, "person": PEOPLE["nurse"], "text": "写到一半"}
    yield "order_draft", "no order", "create", _nothing, DRAFT, draft
    yield "order_draft", "absent", "create", orders.received, DRAFT, draft
    yield "order_draft", "present", "go on", orders.writing, DRAFT, {"text": "写完了"}
    yield "order_register", "present", "write", orders.issued, REGISTER, {"last": 7}


def _assistance_scenes() -> Iterator[Row]:
    kind = "assistance"
    yield kind, "absent", "create", _nothing, ASSISTANCE, orders.HELP
    acts: dict[str, dict[str, Any]] = {
        "edit": {"goal": "每周一次"},
        "add an indicator": {"indicators/b": orders.INDICATOR},
        "begin": {"begun": True},
        "visit": {"visits/1": REPORT},
        "measure": {"readings/a/2": {"on": TODAY, "value": "80"}},
        "close": {"closings/1": ""},
        "reopen": {"reopenings/1": "又下降了"},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("planned", orders.planned),
        ("begun", orders.begun),
        ("improved", orders.improved),
        ("ended", orders.ended),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield kind, state, act, prepare, ASSISTANCE, writes
