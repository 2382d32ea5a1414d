"""患者评价统计, counted again: from each rating's own answers and the formula of its batch, as far as it may be told.

Promises: tells no more than the steps allow. A step of fewer than five that isn't the only one is none, and five that
nobody has been shown don't wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, localcontext
from math import ceil, floor
from typing import Any

import msgspec

from api.database import Txn
from api.recount.log import Difference, Expected, Log, Values

READS = ("rating_batch",)
SPARE = Decimal("1e-12")
LEAST = 5
"""Fewer answers than these tell no rate, fewer ratings make no step, and what is held is told in so many."""


def ratings(txn: Txn) -> list[Values]:
    """Each rating: batch, unit, form, period, the way it came, its state, its step and its answers."""
    rows = txn.fetch("select batch, unit, form, period, means, state, step, answers from public_ratings")
    names = ("batch", "unit", "form", "period", "means", "state", "step")
    return [{**dict(zip(names, row[:7], strict=True)), "answers": msgspec.msgpack.decode(row[7])} for row in rows]


def expected(log: Log) -> Iterator[Expected]:
    found: dict[tuple[bytes, str, str], list[Values]] = {}
    for each in log.ratings:
        found.setdefault((each["unit"], each["form"], each["period"]), []).append(each)
    batches = log.of("rating_batch")
    for (unit, _, period), given in found.items():
        by_codes = _told([each for each in given if each["means"] != "poster"])
        by_posters = _told([each for each in given if each["means"] == "poster"])
        held, dropped = (len([each for each in given if each["state"] == state]) for state in ("held", "dropped"))
        counts: Values = {
            "counted": _share(by_codes, batches),
            "poster": _share(by_posters, batches),
            "held": held // LEAST * LEAST,
            "dropped": dropped,
        }
        names = {"unit": unit, "form": _form_of(given, batches), "period": period}
        needed = bool(by_codes or by_posters or held >= LEAST or dropped)
        yield Expected("rating_tally", names, counts, needed=needed)


def _told(given: list[Values]) -> list[Values]:
    """Those that the tally may tell, and must."""
    counting = [each for each in given if each["state"] == "counts"]
    steps = Counter(each["step"] for each in counting if each["step"] > 0)
    whole = {step for step, number in steps.items() if number >= LEAST or len(steps) == 1}
    late = len([each for each in counting if each["step"] == 0]) >= LEAST
    return [each for each in counting if late or each["step"] in whole]


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
    low, high = bounds(happy, answered)
    return {"n": len(given), "counted": answered, "satisfied": happy, "rate": rate, "low": low, "high": high}


def bounds(happy: int, answered: int) -> tuple[str, str]:
    """Wilson's interval at 95 %, rounded outwards to hundredths of a per cent."""
    with localcontext(prec=50):
        share, square = Decimal(happy) / answered, Decimal("1.96") ** 2 / answered
        spread = Decimal("1.96") * (share * (1 - share) / answered + square / answered / 4).sqrt() + SPARE
        low = (share + square / 2 - spread) / (1 + square) * 10_000
        high = (share + square / 2 + spread) / (1 + square) * 10_000
    ends = max(0, floor(low)), min(10_000, ceil(high))
    return tuple(f"{end // 100}.{end % 100:02}" for end in ends)  # pyright: ignore[reportReturnType] - two of them


def codes(txn: Txn) -> dict[bytes, int]:
    """How many codes each batch has."""
    return dict(txn.fetch("select batch, count(*) from rating_codes group by batch"))


def too_many_codes(log: Log) -> Iterator[Difference]:
    """A label each, and one of a kiosk or a poster."""
    batches = log.of("rating_batch")
    for batch, number in log.codes.items():
        values = batches.get(batch, {})
        most = values.get("labels", 0) if values.get("means") == "label" else 1 if values else 0
        if number > most:
            yield Difference("rating_batch", batch, "codes, at most the labels", number, most)
