"""Forms: their questions, what a filled-in one still lacks, and what may be written to the form itself.

Promises: a form never changes once it has been used, so that what was filled in keeps its meaning. A form made by the
server belongs to the library, which everybody reads; one made by an administrator to that person's institution.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from msgspec import Struct

from models.calendar import HOUR_MS, local_day
from models.condition import evaluate, work_out
from models.document import SERVER, Act, Document, Library, Refusal, after, natural_id, standing
from models.item import Item, check_answer, check_item, is_blank, read_item
from models.scope_names import named
from models.scopes import holds, scopes_of
from models.values import is_form_name

GRACE_HOURS = 72
"""How long late work is taken where the form says nothing (protocol §5)."""
ITEMS_MAX = 200

_ANSWERS = "answers/"
_QUOTED = re.compile(r"\$\{[A-Za-z0-9_.-]{1,64}\}")
"""An answer that a label quotes, `${total}`; the phone puts it there."""


class Form(Struct, frozen=True):
    """表单: a form's questions by their names, in their order, and its rules of closing."""

    title: str
    items: dict[str, Item]
    correctable: bool
    grace_ms: int

    def number(self, item: str) -> int:
        """The place of an item as a person counts: the first is 1, an unknown one 0."""
        asked = (each.id for each in self.items.values() if each.calculation is None)
        return next((place for place, id in enumerate(asked, 1) if id == item), 0)


def read_form(document: Document) -> Form:
    """The form of a document; worked out once for each state of its registers."""
    stamps = [register.stamp for register in document.registers.values()]
    if document.memo is not None and document.memo[0] == stamps:
        return document.memo[1]
    items = [
        read_item(path[6:], register.value)
        for path, register in document.registers.items()
        if path.startswith("items/") and check_item(register.value) is None
    ]
    hours = document.value("grace_hours")
    form = Form(
        str(document.value("title") or ""),
        {item.id: item for item in sorted(items, key=lambda item: (item.order, item.id))},
        document.value("correctable") is True,
        (GRACE_HOURS if hours is None else hours) * HOUR_MS,
    )
    document.memo = (stamps, form)
    return form


def form_document(name: Any, library: Library) -> Document | None:
    """The document of the form that `daily@1` names, whoever may read it."""
    if not isinstance(name, str) or not is_form_name(name):
        return None
    document = library.document(natural_id(f"form/{name}"))
    return document if document is not None and document.kind == "form" else None


def readable_form(name: Any, person: bytes, library: Library) -> Document | None:
    """The form that `daily@1` names, if the person may read it, or might until leaving: late work is on its way."""
    document = form_document(name, library)
    if document is None:
        return None
    scopes = scopes_of(document, library.roster)
    if holds(person, scopes, library.roster):
        return document
    once = library.roster.has_left(person) and scopes & named("institution", library.roster.institution_of(person))
    return document if once else None


def form_of(document: Document | None, act: Act, library: Library) -> Form | None:
    """The form that the act's document is filled in on."""
    name = act.writes.get("form") if document is None else document.value("form")
    found = form_document(name, library)
    return None if found is None else read_form(found)


