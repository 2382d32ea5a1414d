"""Scenes of publishing for the permission table, and the rows that they must give: proposals, findings, bulletins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.document import natural_id, uuid_text
from models.publication import finding_id
from tests.models.inspection_scenes import HOST, LEADER, SECOND, VISIT, finished, observation_id, observed, own
from tests.models.world import CENTRE, NOON, TODAY, WARD, World, id_of

PUBLICATION = natural_id(f"publication/{uuid_text(VISIT)}")
FINDING = finding_id(VISIT, "f1")
BULLETIN, CORRECTION = id_of(850), id_of(851)
OBJECTION = natural_id(f"bulletin_objection/{uuid_text(BULLETIN)}/{uuid_text(WARD)}")
PICTURE: dict[str, Any] = {"blob": "ab" * 32, "type": "image/jpeg", "bytes": 1000, "width": 40, "height": 30}
SAID: dict[str, Any] = {
    "item": "a",
    "kind": "服务",
    "text": "窗口无人值守",
    "suggestion": "落实AB岗",
    "building": "门诊楼",
    "floor": "1层",
    "object": "3号窗口",
}
PRAISED: dict[str, Any] = {"kind": "服务", "text": "主动提供轮椅", "praise": True}
CHOSEN: dict[str, Any] = {"findings/f1": SAID, "findings/f2": PRAISED, "photos/f1.1": PICTURE, "withheld": True}


def photographed(world: World) -> None:
    """A finished visit with a failed item and its picture."""
    observed(world)
    assert world.reason(SECOND, "observation", observation_id(SECOND), {"photos/1": PICTURE}) is None
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **HOST}) is None


def chosen(world: World, **more: Any) -> None:
    photographed(world)
    assert world.reason(LEADER, "publication", PUBLICATION, {"visit": VISIT, **CHOSEN, **more}) is None


def proposed(world: World, **more: Any) -> None:
    chosen(world, **more)
    assert world.reason(LEADER, "publication", PUBLICATION, {own("proposed/1/", LEADER): NOON}) is None


def returned(world: World) -> None:
    proposed(world)
    writes = {own("returned/1/", "supervisor"): "少一张照片"}
    assert world.reason("supervisor", "publication", PUBLICATION, writes) is None


def confirmed(world: World, **more: Any) -> None:
    proposed(world, **more)
    writes = {own("confirmed/1/", "supervisor"): NOON}
    assert world.reason("supervisor", "publication", PUBLICATION, writes) is None


ENTRY: dict[str, Any] = {"order": 1, "kind": "服务", "text": "窗口无人值守", "finding": FINDING, "unit": WARD}
DRAFT: dict[str, Any] = {
    "institution": CENTRE,
    "title": "关于暗访情况的通报",
    "code": "洛卫通",
    "audience": "各科室",
    f"units/{uuid_text(WARD)}": True,
    "opening": "现将有关情况通报如下：",
    "entries/e1": ENTRY,
    "photos/e1.1": PICTURE,
    "objection_days": 5,
}


def drafted(world: World, **more: Any) -> None:
    confirmed(world)
    assert world.reason("supervisor", "bulletin", BULLETIN, {**DRAFT, **more}) is None


def issued(world: World) -> None:
    drafted(world)
    assert world.reason("supervisor", "bulletin", BULLETIN, {"issued": True}) is None


def issued_to_all(world: World) -> None:
    drafted(world, everyone=True)
    assert world.reason("supervisor", "bulletin", BULLETIN, {"issued": True}) is None


OBJECTING: dict[str, Any] = {"bulletin": BULLETIN, "unit": WARD, "institution": CENTRE, "text": "当时正在换班"}


def objected(world: World) -> None:
    issued(world)
    assert world.reason("head", "bulletin_objection", OBJECTION, {**OBJECTING, "raised": True}) is None


ANSWER: dict[str, Any] = {"answer": {"outcome": "partly", "text": "部分成立，另发更正。"}}
AMENDED = id_of(852)
AMENDING: dict[str, Any] = {
    "objection": OBJECTION,
    "unit": WARD,
    "institution": CENTRE,
    "answer": {"outcome": "upheld", "text": "异议成立。"},
    "reason": "补查了排班记录",
}


def answered(world: World) -> None:
    objected(world)
    assert world.reason("supervisor", "bulletin_objection", OBJECTION, ANSWER) is None


def amended(world: World) -> None:
    answered(world)
    assert world.reason("supervisor", "answer_correction", AMENDED, AMENDING) is None


Row = tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]


def scenes() -> Iterator[Row]:
    yield from _publication_scenes()
    yield from _bulletin_scenes()


def _publication_scenes() -> Iterator[Row]:
    kind, doc = "publication", PUBLICATION
    yield kind, "absent", "choose", finished, doc, {"visit": VISIT, "findings/f2": PRAISED}
    yield kind, "absent", "choose a picture of elsewhere", finished, doc, {"visit": VISIT, "photos/f1.1": PICTURE}
    acts: dict[str, dict[str, Any]] = {
        "choose another": {"findings/f3": PRAISED},
        "name a strange picture": {"photos/f1.2": {**PICTURE, "blob": "cd" * 32}},
        "propose": {"proposed/1/<me>": NOON},
        "propose again": {"proposed/2/<me>": NOON},
        "return": {"returned/1/<me>": "再看看"},
        "confirm": {"confirmed/1/<me>": NOON},
        "confirm for another": {own("confirmed/1/", "supervisor"): NOON},
    }
    for state, prepare in (("chosen", chosen), ("proposed", proposed), ("returned", returned), ("out", confirmed)):
        for act, writes in acts.items():
            yield kind, state, act, prepare, doc, writes
    yield kind, "out", "change what is out", confirmed, doc, {"findings/f1": PRAISED}
    yield "finding", "out", "write", confirmed, FINDING, {"text": "没有问题"}


def _bulletin_scenes() -> Iterator[Row]:
    kind = "bulletin"
    yield kind, "absent", "draft", confirmed, BULLETIN, DRAFT
    yield kind, "absent", "cite what isn't out", finished, BULLETIN, DRAFT
    correction = {**DRAFT, "corrects": BULLETIN, "reason": "科室写错"}
    yield kind, "absent", "correct a draft", drafted, CORRECTION, correction
    yield kind, "absent", "correct", issued, CORRECTION, correction
    acts: dict[str, dict[str, Any]] = {
        "edit": {"opening": "通报如下："},
        "show another picture": {"photos/e1.2": {**PICTURE, "blob": "cd" * 32}},
        "issue": {"issued": True},
        "take a number": {"number": 7},
    }
    for state, prepare in (("draft", drafted), ("issued", issued), ("issued to all", issued_to_all)):
        for act, writes in acts.items():
            yield kind, state, act, prepare, BULLETIN, writes
    register = natural_id(f"bulletin_register/{uuid_text(CENTRE)}/{TODAY[:4]}")
    yield "bulletin_register", "used", "set the number", issued, register, {"last": 42}
    kind = "bulletin_objection"
    yield kind, "draft bulletin", "object", drafted, OBJECTION, OBJECTING
    yield kind, "absent", "object", issued, OBJECTION, OBJECTING
    yield kind, "absent", "object to all", issued_to_all, OBJECTION, OBJECTING
    yield kind, "raised", "change", objected, OBJECTION, {"text": "还有一条"}
    yield kind, "raised", "answer", objected, OBJECTION, ANSWER
    yield kind, "answered", "answer again", answered, OBJECTION, {"answer": {"outcome": "upheld", "text": "成立。"}}
    kind = "answer_correction"
    yield kind, "raised", "correct", objected, AMENDED, AMENDING
    yield kind, "answered", "correct", answered, AMENDED, AMENDING
    yield kind, "answered", "correct without a reason", answered, AMENDED, {**AMENDING, "reason": " "}
    yield kind, "corrected", "change", amended, AMENDED, {"reason": "另有原因"}


BULLETIN_GROUPS = {
    "publishers": "inspector supervisor",
    "leading": "leader supervisor bureau_supervisor",
    "readers_of_ward": "head leader supervisor admin bureau_supervisor",
}

BULLETIN_TABLE = """
publication | absent | choose | yes: publishers; not_found: others
publication | absent | choose a picture of elsewhere | invalid: publishers; not_found: others
publication | chosen | choose another | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | name a strange picture | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | propose | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | propose again | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | return | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | confirm | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | chosen | confirm for another | invalid: supervisor; forbidden: circle; not_found: others
publication | proposed | choose another | closed: publishers; forbidden: head_of_surgery; not_found: others
publication | proposed | name a strange picture | closed: publishers; forbidden: head_of_surgery; not_found: others
publication | proposed | propose | yes: inspector; invalid: supervisor; forbidden: head_of_surgery; not_found: others
publication | proposed | propose again | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | proposed | return | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | proposed | confirm | yes: supervisor; forbidden: circle; not_found: others
publication | proposed | confirm for another | yes: supervisor; forbidden: circle; not_found: others
publication | returned | choose another | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | returned | name a strange picture | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | returned | propose | yes: inspector; invalid: supervisor; forbidden: head_of_surgery; not_found: others
publication | returned | propose again | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | returned | return | yes: supervisor; invalid: inspector; forbidden: head_of_surgery; not_found: others
publication | returned | confirm | invalid: supervisor; forbidden: circle; not_found: others
publication | returned | confirm for another | invalid: supervisor; forbidden: circle; not_found: others
publication | out | choose another | yes: publishers; forbidden: head_of_surgery; not_found: others
publication | out | name a strange picture | closed: publishers; forbidden: head_of_surgery; not_found: others
publication | out | propose | yes: inspector; invalid: supervisor; forbidden: head_of_surgery; not_found: others
publication | out | propose again | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | out | return | invalid: publishers; forbidden: head_of_surgery; not_found: others
publication | out | confirm | yes: supervisor; forbidden: circle; not_found: others
publication | out | confirm for another | yes: supervisor; forbidden: circle; not_found: others
publication | out | change what is out | closed: publishers; forbidden: head_of_surgery; not_found: others

