"""评价码批次: one-time codes that are printed for a ward, a kiosk or a poster: who makes them, and when they count.

Promises: a batch counts from when somebody of the office or of the unit has typed the number that is printed on its
sheets, so a box that was stolen before that is worthless, until the end of the day that is printed there too; stopped,
it stays stopped. What is counted as satisfied is nobody's choice (`models.rating_formula`), and is settled when the
batch is made.
"""

from __future__ import annotations

from typing import Any

from models.calendar import add_days
from models.deed import in_office, leads, programme_wrong
from models.document import Act, Document, Library, Refusal, ServerAct, after
from models.form import form_document, readable_form
from models.rating_formula import formula_of, is_formula

NUMBER_DIGITS = 6
VALID_DAYS, VALID_DAYS_MAX = 90, 366
"""So long one-time codes are good where nobody has said otherwise, and at most."""


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    return (
        writes.get("by") == act.author
        and isinstance(writes.get("unit"), bytes)
        and isinstance(writes.get("means"), str)
        and in_office(act.author, writes.get("institution"), library.roster)
    )


def outdated(act: Act, library: Library) -> Refusal | None:
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster, unit = library.roster, document.value("unit")
    if in_office(act.author, document.value("institution"), roster):
        return None
    if set(act.writes) <= {"activated"} and isinstance(unit, bytes) and leads(act.author, unit, roster):
        return None
    return Refusal("forbidden", "rating_office_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    active = document.registers.get("activated")
    if "activated" in act.writes and active is not None and active.author != act.author:
        return Refusal("closed", "batch_active", "activated")  # else nobody knew who had a hand in it
    if "activated" in act.writes and active is None and is_over(document, library.today):
        return Refusal("closed", "batch_over", "activated", {"day": document.value("until")})
    if document.value("stopped") is None:
        return None
    same = all(document.value(path) == value for path, value in act.writes.items())
    return None if same else Refusal("closed", "batch_stopped")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return _made_wrong(act, library) or _until_wrong(act, library)
    if "until" in act.writes and document.value("until") is None and (wrong := _until_wrong(act, library)):
        return wrong
    if "stopped" in act.writes and not (act.writes["stopped"] or "").strip():
        return Refusal("invalid", "reason_missing", "stopped")
    if "activated" in act.writes and act.writes["activated"] != document.value("number"):
        return Refusal("invalid", "batch_number_wrong", "activated")
    return None


def _made_wrong(act: Act, library: Library) -> Refusal | None:
    writes = act.writes
    if library.roster.institution_of_place(writes["unit"]) != writes["institution"]:
        return Refusal("invalid", "unknown_unit", "unit")
    if "activated" in writes or "stopped" in writes:
        return Refusal("invalid", "batch_number_wrong", "activated")
    for path in ("form", "measure"):
        if after(act, None, path) is None:
            return Refusal("invalid", "batch_incomplete", path)
    if writes["means"] == "label" and writes.get("labels") is None:
        return Refusal("invalid", "batch_incomplete", "labels")
    return programme_wrong(act, library) or _measure_wrong(act, library)


def _measure_wrong(act: Act, library: Library) -> Refusal | None:
    """Nobody prints himself a better rate, nor a worse one."""
    form, programme = form_document(act.writes["form"], library), act.writes.get("programme")
    wanted = None
    if form is not None:
        wanted = formula_of(form, None if programme is None else library.document(programme))
    return None if is_formula(act.writes["measure"], wanted) else Refusal("invalid", "measure_programmes", "measure")


def _until_wrong(act: Act, library: Library) -> Refusal | None:
    until, last = act.writes.get("until"), add_days(library.today, VALID_DAYS_MAX)
    if until is None or library.today <= until <= last:
        return None
    return Refusal("invalid", "batch_until", "until", {"last": last})


def numbering(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The number that is printed on the sheets, which nobody can work out, and the day until which one-time codes are
    good where nobody said; and a form that is asked on stands still."""
    if document.value("number") is not None or not isinstance(document.value("form"), str):
        return []
    writes: dict[str, Any] = {"number": number_of(library.secret_for(document.id))}
    if document.value("means") == "label" and document.value("until") is None:
        writes["until"] = add_days(library.today, VALID_DAYS)
    acts = [ServerAct(document.id, "rating_batch", writes)]
    form = form_document(document.value("form"), library)
    if form is not None and form.value("used") is not True:
        acts.append(ServerAct(form.id, "form", {"used": True}))
    return acts


def number_of(secret: bytes) -> str:
    """Six digits of a batch's secret."""
    return f"{int.from_bytes(secret[:8], 'big') % 10**NUMBER_DIGITS:0{NUMBER_DIGITS}}"


def is_open(document: Document) -> bool:
    """Whether its codes count now."""
    return document.value("activated") is not None and document.value("stopped") is None


def is_over(document: Document, day: str) -> bool:
    """Whether the last day of its codes has passed; a kiosk and a poster may have none."""
    until = document.value("until")
    return isinstance(until, str) and day > until
