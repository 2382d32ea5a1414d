"""患者评价统计, counted again: from each rating's own answers and the formula of its batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from api.database import Txn
from api.recount.log import Expected, Log, Values

READS = ("rating_batch",)
LEAST = 5
"""Fewer answers than these tell no rate."""


def ratings(txn: Txn) -> list[Values]:
    """Each rating: batch, unit, form, period, the way it came, its state and its answers."""
    rows = txn.fetch("select batch, unit, form, period, means, state, answers from public_ratings")
    names = ("batch", "unit", "form", "period", "means", "state")
    return [{**dict(zip(names, row[:6], strict=True)), "answers": msgspec.msgpack.decode(row[6])} for row in rows]


def expected(log: Log) -> Iterator[Expected]:
    found: dict[tuple[bytes, str, str], list[Values]] = {}
    for each in log.ratings:
        found.setdefault((each["unit"], each["form"], each["period"]), []).append(each)
    batches = log.of("rating_batch")
    for (unit, _, period), given in found.items():
        counting = [each for each in given if each["state"] == "counts"]
        counts: Values = {
            "counted": _share([each for each in counting if each["means"] != "poster"], batches),
            "poster": _share([each for each in counting if each["means"] == "poster"], batches),
            "held": len([each for each in given if each["state"] == "held"]),
            "dropped": len([each for each in given if each["state"] == "dropped"]),
        }
        names = {"unit": unit, "form": _form_of(given, batches), "period": period}
        yield Expected("rating_tally", names, counts)


def _form_of(given: list[Values], batches: dict[bytes, Values]) -> Any:
    """The form with its version, as the first batch that was rated named it."""
    return next((batches[each["batch"]].get("form") for each in given if each["batch"] in batches), None)


def _share(given: list[Values], batches: dict[bytes, Values]) -> Values:
    happy = answered = 0
    for each in given:
        measure: Values = batches.get(each["batch"], {}).get("measure") or {}
        said = each["answers"].get(measure.get("item"))
        if said is None or said in ("", []) or said in measure.get("excluded", ()):
            continue
        answered += 1
        happy += said in measure.get("satisfied", ())
    if answered < LEAST:
        return {"n": len(given), "below": True}
    hundredths = (2 * 10_000 * happy + answered) // (2 * answered)
    rate = f"{hundredths // 100}.{hundredths % 100:02}"
    return {"n": len(given), "counted": answered, "satisfied": happy, "rate": rate}
