"""Who reads commentary, remarks and surveys: the scopes of their documents, entered in `models.scopes`.

Promises: pure; a draft is in the scopes of who writes it alone, an answer to a survey always.
"""

from __future__ import annotations

from typing import Any

from models.calendar import DEFAULT_ZONE, local_day, quarter
from models.document import Document, stamp_ms
from models.period import is_period, last_day
from models.roster import Roster
from models.scope_names import NOWHERE, named


def external(document: Document) -> frozenset[str]:
    """What the assessors of the institution work with, beside its own people."""
    institution = document.id if document.kind == "institution" else document.value("institution")
    return named("external", institution)


def of_commentary(document: Document, roster: Roster) -> frozenset[str]:
    """The secretary's (or the leader's who writes on a secretary); once out the subject's, once public the branch's."""
    branch, subject, period = (document.value(path) for path in ("branch", "subject", "period"))
    if not isinstance(period, str) or not is_period(period):
        return NOWHERE
    by_leader = document.value("by_leader") is True
    if document.value("submitted") is not True:
        scopes = _person(document.creator) if by_leader else _branch(branch)
    else:
        scopes = _person(subject) | _branch(branch) | (_person(document.creator) if by_leader else NOWHERE)
        if document.value("public") is True:
            scopes |= _suffixed(named("branch", branch), "members")
    return _suffixed(scopes, quarter(last_day(period)))


def of_note(document: Document, roster: Roster) -> frozenset[str]:
    """Who wrote it, and the branch's secretary, who gives the commentary; the subject reads that one alone."""
    period = document.value("period")
    if not isinstance(period, str) or not is_period(period):
        return NOWHERE
    scopes = _person(document.value("by")) | _branch(document.value("branch"))
    return _suffixed(scopes, quarter(last_day(period)))


def of_coverage(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution")) | named("office", document.value("branch"))


def of_remark(document: Document, roster: Roster) -> frozenset[str]:
    """Its writer's; once out, of the subject too, and of who is responsible there: head and secretary."""
    by, subject, period = (document.value(path) for path in ("by", "subject", "period"))
    if document.kind == "quarterly_remark":
        if not isinstance(period, str) or not is_period(period):
            return NOWHERE
        day, out = last_day(period), document.value("submitted") is True
    else:
        day = _made_on(document.id)
        out = document.value("text") is not None
    scopes = _person(by)
    if out and isinstance(subject, bytes):
        scopes |= _of_subject(subject, day, roster)
    return _suffixed(scopes, quarter(day))


def _of_subject(subject: bytes, day: str, roster: Roster) -> frozenset[str]:
    if subject in roster.units:
        return _unit(subject)
    if subject in roster.branches:
        return _branch(subject)
    return _person(subject).union(
        *(_unit(unit) for unit in roster.units_of(subject, day)),
        *(_branch(branch) for branch in roster.branches_of(subject, day)),
    )


def of_survey(document: Document, roster: Roster) -> frozenset[str]:
    return named("institution", document.value("institution")) | external(document)


def of_answer(document: Document, roster: Roster) -> frozenset[str]:
    return _suffixed(_person(document.value("by")), quarter(_made_on(document.id)))


def of_survey_result(document: Document, roster: Roster) -> frozenset[str]:
    return named("office", document.value("institution"))


def _made_on(id: bytes) -> str:
    """The day in a UUIDv7 that a document has for its id."""
    return local_day(stamp_ms(id), DEFAULT_ZONE)


def _person(id: Any) -> frozenset[str]:
    return named("person", id)


def _unit(id: Any) -> frozenset[str]:
    return _suffixed(named("unit", id), "evaluations")


def _branch(id: Any) -> frozenset[str]:
    return _suffixed(named("branch", id), "evaluations")


def _suffixed(scopes: frozenset[str], tail: str) -> frozenset[str]:
    return frozenset(f"{scope}/{tail}" for scope in scopes)
