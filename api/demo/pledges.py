"""The demonstration's pledges, one or more in every state, by people, a department and a branch.

Promises: pure; each step is told by who may take it, in an order that the rules take.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.programmes import running_id
from models.calendar import add_days

KIND = "pledge"
STEPS = ("draft", "waiting", "accepted", "published", "reported", "graded")
LEVEL, BENEFIT = "提高服务水平", "惠及人民群众"
"""What a pledge concerns, as the programme names it."""


class PledgeRow(NamedTuple):
    """承诺行: who pledges what for whom, how far it got, by whose hand, and how many days ago it began."""

    name: str
    unit: str
    type: str
    aspect: str
    text: str
    step: str
    reviewer: str
    ago: int
    due_in: int = 40
    of: str = ""
    """The key of the unit or branch whose pledge it is; empty for the person's own."""
    notes: tuple[str, ...] = ()
    grade: str = "kept"
    excuse: str = ""


ROWS = (
    PledgeRow(
        "李燕",
        "internal",
        "post",
        BENEFIT,
        "接诊先起身，检查先告知，用药讲清楚。",
        "published",
        "张建国",
        24,
        notes=("本周交接班时逐床说明检查安排，家属没有再跑空。", "给 3 床、12 床家属讲解了一日清单。"),
    ),
    PledgeRow("李燕", "internal", "concrete", LEVEL, "年底前带会两名新同事静脉留置针穿刺。", "draft", "", 2),
    PledgeRow("赵敏", "internal", "post", LEVEL, "出院结算单提前一天核对，出院当天不让病人等。", "waiting", "", 3),
    PledgeRow("周海燕", "internal", "shared", BENEFIT, "首问负责到底，不说“不归我管”。", "accepted", "陈秀英", 9),
    PledgeRow(
        "吴小军",
        "internal",
        "concrete",
        LEVEL,
        "一个月内完成心肺复苏复训并通过考核。",
        "graded",
        "张建国",
        55,
        -6,
        notes=("复训考核 96 分。",),
    ),
    PledgeRow(
        "冯玉兰",
        "internal",
        "concrete",
        LEVEL,
        "两个月内开起慢病随访夜门诊。",
        "graded",
        "张建国",
        58,
        -4,
        notes=("排班表已经拟好。",),
        grade="not",
        excuse="诊区改造停电停水，夜门诊没有场地。",
    ),
    PledgeRow(
        "邓家豪",
        "internal",
        "post",
        LEVEL,
        "检验标本一小时内送到。",
        "reported",
        "张建国",
        40,
        3,
        notes=("连续四周没有超时。",),
    ),
    PledgeRow(
        "张建国",
        "internal",
        "shared",
        BENEFIT,
        "合理检查，合理用药，合理收费；一日清单每天送到床头。",
        "published",
        "黄德明",
        46,
        of="internal",
        notes=("抽查 20 份病历，没有发现不合理用药。",),
    ),
    PledgeRow(
        "陈秀英",
        "surgery",
        "shared",
        LEVEL,
        "党员带头轮值导诊台，每周二、周四为老年患者陪诊。",
        "published",
        "黄德明",
        44,
        of="clinical",
        notes=("本月陪诊 31 人次。",),
    ),
    PledgeRow(
        "曾广林",
        "pharmacy",
        "concrete",
        LEVEL,
        "窗口排队超过五人即加开一窗，药价上墙、随问随答。",
        "reported",
        "黄德明",
        38,
        5,
        of="pharmacy",
        notes=("价格牌换新，挪到了窗口左侧。",),
    ),
    PledgeRow(
        "何永康",
        "surgery",
        "post",
        LEVEL,
        "每月主持一次手术质量讨论。",
        "graded",
        "黄德明",
        60,
        -3,
        notes=("十月讨论如期开了。",),
        grade="mostly",
    ),
    PledgeRow("潘晓东", "surgery", "concrete", LEVEL, "三十天内把换药操作录成短片。", "published", "何永康", 35, -5),
    PledgeRow(
        "彭晓琳",
        "guide",
        "post",
        BENEFIT,
        "见面一声您好，问路带一程。",
        "published",
        "王芳",
        30,
        notes=("受表扬两次。",),
    ),
    PledgeRow("方志伟", "laboratory", "post", LEVEL, "常规检验两小时出结果。", "published", "张建国", 28),
)


def pledge_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What pledgers, reviewers and graders did."""
    telling = Telling(hospital, today, now_ms)
    for row in ROWS:
        _tell(telling, row)
    _sent_back(telling)
    _withdrawn(telling)
    return telling.deeds()


def _draft(telling: Telling, row: PledgeRow) -> tuple[Colleague, bytes]:
    person = telling.who(row.name, row.unit)
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "pledger": person.id,
        "day": telling.day(row.ago),
        "programme": running_id(telling.hospital, telling.today),
        "element": "content",
        "type": row.type,
        "aspects": [row.aspect],
        "text": row.text,
        "due_on": add_days(telling.today, row.due_in),
    }
    if row.of:
        place = "branch" if row.of == "clinical" else "unit"
        writes[place] = telling.hospital.places[row.of]
    return person, telling.makes(person, KIND, row.ago, 17.5, writes)


def _tell(telling: Telling, row: PledgeRow) -> None:
    person, doc = _draft(telling, row)
    reached = STEPS.index(row.step)
    if reached >= STEPS.index("waiting"):
        telling.adds(person, doc, (row.ago, 18), {"handed_in/1": True})
    if reached < STEPS.index("accepted"):
        return
    reviewer = telling.who(row.reviewer, "registration" if row.reviewer == "王芳" else None)
    telling.signs(reviewer, doc, (row.ago - 2, 9), "reviews/1/", {"ruling": "accepted"})
    if reached < STEPS.index("published"):
        return
    shown = {"on": telling.day(row.ago - 4), "places": ["门诊大厅公示栏", "办公桌台签"]}
    telling.signs(telling.who("罗丽萍"), doc, (row.ago - 4, 10), "published/", shown)
    for number, text in enumerate(row.notes, 1):
        ago = max(2, row.ago - 8 - 5 * number)
        telling.adds(person, doc, (ago, 16), {f"fulfilments/{number}": {"on": telling.day(ago), "text": text}})
    if row.excuse:
        telling.adds(person, doc, (5, 12), {"excuse": row.excuse})
    if reached >= STEPS.index("reported"):
        telling.adds(person, doc, (4, 17), {"reported": True})
    if row.step == "graded":
        given = {"grade": row.grade, "reason": "客观原因属实。" if row.excuse else ""}
        telling.signs(reviewer, doc, (3, 9), "grades/", {**given, "excuse": "accepted"} if row.excuse else given)


def _sent_back(telling: Telling) -> None:
    row = PledgeRow("李燕", "internal", "concrete", BENEFIT, "改善病房环境。", "waiting", "", 6)
    person, doc = _draft(telling, row)
    telling.adds(person, doc, (6, 18), {"handed_in/1": True})
    reason = {"ruling": "returned", "reason": "请写明做到什么程度、什么时候做完。"}
    telling.signs(telling.who("张建国"), doc, (5, 9), "reviews/1/", reason)


def _withdrawn(telling: Telling) -> None:
    row = PledgeRow("王芳", "surgery", "post", BENEFIT, "每天早到十五分钟。", "waiting", "", 12)
    person, doc = _draft(telling, row)
    telling.adds(person, doc, (12, 18), {"handed_in/1": True})
    telling.adds(person, doc, (11, 8), {"withdrawn": True})
