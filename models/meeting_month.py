"""本月情况: what a branch's meeting has to speak of, told to those who prepare it, who don't read where it stands.

Promises: pure. Of published findings and of orders that are open, those of the departments that members of the branch
belong to, with their words, their day and a picture; of complaints about them that somebody of the department has been
asked about, by when an answer is owed and nothing else. Who inspected, issued, reported or complained, who is named,
and what a patient or a commentary said is never among it. Of a visit there is nothing before its publication, for
there is no finding. It moves with what it tells of until the meeting has ended, and then stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from models.calendar import DAY_MS
from models.deed import under
from models.document import Act, Document, Library, ServerAct, is_id, natural_id, uuid_text
from models.order_rights import of_unit
from models.order_standing import OPEN, order_standing
from models.roster import Roster

KIND = "meeting_month"
FINDINGS_DAYS, FINDINGS_MAX = 45, 40
WORDS_MAX = 200
"""Characters of a finding that are told: a room reads them from ten metres."""
FORGOTTEN_MS = 30 * DAY_MS
"""A meeting that nobody has begun by then is none any more."""
WRITES_MAX = 60
"""Registers of one act of the server's."""
_STAFF = ("chair/", "scribes/")
_UNSAID = frozenset({"complaint", "commentary"})
"""An order that rests on one of these may say in its title what a patient or a colleague said."""
_TOLD = ("findings/", "photos/", "orders/", "complaints/", "serving/")
_SAID = ("text", "suggestion", "building", "floor", "object")


def month_id(activity: bytes) -> bytes:
    return natural_id(f"{KIND}/{uuid_text(activity)}")


