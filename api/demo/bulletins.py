"""Two published visits of the demonstration, and the bulletin that tells of the later one; a unit objects to a matter.

Promises: pure; proposed by the team's leader, confirmed by who planned it; everything lies before `now_ms`.
"""

from __future__ import annotations

from typing import Any

from api.demo.checklists import checklist_id
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.snapshots import reference
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text
from models.inspection import visit_id
from models.publication import finding_id
from sync.stamp import make

TEAM = ("韦立新", "叶青青")
HEAD = "张建国"
PLACE = "laboratory"
EARLIER_DAYS_AGO, LATER_DAYS_AGO, TOLD_DAYS_AGO = 8, 6, 3
_MINUTE_MS = 60_000
_PICTURED = {"a3": "bench", "b1": "floor"}
"""Matters of which somebody took a picture, which goes with the finding and into the bulletin."""
_WHERE = {"building": "门诊楼", "floor": "二层"}

_EARLIER: dict[str, dict[str, Any]] = {
    "a1": {"item": "on_duty", "kind": "劳动纪律", "text": "7:55 采血窗口只有一人，排队 12 人", "object": "采血窗口"},
    "a2": {"item": "appearance", "kind": "劳动纪律", "text": "两人未戴工号牌", "object": "采血窗口"},
    "a3": {"item": "hygiene", "kind": "环境卫生", "text": "候诊椅下有棉签和纸屑", "object": "候诊区"},
}
_LATER: dict[str, dict[str, Any]] = {
    "b1": {
        "item": "hygiene",
        "kind": "环境卫生",
        "text": "洗手池边有积水，没有防滑提示",
        "object": "采血室洗手池",
        "suggestion": "加装防滑垫，保洁改为每两小时一次",
    },
    "b2": {
        "item": "appearance",
        "kind": "劳动纪律",
        "text": "一人未戴工号牌",
        "object": "报告发放口",
        "suggestion": "交接班时互相检查",
        "fixed": True,
    },
    "b3": {
        "item": "manner",
        "kind": "服务态度",
        "text": "患者问报告时间，回答“自己看墙上”",
        "object": "报告发放口",
        "suggestion": "落实首问负责，把报告时间印在回执上",
    },
    "b4": {"kind": "好的做法", "text": "护送行动不便的患者到采血位，全程搀扶", "object": "采血窗口", "praise": True},
}


