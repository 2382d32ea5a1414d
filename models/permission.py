"""Who may write what: the one door through which every act passes before it is stored.

    may_create(act, library)       → the right to create, settled before anything is looked up
    unknown(act, library)          → a form version that this server doesn't have
    judge(act, document, library)  → forbidden → closed → immutable → invalid, the first that applies

Promises: the server itself may everything; nobody else writes a server's register; a register that is written once
keeps its first value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from msgspec.structs import replace

from models import (
    activity,
    administration,
    assessment,
    assistance,
    attendance,
    bulletin,
    bulletin_objection,
    checklist,
    commentary,
    commentary_note,
    complaint,
    contracted_task,
    decision,
    evaluation,
    form,
    form_draft,
    honour,
    inspection,
    kinship,
    late_work,
    meeting,
    moderation,
    month_close,
    nomination,
    observation,
    order,
    order_paperwork,
    peer_review,
    period_decision,
    pledge,
    poll,
    poll_ballot,
    poll_papers,
    programme_rules,
    publication,
    rating_batch,
    rating_case,
    rating_flag,
    record,
    recusal,
    report,
    round_rules,
    standing_honour,
    survey,
    task_mark,
    visit,
    work_calendar,
)
from models.document import SERVER, Act, Document, Library, Refusal
from models.kind import Shape
from models.kinds import KINDS
from models.values import VALUE_TYPES

T = TypeVar("T")


class Rules(NamedTuple):
    """种类规则: the questions that each kind answers about an act."""

    may_create: Callable[[Act, Library], bool]
    forbidden: Callable[[Act, Document, Library], Refusal | None]
    closed: Callable[[Act, Document | None, Library], Refusal | None]
    invalid: Callable[[Act, Document | None, Library], Refusal | None]
    outdated: Callable[[Act, Library], Refusal | None]


def may_create(act: Act, library: Library) -> bool:
    """True when the author may make this document, judged by the act and the roster alone."""
    if act.author == SERVER:
        return True
    rules = RULES.get(act.kind)
    return rules is not None and _carries_once(act) and _asked(rules.may_create, act, library)


def unknown(act: Act, library: Library) -> Refusal | None:
    """`outdated` where the act names a form that this server doesn't have for its author; asked before `may_create`."""
    rules = RULES.get(act.kind)
    return None if rules is None or act.author == SERVER else _asked(rules.outdated, act, library)


