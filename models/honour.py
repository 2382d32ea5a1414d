"""荣誉: an award that is announced (公示), conferred once nobody's objection stands in the way, and may be stripped.

Promises: nobody is honoured who was not put forward up the whole chain, who is barred, or twice under two names of one
title; the period of publicity runs in working days by the calendar and can't be cut short; what was conferred stands,
and is taken away with a reason that stays readable.
"""

from __future__ import annotations

from typing import Any, cast

from models.assessment import plan_at
from models.award import (
    FLAG,
    MODEL_POST,
    STAR,
    award_of,
    kinds_of,
    plain_name,
    publicity_days,
    same_award,
    same_title,
    titles_of,
)
from models.award_bar import barred
from models.award_period import counted_in, period_of, wrong_period
from models.calendar import DEFAULT_ZONE, local_day
from models.deed import in_office
from models.document import Act, Document, Library, Refusal, ServerAct, after, is_id, natural_id, uuid_text
from models.nomination import PUT_FORWARD, fits, levels_of, ruling
from models.people import MISSING
from models.selector import Scene
from models.working_days import working_days

_FACTS = frozenset({"title", "reason", "days"})


def may_create(act: Act, library: Library) -> bool:
    return may_award(act, library, "subject") and not kinds_of(_award(act, None, library)) <= {STAR, FLAG}


