"""Polls for tests: prepared, open, voted in, closed, revealed."""

from __future__ import annotations

from typing import Any

from models.document import natural_id, uuid_text
from models.poll_plan import ballot_id, result_id, turnout_id
from tests.models.world import BRANCH, CENTRE, DAY_MS, NOON, PEOPLE, World, id_of

POLL = NOON.to_bytes(6, "big") + id_of(900)[6:]
SUBJECTS = ("nurse", "colleague")
MEMBERS = ("nurse", "colleague", "head", "secretary")
"""The members of the branch; the secretary chairs and the head is teller."""
TURNOUT, RESULT = turnout_id(POLL), result_id(POLL)
HANDS = natural_id(f"poll_hands/{uuid_text(POLL)}")


def own(prefix: str, who: str) -> str:
    return prefix + uuid_text(PEOPLE[who])


PLAN: dict[str, Any] = {
    "institution": CENTRE,
    "branch": BRANCH,
    "title": "党员民主评议",
    "type": "appraisal",
    "mode": "confidential",
    **{own("subjects/", who): True for who in SUBJECTS},
    own("tellers/", "head"): True,
    "rules": {"quorum": "1/2"},
    "threshold": 3,
    "closes_at": NOON + DAY_MS,
}
MOTION: dict[str, Any] = {
    **{path: value for path, value in PLAN.items() if not path.startswith("subjects/")},
    "title": "通过支部工作计划",
    "type": "approval",
    "mode": "open",
}


def prepared(world: World, **changes: Any) -> None:
    assert world.code("secretary", "poll", POLL, {**PLAN, **changes}) is None


def removed(world: World) -> None:
    prepared(world)
    assert world.code("secretary", "poll", POLL, {"removed": True}) is None


def opened(world: World, **changes: Any) -> None:
    prepared(world, **changes)
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None


def moved(world: World) -> None:
    """An open motion that nobody has voted on."""
    assert world.code("secretary", "poll", POLL, MOTION) is None
    assert world.code("secretary", "poll", POLL, {"opened": True}) is None


def judging(who: str, mark: Any = 2) -> dict[str, Any]:
    """The same mark for everybody but oneself."""
    lines = {own("answers/", each): mark for each in SUBJECTS if each != who}
    return {"poll": POLL, "voter": PEOPLE[who], **lines, "cast": True}


def stance(who: str, mark: Any = 1) -> dict[str, Any]:
    return {"poll": POLL, "voter": PEOPLE[who], "answers/-": mark, "cast": True}


def cast(world: World, who: str, writes: dict[str, Any], at_ms: int | None = None) -> str | None:
    return world.code(who, "poll_ballot", ballot_id(POLL, PEOPLE[who]), writes, at_ms)


def voted(world: World) -> None:
    opened(world)
    for who in MEMBERS:
        assert cast(world, who, judging(who)) is None


def closed(world: World) -> None:
    voted(world)
    assert world.code("secretary", "poll", POLL, {"closed": True}) is None


def revealed(world: World) -> None:
    closed(world)
    assert world.code("secretary", "poll", POLL, {"revealed": True}) is None


def voided(world: World) -> None:
    opened(world)
    assert world.code("secretary", "poll", POLL, {"voided": "会场停电"}) is None


def paper_id(who: str) -> bytes:
    return natural_id(f"poll_paper/{uuid_text(POLL)}/{uuid_text(PEOPLE[who])}")


def papers(who: str, **writes: Any) -> dict[str, Any]:
    return {"poll": POLL, "by": PEOPLE[who], **writes}


def counted(world: World) -> None:
    """An open poll whose teller has begun to enter papers."""
    opened(world)
    batch = papers("head", issued=1, returned=1)
    assert world.code("head", "poll_paper", paper_id("head"), batch) is None


def raised(world: World) -> None:
    """An open motion for which the teller has counted hands."""
    moved(world)
    assert world.code("head", "poll_hands", HANDS, papers("head", present=2)) is None
