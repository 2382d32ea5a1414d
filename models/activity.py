"""活动: who may call people together, who is due, and what may still change.

Promises: only who answers for a place (or organises it) runs its activities; who is due is settled by the roster of the
day of the announcement; a cancelled activity stands still, an ended one takes minutes and pictures only.
"""

from __future__ import annotations

from models.deed import id_at, in_office, leads, programme_wrong, stamp_of, under
from models.document import Act, Document, Library, Refusal, ServerAct, after, natural_id, uuid_text
from models.roster import Roster

AFTERWARDS = ("minutes", "photos/", "ended")
_STANDS = frozenset({"due_by"})
"""What stands once people have been told."""


def may_lead(person: bytes, place: object, roster: Roster) -> bool:
    """Heads for their units, secretaries for their branch; leaders, supervisors, administrators for the institution."""
    if not isinstance(place, bytes):
        return False
    if place in roster.institutions:
        return in_office(person, place, roster) or roster.administers(person, place)
    return leads(person, place, roster)


def may_create(act: Act, library: Library) -> bool:
    writes, roster = act.writes, library.roster
    institution = writes.get("institution")
    return (
        writes.get("organiser") == act.author
        and isinstance(institution, bytes)
        and isinstance(writes.get("place"), bytes)
        and roster.institution_of_place(writes["place"]) == institution
        and may_lead(act.author, writes["place"], roster)
    )


def runs(person: bytes, document: Document, roster: Roster) -> bool:
    return person == document.value("organiser") or may_lead(person, document.value("place"), roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if runs(act.author, document, library.roster) else Refusal("forbidden", "activity_organisers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    registers = document.registers
    if _since(act, stamp_of(registers, "cancelled")) and "cancelled" not in act.writes:
        return Refusal("closed", "activity_cancelled")
    announced, ended = (_since(act, stamp_of(registers, path)) for path in ("announced", "ended"))
    for path in act.writes:
        if ended and not path.startswith(AFTERWARDS):
            return Refusal("closed", "activity_ended", path)
        if announced and path in _STANDS:
            return Refusal("closed", "activity_announced", path)
    if all(path.startswith(("photos/", "ended")) for path in act.writes):
        return None
    return minutes_signed(document, library)


def minutes_signed(activity: Document, library: Library) -> Refusal | None:
    """The minutes say when and where it was and who came: signed, they stand, however early it was stamped."""
    meeting = library.document(natural_id(f"meeting/{uuid_text(activity.id)}"))
    signatures = [] if meeting is None else under(meeting.registers, "signed/")
    return Refusal("closed", "meeting_signed") if signatures else None


def _since(act: Act, stamp: bytes | None) -> bool:
    return stamp is not None and act.is_after(stamp)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    begins, ends = after(act, document, "begins_at"), after(act, document, "ends_at")
    if isinstance(begins, int) and isinstance(ends, int) and ends <= begins:
        return Refusal("invalid", "ends_before_it_begins", "ends_at")
    if "announced" in act.writes:
        for path in ("title", "type", "begins_at", "ends_at", "due_by"):
            if after(act, document, path) is None:
                return Refusal("invalid", "activity_incomplete", path)
    if "ended" in act.writes and after(act, document, "announced") is not True:
        return Refusal("invalid", "activity_not_announced", "ended")
    if "cancelled" in act.writes and not (act.writes["cancelled"] or "").strip():
        return Refusal("invalid", "reason_missing", "cancelled")
    for path, value in act.writes.items():
        if path.startswith("people/") and value is True:
            person = library.roster.person(bytes.fromhex(path[len("people/") :].replace("-", "")))
            if person is None or person.institution != after(act, document, "institution"):
                return Refusal("invalid", "unknown_person", path)
    return programme_wrong(act, library)


def due(document: Document, roster: Roster, day: str) -> list[bytes]:
    """Who is to come, by the roster of a day, in the order of their ids."""
    named = {bytes.fromhex(path[len("people/") :].replace("-", "")) for path in under(document.registers, "people/")}
    place, by = id_at(document, "place"), document.value("due_by")
    institution = document.value("institution")
    if by != "list" and place is not None and isinstance(institution, bytes):
        for person in roster.people_of(institution):
            if not _belongs(person.id, place, roster, day):
                continue
            heads = by == "heads" and any(role == "head" for role, _ in roster.roles_on(person.id, day))
            party = by == "party" and person.party != "none"
            if by == "everyone" or heads or party:
                named.add(person.id)
    return sorted(named)


def _belongs(person: bytes, place: bytes, roster: Roster, day: str) -> bool:
    if place in roster.institutions:
        return True
    if place in roster.units:
        return any(place in roster.ancestors(unit) for unit in roster.units_of(person, day))
    return place in roster.branches_of(person, day)


def announcing(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The snapshot of who is due: at the announcement, and for whom the organiser adds by name later."""
    if document.value("announced") is not True or not any(
        path == "announced" or path.startswith("people/") for path in act.writes
    ):
        return []
    told = set(under(document.registers, "due/"))
    if told and "announced" in act.writes:
        return []
    people = due(document, library.roster, library.today)
    if told:
        people = [person for person in people if act.writes.get(f"people/{uuid_text(person)}") is True]
    fresh = {f"due/{uuid_text(person)}": True for person in people if f"due/{uuid_text(person)}" not in told}
    return [ServerAct(document.id, "activity", fresh)] if fresh else []
