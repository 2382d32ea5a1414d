"""支部讲评、领导点评: four parts or nothing, private until it is out, and nobody missed."""

from __future__ import annotations

import pytest

from models.document import uuid_text
from models.period import first_day, is_period, last_day
from tests.models.commentary_scenes import (
    FOUR_PARTS,
    REMARK,
    commentary,
    commentary_id,
    commented,
    coverage_id,
    drafted,
    quarterly,
    quarterly_id,
    remark,
)
from tests.models.world import BAY, BRANCH, CENTRE, PEOPLE, SURGERY, World, id_of


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026H1", "2026-01-01", "2026-06-30"),
        ("2026Q4", "2026-10-01", "2026-12-31"),
        ("2028-02", "2028-02-01", "2028-02-29"),
    ],
)
def test_a_period_has_its_days(period: str, first: str, last: str) -> None:
    assert is_period(period)
    assert (first_day(period), last_day(period)) == (first, last)


@pytest.mark.parametrize("text", ["", "2026Q5", "2026H3", "2026-13", "26Q1", "2026Q1 ", "２０２６"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert not is_period(text)


def test_a_draft_is_the_secretarys_alone_and_a_commentary_the_subjects_too(world: World) -> None:
    drafted(world)
    doc = commentary_id("nurse")
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["secretary"]
    world.code("secretary", "branch_commentary", doc, {**FOUR_PARTS, "submitted": True})
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["nurse", "secretary"]


def test_a_public_commentary_is_read_by_the_branch(world: World) -> None:
    commented(world)
    doc = commentary_id("nurse")
    assert world.code("secretary", "branch_commentary", doc, {"public": True}) is None
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["nurse", "colleague", "head", "secretary"]


def test_each_of_the_four_parts_is_needed(world: World) -> None:
    for part in FOUR_PARTS:
        writes = {**commentary("nurse"), **FOUR_PARTS, part: " ", "submitted": True}
        refusal = world.tries("secretary", "branch_commentary", commentary_id("nurse"), writes)
        assert refusal is not None
        assert (refusal.reason, refusal.path) == ("part_missing", part)


def test_only_members_of_that_time_are_commented_on(world: World) -> None:
    leader = {**commentary("leader"), **FOUR_PARTS}
    assert world.reason("secretary", "branch_commentary", commentary_id("leader"), leader) == "not_in_branch"
    early, ahead = commentary("nurse", "2024Q4"), commentary("nurse", "2027Q1")
    doc = commentary_id("nurse", "2024Q4")
    assert world.reason("secretary", "branch_commentary", doc, early) == "not_in_branch"
    doc = commentary_id("nurse", "2027Q1")
    assert world.reason("secretary", "branch_commentary", doc, ahead) == "period_ahead"


def test_the_secretary_is_commented_on_by_a_leader_and_does_not_read_the_draft(world: World) -> None:
    doc = commentary_id("secretary")
    writes = {**commentary("secretary"), "by_leader": True, **FOUR_PARTS}
    assert world.code("leader", "branch_commentary", doc, writes) is None
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["leader"]
    assert world.code("leader", "branch_commentary", doc, {"submitted": True}) is None
    assert world.reason("secretary", "branch_commentary", doc, {"outcome": "done"}) == "not_yours"


def test_who_is_still_without_is_known_to_the_office_and_the_branch(world: World) -> None:
    commented(world)
    coverage = world.documents[coverage_id()]
    assert coverage.value(f"done/{uuid_text(PEOPLE['nurse'])}") is True
    assert {who for who in PEOPLE if world.sees(who, coverage_id())} == {
        *("secretary", "leader", "supervisor", "admin", "bureau_supervisor")
    }
    before = dict(coverage.registers)
    world.code("secretary", "branch_commentary", commentary_id("nurse"), {"outcome": "partly"})
    assert coverage.registers == before


def test_a_remark_is_read_by_its_subject_and_who_is_responsible_there(world: World) -> None:
    assert world.code("leader", "leader_remark", REMARK, remark("leader", PEOPLE["nurse"])) is None
    readers = {who for who in PEOPLE if world.sees(who, REMARK)}
    assert readers == {"nurse", "leader", "head", "head_of_bay", "secretary"}


def test_a_remark_on_a_unit_or_a_branch_is_read_by_who_leads_it(world: World) -> None:
    assert world.code("leader", "leader_remark", REMARK, remark("leader", BAY)) is None
    assert {who for who in PEOPLE if world.sees(who, REMARK)} == {"leader", "head", "head_of_bay"}
    other = id_of(701)
    assert world.code("leader", "leader_remark", other, remark("leader", BRANCH)) is None
    assert {who for who in PEOPLE if world.sees(who, other)} == {"leader", "secretary"}


def test_a_head_remarks_on_the_own_people_and_units_only(world: World) -> None:
    assert world.code("head", "leader_remark", id_of(702), remark("head", PEOPLE["colleague"])) is None
    assert world.code("head", "leader_remark", id_of(703), remark("head", SURGERY)) == "not_found"
    assert world.code("leader", "leader_remark", id_of(704), {**remark("leader", PEOPLE["stranger"])}) == "not_found"
    blank = {**remark("leader", PEOPLE["nurse"]), "text": " "}
    assert world.reason("leader", "leader_remark", id_of(705), blank) == "text_empty"


def test_nothing_is_said_of_a_quarter_before_its_subject_came(world: World) -> None:
    """The nurse came in 2025."""
    writes = {**quarterly("leader", "nurse"), **FOUR_PARTS, "submitted": True}
    doc = quarterly_id("leader", "nurse")
    assert world.reason("leader", "quarterly_remark", doc, {**writes, "period": "2019Q1"}) == "subject_not_here"
    assert world.reason("leader", "quarterly_remark", doc, writes) is None


def test_the_quarterly_remark_is_private_until_its_four_parts_are_out(world: World) -> None:
    doc = quarterly_id("leader", "nurse")
    assert world.code("leader", "quarterly_remark", doc, {**quarterly("leader", "nurse"), "strengths": "稳"}) is None
    assert [who for who in PEOPLE if world.sees(who, doc)] == ["leader"]
    assert world.reason("leader", "quarterly_remark", doc, {"submitted": True}) == "part_missing"
    assert world.code("leader", "quarterly_remark", doc, {**FOUR_PARTS, "submitted": True}) is None
    assert world.sees("nurse", doc)
    assert world.sees("secretary", doc)


def test_nobody_comments_on_himself(world: World) -> None:
    assert world.reason("leader", "leader_remark", REMARK, remark("leader", PEOPLE["leader"])) == "not_oneself"


def test_a_period_that_is_none_makes_no_scope(world: World) -> None:
    writes = {**commentary("nurse"), "period": "2026Q9"}
    assert world.code("secretary", "branch_commentary", commentary_id("nurse", "2026Q9"), writes) == "invalid"
    assert CENTRE in world.roster.institutions
