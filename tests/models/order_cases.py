"""Cases of orders, their ladder, the desk and assistance; `tests/models/make.py` writes them to orders.json.

A fact is its path, its value, a moment and who stated it, both as small numbers.
"""

from __future__ import annotations

from typing import Any

from models import order_rights
from models.assistance import assistance_standing
from models.calendar import DAY_MS, day_start_ms
from models.document import Document, Register, ServerAct, uuid_text
from models.ladder import MEASURES, colour, days_left, rungs
from models.order import next_round
from models.order_desk import cycles, line_of, measured, median, repeated, spots
from models.order_standing import order_standing
from models.public_holidays import acts as holidays
from models.roster import ROSTER_KINDS
from models.working_days import working_days
from tests.models import orders
from tests.models.deed_cases import Fact, by, registers, stamp, who
from tests.models.world import BAY, PEOPLE, SURGERY, WARD, World, id_of
from tests.vectors.tagged import tag

ME, A, B = 1, 2, 3
OK, NO = {"ruling": "accepted"}, {"ruling": "returned", "reason": "没有签名"}
NO_BY = {**NO, "due_on": "2026-12-20"}
BASE: list[Fact] = [("due_on", "2026-12-04", 1, A), ("issued", True, 1, A)]
SIGNED, FIRST = (by("receipts/", ME), True, 2, ME), ("reports/1", orders.REPORT, 5, ME)
GOOD, BAD = (by("rechecks/1/", A), OK, 6, A), (by("rechecks/1/", B), NO_BY, 7, B)
SECOND = ("reports/2", orders.REPORT, 9, ME)
SHUT = ("closings/1", "", 11, A)
AGAIN = ("reopenings/1", {"due_on": "2027-01-08", "reason": "又有"}, 13, A)
WISH = ("extensions/1", {"until": "2026-12-11", "reason": "采购"}, 3, ME)
STANDINGS: dict[str, list[Fact]] = {
    "draft": [("due_on", "2026-12-04", 1, A)],
    "discarded": [("due_on", "2026-12-04", 1, A), ("withdrawn", "不要了", 2, A)],
    "issued": BASE,
    "received": [*BASE, SIGNED],
    "asked for time": [*BASE, SIGNED, WISH],
    "granted": [*BASE, SIGNED, WISH, (by("grants/1/", A), OK, 4, A)],
    "refused": [*BASE, SIGNED, WISH, (by("grants/1/", A), NO, 4, A)],
    "granted by one, refused by another": [
        *BASE,
        WISH,
        (by("grants/1/", A), OK, 4, A),
        (by("grants/1/", B), NO, 5, B),
    ],
    "asked twice": [*BASE, WISH, (by("grants/1/", A), OK, 4, A), ("extensions/2", WISH[1], 5, ME)],
    "reported": [*BASE, SIGNED, FIRST],
    "reported and never received": [*BASE, FIRST],
    "passed": [*BASE, FIRST, GOOD],
    "failed": [*BASE, FIRST, BAD],
    "one passes, one fails": [*BASE, FIRST, GOOD, BAD],
    "reported anew": [*BASE, FIRST, BAD, SECOND],
    "passed at the second": [*BASE, FIRST, BAD, SECOND, (by("rechecks/2/", A), OK, 10, A)],
    "a recheck of a report that isn't there": [*BASE, SIGNED, (by("rechecks/3/", A), OK, 6, A)],
    "closed": [*BASE, FIRST, GOOD, SHUT],
    "closed, and a recheck that failed arrives": [*BASE, FIRST, GOOD, SHUT, BAD],
    "opened anew": [*BASE, FIRST, GOOD, SHUT, AGAIN],
    "opened anew and reported": [*BASE, FIRST, GOOD, SHUT, AGAIN, ("reports/2", orders.REPORT, 15, ME)],
    "closed again": [
        *BASE,
        FIRST,
        GOOD,
        SHUT,
        AGAIN,
        ("reports/2", orders.REPORT, 15, ME),
        (by("rechecks/2/", A), OK, 16, A),
        ("closings/2", "", 17, A),
    ],
    "withdrawn": [*BASE, SIGNED, ("withdrawn", "发错", 4, A)],
    "withdrawn once closed": [*BASE, FIRST, GOOD, SHUT, ("withdrawn", "发错", 20, A)],
    "a measure for its due day": [
        ("due_on", "2026-12-04", 1, A),
        ("due_on", "2026-12-09", 2, A),
        ("issued", True, 3, A),
    ],
}
DUES = ("2026-12-04", "2026-10-09", "2027-02-15", "2026-09-30")
DAYS = ("2026-09-25", "2026-09-30", "2026-10-09", "2026-11-30", "2026-12-01", "2026-12-04", "2026-12-07", "2027-02-15")
UP = {"title": "满意率", "op": "increase", "baseline": "84.5", "source": "stated"}
HELPS: dict[str, list[Fact]] = {
    "draft": [("indicators/a", UP, 1, A)],
    "begun": [("indicators/a", UP, 1, A), ("begun", True, 2, A)],
    "better": [
        ("indicators/a", UP, 1, A),
        ("begun", True, 2, A),
        ("readings/a/1", {"on": "2026-11-02", "value": "84.6"}, 3, A),
    ],
    "no better": [
        ("indicators/a", UP, 1, A),
        ("begun", True, 2, A),
        ("readings/a/1", {"on": "2026-11-02", "value": 90}, 3, A),
        ("readings/a/2", {"on": "2026-11-09", "value": "84.5"}, 4, A),
    ],
    "one of two": [
        ("indicators/a", UP, 1, A),
        ("indicators/b", {"title": "候诊", "op": "<=", "value": "15", "baseline": 22, "source": "stated"}, 1, A),
        ("begun", True, 2, A),
        ("readings/a/1", {"on": "2026-11-02", "value": "90"}, 3, A),
        ("readings/b/1", {"on": "2026-11-02", "value": "15.5"}, 3, A),
    ],
    "by a tenth": [
        ("indicators/a", {**UP, "value": "10", "relative": True}, 1, A),
        ("begun", True, 2, A),
        ("readings/a/1", {"on": "2026-11-02", "value": "92.95"}, 3, A),
    ],
    "two readings of one day": [
        ("indicators/a", UP, 1, A),
        ("begun", True, 2, A),
        ("readings/a/2", {"on": "2026-11-02", "value": "80"}, 5, A),
        ("readings/a/1", {"on": "2026-11-02", "value": "90"}, 6, A),
    ],
    "ended": [("indicators/a", UP, 1, A), ("begun", True, 2, A), ("closings/1", "", 9, A)],
    "begun anew": [
        ("indicators/a", UP, 1, A),
        ("begun", True, 2, A),
        ("closings/1", "", 9, A),
        ("reopenings/1", "又低", 10, A),
    ],
}


