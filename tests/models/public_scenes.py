"""Scenes of what the public says for the permission table, and their rows of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.calendar import DAY_MS
from models.document import ServerAct, natural_id, uuid_text
from models.rating_tally import tally_id
from tests.models.world import BAY, CENTRE, PEOPLE, TODAY, World, id_of

Prepare = Callable[[World], object]
Row = tuple[str, str, str, Prepare, bytes, dict[str, Any]]

BATCH = id_of(900)
KEY = "ab" * 32
FORM = "satisfaction@1"
MEASURE = {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]}
MADE: dict[str, Any] = {
    "institution": CENTRE,
    "unit": BAY,
    "by": PEOPLE["leader"],
    "means": "label",
    "form": FORM,
    "measure": MEASURE,
    "labels": 48,
}
FLAG = natural_id(f"rating_flag/{uuid_text(BATCH)}/{TODAY}.burst.1")
CASE = natural_id(f"rating_case/{KEY}")
COMPLAINT = natural_id(f"complaint/{KEY}")
TALLY = tally_id(BAY, FORM, "2026-11")
FOR_OFFICE = {"institution": CENTRE, "unit": BAY, "form": FORM}
TAKEN: dict[str, Any] = {
    "key": KEY,
    "institution": CENTRE,
    "means": "phone",
    "day": TODAY,
    "by": PEOPLE["nurse"],
    "text": "等了两个小时",
    "unit": BAY,
}
RULING = {"rulings/<me>": {"counts": False, "reason": "同一分钟里连着八份，一字不差"}}
PASSED = {"handler": PEOPLE["head_of_bay"], "passed/1": {"to": PEOPLE["head_of_bay"], "reason": "请科室核实"}}
FOUND = {"finding": {"substantiated": "partly", "reason": "当天确有排队"}}


def nothing(world: World) -> None:
    """Nobody has done anything yet."""


def made(world: World) -> None:
    assert world.code("leader", "rating_batch", BATCH, MADE) is None


def number(world: World) -> str:
    return world.documents[BATCH].value("number")


def activated(world: World) -> None:
    made(world)
    assert world.code("leader", "rating_batch", BATCH, {"activated": number(world)}) is None


def stopped(world: World) -> None:
    activated(world)
    assert world.code("leader", "rating_batch", BATCH, {"stopped": "丢了一张"}) is None


def over(world: World) -> None:
    assert world.code("leader", "rating_batch", BATCH, {**MADE, "until": TODAY}) is None
    world.now_ms += DAY_MS


def flagged(world: World) -> None:
    activated(world)
    held = {"after_s": 0, "answers": {"overall": "very"}, "words": None}
    said = {"batch": BATCH, "key": f"{TODAY}.burst.1", "period": "2026-11", "reason": "burst", "ratings/1": held}
    world.write(ServerAct(FLAG, "rating_flag", {**FOR_OFFICE, **said}))


def ruled(world: World) -> None:
    flagged(world)
    path = f"rulings/{uuid_text(PEOPLE['supervisor'])}"
    assert world.code("supervisor", "rating_flag", FLAG, {path: RULING["rulings/<me>"]}) is None


def tallied(world: World) -> None:
    share = {"n": 1, "below": True}
    world.write(ServerAct(TALLY, "rating_tally", {**FOR_OFFICE, "period": "2026-11", "counted": share}))


def low(world: World) -> None:
    said = {"key": KEY, "batch": BATCH, "day": TODAY, "answers/overall": "not", "words": "没人应"}
    days = {"callback_by": "2026-11-24", "rectify_by": "2026-12-01"}
    world.write(ServerAct(CASE, "rating_case", {**FOR_OFFICE, **said, **days}))


def answered(world: World) -> None:
    low(world)
    assert world.code("head_of_bay", "rating_case", CASE, {"replies/1": "对不起，夜班已加人"}) is None


def case_closed(world: World) -> None:
    answered(world)
    world.now_ms += 1
    assert world.code("bureau_supervisor", "rating_case", CASE, {"closed": "已回访"}) is None
    world.now_ms += 1


def taken(world: World) -> None:
    assert world.code("nurse", "complaint", COMPLAINT, TAKEN) is None


def passed(world: World) -> None:
    taken(world)
    assert world.code("nurse", "complaint", COMPLAINT, PASSED) is None


def replied(world: World) -> None:
    passed(world)
    assert world.code("head_of_bay", "complaint", COMPLAINT, {"replies/1": "已核实，向您道歉"}) is None


def found(world: World) -> None:
    replied(world)
    assert world.code("supervisor", "complaint", COMPLAINT, FOUND) is None
    world.now_ms += 1


def scenes() -> Iterator[Row]:
    yield from _batch_scenes()
    yield "rating_tally", "counted", "write", tallied, TALLY, {"held": 0}
    yield "rating_flag", "held", "rule", flagged, FLAG, RULING
    yield "rating_flag", "held", "rule as another", flagged, FLAG, _as("supervisor")
    yield "rating_flag", "ruled", "rule", ruled, FLAG, RULING
    yield from _case_scenes()
    yield from _complaint_scenes()


def _as(who: str) -> dict[str, Any]:
    return {f"rulings/{uuid_text(PEOPLE[who])}": RULING["rulings/<me>"]}


def _batch_scenes() -> Iterator[Row]:
    kind = "rating_batch"
    yield kind, "absent", "create", nothing, BATCH, MADE
    yield kind, "absent", "create for another measure", nothing, BATCH, {**MADE, "measure": {**MEASURE, "item": "x"}}
    yield kind, "absent", "create until yesterday", nothing, BATCH, {**MADE, "until": "2026-11-20"}
    yield kind, "over", "activate by its number", over, BATCH, {"activated": "123456"}
    for state, prepare in (("made", made), ("active", activated), ("stopped", stopped)):
        yield kind, state, "activate by guess", prepare, BATCH, {"activated": "12"}
        yield kind, state, "take a number", prepare, BATCH, {"number": "000001"}
        yield kind, state, "stop", prepare, BATCH, {"stopped": "整盒丢了"}


def _case_scenes() -> Iterator[Row]:
    kind = "rating_case"
    yield kind, "absent", "create", nothing, CASE, {"key": KEY}
    for state, prepare in (("open", low), ("answered", answered), ("closed", case_closed)):
        yield kind, state, "hand to", prepare, CASE, {"handler": PEOPLE["nurse"]}
        yield kind, state, "reply", prepare, CASE, {"replies/2": "请放心"}
        yield kind, state, "set right", prepare, CASE, {"rectified": "夜班加了一人"}
        yield kind, state, "close", prepare, CASE, {"closed": "已回访"}
        yield kind, state, "speak for who rated", prepare, CASE, {"said/1": "好了"}


def _complaint_scenes() -> Iterator[Row]:
    kind = "complaint"
    yield kind, "absent", "create", nothing, COMPLAINT, TAKEN
    yield kind, "absent", "create ahead", nothing, COMPLAINT, {**TAKEN, "day": "2026-11-22"}
    for state, prepare in (("taken", taken), ("passed on", passed), ("replied", replied), ("decided", found)):
        yield kind, state, "pass on", prepare, COMPLAINT, PASSED
        yield kind, state, "pass on in silence", prepare, COMPLAINT, {"handler": PEOPLE["colleague"]}
        yield kind, state, "reply", prepare, COMPLAINT, {"replies/2": "请放心"}
        yield kind, state, "decide", prepare, COMPLAINT, FOUND
        yield kind, state, "change the words", prepare, COMPLAINT, {"text": "没有等"}


PUBLIC_TABLE = """
rating_batch | absent | create | yes: leader; not_found: others
rating_batch | absent | create for another measure | invalid: leader; not_found: others
rating_batch | absent | create until yesterday | invalid: leader; not_found: others
rating_batch | over | activate by its number | forbidden: admin; closed: heads leading; not_found: others
rating_batch | made | activate by guess | forbidden: admin; invalid: heads leading; not_found: others
rating_batch | made | take a number | forbidden: heads office; not_found: others
rating_batch | made | stop | forbidden: heads admin; yes: leading; not_found: others
rating_batch | active | activate by guess | forbidden: admin; invalid: leader; closed: heads leading; not_found: others
rating_batch | active | take a number | forbidden: heads office; not_found: others
rating_batch | active | stop | forbidden: heads admin; yes: leading; not_found: others
rating_batch | stopped | activate by guess | forbidden: admin; closed: heads leading; not_found: others
rating_batch | stopped | take a number | forbidden: heads office; not_found: others
rating_batch | stopped | stop | forbidden: heads admin; closed: leading; not_found: others

