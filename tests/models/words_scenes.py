"""Words of an anonymous round for tests: a ward that says something of the nurse, and the scenes of ruling on it."""

from __future__ import annotations

from typing import Any

from models.ballot import Ballot
from models.ballot_context import BallotBox, context_id
from models.document import uuid_text
from models.moderation import words_id
from tests.models import rounds
from tests.models.ballot_cases import ballot
from tests.models.rounds import ROUND
from tests.models.world import BAY, CENTRE, DAY_MS, HOUR_MS, PEOPLE, World, id_of

SHEET: dict[str, Any] = {"virtue": 5, "ability": 4, "diligence": 5, "achievement": 9.5, "integrity": 5}
CREW = [id_of(3_000 + number) for number in range(4)]
WHOLE = {"anonymity": "anonymous", "threshold": 5, "rule": {"type": "same_unit", "each": 6}}
NOTES = ("待人热情", "按时到岗", "说话太急")
OVER_MS = DAY_MS + HOUR_MS + 60_000
"""From the opening of a round to where nothing anonymous is on its way any more."""
WORDS = words_id(ROUND, PEOPLE["nurse"])
HIDE = {"rulings/2/<me>": {"told": False, "reason": "涉及他人"}}


def man(world: World) -> None:
    """A ward of six who review each other: everybody has five reviewers."""
    for number, person in enumerate(CREW):
        world.add_person(person, f"crew{number}", CENTRE, BAY)


def cast(world: World, subject: bytes, sheets: list[dict[str, Any]]) -> bytes:
    context = context_id(ROUND, subject)
    made: tuple[Ballot, ...] = tuple(ballot(f"{uuid_text(subject)}/{n}", sheet) for n, sheet in enumerate(sheets))
    world.boxes[context] = BallotBox(made, len(made))
    return context


def close(world: World) -> None:
    world.now_ms += OVER_MS
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None


def said(world: World) -> None:
    """The nurse has five sheets, three of them with words, and the round has closed."""
    man(world)
    rounds.opened(world, **WHOLE, subjects={"unit": BAY}, evaluators={"unit": BAY})
    cast(world, PEOPLE["nurse"], [*({**SHEET, "note": note} for note in NOTES), SHEET, SHEET])
    close(world)


def ruled(world: World) -> None:
    said(world)
    assert rule(world, "admin", 2, told=True) is None


def rule(world: World, who: str, n: int, *, told: bool, reason: str = "") -> str | None:
    ruling = {"told": told, "reason": reason} if reason else {"told": told}
    return world.reason(who, "anonymous_words", WORDS, {f"rulings/{n}/{uuid_text(PEOPLE[who])}": ruling})


def scenes() -> list[tuple[Any, ...]]:
    """(kind, state, act, prepare, doc, writes) of each."""
    kind, tell = "anonymous_words", {"rulings/1/<me>": {"told": True}}
    names = {"round": ROUND, "subject": PEOPLE["nurse"]}
    return [
        (kind, "round open", "create", rounds.opened, WORDS, names),
        (kind, "closed", "tell", said, WORDS, tell),
        (kind, "closed", "withhold", said, WORDS, HIDE),
        (kind, "closed", "withhold without a reason", said, WORDS, {"rulings/2/<me>": {"told": False}}),
        (kind, "closed", "rule in another's name", said, WORDS, {f"rulings/1/{uuid_text(CREW[0])}": {"told": True}}),
        (kind, "closed", "rule on none", said, WORDS, {"rulings/9/<me>": {"told": True}}),
        (kind, "closed", "reword", said, WORDS, {"words/1": "改过的话"}),
        (kind, "ruled", "rule anew", ruled, WORDS, HIDE),
    ]


WORDS_TABLE = """
anonymous_words | round open | create | not_found: others
anonymous_words | closed | tell | yes: organisers; not_found: others
anonymous_words | closed | withhold | yes: organisers; not_found: others
anonymous_words | closed | withhold without a reason | invalid: organisers; not_found: others
anonymous_words | closed | rule in another's name | invalid: organisers; not_found: others
anonymous_words | closed | rule on none | invalid: organisers; not_found: others
anonymous_words | closed | reword | forbidden: organisers; not_found: others
anonymous_words | ruled | rule anew | closed: organisers; not_found: others
"""
