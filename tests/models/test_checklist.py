"""Checklists: what they may hold, and that a published version stands still."""

from __future__ import annotations

from typing import Any

import pytest

from models.checklist import in_force
from models.checklist_item import check_checklist_item, form_item, group_path
from models.item import check_item
from tests.models.checklist_scenes import CHECKLIST, DRAFT, ITEM, drafted, published
from tests.models.world import OTHER, World, id_of

WHOLE: dict[str, Any] = {
    "order": 2,
    "text": "收费员仪容",
    "group": ["窗口服务", "仪容仪表"],
    "core": True,
    "subject": "person",
    "polarity": "mixed",
    "scale": "score",
    "points": "5",
    "detail": "按规定着装",
    "rule": "一项不符扣 1 分",
    "method": "现场查看",
    "evidence": "photo_if_fail",
    "deduct": {"each": 1, "step": 0.5, "cap": 5, "all_or_nothing": False},
    "children": [{"id": "cap", "text": "衣帽要排正"}, {"id": "badge", "text": "工号牌要挂正", "points": 1}],
    "when": [["answer", "a"], ["text", "pass"], ["="]],
    "unheard_of": {"kept": True},
}


def test_a_whole_item_is_taken_and_can_be_asked() -> None:
    assert check_checklist_item(WHOLE) is None
    asked = form_item(WHOLE)
    assert check_item(asked) is None
    assert (asked["type"], asked["max"], asked["aspect"]) == ("score", "5", "仪容仪表")
    assert asked["hint"] == "按规定着装\n一项不符扣 1 分"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": " "}, "item_label"),
        ({"text": "字" * 501}, "item_label"),
        ({"scale": "stars"}, "item_type"),
        ({"polarity": "maybe"}, "unknown_option"),
        ({"evidence": "film"}, "unknown_option"),
        ({"detail": "字" * 2_001}, "text_too_long"),
        ({"core": "yes"}, "item_required"),
        ({"group": ["一", "二", "三", "四", "五", "六"]}, "checklist_group"),
        ({"group": [""]}, "checklist_group"),
        ({"children": [{"id": "a", "text": "x"}, {"id": "a", "text": "y"}]}, "checklist_group"),
        ({"children": ["a"]}, "checklist_group"),
        ({"children": "a"}, "checklist_group"),
        ({"points": -1}, "item_bounds"),
        ({"points": "many"}, "item_bounds"),
        ({"deduct": {"each": "x"}}, "item_bounds"),
        ({"deduct": {"discretionary": 1}}, "item_bounds"),
        ({"deduct": 1}, "item_bounds"),
        ({"when": [["="]]}, "item_condition"),
        ({"order": "first"}, "item_order"),
        ({"scale": "choice", "options": []}, "item_options"),
    ],
)
def test_a_wrong_item_is_named(change: dict[str, Any], reason: str) -> None:
    assert check_checklist_item({**WHOLE, **change}) == reason


def test_what_is_no_item_is_refused() -> None:
    assert check_checklist_item("收费员仪容") == "wrong_type"
    assert group_path({"group": "环境"}) == ["环境"]
    assert group_path("环境") == []


def test_a_percentage_is_asked_as_a_number_of_a_hundred() -> None:
    asked = form_item({"text": "满意率", "scale": "percent"})
    assert (asked["type"], asked["min"], asked["max"]) == ("number", 0, 100)


def test_a_draft_is_the_offices_and_a_published_one_everybodys(world: World) -> None:
    drafted(world)
    assert world.sees("leader", CHECKLIST)
    assert not world.sees("nurse", CHECKLIST)
    assert world.code("admin", "checklist", CHECKLIST, {"published": True}) is None
    assert world.sees("nurse", CHECKLIST)
    assert not world.sees("stranger", CHECKLIST)


def test_a_published_version_stands_and_is_followed_by_another(world: World) -> None:
    published(world)
    assert world.reason("admin", "checklist", CHECKLIST, {"items/a": None}) == "checklist_published"
    second = {**DRAFT, "version": 2, "supersedes": CHECKLIST}
    assert world.reason("admin", "checklist", id_of(701), {**second, "version": 1}) == "supersedes_unknown"
    assert world.reason("admin", "checklist", id_of(701), {**second, "supersedes": OTHER}) == "supersedes_unknown"
    assert world.code("admin", "checklist", id_of(701), second) is None
    assert world.reason("admin", "checklist", CHECKLIST, {"ended_on": "1990-01-01"}) == "ended_before_begin"
    assert world.code("admin", "checklist", CHECKLIST, {"ended_on": "2026-11-30"}) is None
    assert in_force(world.documents[CHECKLIST], "2026-11-30")
    assert not in_force(world.documents[CHECKLIST], "2026-12-01")
    assert not in_force(world.documents[id_of(701)], "2026-12-01")


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"name": None}, "name_missing"),
        ({"version": 0}, "bad_version"),
        ({"version": 1.5}, "bad_version"),
        ({"items/a": {"text": ""}}, "item_label"),
        ({"items/a": None, "published": True}, "checklist_incomplete"),
        ({f"items/q{number}": ITEM for number in range(1_000)}, "too_many_items"),
    ],
)
def test_a_draft_takes_no_half_things(world: World, writes: dict[str, Any], reason: str) -> None:
    drafted(world)
    assert world.reason("admin", "checklist", CHECKLIST, writes) == reason
