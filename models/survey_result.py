"""调查结果: what the answers of a survey add up to, and what the server writes while it runs and when it closes.

Promises: while a survey runs nothing is told but how many answers are in; the rate is (satisfied) / (answered, less the
options that the survey leaves out), exact, rounded once; fewer answers than five tell no rate, of a department either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, cast

from models.document import Act, Document, Library, ServerAct, natural_id, uuid_text
from models.form import Form, form_document, read_form
from models.item import CHOOSING, is_blank
from models.result import MEANT, fraction, rounded
from models.survey import GRACE_MS, Survey, read_survey

LEAST = 5
"""Fewer answers than these tell nothing."""


def tally(answers: Iterable[Any], survey: Survey) -> dict[str, Any]:
    """{"n", "counted", "satisfied", "rate"} of answers to the measured item; {"n", "below"} where they are too few."""
    given = [each for each in answers if not is_blank(each)]
    counted = [each for each in given if each not in survey.excluded]
    satisfied = sum(each in survey.satisfied for each in counted)
    if len(counted) < LEAST:
        return {"n": len(given), "below": True}
    rate = rounded(Fraction(100 * satisfied, len(counted)))
    return {"n": len(given), "counted": len(counted), "satisfied": satisfied, "rate": rate}


def void_batches(batches: Iterable[Document], answers: Iterable[Document]) -> dict[bytes, str]:
    """Boxes that don't count, and why: more forms came back, or were entered, than there can have been."""
    entered = Counter(answer.value("batch") for answer in answers)
    void: dict[bytes, str] = {}
    for batch in batches:
        issued, returned = batch.value("issued", 0), batch.value("returned", 0)
        if returned > issued:
            void[batch.id] = "returned_above_issued"
        elif entered[batch.id] > returned:
            void[batch.id] = "entered_above_returned"
    return void


def survey_registers(survey: Survey, form: Form, answers: list[Document], batches: list[Document]) -> dict[str, Any]:
    """The registers of a result, from all answers and boxes of the survey."""
    submitted = [each for each in answers if each.value("submitted") is True]
    void = void_batches(batches, submitted)
    valid = [each for each in submitted if each.value("batch") not in void]
    whole = tally((each.value(f"answers/{survey.item}") for each in valid), survey)
    writes: dict[str, Any] = {"count": len(submitted), "valid": len(valid)}
    writes |= {f"invalid_batches/{uuid_text(batch)}": reason for batch, reason in void.items()}
    for channel, number in Counter(each.value("channel") for each in valid).items():
        writes[f"channels/{channel}"] = number
    if "below" in whole:
        return {**writes, "below": True}
    writes |= {"rate": whole["rate"], "satisfied": whole["satisfied"], "counted": whole["counted"]}
    writes["excluded"] = whole["n"] - whole["counted"]
    units = {each.value("department") for each in valid if each.value("department") is not None}
    for unit in units:
        of_unit = [each.value(f"answers/{survey.item}") for each in valid if each.value("department") == unit]
        writes[f"units/{uuid_text(unit)}"] = tally(of_unit, survey)
    return {**writes, **_tallies(form, valid)}


def _tallies(form: Form, answers: list[Document]) -> dict[str, Any]:
    writes: dict[str, Any] = {}
    for id, item in form.items.items():
        given = [value for each in answers if not is_blank(value := each.value(f"answers/{id}"))]
        if len(given) < LEAST:
            continue
        if item.type in MEANT:
            writes[f"tallies/{id}"] = {
                "n": len(given),
                "mean": rounded(sum(map(fraction, given), Fraction(0)) / len(given)),
            }
        elif item.type in CHOOSING | {"yes_no"}:
            counts = Counter(_option(one) for each in given for one in _chosen(each))
            writes[f"tallies/{id}"] = {"n": len(given), "options": dict(sorted(counts.items()))}
    return writes


def _chosen(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]


def _option(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def of_answer(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """Counts an answer once, when it is submitted; more is not told while the survey runs."""
    survey = document.value("survey")
    found = library.document(survey) if isinstance(survey, bytes) else None
    if found is None or document.value("submitted") is not True or document.value("counted") is True:
        return []
    known = library.document(_result_id(survey))
    names = {} if known else {"survey": survey, "institution": found.value("institution")}
    count = 1 if known is None else known.value("count", 0) + 1
    return [
        ServerAct(document.id, "survey_answer", {"counted": True}),
        ServerAct(_result_id(survey), "survey_result", {**names, "count": count}),
    ]


def of_survey(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """The form stands still from the opening on; the result is written at the close, once."""
    survey = read_survey(document)
    form = form_document(survey.form, library)
    if form is None:
        return []
    acts: list[ServerAct] = []
    if "opened" in act.writes and form.value("used") is not True:
        acts.append(ServerAct(form.id, "form", {"used": True}))
    if "published" in act.writes and survey.published:
        id = _result_id(survey.id)
        known = library.document(id)
        if known is None or known.value("valid") is None:
            answers = sorted(library.documents_of("survey_answer", survey.id), key=lambda each: each.id)
            batches = sorted(library.documents_of("survey_batch", survey.id), key=lambda each: each.id)
            names = {"survey": survey.id, "institution": survey.institution}
            registers = survey_registers(survey, read_form(form), answers, batches)
            acts.append(ServerAct(id, "survey_result", {**names, **registers}))
    return acts


def closing_survey(document: Document, library: Library, now_ms: int) -> list[ServerAct]:
    """A survey whose time, with the grace for what interviewers still have to send, is over."""
    if document.value("opened") is not True or document.value("published") is True:
        return []
    over = now_ms >= (document.value("closes_at") or now_ms + 1) + GRACE_MS
    return [ServerAct(document.id, "survey_round", {"published": True})] if over else []


def _result_id(survey: bytes) -> bytes:
    return natural_id(f"survey_result/{uuid_text(survey)}")
