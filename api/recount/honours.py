"""荣誉, counted again: whom each level put forward against its quota, certificates, stars, and the banner's one holder.

Promises: never finds too much where the rules were kept: a quota that was a share is held against the most that it can
ever have been a share of, since what was put forward may have been taken back since.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from api.recount.log import Difference, Log, Values

NAMES: dict[str, tuple[str, ...]] = {
    "nomination": ("programme", "element", "subject", "period"),
    "star_rating": ("programme", "element", "subject"),
    "roving_banner": ("programme", "element", "period"),
    "honour_register": ("institution", "year"),
}
"""Kinds whose id is made of what they name, so that there is one of each."""
PLACES = ("person", "unit", "party_branch")
READS = ("programme", "honour", *NAMES, *PLACES)
SHOWN = ("honour", *NAMES)
STORIED = ("nomination", "roving_banner")
"""Of these all that was ever written is looked at."""
SPACE = UUID("88074c11-dbc0-5536-9f3b-69543acd8dff")
BANDS = ((5, 90), (4, 80), (3, 70), (2, 60), (1, 0))
"""Stars and the total from which on they are given, where the award doesn't say."""
FORWARD = "put_forward"
CHINA = timezone(timedelta(hours=8))
_QUOTES = "“”‘’\"'《》 "


class Step(NamedTuple):
    """层级: its quota as a number, and as a share with its rounding."""

    name: str
    number: int | None
    share: Fraction | None
    up: str


def wrong(log: Log) -> Iterator[Difference]:
    yield from _twice_named(log)
    yield from _over_quota(log)
    yield from _honours(log)
    yield from _notices(log)
    yield from _certificates(log)
    yield from _stars(log)
    yield from _banners(log)


def _twice_named(log: Log) -> Iterator[Difference]:
    for kind, paths in NAMES.items():
        for doc, values in log.of(kind).items():
            parts = [values.get(path) for path in paths]
            parts = parts[:-1] if kind == "nomination" and parts[-1] is None else parts
            name = "/".join([kind, *(str(UUID(bytes=one)) if isinstance(one, bytes) else str(one) for one in parts)])
            if uuid5(SPACE, name).bytes != doc:
                yield Difference(kind, doc, "id", doc, uuid5(SPACE, name).bytes)


# -- what a programme says of its awards ----------------------------------------------------------------------------


def _each(value: Any) -> list[Any]:
    if isinstance(value, list):
        return list(value)  # pyright: ignore[reportUnknownArgumentType] - of whatever a programme says
    return [] if value is None else [value]


def _exact(value: Any) -> Fraction | None:
    """The number that a text is, if it is one."""
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def _plain(name: Any) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", str(name)) if each not in _QUOTES)


def _called(award: Values) -> frozenset[str]:
    given = [award.get("title"), *_each(award.get("aliases"))]
    return frozenset(_plain(each) for each in given if isinstance(each, str) and each)


def _awards(log: Log, programme: Any) -> dict[str, Values]:
    said = log.of("programme").get(programme, {})
    return {path[7:]: award for path, award in said.items() if path.startswith("awards/") and isinstance(award, dict)}


def _alike(awards: dict[str, Values], element: str) -> frozenset[str]:
    """The elements that share a name with this one."""
    own = _called(awards.get(element, {}))
    return frozenset({element, *(each for each, award in awards.items() if own & _called(award))})


def _family(awards: dict[str, Values], element: str) -> tuple[frozenset[str], frozenset[str]]:
    """The elements that are this award, and those of them whose quota is surely kept together with its own."""
    alike = _alike(awards, element)
    one = all(_alike(awards, each) == alike for each in alike)
    return alike, alike if one else frozenset({element})


def _steps(award: Values) -> list[Step]:
    chain = [_step(str(each.get("level")), each.get("quota")) for each in _each(award.get("chain"))]
    whole = _step(chain[-1].name if chain else "house", award.get("quota"))
    last = chain[-1] if chain else whole
    return [*chain[:-1], whole if last.number is None and last.share is None else last]


def _step(name: str, quota: Any) -> Step:
    said: Values = {"max": quota}
    if isinstance(quota, dict):
        said = quota  # pyright: ignore[reportUnknownVariableType] - as a programme spells it
    number, ratio = said.get("max"), str(said.get("ratio") or "")
    part = _exact(ratio.removesuffix("%"))
    share = part if part is None or not ratio.endswith("%") else part / 100
    return Step(name, number if type(number) is int else None, share, str(said.get("rounding") or ""))