rating_tally | counted | write | forbidden: heads office; not_found: others

rating_flag | held | rule | forbidden: leader admin; yes: supervisor bureau_supervisor; not_found: others
rating_flag | held | rule as another | yes: supervisor; invalid: bureau_supervisor; forbidden: office; not_found: others
rating_flag | ruled | rule | yes: supervisor; closed: bureau_supervisor; forbidden: leader admin; not_found: others

rating_case | absent | create | not_found: others
rating_case | open | hand to | forbidden: admin; yes: heads leading; not_found: others
rating_case | open | reply | forbidden: admin; yes: heads leading; not_found: others
rating_case | open | set right | forbidden: admin; invalid: heads leading; not_found: others
rating_case | open | close | forbidden: heads admin; invalid: leading; not_found: others
rating_case | open | speak for who rated | forbidden: heads office; not_found: others
rating_case | answered | hand to | forbidden: admin; yes: heads leading; not_found: others
rating_case | answered | reply | forbidden: admin; yes: heads leading; not_found: others
rating_case | answered | set right | forbidden: admin; yes: heads leading; not_found: others
rating_case | answered | close | forbidden: heads admin; yes: leading; not_found: others
rating_case | answered | speak for who rated | forbidden: heads office; not_found: others
rating_case | closed | hand to | forbidden: admin; closed: heads leading; not_found: others
rating_case | closed | reply | forbidden: admin; closed: heads leading; not_found: others
rating_case | closed | set right | forbidden: admin; closed: heads leading; not_found: others
rating_case | closed | close | forbidden: heads admin; yes: leading; not_found: others
rating_case | closed | speak for who rated | forbidden: heads office; not_found: others