def judge(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """None where the act is to be stored. `document` None: the act creates it, and `may_create` has said yes.

    Existence and readability are the intake's; it has answered `not_found` before it asks here.
    """
    if act.author == SERVER:
        return None
    rules, shape = RULES[act.kind], KINDS[act.kind].shape(act.writes)
    refusal = _asked(rules.outdated, act, library)
    if refusal is None and document is not None:
        refusal = _asked(rules.forbidden, act, document, library)
    if refusal is None and shape.of_server is not None:
        refusal = Refusal("forbidden", "server_only", shape.of_server)
    if refusal is None:
        refusal = _asked(rules.closed, act, document, library)
    if refusal is None and document is not None and shape.once:
        refusal = _second_value(act, document, shape)
    if refusal is None:
        refusal = _wrong_value(act, shape)
    return rules.invalid(act, document, library) if refusal is None else refusal


def _carries_once(act: Act) -> bool:
    kind = KINDS[act.kind]
    return kind.name == "form" or kind.names_itself(act.writes)


def _second_value(act: Act, document: Document, shape: Shape) -> Refusal | None:
    for path in shape.once:
        register = document.registers.get(path)
        if register is not None and register.value != act.writes[path]:
            return Refusal("immutable", "written_once", path)
    return None


def _asked(rule: Callable[..., T], act: Act, *more: Any) -> T:
    """What a rule says that is asked before the types are looked at. One that falls over an odd value is asked again
    without it: what is of no type says nothing about who may do what."""
    try:
        return rule(act, *more)
    except (TypeError, AttributeError, ValueError, LookupError):
        sound = _sound(act)
        if sound is act:
            raise
        return rule(sound, *more)


def _sound(act: Act) -> Act:
    """The act as far as its values are of their types."""
    rules = KINDS[act.kind].shape(act.writes).rules
    wrong = [
        path
        for (path, value), rule in zip(act.writes.items(), rules, strict=True)
        if value is not None and (rule is None or _CHECKS[rule.type](value) is not None)
    ]
    return replace(act, writes={**act.writes, **dict.fromkeys(wrong)}) if wrong else act


def _wrong_value(act: Act, shape: Shape) -> Refusal | None:
    for (path, value), rule in zip(act.writes.items(), shape.rules, strict=True):
        if rule is None:
            return Refusal("invalid", "unknown_path", path)
        if value is None:
            if rule.once or rule.type == "true":
                return Refusal("invalid", "must_be_true" if rule.type == "true" else "written_once", path)
            continue
        reason = _CHECKS[rule.type](value)
        if reason is not None:
            return Refusal("invalid", reason, path)
    return None


_CHECKS = {name: each.check for name, each in VALUE_TYPES.items()}


def _nobody(act: Act, library: Library) -> bool:
    return False


def _server_alone(act: Act, document: Document, library: Library) -> Refusal | None:
    return Refusal("forbidden", "server_only")


def _never(act: Act, document: Document | None, library: Library) -> Refusal | None:
    return None


def _current(act: Act, library: Library) -> Refusal | None:
    return None


def _visit_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """The visit's own rules, then those of what is taken in of somebody who has left."""
    refusal = visit.invalid(act, document, library)
    for path in act.writes if refusal is None and document is not None else ():
        if path.startswith(late_work.TAKEN_IN) and document is not None and path not in document.registers:
            refusal = refusal or late_work.wrong(act, document, path, library)
    return refusal


_PEOPLE = Rules(administration.may_create, administration.forbidden, _never, administration.invalid, _current)
_SERVERS = Rules(_nobody, _server_alone, _never, _never, _current)

_NOTES = Rules(
    commentary_note.may_create, commentary_note.forbidden, commentary_note.closed, commentary_note.invalid, _current
)
_COMMENTARY = Rules(commentary.may_create, commentary.forbidden, commentary.closed, commentary.invalid, _current)
_PAPERS = Rules(poll_papers.may_create, poll_papers.forbidden, poll_papers.closed, poll_papers.invalid, _current)
_ANSWERS = Rules(survey.may_answer, survey.not_answers, survey.answers_closed, survey.answers_invalid, _current)

RULES: dict[str, Rules] = {
    "institution": _PEOPLE,
    "unit": _PEOPLE,
    "party_branch": _PEOPLE,
    "person": _PEOPLE,
    "form": Rules(form.may_create, form.forbidden, form.closed, form.invalid, _current),
    "self_evaluation": Rules(
        evaluation.may_create, evaluation.forbidden, evaluation.closed, evaluation.invalid, evaluation.outdated
    ),
    "peer_round": Rules(
        round_rules.may_create, round_rules.forbidden, round_rules.closed, round_rules.invalid, round_rules.outdated
    ),
    "peer_assignment": _SERVERS,
    "peer_review": Rules(
        peer_review.may_create, peer_review.forbidden, peer_review.closed, peer_review.invalid, _current
    ),
    "peer_result": _SERVERS,
    "peer_turnout": _SERVERS,
    "account_event": _SERVERS,
    "task_mark": Rules(task_mark.may_create, task_mark.forbidden, _never, task_mark.invalid, _current),
    "work_calendar": Rules(work_calendar.may_create, work_calendar.forbidden, _never, work_calendar.invalid, _current),
    "assessment": Rules(assessment.may_create, assessment.forbidden, assessment.closed, assessment.invalid, _current),
    "nomination": Rules(nomination.may_create, nomination.forbidden, _never, nomination.invalid, _current),
    "checklist": Rules(checklist.may_create, checklist.forbidden, checklist.closed, checklist.invalid, _current),
    "electorate": _SERVERS,
    "relatives": Rules(kinship.may_create, kinship.forbidden, _never, kinship.invalid, _current),
    "recusal": Rules(recusal.may_create, recusal.forbidden, recusal.closed, _never, _current),
    "combined_result": _SERVERS,
    "decision": Rules(_nobody, decision.forbidden, decision.closed, decision.invalid, _current),
    "period_decision": Rules(_nobody, decision.forbidden, period_decision.closed, period_decision.invalid, _current),
    "branch_commentary": _COMMENTARY,
    "commentary_note": _NOTES,
    "commentary_coverage": _SERVERS,
    "leader_remark": _COMMENTARY,
    "quarterly_remark": _COMMENTARY,
    "survey_round": Rules(survey.may_create, survey.forbidden, survey.closed, survey.invalid, survey.outdated),
    "survey_answer": _ANSWERS,
    "survey_batch": _ANSWERS,
    "survey_result": _SERVERS,
    "programme": Rules(
        programme_rules.may_create,
        programme_rules.forbidden,
        programme_rules.closed,
        programme_rules.invalid,
        _current,
    ),
    "period_result": _SERVERS,
    "export_event": _SERVERS,
    "month_close": Rules(month_close.may_create, month_close.forbidden, _never, month_close.invalid, _current),
    "pledge": Rules(pledge.may_create, pledge.forbidden, pledge.closed, pledge.invalid, _current),
    "record_entry": Rules(record.may_create, record.forbidden, record.closed, record.invalid, _current),
    "activity": Rules(activity.may_create, activity.forbidden, activity.closed, activity.invalid, _current),
    "activity_key": Rules(
        attendance.may_create_key, attendance.key_forbidden, _never, attendance.key_invalid, _current
    ),
    "attendance": Rules(attendance.may_create, attendance.forbidden, attendance.closed, attendance.invalid, _current),
    "meeting": Rules(meeting.may_create, meeting.forbidden, meeting.closed, meeting.invalid, _current),
    "meeting_month": _SERVERS,
    "contracted_task": Rules(
        contracted_task.may_create,
        contracted_task.forbidden,
        contracted_task.closed,
        contracted_task.invalid,
        _current,
    ),
    "inspection_plan": Rules(
        inspection.may_create, inspection.forbidden, inspection.closed, inspection.invalid, _current
    ),
    "inspection_notice": _SERVERS,
    "inspection_team": Rules(_nobody, visit.team_forbidden, visit.team_closed, visit.team_invalid, _current),
    "visit": Rules(_nobody, visit.forbidden, visit.closed, _visit_invalid, _current),
    "observation": Rules(
        observation.may_create, observation.forbidden, observation.closed, observation.invalid, _current
    ),
    "visit_ruling": Rules(
        observation.may_rule,
        observation.rule_forbidden,
        observation.rule_closed,
        observation.rule_invalid,
        _current,
    ),
    "visit_tally": _SERVERS,
    "interview": Rules(
        observation.may_interview,
        observation.interview_forbidden,
        observation.interview_closed,
        observation.interview_invalid,
        _current,
    ),
    "order": Rules(order.may_create, order.forbidden, order.closed, order.invalid, _current),
    "order_note": Rules(order_paperwork.may_create_note, order_paperwork.note_forbidden, _never, _never, _current),
    "order_draft": Rules(order_paperwork.may_create_draft, order_paperwork.draft_forbidden, _never, _never, _current),
    "order_register": _SERVERS,
    "assistance": Rules(assistance.may_create, assistance.forbidden, assistance.closed, assistance.invalid, _current),
    "publication": Rules(
        publication.may_create, publication.forbidden, publication.closed, publication.invalid, _current
    ),
    "finding": _SERVERS,
    "bulletin": Rules(bulletin.may_create, bulletin.forbidden, bulletin.closed, bulletin.invalid, _current),
    "bulletin_register": _SERVERS,
    "bulletin_objection": Rules(
        bulletin_objection.may_create,
        bulletin_objection.forbidden,
        bulletin_objection.closed,
        bulletin_objection.invalid,
        _current,
    ),
    "ballot_context": _SERVERS,
    "anonymous_words": Rules(_nobody, moderation.forbidden, moderation.closed, moderation.invalid, _current),
    "answer_correction": Rules(
        bulletin_objection.may_correct,
        bulletin_objection.correction_forbidden,
        _never,
        bulletin_objection.correction_invalid,
        _current,
    ),
    "rating_batch": Rules(
        rating_batch.may_create,
        rating_batch.forbidden,
        rating_batch.closed,
        rating_batch.invalid,
        rating_batch.outdated,
    ),
    "rating_tally": _SERVERS,
    "rating_flag": Rules(_nobody, rating_flag.forbidden, rating_flag.closed, rating_flag.invalid, _current),
    "rating_case": Rules(_nobody, rating_case.forbidden, rating_case.closed, rating_case.invalid, _current),
    "complaint": Rules(complaint.may_create, complaint.forbidden, complaint.closed, complaint.invalid, _current),
    "honour": Rules(honour.may_create, honour.forbidden, honour.closed, honour.invalid, _current),
    "honour_register": _SERVERS,
    "honour_objection": Rules(
        honour.may_object, honour.objection_forbidden, honour.objection_closed, honour.objection_invalid, _current
    ),
    "star_rating": Rules(
        standing_honour.may_rate,
        standing_honour.stars_forbidden,
        standing_honour.stars_closed,
        standing_honour.stars_invalid,
        _current,
    ),
    "roving_banner": Rules(
        standing_honour.may_hand_over,
        standing_honour.banner_forbidden,
        standing_honour.banner_closed,
        standing_honour.banner_invalid,
        _current,
    ),
    "report": Rules(report.may_create, report.forbidden, report.closed, report.invalid, _current),
    "brief": Rules(report.may_create, report.forbidden, report.closed, report.invalid, _current),
    "report_register": _SERVERS,
    "report_turnout": _SERVERS,
    "poll": Rules(poll.may_create, poll.forbidden, poll.closed, poll.invalid, _current),
    "poll_ballot": Rules(
        poll_ballot.may_create, poll_ballot.forbidden, poll_ballot.closed, poll_ballot.invalid, _current
    ),
    "poll_paper": _PAPERS,
    "poll_hands": _PAPERS,
    "poll_turnout": _SERVERS,
    "poll_result": _SERVERS,
    "form_draft": Rules(form_draft.may_create, form_draft.forbidden, _never, _never, _current),
}
