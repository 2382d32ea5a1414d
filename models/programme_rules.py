"""Who may write a programme, and when: drafts by those who run the institution; published, it stands.

Promises: what has been filled in because of a version keeps its meaning: after publishing only owners, switched
cadences and the end may still be written, and `published` is never taken back.
"""

from __future__ import annotations

from typing import Any, cast

from models.bundle import SECTIONS
from models.bundle_check import checked
from models.bundle_plan import About
from models.bundle_problem import Finding
from models.bundle_reader import place_in
from models.bundle_shape import Shaping, fields_of
from models.calendar import is_day
from models.document import Act, Document, Library, Refusal, after, standing
from models.ending import ended_early
from models.people import MISSING
from models.programme import ABOUT_FIELDS, PARTED, bundle_tree
from models.programme_lists import LISTS, list_wrong, names_ended
from models.timetable import place_id, read_plan
from models.working_days import PLAIN

OPEN_WHEN_PUBLISHED = ("owners/", "cadences/", "unit_cadences/", LISTS)

_SHAPED = frozenset(SECTIONS)


def runs(person: bytes, institution: Any, library: Library) -> bool:
    """Administrators and supervisors of an institution make its programmes."""
    return isinstance(institution, bytes) and library.roster.holds_role(person, institution, "admin", "supervisor")


def may_create(act: Act, library: Library) -> bool:
    return runs(act.author, act.writes.get("institution"), library)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if runs(act.author, document.value("institution"), library):
        return None
    return Refusal("forbidden", "programme_makers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("published") is not True:
        return None
    for path in act.writes:
        if not path.startswith(OPEN_WHEN_PUBLISHED) and path not in ("ended_on", "published"):
            return Refusal("closed", "programme_published", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    refusal = _head_wrong(act, document, library)
    for path, value in act.writes.items():
        if refusal is None and value is not None:
            refusal = _write_wrong(path, value, act, document, library)
    if refusal is None and "published" in act.writes and (document is None or document.value("published") is not True):
        refusal = (
            _incomplete(act, document)
            or _reused(act, document, library)
            or _taken(act, document, library)
            or names_ended(act, document, after(act, document, "institution"), library)
        )
    return refusal or _ended_early(act, document, library)


def _head_wrong(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        for name in ("code", "version"):
            if act.writes.get(name) is None:
                return Refusal("invalid", "programme_head_missing", name)
    id = act.writes.get("supersedes")
    if id is None:
        return None
    before = library.document(id)
    same = (
        before is not None
        and before.kind == "programme"
        and all(before.value(name) == after(act, document, name) for name in ("institution", "code"))
    )
    if before is None or not same or before.value("version", 0) >= (after(act, document, "version") or 0):
        return Refusal("invalid", "supersedes_nothing", "supersedes")
    return None


def _write_wrong(path: str, value: Any, act: Act, document: Document | None, library: Library) -> Refusal | None:
    section, *rest = path.split("/")
    if section == "about":
        return _field_wrong(path, rest[0], value)
    if section in _SHAPED:
        return _element_wrong(path, section, rest, value)
    if section == "owners" and library.roster.institution_of(value) != after(act, document, "institution"):
        return Refusal("invalid", "owner_of_elsewhere", path)
    if section == "lists":
        known = after(act, document, f"checklists/{rest[0]}") is not None
        wrong = list_wrong(path, value, after(act, document, "institution"), library)
        return wrong if known else Refusal("invalid", "checklist_unknown", path)
    if section in ("cadences", "unit_cadences"):
        known = after(act, document, f"evaluations/{rest[0]}") is not None
        month = len(rest[-1]) == 7 and is_day(f"{rest[-1]}-01")
        place = MISSING if section == "cadences" else place_id(rest[1]) or MISSING
        owner = library.roster.institution_of_place(place)
        here = section == "cadences" or owner == after(act, document, "institution")
        return None if known and month and here else Refusal("invalid", "unknown_cadence_place", path)
    return None


def _field_wrong(path: str, name: str, value: Any) -> Refusal | None:
    """A field that this version doesn't know is kept (it came with a file); a known one has its type."""
    if name not in ABOUT_FIELDS:
        return None
    shaping = Shaping({}, drafting=True)
    shaping.value(fields_of(About)[name].type, value, ())
    return _refused(path, shaping.found)


def _element_wrong(path: str, section: str, rest: list[str], value: Any) -> Refusal | None:
    if len(rest) == 2 and section == "forms":
        return None
    shaping = Shaping({}, drafting=True)
    given = {**cast("dict[str, Any]", value), "id": rest[-1]}
    given.pop("order", None)
    if len(rest) == 2:
        shaping.list_item(SECTIONS[section], PARTED[section], given, ())
    else:
        shaping.struct(SECTIONS[section], given, ())
    return _refused(path, shaping.found)


def _refused(path: str, found: list[Finding]) -> Refusal | None:
    first = next((each for each in found if each.severity == "error"), None)
    if first is None:
        return None
    field = "/".join(str(part) for part in first.path)
    return Refusal("invalid", "programme_element", path, {"field": field or path})


def _reused(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """An item keeps its meaning from version to version: what is asked otherwise gets an id of its own."""
    former = after(act, document, "supersedes")
    before = None if former is None else library.document(former)
    if before is None:
        return None
    for section, fields in _MEANING.items():
        for path, value in standing(act, document, f"{section}/").items():
            stood = before.value(f"{section}/{path}")
            if "/" not in path or not isinstance(stood, dict) or not isinstance(value, dict):
                continue
            old, new = cast("dict[str, Any]", stood), cast("dict[str, Any]", value)
            if any(old.get(name, usual) != new.get(name, usual) for name, usual in fields.items()):
                return Refusal("invalid", "item_reused", f"{section}/{path}", {"item": path.rpartition("/")[2]})
    return None


def _taken(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Of two who publish the same version, the first one's runs: nobody is asked for the same thing twice."""
    code, version = after(act, document, "code"), after(act, document, "version") or 0
    institution = after(act, document, "institution")
    library.alone(institution)
    for other in library.documents_of("programme", institution):
        same = other.id != act.doc and other.value("published") is True and other.value("code") == code
        if same and other.value("version", 0) >= version and not _over(other, library.today):
            return Refusal("invalid", "version_taken", "published", {"version": other.value("version", 0)})
    return None


def _ended_early(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if after(act, document, "ended_on") is None:
        return None
    return ended_early(act, document, read_plan(standing(act, document, ""), PLAIN).frame.within.begin, library)


def _over(programme: Document, today: str) -> bool:
    plan = read_plan({path: register.value for path, register in programme.registers.items()}, PLAIN)
    last = min((day for day in (plan.frame.ended_on, plan.frame.within.end) if day is not None), default=None)
    return last is not None and last < today


_MEANING: dict[str, dict[str, str | None]] = {
    "forms": {"type": None},
    "checklists": {"polarity": "required", "scale": "pass_fail"},
}
"""What an item of a form or a checklist can't change under the same id, with what it is where nothing is said."""


def _incomplete(act: Act, document: Document | None) -> Refusal | None:
    """Publishing needs the whole to be right: the same check that a file goes through."""
    tree = bundle_tree(standing(act, document, ""))
    errors = checked(tree).errors()
    if not errors:
        return None
    place = place_in(tree, errors[0].path)
    return Refusal("invalid", "programme_incomplete", "published", {"count": len(errors), "place": place})
