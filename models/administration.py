"""What administrators may write: institutions, units, party branches and people.

Promises: nobody gives a role at, or a place in, an institution that isn't the person's own or below it; an institution
goes under another, or away from it, only where both sides agree; trees have no loop; an institution always has an
administrator of its own, today and on every day to come; a unit or a branch ends when nobody is left in it.
"""

from __future__ import annotations

from typing import Any

from models import place_end
from models.calendar import add_days
from models.document import Act, Document, Library, Refusal, after, standing
from models.form import readable_form
from models.people import Person, read_person

TREE_DEPTH_MAX = 32


def may_create(act: Act, library: Library) -> bool:
    """Units, branches and people are made by the administrators of their institution; institutions by the server."""
    institution = act.writes.get("institution")
    return (
        act.kind != "institution"
        and isinstance(institution, bytes)
        and library.roster.administers(act.author, institution)
    )


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Everybody of the institution reads these; its administrators write."""
    institution = document.id if act.kind == "institution" else document.value("institution")
    if not isinstance(institution, bytes) or not library.roster.administers(act.author, institution):
        return Refusal("forbidden", "administrators_only")
    if act.kind == "institution" and "parent" in act.writes:
        return _side_missing(act, document, library)
    return None


def _side_missing(act: Act, document: Document, library: Library) -> Refusal | None:
    """Who is above may give roles below: to move takes an administrator of the parent that is and of the one to be.

    Where one of them is nil, the institution itself is that side; its administrator has been asked for already.
    """
    for parent in (document.value("parent"), act.writes["parent"]):
        if parent is None:
            continue
        if not isinstance(parent, bytes) or not library.roster.administers(act.author, parent):
            return Refusal("forbidden", "both_sides", "parent")
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """What the types alone don't say: places of the same institution, trees without a loop, an administrator left."""
    if (document is None or "name" in act.writes) and not after(act, document, "name"):
        return Refusal("invalid", "name_missing", "name")
    institution = act.doc if act.kind == "institution" else after(act, document, "institution")
    for path, value in act.writes.items():
        if value is None:
            continue
        reason = _place_wrong(act, path, value, institution, library)
        if reason is not None:
            return Refusal("invalid", reason, path)
    if act.kind in ("unit", "party_branch"):
        return place_end.refused(act, document, library)
    if act.kind == "person" and document is not None and _last_administrator_leaves(act, document, library):
        path = next((path for path in act.writes if path.startswith("roles/")), None)
        return Refusal("invalid", "last_administrator", path)
    return None


def _place_wrong(act: Act, path: str, value: Any, institution: bytes, library: Library) -> str | None:
    roster = library.roster
    if path == "parent":
        return _parent_wrong(act, value, institution, library)
    if path == "self_evaluation_form":
        return None if readable_form(value, act.author, library) is not None else "unknown_form"
    for prefix, name, places in (("memberships/", "unit", roster.units), ("branches/", "branch", roster.branches)):
        if path.startswith(prefix):
            place = places.get(value[name])
            if place is None or place.institution != institution:
                return f"unknown_{name}"
            return place_end.goes_beyond(value, place.ended)
    if path.startswith("roles/"):
        return _role_wrong(value, institution, library)
    return None


def _parent_wrong(act: Act, parent: bytes, institution: bytes, library: Library) -> str | None:
    roster = library.roster
    if act.kind == "institution":
        if parent not in roster.institutions:
            return "unknown_institution"
        return "loop" if act.doc in roster.institutions_above(parent) else None
    places = roster.units if act.kind == "unit" else roster.branches
    place = places.get(parent)
    if place is None or place.institution != institution:
        return "unknown_unit" if act.kind == "unit" else "unknown_branch"
    above = roster.ancestors(parent)
    return "loop" if act.doc in above or len(above) >= TREE_DEPTH_MAX else None


def _role_wrong(value: dict[str, Any], institution: bytes, library: Library) -> str | None:
    """A role is held at a place of the person's own institution, or of one below it: nobody reaches sideways or up."""
    roster, role, at = library.roster, value["role"], value["at"]
    if role == "assessor" and value.get("to") is None:
        return "assessor_needs_end"
    where = roster.institution_of_place(at)
    if where is None or institution not in roster.institutions_above(where):
        return "unknown_place"
    place = roster.units.get(at) or roster.branches.get(at)
    if place is not None and place.ended is not None and (beyond := place_end.goes_beyond(value, place.ended)):
        return beyond
    fitting = {
        "head": at in roster.units,
        "secretary": at in roster.branches,
        "staff": at in roster.institutions or at in roster.units,
    }
    return None if fitting.get(role, at in roster.institutions) else "role_place"


def _last_administrator_leaves(act: Act, document: Document, library: Library) -> bool:
    """True when the act takes administration away and a day from today on would be left without.

    Counted are the institution's own people: what another institution's hold here, that one may end. Whether somebody
    has an account isn't known here.
    """
    institution = document.value("institution")
    before = _stays(read_person(document), institution)
    after = {
        (each["from"], each.get("to"))
        for each in standing(act, document, "roles/").values()
        if each["role"] == "admin" and each["at"] == institution
    }
    if before <= after:
        return False
    for person in library.roster.people_of(institution):
        if person.id != document.id:
            after |= _stays(person, institution)
    return not _covers_from(library.today, after)


def _stays(person: Person, institution: bytes) -> set[tuple[str, str | None]]:
    """From when to when a person administers the institution."""
    return {(role.begin, role.end) for role in person.roles if (role.role, role.at) == ("admin", institution)}


def _covers_from(day: str, stays: set[tuple[str, str | None]]) -> bool:
    """True when these stays leave out no day from `day` on, for ever."""
    covered = add_days(day, -1)
    for begin, end in sorted(stays, key=lambda stay: stay[0]):
        if begin > day and add_days(begin, -1) > covered:
            return False
        if end is None:
            return True
        covered = max(covered, end)
    return False