def settled(items: Mapping[str, Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that counts, in the form's order: the items that are shown with their answers, and what is worked out.

    A condition sees what stands here above it and nothing else: what is hidden counts as not answered, and so does a
    choice that its filter doesn't offer.
    """
    seen: dict[str, Any] = {}
    for id, item in items.items():
        if item.when is not None and not evaluate(item.when, seen):
            continue
        if item.calculation is not None:
            seen[id] = work_out(item.calculation, seen)
        else:
            seen[id] = _offered(item, answers.get(id), seen)
    return seen


def _offered(item: Item, answer: Any, seen: Mapping[str, Any]) -> Any:
    """The answer as far as the item's filter offers it."""
    if item.choice_filter is None or is_blank(answer):
        return answer
    chosen = cast("list[Any]", answer if isinstance(answer, list) else [answer])
    left = [
        each
        for each in chosen
        if each in item.columns and evaluate(item.choice_filter, seen, columns=item.columns[each])
    ]
    if isinstance(answer, list):
        return left
    return answer if left else None


def shown(items: Mapping[str, Item], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The items that are shown, in the form's order, each with its answer or None."""
    return {id: answer for id, answer in settled(items, answers).items() if items[id].calculation is None}


def missing(items: Mapping[str, Item], answers: Mapping[str, Any]) -> list[str]:
    """The required items that are shown and without an answer, in the form's order."""
    found: list[str] = []
    above: dict[str, Any] = {}
    for id, answer in settled(items, answers).items():
        if is_blank(answer) and _is_required(items[id], above):
            found.append(id)
        above[id] = answer
    return found


def _is_required(item: Item, above: Mapping[str, Any]) -> bool:
    return item.required or (item.required_when is not None and evaluate(item.required_when, above))


def broken(items: Mapping[str, Item], answers: Mapping[str, Any], today: str | None = None) -> list[str]:
    """The items that are shown and whose answer doesn't meet the form's own condition for it, as of a day."""
    seen = settled(items, answers)
    return [
        id
        for id, answer in seen.items()
        if (constraint := items[id].constraint) is not None
        and not is_blank(answer)
        and not evaluate(constraint, seen, answer, today=today)
    ]


def wrong_answer(form: Form, act: Act) -> Refusal | None:
    """The first of the act's answers that its item doesn't take."""
    for path, value in act.writes.items():
        if not path.startswith(_ANSWERS):
            continue
        item = form.items.get(path[8:])
        reason = "unknown_item" if item is None else check_answer(item, value)
        if reason is not None:
            return Refusal("invalid", reason, path, place_of(form, path[8:]))
    return None


def lacking(form: Form, act: Act, document: Document | None, library: Library) -> Refusal | None:
    """The first item that stands in the way after the act: required without an answer, or with one that is not met.

    Today, in a constraint, is the day on which the act was written where its author is.
    """
    answers = standing(act, document, _ANSWERS)
    absent = missing(form.items, answers)
    if absent:
        params = {**place_of(form, absent[0]), "count": len(absent)}
        return Refusal("invalid", "missing_answer", _ANSWERS + absent[0], params)
    wrong = broken(form.items, answers, local_day(act.stamp_ms, library.roster.timezone_of(act.author)))
    if not wrong:
        return None
    said = form.items[wrong[0]].constraint_words.rstrip("。.！!")
    params = {**place_of(form, wrong[0]), "words": said}
    return Refusal("invalid", "constraint_said" if said else "constraint_broken", _ANSWERS + wrong[0], params)


def place_of(form: Form, item: str) -> dict[str, int | float | str]:
    """What a sentence about an item needs: its number, its label and its bounds."""
    params: dict[str, int | float | str] = {"number": form.number(item)}
    known = form.items.get(item)
    if known is not None:
        params["label"] = _QUOTED.sub("…", known.label)
        for name, bound in (("min", known.low), ("max", known.high), ("step", known.step)):
            if bound is not None:
                params[name] = str(bound)
        if known.choices_max is not None:
            params["max"] = known.choices_max
    return params


def may_create(act: Act, library: Library) -> bool:
    """Administrators make the forms of their own institution; the server those of the library."""
    institution = library.roster.institution_of(act.author)
    return institution is not None and library.roster.administers(act.author, institution)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    institution = library.roster.institution_of(document.creator)
    if document.creator != SERVER and institution and library.roster.administers(act.author, institution):
        return None
    return Refusal("forbidden", "administrators_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    return Refusal("closed", "form_used") if document is not None and document.value("used") is True else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "title" in act.writes) and not after(act, document, "title"):
        return Refusal("invalid", "title_missing", "title")
    for path, value in act.writes.items():
        if path.startswith("items/") and value is not None and (reason := check_item(value)) is not None:
            return Refusal("invalid", reason, path, {"item": path[6:]})
    if len(standing(act, document, "items/")) > ITEMS_MAX:
        return Refusal("invalid", "too_many_items", None, {"max": ITEMS_MAX})
    return None
