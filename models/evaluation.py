"""个人自评: one self-evaluation per person, form and day (protocol §12).

Promises: nobody evaluates himself in another's name, on a form that asks about others, or for a day that lies ahead
or before the first unit that he belonged to; any other day is taken, however late; once submitted, answers and note
stand, but for late work and the corrections that the form allows.
"""

from __future__ import annotations

from models.built_in_forms import ABOUT_OTHERS
from models.calendar import day_end_ms, is_day
from models.closing import closed_by_submission, touches_content
from models.document import Act, Document, Library, Refusal, after
from models.form import form_of, lacking, readable_form, wrong_answer


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    return writes.get("person") == act.author and library.roster.person(act.author) is not None


def outdated(act: Act, library: Library) -> Refusal | None:
    """A form version that this server doesn't have, or that this person may not read: one answer for both."""
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Heads and secretaries read what was submitted; only the person writes."""
    return None if document.value("person") == act.author else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    submission = document.registers.get("submitted")
    if submission is None or submission.value is not True or not touches_content(act):
        return None
    end_ms = day_end_ms(document.value("day"), library.roster.timezone_of(act.author))
    return closed_by_submission(act, document, form_of(document, act, library), end_ms)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    form = form_of(document, act, library)
    refusal = _never(act, library) if document is None else None
    if refusal is not None:
        return refusal
    if form is None:
        return Refusal("invalid", "unknown_form", "form")
    refusal = wrong_answer(form, act)
    if refusal is not None:
        return refusal
    closing = "submitted" in act.writes
    if (closing or touches_content(act)) and after(act, document, "submitted") is True:
        return lacking(form, act, document, library)
    return None


def _never(act: Act, library: Library) -> Refusal | None:
    """A day or a form of which no self-evaluation can be made, today or ever."""
    day, form = act.writes.get("day"), act.writes.get("form")
    if isinstance(day, str) and is_day(day):
        if day > library.today:
            return Refusal("invalid", "day_ahead", "day", {"today": library.today})
        person = library.roster.person(act.author)
        first = min((stay.begin for stay in person.memberships), default=day) if person is not None else day
        if day < first:
            return Refusal("invalid", "day_before", "day", {"first": first})
    if isinstance(form, str) and form.partition("@")[0] in ABOUT_OTHERS:
        return Refusal("invalid", "form_about_others", "form")
    return None
