"""Orders of the demonstration in every state, and an assistance that runs.

Promises: pure; the deeds are those of people; numbers and rungs of the ladder the server gives itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from api.demo.doings import Telling
from api.demo.hospital import Colleague, Deed, Hospital
from api.demo.looked_again import looked_again
from api.demo.snapshots import reference
from models.calendar import HOUR_MS, add_days, day_start_ms
from models.document import uuid_text
from models.public_holidays import public_days
from sync.stamp import make

DAYS = public_days()
SUPERVISOR, LEADER = "罗丽萍", "黄德明"
PASSED: dict[str, Any] = {"ruling": "accepted"}


class Matter(NamedTuple):
    """整改事项: what was found where, and who puts it right."""

    unit: str
    responsible: str
    title: str
    matter: str
    measure: str
    building: str
    spot: str


class Small(NamedTuple):
    """旧事: what was found and put right: issued so many days ago, closed so many days later, in time or not."""

    unit: str
    responsible: str
    title: str
    ago: int
    took: int
    in_time: bool


CUPBOARD = Matter(
    "surgery",
    "何永康",
    "处置室无菌物品过期未清理",
    "三楼处置室无菌柜内有两包换药包超过有效期，登记本上个月没有核对签名。",
    "当日清出过期物品；无菌柜每周核对一次并签名，护士长每月抽查。",
    "住院楼",
    "三楼处置室",
)
HANDOVER = Matter(
    "internal",
    "张建国",
    "夜班交接班记录缺项",
    "抽查一周夜班交接本，有三班没有写危重患者情况，两班没有双签名。",
    "交接本重排必填项；一周内全科培训一次，报告附培训签到。",
    "住院楼",
    "二楼护士站",
)
QUEUE = Matter(
    "registration",
    "王芳",
    "上午高峰挂号排队偏长",
    "上午九点前后排队超过十五分钟，只开两个窗口，没有人引导。",
    "高峰增开一个窗口，安排导诊分流；排队时间控制在十五分钟以内。",
    "门诊楼",
    "一楼大厅",
)
SIGNS = Matter(
    "maternity",
    "莫雪莲",
    "产检室隐私帘缺失",
    "产检室两张检查床之间没有隔帘，候诊者可以直接看到。",
    "补装隔帘，检查时一医一患一室。",
    "门诊楼",
    "二楼产检室",
)
DRUGS = Matter(
    "pharmacy",
    "曾广林",
    "发药没有核对姓名",
    "半小时内发药十二次，七次没有核对姓名和用法。",
    "发药必须双核对并口头交代用法；窗口张贴核对流程。",
    "门诊楼",
    "一楼药房窗口",
)
SAMPLES = Matter(
    "laboratory",
    "方志伟",
    "标本接收登记不及时",
    "上午标本集中送达时，登记晚于接收一小时以上。",
    "接收即登记，超时标本单独标识。",
    "医技楼",
    "一楼检验窗口",
)
FILES = Matter(
    "public_health",
    "陆振华",
    "慢病随访记录滞后",
    "抽查二十份高血压档案，六份超过一个季度没有随访记录。",
    "补齐随访；建立到期提醒，每月通报一次。",
    "公卫楼",
    "二楼档案室",
)
TROLLEY = Matter(
    "internal",
    "唐国平",
    "抢救车交接登记不连续",
    "抽查上月抢救车登记，有四天没有交接签名。",
    "补齐登记，固定专人每日核对。",
    "住院楼",
    "二楼抢救室",
)
"""Whose responsible has moved to another department since."""
SMALL: tuple[Small, ...] = (
    Small("surgery", "何永康", "治疗车未按时擦拭", 60, 8, True),
    Small("surgery", "何永康", "患者腕带核对不到位", 52, 10, True),
    Small("surgery", "何永康", "处置室无菌物品过期未清理", 47, 6, True),
    Small("surgery", "何永康", "病区标识牌破损", 42, 21, False),
    Small("surgery", "何永康", "抢救车封条无日期", 33, 5, True),
    Small("internal", "张建国", "输液巡视卡缺签名", 58, 4, True),
    Small("internal", "张建国", "床单元更换不及时", 51, 9, True),
    Small("internal", "张建国", "健康教育单未发放", 44, 7, True),
    Small("internal", "张建国", "夜班交接班记录缺项", 38, 18, False),
    Small("internal", "张建国", "冰箱温度登记缺失", 31, 6, True),
)

LONG_AGO: tuple[Small, ...] = (
    Small("surgery", "何永康", "氧气筒未挂四防标识", 130, 6, True),
    Small("internal", "张建国", "病区屏风破损", 175, 9, True),
    Small("surgery", "何永康", "紫外线灯未登记照射时间", 220, 5, True),
    Small("internal", "张建国", "轮椅刹车失灵未停用", 265, 7, True),
)
"""So far apart that one of them lies in the quarter before those that phones are sent unasked."""


def order_deeds(hospital: Hospital, today: str, now_ms: int) -> list[Deed]:
    """What the office, the units, and who looked again did."""
    telling = Telling(hospital, today, now_ms)
    for small in (*LONG_AGO, *SMALL):
        _done(telling, small)
    _twice(telling)
    _under_way(telling)
    _late(telling)
    deeds = _again(telling)
    _assistance(telling)
    return telling.deeds() + deeds


def _issue(telling: Telling, what: Matter, ago: int, due: str, by: str = SUPERVISOR, **more: Any) -> bytes:
    """An order issued so many days ago."""
    issuer = telling.who(by)
    unit = what.unit if what.responsible == "王芳" else None
    writes: dict[str, Any] = {
        "institution": telling.centre,
        "issuer": issuer.id,
        "day": telling.day(ago),
        "origin": {"kind": "words", "words": "行风建设日常检查"},
        "unit": telling.hospital.places[what.unit],
        "title": what.title,
        "matter": what.matter,
        "measure": what.measure,
        "responsible": telling.who(what.responsible, unit).id,
        "due_on": due,
        "building": what.building,
        "spot": what.spot,
        **more,
        "issued": True,
    }
    return telling.makes(issuer, "order", ago, 9.5, writes)


def _receive(telling: Telling, order: bytes, person: Colleague, ago: int) -> None:
    telling.signs(person, order, (ago, 11), "receipts/", True)


def _report(telling: Telling, order: bytes, person: Colleague, round: int, said: tuple[int, str]) -> None:
    """`said`: so many days ago, and the words."""
    ago, text = said
    telling.adds(person, order, (ago, 15.5), {f"reports/{round}": {"on": telling.day(ago), "text": text}})


def _pictures(telling: Telling, order: bytes, person: Colleague, round: int, said: tuple[int, str]) -> None:
    """`said`: so many days ago, and what was put right; taken before and after, and sent with the report."""
    ago, matter = said
    shown = {f"before/{round}.1": reference(matter), f"after/{round}.1": reference(f"{matter}_put_right")}
    telling.adds(person, order, (ago, 15.2), shown)


def _recheck(telling: Telling, order: bytes, round: int, ago: int, said: dict[str, Any]) -> None:
    telling.signs(telling.who(LEADER), order, (ago, 16.2), f"rechecks/{round}/", said)


def _close(telling: Telling, order: bytes, number: int, ago: int) -> None:
    telling.adds(telling.who(SUPERVISOR), order, (ago, 17), {f"closings/{number}": "现场核实，资料归档。"})


def _done(telling: Telling, small: Small) -> None:
    matter = f"日常检查发现：{small.title}。"
    what = Matter(small.unit, small.responsible, small.title, matter, "立即改正，并防止再发生。", "住院楼", "病区")
    issued, closed = small.ago, small.ago - small.took
    due = DAYS.add(telling.day(issued), 10) if small.in_time else DAYS.previous(telling.day(closed + 5))
    order, person = _issue(telling, what, issued, due), telling.who(small.responsible)
    _receive(telling, order, person, issued)
    _report(telling, order, person, 1, (closed + 1, "已改正，并列入每周自查。"))
    _recheck(telling, order, 1, closed, PASSED)
    _close(telling, order, 1, closed)


def _twice(telling: Telling) -> None:
    """Closed after a recheck that failed."""
    order, person = _issue(telling, CUPBOARD, 28, DAYS.add(telling.day(28), 5), within=5), telling.who("何永康")
    _receive(telling, order, person, 28)
    _pictures(telling, order, person, 1, (23, "shelf"))
    _report(telling, order, person, 1, (23, "过期物品已清出。"))
    again = {
        "ruling": "returned",
        "reason": "核对登记仍是空白，请补上制度和签名。",
        "due_on": DAYS.add(telling.day(22), 3),
    }
    telling.adds(telling.who(LEADER), order, (22, 16), {"rechecked/1.register": reference("register")})
    _recheck(telling, order, 1, 22, again)
    _pictures(telling, order, person, 2, (19, "register"))
    _report(telling, order, person, 2, (19, "已补登记本，护士长逐周签名，附本周核对记录。"))
    _recheck(telling, order, 2, 18, PASSED)
    _close(telling, order, 1, 18)


def _under_way(telling: Telling) -> None:
    """Near its day, due today, waiting for a recheck, asking for more time, and one of which only a draft is there."""
    today, head, nurse = telling.today, telling.who("张建国"), telling.who("李燕")
    near = _issue(telling, HANDOVER, 6, DAYS.add(today, 2), leader=telling.who(LEADER).id)
    _receive(telling, near, head, 5)
    telling.adds(head, near, (5, 11.5), {f"helpers/{uuid_text(nurse.id)}": True})
    due = _issue(telling, QUEUE, 4, today, LEADER, origin={"kind": "commentary", "id": _remark(telling)})
    _receive(telling, due, telling.who("王芳", "registration"), 3)
    waiting, pharmacist = _issue(telling, DRUGS, 9, DAYS.add(today, 3), within=8), telling.who("曾广林")
    _receive(telling, waiting, pharmacist, 9)
    _pictures(telling, waiting, pharmacist, 1, (1, "window"))
    _report(telling, waiting, pharmacist, 1, (1, "已张贴双核对流程，两名药师交叉核对；抽查三日均做到。"))
    _receive(telling, _issue(telling, TROLLEY, 34, DAYS.add(today, 9)), telling.who("唐国平"), 33)
    asking, doctor = _issue(telling, FILES, 8, DAYS.add(today, 1)), telling.who("陆振华")
    _receive(telling, asking, doctor, 7)
    kept = {"order": waiting, "institution": telling.centre, f"people/{uuid_text(telling.who('卢静怡').id)}": True}
    telling.names(telling.who(SUPERVISOR), "order_note", (waiting,), (9, 9.6), kept)
    begun = {"order": near, "person": head.id, "text": "交接本已重排，培训定在周五下午。"}
    telling.names(head, "order_draft", (near, head.id), (1, 17), begun)
    wish = {"until": DAYS.add(today, 6), "reason": "两个村的随访要等赶集日，申请延后一周。"}
    telling.adds(doctor, asking, (1, 10), {"extensions/1": wish})
    supervisor = telling.who(SUPERVISOR)
    telling.makes(
        supervisor,
        "order",
        1,
        14,
        {
            "institution": telling.centre,
            "issuer": supervisor.id,
            "day": telling.day(1),
            "origin": {"kind": "words", "words": "窗口巡查"},
            "title": "窗口公示牌内容过期",
            "matter": "医保窗口公示的政策文件是去年的版本。",
        },
    )


def _late(telling: Telling) -> None:
    """Past its day: red, and the first measure."""
    order = _issue(telling, SIGNS, 24, DAYS.add(telling.day(24), 8), within=8, leader=telling.who(LEADER).id)
    _receive(telling, order, telling.who("莫雪莲"), 23)


def _again(telling: Telling) -> list[Deed]:
    """Closed, looked at again, opened anew, and handed over to a colleague."""
    order, person = _issue(telling, SAMPLES, 26, DAYS.add(telling.day(26), 10), within=10), telling.who("方志伟")
    _receive(telling, order, person, 25)
    _report(telling, order, person, 1, (18, "已改为接收即登记。"))
    _recheck(telling, order, 1, 16, PASSED)
    _close(telling, order, 1, 15)
    deeds = looked_again(telling, order, SAMPLES.unit)
    again = {"due_on": DAYS.add(telling.today, 4), "reason": "回头看发现上午高峰仍有补登记。"}
    telling.adds(telling.who(SUPERVISOR), order, (2, 9), {"reopenings/1": again})
    other = telling.who("温丽君")
    handed = {"from": person.id, "to": other.id, "reason": "方志伟到县医院进修一个月，由温丽君接手。"}
    telling.adds(telling.who(SUPERVISOR), order, (1, 9), {"responsible": other.id, "handovers/1": handed})
    return deeds


def _remark(telling: Telling) -> bytes:
    """The leader's word on the registration windows, which `api.demo.commentary` tells."""
    leader = telling.who(LEADER)
    return make(day_start_ms(add_days(telling.today, -6)) + 10 * HOUR_MS, 0, leader.replica)


