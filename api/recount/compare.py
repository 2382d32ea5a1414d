"""Comparing what the tallies say with what a recount comes to.

    recount(txn) → how many tallies there are, and each difference

Promises: a tally that is missing, or that nobody can say what it counts, is a difference too; so is a register of
one that isn't what the log makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from api.database import Txn
from api.recount import ballots, commentaries, honours, polls, ratings, rounds, surveys, visits
from api.recount.log import Between, Difference, Exactly, Expected, Log, Values, in_words, listed, read_log

COUNTERS: dict[str, tuple[tuple[str, ...], Callable[[Log], Iterator[Expected]]]] = {
    "peer_turnout": (rounds.READS, rounds.expected),
    "survey_result": (surveys.READS, surveys.expected),
    "commentary_coverage": (commentaries.READS, commentaries.expected),
    "poll_turnout": (polls.READS, polls.turnouts),
    "poll_result": (polls.READS, polls.results),
    "rating_tally": (ratings.READS, ratings.expected),
    "ballot_context": (ballots.READS, ballots.expected),
    "visit_tally": (visits.READS, visits.expected),
}
"""Each kind of tally with the kinds that it counts."""


class Recount(NamedTuple):
    """重算: how many tallies were compared, and the differences."""

    tallies: int
    differences: list[Difference]


def recount(txn: Txn) -> Recount:
    """Counts everything again."""
    kinds = {kind for reads, _ in COUNTERS.values() for kind in reads} | COUNTERS.keys() | {*honours.READS}
    log = read_log(txn, kinds, {*COUNTERS, *honours.SHOWN}, visits.DATED, honours.STORIED)
    log.boxes, log.ratings, log.codes = ballots.boxes(txn), ratings.ratings(txn), ratings.codes(txn)
    differences: list[Difference] = []
    for kind, (_, expected) in COUNTERS.items():
        differences += _compared(kind, list(expected(log)), log)
    differences += [*honours.wrong(log), *ratings.too_many_codes(log)]
    for kind in honours.SHOWN:
        differences += _as_stored(kind, log)
    return Recount(sum(len(log.of(kind)) for kind in COUNTERS), differences)


def _compared(kind: str, wanted: list[Expected], log: Log) -> Iterator[Difference]:
    left = dict(log.of(kind))
    paths = next((tuple(each.names) for each in wanted), ())
    by_names = {tuple(values.get(path) for path in paths): doc for doc, values in left.items()}
    for each in wanted:
        doc = by_names.get(tuple(each.names.values()))
        if doc is None:
            if each.needed:
                yield Difference(kind, None, _named(each), None, dict(each.counts))
            continue
        values, shown = left.pop(doc), log.shown[doc]
        yield from _of_document(kind, doc, shown, values, each)
    for doc in left:
        yield Difference(kind, doc, "", "a tally", None)


def _of_document(kind: str, doc: bytes, shown: Values, values: Values, wanted: Expected) -> Iterator[Difference]:
    counts = dict(wanted.counts)
    for prefix in wanted.listed:
        counts |= {path: None for name in listed(shown, prefix) if (path := prefix + name) not in counts}
    for path, count in counts.items():
        if not agree(shown.get(path), count):
            yield Difference(kind, doc, path, shown.get(path), count)
    for path in sorted(shown.keys() | values.keys()):
        if path not in counts and shown.get(path) != values.get(path):
            yield Difference(kind, doc, path, shown.get(path), values.get(path))


def _as_stored(kind: str, log: Log) -> Iterator[Difference]:
    """Where what screens are given isn't what the changes come to."""
    for doc, values in log.of(kind).items():
        shown = log.shown[doc]
        for path in sorted(shown.keys() | values.keys()):
            if shown.get(path) != values.get(path):
                yield Difference(kind, doc, path, shown.get(path), values.get(path))


def agree(said: Any, count: Any) -> bool:
    """Of a map no more is asked than what was counted of it; what is nothing needn't be said."""
    if isinstance(count, Between):
        return count.low <= (said or 0) <= count.high
    if isinstance(count, Exactly):
        return said == count.value
    if isinstance(count, dict) and isinstance(said, dict):
        wanted: Values = count  # pyright: ignore[reportUnknownVariableType] - a counted map has text keys
        given: Values = said  # pyright: ignore[reportUnknownVariableType] - as a decoded one has
        return all(agree(given.get(name), each) for name, each in wanted.items())
    return said == count or (count == 0 and said is None)


def _named(wanted: Expected) -> str:
    return ", ".join(f"{path}={in_words(value)}" for path, value in wanted.names.items())
