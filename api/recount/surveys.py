"""调查结果, counted again: how many answers are in; once it is out, how many count and what the rate is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.recount.log import Expected, Log, Values

READS = ("survey_round", "survey_answer", "survey_batch")
LEAST = 5
"""Fewer answers than these tell no rate."""


def expected(log: Log) -> Iterator[Expected]:
    answers, boxes = log.grouped("survey_answer", "survey"), log.of("survey_batch")
    for id, survey in log.of("survey_round").items():
        came = [each for each in answers.get(id, []) if each.get("submitted") is True]
        counts: Values = {"count": len(came)}
        if survey.get("published") is True:
            counts |= _closed(survey, came, boxes)
        yield Expected("survey_result", {"survey": id}, counts, needed=bool(came))


def _closed(survey: Values, came: list[Values], boxes: dict[bytes, Values]) -> Values:
    void = {box for box, each in boxes.items() if _overfull(box, each, came)}
    valid = [each for each in came if each.get("batch") not in void]
    measure: dict[str, Any] = survey.get("measure") or {}
    given = [each.get(f"answers/{measure.get('item', '')}") for each in valid]
    told = [one for one in given if one is not None and one not in ("", []) and one not in measure.get("excluded", ())]
    if len(told) < LEAST:
        return {"valid": len(valid), "below": True}
    happy = len([one for one in told if one in measure.get("satisfied", ())])
    hundredths = (2 * 10_000 * happy + len(told)) // (2 * len(told))
    rate = f"{hundredths // 100}.{hundredths % 100:02}"
    return {"valid": len(valid), "counted": len(told), "satisfied": happy, "rate": rate}


def _overfull(box: bytes, counts: Values, came: list[Values]) -> bool:
    """More came back than went out, or more were entered than came back."""
    back = counts.get("returned", 0)
    return back > counts.get("issued", 0) or len([one for one in came if one.get("batch") == box]) > back
