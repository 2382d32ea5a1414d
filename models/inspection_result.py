"""检查结果: what several inspectors' observations of one item come to, what the visit scores, and who still owes what.

    of_item(item, observations, ruling, rule) → the verdict that holds, the points lost, and whether they disagree
    visit_score(items, results)               → points, deductions, counts
    sections(items), owed(…)                  → what was claimed by somebody and hasn't been looked at

Promises: pure and exact, the same to the digit in `pwa/src/model/inspection.ts` (tests/vectors/inspection.json). A
ruling of the leader goes before every rule; an item that nobody has judged, or about which a rule leaves it open,
counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.checklist_item import UNANSWERED
from models.scoring_model import Component, Deduct
from models.scoring_parts import deducted
from models.scoring_plain import fraction, number_text

BADNESS = {"fail": 2, "pass": 1, "na": 0}
NO = Fraction(0)


class Seen(Struct, frozen=True):
    """所见: one inspector's observation, as much of it as decides."""

    inspector: str
    verdict: str
    points: Any = None
    lost: Any = None
    """Points of the inspector's own deduction."""
    failed: int = 0
    """How many parts of the item failed."""
    count: int = 1


class Ruling(Struct, frozen=True):
    """裁定: what the leader says holds."""

    verdict: str
    points: Any = None
    lost: Any = None


class ItemResult(Struct, frozen=True):
    """单项结果: `source` is "none" (nobody judged), "agreed", "rule", "ruling" or "open" (the leader must say)."""

    verdict: str
    lost: str
    source: str
    disagree: bool
    judged: int
    """How many inspectors gave a verdict."""


class VisitScore(Struct, frozen=True):
    """现场得分: `score` of `full`, where items have points; `lost` over all items."""

    full: str
    score: str
    lost: str
    passed: int
    failed: int
    na: int
    unseen: int
    open: int
    core: int
    """Core items (★) that failed."""


def lost_by(item: Mapping[str, Any], seen: Seen | Ruling) -> Fraction:
    """What the item costs by one observation: nothing unless it failed, or has points that weren't all given."""
    full = fraction(item.get("points"))
    given = fraction(seen.points)
    if full is not None and given is not None and seen.verdict != "na":
        return max(NO, full - given)
    if seen.verdict != "fail":
        return NO
    rule = _deduct(item)
    own = fraction(seen.lost)
    if own is not None:
        caps = [each for each in (full, None if rule is None else rule.cap) if each is not None]
        return min([own, *caps])
    if rule is None or rule.discretionary:
        return full or NO
    times = 1 if isinstance(seen, Ruling) else seen.failed or seen.count
    return deducted(Component(id="", title="", full=full, deduct=rule), Fraction(times))


def _deduct(item: Mapping[str, Any]) -> Deduct | None:
    """What each fault costs; `step` is a word for `each` in imported tables."""
    given = cast("Mapping[str, Any] | None", item.get("deduct"))
    if not given:
        return None
    each = fraction(given.get("each")) or fraction(given.get("step"))
    whole, judged = given.get("all_or_nothing") is True, given.get("discretionary") is True
    if each is None and not whole and not judged:
        return None
    return Deduct(each=each, all_or_nothing=whole, discretionary=judged, cap=fraction(given.get("cap")))


def of_item(item: Mapping[str, Any], seen: Iterable[Seen], ruling: Ruling | None, rule: str) -> ItemResult:
    """What holds of one item."""
    judged = [(each.verdict, lost_by(item, each)) for each in seen if each.verdict in BADNESS]
    verdicts = {verdict for verdict, _ in judged}
    disagree = len(verdicts) > 1
    if ruling is not None:
        return ItemResult(
            ruling.verdict, number_text(lost_by(item, ruling)), "ruling", disagree=disagree, judged=len(judged)
        )
    if not judged:
        return ItemResult("unseen", "0", "none", disagree=False, judged=0)
    if len(set(judged)) == 1:
        return _result(judged[0], "agreed" if len(judged) > 1 else "rule", judged, disagree=disagree)
    if rule == "leader":
        return ItemResult("unseen", "0", "open", disagree=disagree, judged=len(judged))
    return _result(_worst(judged) if rule == "worst" else _most(judged), "rule", judged, disagree=disagree)


def _result(holds: tuple[str, Fraction], source: str, judged: Sequence[Any], *, disagree: bool) -> ItemResult:
    return ItemResult(holds[0], number_text(holds[1]), source, disagree=disagree, judged=len(judged))


def _worst(judged: Sequence[tuple[str, Fraction]]) -> tuple[str, Fraction]:
    return max(judged, key=lambda each: (BADNESS[each[0]], each[1]))


def _most(judged: Sequence[tuple[str, Fraction]]) -> tuple[str, Fraction]:
    """The most frequent verdict, the worse one of two that are alike; of it the most frequent loss, the greater one."""
    verdicts = Counter(verdict for verdict, _ in judged)
    verdict = max(verdicts, key=lambda each: (verdicts[each], BADNESS[each]))
    losses = Counter(lost for other, lost in judged if other == verdict)
    return verdict, max(losses, key=lambda each: (losses[each], each))


def visit_score(items: Mapping[str, Mapping[str, Any]], results: Mapping[str, ItemResult]) -> VisitScore:
    """The running score: of what has been judged so far. What doesn't apply takes its points out of the full ones."""
    counts, core, still_open = Counter[str](), 0, 0
    full, lost, taken = NO, NO, NO
    for id, item in items.items():
        result = results.get(id)
        verdict = "unseen" if result is None else result.verdict
        counts[verdict] += 1
        still_open += result is not None and result.source == "open"
        if result is None or verdict not in ("pass", "fail"):
            continue
        cost = fraction(result.lost) or NO
        points = fraction(item.get("points"))
        taken += cost
        if points is not None:
            full += points
            lost += cost
        core += verdict == "fail" and item.get("core") is True
    return VisitScore(
        number_text(full),
        number_text(full - lost),
        number_text(taken),
        counts["pass"],
        counts["fail"],
        counts["na"],
        counts["unseen"],
        still_open,
        core,
    )


def sections(items: Mapping[str, Mapping[str, Any]]) -> dict[str, list[str]]:
    """First item → the items of its section, in order: those that follow each other under the same headings."""
    found: dict[str, list[str]] = {}
    heading: list[str] | None = None
    here: list[str] = []
    for id, item in items.items():
        group = item.get("group")
        headings = [group] if isinstance(group, str) else list(cast("list[str]", group or []))
        if headings != heading:
            heading, here = headings, []
            found[id] = here
        here.append(id)
    return found


def owed(items: Mapping[str, Mapping[str, Any]], claims: Iterable[str], seen: Iterable[str]) -> list[str]:
    """The items of the sections that somebody claimed (by first item) without a verdict of theirs in `seen`.

    Notes, and what is worked out, are looked at by nobody.
    """
    known, done = sections(items), frozenset(seen)
    claimed = frozenset(claims)
    asked = {id for id, item in items.items() if item.get("scale") not in UNANSWERED}
    return [id for first, ids in known.items() if first in claimed for id in ids if id in asked and id not in done]


def in_order(items: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """A checklist's items as they are walked through: by `order`, then by id."""

    def place(entry: tuple[str, Any]) -> tuple[Fraction, str]:
        return fraction(entry[1].get("order")) or NO, entry[0]

    maps = {id: cast("Mapping[str, Any]", item) for id, item in items.items() if isinstance(item, dict)}
    return dict(sorted(maps.items(), key=place))
