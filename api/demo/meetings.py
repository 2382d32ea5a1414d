"""Two meetings of the demonstration's clinical branch: last month's, with its minutes, and the one that is today.

Promises: pure; who is due the server finds by itself when it takes the announcement.
"""

from __future__ import annotations

from typing import Any

from api.demo.activities import announce, attends
from api.demo.doings import MINUTE_MS, Telling
from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import day_start_ms
from models.document import uuid_text
from models.period import quarter_spoken_of

LAST_DAYS_AGO, CALLED_DAYS_AGO = 28, 3
SOON_MINUTES = 10
BRANCH = "clinical"
_DEVICE = "5c0be1"
_SPOKEN = {
    "周海燕": {"strengths": "带教耐心，新人反映好。", "problems": "交班本有两次漏签。"},
    "姚淑珍": {"problems": "高峰时段巡视间隔偏长。", "advice": "与邻组互相补位，排进班表。"},
}
"""What was said of whom, as the scribe caught it."""


def meeting_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the secretary, the scribe and those who came did."""
    telling = Telling(hospital, today, now_ms)
    _last_month(telling)
    _today(telling)
    return telling.deeds()


def _item(order: int, kind: str, title: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "title": title, "order": order, **more}


def _plan(telling: Telling, doc: bytes, agenda: list[dict[str, Any]]) -> dict[str, Any]:
    secretary, scribe, head = (telling.who(name) for name in ("陈秀英", "赵敏", "张建国"))
    return {
        "activity": doc,
        "institution": telling.centre,
        "branch": telling.hospital.places[BRANCH],
        "quorum": ">1/2",
        f"chair/{uuid_text(secretary.id)}": True,
        f"scribes/{uuid_text(scribe.id)}": True,
        f"scribes/{uuid_text(head.id)}": True,
        **{f"agenda/{number}": item for number, item in enumerate(agenda, 1)},
    }


def members(telling: Telling) -> list[Colleague]:
    """Who is of the clinical branch."""
    branch = telling.hospital.places[BRANCH]
    inside = {
        deed.doc
        for deed in telling.hospital.deeds
        if deed.kind == "person" and deed.writes.get("branches/1", {}).get("branch") == branch
    }
    return [each for each in telling.hospital.people if each.id in inside]


def _last_month(telling: Telling) -> None:
    ago, secretary, scribe = LAST_DAYS_AGO, telling.who("陈秀英"), telling.who("赵敏")
    doc = announce(
        telling,
        secretary,
        BRANCH,
        ago + CALLED_DAYS_AGO,
        (ago, 16, 1.5),
        type="meeting",
        title=f"{int(telling.day(ago)[5:7])}月支部党员大会",
        venue="三楼党员活动室",
        due_by="party",
    )
    agenda = [
        _item(1, "results", "上月考评结果"),
        _item(2, "orders", "整改单进展"),
        _item(3, "pledges", "承诺兑现情况"),
        _item(4, "other", "讨论：夜间值班带教安排"),
    ]
    plan = _plan(telling, doc, agenda)
    meeting = telling.names(secretary, "meeting", (doc,), (ago + CALLED_DAYS_AGO, 16), plan)
    telling.adds(secretary, meeting, (ago, 16.05), {"begun": True, "at": "1"})
    for number, person in enumerate(members(telling)):
        mark: dict[str, Any] = {"mark": "present"}
        if number in (4, 10):
            mark = {"mark": "excused", "reason": "外出进修"} if number == 4 else {"mark": "absent"}
        whole = attends(telling, doc, secretary, BRANCH, person)
        whole[f"marks/{uuid_text(secretary.id)}"] = mark
        telling.names(secretary, "attendance", (doc, person.id), (ago, 16.1), whole)
    notes = {
        "notes/1": "通报上月考评结果，三名党员进入前列；两名同志晚交较多，会后逐一谈话。",
        "notes/2": "两张整改单均已现场复查，抢救车封条签字仍有漏项。",
        "notes/3": "本季到期承诺大部分兑现，未兑现的说明原因并改期。",
    }
    telling.adds(scribe, meeting, (ago, 16.8), notes)
    _noted(telling, meeting, ago)
    task = _task(telling, ago)
    decisions = {
        "decisions/1": {
            "text": "制定夜间值班带教表，两周内试行。",
            "becomes": "task",
            "item": "4",
            "responsible": telling.who("莫雪莲").id,
            "due_on": telling.day(ago - 14),
            "doc": task,
        },
        "decisions/2": {"text": "抢救车封条改为双人签字，每周一抽查。", "becomes": "note", "item": "2"},
    }
    telling.adds(secretary, meeting, (ago, 17.3), {**decisions, "at": "4"})
    telling.adds(secretary, meeting, (ago, 17.5), {"ended": True})
    telling.adds(secretary, doc, (ago, 17.55), {"ended": True})
    telling.signs(secretary, meeting, (ago - 1, 9), "signed/", True)
    telling.signs(scribe, meeting, (ago - 1, 10), "signed/", True)


def _noted(telling: Telling, meeting: bytes, ago: int) -> None:
    """What the scribe wrote down while two members were spoken of; the secretary gave it later, in her own words."""
    scribe = telling.who("赵敏")
    for number, (name, said) in enumerate(_SPOKEN.items()):
        subject = telling.who(name)
        writes = {
            "meeting": meeting,
            "subject": subject.id,
            "by": scribe.id,
            "branch": telling.hospital.places[BRANCH],
            "institution": telling.centre,
            "period": quarter_spoken_of(telling.day(ago)),
            **{f"said/{part}.{_DEVICE}": words for part, words in said.items()},
        }
        telling.names(scribe, "commentary_note", (meeting, subject.id, scribe.id), (ago, 16.85 + number / 20), writes)


def _task(telling: Telling, ago: int) -> bytes:
    """What one decision became, and that it was done."""
    secretary, midwife = telling.who("陈秀英"), telling.who("莫雪莲")
    terms = {
        "institution": telling.centre,
        "assigner": secretary.id,
        "responsible": midwife.id,
        "day": telling.day(ago),
        "title": "制定夜间值班带教表",
        "text": "支部党员大会决定：制定夜间值班带教表，两周内试行。",
        "due_on": telling.day(ago - 14),
        "assigned": True,
    }
    task = telling.makes(secretary, "contracted_task", ago, 17.2, terms)
    telling.signs(midwife, task, (ago - 1, 8), "answers/", {"ruling": "accepted"})
    done = {"on": telling.day(ago - 12), "text": "带教表已试行一周，夜班两人一组。"}
    telling.adds(midwife, task, (ago - 12, 17), {"reports/1": done})
    telling.signs(secretary, task, (ago - 13, 9), "checks/1/", {"ruling": "accepted"})
    return task


def _soon(telling: Telling) -> float:
    """The hour, a little ahead: whoever opens the demonstration is in time."""
    minutes = (telling.now_ms - day_start_ms(telling.today)) // MINUTE_MS + SOON_MINUTES
    return -(-minutes // 5) * 5 / 60


def _today(telling: Telling) -> None:
    secretary = telling.who("陈秀英")
    doc = announce(
        telling,
        secretary,
        BRANCH,
        CALLED_DAYS_AGO,
        (0, _soon(telling), 1.5),
        type="meeting",
        title=f"{int(telling.today[5:7])}月支部党员大会",
        venue="三楼党员活动室",
        due_by="party",
    )
    agenda = [
        _item(1, "results", "上月考评结果"),
        _item(2, "findings", "检查发现的问题"),
        _item(3, "orders", "逾期整改单"),
        _item(4, "commentary", "支部讲评：逐人讲评"),
        _item(5, "pledges", "承诺兑现情况"),
    ]
    telling.names(secretary, "meeting", (doc,), (CALLED_DAYS_AGO, 16), _plan(telling, doc, agenda))
