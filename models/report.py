"""上报材料 and 简报: what a house reports upward: drafted, checked by a second person, sent, and then filed as it is.

Promises: every word of it was checked by somebody who didn't write it, and what was changed after the check is checked
again; what was sent stands, and is put right by a new one that says why; numbers are given at the sending, without a
gap within a house and a year.
"""

from __future__ import annotations

from typing import Any, cast

from models.deed import in_office, signed
from models.document import (
    Act,
    Document,
    Library,
    Refusal,
    Register,
    ServerAct,
    after,
    is_id,
    natural_id,
    standing,
    uuid_text,
)
from models.report_due import due_for, turnout_id, turnout_writes

MONTH, YEAR = 7, 4
_PERIODS = {"monthly": MONTH, "yearly": YEAR}
_CONTENT = ("title", "reason", "text", "type", "unit", "who", "sections/", "figures/", "targets/", "photos/")
CHECKS = "checks/"


def may_create(act: Act, library: Library) -> bool:
    institution = act.writes.get("institution")
    own = is_id(institution) and library.roster.institution_of(act.author) == institution
    return own and in_office(act.author, institution, library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster, institution = library.roster, document.value("institution")
    if roster.institution_of(act.author) != institution or not in_office(act.author, institution, roster):
        return Refusal("forbidden", "report_office_only")
    for path in act.writes:
        if path.startswith(CHECKS):
            if not signed(path, act.author):
                return Refusal("forbidden", "own_name_only", path)
            content = _content(document)
            if all(each.author == act.author for each in content) and (content or document.creator == act.author):
                return Refusal("forbidden", "report_second_person", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("sent") is not True:
        return None
    path = next((path for path, value in act.writes.items() if document.value(path) != value), None)
    return None if path is None else Refusal("closed", "report_filed", path)


def checked(act: Act | None, document: Document) -> bool:
    """Whether every part as it stands now was taken, after it was written and had arrived, by somebody who didn't write
    it; and nobody has sent it back since."""
    found = {path: each for path, each in document.registers.items() if path.startswith(CHECKS)}
    if act is not None:  # checked and sent in one breath
        said = ((path, value) for path, value in act.writes.items() if path.startswith(CHECKS))
        found |= {path: Register(act.stamp, value, act.author, act.received_ms) for path, value in said}
    checks = [each for each in found.values() if each.value]
    latest = max(checks, key=lambda each: each.stamp, default=None)
    if latest is None or latest.value["ruling"] != "accepted" or not (content := _content(document)):
        return False
    taken = [each for each in checks if each.value["ruling"] == "accepted"]
    late = act is not None and any(path.startswith(_CONTENT) for path in act.writes)
    return not late and all(any(_covers(check, part) for check in taken) for part in content)


def _content(document: Document) -> list[Register]:
    return [each for path, each in document.registers.items() if path.startswith(_CONTENT)]


def _covers(check: Register, part: Register) -> bool:
    """Whoever checked had it before them: a stamp of before the check says nothing of what arrived after it."""
    return check.author != part.author and part.stamp < check.stamp and part.received_ms <= check.received_ms


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    refusal = _period_wrong(act, library) or _earlier_wrong(act, document, library)
    if refusal is not None or "sent" not in act.writes or (document is not None and document.value("sent") is True):
        return refusal
    for path in ("title",) if act.kind == "report" else ("title", "text", "type"):
        if not (after(act, document, path) or "").strip():
            return Refusal("invalid", "report_incomplete", path)
    if act.kind == "report" and not standing(act, document, "sections/"):
        return Refusal("invalid", "report_incomplete", "sections")
    corrects = after(act, document, "corrects") is not None or (after(act, document, "edition") or "1") != "1"
    if corrects and not (after(act, document, "reason") or "").strip():
        return Refusal("invalid", "reason_missing", "reason")
    if document is None or not checked(act, document):
        return Refusal("invalid", "report_unchecked", "sent")
    return None


def _period_wrong(act: Act, library: Library) -> Refusal | None:
    period, type = act.writes.get("period"), act.writes.get("type")
    if act.kind == "report" and period is not None:
        if len(period) != _PERIODS.get(str(type)):
            return Refusal("invalid", "bad_period", "period")
        if period > library.today[: len(period)]:
            return Refusal("invalid", "period_ahead", "period")
    day = act.writes.get("day")
    if act.kind == "brief" and day is not None and day > library.today:
        return Refusal("invalid", "day_ahead", "day", {"today": library.today})
    return None


def _earlier_wrong(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """What puts right names something of the same house that was sent."""
    institution = after(act, document, "institution")
    edition = act.writes.get("edition")
    if act.kind == "report" and edition is not None and edition != "1":
        type, period = (str(after(act, document, path)) for path in ("type", "period"))
        names = (uuid_text(institution), type, period, str(int(edition) - 1))
        found = library.document(natural_id("/".join(("report", *names))))
        if found is None or found.value("sent") is not True:
            return Refusal("invalid", "report_unknown", "edition")
    earlier = act.writes.get("corrects")
    if earlier is not None:
        found = library.document(earlier)
        good = found is not None and found.kind == "brief" and found.value("sent") is True
        if not good or found is None or found.value("institution") != institution:
            return Refusal("invalid", "report_unknown", "corrects")
    return None


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What the sending gives: sender, number and day; and a report's place among those that the office above awaits."""
    institution = document.value("institution")
    if document.value("sent") is not True or document.value("number") is not None:
        return []
    today, year = library.today, library.today[:4]
    series = str(document.value("type")) if document.kind == "report" else "brief"
    id = natural_id(f"report_register/{uuid_text(institution)}/{series}/{year}")
    register = library.document(id)
    number = 1 + (0 if register is None else cast("int", register.value("last", 0)))
    names: dict[str, Any] = {} if register is not None else {"institution": institution, "series": series, "year": year}
    house = library.roster.institutions.get(institution)
    given: dict[str, Any] = {"number": number, "year": year, "sent_on": today}
    if house is not None:
        given["sender"] = house.name
    acts = [ServerAct(id, "report_register", {**names, "last": number})]
    if document.kind == "report":
        type, period = document.value("type"), document.value("period")
        given["due_on"] = due_for(institution, type, period, library)
        above = library.roster.institutions_above(institution)[1:2]
        if above and document.value("edition") == "1":
            writes = turnout_writes(above[0], institution, type, period, library=library)
            sent = {**writes, f"sent/{uuid_text(institution)}": today}
            acts.append(ServerAct(turnout_id(above[0], type, period), "report_turnout", sent))
    return [ServerAct(document.id, document.kind, given), *acts]
