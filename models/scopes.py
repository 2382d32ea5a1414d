"""Who reads what: two pure functions over the roster, and nothing else decides it (protocol §6).

    scopes_of(document, roster) → the scopes a document is in
    scopes_for(person, roster)  → the families of scopes a person holds

A person holds a document exactly while the two meet. Memberships are read as on the document's day, roles as of today.
A family that ages is named without its quarter: `person/<id>` holds `person/<id>/2026Q4`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from models import (
    assessment_scopes,
    ballot_scopes,
    bulletin_scopes,
    commentary_scopes,
    deed_scopes,
    honour_scopes,
    inspection_scopes,
    meeting_scopes,
    order_scopes,
    poll_scopes,
    public_scopes,
    work_calendar,
)
from models.calendar import DEFAULT_ZONE, is_day, local_day, quarter
from models.commentary_scopes import external
from models.document import SERVER, Document, stamp_ms, uuid_text
from models.inspection_circle import TEAM_KINDS, read_plan, read_team
from models.kinds import KINDS
from models.people import MISSING, Membership, RoleHeld, has_left, is_leaving, read_person
from models.result_scopes import scopes_of_close, scopes_of_decision, scopes_of_result
from models.roster import ROSTER_KINDS, Roster
from models.scope_names import NOWHERE, named, of_tallies
from models.value_type import MOMENT_MS_MAX

LIBRARY = "library"
_QUARTER_TAIL = len("/2026Q4")
_TALLIED = ("office/", "institution/")
"""Plain families that have tallies, beside the circles of inspections; of ageing ones the members of a branch."""
_MEMO_MAX = 100_000


class Families(Struct, frozen=True):
    """可见范围: the scopes of a person; `plain` by their names, `ageing` by their names without the quarter."""

    plain: frozenset[str]
    ageing: frozenset[str]

    def has(self, scope: str) -> bool:
        """True for a plain scope of these, or any quarter of an ageing one."""
        return scope in self.plain or scope[:-_QUARTER_TAIL] in self.ageing


class Affected(Struct, frozen=True):
    """受影响者: `documents` of these persons are to be re-scoped; `rights` of these persons have changed."""

    documents: frozenset[bytes] = frozenset()
    rights: frozenset[bytes] = frozenset()


def holds(person: bytes, document_scopes: frozenset[str], roster: Roster) -> bool:
    """True when the person holds a document that is in these scopes."""
    key = ("holds", person, document_scopes)
    held = roster.memo.get(key)
    if held is None:
        families = scopes_for(person, roster)
        if len(roster.memo) > _MEMO_MAX:
            roster.memo.clear()
        held = roster.memo[key] = any(families.has(scope) for scope in document_scopes)
    return held


def scopes_for(person: bytes, roster: Roster) -> Families:
    """The families that a person holds today. Somebody who isn't in the roster holds nothing."""
    key = ("for", person)
    families = roster.memo.get(key)
    if families is None:
        families = roster.memo[key] = _families(person, roster)
    return families


def _families(person: bytes, roster: Roster) -> Families:
    found = roster.person(person)
    if found is None:
        return Families(NOWHERE, NOWHERE)
    own = f"person/{uuid_text(person)}"
    if roster.is_external(person):
        held = {f"external/{uuid_text(at)}" for role, at in roster.roles(person) if role == "assessor"}
        return Families(frozenset({LIBRARY, own, *held}), frozenset({own}))
    if has_left(found, roster.today):
        return Families(frozenset({LIBRARY, own}), frozenset({own}))
    plain = {LIBRARY, own, f"institution/{uuid_text(found.institution)}"}
    circles = roster.circle.scopes_for(person, roster)
    ageing = {own, *(f"branch/{uuid_text(branch)}/members" for branch in roster.branches_of(person, roster.today))}
    for role, at in roster.roles(person):
        if role == "head":
            for unit in map(uuid_text, roster.below(at)):
                ageing.add(f"unit/{unit}/evaluations")
                plain.add(f"office/{unit}")
                ageing.add(f"office/{unit}")
        elif role == "secretary":
            ageing.add(f"branch/{uuid_text(at)}/evaluations")
            plain.add(f"office/{uuid_text(at)}")
            plain |= ballot_scopes.moderated(person, at)
        elif at in roster.institutions:
            plain.add(f"institution/{uuid_text(at)}")
            if role in ("leader", "supervisor", "admin"):
                plain.add(f"office/{uuid_text(at)}")
                ageing.add(f"office/{uuid_text(at)}")
            if role in ("supervisor", "admin"):
                plain |= ballot_scopes.moderated(person, at)
    plain |= circles | of_tallies(circles) | of_tallies(each for each in plain if each.startswith(_TALLIED))
    ageing |= of_tallies(each for each in ageing if each.endswith("/members"))
    return Families(frozenset(plain), frozenset(ageing))


