"""患者评价统计: what ratings of one unit on one form add up to in a month.

Promises: pure and exact; the rate is (satisfied) / (answered, less the options that the formula leaves out), with
Wilson's interval; fewer than five counted answers tell no rate. Codes and kiosks count together, an open poster stands
apart and counts for nothing else; what is held for a second person counts nowhere until it is decided. Only what a step
has told (`models.rating_steps`) is in it, and before there is anything to tell there is no tally.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct

from models.document import Document, ServerAct, natural_id, uuid_text
from models.item import is_blank
from models.ranking import Measured, interval, text_of
from models.rating_steps import in_steps

LEAST = 5
SATISFIED, LEFT_OUT, NOT_SATISFIED = 1, 0, -1
"""What a rating says by the formula of its batch."""


class Counted(Struct, frozen=True):
    """计数: so many ratings that came by the same way, say the same and stand alike. `state`: counts, held, dropped;
    `told`: whether a step has told them."""

    means: str
    says: int
    state: str
    number: int
    told: bool = True


def says(answer: Any, measure: dict[str, Any]) -> int:
    """How the measured answer counts; an answer that wasn't given is left out."""
    if is_blank(answer) or answer in measure["excluded"]:
        return LEFT_OUT
    return SATISFIED if answer in measure["satisfied"] else NOT_SATISFIED


def share(counts: Iterable[Counted]) -> dict[str, Any]:
    """{"n", "counted", "satisfied", "rate", "low", "high"}; {"n", "below"} where they are too few."""
    given = list(counts)
    n = sum(each.number for each in given)
    satisfied = sum(each.number for each in given if each.says == SATISFIED)
    counted = n - sum(each.number for each in given if each.says == LEFT_OUT)
    if counted < LEAST:
        return {"n": n, "below": True}
    seen = interval(Measured("", counted, satisfied))
    told = {"rate": text_of(seen.value), "low": text_of(seen.low), "high": text_of(seen.high)}
    return {"n": n, "counted": counted, "satisfied": satisfied, **told}


def tally_id(unit: bytes, form: str, period: str) -> bytes:
    return natural_id(f"rating_tally/{uuid_text(unit)}/{form.partition('@')[0]}/{period}")


def tally_act(batch: Document, period: str, counts: Iterable[Counted], known: Document | None) -> ServerAct | None:
    """The tally of a batch's unit, form and month as it now is; None where nothing has moved."""
    given = list(counts)
    counting = [each for each in given if each.state == "counts" and each.told]
    now: dict[str, Any] = {
        "counted": share(each for each in counting if each.means != "poster"),
        "poster": share(each for each in counting if each.means == "poster"),
        "held": in_steps(sum(each.number for each in given if each.state == "held")),
        "dropped": sum(each.number for each in given if each.state == "dropped"),
    }
    if known is None and not (counting or now["held"] or now["dropped"]):
        return None
    for path in ("programme", "element"):
        if batch.value(path) is not None:
            now[path] = batch.value(path)
    unit, form = batch.value("unit"), batch.value("form")
    if known is None:
        now |= {"unit": unit, "form": form, "period": period, "institution": batch.value("institution")}
    writes = {path: value for path, value in now.items() if known is None or known.value(path) != value}
    return ServerAct(tally_id(unit, form, period), "rating_tally", writes) if writes else None
