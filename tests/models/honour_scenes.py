"""Scenes of honours and reports for the permission table, and the rows that they must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.calendar import DAY_MS
from models.document import natural_id, uuid_text
from tests.models.world import BUREAU, CENTRE, PEOPLE, SURGERY, TODAY, WARD, World, id_of

PROGRAMME = id_of(870)
HONOUR, SECOND = id_of(871), id_of(872)
PERIOD = "2026Q4"
PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "code": "HONOUR",
    "version": 1,
    "about/title": "五亮五比",
    "about/starts_on": "2026-01-01",
    "awards/post": {
        "title": "巾帼示范岗",
        "aliases": ["巾帼文明岗"],
        "subject": "unit",
        "kind": "model_post",
        "quota": 1,
        "period": "quarterly",
    },
    "awards/post_again": {"title": "巾帼文明岗", "subject": "unit", "kind": "title", "period": "quarterly"},
    "awards/best": {
        "title": "优质服务标兵",
        "subject": ["staff", "unit"],
        "vetoes": ["vetoed", "overdue_order"],
        "needs": {"total": 80},
    },
    "awards/quarterly": {"title": "服务明星科室", "subject": ["unit", "staff"], "period": "quarterly", "quota": 1},
    "awards/million": {
        "title": "百万元无差错",
        "subject": "staff",
        "kind": "counter",
        "needs": {"error_free": 1_000_000},
    },
    "awards/stars": {"title": "星级窗口", "subject": ["unit", "staff"], "kind": "star", "vetoes": ["vetoed"]},
    "awards/banner": {"title": "流动红旗", "subject": "unit", "kind": "flag", "vetoes": ["vetoed"]},
}
NOMINATION = natural_id(f"nomination/{uuid_text(PROGRAMME)}/post/{uuid_text(WARD)}")
OBJECTION = natural_id(f"honour_objection/{uuid_text(HONOUR)}/{uuid_text(PEOPLE['nurse'])}")
STARS = natural_id(f"star_rating/{uuid_text(PROGRAMME)}/stars/{uuid_text(WARD)}")
BANNER = natural_id(f"roving_banner/{uuid_text(PROGRAMME)}/banner/{PERIOD}")
DRAFT: dict[str, Any] = {
    "programme": PROGRAMME,
    "element": "post",
    "period": PERIOD,
    "subject": WARD,
    "institution": CENTRE,
    "post": "护士站",
    "title": "巾帼文明岗",
    "reason": "全季无投诉",
}
STAR_DRAFT: dict[str, Any] = {"programme": PROGRAMME, "element": "stars", "subject": WARD, "institution": CENTRE}
BANNER_DRAFT: dict[str, Any] = {
    "programme": PROGRAMME,
    "element": "banner",
    "period": PERIOD,
    "institution": CENTRE,
    "holder": WARD,
    "reason": "得分第一",
}
OBJECTING: dict[str, Any] = {
    "honour": HONOUR,
    "by": PEOPLE["nurse"],
    "institution": CENTRE,
    "text": "十月有一次投诉",
    "raised": True,
}
UPHELD: dict[str, Any] = {"answer": {"outcome": "upheld", "text": "属实。"}}
REJECTED: dict[str, Any] = {"answer": {"outcome": "rejected", "text": "已核实，不属实。"}}
AFTER = 8 * DAY_MS
"""The 21st is a Saturday: five working days later the notice ends on the 27th."""


def running(world: World) -> None:
    assert world.reason("supervisor", "programme", PROGRAMME, PLAN) is None
    assert world.reason("supervisor", "programme", PROGRAMME, {"published": True}) is None


def nomination_of(element: str, subject: bytes, period: str | None = None) -> bytes:
    parts = ["nomination", uuid_text(PROGRAMME), element, uuid_text(subject), *([] if period is None else [period])]
    return natural_id("/".join(parts))


def nominate(world: World, subject: bytes, element: str, who: str = "head", period: str | None = None) -> str | None:
    """Without a period: as phones did before nominations had one."""
    doc = nomination_of(element, subject, period)
    step = {f"steps/house/{uuid_text(PEOPLE[who])}": {"ruling": "put_forward"}}
    named: dict[str, Any] = {"programme": PROGRAMME, "element": element, "subject": subject, "institution": CENTRE}
    named |= {} if period is None else {"period": period}
    return world.reason(who, "nomination", doc, {**named, **step})


def drafted(world: World) -> None:
    running(world)
    assert nominate(world, WARD, "post") is None
    assert world.reason("supervisor", "honour", HONOUR, DRAFT) is None


def announced(world: World) -> None:
    drafted(world)
    assert world.reason("supervisor", "honour", HONOUR, {"announced": True}) is None


def over(world: World) -> None:
    """The period of publicity has ended."""
    announced(world)
    world.pass_time(AFTER)


def objected(world: World) -> None:
    announced(world)
    assert world.reason("nurse", "honour_objection", OBJECTION, OBJECTING) is None


def objected_and_over(world: World) -> None:
    objected(world)
    world.pass_time(AFTER)


def conferred(world: World) -> None:
    over(world)
    assert world.reason("leader", "honour", HONOUR, {"conferred": True}) is None


def stripped(world: World) -> None:
    conferred(world)
    assert world.reason("leader", "honour", HONOUR, {"stripped": "查实有投诉"}) is None


def rated(world: World) -> None:
    running(world)
    writes = {**STAR_DRAFT, "levels/2026-10": {"stars": 3, "reason": "首次评定"}}
    assert world.reason("supervisor", "star_rating", STARS, writes) is None


def handed_over(world: World) -> None:
    running(world)
    assert world.reason("supervisor", "roving_banner", BANNER, BANNER_DRAFT) is None


REPORT = natural_id(f"report/{uuid_text(CENTRE)}/monthly/2026-10/1")
CORRECTION = natural_id(f"report/{uuid_text(CENTRE)}/monthly/2026-10/2")
BRIEF = id_of(873)
TURNOUT = natural_id(f"report_turnout/{uuid_text(BUREAU)}/monthly/2026-10")
MONTHLY: dict[str, Any] = {
    "institution": CENTRE,
    "type": "monthly",
    "period": "2026-10",
    "edition": "1",
    "title": "十月工作月报",
    "sections/a": {"order": 1, "heading": "总体情况", "text": "自评2,100份。"},
}
CORRECTING: dict[str, Any] = {**MONTHLY, "edition": "2", "reason": "自评份数写错"}
TOLD: dict[str, Any] = {
    "institution": CENTRE,
    "day": TODAY,
    "type": "good_deed",
    "title": "护送走失老人回家",
    "text": "导诊台小林下班后送老人回家。",
}
ACCEPTED = {"ruling": "accepted"}


def reported(world: World) -> None:
    assert world.reason("supervisor", "report", REPORT, MONTHLY) is None


def checked(world: World) -> None:
    reported(world)
    assert world.reason("leader", "report", REPORT, {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}) is None


def sent(world: World) -> None:
    checked(world)
    assert world.reason("supervisor", "report", REPORT, {"sent": True}) is None


def told(world: World) -> None:
    assert world.reason("supervisor", "brief", BRIEF, TOLD) is None


def told_up(world: World) -> None:
    told(world)
    assert world.reason("leader", "brief", BRIEF, {f"checks/{uuid_text(PEOPLE['leader'])}": ACCEPTED}) is None
    assert world.reason("supervisor", "brief", BRIEF, {"sent": True}) is None


Row = tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]


def scenes() -> Iterator[Row]:
    yield "honour", "not put forward", "announce", running, HONOUR, {**DRAFT, "announced": True}
    yield "honour", "absent", "draft", running, HONOUR, DRAFT
    yield "honour", "absent", "draft a star", running, HONOUR, {**DRAFT, "element": "stars"}
    acts: dict[str, dict[str, Any]] = {
        "edit": {"reason": "全年无投诉"},
        "announce": {"announced": True},
        "confer": {"conferred": True},
        "strip": {"stripped": "查实有投诉"},
        "take a number": {"number": 7},
    }
    for state, prepare in (("drafted", drafted), ("announced", announced), ("over", over), ("conferred", conferred)):
        for act, writes in acts.items():
            yield "honour", state, act, prepare, HONOUR, writes
    yield "honour", "objected", "confer", objected_and_over, HONOUR, {"conferred": True}
    yield "honour", "stripped", "confer", stripped, HONOUR, {"stripped": "另有原因"}
    register = natural_id(f"honour_register/{uuid_text(CENTRE)}/2026")
    yield "honour_register", "used", "set the number", conferred, register, {"last": 42}
    kind = "honour_objection"
    own = {"honour": HONOUR, "institution": CENTRE, "text": "有异议", "raised": True}
    for who in ("nurse", "head"):
        doc = natural_id(f"honour_objection/{uuid_text(HONOUR)}/{uuid_text(PEOPLE[who])}")
        yield kind, "absent", f"object as the {who}", announced, doc, {**own, "by": PEOPLE[who]}
    yield kind, "draft honour", "object", drafted, OBJECTION, OBJECTING
    yield kind, "over", "object", over, OBJECTION, OBJECTING
    yield kind, "raised", "change", objected, OBJECTION, {"text": "还有一次"}
    yield kind, "raised", "answer", objected, OBJECTION, UPHELD
    yield "star_rating", "absent", "rate", running, STARS, {**STAR_DRAFT, "levels/2026-10": _stars(3, "首次评定")}
    yield "star_rating", "absent", "rate what is no star", running, STARS, {**STAR_DRAFT, "element": "post"}
    yield "star_rating", "rated", "promote", rated, STARS, {"levels/2026-11": _stars(4, "连续达标")}
    yield "star_rating", "rated", "demote in silence", rated, STARS, {"levels/2026-11": _stars(2, " ")}
    yield "star_rating", "rated", "keep", rated, STARS, {"levels/2026-11": _stars(3, "")}
    yield "star_rating", "rated", "change the past", rated, STARS, {"levels/2026-09": _stars(5, "补评")}
    yield "star_rating", "rated", "six stars", rated, STARS, {"levels/2026-11": _stars(6, "好")}
    yield "roving_banner", "absent", "hand over", running, BANNER, BANNER_DRAFT
    yield "roving_banner", "held", "hand over again", handed_over, BANNER, BANNER_DRAFT
    yield "roving_banner", "held", "give it to another", handed_over, BANNER, {**BANNER_DRAFT, "holder": SURGERY}
    yield "roving_banner", "held", "take it away", handed_over, BANNER, {"withdrawn": "查实弄虚作假"}
    yield from _report_scenes()


def _stars(stars: int, reason: str) -> dict[str, Any]:
    return {"stars": stars, "reason": reason}


def _report_scenes() -> Iterator[Row]:
    yield "report", "absent", "draft", lambda world: None, REPORT, MONTHLY
    yield "report", "absent", "draft of a month ahead", lambda world: None, id_of(874), {**MONTHLY, "period": "2026-12"}
    for kind, doc, states in (
        ("report", REPORT, (("drafted", reported), ("checked", checked), ("sent", sent))),
        ("brief", BRIEF, (("drafted", told), ("sent", told_up))),
    ):
        for state, prepare in states:
            yield kind, state, "edit", prepare, doc, {"title": "改"}
            yield kind, state, "check", prepare, doc, {"checks/<me>": ACCEPTED}
            yield kind, state, "send", prepare, doc, {"sent": True}
    yield "report", "drafted", "correct", reported, CORRECTION, CORRECTING
    yield "report", "sent", "correct", sent, CORRECTION, CORRECTING
    yield "brief", "absent", "draft", lambda world: None, BRIEF, TOLD
    yield "brief", "absent", "correct", told, id_of(875), {**TOLD, "corrects": BRIEF}
    yield "brief", "sent", "correct", told_up, id_of(875), {**TOLD, "corrects": BRIEF}
    register = natural_id(f"report_register/{uuid_text(CENTRE)}/monthly/2026")
    yield "report_register", "used", "set the number", sent, register, {"last": 42}
    yield "report_turnout", "sent", "write", sent, TURNOUT, {f"sent/{uuid_text(CENTRE)}": "2026-11-01"}


HONOUR_GROUPS = {"reporters": "leader supervisor", "outside": "bureau_admin stranger strange_admin assessor"}

HONOUR_TABLE = """
honour | not put forward | announce | invalid: leading; not_found: others
honour | absent | draft | yes: leading; not_found: others
honour | absent | draft a star | not_found: others
honour | drafted | edit | yes: leading; forbidden: admin; not_found: others
honour | drafted | announce | yes: leading; forbidden: admin; not_found: others
honour | drafted | confer | invalid: leading; forbidden: admin; not_found: others
honour | drafted | strip | invalid: leading; forbidden: admin; not_found: others
honour | drafted | take a number | forbidden: office; not_found: others
honour | announced / over / conferred | edit | closed: leading; not_found: outside; forbidden: others
honour | announced / over / conferred | announce | yes: leading; not_found: outside; forbidden: others
honour | announced / objected | confer | invalid: leading; not_found: outside; forbidden: others
honour | announced / over | strip | invalid: leading; not_found: outside; forbidden: others
honour | announced / over / conferred | take a number | not_found: outside; forbidden: others
honour | over / conferred | confer | yes: leading; not_found: outside; forbidden: others
honour | conferred | strip | yes: leading; not_found: outside; forbidden: others
honour | stripped | confer | closed: leading; not_found: outside; forbidden: others
honour_register | used | set the number | not_found: others
honour_objection | absent | object as the nurse | yes: nurse; not_found: others
honour_objection | absent | object as the head | yes: head; not_found: others
honour_objection | draft honour | object | not_found: others
honour_objection | over | object | closed: nurse; not_found: others
honour_objection | raised | change | closed: nurse; forbidden: office; not_found: others
honour_objection | raised | answer | forbidden: nurse admin; yes: leading; not_found: others
star_rating | absent | rate | yes: leading; not_found: others
star_rating | absent | rate what is no star | not_found: others
star_rating | rated | promote | yes: leading; not_found: outside; forbidden: others
star_rating | rated | demote in silence | invalid: leading; not_found: outside; forbidden: others
star_rating | rated | keep | yes: leading; not_found: outside; forbidden: others
star_rating | rated | change the past | closed: leading; not_found: outside; forbidden: others
star_rating | rated | six stars | invalid: leading; not_found: outside; forbidden: others
roving_banner | absent | hand over | yes: leading; not_found: others
roving_banner | held | hand over again | yes: leading; not_found: outside; forbidden: others
roving_banner | held | give it to another | closed: leading; not_found: outside; forbidden: others
roving_banner | held | take it away | yes: leading; not_found: outside; forbidden: others
report | absent | draft | yes: reporters; not_found: others
report | absent | draft of a month ahead | invalid: reporters; not_found: others
report | drafted / checked | edit | yes: reporters; forbidden: admin bureau_supervisor; not_found: others
report | drafted / checked | check | yes: leader; forbidden: supervisor admin bureau_supervisor; not_found: others
report | drafted | send | invalid: reporters; forbidden: admin bureau_supervisor; not_found: others
report | checked | send | yes: reporters; forbidden: admin bureau_supervisor; not_found: others
report | sent | edit | closed: reporters; forbidden: admin bureau_supervisor bureau_admin; not_found: others
report | sent | check | yes: leader; forbidden: supervisor admin bureau_supervisor bureau_admin; not_found: others
report | sent | send | yes: reporters; forbidden: admin bureau_supervisor bureau_admin; not_found: others
brief | drafted | edit | yes: reporters; forbidden: admin bureau_supervisor; not_found: others
brief | drafted | check | yes: leader; forbidden: supervisor admin bureau_supervisor; not_found: others
brief | drafted | send | invalid: reporters; forbidden: admin bureau_supervisor; not_found: others
brief | sent | edit | closed: reporters; forbidden: admin bureau_supervisor bureau_admin; not_found: others
brief | sent | check | yes: leader; forbidden: supervisor admin bureau_supervisor bureau_admin; not_found: others
brief | sent | send | yes: reporters; forbidden: admin bureau_supervisor bureau_admin; not_found: others
report | drafted | correct | invalid: reporters; not_found: others
report | sent | correct | yes: reporters; not_found: others
brief | absent | draft | yes: reporters; not_found: others
brief | absent | correct | invalid: reporters; not_found: others
brief | sent | correct | yes: reporters; not_found: others
report_register | used | set the number | not_found: others
report_turnout | sent | write | forbidden: bureau_supervisor bureau_admin; not_found: others
"""