def scopes_of(document: Document, roster: Roster) -> frozenset[str]:
    """The scopes that a document is in as it stands; an incomplete document is in none."""
    rule = _RULES.get(document.kind)
    if rule is None:
        return NOWHERE
    found = rule(document, roster)
    return of_tallies(found) if KINDS[document.kind].tally else found


def _of_institution(document: Document, roster: Roster) -> frozenset[str]:
    institution = document.id if document.kind == "institution" else document.value("institution")
    return named("institution", institution)


def _of_place(document: Document, roster: Roster) -> frozenset[str]:
    """The names of the institution and its units: those from outside need them too."""
    return _of_institution(document, roster) | external(document)


def _of_person(document: Document, roster: Roster) -> frozenset[str]:
    """The roster is the institution's; who is from outside, or has left, reads of it only what is said of himself."""
    scopes, person = _of_institution(document, roster), read_person(document)
    alone = is_leaving(person) or any(role.role == "assessor" for role in person.roles)
    return scopes | named("person", document.id) if scopes and alone else scopes


def _of_programme(document: Document, roster: Roster) -> frozenset[str]:
    """A draft is the office's; published, everybody of the institution reads it."""
    family = "institution" if document.value("published") is True else "office"
    return named(family, document.value("institution"))


def _of_form(document: Document, roster: Roster) -> frozenset[str]:
    """A programme's form carries its institution, whose assessors ask on it; the server's others are the library."""
    institution = document.value("institution")
    if institution is not None:
        return named("institution", institution) | named("external", institution)
    if document.creator == SERVER:
        return _LIBRARY_ONLY
    institution = roster.institution_of(document.creator)
    return named("institution", institution) | named("external", institution)


_LIBRARY_ONLY = frozenset({LIBRARY})


def _of_evaluation(document: Document, roster: Roster) -> frozenset[str]:
    person, day = document.value("person"), document.value("day")
    submitted = document.value("submitted") is True
    key = ("of", person, day, submitted)
    scopes = roster.memo.get(key)
    if scopes is None:
        if len(roster.memo) > _MEMO_MAX:
            roster.memo.clear()
        scopes = roster.memo[key] = _evaluation_scopes(person, day, submitted, roster)
    return scopes


def _evaluation_scopes(person: Any, day: Any, submitted: bool, roster: Roster) -> frozenset[str]:
    if not isinstance(person, bytes) or not isinstance(day, str) or not is_day(day):
        return NOWHERE
    tail = quarter(day)
    scopes = {f"person/{uuid_text(person)}/{tail}"}
    if submitted:
        scopes.update(f"unit/{uuid_text(unit)}/evaluations/{tail}" for unit in roster.units_of(person, day))
        scopes.update(f"branch/{uuid_text(place)}/evaluations/{tail}" for place in roster.branches_of(person, day))
    return frozenset(scopes)


def _of_round(document: Document, roster: Roster) -> frozenset[str]:
    return _of_place(document, roster) if document.value("kind") == "external" else _of_institution(document, roster)


def _of_assignment(document: Document, roster: Roster) -> frozenset[str]:
    return named("person", document.value("reviewer"))


