"""Two months of the demonstration's records: study, volunteer work, contests, good deeds, error-free counters.

Promises: pure; most are confirmed by the head or secretary whom the rules ask for, the latest wait, a few were sent
back; one cashier has passed the first million, another has begun anew after an error.
"""

from __future__ import annotations

from random import Random
from typing import Any, NamedTuple

from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital

KIND = "record_entry"
DAYS = 60
CONFIRMED_UNTIL = 4
"""Days back to which everything has been confirmed."""


class RecordRow(NamedTuple):
    """台账样例: a record as somebody may write it."""

    type: str
    title: str
    hours: str
    place: str = ""


SAMPLES = (
    RecordRow("study", "学习《医疗机构从业人员行为规范》", "1", "科室示教室"),
    RecordRow("study", "线上课程：慢病随访", "1.5"),
    RecordRow("study", "病例讨论：肺部感染", "1", "科室示教室"),
    RecordRow("study", "医改文件学习", "0.5"),
    RecordRow("volunteer", "敬老院义诊", "3", "镇敬老院"),
    RecordRow("volunteer", "集市健康宣传", "2", "洛溪集市"),
    RecordRow("volunteer", "门诊陪诊", "1.5", "门诊大厅"),
    RecordRow("contest", "护理技能比武", "2", "院会议室"),
    RecordRow("contest", "心肺复苏操作竞赛", "1", "急诊室"),
    RecordRow("good_deed", "拾到钱包，当天交还失主", ""),
    RecordRow("good_deed", "为独居老人送药上门", "0.5"),
)
KEEN = (
    "李燕",
    "赵敏",
    "周海燕",
    "郑秋菊",
    "冯玉兰",
    "许文静",
    "潘晓东",
    "蓝彩云",
    "谢大勇",
    "覃美玲",
    "叶青青",
    "卢静怡",
    "温丽君",
)
CASHIERS = {"钟文杰": 3, "宋佳慧": None}
"""Who enters what was taken each week; how many weeks ago there was an error."""


def record_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What people entered, and what their heads and secretaries said to it."""
    telling = Telling(hospital, today, now_ms)
    for name in KEEN:
        _two_months(telling, telling.who(name))
    for name, error in CASHIERS.items():
        _counter(telling, telling.who(name), error)
    return telling.deeds()


def _two_months(telling: Telling, person: Colleague) -> None:
    random = Random(f"{telling.hospital.seed}/{person.id.hex()}/records")  # noqa: S311 plausible, not secret
    ago = DAYS - random.randint(0, 5)
    last_back = True
    while ago > 0:
        row = random.choice(SAMPLES)
        doc = _enter(telling, person, ago, row)
        if ago > CONFIRMED_UNTIL:
            back = not last_back and random.random() < 0.08
            _answer(telling, person, doc, ago - 2, back=back)
            last_back = back
        ago -= random.randint(4, 11)


def _enter(telling: Telling, person: Colleague, ago: int, row: RecordRow) -> bytes:
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "person": person.id,
        "day": telling.day(ago),
        "type": row.type,
        "title": row.title,
        "handed_in/1": True,
    }
    if row.hours:
        writes["hours"] = row.hours
    if row.place:
        writes["place"] = row.place
    return telling.makes(person, KIND, ago, 18, writes)


HEADS = {
    "internal": "张建国",
    "surgery": "何永康",
    "maternity": "莫雪莲",
    "public_health": "陆振华",
    "pharmacy": "曾广林",
    "laboratory": "张建国",
}


def _answer(telling: Telling, person: Colleague, doc: bytes, ago: int, *, back: bool) -> None:
    ruling: dict[str, Any] = {"ruling": "accepted"}
    if back:
        ruling = {"ruling": "returned", "reason": "请补上地点和时长。"}
    telling.signs(telling.who(HEADS[person.unit]), doc, (ago, 11), "reviews/1/", ruling)


def _counter(telling: Telling, person: Colleague, error_weeks_ago: int | None) -> None:
    """A cashier's weeks; nobody heads the window, so the office confirms."""
    random = Random(f"{telling.hospital.seed}/{person.id.hex()}/counter")  # noqa: S311 plausible, not secret
    for week in range(8, 0, -1):
        ago = week * 7 - 5
        writes: dict[str, Any] = {
            "institution": telling.centre,
            "person": person.id,
            "day": telling.day(ago),
            "type": "error_free",
            "upward": True,
            "handed_in/1": True,
        }
        if week == error_weeks_ago:
            writes |= {"error": True, "note": "一笔医保结算多收 12 元，当日已退。"}
        else:
            writes["amount"] = f"{random.randint(132_000, 168_000)}.{random.randint(10, 99)}"
        doc = telling.makes(person, KIND, ago, 17, writes)
        if ago > 2:
            telling.signs(telling.who("罗丽萍"), doc, (ago - 1, 9), "reviews/1/", {"ruling": "accepted"})
