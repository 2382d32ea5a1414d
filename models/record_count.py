"""What records add up to: counts by month and type, capped as the programme says, and error-free counters.

Promises: pure and exact, and the same in TypeScript for every case of `tests/vectors/deeds.json`; any order of the
records gives the same; what was withdrawn or sent back counts nowhere, what waits is counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from models.deed import Registers, stamp_of, verdict
from models.document import Document
from models.value_type import as_decimal

ERROR_FREE_THRESHOLDS = (1_000_000, 10_000_000, 100_000_000)
"""百万元、千万元、亿元无差错, where a programme names no others."""


class Record(Struct, frozen=True):
    """台账条目: one record as it stands; `state` is waiting, returned, confirmed or withdrawn."""

    id: bytes
    person: bytes
    day: str
    type: str
    state: str
    hours: Decimal
    amount: Decimal
    error: bool


class Tally(Struct, frozen=True):
    """计数: what was done of one type in one month; `counted` is `number` within the programme's cap."""

    number: int
    counted: int
    hours: Decimal
    waiting: int


class ErrorFree(Struct, frozen=True):
    """无差错计数: what was taken since the last error; `reached` is 0 below the first threshold, `next` 0 above all."""

    amount: Decimal
    waiting: Decimal
    since: str
    reached: int
    next: int


def record_state(registers: Registers) -> str:
    if stamp_of(registers, "withdrawn") is not None:
        return "withdrawn"
    state = verdict(registers).state
    return {"accepted": "confirmed", "draft": "waiting"}.get(state, state)


def read_record(document: Document) -> Record:
    return Record(
        document.id,
        document.value("person", b""),
        document.value("day", ""),
        document.value("type", "other"),
        record_state(document.registers),
        as_decimal(document.value("hours")) or Decimal(0),
        as_decimal(document.value("amount")) or Decimal(0),
        document.value("error") is True,
    )


def tallies(records: Iterable[Record], caps: Mapping[str, int] | None = None) -> dict[str, dict[str, Tally]]:
    """One person's records by month (`2026-11`) and type; `caps` is how many of a type a month counts at most."""
    gathered: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record.state in ("confirmed", "waiting"):
            gathered.setdefault((record.day[:7], record.type), []).append(record)
    months: dict[str, dict[str, Tally]] = {}
    for (month, type), found in sorted(gathered.items()):
        sure = [record for record in found if record.state == "confirmed"]
        cap = (caps or {}).get(type)
        counted = len(sure) if cap is None else min(cap, len(sure))
        hours = sum((record.hours for record in sure), Decimal(0))
        months.setdefault(month, {})[type] = Tally(len(sure), counted, hours, len(found) - len(sure))
    return months


CARRIERS = {"study": "study", "contest": "contest", "service": "volunteer"}
"""To which type of record a programme's carrier belongs."""


def caps_of(carriers: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many records of a type a month counts at most: the strictest of the carriers that say so."""
    caps: dict[str, int] = {}
    for carrier in carriers:
        type, cap = CARRIERS.get(str(carrier.get("type"))), carrier.get("monthly_cap")
        if type is not None and isinstance(cap, int):
            caps[type] = min(cap, caps.get(type, cap))
    return caps


def counted(documents: Iterable[Document], caps: Mapping[str, int]) -> dict[str, int]:
    """How many of one person's records count, within the caps: by type, by element, and as `all`."""
    of: dict[str, list[Record]] = {}
    for document in documents:
        record, element = read_record(document), document.value("element")
        for name in {record.type, "all", *([element] if isinstance(element, str) else [])}:
            of.setdefault(name, []).append(record)
    return {
        name: sum(tally.counted for types in tallies(records, caps).values() for tally in types.values())
        for name, records in of.items()
    }


def error_free(records: Iterable[Record], thresholds: Iterable[int] = ERROR_FREE_THRESHOLDS) -> ErrorFree:
    """One person's counter: each amount adds, an error (confirmed or not) sets it back to nothing that day."""
    counting = sorted(
        (each for each in records if each.type == "error_free" and each.state in ("confirmed", "waiting")),
        key=lambda each: (each.day, each.id),
    )
    amount, waiting, since = Decimal(0), Decimal(0), ""
    for record in counting:
        if record.error:
            amount, waiting, since = Decimal(0), Decimal(0), record.day
        elif record.state == "confirmed":
            amount += record.amount
        else:
            waiting += record.amount
    steps = sorted(thresholds)
    reached = max((step for step in steps if amount >= step), default=0)
    return ErrorFree(amount, waiting, since, reached, min((step for step in steps if amount < step), default=0))