finding | out | write | forbidden: readers_of_ward; not_found: others

bulletin | absent | draft | yes: leading; not_found: others
bulletin | absent | cite what isn't out | invalid: leading; not_found: others
bulletin | absent | correct a draft | invalid: leading; not_found: others
bulletin | absent | correct | yes: leading; not_found: others
bulletin | draft | edit | yes: leading; forbidden: admin; not_found: others
bulletin | draft | show another picture | invalid: leading; forbidden: admin; not_found: others
bulletin | draft | issue | yes: leading; forbidden: admin; not_found: others
bulletin | draft | take a number | forbidden: leading admin; not_found: others
bulletin | issued | edit | closed: leading; forbidden: admin head; not_found: others
bulletin | issued | show another picture | closed: leading; forbidden: admin head; not_found: others
bulletin | issued | issue | yes: leading; forbidden: admin head; not_found: others
bulletin | issued | take a number | forbidden: leading admin head; not_found: others
bulletin | issued to all | edit | closed: leading; not_found: outsiders; forbidden: others
bulletin | issued to all | show another picture | closed: leading; not_found: outsiders; forbidden: others
bulletin | issued to all | issue | yes: leading; not_found: outsiders; forbidden: others
bulletin | issued to all | take a number | not_found: outsiders; forbidden: others

bulletin_register | used | set the number | not_found: others

bulletin_objection | draft bulletin | object | not_found: others
bulletin_objection | absent | object | yes: head; not_found: others
bulletin_objection | absent | object to all | yes: head; not_found: others
bulletin_objection | raised | change | closed: head; forbidden: leading admin; not_found: others
bulletin_objection | raised | answer | yes: leading; forbidden: head admin; not_found: others
bulletin_objection | answered | answer again | immutable: leading; forbidden: head admin; not_found: others

answer_correction | raised | correct | invalid: leading; not_found: others
answer_correction | answered | correct | yes: leading; not_found: others
answer_correction | answered | correct without a reason | invalid: leading; not_found: others
answer_correction | corrected | change | immutable: leading; forbidden: head admin; not_found: others
"""
