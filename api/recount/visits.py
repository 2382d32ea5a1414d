"""检查计分, counted again: each item of a visit from its observations and rulings, then the sums from the items."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from api.recount.log import Expected, Log, Values

READS = ("visit", "observation", "visit_ruling", "checklist")
DATED = ("visit", "observation", "visit_ruling")
WORSE = ("na", "pass", "fail")
NOTHING = Fraction(0)


class Given(NamedTuple):
    """What was given for an item: a verdict, and the points that it costs."""

    verdict: str
    cost: Fraction


class Found(NamedTuple):
    """What was found of an item: all that counts, the ruling, and who looked at it at all."""

    given: list[Given]
    ruling: list[Given]
    by: set[bytes]


def expected(log: Log) -> Iterator[Expected]:
    lists = log.of("checklist")
    for id, visit in log.of("visit").items():
        items = {
            path[6:]: each for path, each in lists.get(visit["checklist"], {}).items() if path.startswith("items/")
        }
        found = _found(id, items, log)
        if found:
            counts = _counts(items, found, visit.get("rule") or "worst")
            yield Expected("visit_tally", {"visit": id}, counts, listed=("items/",))


def _found(id: bytes, items: Values, log: Log) -> dict[str, Found]:
    found: dict[str, Found] = {}
    end = _end(id, log)
    for doc, each in log.of("observation").items():
        item = items.get(each.get("item", ""))
        if each.get("visit") != id or item is None:
            continue
        here = found.setdefault(each["item"], Found([], [], set()))
        here.by.add(each["inspector"])
        said = each if end is None else log.until(doc, each, end)
        if said.get("verdict") in WORSE:
            deduction: Values = said.get("deduction") or {}
            failed = [path for path in said if path.startswith("children/") and said[path] == "fail"]
            times = len(failed) or said.get("count") or 1
            cost = _cost(item, said["verdict"], said.get("points"), deduction.get("points"), times)
            here.given.append(Given(said["verdict"], cost))
    for doc, each in log.of("visit_ruling").items():
        item = items.get(each.get("item", ""))
        rulings = sorted((log.dated[doc][path][0], path) for path in each if path.startswith("by/"))
        if each.get("visit") != id or item is None:
            continue
        here = found.setdefault(each["item"], Found([], [], set()))
        if rulings:
            last = each[rulings[-1][1]]
            cost = _cost(item, last["verdict"], last.get("points"), last.get("lost"), 1)
            here.ruling.append(Given(last["verdict"], cost))
    return found


def _end(id: bytes, log: Log) -> int | None:
    """The moment of the publication, after which nothing counts that comes; None where nothing holds."""
    visit, dated = log.of("visit")[id], log.dated[id]
    rounds = {
        word: {int(path.split("/")[1]) for path in visit if path.startswith(word)}
        for word in ("finished/", "reopened/")
    }
    if visit.get("published") is None or max(rounds["finished/"], default=0) <= max(rounds["reopened/"], default=0):
        return None
    stamp, received = dated["published"]
    again = [dated[path] for path in visit if path.startswith("reopened/")]
    return None if any(said > stamp or came > received for said, came in again) else received


def _cost(item: Values, verdict: str, given: Any, own: Any, times: int) -> Fraction:
    points, got, mine = _number(item.get("points")), _number(given), _number(own)
    if verdict != "na" and points is not None and got is not None:
        return max(points - got, NOTHING)
    if verdict != "fail":
        return NOTHING
    fault: Values = item.get("deduct") or {}
    each = _number(fault.get("each")) or _number(fault.get("step"))
    whole, judged = fault.get("all_or_nothing") is True, fault.get("discretionary") is True
    cap = _number(fault.get("cap")) if each is not None or whole or judged else None
    most = [limit for limit in (points, cap) if limit is not None]
    if mine is not None:
        return min([mine, *most])
    if judged or (each is None and not whole):
        return points or NOTHING
    if whole:
        return min([cap or NOTHING if points is None else points, *most])
    return min([times * (each or NOTHING), *most])


def _counts(items: Values, found: dict[str, Found], rule: str) -> Values:
    judged = failed = disputed = observations = 0
    full = score = lost = NOTHING
    told: Values = {}
    for name, each in found.items():
        holds = each.ruling[0] if each.ruling else _holds(each.given, rule)
        differ = not each.ruling and len({one.verdict for one in each.given}) > 1
        told[f"items/{name}"] = {
            "verdict": holds.verdict,
            "lost": _text(holds.cost),
            "disputed": differ,
            "seen": len(each.given),
            "by": sorted(each.by),
        }
        judged += holds.verdict != "unseen"
        failed += holds.verdict == "fail"
        disputed += differ
        observations += len(each.given)
        if holds.verdict in ("pass", "fail"):
            points = _number(items[name].get("points"))
            lost += holds.cost
            full += points or NOTHING
            score += NOTHING if points is None else points - holds.cost
    sums = {"full": _text(full), "score": _text(score), "lost": _text(lost)}
    return {"judged": judged, "failed": failed, "disputed": disputed, "observations": observations, **sums, **told}


def _holds(given: list[Given], rule: str) -> Given:
    if not given or (rule == "leader" and len(set(given)) > 1):
        return Given("unseen", NOTHING)
    if rule != "majority":
        return max(given, key=lambda each: (WORSE.index(each.verdict), each.cost))
    verdicts = [each.verdict for each in given]
    verdict = max(verdicts, key=lambda each: (verdicts.count(each), WORSE.index(each)))
    costs = [each.cost for each in given if each.verdict == verdict]
    return Given(verdict, max(costs, key=lambda each: (costs.count(each), each)))


def _number(said: Any) -> Fraction | None:
    if said is None or isinstance(said, bool):
        return None
    words = str(said)
    try:
        return Fraction(words[:-1]) / 100 if words.endswith("%") else Fraction(words)
    except (ValueError, ZeroDivisionError):
        return None


def _text(number: Fraction) -> str:
    """A decimal where it ends within forty places, else a fraction."""
    for places in range(41):
        if (scaled := number * 10**places).denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            cut = len(digits) - places
            return ("-" if number < 0 else "") + digits[:cut] + ("." + digits[cut:] if places else "")
    return f"{number.numerator}/{number.denominator}"
