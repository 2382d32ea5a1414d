"""What an anonymous round's sheets say in words: who reads it before an organiser has ruled, and what is told of it."""

from __future__ import annotations

from typing import Any

import pytest

from models import moderation
from models.ballot import leaf_hash
from models.ballot_context import context_id
from models.ballot_recount import Published, mismatches
from models.document import natural_id
from tests.models import rounds
from tests.models.rounds import ROUND
from tests.models.words_scenes import CREW, NOTES, SHEET, WHOLE, WORDS, cast, close, man, rule, said
from tests.models.world import BAY, CENTRE, PEOPLE, World

FORM = natural_id("form/words@1")
ITEMS: dict[str, Any] = {
    "name": "words@1",
    "title": "带话的互评",
    "items/kind": {"type": "rating", "label": "待人", "min": 1, "max": 5, "order": 1},
    "items/good": {"type": "text", "label": "好的地方", "order": 2},
    "items/bad": {"type": "text", "label": "不足", "order": 3, "when": [["answer", "kind"], ["number", 3], ["<="]]},
}


def _words(world: World, subject: str = "nurse") -> list[str]:
    found = world.documents.get(moderation.words_id(ROUND, PEOPLE[subject]))
    registers = {} if found is None else found.registers
    return [each.value for path, each in registers.items() if path.startswith("words/")]


def _told(world: World, subject: str = "nurse") -> dict[str, str]:
    result = world.documents[rounds.result_id(subject)]
    return {path: each.value for path, each in result.registers.items() if path.startswith("words/")}


def _number(world: World, words: str) -> int:
    return 1 + _words(world).index(words)


def test_what_was_written_stands_in_an_order_that_says_nothing_of_the_sheets(world: World) -> None:
    said(world)
    assert sorted(_words(world)) == sorted(NOTES)
    other = World()
    man(other)
    rounds.opened(other, **WHOLE, subjects={"unit": BAY}, evaluators={"unit": BAY})
    cast(other, PEOPLE["nurse"], [SHEET, SHEET, *({**SHEET, "note": note} for note in reversed(NOTES))])
    close(other)
    assert _words(other) == _words(world), "cast in another order, under other keys: the same"
    other.key = b"another house"
    other.documents.pop(WORDS)
    other.documents.pop(rounds.result_id("nurse"))
    assert other.code("supervisor", "peer_round", ROUND, {"published": True}) is None
    assert sorted(_words(other)) == sorted(NOTES), "and nobody outside can work the order out"


def test_organisers_read_it_and_whom_it_is_about_does_not(world: World) -> None:
    said(world)
    readers = {who for who in PEOPLE if world.sees(who, WORDS)}
    assert readers == {"supervisor", "admin", "bureau_supervisor"}
    assert world.sees("nurse", rounds.result_id("nurse"))
    assert not _told(world), "nothing is told before somebody has ruled"


def test_an_organiser_never_reads_what_is_said_of_himself_even_if_he_became_one_later(world: World) -> None:
    said(world)
    role = {"role": "supervisor", "at": CENTRE, "from": "2026-01-01", "to": None}
    for who in ("nurse", "colleague"):
        assert world.code("admin", "person", PEOPLE[who], {"roles/1": role}) is None
    assert not world.sees("nurse", WORDS)
    assert world.sees("colleague", WORDS)
    assert rule(world, "nurse", 1, told=True) == "not_found"
    act = world.act(PEOPLE["nurse"], "anonymous_words", WORDS, {})
    refusal = moderation.forbidden(act, world.documents[WORDS], world)
    assert refusal is not None
    assert refusal.reason == "words_on_oneself"
    stranger = world.act(PEOPLE["leader"], "anonymous_words", WORDS, {})
    refusal = moderation.forbidden(stranger, world.documents[WORDS], world)
    assert refusal is not None
    assert refusal.reason == "organisers_only"


