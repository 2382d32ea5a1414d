"""方案的检查表: which checklist of the house an element of a programme means, and what may no longer be named.

    lists/<element> of a programme → the id of the checklist; its later versions are meant with it

Promises: a score matches by this id alone. The title decides once: when the programme or the checklist is published,
and only where one checklist in force has it. A programme takes the link over from the version before. Nothing that has
ended (a checklist, or a form of a programme that has) can be named or begun with.
"""

from __future__ import annotations

from typing import Any, cast

from models.checklist import in_force
from models.document import Act, Document, Library, Refusal, ServerAct, after, is_id, standing
from models.form import form_document

LISTS = "lists/"
VERSIONS_MAX = 100


def first_version(checklist: bytes, library: Library) -> bytes:
    """The first of the versions that a checklist belongs to: what all of them have in common."""
    for _ in range(VERSIONS_MAX):
        document = library.document(checklist)
        before = None if document is None else document.value("supersedes")
        if not is_id(before):
            return checklist
        checklist = cast("bytes", before)
    return checklist


def list_wrong(path: str, value: Any, institution: Any, library: Library) -> Refusal | None:
    """A checklist that a programme names is one of the house, published, and has not ended."""
    found = library.document(value) if is_id(value) else None
    if found is None or found.kind != "checklist" or found.value("institution") != institution:
        return Refusal("invalid", "checklist_unknown", path)
    return None if in_force(found, library.today) else Refusal("invalid", "checklist_ended", path)


def names_ended(act: Act, document: Document | None, institution: Any, library: Library) -> Refusal | None:
    """What a version of a programme names when it is published."""
    for element, checklist in standing(act, document, LISTS).items():
        if refusal := list_wrong(LISTS + element, checklist, institution, library):
            return refusal
    for element, given in standing(act, document, "evaluations/").items():
        form = cast("dict[str, Any]", given).get("form") if isinstance(given, dict) else None
        if form_ended(form, library):
            return Refusal("invalid", "form_ended", f"evaluations/{element}")
    return None


def has_ended(act: Act, document: Document | None, library: Library, *, opening: bool) -> Refusal | None:
    """A round or a survey that names a form which has ended, or would open for a programme which has."""
    if opening and programme_ended(after(act, document, "programme"), library):
        return Refusal("invalid", "programme_ended", "opened")
    named = opening or "form" in act.writes
    return (
        Refusal("invalid", "form_ended", "form")
        if named and form_ended(after(act, document, "form"), library)
        else None
    )


def form_ended(name: Any, library: Library) -> bool:
    """Whether a form belongs to a programme that has ended."""
    form = form_document(name, library)
    return form is not None and programme_ended(form.value("programme"), library)


def programme_ended(id: Any, library: Library) -> bool:
    programme = library.document(id) if is_id(id) else None
    ended = None if programme is None else programme.value("ended_on")
    return isinstance(ended, str) and ended < library.today


def of_programme(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The links of a programme that is published: those of the version before, then by title."""
    if "published" not in act.writes or document.value("published") is not True:
        return []
    before = library.document(document.value("supersedes")) if is_id(document.value("supersedes")) else None
    writes: dict[str, Any] = {}
    for element, title in _elements(document).items():
        path = LISTS + element
        former = None if before is None else before.value(path)
        kept = (
            former
            if is_id(former) and list_wrong(path, former, document.value("institution"), library) is None
            else None
        )
        link = kept or _titled(title, document.value("institution"), library)
        if document.value(path) is None and link is not None:
            writes[path] = link
    return [ServerAct(document.id, "programme", writes)] if writes else []


def of_checklist(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """A checklist that is published is meant by the elements of its title that mean none yet."""
    institution = document.value("institution")
    if act.writes.get("published") is not True or not is_id(institution):
        return []
    acts: list[ServerAct] = []
    for programme in library.documents_of("programme", institution):
        if programme.value("published") is not True or programme_ended(programme.id, library):
            continue
        titles = _elements(programme).items()
        meant = [LISTS + element for element, title in titles if title == document.value("name")]
        writes = {path: document.id for path in meant if programme.value(path) is None}
        if writes and _titled(document.value("name"), institution, library) == document.id:
            acts.append(ServerAct(programme.id, "programme", writes))
    return acts


def _elements(programme: Document) -> dict[str, str]:
    """The checklists of a programme with their titles."""
    found: dict[str, str] = {}
    for path, register in programme.registers.items():
        section, _, element = path.partition("/")
        given: Any = register.value
        if section == "checklists" and "/" not in element and isinstance(given, dict):
            found[element] = str(cast("dict[str, Any]", given).get("title") or "")
    return found


def _titled(title: str, institution: Any, library: Library) -> bytes | None:
    """The one checklist in force of that title, in its latest version; None where there are several or none."""
    named = [
        each
        for each in library.documents_of("checklist", institution)
        if each.value("name") == title and in_force(each, library.today)
    ]
    if len({first_version(each.id, library) for each in named}) != 1:
        return None
    return max(named, key=lambda each: (each.value("version") or 0, each.id)).id
