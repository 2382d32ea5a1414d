"""What goes along with an order: the number that the server gives it, the office's note, and the unit's draft.

Promises: numbers are given at the issue and never before, one after another within an institution and a year; a draft
takes none, and neither does anything that isn't issued, so no number tells of what isn't published. A deadline in
working days is counted by the calendar, here as on the phone.
"""

from __future__ import annotations

from typing import Any

from models import order_handover
from models import order_rights as rights
from models.deed import in_office
from models.document import SERVER, Act, Document, Library, Refusal, ServerAct, natural_id, uuid_text
from models.order_scopes import ended_in
from models.people import MISSING
from models.working_days import working_days


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What the server writes once an order is issued or handed over."""
    return (
        numbering(act, document, library) + order_handover.telling(act, document, library) + _ageing(document, library)
    )


def _ageing(order: Document, library: Library) -> list[ServerAct]:
    """Its note and its drafts age with an order, and come back with it."""
    note = library.document(natural_id(f"order_note/{uuid_text(order.id)}"))
    beside = [*([note] if note is not None else []), *library.documents_of("order_draft", order.id)]
    return [act for each in beside for act in _aged(each, order)]


def _aged(beside: Document, order: Document) -> list[ServerAct]:
    tail = ended_in(order) or None
    return [] if beside.value("ended") == tail else [ServerAct(beside.id, beside.kind, {"ended": tail})]


def beside(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """What is written beside an order that has ended already lies with it."""
    order = library.document(document.value("order"))
    return [] if order is None or act.author == SERVER else _aged(document, order)


def register_id(institution: bytes, year: str) -> bytes:
    return natural_id(f"order_register/{uuid_text(institution)}/{year}")


def numbering(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The number of an order that has just been issued; of one that has a number, nothing."""
    institution = document.value("institution")
    if document.value("issued") is not True or document.value("number") is not None:
        return []
    if not isinstance(institution, bytes):
        return []
    year = library.today[:4]
    id = register_id(institution, year)
    register = library.document(id)
    last = 0 if register is None else int(register.value("last", 0))
    names = {"institution": institution, "year": year} if register is None else {}
    given: dict[str, Any] = {"number": last + 1, "year": year, "issued_on": library.today}
    due_on = due_within(document, library)
    if due_on is not None and due_on != document.value("due_on"):
        given["due_on"] = due_on
    return [
        ServerAct(document.id, "order", given),
        ServerAct(id, "order_register", {**names, "last": last + 1}),
    ]


def due_within(document: Document, library: Library) -> str | None:
    """The due day of an order that gives so many working days, from the issue on, by the calendars that hold here.

    A phone says it by those it has, which may be old, and by the day on which it was offline: the server's day stands.
    """
    within, institution = document.value("within"), document.value("institution")
    if not isinstance(within, int) or not isinstance(institution, bytes):
        return None
    calendars = [*library.documents_of("work_calendar", MISSING), *library.documents_of("work_calendar", institution)]
    return working_days(calendars, institution).add(library.today, within)


def may_create_note(act: Act, library: Library) -> bool:
    order = _order(act, library)
    if order is None or order.value("institution") != act.writes.get("institution"):
        return False
    mine = order.value("issued") is True or order.value("issuer") == act.author
    return mine and in_office(act.author, order.value("institution"), library.roster)


def note_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    mine = in_office(act.author, document.value("institution"), library.roster)
    return None if mine else Refusal("forbidden", "order_office_only")


def may_create_draft(act: Act, library: Library) -> bool:
    """Who may report on an order drafts for himself, and so does who could: what he had begun isn't lost."""
    order = _order(act, library)
    if order is None or act.writes.get("person") != act.author or order.value("issued") is not True:
        return False
    had_it = act.author in order_handover.formers(order.registers)
    return had_it or rights.answers(act.author, order, library.roster)


def draft_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("person") == act.author else Refusal("forbidden", "not_yours")


def _order(act: Act, library: Library) -> Document | None:
    id = act.writes.get("order")
    found = library.document(id) if isinstance(id, bytes) and len(id) == 16 else None
    return found if found is not None and found.kind == "order" else None
