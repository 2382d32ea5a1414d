"""Two inspections of the demonstration: an open one that is finished, and a covert one that is under way today.

Promises: pure; planned by the supervisor, walked by three inspectors; the covert one is nowhere but with them. What
they saw differs in places, as it does. Everything lies before `now_ms`.
"""

from __future__ import annotations

from typing import Any

from api.demo.checklists import checklist_id
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.snapshots import reference
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import natural_id, uuid_text
from models.inspection import visit_id
from sync.stamp import make

LEADER, SECOND, THIRD = "韦立新", "叶青青", "廖正明"
OPEN_DAYS_AGO = 9
COVERT_LEAD_MS = 3 * HOUR_MS
"""How long before now the covert visit began."""
_MINUTE_MS = 60_000

_OPEN_SEEN: dict[str, dict[str, dict[str, Any]]] = {
    LEADER: {
        "on_duty": {"verdict": "pass"},
        "appearance": {"verdict": "fail", "children/badge": "fail", "note": "一人未戴工号牌", "place": "2 号窗口"},
        "idle": {"verdict": "pass"},
        "queue": {"verdict": "pass"},
        "manner": {"verdict": "pass", "points": "9"},
        "fees": {"verdict": "pass"},
        "hygiene": {
            "verdict": "fail",
            "note": "窗口外地面有纸屑",
            "suggestion": "增加一次午间保洁",
            "fixed": True,
            "photos/1": reference("litter"),
        },
    },
    SECOND: {
        "on_duty": {"verdict": "pass"},
        "appearance": {"verdict": "pass"},
        "queue": {"verdict": "fail", "note": "取药排队 18 分钟", "count": 2},
        "manner": {"verdict": "fail", "points": "6", "note": "两次没有使用文明用语"},
        "hygiene": {"verdict": "fail", "note": "纸屑较多"},
    },
}
_COVERT_SEEN: dict[str, dict[str, dict[str, Any]]] = {
    LEADER: {"on_duty": {"verdict": "pass"}, "idle": {"verdict": "fail", "note": "一人在看手机", "place": "取药口"}},
    SECOND: {"on_duty": {"verdict": "fail", "note": "14:20 只有一个窗口有人"}, "fees": {"verdict": "pass"}},
}


def inspection_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the supervisor and the inspectors did."""
    opened_ms = day_start_ms(add_days(today, -OPEN_DAYS_AGO)) + 9 * HOUR_MS
    begun_ms = now_ms - COVERT_LEAD_MS
    deeds = [*_open(hospital, today, opened_ms), *_covert(hospital, today, begun_ms)]
    return [deed for deed in deeds if deed.moment_ms < now_ms]


def _plan(hospital: Hospital, planner: Colleague, begun_ms: int, number: int, **told: Any) -> list[Deed]:
    """A plan for one place, drafted a day before and sealed."""
    here, people = hospital.places["centre"], _people(hospital)
    place = hospital.places[told.pop("place")]
    id = make(begun_ms - 24 * HOUR_MS, number, planner.replica)
    writes: dict[str, Any] = {
        "institution": here,
        "organiser": planner.id,
        "checklist": checklist_id(hospital, told.pop("today")),
        **told,
        f"candidates/{uuid_text(place)}": True,
        **{f"inspectors/{uuid_text(people[name].id)}": True for name in (LEADER, SECOND, THIRD)},
        "leader": people[LEADER].id,
    }
    return [
        Deed(begun_ms - 24 * HOUR_MS, planner.id, id, "inspection_plan", writes),
        Deed(begun_ms - 23 * HOUR_MS, planner.id, id, "inspection_plan", {"sealed": True}),
    ]


def _open(hospital: Hospital, today: str, begun_ms: int) -> list[Deed]:
    planner, people = _planner(hospital), _people(hospital)
    window = {"from": add_days(today, -OPEN_DAYS_AGO - 1), "to": add_days(today, -OPEN_DAYS_AGO + 1)}
    told = {"manner": "open", "title": "窗口服务检查", "practice": "open", "rule": "leader", **window}
    plan = _plan(hospital, planner, begun_ms, 1, place="pharmacy", today=today, **told)
    visit = visit_id(plan[0].doc, hospital.places["pharmacy"])
    announce = Deed(begun_ms - 20 * HOUR_MS, planner.id, plan[0].doc, "inspection_plan", {"announced": True})
    leader, second = people[LEADER], people[SECOND]
    ruling = natural_id(f"visit_ruling/{uuid_text(visit)}/queue")
    ruled = {"verdict": "fail", "reason": "两次排队都有记录"}
    ended_ms = begun_ms + 2 * HOUR_MS
    talk = {"visit": visit, "interviewer": second.id, "form": "interview@1", "place": "候药区"}
    said = {"answers/who": "patient", "answers/overall": "fairly", "answers/waited": 18, "done": True}
    finish = {
        f"finished/1/{uuid_text(leader.id)}": ended_ms,
        "host_name": "曾广林",
        "host_note": "到外科会诊，口头确认",
    }
    return [
        *plan,
        announce,
        *_walked(visit, people, _OPEN_SEEN, begun_ms),
        Deed(begun_ms + HOUR_MS, second.id, make(begun_ms + HOUR_MS, 2, second.replica), "interview", {**talk, **said}),
        Deed(
            ended_ms - _MINUTE_MS,
            leader.id,
            ruling,
            "visit_ruling",
            {"visit": visit, "item": "queue", f"by/{uuid_text(leader.id)}": ruled},
        ),
        Deed(ended_ms, leader.id, visit, "visit", finish),
    ]


def _covert(hospital: Hospital, today: str, begun_ms: int) -> list[Deed]:
    planner = _planner(hospital)
    window = {"from": add_days(today, -3), "to": add_days(today, 11)}
    told = {"manner": "covert", "title": "午间在岗暗访", "practice": "covert", "rule": "worst", "again": True, **window}
    plan = _plan(hospital, planner, begun_ms, 3, place="insurance", today=today, **told)
    visit = visit_id(plan[0].doc, hospital.places["insurance"])
    return [*plan, *_walked(visit, _people(hospital), _COVERT_SEEN, begun_ms)]


def _walked(
    visit: bytes, people: dict[str, Colleague], seen: dict[str, dict[str, dict[str, Any]]], begun_ms: int
) -> list[Deed]:
    """Each arrives, claims the first section, and writes down what they see, a minute for each item."""
    deeds: list[Deed] = []
    for late, (name, items) in enumerate(seen.items()):
        one, moment_ms = people[name], begun_ms + late * _MINUTE_MS
        own = uuid_text(one.id)
        arrived = {f"begun/{own}": moment_ms, f"claims/on_duty/{own}": moment_ms}
        deeds.append(Deed(moment_ms, one.id, visit, "visit", arrived))
        for item, found in items.items():
            moment_ms += _MINUTE_MS
            doc = natural_id(f"observation/{uuid_text(visit)}/{item}/{own}")
            writes = {"visit": visit, "item": item, "inspector": one.id, **found}
            deeds.append(Deed(moment_ms, one.id, doc, "observation", writes))
    return deeds


def _planner(hospital: Hospital) -> Colleague:
    here = hospital.places["centre"]
    return next(each for each in hospital.people if each.institution == here and each.role == "supervisor")


def _people(hospital: Hospital) -> dict[str, Colleague]:
    return {each.name: each for each in hospital.people if each.name in (LEADER, SECOND, THIRD)}
