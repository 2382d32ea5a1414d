"""考核: somebody judges a department, a window or a person on a form of the programme, each by itself.

Promises: only whom the programme names assesses, and only what it names; nobody assesses himself but where he is to;
what is submitted stands, and is told to its subject or to everybody only once its author or the office says so.
"""

from __future__ import annotations

from typing import Any

from models.calendar import add_days
from models.document import Act, Document, Library, Refusal, ServerAct, after, is_id
from models.form import Form, form_document, lacking, read_form, wrong_answer
from models.people import Person, came_by
from models.programme_forms import form_name
from models.round_following import uses_form
from models.scored_assessments import ends_on
from models.selector import Scene, belongs, is_outside, listed, only_people, places_of, speaks
from models.timetable import ASSESSED, Asked, Plan, read_plan, schedule, switches_for
from models.working_days import PLAIN

BACK_DAYS = 400
"""So far back may an assessment be caught up on: late work is marked, and not refused."""
OF_ONESELF = frozenset({"unit_self", "experience"})
AUDIENCES = ("subject", "everyone")


def plan_at(id: Any, library: Library) -> tuple[Document, Plan] | None:
    """A published programme with its plan."""
    programme = library.document(id) if is_id(id) else None
    if programme is None or programme.kind != "programme" or programme.value("published") is not True:
        return None
    return programme, read_plan({path: register.value for path, register in programme.registers.items()}, PLAIN)


def asked_in(plan: Plan, element: Any) -> Asked | None:
    """The evaluation of this id in which somebody assesses."""
    of_element = (each for each in plan.asked if each.section == "evaluations" and each.element == element)
    return next((each for each in of_element if each.kind in ASSESSED), None)


def may_create(act: Act, library: Library) -> bool:
    found, person = plan_at(act.writes.get("programme"), library), library.roster.person(act.author)
    if found is None or person is None or act.writes.get("by") != act.author:
        return False
    programme, plan = found
    asked = asked_in(plan, act.writes.get("element"))
    institution = programme.value("institution")
    if asked is None or institution != person.institution or act.writes.get("institution") != institution:
        return False
    scene = Scene(library.roster, institution, plan.roles, plan.owners)
    return assesses(asked, person, library.today, scene) and fits(
        asked, act.writes.get("subject"), person, library.today, scene=scene
    )


def assesses(asked: Asked, person: Person, day: str, scene: Scene) -> bool:
    """Who is named for it; those who organise, where the programme names nobody of the house."""
    if asked.element in scene.owners:
        return scene.owners[asked.element] == person.id
    if is_outside(asked.actors, scene):
        return speaks("organiser", person, day, Scene(scene.roster, scene.institution))
    return speaks(asked.actors, person, day, scene)


def fits(asked: Asked, subject: Any, by: Person, day: str, *, scene: Scene) -> bool:
    """Whether this place or person is one that is to be assessed, by this assessor."""
    roster = scene.roster
    if not is_id(subject):
        return False
    if asked.kind == "unit_self":
        return subject == by.id or any(each.at == subject and each.covers(day) for each in by.roles)
    if subject == scene.institution:
        return any(is_outside(each, scene) for each in listed(asked.subjects))
    person = roster.person(subject)
    if person is None:
        return subject in places_of(asked.subjects, scene)
    other = subject != by.id or asked.kind in OF_ONESELF
    return other and belongs(only_people(asked.subjects, scene), person, day, scene)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Its author writes it; the office may tell it to others."""
    if document.value("by") == act.author:
        return None
    institution = document.value("institution")
    office = library.roster.holds_role(act.author, institution, "supervisor", "leader", "admin")
    return None if office and set(act.writes) == {"told"} else Refusal("forbidden", "not_yours")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("submitted") is not True:
        return None
    changes = (path for path, value in act.writes.items() if document.value(path) != value)
    path = next((path for path in changes if path != "told"), None)
    return None if path is None else Refusal("closed", "submitted", path)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None and not _is_period(act, library):
        return Refusal("invalid", "bad_period", "period")
    if document is None and not _was_here(act, library):
        return Refusal("invalid", "subject_not_here", "period")
    form = form_of(after(act, document, "programme"), after(act, document, "element"), library)
    if form is None:
        return Refusal("invalid", "unknown_form")
    refusal = wrong_answer(form, act)
    submitted = after(act, document, "submitted") is True
    if refusal is None and submitted:
        refusal = lacking(form, act, document, library)
    if refusal is None and "told" in act.writes:
        if not submitted:
            return Refusal("invalid", "not_out_yet", "told")
        before = None if document is None else document.value("told")
        if act.writes["told"] is None or (before == "everyone" and act.writes["told"] != before):
            return Refusal("invalid", "told_stands", "told")
    return refusal


def form_of(programme: Any, element: Any, library: Library) -> Form | None:
    """The form on which an evaluation of a programme is filled in."""
    found = library.document(programme) if is_id(programme) else None
    name = None if found is None or not isinstance(element, str) else form_name(found, element)
    document = None if name is None else form_document(name, library)
    return None if document is None else read_form(document)


def _is_period(act: Act, library: Library) -> bool:
    """A period that has begun: of the evaluation's cadence, or a month where it has none."""
    found, person = plan_at(act.writes.get("programme"), library), library.roster.person(act.author)
    asked = None if found is None else asked_in(found[1], act.writes.get("element"))
    if found is None or asked is None or person is None:
        return False
    scene = Scene(library.roster, person.institution, found[1].roles, found[1].owners)
    switches = switches_for(asked, person, library.today, scene)
    labels = {
        period.label
        for period in schedule(found[1], asked, add_days(library.today, -BACK_DAYS), library.today, switches)
        if period.begin <= library.today
    }
    period = act.writes.get("period")
    return period in labels if labels else isinstance(period, str) and _is_month(period) and period <= library.today[:7]


def _was_here(act: Act, library: Library) -> bool:
    """Whether the person had come before the period was over; a place has always been there."""
    subject = act.writes.get("subject")
    person = library.roster.person(subject) if isinstance(subject, bytes) else None
    ends = ends_on(str(act.writes.get("period")))
    return person is None or ends is None or came_by(person, ends)


def _is_month(text: str) -> bool:
    year, dash, month = text.partition("-")
    digits = len(year) == 4 and len(month) == 2 and dash == "-" and (year + month).isdecimal() and text.isascii()
    return digits and 1 <= int(month) <= 12


def using(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """From its first use a form stands still."""
    programme, element = document.value("programme"), document.value("element")
    found = library.document(programme) if is_id(programme) and "programme" in act.writes else None
    name = None if found is None else form_name(found, element)
    return [] if name is None else uses_form(name, library)