complaint | absent | create | yes: nurse; not_found: others
complaint | absent | create ahead | invalid: nurse; not_found: others
complaint | taken | pass on | forbidden: admin; yes: nurse leading; not_found: others
complaint | taken | pass on in silence | forbidden: admin; invalid: nurse leading; not_found: others
complaint | taken | reply | forbidden: admin; yes: nurse leading; not_found: others
complaint | taken | decide | forbidden: nurse admin; invalid: leading; not_found: others
complaint | taken | change the words | forbidden: admin; immutable: nurse leading; not_found: others
complaint | passed on | pass on | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | passed on | pass on in silence | forbidden: nurse admin; invalid: head_of_bay leading; not_found: others
complaint | passed on | reply | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | passed on | decide | forbidden: nurse head_of_bay admin; invalid: leading; not_found: others
complaint | passed on | change the words | forbidden: nurse admin; immutable: head_of_bay leading; not_found: others
complaint | replied | pass on | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | replied | pass on in silence | forbidden: nurse admin; invalid: head_of_bay leading; not_found: others
complaint | replied | reply | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | replied | decide | forbidden: nurse head_of_bay admin; yes: leading; not_found: others
complaint | replied | change the words | forbidden: nurse admin; immutable: head_of_bay leading; not_found: others
complaint | decided | pass on | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | decided | pass on in silence | forbidden: nurse admin; closed: head_of_bay leading; not_found: others
complaint | decided | reply | forbidden: nurse admin; yes: head_of_bay leading; not_found: others
complaint | decided | decide | forbidden: nurse head_of_bay admin; yes: leading; not_found: others
complaint | decided | change the words | forbidden: nurse admin; closed: head_of_bay leading; not_found: others
"""
