"""承诺 台账 活动 承包: what belongs to another house, and what no day can hold, is taken from nobody."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import natural_id, uuid_text
from tests.models import deeds
from tests.models.world import CENTRE, OTHER, PEOPLE, World, id_of


@pytest.mark.parametrize(
    ("by", "kind", "doc", "writes"),
    [
        ("nurse", "pledge", deeds.PLEDGE, deeds.PLEDGE_DRAFT),
        ("nurse", "record_entry", deeds.RECORD, deeds.RECORD_ENTRY),
        ("head_of_bay", "activity", deeds.ACTIVITY, deeds.ACTIVITY_PLAN),
        ("head_of_bay", "contracted_task", deeds.TASK, deeds.TASK_TERMS),
    ],
)
def test_what_is_done_for_a_programme_is_for_one_of_the_house_that_is_published(
    by: str, kind: str, doc: bytes, writes: dict[str, Any]
) -> None:
    world = World()
    for programme, institution, maker in ((id_of(901), CENTRE, "supervisor"), (id_of(902), OTHER, "strange_admin")):
        draft = {"institution": institution, "code": "own", "version": 1, "about/title": "方案", "about/code": "own"}
        assert world.code(maker, "programme", programme, draft) is None
        if programme == id_of(902):
            assert world.code(maker, "programme", programme, {"published": True}) is None
        assert world.reason(by, kind, doc, {**writes, "programme": programme}) == "unknown_programme"
    assert world.code("supervisor", "programme", id_of(901), {"published": True}) is None
    assert world.code(by, kind, doc, {**writes, "programme": id_of(901)}) is None


def test_a_record_is_of_one_day_and_a_day_has_24_hours() -> None:
    world = World()
    assert (
        world.reason("nurse", "record_entry", deeds.RECORD, {**deeds.RECORD_ENTRY, "hours": "24.5"}) == "hours_of_a_day"
    )
    assert world.code("nurse", "record_entry", deeds.RECORD, {**deeds.RECORD_ENTRY, "hours": 24}) is None


def test_nobody_of_another_house_is_marked_as_present_or_says_that_he_was() -> None:
    world = World()
    deeds.announced(world)
    doc = natural_id(f"attendance/{uuid_text(deeds.ACTIVITY)}/{uuid_text(PEOPLE['stranger'])}")
    present = {f"marks/{uuid_text(PEOPLE['head_of_bay'])}": {"mark": "present"}}
    for by, writes in (("head_of_bay", present), ("stranger", {"excuse": "忙"})):
        given = {**deeds.PRESENCE, "person": PEOPLE["stranger"], **writes}
        assert world.code(by, "attendance", doc, given) == "not_found"


def test_a_pledge_is_on_display_from_the_day_on_which_it_was_made() -> None:
    world = World()
    deeds.accepted(world)
    path = deeds.own("published/", "supervisor")
    before = {"on": "1800-01-01", "places": ["门诊公示栏"]}
    assert world.reason("supervisor", "pledge", deeds.PLEDGE, {path: before}) == "display_before_pledge"
    assert world.reason("supervisor", "pledge", deeds.PLEDGE, {path: deeds.DISPLAY}) is None