def _of_review(document: Document, roster: Roster) -> frozenset[str]:
    """The reviewer's own; once the server has written `shown` (a named round, published), the subject's too.

    Nobody's once it is `withheld` (the account was reset). Its quarter is that in which the round was made, which the
    round's id carries.
    """
    if document.value("withheld") is True:
        return NOWHERE
    round, reviewer = document.value("round"), document.value("reviewer")
    if not isinstance(round, bytes) or not isinstance(reviewer, bytes):
        return NOWHERE
    tail = quarter(local_day(min(stamp_ms(round), MOMENT_MS_MAX), DEFAULT_ZONE))
    scopes = {f"person/{uuid_text(reviewer)}/{tail}"}
    subject = document.value("subject")
    if document.value("shown") is True and isinstance(subject, bytes):
        scopes.add(f"person/{uuid_text(subject)}/{tail}")
    return frozenset(scopes)


def _of_result(document: Document, roster: Roster) -> frozenset[str]:
    return named("person", document.value("subject")) | _of_turnout(document, roster)


def _of_decision(document: Document, roster: Roster) -> frozenset[str]:
    """The office's while it is open; the subject reads the grade once it is decided."""
    return _of_result(document, roster) if document.value("decided") is True else _of_turnout(document, roster)


def _of_turnout(document: Document, roster: Roster) -> frozenset[str]:
    """The office of the institution, and the secretary's where a branch runs the round."""
    return named("office", document.value("institution")) | named("office", document.value("branch"))


def _of_mark(document: Document, roster: Roster) -> frozenset[str]:
    """Who marked a task as done, and the office that keeps an eye on it."""
    return named("person", document.value("person")) | named("office", document.value("institution"))


def _of_account_event(document: Document, roster: Roster) -> frozenset[str]:
    return named("person", document.value("person"))


def _of_checklist(document: Document, roster: Roster) -> frozenset[str]:
    """The office's while it is drafted, everybody's once it is published."""
    family = "institution" if document.value("published") is True else "office"
    return named(family, document.value("institution"))


_RULES: dict[str, Callable[[Document, Roster], frozenset[str]]] = {
    "institution": _of_place,
    "unit": _of_place,
    "party_branch": _of_institution,
    "person": _of_person,
    "form": _of_form,
    "self_evaluation": _of_evaluation,
    "peer_round": _of_round,
    "peer_assignment": _of_assignment,
    "peer_review": _of_review,
    "peer_result": _of_result,
    "peer_turnout": _of_turnout,
    "account_event": _of_account_event,
    "task_mark": _of_mark,
    "work_calendar": lambda document, roster: work_calendar.scopes_of(document.value("institution")),
    "checklist": _of_checklist,
    "assessment": assessment_scopes.of_assessment,
    "nomination": assessment_scopes.of_nomination,
    "electorate": _of_turnout,
    "relatives": _of_turnout,
    "recusal": _of_assignment,
    "combined_result": _of_result,
    "decision": _of_decision,
    "branch_commentary": commentary_scopes.of_commentary,
    "commentary_note": commentary_scopes.of_note,
    "commentary_coverage": commentary_scopes.of_coverage,
    "leader_remark": commentary_scopes.of_remark,
    "quarterly_remark": commentary_scopes.of_remark,
    "survey_round": commentary_scopes.of_survey,
    "survey_answer": commentary_scopes.of_answer,
    "survey_batch": commentary_scopes.of_answer,
    "survey_result": commentary_scopes.of_survey_result,
    "programme": _of_programme,
    "period_result": scopes_of_result,
    "period_decision": scopes_of_decision,
    "month_close": scopes_of_close,
    "export_event": scopes_of_close,
    "pledge": deed_scopes.of_pledge,
    "record_entry": deed_scopes.of_record,
    "activity": deed_scopes.of_activity,
    "activity_key": deed_scopes.of_key,
    "attendance": deed_scopes.of_attendance,
    "meeting": meeting_scopes.of_meeting,
    "meeting_month": meeting_scopes.of_month,
    "contracted_task": deed_scopes.of_task,
    "inspection_plan": inspection_scopes.of_plan,
    "inspection_team": inspection_scopes.of_team,
    "inspection_notice": inspection_scopes.of_notice,
    "visit": inspection_scopes.of_visit,
    "observation": inspection_scopes.of_what_is_seen,
    "visit_ruling": inspection_scopes.of_what_is_seen,
    "visit_tally": inspection_scopes.of_what_is_seen,
    "interview": inspection_scopes.of_what_is_seen,
    "order": order_scopes.of_order,
    "order_note": order_scopes.of_note,
    "order_draft": order_scopes.of_draft,
    "order_register": order_scopes.of_register,
    "assistance": order_scopes.of_assistance,
    "publication": inspection_scopes.of_what_is_seen,
    "ballot_context": ballot_scopes.of_context,
    "anonymous_words": ballot_scopes.of_words,
    "finding": bulletin_scopes.of_finding,
    "bulletin": bulletin_scopes.of_bulletin,
    "bulletin_register": bulletin_scopes.of_register,
    "bulletin_objection": bulletin_scopes.of_objection,
    "answer_correction": bulletin_scopes.of_objection,
    "rating_batch": public_scopes.of_both,
    "rating_tally": public_scopes.of_both,
    "rating_flag": public_scopes.of_flag,
    "rating_case": public_scopes.of_case,
    "complaint": public_scopes.of_complaint,
    "honour": honour_scopes.of_honour,
    "honour_register": honour_scopes.of_register,
    "honour_objection": honour_scopes.of_objection,
    "star_rating": honour_scopes.of_what_is_held,
    "roving_banner": honour_scopes.of_what_is_held,
    "report": honour_scopes.of_report,
    "brief": honour_scopes.of_report,
    "report_register": honour_scopes.of_register,
    "report_turnout": honour_scopes.of_turnout,
    "poll": poll_scopes.of_poll,
    "poll_ballot": poll_scopes.of_ballot,
    "poll_paper": poll_scopes.of_papers,
    "poll_hands": poll_scopes.of_hands,
    "poll_turnout": poll_scopes.of_turnout,
    "poll_result": poll_scopes.of_result,
    "form_draft": lambda document, roster: named("person", document.value("person")),
}


