"""满意度调查: interviewers ask people by phone, in the street or at the bedside, or enter a box of paper forms.

Promises: nobody's name is asked for, and the answers are read by who wrote them down and by the server alone; a box
from which more forms come than went in is not counted; what an interviewer did in time is taken though the task has
ended since. The results are counts, by the formula that the survey states.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from models.calendar import DAY_MS, local_day
from models.document import Act, Document, Library, Refusal, after, uuid_text
from models.form import Form, form_document, lacking, read_form, readable_form, wrong_answer
from models.item import option_values
from models.programme_lists import has_ended
from models.round import organises, published_early

GRACE_MS = 3 * DAY_MS
"""How long answers from before the end are taken after it; as long as an assessor's account may still send."""
FROZEN = frozenset({"title", "closes_at", "opened", "published"})
"""What may still be written once a survey is open."""


class Survey(Struct, frozen=True):
    """满意度调查: a survey as its document stands."""

    id: bytes
    institution: bytes
    form: str
    opens_at: int | None
    closes_at: int | None
    item: str
    satisfied: tuple[Any, ...]
    excluded: tuple[Any, ...]
    opened: bool
    published: bool
    interviewers: frozenset[str]


def read_survey(document: Document, act: Act | None = None) -> Survey:
    """The survey of a document, or as it would stand after an act on it."""

    def value(path: str, default: Any = None) -> Any:
        found = document.value(path) if act is None else after(act, document, path)
        return default if found is None else found

    measure: dict[str, Any] = value("measure", {})
    prefix = "interviewers/"
    return Survey(
        document.id,
        value("institution", b""),
        value("form", ""),
        value("opens_at"),
        value("closes_at"),
        measure.get("item", ""),
        tuple(measure.get("satisfied", ())),
        tuple(measure.get("excluded", ())),
        value("opened") is True,
        value("published") is True,
        frozenset(
            path[len(prefix) :]
            for path, register in document.registers.items()
            if path.startswith(prefix) and register.value is True
        ),
    )


# -- the survey itself --------------------------------------------------------------------------------------


def may_create(act: Act, library: Library) -> bool:
    return organises(act.author, act.writes.get("institution"), None, library.roster)


def outdated(act: Act, library: Library) -> Refusal | None:
    name = act.writes.get("form")
    if not isinstance(name, str) or readable_form(name, act.author, library) is not None:
        return None
    return Refusal("outdated", "unknown_form", "form", {"form": name})


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    allowed = organises(act.author, document.value("institution"), None, library.roster)
    return None if allowed else Refusal("forbidden", "organisers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("opened") is not True:
        return None
    if document.value("published") is True and not set(act.writes) <= {"opened", "published"}:
        return Refusal("closed", "round_published")
    path = next((path for path in act.writes if path not in FROZEN and not path.startswith("interviewers/")), None)
    return None if path is None else Refusal("closed", "round_opened", path)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "title" in act.writes) and not after(act, document, "title"):
        return Refusal("invalid", "title_missing", "title")
    survey = read_survey(document or Document(act.doc, act.kind, act.author), act)
    if survey.opens_at is not None and survey.closes_at is not None and survey.closes_at <= survey.opens_at:
        return Refusal("invalid", "closes_before_it_opens", "closes_at")
    stranger = _stranger(survey, act, library)
    if stranger is not None:
        return Refusal("invalid", "unknown_person", stranger)
    opening = "opened" in act.writes and not (document and document.value("opened"))
    refusal = has_ended(act, document, library, opening=opening)
    if refusal is None and opening:
        refusal = _opening_wrong(survey, act, library)
    if refusal is None and "published" in act.writes and not opening:
        refusal = published_early(act, opened=survey.opened, closes_at=survey.closes_at)
    return refusal


def _stranger(survey: Survey, act: Act, library: Library) -> str | None:
    """Where somebody of another institution is named as interviewer."""
    for path, named in act.writes.items():
        if named is True and path.startswith("interviewers/"):
            person = bytes.fromhex(path[len("interviewers/") :].replace("-", ""))
            if library.roster.institution_of(person) != survey.institution:
                return path
    return None