def opening(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """All of it anew: when the meeting is called, told and begun, and whenever somebody else is to serve it."""
    if document.kind == "meeting":
        found = library.document(document.value("activity"))
        asked = any(path in ("activity", "begun") or path.startswith(_STAFF) for path in act.writes)
    else:
        found, asked = document, not {"type", "place", "announced"}.isdisjoint(act.writes)
    if not asked or found is None or not _goes_on(found, library):
        return []
    wanted = {**_findings(found, library), **_orders(found, library), **_complaints(found, library)}
    return _written(found, {**wanted, **_serving(found, library)}, _TOLD, library)


def of_visit(act: Act, visit: Document, library: Library) -> list[ServerAct]:
    """What was published of it, once for all its findings."""
    if act.writes.get("published") is None:
        return []
    found = (each for each in _calls(_branches_at(visit.value("place"), library.roster), library))
    return [
        written
        for each in found
        for written in _written(each, _findings(each, library), ("findings/", "photos/"), library)
    ]


def of_order(act: Act, order: Document, library: Library) -> list[ServerAct]:
    if order.value("issued") is not True:
        return []
    return _moved(act, order, f"orders/{uuid_text(order.id)}", _order(order), library)


def of_complaint(act: Act, complaint: Document, library: Library) -> list[ServerAct]:
    return _moved(act, complaint, _complaint_path(complaint, library), _complaint(complaint, library), library)


def _moved(act: Act, document: Document, path: str, value: Any, library: Library) -> list[ServerAct]:
    """One entry of every meeting that it concerns, or did until it went to another department."""
    unit, roster = document.value("unit"), library.roster
    here = _branches_at(unit, roster)
    near = _branches_of(document.value("institution"), roster) if "unit" in act.writes else here
    acts: list[ServerAct] = []
    for found in _calls(near, library):
        told = value if found.value("place") in here else None
        acts += _written(found, {} if told is None else {path: told}, (path,), library)
    return acts


# -- what is told ---------------------------------------------------------------------------------------------


def _findings(found: Document, library: Library) -> dict[str, Any]:
    """The newest of the last weeks, each with its first picture."""
    units, since = units_of(found.value("place"), library.roster), library.now_ms - FINDINGS_DAYS * DAY_MS
    published = [
        each
        for each in library.documents_of("finding", found.value("institution"))
        if each.value("unit") in units and each.value("published_at", 0) >= since
    ]
    published.sort(key=lambda each: (-each.value("published_at"), each.value("order", 0), each.id))
    told: dict[str, Any] = {}
    for each in published[:FINDINGS_MAX]:
        id = uuid_text(each.id)
        said = {name: _short(words) for name in _SAID if (words := each.value(name))}
        marks = {name: True for name in ("praise", "fixed") if each.value(name) is True}
        shown = {name: each.value(name) for name in ("unit", "day", "order", "published_at")}
        told[f"findings/{id}"] = {
            **said,
            **marks,
            **{name: value for name, value in shown.items() if value is not None},
        }
        picture = next(iter(under(each.registers, "photos/")), None)
        if picture is not None:
            told[f"photos/{id}"] = each.value(picture)
    return told


def _orders(found: Document, library: Library) -> dict[str, Any]:
    units = units_of(found.value("place"), library.roster)
    here = (each for each in library.documents_of("order", found.value("institution")) if each.value("unit") in units)
    return {f"orders/{uuid_text(each.id)}": told for each in here if (told := _order(each)) is not None}


def _order(order: Document) -> dict[str, Any] | None:
    """An order that its department still owes something; None for every other."""
    standing = order_standing(order.registers)
    if order.value("issued") is not True or standing.state not in OPEN or not standing.due_on:
        return None
    rests: dict[str, Any] = order.value("origin") or {}
    origin: str = rests.get("kind", "words")
    told = {"unit": order.value("unit"), "due_on": standing.due_on, "origin": origin}
    title = order.value("title")
    return {**told, "title": title} if title and origin not in _UNSAID else told


def _complaints(found: Document, library: Library) -> dict[str, Any]:
    units = units_of(found.value("place"), library.roster)
    everything = library.documents_of("complaint", found.value("institution"))
    here = (each for each in everything if each.value("unit") in units)
    return {
        _complaint_path(each, library): due_on for each in here if (due_on := _complaint(each, library)) is not None
    }


def _complaint(complaint: Document, library: Library) -> str | None:
    """The day by which it is to be answered; None for what is answered, or what its department hasn't been asked."""
    registers = complaint.registers
    if under(registers, "replies/") or complaint.value("finding") is not None:
        return None
    passed = [registers[path].value["to"] for path in under(registers, "passed/")]
    people = {complaint.value("by"), complaint.value("handler"), *passed}
    unit = complaint.value("unit")
    asked = any(of_unit(person, unit, library.roster) for person in people if is_id(person))
    return complaint.value("due_on") if asked else None


def _complaint_path(complaint: Document, library: Library) -> str:
    """A name that leads nobody to the complaint: its id is made of its code's hash."""
    return f"complaints/{hashlib.sha256(library.secret_for(complaint.id)).hexdigest()[:16]}"


def _serving(found: Document, library: Library) -> dict[str, Any]:
    """Who is named as chair or scribe reads it, too."""
    meeting = _meeting_of(found, library)
    named = [] if meeting is None else [path for prefix in _STAFF for path in under(meeting.registers, prefix)]
    return {f"serving/{path.partition('/')[2]}": True for path in named}


def _short(words: str) -> str:
    return words if len(words) <= WORDS_MAX else f"{words[: WORDS_MAX - 1]}…"


# -- whom it concerns -----------------------------------------------------------------------------------------


def units_of(branch: bytes, roster: Roster) -> frozenset[bytes]:
    """The departments to which members of a branch belong today (`Roster.belongs`): where they work and what is above,
    and what they head with all that is below."""
    return _units(roster).get(branch, frozenset())


def _units(roster: Roster) -> dict[bytes, frozenset[bytes]]:
    """By branch, for all of them: gone through once until the roster changes."""
    known: dict[bytes, frozenset[bytes]] | None = roster.memo.get(KIND)
    if known is None:
        gathered: dict[bytes, set[bytes]] = {}
        for person in roster.persons:
            branches = roster.branches_of(person, roster.today)
            if not branches:
                continue
            units = [above for unit in roster.units_of(person, roster.today) for above in roster.ancestors(unit)]
            units += [below for role, at in roster.roles(person) if role == "head" for below in roster.below(at)]
            for branch in branches:
                gathered.setdefault(branch, set()).update(each for each in units if each in roster.units)
        known = {branch: frozenset(units) for branch, units in gathered.items()}
        roster.memo[KIND] = known
    return known


def _branches_at(unit: Any, roster: Roster) -> list[bytes]:
    return sorted(branch for branch, units in _units(roster).items() if unit in units)


def _branches_of(institution: Any, roster: Roster) -> list[bytes]:
    return sorted(id for id, branch in roster.branches.items() if branch.institution == institution)


def _calls(branches: Iterable[bytes], library: Library) -> Iterator[Document]:
    """The activities of meetings to come, or under way, of these branches."""
    for branch in branches:
        for month in sorted(library.documents_of(KIND, branch), key=lambda each: each.id):
            found = library.document(month.value("activity"))
            if found is not None and _goes_on(found, library):
                yield found


def _goes_on(found: Document, library: Library) -> bool:
    """Whether an activity is a branch's meeting that has not ended, and was not forgotten."""
    if found.value("type") != "meeting" or found.value("place") not in library.roster.branches:
        return False
    if found.value("ended") is True or found.value("cancelled") is not None:
        return False
    ends, meeting = found.value("ends_at"), _meeting_of(found, library)
    if ends is not None and ends + FORGOTTEN_MS < library.now_ms:
        return False
    return meeting is None or meeting.value("ended") is not True


def _meeting_of(found: Document, library: Library) -> Document | None:
    meeting = library.document(natural_id(f"meeting/{uuid_text(found.id)}"))
    return meeting if meeting is not None and meeting.kind == "meeting" else None


# -- writing it -----------------------------------------------------------------------------------------------


def _written(found: Document, wanted: dict[str, Any], prefixes: tuple[str, ...], library: Library) -> list[ServerAct]:
    """What differs from what stands under these prefixes; a month that isn't there yet says whose it is first."""
    id = month_id(found.id)
    month = library.document(id)
    standing = {} if month is None else month.registers
    paths = [path for prefix in prefixes for path in under(standing, prefix)]
    writes: dict[str, Any] = {path: None for path in paths if path not in wanted}
    writes |= {path: value for path, value in wanted.items() if month is None or month.value(path) != value}
    if month is None:
        whose = {"activity": found.id, "institution": found.value("institution"), "branch": found.value("place")}
        writes = {**whose, **writes}
    entries = [*writes.items()]
    return [ServerAct(id, KIND, dict(entries[at : at + WRITES_MAX])) for at in range(0, len(entries), WRITES_MAX)]