def calendar() -> list[Document]:
    """The library's working days of the two years."""
    return [
        Document(
            act.doc,
            act.kind,
            bytes(16),
            {path: Register(stamp(1), value, bytes(16), 0) for path, value in act.writes.items()},
        )
        for act in holidays(range(2026, 2028))
    ]


def at(day: str, number: int = 0) -> bytes:
    """A stamp of noon that day in Shanghai."""
    return ((day_start_ms(day) + DAY_MS // 2 + number) << 80 | 0x7 << 76 | 0b10 << 62 | 70_000).to_bytes(16, "big")


def _desk_orders() -> list[Document]:
    """Twelve orders: five units' worth of open, late, closed in time and not, some of them twice."""
    found: list[Document] = []
    rows: list[tuple[bytes, str, str, str, str, str | None, str | None, str]] = [
        (BAY, "住院楼", "无菌物品过期", "2026-11-02", "2026-11-06", "2026-11-05", "2026-11-09", ""),
        (BAY, "住院楼", "无菌物品 过期！", "2026-11-10", "2026-11-13", "2026-11-17", "2026-11-20", ""),
        (BAY, "住院楼", "交接缺项", "2026-11-16", "2026-11-27", None, None, ""),
        (BAY, "", "标识破损", "2026-10-12", "2026-10-16", "2026-10-14", "2026-10-15", ""),
        (BAY, "", "腕带", "2026-10-12", "2026-10-16", "2026-10-16", "2026-11-30", ""),
        (BAY, "", "冰箱温度", "2026-10-13", "2026-10-16", "2026-10-14", "2026-10-14", ""),
        (SURGERY, "门诊楼", "排队", "2026-11-16", "2026-11-20", None, None, "item-3"),
        (SURGERY, "门诊楼", "排队偏长", "2026-11-17", "2026-11-23", "2026-11-20", None, "item-3"),
        (SURGERY, "住院楼", "隔帘", "2026-11-19", "2026-12-25", None, None, ""),
        (WARD, "医技楼", "登记", "2026-11-20", "2026-11-21", None, None, ""),
        (WARD, "医技楼", "draft", "", "2026-11-21", None, None, ""),
        (WARD, "医技楼", "withdrawn", "2026-11-20", "2026-11-21", None, None, ""),
    ]
    for number, (unit, building, title, issued, due, report, close, part) in enumerate(rows):
        origin = {"kind": "words", "words": "检查", **({"part": part} if part else {})}
        held: dict[str, Register] = {}
        first = at(issued or "2026-11-01", number)
        for path, value in (
            ("unit", unit),
            ("building", building),
            ("title", title),
            ("origin", origin),
            ("due_on", due),
        ):
            held[path] = Register(first, value, who(A), 0)
        if issued:
            held["issued"] = Register(first, True, who(A), 0)
        if report:
            held["reports/1"] = Register(at(report, 20), orders.REPORT, who(ME), 0)
        if close:
            held[by("rechecks/1/", A)] = Register(at(close, 30), OK, who(A), 0)
            held["closings/1"] = Register(at(close, 40), "", who(A), 0)
        if title == "withdrawn":
            held["withdrawn"] = Register(at("2026-11-20", 50), "发错", who(A), 0)
        found.append(Document(id_of(1_000 + number), "order", who(A), held))
    return found


def order_vectors() -> dict[str, Any]:
    days = working_days(calendar(), bytes(16))
    documents, today = _desk_orders(), "2026-11-21"
    lines = [line for each in documents if (line := line_of(each, today, days)) is not None]
    standings = {why: order_standing(registers(facts)) for why, facts in STANDINGS.items()}
    return {
        "calendar": [_document(each) for each in calendar()],
        "standings": [
            {
                "why": why,
                "facts": _told(facts),
                "standing": _plain(standings[why]),
                "next": next_round(registers(facts)),
            }
            for why, facts in STANDINGS.items()
        ],
        "ladder": [
            {"due": due, "rungs": [[each.step, each.on] for each in rungs(due, MEASURES, days)]} for due in DUES
        ],
        "colours": [
            {
                "due": due,
                "today": day,
                "colour": colour(order_standing(registers([("due_on", due, 1, A), ("issued", True, 1, A)])), day, days),
                "left": days_left(due, day, days),
            }
            for due in DUES
            for day in DAYS
        ],
        "desk": [
            {
                "today": today,
                "orders": [_document(each) for each in documents],
                "lines": [_plain(each) for each in lines],
                "spots": [_plain(each) for each in spots(lines)],
                "cycles": cycles(lines),
                "median": median(lines),
                "repeated": [_plain(each) for each in repeated(lines)],
                "measured": [{"id": each.id, "n": each.n, "hits": each.hits} for each in measured(lines, [])],
            }
        ],
        "assistance": [
            {"why": why, "facts": _told(facts), "standing": _plain(assistance_standing(registers(facts)))}
            for why, facts in HELPS.items()
        ],
        "rights": [_rights()],
    }


def _rights() -> dict[str, Any]:
    """Who stands where to an order that the nurse has reported on and taken a colleague along for; the leader was taken
    along before he came into the office."""
    world = World()
    orders.received(world)
    orders.does(world, "nurse", {f"helpers/{uuid_text(PEOPLE['colleague'])}": True})
    orders.does(world, "supervisor", {f"checkers/{uuid_text(PEOPLE['inspector'])}": True})
    for along in (True, None):
        world.write(ServerAct(orders.ORDER, "order", {f"helpers/{uuid_text(PEOPLE['leader'])}": along}))
    orders.does(world, "nurse", {"reports/1": orders.REPORT})
    order = world.documents[orders.ORDER]
    roster = [document for document in world.documents.values() if document.kind in ROSTER_KINDS]
    return {
        "now": world.now_ms,
        "roster": [_document(document) for document in roster],
        "order": _document(order),
        "people": {
            name: {
                "id": id.hex(),
                "issues": order_rights.issues(id, order.value("institution"), world.roster),
                "answers": order_rights.answers(id, order, world.roster),
                "runs": order_rights.runs(id, order, world.roster),
                "looks": order_rights.looks_again(id, order, world.roster),
            }
            for name, id in PEOPLE.items()
        },
    }


def _document(document: Document) -> dict[str, Any]:
    held = [
        [path, tag(register.value), register.stamp.hex(), register.author.hex()]
        for path, register in document.registers.items()
    ]
    return {"id": document.id.hex(), "kind": document.kind, "registers": held}


def _told(facts: list[Fact]) -> list[list[Any]]:
    return [[path, tag(value), stamp(moment).hex(), who(author).hex()] for path, value, moment, author in facts]


def _plain(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}
