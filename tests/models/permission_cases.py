"""The permission table: every role × act × state of every kind, asked of the rules; written to permission.json.

A scene is a world in some state with one act that everybody tries in turn; nothing that is tried is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from models.account_event import ACCOUNT_RESET, CODE_ISSUED, account_event
from models.document import natural_id, uuid_text
from tests.models import (
    assessment_scenes,
    ballot_scenes,
    bulletin_scenes,
    calendar_scenes,
    checklist_scenes,
    commentary_scenes,
    draft_scenes,
    honour_scenes,
    inspection_scenes,
    poll_scenes,
    programme_scenes,
    public_scenes,
    round_scenes,
    rounds,
    words_scenes,
)
from tests.models.deed_scenes import deed_scenes
from tests.models.meeting_scenes import meeting_scenes
from tests.models.order_scenes import order_scenes
from tests.models.result_scenes import result_scenes
from tests.models.rounds import ROUND, TURNOUT, assignment_id, result_id, review, review_id
from tests.models.world import BRANCH, CENTRE, PEOPLE, SURGERY, WHOLE, World, evaluation_id, id_of, opening

Prepare = Callable[[World], object]


class Scene(NamedTuple):
    """One act on one document in one state; `<me>` in a path of `writes` stands for who tries."""

    kind: str
    state: str
    act: str
    prepare: Prepare
    doc: bytes
    writes: dict[str, Any]


def _nothing(world: World) -> None:
    """Nobody has done anything yet."""


def _draft(world: World) -> None:
    assert world.code("nurse", "self_evaluation", evaluation_id("nurse"), opening("nurse")) is None


def _submitted(world: World) -> None:
    assert world.code("nurse", "self_evaluation", evaluation_id("nurse"), {**opening("nurse"), **WHOLE}) is None


OWN_FORM = natural_id("form/own@1")
_FORM: dict[str, Any] = {"name": "own@1", "title": "本院表", "items/a": {"type": "yes_no", "label": "好吗"}}


def _own_form(world: World) -> None:
    assert world.code("admin", "form", OWN_FORM, _FORM) is None


def _used_form(world: World) -> None:
    _own_form(world)
    doc = evaluation_id("colleague", form="own")
    assert world.code("colleague", "self_evaluation", doc, opening("colleague", form="own@1")) is None


def _draft_review(world: World) -> None:
    rounds.opened(world)
    doc = review_id("nurse", "colleague")
    assert world.code("nurse", "peer_review", doc, {**review("nurse", "colleague"), "note": "草稿"}) is None


def _submitted_review(world: World) -> None:
    rounds.opened(world)
    rounds.submit(world, "nurse", "colleague")


def _named_and_published(world: World) -> None:
    rounds.opened(world, anonymity="named")
    rounds.submit(world, "nurse", "colleague")
    world.now_ms = rounds.PLAN["closes_at"]
    assert world.code("supervisor", "peer_round", ROUND, {"published": True}) is None


EVENT = id_of(310)
EMPTY_UNIT = id_of(311)


def _empty_unit(world: World) -> None:
    assert world.code("admin", "unit", EMPTY_UNIT, {"institution": CENTRE, "name": "空科室"}) is None


def _withheld_review(world: World) -> None:
    _submitted_review(world)
    world.write(account_event(EVENT, PEOPLE["nurse"], PEOPLE["nurse"], ACCOUNT_RESET, world.now_ms))


def _event(world: World) -> None:
    world.write(account_event(EVENT, PEOPLE["nurse"], PEOPLE["admin"], CODE_ISSUED, world.now_ms))


def _closed(world: World) -> None:
    rounds.opened(world)
    world.now_ms = rounds.PLAN["closes_at"] + 1


def scenes() -> Iterator[Scene]:
    yield from _evaluation_scenes()
    yield from _form_scenes()
    yield from _people_scenes()
    yield from _round_scenes()
    yield from _review_scenes()
    yield from _event_scenes()
    yield from (Scene(*scene) for scene in assessment_scenes.scenes())
    yield from (Scene(*scene) for scene in checklist_scenes.scenes())
    yield from (Scene(*scene) for scene in commentary_scenes.scenes())
    yield from (Scene(*scene) for scene in calendar_scenes.scenes())
    yield from (Scene(*scene) for scene in programme_scenes.scenes())
    yield from (Scene(*scene) for scene in result_scenes())
    yield from (Scene(*row) for row in deed_scenes())
    yield from (Scene(*row) for row in meeting_scenes())
    yield from (Scene(*row) for row in order_scenes())
    yield from (Scene(*scene) for scene in round_scenes.scenes())
    yield from (Scene(*scene) for scene in inspection_scenes.scenes())
    yield from (Scene(*scene) for scene in bulletin_scenes.scenes())
    yield from (Scene(*scene) for scene in ballot_scenes.scenes())
    yield from (Scene(*scene) for scene in words_scenes.scenes())
    yield from (Scene(*scene) for scene in public_scenes.scenes())
    yield from (Scene(*scene) for scene in honour_scenes.scenes())
    yield from (Scene(*scene) for scene in poll_scenes.scenes())
    yield from (Scene(*scene) for scene in draft_scenes.scenes())


def _evaluation_scenes() -> Iterator[Scene]:
    kind, doc = "self_evaluation", evaluation_id("nurse")
    acts: dict[str, dict[str, Any]] = {
        "create": opening("nurse"),
        "answer": {"answers/attitude": 4},
        "note": {"note": "一句话"},
        "submit": WHOLE,
        "change the day": {"day": "2026-11-20"},
    }
    for state, prepare in (("absent", _nothing), ("draft", _draft), ("submitted", _submitted)):
        for act, writes in acts.items():
            yield Scene(kind, state, act, prepare, doc, writes)


def _form_scenes() -> Iterator[Scene]:
    yield Scene("form", "absent", "create", _nothing, OWN_FORM, _FORM)
    for state, prepare in (("unused", _own_form), ("used", _used_form)):
        yield Scene("form", state, "edit", prepare, OWN_FORM, {"title": "改名"})
        yield Scene("form", state, "mark as used", prepare, OWN_FORM, {"used": True})
    yield Scene("form", "library", "edit", _nothing, natural_id("form/daily@1"), {"title": "改名"})


def _people_scenes() -> Iterator[Scene]:
    new = id_of(300)
    yield Scene("institution", "absent", "create", _nothing, new, {"name": "新院"})
    yield Scene("institution", "present", "edit", _nothing, CENTRE, {"name": "改名"})
    yield Scene("unit", "absent", "create", _nothing, new, {"institution": CENTRE, "name": "新科"})
    yield Scene("unit", "present", "edit", _nothing, SURGERY, {"name": "改名"})
    ending = {"ended_on": "2026-12-31"}
    yield Scene("unit", "present", "end with people in it", _nothing, SURGERY, ending)
    yield Scene("unit", "empty", "end", _empty_unit, EMPTY_UNIT, ending)
    yield Scene("party_branch", "present", "end with people in it", _nothing, BRANCH, ending)
    yield Scene("party_branch", "absent", "create", _nothing, new, {"institution": CENTRE, "name": "新支部"})
    yield Scene("party_branch", "present", "edit", _nothing, BRANCH, {"name": "改名"})
    yield Scene("person", "absent", "create", _nothing, new, {"institution": CENTRE, "name": "新人"})
    yield Scene("person", "present", "edit", _nothing, PEOPLE["nurse"], {"name": "改名"})
    role = {"role": "admin", "at": CENTRE, "from": "2026-01-01", "to": None}
    yield Scene("person", "present", "make an administrator", _nothing, PEOPLE["nurse"], {"roles/9": role})
    yield Scene("person", "present", "move elsewhere", _nothing, PEOPLE["nurse"], {"institution": id_of(3)})


def _round_scenes() -> Iterator[Scene]:
    kind = "peer_round"
    branch_plan = {**rounds.PLAN, "branch": BRANCH, "rule": {"type": "branch", "each": 3}}
    yield Scene(kind, "absent", "create", _nothing, ROUND, rounds.PLAN)
    yield Scene(kind, "absent", "create for the branch", _nothing, ROUND, branch_plan)
    states: tuple[tuple[str, Prepare], ...] = (
        ("planned", rounds.planned),
        ("open", rounds.opened),
        ("closed", _closed),
        ("published", rounds.published),
    )
    for state, prepare in states:
        yield Scene(kind, state, "change the rule", prepare, ROUND, {"rule": {"type": "cross_unit", "each": 4}})
        yield Scene(kind, state, "rename", prepare, ROUND, {"title": "改名"})
        yield Scene(kind, state, "open", prepare, ROUND, {"opened": True})
        yield Scene(kind, state, "publish", prepare, ROUND, {"published": True})
    yield Scene("peer_assignment", "open", "write", rounds.opened, assignment_id("nurse"), {"round": ROUND})
    yield Scene("peer_turnout", "open", "write", rounds.opened, TURNOUT, {"submitted": 5})
    yield Scene("peer_result", "published", "write", rounds.published, result_id("nurse"), {"below": True})


def _review_scenes() -> Iterator[Scene]:
    kind, doc = "peer_review", review_id("nurse", "colleague")
    begin = review("nurse", "colleague")
    acts: dict[str, dict[str, Any]] = {
        "create": begin,
        "answer": {"answers/virtue": 3},
        "submit": {**rounds.ANSWERS, "submitted": True},
        "show": {"shown": True},
        "withhold": {"withheld": True},
    }
    states: tuple[tuple[str, Prepare], ...] = (
        ("no round", _nothing),
        ("round planned", rounds.planned),
        ("round open", rounds.opened),
        ("draft", _draft_review),
        ("submitted", _submitted_review),
        ("withheld", _withheld_review),
        ("round closed", _closed),
        ("published, named", _named_and_published),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield Scene(kind, state, act, prepare, doc, writes)
    not_assigned = {**begin, "subject": PEOPLE["supervisor"]}
    yield Scene(kind, "round open", "create for another", rounds.opened, review_id("nurse", "supervisor"), not_assigned)
    himself = {**begin, "subject": PEOPLE["nurse"]}
    yield Scene(kind, "round open", "create for himself", rounds.opened, review_id("nurse", "nurse"), himself)


def _event_scenes() -> Iterator[Scene]:
    kind, whole = "account_event", account_event(EVENT, PEOPLE["nurse"], PEOPLE["admin"], CODE_ISSUED, 1).writes
    yield Scene(kind, "absent", "create", _nothing, EVENT, whole)
    yield Scene(kind, "present", "create", _event, EVENT, whole)
    yield Scene(kind, "present", "say otherwise", _event, EVENT, {"by": PEOPLE["nurse"]})


def verdicts(scene: Scene) -> dict[str, str]:
    """Who gets which answer: "yes" or a code."""
    world = World()
    scene.prepare(world)
    answers: dict[str, str] = {}
    for who, person in PEOPLE.items():
        writes = {path.replace("<me>", uuid_text(person)): value for path, value in scene.writes.items()}
        refusal = world.verdict(world.act(person, scene.kind, scene.doc, writes))
        answers[who] = "yes" if refusal is None else refusal.code
    return answers


def permission_vectors() -> dict[str, Any]:
    return {
        "people": list(PEOPLE),
        "table": [
            {"kind": scene.kind, "state": scene.state, "act": scene.act, "answers": verdicts(scene)}
            for scene in scenes()
        ],
    }
