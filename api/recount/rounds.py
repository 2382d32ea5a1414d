"""互评进度, counted again: what is owed from the assignments, who is due from the list, what is in from the reviews."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from api.recount.log import Expected, Log, listed

READS = ("peer_round", "peer_assignment", "peer_review", "electorate", "ballot_context")


def expected(log: Log) -> Iterator[Expected]:
    assignments, reviews = log.grouped("peer_assignment", "round"), log.grouped("peer_review", "round")
    lists, contexts = log.grouped("electorate", "round"), log.grouped("ballot_context", "source")
    for id, round in log.of("peer_round").items():
        if not round.get("opened"):
            continue
        if round.get("kind") == "combined":
            yield Expected("peer_turnout", {"round": id}, {"owed": 0, "submitted": 0})
            continue
        given = {(each["reviewer"], who) for each in assignments.get(id, []) for who in listed(each, "subjects/")}
        ever = given | {(each["reviewer"], who) for each in assignments.get(id, []) for who in listed(each, "done/")}
        came = {
            (each["reviewer"], str(UUID(bytes=each["subject"])))
            for each in reviews.get(id, [])
            if each.get("submitted") is True
        } & ever
        counts = {"owed": len(given), "submitted": len(came)}
        counts["due"] = sum(len(listed(each, "evaluators/")) for each in lists.get(id, []))
        counts["taking_part"] = len({reviewer for reviewer, _ in came})
        if round.get("anonymity") == "anonymous":
            counts["submitted"] = sum(each.get("cast_steps", 0) for each in contexts.get(id, []))
        yield Expected("peer_turnout", {"round": id}, counts)