def _opening_wrong(survey: Survey, act: Act, library: Library) -> Refusal | None:
    missing = {"form": not survey.form, "opens_at": survey.opens_at is None, "closes_at": survey.closes_at is None}
    for path, absent in {**missing, "measure": not survey.item}.items():
        if absent:
            return Refusal("invalid", "round_incomplete", path)
    if survey.closes_at is not None and survey.closes_at <= act.received_ms:
        return Refusal("invalid", "round_over", "closes_at")
    found = form_document(survey.form, library)
    item = None if found is None else found.value(f"items/{survey.item}")
    options = option_values(item.get("options")) if isinstance(item, dict) else []  # pyright: ignore[reportUnknownArgumentType, reportUnknownMemberType]
    if not survey.satisfied or not {*survey.satisfied, *survey.excluded} <= set(options):
        return Refusal("invalid", "measure_options", "measure")
    return None


# -- what is filled in for it ---------------------------------------------------------------------------------


def may_answer(act: Act, library: Library) -> bool:
    """Its interviewers, the assessors of the institution on the day of the stamp, and those who organise."""
    found = _survey_of(act, None, library)
    if found is None or act.writes.get("by") != act.author:
        return False
    roster, day = library.roster, local_day(act.stamp_ms)
    return (
        uuid_text(act.author) in found.interviewers
        or ("assessor", found.institution) in roster.roles_on(act.author, day)
        or organises(act.author, found.institution, None, roster)
    )


def not_answers(act: Act, document: Document, library: Library) -> Refusal | None:
    return None if document.value("by") == act.author else Refusal("forbidden", "not_yours")


def answers_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    survey = _survey_of(act, document, library)
    if document is not None and document.value("submitted") is True:
        changed = any(document.value(path) != value for path, value in act.writes.items())
        return Refusal("closed", "submitted") if changed else None
    if survey is None:
        return None
    if survey.published:
        return Refusal("closed", "round_published")
    if survey.closes_at is not None:
        if act.made_ms > survey.closes_at:
            return Refusal("closed", "round_closed")
        if act.received_ms > survey.closes_at + GRACE_MS:
            return Refusal("closed", "late_over", None, {"hours": GRACE_MS // 3_600_000})
    return None


def answers_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    survey = _survey_of(act, document, library)
    if survey is None or not survey.opened or (survey.opens_at is not None and act.stamp_ms < survey.opens_at):
        return Refusal("invalid", "round_not_yet")
    unit = act.writes.get("department")
    known = library.roster.units.get(unit) if isinstance(unit, bytes) else None
    if unit is not None and (known is None or known.institution != survey.institution):
        return Refusal("invalid", "unknown_unit", "department")
    return _counts_wrong(act) if act.kind == "survey_batch" else _answer_wrong(survey, act, document, library)


def _answer_wrong(survey: Survey, act: Act, document: Document | None, library: Library) -> Refusal | None:
    form = _form_of(survey, library)
    if form is None:
        return Refusal("invalid", "unknown_form")
    refusal = wrong_answer(form, act)
    if refusal is None and after(act, document, "submitted") is True:
        if after(act, document, "channel") is None:
            return Refusal("invalid", "channel_missing", "channel")
        return lacking(form, act, document, library)
    return refusal


def _counts_wrong(act: Act) -> Refusal | None:
    """More returned than issued is a fact that makes the box void, and no mistake to refuse."""
    for path in ("issued", "returned"):
        count = act.writes.get(path)
        if count is not None and (type(count) is not int or not 0 <= count <= 100_000):
            return Refusal("invalid", "wrong_type", path)
    return None


def _survey_of(act: Act, document: Document | None, library: Library) -> Survey | None:
    id = act.writes.get("survey") if document is None else document.value("survey")
    found = library.document(id) if isinstance(id, bytes) else None
    return read_survey(found) if found is not None and found.kind == "survey_round" else None


def _form_of(survey: Survey, library: Library) -> Form | None:
    found = form_document(survey.form, library)
    return None if found is None else read_form(found)