def _assistance(telling: Telling) -> None:
    leader, supervisor = telling.who(LEADER), telling.who(SUPERVISOR)
    wait = {"title": "上午高峰平均候诊时间", "op": "decrease", "value": "5", "baseline": "22", "unit": "分钟"}
    content = {"title": "窗口满意率", "op": ">=", "value": "90", "baseline": "84.5", "unit": "%"}
    doc = telling.makes(
        supervisor,
        "assistance",
        40,
        10,
        {
            "institution": telling.centre,
            "maker": supervisor.id,
            "leader": leader.id,
            "unit": telling.hospital.places["registration"],
            "day": telling.day(40),
            "title": "帮挂号收费窗口缩短高峰排队",
            "goal": "每周到窗口一次，协调增开窗口和导诊分流。",
            "indicators/wait": {**wait, "source": "stated"},
            "indicators/content": {**content, "source": "stated"},
        },
    )
    telling.adds(supervisor, doc, (40, 10.2), {"begun": True})
    for number, (ago, text) in enumerate(
        ((33, "上午九点在大厅看了一小时，增开三号窗口。"), (19, "与导诊台商定高峰分流，排班已调整。")), 1
    ):
        telling.adds(leader, doc, (ago, 10.5), {f"visits/{number}": {"on": telling.day(ago), "text": text}})
    for number, (ago, minutes, share) in enumerate(((26, "19", "86.2"), (5, "15", "88.9")), 1):
        note = {"on": telling.day(ago), "note": "现场计时与当周评价"}
        telling.adds(
            supervisor,
            doc,
            (ago, 16),
            {
                f"readings/wait/{number}": {**note, "value": minutes},
                f"readings/content/{number}": {**note, "value": share},
            },
        )
