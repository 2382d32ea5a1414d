"""Three activities of the demonstration (held, to be confirmed, to come) and two contracted tasks.

Promises: pure; who is due the server finds by itself when it takes the announcement.
"""

from __future__ import annotations

from typing import Any

from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital, made_id
from models.attendance_standing import code_at
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import uuid_text

NOTHING_PAID = "按绩效方案建议，院务会定"


def activity_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What organisers and those who came did, and what became of two tasks."""
    telling = Telling(hospital, today, now_ms)
    _training(telling)
    _forum(telling)
    _volunteers(telling)
    _tasks(telling)
    return telling.deeds()


def announce(
    telling: Telling, organiser: Colleague, place: str, ago: int, begins: tuple[int, float, float], **plan: Any
) -> bytes:
    """`begins`: how many days ago, from which hour, for how many hours."""
    start = day_start_ms(telling.day(begins[0])) + int(begins[1] * HOUR_MS)
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "organiser": organiser.id,
        "place": telling.hospital.places[place],
        "begins_at": start,
        "ends_at": start + int(begins[2] * HOUR_MS),
        **plan,
    }
    doc = telling.makes(organiser, "activity", ago, 15, writes)
    telling.adds(organiser, doc, (ago, 15.5), {"announced": True})
    key = {"activity": doc, "organiser": organiser.id, "key": _key(telling, start)}
    telling.names(organiser, "activity_key", (doc, organiser.id), (ago, 15.6), key)
    return doc


def _key(telling: Telling, start_ms: int) -> bytes:
    """What the code of the activity that begins then is made of."""
    return made_id(telling.hospital.seed, start_ms, "key")


def attends(telling: Telling, doc: bytes, organiser: Colleague, place: str, person: Colleague) -> dict[str, Any]:
    return {"activity": doc, "person": person.id, "organiser": organiser.id, "place": telling.hospital.places[place]}


def _training(telling: Telling) -> None:
    head = telling.who("张建国")
    doc = announce(
        telling,
        head,
        "internal",
        12,
        (8, 16.5, 1.5),
        type="training",
        title="静脉输液并发症识别与处理",
        venue="内科示教室",
        agenda="一、常见并发症\n二、处理流程演练\n三、现场考核",
        due_by="everyone",
    )
    here = [each for each in telling.hospital.people if each.unit in ("internal", "pharmacy", "laboratory")]
    for number, person in enumerate(each for each in here if each.institution == telling.centre):
        mark = {"mark": "present"}
        if number in (5, 9):
            mark = {"mark": "excused", "reason": "夜班下夜"} if number == 5 else {"mark": "absent"}
        whole = attends(telling, doc, head, "internal", person)
        whole[f"marks/{uuid_text(head.id)}"] = mark
        telling.names(head, "attendance", (doc, person.id), (8, 17), whole)
    telling.adds(head, doc, (8, 18.2), {"ended": True})
    telling.adds(head, doc, (7, 9), {"minutes": "现场考核全部合格；输液泵报警处理列为下次演练内容。"})


def _forum(telling: Telling) -> None:
    leader = telling.who("黄德明")
    doc = announce(
        telling,
        leader,
        "centre",
        6,
        (1, 15, 1.5),
        type="forum",
        title="行风建设座谈会",
        venue="二楼会议室",
        agenda="各科室谈服务中的难处，征求改进意见",
        due_by="heads",
    )
    for name in ("张建国", "莫雪莲"):
        person = telling.who(name)
        whole = attends(telling, doc, leader, "centre", person)
        at = day_start_ms(telling.day(1)) + 15 * HOUR_MS
        signed = {"code": code_at(_key(telling, at), at), "at": at}
        telling.names(person, "attendance", (doc, person.id), (1, 15.05), {**whole, "signed_in": signed})
    away = telling.who("陆振华")
    whole = attends(telling, doc, leader, "centre", away)
    telling.names(away, "attendance", (doc, away.id), (2, 10), {**whole, "excuse": "下乡随访，改由石磊旁听"})


def _volunteers(telling: Telling) -> None:
    announce(
        telling,
        telling.who("陈秀英"),
        "clinical",
        3,
        (-2, 8.5, 3),
        type="volunteer",
        title="敬老院义诊",
        venue="镇敬老院",
        agenda="量血压、测血糖、用药指导；请穿工作服，戴党徽",
        due_by="party",
    )


def _tasks(telling: Telling) -> None:
    head, nurse, leader, pharmacist = (telling.who(name) for name in ("张建国", "李燕", "黄德明", "曾广林"))
    terms = {"institution": telling.centre, "assigner": head.id, "responsible": nurse.id, "day": telling.day(15)}
    first: dict[str, Any] = {
        **terms,
        "title": "建好抢救车每日核对表",
        "text": "核对项目上墙，班班交接有签字，月底抽查。",
        "due_on": add_days(telling.today, 6),
        "amount": "200",
        "reward": NOTHING_PAID,
    }
    kind = "contracted_task"
    task = telling.makes(head, kind, 15, 10, {**first, "assigned": True})
    telling.signs(nurse, task, (14, 12), "answers/", {"ruling": "accepted"})
    telling.adds(nurse, task, (9, 16), {"progress/1": _note(telling, 9, "核对表初稿已请护士长看过。", 30)})
    telling.adds(nurse, task, (3, 16), {"progress/2": _note(telling, 3, "试用一周，补了两项药品效期。", 60)})
    second: dict[str, Any] = {
        "institution": telling.centre,
        "assigner": leader.id,
        "responsible": pharmacist.id,
        "day": telling.day(20),
        "title": "药房窗口价格公示更新",
        "text": "常用药品价格全部上墙，遮挡的挪开。",
        "due_on": telling.day(2),
        "reward": "科室评优加分",
        "assigned": True,
    }
    other = telling.makes(leader, kind, 20, 9, second)
    telling.signs(pharmacist, other, (19, 9), "answers/", {"ruling": "accepted"})
    telling.adds(pharmacist, other, (10, 17), {"progress/1": _note(telling, 10, "价格牌已经送制。", 50)})
    done = _note(telling, 3, "216 种药品价格上墙，位置已调整。", None)
    telling.adds(pharmacist, other, (3, 17), {"reports/1": done})


def _note(telling: Telling, ago: int, text: str, percent: int | None) -> dict[str, Any]:
    note: dict[str, Any] = {"on": telling.day(ago), "text": text}
    return note if percent is None else {**note, "percent": percent}