def _at_most(step: Step, of: int) -> int | None:
    limits = [] if step.number is None else [step.number]
    if step.share is not None:
        up, part = step.up in ("up", "ceil"), step.share * of
        near = floor(part + Fraction(1, 2)) if step.up.startswith("half") else floor(part)
        limits.append(ceil(part) if up else near)
    return min(limits, default=None)


# -- 推荐 -------------------------------------------------------------------------------------------------------------


def _ruling(log: Log, doc: bytes, level: str) -> Any:
    """What was ruled last at a level."""
    made = [each[-1] for path, each in log.ever.get(doc, {}).items() if path.startswith(f"steps/{level}/")]
    latest = max((each for each in made if isinstance(each[1], dict)), key=lambda each: each[0], default=None)
    return None if latest is None else latest[1].get("ruling")


def _was_forward(log: Log, doc: bytes, level: str) -> bool:
    """Whether a level ever put somebody forward, though it may have taken that back."""
    written = (each for path, each in log.ever.get(doc, {}).items() if path.startswith(f"steps/{level}/"))
    values: Iterator[Any] = (value for each in written for _, value in each)
    return any(value is not None and value.get("ruling") == FORWARD for value in values)


def _named_for(log: Log, programme: Any, elements: Collection[str], period: str) -> dict[bytes, Values]:
    return {
        doc: values
        for doc, values in log.of("nomination").items()
        if values.get("programme") == programme
        and values.get("element") in elements
        and _for_when(log, doc, values) == period
    }


def _for_when(log: Log, doc: bytes, values: Values) -> str:
    """The period that somebody was put forward for; where none was said, that in which it was done."""
    award = _awards(log, values.get("programme")).get(values.get("element", ""), {})
    stamp = min((stamp for stamp, _ in log.ever.get(doc, {}).get("subject", [])), default=bytes(6))
    made = datetime.fromtimestamp(int.from_bytes(stamp[:6], "big") / 1000, CHINA).date()
    return str(values.get("period") or _span(award, (made.year, made.month)))


def _span(award: Values, month: tuple[int, int]) -> str:
    """The award's period in which a month lies."""
    kinds = award.get("kind")
    flags = "flag" in (kinds.values() if isinstance(kinds, dict) else _each(kinds))
    year, at = month
    match award.get("period"):
        case "monthly":
            return f"{year}-{at:02}"
        case "half_yearly":
            return f"{year}H{1 + at // 7}"
        case said if said == "quarterly" or (said != "yearly" and flags):
            return f"{year}Q{(at + 2) // 3}"
        case _:
            return f"{year}"


def _takes_place(award: Values, honour: Values) -> str:
    """The award's period in which an honour takes a place, by whichever name it was given for."""
    said, day = honour.get("period"), str(honour.get("announced_on") or "0001-01")
    return _span(award, _begins(str(said)) if said else (int(day[:4]), int(day[5:7])))


def _over_quota(log: Log) -> Iterator[Difference]:
    for programme, element, period in dict.fromkeys(
        (values.get("programme"), values.get("element", ""), _for_when(log, doc, values))
        for doc, values in log.of("nomination").items()
    ):
        awards = _awards(log, programme)
        alike, elements = _family(awards, element)
        counted = _named_for(log, programme, elements, period)
        for at, step in enumerate(_steps(awards.get(element, {}))):
            forward = [doc for doc in counted if _ruling(log, doc, step.name) == FORWARD]
            own = [doc for doc in forward if counted[doc].get("element") == element]
            limits = [
                _limit(log, programme, awards.get(each, {}), at, _named_for(log, programme, alike, period))
                for each in {counted[doc].get("element", "") for doc in forward}
            ]
            most = max((each for each in limits if each is not None), default=0)
            if own and None not in limits and len(forward) > most:
                yield Difference(
                    "nomination", max(own, key=lambda doc: _last(log, doc)), f"steps/{step.name}", len(forward), most
                )
            subjects = [counted[doc].get("subject") for doc in forward]
            for doc in own:
                if subjects.count(counted[doc].get("subject")) > 1:
                    yield Difference("nomination", doc, "subject", subjects.count(counted[doc].get("subject")), 1)


def _last(log: Log, doc: bytes) -> bytes:
    """The stamp of what was written last."""
    return max(stamp for each in log.ever[doc].values() for stamp, _ in each)


def _limit(log: Log, programme: Any, award: Values, at: int, named: dict[bytes, Values]) -> int | None:
    """The most that a level can have been allowed; None for no limit."""
    steps = _steps(award)
    if at >= len(steps):
        return None
    if at:
        return _at_most(steps[at], sum(_was_forward(log, doc, steps[at - 1].name) for doc in named))
    house = log.of("programme").get(programme, {}).get("institution")
    whole = sum(each.get("institution") == house for kind in PLACES for each in log.of(kind).values())
    return _at_most(steps[at], whole)