def affected_by(before: Document | None, after: Document, roster: Roster) -> Affected:
    """Whom a change of a person, unit or branch document concerns; `roster` already holds `after`.

    `before` is the document as it stood, None when the act made it.
    """
    if after.kind == "person":
        return _affected_by_person(before, after, roster)
    if after.kind in TEAM_KINDS:
        return Affected(rights=_holders(before, roster) | _holders(after, roster))
    parent = None if before is None else before.value("parent")
    if after.kind == "unit" and parent != after.value("parent"):
        places = {*roster.ancestors(after.id), *roster.ancestors(parent or MISSING)}
        heads = (person for person in roster.persons if any(("head", unit) in roster.roles(person) for unit in places))
        return Affected(rights=frozenset(heads) | roster.circle.concerned())
    return Affected()


def _holders(document: Document | None, roster: Roster) -> frozenset[bytes]:
    """Who holds something by a plan or a team as it stands."""
    if document is None:
        return frozenset()
    if document.kind == "inspection_plan":
        return read_plan(document).holders
    return roster.circle.circle_of(read_team(document))


def _affected_by_person(before: Document | None, after: Document, roster: Roster) -> Affected:
    person = frozenset({after.id})
    now = read_person(after)
    if before is None:
        return Affected(documents=person, rights=person)
    then = read_person(before)
    moved = _stays(then.memberships) != _stays(now.memberships) or _stays(then.branches) != _stays(now.branches)
    reads_by_unit = any(role.role == "assessor" for role in now.roles) or roster.circle.concerns(after.id)
    rights = (
        _held(then.roles) != _held(now.roles)
        or _stays(then.branches) != _stays(now.branches)
        or (moved and reads_by_unit)
        or has_left(then, roster.today) != has_left(now, roster.today)
    )
    return Affected(documents=person if moved else frozenset(), rights=person if rights else frozenset())


def _stays(stays: tuple[Membership, ...]) -> frozenset[Membership]:
    return frozenset(stays)


def _held(roles: tuple[RoleHeld, ...]) -> frozenset[RoleHeld]:
    return frozenset(roles)


__all__ = [
    "ROSTER_KINDS",
    "Affected",
    "Families",
    "affected_by",
    "holds",
    "quarter",
    "scopes_for",
    "scopes_of",
]