def test_what_is_let_through_is_told_and_what_is_withheld_never(world: World) -> None:
    said(world)
    for words in NOTES[:2]:
        assert rule(world, "supervisor", _number(world, words), told=True) is None
    hidden = _number(world, NOTES[2])
    assert rule(world, "supervisor", hidden, told=False, reason="  ") == "withheld_reason_missing"
    assert rule(world, "supervisor", hidden, told=False, reason="像是私怨") is None
    told = _told(world)
    assert sorted(told.values()) == sorted(NOTES[:2])
    assert not {path[len("words/") :] for path in told} & {"1", "2", "3"}, "their names say no place: none is missing"
    assert rule(world, "admin", hidden, told=True) == "words_ruled"
    assert rule(world, "supervisor", hidden, told=True) == "words_ruled"
    assert rule(world, "admin", _number(world, NOTES[0]), told=False, reason="改主意") == "words_ruled"
    assert _told(world) == told
    assert not world.sees("nurse", WORDS)


def test_the_same_ruling_sent_again_is_no_second_one(world: World) -> None:
    said(world)
    assert rule(world, "admin", 1, told=True) is None
    told = _told(world)
    assert rule(world, "admin", 1, told=True) is None
    assert _told(world) == told


def test_below_the_threshold_there_are_no_words(world: World) -> None:
    man(world)
    rounds.opened(world, **WHOLE, subjects={"unit": BAY}, evaluators={"unit": BAY})
    cast(world, PEOPLE["nurse"], [{**SHEET, "note": "只有四份"}] * 4)
    cast(world, PEOPLE["colleague"], [SHEET, SHEET, SHEET, SHEET, {**SHEET, "note": " "}])
    cast(world, CREW[0], [SHEET] * 5)
    close(world)
    assert not [each for each in world.documents.values() if each.kind == "anonymous_words"]


@pytest.mark.parametrize("manner", ["named", "confidential"])
def test_rounds_of_another_manner_have_none(world: World, manner: str) -> None:
    rounds.opened(world, anonymity=manner)
    rounds.submit(world, "nurse", "colleague")
    close(world)
    assert not [each for each in world.documents.values() if each.kind == "anonymous_words"]


def test_texts_of_the_form_count_where_they_are_shown_and_part_from_each_other(world: World) -> None:
    assert world.code("admin", "form", FORM, ITEMS) is None
    man(world)
    rounds.opened(world, **WHOLE, form="words@1", subjects={"unit": BAY}, evaluators={"unit": BAY})
    sheets: list[dict[str, Any]] = [{"kind": 5, "good": f"好{n}", "bad": "看不见", "note": f"注{n}"} for n in range(4)]
    cast(world, PEOPLE["nurse"], [*sheets, {"kind": 2, "good": "好4", "bad": "急"}])
    close(world)
    found = _words(world)
    assert sorted(found) == sorted([f"好{n}" for n in range(5)] + [f"注{n}" for n in range(4)] + ["急"])
    assert any(abs(found.index(f"好{n}") - found.index(f"注{n}")) > 1 for n in range(4)), "not sheet by sheet"


def test_ruling_leaves_the_count_alone(world: World) -> None:
    said(world)
    context = context_id(ROUND, PEOPLE["nurse"])
    before = {path: each.value for path, each in world.documents[context].registers.items()}
    result = world.documents[rounds.result_id("nurse")]
    numbers = {path: each.value for path, each in result.registers.items()}
    assert rule(world, "admin", 1, told=True) is None
    assert rule(world, "admin", 2, told=False, reason="点了别人的名") is None
    assert {path: each.value for path, each in world.documents[context].registers.items()} == before
    assert {path: result.value(path) for path in numbers} == numbers
    box = world.boxes[context]
    rows = [(e.key, e.revision, e.answers, e.token, e.signature, e.proof) for e in sorted(box.ballots, key=leaf_hash)]
    told = Published(box.ballots[0].context, rows, box.issued, before["counted"], before["root"])
    found = {each.what for each in mismatches(told, lambda token, signature: True, lambda key, message, proof: True)}
    assert not found & {"counted", "issued", "root", "key"}