# -- 荣誉, 证书 --------------------------------------------------------------------------------------------------------


def _stands(honour: Values) -> bool:
    over = honour.get("withdrawn") is not None or honour.get("stripped") is not None
    return honour.get("announced") is True and not over


def _notices(log: Log) -> Iterator[Difference]:
    """Nothing was conferred before the last day on which it could be objected to."""
    for doc, honour in log.of("honour").items():
        until, on = str(honour.get("objections_until", "")), str(honour.get("conferred_on", "9999"))
        if on <= until:
            yield Difference("honour", doc, "conferred_on", on, f"after {until}")


def _honours(log: Log) -> Iterator[Difference]:
    standing = {doc: each for doc, each in log.of("honour").items() if _stands(each)}
    for doc, honour in standing.items():
        programme, element = honour.get("programme"), honour.get("element", "")
        awards = _awards(log, programme)
        alike, counted = _family(awards, element)
        period = _takes_place(awards.get(element, {}), honour)
        named = _named_for(log, programme, alike, period)
        if not any(
            each.get("subject") == honour.get("subject")
            and all(_was_forward(log, id, step.name) for step in _steps(awards.get(each.get("element", ""), {})))
            for id, each in named.items()
        ):
            yield Difference("honour", doc, "announced", True, "put forward")
        others = [
            each
            for each in standing.values()
            if each.get("programme") == programme
            and each.get("element") in counted
            and _takes_place(awards.get(each.get("element", ""), {}), each) == period
        ]
        limits = [_steps(awards.get(each.get("element", ""), {}))[-1].number for each in others]
        if None not in limits and len(others) > (most := max(each for each in limits if each is not None)):
            yield Difference("honour", doc, "announced", len(others), most)


def _certificates(log: Log) -> Iterator[Difference]:
    given: dict[tuple[Any, Any], dict[bytes, int]] = {}
    for doc, honour in log.of("honour").items():
        if honour.get("number") is not None:
            given.setdefault((honour.get("institution"), honour.get("year")), {})[doc] = honour["number"]
        elif honour.get("conferred") is True:
            yield Difference("honour", doc, "number", None, "a number")
    last = {(each.get("institution"), each.get("year")): doc for doc, each in log.of("honour_register").items()}
    for names in given.keys() | last.keys():
        numbers = given.get(names, {})
        said = log.of("honour_register")[last[names]].get("last", 0) if names in last else 0
        if said != len(numbers):
            yield Difference("honour_register", last.get(names), "last", said, len(numbers))
        for place, doc in enumerate(sorted(numbers, key=lambda doc: (numbers[doc], doc)), 1):
            if numbers[doc] != place:
                yield Difference("honour", doc, "number", numbers[doc], place)


# -- 星级, 流动红旗 --------------------------------------------------------------------------------------------------


def _begins(period: str) -> tuple[int, int]:
    """The year and month in which a period begins: 2026, 2026H1, 2026Q3 or 2026-07."""
    tail = period[4:]
    if tail.startswith("-"):
        return int(period[:4]), int(tail[1:])
    return int(period[:4]), 1 + (int(tail[1:]) - 1) * {"H": 6, "Q": 3}[tail[0]] if tail else 1


def _stars(log: Log) -> Iterator[Difference]:
    for doc, rating in log.of("star_rating").items():
        award = _awards(log, rating.get("programme")).get(rating.get("element", ""), {})
        bands = [(each.get("level"), _exact(each.get("min", 0))) for each in _each(award.get("stars"))]
        bands = bands or [(stars, Fraction(least)) for stars, least in BANDS]
        levels = {path: value for path, value in rating.items() if path.startswith("levels/")}
        for path, level in levels.items():
            earlier = [each for each in levels if _begins(each[7:]) < _begins(path[7:])]
            before = levels[max(earlier, key=lambda each: _begins(each[7:]))]["stars"] if earlier else 0
            total, stars = _exact(level.get("total")), level["stars"]
            if not 0 <= stars <= max(most for most, _ in bands):
                yield Difference("star_rating", doc, path, stars, max(most for most, _ in bands))
            reached = [most for most, least in bands if total is not None and least is not None and total >= least]
            due = before if total is None else max(reached, default=0)
            if not level["reason"].strip() and {stars} != {before, due}:
                yield Difference("star_rating", doc, path, stars, "a reason")


def _banners(log: Log) -> Iterator[Difference]:
    for doc in log.of("roving_banner"):
        holders = [value for _, value in log.ever.get(doc, {}).get("holder", [])]
        if len(set(holders)) > 1:
            yield Difference("roving_banner", doc, "holder", holders[-1], holders[0])
