"""任务办结: somebody says that what was asked for is done, where nothing else shows it (a report was sent).

Promises: only who is asked says so: who does it, who was named for it, or who organises; one mark a person and period.
"""

from __future__ import annotations

from models.document import Act, Document, Library, Refusal
from models.selector import Scene, speaks
from models.timetable import read_plan
from models.working_days import PLAIN


def may_create(act: Act, library: Library) -> bool:
    """The author marks for himself, in a published programme of his own institution that asks him."""
    id, element = act.writes.get("programme"), act.writes.get("element")
    if act.writes.get("person") != act.author or not isinstance(id, bytes) or not isinstance(element, str):
        return False
    programme, person = library.document(id), library.roster.person(act.author)
    if programme is None or person is None or programme.kind != "programme":
        return False
    institution = programme.value("institution")
    if programme.value("published") is not True or institution != person.institution:
        return False
    plan = read_plan({path: register.value for path, register in programme.registers.items()}, PLAIN)
    plain = Scene(library.roster, institution)
    if speaks("organiser", person, library.today, plain):
        return any(f"{asked.section}.{asked.element}" == element for asked in plan.asked)
    scene = Scene(library.roster, institution, plan.roles, plan.owners)
    return any(
        plan.owners.get(asked.element) == person.id or speaks(asked.actors, person, library.today, scene)
        for asked in plan.asked
        if f"{asked.section}.{asked.element}" == element
    )


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("person") == act.author else Refusal("forbidden", "not_yours")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """A mark stands in the institution of its programme, where everybody who is asked sees it."""
    if document is not None:
        return None
    programme = library.document(act.writes["programme"])
    if programme is None or act.writes.get("institution") != programme.value("institution"):
        return Refusal("invalid", "unknown_institution", "institution")
    return None