def may_award(act: Act, library: Library, who: str) -> bool:
    """The office of the house, for an award of a published programme, to somebody whom it is for."""
    found, institution = plan_at(act.writes.get("programme"), library), act.writes.get("institution")
    if found is None or not is_id(institution) or found[0].value("institution") != institution:
        return False
    award, subject = award_of(found[0], act.writes.get("element")), act.writes.get(who)
    if award is None or subject == act.author or not in_office(act.author, institution, library.roster):
        return False
    scene = Scene(library.roster, cast("bytes", institution), found[1].roles, found[1].owners)
    return fits(award.get("subject"), subject, library.today, scene)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if not in_office(act.author, document.value("institution"), library.roster):
        return Refusal("forbidden", "honour_office_only")
    return Refusal("forbidden", "not_on_oneself") if document.value("subject") == act.author else None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    changed = [path for path, value in act.writes.items() if document.value(path) != value]
    if document.value("stripped") is not None or document.value("withdrawn") is not None:
        return Refusal("closed", "honour_over", changed[0]) if changed else None
    if document.value("conferred") is True:
        path = next((path for path in changed if path != "stripped"), None)
        return None if path is None else Refusal("closed", "honour_conferred", path)
    if document.value("announced") is True:
        path = next((path for path in changed if path in _FACTS), None)
        return None if path is None else Refusal("closed", "honour_announced", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    award, title = _award(act, document, library), act.writes.get("title")
    if award is None:
        return Refusal("invalid", "unknown_award", "element")
    if isinstance(title, str) and plain_name(title) not in titles_of(award):
        return Refusal("invalid", "award_title_unknown", "title")
    if refusal := _period_wrong(act, library) or _ending_wrong(act, document):
        return refusal
    wrong = _announcing_wrong(act, document, award, library) if _new(act, document, "announced") else None
    if wrong is None and _new(act, document, "conferred"):
        return _conferring_wrong(act, document, award, library)
    return wrong


def _ending_wrong(act: Act, document: Document | None) -> Refusal | None:
    """What isn't conferred after all, and what is taken away, says why."""
    for path, before, reason in (
        ("withdrawn", "announced", "honour_not_announced"),
        ("stripped", "conferred", "honour_not_conferred"),
    ):
        if path in act.writes and not (act.writes[path] or "").strip():
            return Refusal("invalid", "reason_missing", path)
        if path in act.writes and after(act, document, before) is not True:
            return Refusal("invalid", reason, path)
    return None


def _period_wrong(act: Act, library: Library) -> Refusal | None:
    period = act.writes.get("period")
    return None if period is None else wrong_period(period, "period", library)


def _announcing_wrong(act: Act, document: Document | None, award: dict[str, Any], library: Library) -> Refusal | None:
    for path in ("title", "reason"):
        if not (after(act, document, path) or "").strip():
            return Refusal("invalid", "honour_incomplete", path)
    if (MODEL_POST in kinds_of(award)) != bool((after(act, document, "post") or "").strip()):
        return Refusal("invalid", "honour_post", "post")
    least = publicity_days(award)
    if (after(act, document, "days") or least) < least:
        return Refusal("invalid", "publicity_short", "days", {"days": least})
    programme, subject = library.document(after(act, document, "programme")), after(act, document, "subject")
    element, period = after(act, document, "element"), after(act, document, "period")
    if programme is None or not _put_forward(programme, element, subject, period, library):
        return Refusal("invalid", "not_put_forward", "announced")
    return (
        barred(award, subject, library.today, library, period)
        or _twice(act, document, award, library)
        or _full(act, document, award, library)
    )


def _put_forward(programme: Document, element: Any, subject: Any, period: Any, library: Library) -> bool:
    """For this period, by every level of the chain, under whichever name of the award."""
    elements = same_award(programme, element)
    for each in library.documents_of("nomination", programme.id):
        if each.value("subject") == subject and each.value("element") in elements:
            award = award_of(programme, each.value("element"))
            whole = all(ruling(each, level.name) == PUT_FORWARD for level in levels_of(award))
            if whole and period_of(each, award) == period:
                return True
    return False


def _others(act: Act, document: Document | None, library: Library) -> list[Document]:
    """What else is announced or conferred of this award in this period of it."""
    programme = library.document(after(act, document, "programme"))
    if programme is None:
        return []
    library.alone(programme.id)
    elements, period = same_award(programme, after(act, document, "element")), after(act, document, "period")
    return [
        each
        for each in library.documents_of("honour", programme.id)
        if each.id != act.doc
        and each.value("element") in elements
        and counted_in(each, award_of(programme, each.value("element"))) == period
        and each.value("announced") is True
        and each.value("withdrawn") is None
        and each.value("stripped") is None
    ]


def _twice(act: Act, document: Document | None, award: dict[str, Any], library: Library) -> Refusal | None:
    subject, title, post = (after(act, document, path) for path in ("subject", "title", "post"))
    for each in _others(act, document, library):
        posts = {post, each.value("post")} - {None}
        same = each.value("subject") == subject and len(posts) < 2
        if same and same_title(title, each.value("title"), award):
            return Refusal("invalid", "honour_twice", "subject")
    return None


def _full(act: Act, document: Document | None, award: dict[str, Any], library: Library) -> Refusal | None:
    most = levels_of(award)[-1].quota
    taken = len(_others(act, document, library)) if most is not None else 0
    return None if most is None or taken < most else Refusal("invalid", "quota_full", "announced", {"quota": most})


def _conferring_wrong(act: Act, document: Document | None, award: dict[str, Any], library: Library) -> Refusal | None:
    until = None if document is None else document.value("objections_until")
    if document is None or not isinstance(until, str):
        return Refusal("invalid", "honour_not_announced", "conferred")
    if local_day(act.stamp_ms, DEFAULT_ZONE) <= until:
        return Refusal("invalid", "publicity_running", "conferred", {"until": until})
    for objection in library.documents_of("honour_objection", document.id):
        answer = objection.value("answer")
        if objection.value("raised") is True and answer is None:
            return Refusal("invalid", "objection_open", "conferred")
        if isinstance(answer, dict) and cast("dict[str, Any]", answer).get("outcome") == "upheld":
            return Refusal("invalid", "objection_upheld", "conferred")
    return barred(award, document.value("subject"), library.today, library, document.value("period"))


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The days that an act begins, and the number of a certificate."""
    institution = document.value("institution")
    if document.value("announced") is True and document.value("announced_on") is None:
        award = award_of(library.document(document.value("programme")), document.value("element"))
        days = document.value("days") or publicity_days(award)
        calendars = [each for at in (MISSING, institution) for each in library.documents_of("work_calendar", at)]
        until = working_days(calendars, institution).add(library.today, days)
        return [ServerAct(document.id, "honour", {"announced_on": library.today, "objections_until": until})]
    if document.value("conferred") is True and document.value("number") is None:
        return _numbering(document, institution, library)
    if document.value("stripped") is not None and document.value("stripped_on") is None:
        return [ServerAct(document.id, "honour", {"stripped_on": library.today})]
    return []


def _numbering(document: Document, institution: bytes, library: Library) -> list[ServerAct]:
    year = library.today[:4]
    id = natural_id(f"honour_register/{uuid_text(institution)}/{year}")
    register = library.document(id)
    number = 1 + (0 if register is None else cast("int", register.value("last", 0)))
    names: dict[str, Any] = {"institution": institution, "year": year} if register is None else {}
    return [
        ServerAct(document.id, "honour", {"number": number, "year": year, "conferred_on": library.today}),
        ServerAct(id, "honour_register", {**names, "last": number}),
    ]


def _award(act: Act, document: Document | None, library: Library) -> dict[str, Any] | None:
    programme = after(act, document, "programme")
    return award_of(library.document(programme) if is_id(programme) else None, after(act, document, "element"))


def _new(act: Act, document: Document | None, path: str) -> bool:
    return path in act.writes and (document is None or document.value(path) is not True)


# -- 公示异议: raised by anybody of the house, under his own name, within the period by the stamp of the act ---------


def may_object(act: Act, library: Library) -> bool:
    honour, roster = _honour(act.writes.get("honour"), library), library.roster
    if honour is None or act.writes.get("by") != act.author or roster.is_external(act.author):
        return False
    institution = honour.value("institution")
    announced = honour.value("announced") is True and roster.institution_of(act.author) == institution
    return announced and act.writes.get("institution") == institution


def objection_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    honour = _honour(document.value("honour"), library)
    concerned = honour is not None and honour.value("subject") == act.author
    for path in act.writes:
        if path == "answer":
            if concerned or not in_office(act.author, document.value("institution"), library.roster):
                return Refusal("forbidden", "honour_office_only", path)
        elif document.value("by") != act.author:
            return Refusal("forbidden", "not_yours", path)
    return None


def objection_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    said = {path: value for path, value in act.writes.items() if path != "answer"}
    if not said:
        return None
    if document is not None and document.value("raised") is True:
        changed = any(document.value(path) != value for path, value in said.items())
        return Refusal("closed", "objection_raised") if changed else None
    honour = _honour(after(act, document, "honour"), library)
    until = None if honour is None else honour.value("objections_until")
    over = until is None or local_day(act.made_ms, DEFAULT_ZONE) > until
    return Refusal("closed", "objection_over") if over else None


def objection_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if "raised" in act.writes and not (after(act, document, "text") or "").strip():
        return Refusal("invalid", "reason_missing", "text")
    if "answer" in act.writes and after(act, document, "raised") is not True:
        return Refusal("invalid", "objection_not_raised", "answer")
    return None


def _honour(id: Any, library: Library) -> Document | None:
    found = library.document(id) if is_id(id) else None
    return found if found is not None and found.kind == "honour" else None
