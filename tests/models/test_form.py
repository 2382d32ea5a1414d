"""Forms as documents: who makes them, what they may hold, and when they stand still."""

from __future__ import annotations

from typing import Any

import pytest

from models import built_in_forms
from models.document import natural_id
from models.form import read_form
from models.item import check_item
from tests.models.world import World, evaluation_id, opening

OWN = natural_id("form/own@1")
ITEM: dict[str, Any] = {"order": 1, "type": "yes_no", "label": "好吗"}


def test_a_title_and_items_are_enough(world: World) -> None:
    assert world.code("admin", "form", OWN, {"title": "本院表", "items/a": ITEM}) is None
    assert world.sees("nurse", OWN)
    assert not world.sees("stranger", OWN)


def test_a_form_grows_until_it_is_used(world: World) -> None:
    assert world.code("admin", "form", OWN, {"name": "own@1", "title": "本院表", "items/a": ITEM}) is None
    assert world.code("admin", "form", OWN, {"items/b": ITEM, "items/a": None, "title": "改名"}) is None
    assert list(read_form(world.documents[OWN]).items) == ["b"]
    doc = evaluation_id("nurse", form="own")
    assert world.code("nurse", "self_evaluation", doc, opening("nurse", form="own@1")) is None
    assert world.reason("admin", "form", OWN, {"items/c": ITEM}) == "form_used"


def test_a_form_needs_a_title(world: World) -> None:
    assert world.reason("admin", "form", OWN, {"items/a": ITEM}) == "title_missing"
    assert world.code("admin", "form", OWN, {"title": "有题", "items/a": ITEM}) is None
    assert world.reason("admin", "form", OWN, {"title": None}) == "title_missing"


def test_a_wrong_item_is_named(world: World) -> None:
    refusal = world.tries("admin", "form", OWN, {"title": "表", "items/a": {**ITEM, "type": "stars"}})
    assert refusal is not None
    assert (refusal.code, refusal.reason, refusal.path) == ("invalid", "item_type", "items/a")


def test_a_form_has_two_hundred_items_at_most(world: World) -> None:
    many = {f"items/q{number}": ITEM for number in range(200)}
    assert world.code("admin", "form", OWN, {"title": "长表", **many}) is None
    assert world.reason("admin", "form", OWN, {"items/one_more": ITEM}) == "too_many_items"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("name", "own", "bad_form_name"),
        ("title", "", "text_empty"),
        ("title", "长" * 101, "text_too_long"),
        ("grace_hours", 721, "bad_hours"),
        ("grace_hours", "72", "wrong_type"),
        ("correctable", False, "must_be_true"),
    ],
)
def test_registers_of_a_form_have_their_types(world: World, path: str, value: Any, reason: str) -> None:
    assert world.reason("admin", "form", OWN, {"title": "表", path: value}) == reason


def test_items_stand_in_their_order_and_wrong_ones_are_passed_over(world: World) -> None:
    form = world.documents[natural_id("form/daily@1")]
    items = read_form(form).items
    assert list(items)[:3] == ["first_asked", "attitude", "discipline"]
    assert read_form(form).number("attitude") == 2
    assert read_form(form).number("nothing") == 0
    form.registers["items/broken"] = form.registers["title"]
    assert "broken" not in read_form(form).items


def test_a_form_is_read_again_when_a_register_has_changed(world: World) -> None:
    assert world.code("admin", "form", OWN, {"title": "一", "items/a": ITEM}) is None
    form = world.documents[OWN]
    first = read_form(form)
    assert read_form(form) is first
    assert world.code("admin", "form", OWN, {"title": "二"}) is None
    assert read_form(form).title == "二"


def test_the_built_in_forms_are_sound_and_bilingual() -> None:
    for name, registers in built_in_forms.FORMS.items():
        assert name.endswith("@1")
        assert registers["title_en"]
        items = {path: item for path, item in registers.items() if path.startswith("items/")}
        assert 2 <= len(items) <= 12
        assert len({item["order"] for item in items.values()}) == len(items)
        for path, item in items.items():
            assert check_item(item) is None, path
            assert item["label_en"]
            assert all(option["label_en"] for option in item.get("options", []))


def test_a_normal_day_takes_six_taps_at_most() -> None:
    required = [
        item
        for path, item in built_in_forms.FORMS["daily@1"].items()
        if path.startswith("items/") and item.get("required")
    ]
    assert len(required) + 2 <= 6  # to open the form, one tap an item, to submit
    assert all(item["type"] in ("choice", "rating", "yes_no", "pass_fail") for item in required)
