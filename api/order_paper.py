"""限期整改通知书 on paper: one order as a PDF in the official layout, with what came of it and the ledger's head.

Promises: only who holds the order gets it; every text is set as it stands and never run as markup; the Chinese glyphs
are embedded (`docs/decisions/pdf.md`). The head of the chain of the office's scope, with its number, lets anybody hold
the paper against the log.
"""

from __future__ import annotations

from typing import Any

from api.database import Txn
from api.order_reading import STATE_WORDS, days_of, number_words, office_chain, origin_words
from api.roster_cache import roster_of
from api.shelf import read_documents
from api.typesetting import typeset
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import id_at, under
from models.document import Document, stamp_ms
from models.order_standing import granted, numbers, order_standing
from models.people import MISSING
from models.roster import Roster
from models.scopes import holds, scopes_of

_RULED = {"accepted": "合格", "returned": "不合格"}
_GRANTED = {"accepted": "同意", "returned": "不同意", "": "待答复"}


def gather(txn: Txn, order: bytes, reader: bytes, now_ms: int) -> dict[str, Any] | None:
    """What the paper says; None where there is no such order for the reader, or it isn't issued."""
    roster = roster_of(txn, now_ms)
    found = next(iter(read_documents(txn, [order])), None)
    if found is None or found.kind != "order" or found.value("issued") is not True:
        return None
    if not holds(reader, scopes_of(found, roster), roster):
        return None
    institution = id_at(found, "institution") or MISSING
    place = roster.institutions.get(institution)
    zone = DEFAULT_ZONE if place is None else place.timezone
    seq, chain = office_chain(txn, institution)
    standing = order_standing(found.registers)
    known = days_of(txn, institution).known(standing.due_on) if standing.due_on else True
    unit = roster.units.get(id_at(found, "unit") or MISSING)
    within = found.value("within")
    return {
        "institution": "" if place is None else place.name,
        "title": "限期整改通知书",
        "number": number_words(found),
        "unit": "" if unit is None else unit.name,
        "matter": str(found.value("matter") or ""),
        "measure": str(found.value("measure") or ""),
        "subject": str(found.value("title") or ""),
        "origin": origin_words(found),
        "where": " ".join(str(found.value(path) or "") for path in ("building", "spot")).strip(),
        "within": "" if within is None else f"{within} 个工作日内",
        "due": chinese_day(str(found.value("due_on") or "")),
        "known": known,
        "responsible": _name(roster, id_at(found, "responsible")),
        "leader": _name(roster, id_at(found, "leader")),
        "concerns": "、".join(_named_in(found, roster)),
        "date": chinese_day(str(found.value("issued_on") or found.value("day") or "")),
        "state": STATE_WORDS.get(standing.state, "已撤销"),
        "now_due": chinese_day(standing.due_on),
        "facts": _facts(found, roster, zone),
        "printed": f"打印于 {local_day(now_ms, zone)}",
        "chain": f"账本链首 #{seq} {chain}",
    }


def render(data: dict[str, Any]) -> bytes:
    """The PDF."""
    return typeset("order_paper", data)


def chinese_day(day: str) -> str:
    """2026-11-05 → 2026年11月5日."""
    year, _, rest = day.partition("-")
    month, _, date = rest.partition("-")
    return f"{year}年{int(month)}月{int(date)}日" if month and date else ""


def _name(roster: Roster, person: bytes | None) -> str:
    found = None if person is None else roster.person(person)
    return "" if found is None else found.name


def _named_in(order: Document, roster: Roster) -> list[str]:
    paths = under(order.registers, "concerns/")
    return [_name(roster, bytes.fromhex(path[len("concerns/") :].replace("-", ""))) for path in paths]


def _facts(order: Document, roster: Roster, zone: str) -> list[list[str]]:
    """When, what, by whom, and the words: every fact in the order of its time."""
    rows: list[tuple[bytes, list[str]]] = []

    def add(path: str, what: str, words: str = "") -> None:
        register = order.registers[path]
        day = local_day(stamp_ms(register.stamp), zone)
        rows.append((register.stamp, [day, what, _name(roster, register.author) or "系统", words]))

    add("issued", "发出")
    for path in under(order.registers, "receipts/"):
        add(path, "签收")
    for number in numbers(order.registers, "extensions/"):
        asked = order.value(f"extensions/{number}")
        words = f"{asked['reason']}（至{chinese_day(asked['until'])}，{_GRANTED[granted(order.registers, number)]}）"
        add(f"extensions/{number}", "申请延期", words)
    for path in under(order.registers, "reports/"):
        add(path, "整改报告", str(order.value(path)["text"]))
    for path in under(order.registers, "rechecks/"):
        said = order.value(path)
        add(path, f"复查{_RULED[said['ruling']]}", str(said.get("reason") or ""))
    for path in under(order.registers, "steps/"):
        add(path, str(order.value(path)["title"]))
    for path in under(order.registers, "closings/"):
        add(path, "销号", str(order.value(path) or ""))
    for path in under(order.registers, "reopenings/"):
        add(path, "重新打开", str(order.value(path)["reason"]))
    if order.value("withdrawn") is not None:
        add("withdrawn", "撤销", str(order.value("withdrawn")))
    return [row for _, row in sorted(rows)]
