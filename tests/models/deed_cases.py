"""Cases of pledges, tasks, records and attendance; `tests/models/make.py` writes them to deeds.json.

A fact is its path, its value, a moment and who stated it, both as small numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from models.activity import runs
from models.attendance_standing import attendance, code_at
from models.contracted_task import may_assign
from models.document import Document, Register, uuid_text
from models.pledge import may_publish, may_review
from models.pledge_standing import pledge_standing
from models.record import may_confirm
from models.record_count import error_free, read_record, tallies
from models.roster import ROSTER_KINDS
from models.task_standing import task_standing
from tests.models import deeds
from tests.models.deeds import ACCEPT, KEPT, NOTE, RETURN
from tests.models.world import PEOPLE, World, id_of
from tests.vectors.tagged import tag

Fact = tuple[str, Any, int, int]
ME, A, B = 1, 2, 3


def who(number: int) -> bytes:
    return id_of(800 + number)


def by(prefix: str, number: int) -> str:
    return prefix + uuid_text(who(number))


def stamp(moment: int) -> bytes:
    return id_of(10_000 + moment)


def registers(facts: list[Fact]) -> dict[str, Register]:
    """What the facts leave, whatever their order: the latest of each path."""
    held: dict[str, Register] = {}
    for path, value, moment, author in facts:
        if path not in held or held[path].stamp < stamp(moment):
            held[path] = Register(stamp(moment), value, who(author), 0)
    return held


DISPLAY = {"on": "2026-11-05", "places": ["门诊公示栏", "办公桌台签"]}
IN, IN_2 = ("handed_in/1", True, 2, ME), ("handed_in/2", True, 5, ME)
OK_A, NO_A, NO_B = (
    (by("reviews/1/", A), ACCEPT, 3, A),
    (by("reviews/1/", A), RETURN, 3, A),
    (by("reviews/1/", B), RETURN, 4, B),
)
OUT = (by("published/", A), DISPLAY, 6, A)
DONE, SAID = ("fulfilments/1", NOTE, 7, ME), ("reported", True, 8, ME)
MOSTLY, NOT = {"grade": "mostly"}, {"grade": "not", "reason": "未做到", "excuse": "accepted"}
PLEDGES: dict[str, list[Fact]] = {
    "nothing yet": [],
    "handed in": [IN],
    "accepted": [IN, OK_A],
    "sent back": [IN, NO_A],
    "handed in anew": [IN, NO_A, IN_2],
    "one accepts, one sends back": [IN, OK_A, NO_B],
    "a review of a round that is none": [("reviews/7/" + uuid_text(who(A)), ACCEPT, 3, A)],
    "a round that is no number": [("handed_in/one", True, 2, ME), ("handed_in/01", True, 2, ME)],
    "on display": [IN, OK_A, OUT],
    "on display without acceptance": [IN, OUT],
    "on display in two places": [IN, OK_A, OUT, (by("published/", B), DISPLAY, 9, B)],
    "sent back by another when it hung there already": [IN, OK_A, OUT, (by("reviews/1/", B), RETURN, 9, B)],
    "handed in anew when it hung there already": [IN, OK_A, OUT, ("handed_in/2", True, 9, ME)],
    "reported": [IN, OK_A, OUT, DONE, SAID],
    "kept": [IN, OK_A, OUT, DONE, SAID, (by("grades/", A), KEPT, 9, A)],
    "graded without a report": [IN, OK_A, OUT, (by("grades/", A), MOSTLY, 9, A)],
    "two grades": [IN, OK_A, OUT, (by("grades/", A), KEPT, 9, A), (by("grades/", B), MOSTLY, 10, B)],
    "an excuse accepted": [IN, OK_A, OUT, ("excuse", "设备停机", 7, ME), (by("grades/", A), NOT, 9, A)],
    "an excuse that nobody gave": [IN, OK_A, OUT, (by("grades/", A), NOT, 9, A)],
    "an excuse after the grade": [IN, OK_A, OUT, (by("grades/", A), NOT, 9, A), ("excuse", "停机", 10, ME)],
    "an excuse of which two think otherwise": [
        IN,
        OK_A,
        OUT,
        ("excuse", "停机", 7, ME),
        (by("grades/", A), NOT, 9, A),
        (by("grades/", B), {"grade": "not", "excuse": "returned"}, 10, B),
    ],
    "a note after the grade": [IN, OK_A, OUT, (by("grades/", A), KEPT, 9, A), ("fulfilments/2", NOTE, 12, ME)],
    "a grade before it hung there": [IN, OK_A, OUT, (by("grades/", A), KEPT, 5, A)],
    "withdrawn": [IN, ("withdrawn", True, 3, ME)],
    "withdrawn before it hung there": [IN, OK_A, ("withdrawn", True, 5, ME), OUT],
    "withdrawn too late": [IN, OK_A, OUT, ("withdrawn", True, 7, ME)],
    "a grade that was removed": [IN, OK_A, OUT, (by("grades/", A), None, 9, A)],
}
GIVEN, TAKEN = ("assigned", True, 1, A), (by("answers/", ME), ACCEPT, 2, ME)
HALF, REPORT = ("progress/1", {**NOTE, "percent": 50}, 3, ME), ("reports/1", NOTE, 4, ME)
PASSED = (by("checks/1/", A), ACCEPT, 5, A)
TASKS: dict[str, list[Fact]] = {
    "draft": [],
    "assigned": [GIVEN],
    "declined": [GIVEN, (by("answers/", ME), RETURN, 2, ME)],
    "taken": [GIVEN, TAKEN],
    "half done": [GIVEN, TAKEN, HALF],
    "progress told twice": [GIVEN, TAKEN, HALF, ("progress/0", {**NOTE, "percent": 70}, 4, ME)],
    "reported": [GIVEN, TAKEN, HALF, REPORT],
    "sent back": [GIVEN, TAKEN, REPORT, (by("checks/1/", A), RETURN, 5, A)],
    "reported anew": [GIVEN, TAKEN, REPORT, (by("checks/1/", A), RETURN, 5, A), ("reports/2", NOTE, 6, ME)],
    "done": [GIVEN, TAKEN, REPORT, PASSED],
    "cancelled": [GIVEN, TAKEN, ("cancelled", "不再需要", 3, A)],
    "cancelled before it was checked": [GIVEN, TAKEN, REPORT, ("cancelled", "不再需要", 4, A), PASSED],
    "cancelled when it was done": [GIVEN, TAKEN, REPORT, PASSED, ("cancelled", "不再需要", 9, A)],
    "progress when it was done": [GIVEN, TAKEN, REPORT, PASSED, ("progress/2", NOTE, 9, ME)],
}
TICK = {mark: {"mark": mark} for mark in ("present", "absent", "excused")}
ATTENDANCES: dict[str, list[Fact]] = {
    "nothing": [],
    "signed in": [("signed_in", {"code": "123456", "at": 1}, 1, ME)],
    "asked for leave": [("excuse", "值班", 1, ME)],
    "ticked": [(by("marks/", A), TICK["present"], 2, A)],
    "two ticks, the organiser's counts": [
        (by("marks/", A), TICK["present"], 2, A),
        (by("marks/", B), TICK["absent"], 3, B),
    ],
    "two ticks of others, the later counts": [
        (by("marks/", B), TICK["present"], 2, B),
        (by("marks/", ME), TICK["excused"], 3, ME),
    ],
    "leave asked for and granted": [("excuse", "值班", 1, ME), (by("marks/", A), TICK["excused"], 2, A)],
}
ENTERED, CONFIRMED = ("handed_in/1", True, 1, ME), (by("reviews/1/", A), ACCEPT, 2, A)
RECORDS: list[tuple[str, str, dict[str, Any], list[Fact]]] = [
    ("2026-10-08", "study", {"hours": "1.5"}, [ENTERED, CONFIRMED]),
    ("2026-10-12", "study", {"hours": 2}, [ENTERED, CONFIRMED]),
    ("2026-10-30", "study", {}, [ENTERED, CONFIRMED]),
    ("2026-11-01", "study", {"hours": "0.5"}, [ENTERED]),
    ("2026-11-02", "volunteer", {"hours": "3"}, [ENTERED, CONFIRMED]),
    ("2026-11-03", "volunteer", {"hours": "8"}, [ENTERED, CONFIRMED, ("withdrawn", True, 3, ME)]),
    ("2026-11-03", "good_deed", {}, [ENTERED, (by("reviews/1/", A), RETURN, 2, A)]),
    ("2026-09-01", "error_free", {"amount": "900000.50"}, [ENTERED, CONFIRMED]),
    ("2026-09-20", "error_free", {"error": True}, [ENTERED]),
    ("2026-10-01", "error_free", {"amount": "640000.25"}, [ENTERED, CONFIRMED]),
    ("2026-11-01", "error_free", {"amount": 500000}, [ENTERED, CONFIRMED]),
    ("2026-11-15", "error_free", {"amount": "99999.99"}, [ENTERED]),
]
CAPS: list[dict[str, int] | None] = [None, {"study": 2, "volunteer": 0}]
COUNTERS: list[tuple[int, list[int]]] = [(12, [1_000_000, 10_000_000]), (12, [1000, 2000]), (9, [1_000_000]), (7, [5])]
MOMENTS = [0, 29_999, 30_000, 1_795_233_600_000]


def record_document(number: int) -> Document:
    day, type, given, facts = RECORDS[number]
    held = registers([*facts, ("day", day, 0, ME), ("type", type, 0, ME), ("person", who(ME), 0, ME)])
    held |= registers([(path, value, 0, ME) for path, value in given.items()])
    return Document(id_of(900 + number), "record_entry", who(ME), held)


def deed_vectors() -> dict[str, Any]:
    documents = [record_document(number) for number in range(len(RECORDS))]
    records = [read_record(document) for document in documents]
    return {
        "pledges": [_standing(why, facts, pledge_standing(registers(facts))) for why, facts in PLEDGES.items()],
        "tasks": [_standing(why, facts, task_standing(registers(facts))) for why, facts in TASKS.items()],
        "attendances": [
            {"why": why, "facts": _told(facts), "organiser": who(A).hex(), "is": attendance(registers(facts), who(A))}
            for why, facts in ATTENDANCES.items()
        ],
        "records": [
            {"id": document.id.hex(), "registers": _held(document), "state": record.state}
            for document, record in zip(documents, records, strict=True)
        ],
        "tallies": [{"caps": caps, "months": _months(tallies(records, caps))} for caps in CAPS],
        "error_free": [
            {"of": count, "thresholds": steps, "counter": _plain(error_free(records[:count], steps))}
            for count, steps in COUNTERS
        ],
        "rights": [_rights()],
        "codes": [{"key": id_of(9).hex(), "ms": ms, "code": code_at(id_of(9), ms)} for ms in MOMENTS],
    }


RIGHTS = ("review", "publish", "confirm", "run", "assign")


def _rights() -> dict[str, Any]:
    """Who may do what with the nurse's pledge and record, her ward's activity, and a task for her."""
    world = World()
    for prepare in (deeds.handed_in, deeds.entered, deeds.announced):
        prepare(world)
    pledge, record, activity = (world.documents[id] for id in (deeds.PLEDGE, deeds.RECORD, deeds.ACTIVITY))
    roster = [document for document in world.documents.values() if document.kind in ROSTER_KINDS]
    may: dict[str, Callable[[bytes], bool]] = {
        "review": lambda who: may_review(who, pledge, world.roster),
        "publish": lambda who: may_publish(who, pledge, world.roster),
        "confirm": lambda who: may_confirm(who, record, world.roster),
        "run": lambda who: runs(who, activity, world.roster),
        "assign": lambda who: who != PEOPLE["nurse"] and may_assign(who, PEOPLE["nurse"], world.roster),
    }
    return {
        "now": world.now_ms,
        "roster": [_document(document) for document in roster],
        "deeds": {document.kind: _document(document) for document in (pledge, record, activity)},
        "nurse": PEOPLE["nurse"].hex(),
        "people": {who: {"id": id.hex(), **{what: may[what](id) for what in RIGHTS}} for who, id in PEOPLE.items()},
    }


def _document(document: Document) -> dict[str, Any]:
    return {"id": document.id.hex(), "kind": document.kind, "registers": _held(document)}


def _told(facts: list[Fact]) -> list[list[Any]]:
    return [[path, tag(value), stamp(moment).hex(), who(author).hex()] for path, value, moment, author in facts]


def _held(document: Document) -> list[list[Any]]:
    return [
        [path, tag(register.value), register.stamp.hex(), register.author.hex()]
        for path, register in document.registers.items()
    ]


def _standing(why: str, facts: list[Fact], standing: Any) -> dict[str, Any]:
    return {"why": why, "facts": _told(facts), "standing": _plain(standing)}


def _plain(struct: Any) -> dict[str, Any]:
    """A struct's fields; decimals as text, without zeros that say nothing."""
    fields = {name: getattr(struct, name) for name in struct.__struct_fields__}
    return {name: _text(value) if isinstance(value, Decimal) else value for name, value in fields.items()}


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _months(months: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {month: {type: _plain(tally) for type, tally in types.items()} for month, types in months.items()}