def bulletin_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the team, the supervisor and a head of department did."""
    visits: list[tuple[int, str, dict[str, dict[str, Any]]]] = [
        (EARLIER_DAYS_AGO, "晨间采血暗访", _EARLIER),
        (LATER_DAYS_AGO, "窗口服务暗访", _LATER),
    ]
    deeds: list[Deed] = []
    visit = b""
    for number, (ago, title, matters) in enumerate(visits, 11):
        begun_ms = day_start_ms(add_days(today, -ago)) + 8 * HOUR_MS
        plan, visit = _plan(hospital, today, begun_ms, number, title)
        deeds += [*plan, *_walked(hospital, visit, matters, begun_ms)]
        deeds += _published(hospital, visit, matters, begun_ms + 4 * HOUR_MS)
    deeds += _told(hospital, visit, day_start_ms(add_days(today, -TOLD_DAYS_AGO)) + 9 * HOUR_MS)
    return [deed for deed in deeds if deed.moment_ms < now_ms]


def _plan(hospital: Hospital, today: str, begun_ms: int, number: int, title: str) -> tuple[list[Deed], bytes]:
    planner, place = _supervisor(hospital), hospital.places[PLACE]
    day = add_days(today, -(EARLIER_DAYS_AGO if number == 11 else LATER_DAYS_AGO))
    id = make(begun_ms - 24 * HOUR_MS, number, planner.replica)
    writes: dict[str, Any] = {
        "institution": hospital.places["centre"],
        "organiser": planner.id,
        "manner": "covert",
        "practice": "covert",
        "title": title,
        "rule": "worst",
        "from": day,
        "to": day,
        "checklist": checklist_id(hospital, today),
        "again": True,
        f"candidates/{uuid_text(place)}": True,
        **{f"inspectors/{uuid_text(_named(hospital, name).id)}": True for name in TEAM},
        "leader": _named(hospital, TEAM[0]).id,
    }
    deeds = [
        Deed(begun_ms - 24 * HOUR_MS, planner.id, id, "inspection_plan", writes),
        Deed(begun_ms - 23 * HOUR_MS, planner.id, id, "inspection_plan", {"sealed": True}),
    ]
    return deeds, visit_id(id, place)


def _walked(hospital: Hospital, visit: bytes, matters: dict[str, dict[str, Any]], begun_ms: int) -> list[Deed]:
    """The two take turns; then the leader finishes."""
    leader = _named(hospital, TEAM[0])
    deeds: list[Deed] = []
    items = [(key, said) for key, said in matters.items() if "item" in said]
    for name in TEAM:
        one = _named(hospital, name)
        deeds.append(Deed(begun_ms, one.id, visit, "visit", {f"begun/{uuid_text(one.id)}": begun_ms}))
    for at, (key, said) in enumerate(items):
        one = _named(hospital, TEAM[at % len(TEAM)])
        doc = natural_id(f"observation/{uuid_text(visit)}/{said['item']}/{uuid_text(one.id)}")
        seen: dict[str, Any] = {"visit": visit, "item": said["item"], "inspector": one.id, "verdict": "fail"}
        seen |= {"note": said["text"], "place": said["object"]}
        if key in _PICTURED:
            seen["photos/1"] = reference(_PICTURED[key])
        deeds.append(Deed(begun_ms + (at + 1) * 7 * _MINUTE_MS, one.id, doc, "observation", seen))
    ended_ms = begun_ms + HOUR_MS
    finish = {f"finished/1/{uuid_text(leader.id)}": ended_ms, "host_note": "暗访，没有请科室签名"}
    return [*deeds, Deed(ended_ms, leader.id, visit, "visit", finish)]


def _published(hospital: Hospital, visit: bytes, matters: dict[str, dict[str, Any]], at_ms: int) -> list[Deed]:
    leader, planner = _named(hospital, TEAM[0]), _supervisor(hospital)
    doc = natural_id(f"publication/{uuid_text(visit)}")
    chosen = {f"findings/{key}": {**_WHERE, **said} for key, said in matters.items()} | _pictures(matters)
    return [
        Deed(at_ms, leader.id, doc, "publication", {"visit": visit, "withheld": True, **chosen}),
        Deed(at_ms + _MINUTE_MS, leader.id, doc, "publication", {f"proposed/1/{uuid_text(leader.id)}": at_ms}),
        Deed(at_ms + HOUR_MS, planner.id, doc, "publication", {f"confirmed/1/{uuid_text(planner.id)}": at_ms}),
    ]


def _pictures(matters: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {f"photos/{key}.1": reference(name) for key, name in _PICTURED.items() if key in matters}


def _told(hospital: Hospital, visit: bytes, at_ms: int) -> list[Deed]:
    """The bulletin, and the head's objection to one of its matters."""
    office, head, unit = _supervisor(hospital), _named(hospital, HEAD), hospital.places[PLACE]
    id = make(at_ms, 12, office.replica)
    praise_first = sorted(_LATER.items(), key=lambda entry: not entry[1].get("praise"))
    entries: dict[str, Any] = {}
    for order, (key, said) in enumerate(praise_first, 1):
        kept = {part: said[part] for part in ("kind", "text", "suggestion", "object", "praise") if part in said}
        cited = {"order": order, "finding": finding_id(visit, key), "unit": unit}
        entries[f"entries/{key}"] = {**_WHERE, **kept, **cited}
    entries |= _pictures(_LATER)
    here = hospital.places["centre"]
    draft: dict[str, Any] = {
        "institution": here,
        "title": "关于检验窗口服务暗访情况的通报",
        "code": "洛卫通",
        "audience": "各科室、各窗口",
        "everyone": True,
        "public": True,
        "opening": "近日，检查组对检验窗口开展了暗访，发现问题3个、好的做法1个。现将有关情况通报如下：",
        **entries,
        "comparison": "与上次暗访相比，问题总数仍为3个；环境卫生和劳动纪律方面再次出现问题，无人值守没有再发现。",
        "requirements": "各科室要对照通报举一反三，逐条整改，整改情况一周内报送。",
        "objection_days": 5,
        "copies": "青岭县卫生健康局",
    }
    objection = natural_id(f"bulletin_objection/{uuid_text(id)}/{uuid_text(unit)}")
    said = "“自己看墙上”一条，当班人员说是在指报告时间表，请核对录音。"
    raised = {"bulletin": id, "unit": unit, "institution": here, "text": said, "raised": True}
    return [
        Deed(at_ms, office.id, id, "bulletin", draft),
        Deed(at_ms + HOUR_MS, office.id, id, "bulletin", {"issued": True}),
        Deed(at_ms + 5 * HOUR_MS, head.id, objection, "bulletin_objection", raised),
        *_answered(office, objection, unit, here, at_ms + 7 * HOUR_MS),
    ]


def _answered(office: Colleague, objection: bytes, unit: bytes, here: bytes, at_ms: int) -> list[Deed]:
    """The office's answer, and what it put right in that beside it."""
    answer = {"answer": {"outcome": "rejected", "text": "录音里没有提到报告时间表，维持原来的认定。"}}
    corrected: dict[str, Any] = {
        "objection": objection,
        "unit": unit,
        "institution": here,
        "answer": {"outcome": "partly", "text": "重听录音，前半句说的是报告时间表；后半句的语气仍须改正。"},
        "reason": "第一次只核对了后半段录音。",
    }
    beside = make(at_ms + HOUR_MS, 13, office.replica)
    return [
        Deed(at_ms, office.id, objection, "bulletin_objection", answer),
        Deed(at_ms + HOUR_MS, office.id, beside, "answer_correction", corrected),
    ]


def _supervisor(hospital: Hospital) -> Colleague:
    here = hospital.places["centre"]
    return next(each for each in hospital.people if each.institution == here and each.role == "supervisor")


def _named(hospital: Hospital, name: str) -> Colleague:
    here = hospital.places["centre"]
    return next(each for each in hospital.people if each.institution == here and each.name == name)
