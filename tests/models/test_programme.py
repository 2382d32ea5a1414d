"""A programme is drafted by the office, stands once it is published, and brings its forms with it."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import add_days
from models.document import Document, natural_id
from models.form import form_document, read_form
from models.programme import bundle_tree, order_of, programme_form_name
from models.programme_forms import form_name
from tests.models.programme_scenes import FORM, PLAN, PROGRAMME, drafted, published
from tests.models.world import CENTRE, DAY_MS, PEOPLE, TODAY, World, id_of

NEXT = id_of(701)


def refused(world: World, writes: dict[str, Any], doc: bytes = PROGRAMME) -> tuple[str | None, str | None]:
    """Reason and path of what an administrator is told."""
    refusal = world.tries("admin", "programme", doc, writes)
    return (None, None) if refusal is None else (refusal.reason, refusal.path)


def test_a_draft_is_the_offices_and_a_published_one_everybodys(world: World) -> None:
    drafted(world)
    assert [world.sees(who, PROGRAMME) for who in ("leader", "supervisor", "nurse", "stranger")] == [
        True,
        True,
        False,
        False,
    ]
    assert world.code("admin", "programme", PROGRAMME, {"published": True}) is None
    assert [world.sees(who, PROGRAMME) for who in ("leader", "nurse", "stranger")] == [True, True, False]


def test_publishing_makes_the_forms_for_the_institution_alone(world: World) -> None:
    drafted(world)
    assert form_document(FORM, world) is None
    assert world.code("admin", "programme", PROGRAMME, {"published": True}) is None
    form = form_document(FORM, world)
    assert form is not None
    assert (form.value("institution"), form.value("programme")) == (CENTRE, PROGRAMME)
    assert [item.label for item in read_form(form).items.values()] == ["比素质"]
    assert world.sees("nurse", form.id)
    assert not world.sees("stranger", form.id)
    assert form_name(world.documents[PROGRAMME], "self") == FORM


def test_a_form_of_a_programme_can_be_filled_in_and_not_be_changed(world: World) -> None:
    published(world)
    opening = {"person": PEOPLE["nurse"], "form": FORM, "day": "2026-11-21", "answers/quality": 4, "submitted": True}
    name = f"self_evaluation/{_dashed(PEOPLE['nurse'])}/{FORM.partition('@')[0]}/2026-11-21"
    assert world.code("nurse", "self_evaluation", natural_id(name), opening) is None
    assert world.code("admin", "form", natural_id(f"form/{FORM}"), {"title": "改名"}) == "forbidden"


def _dashed(id: bytes) -> str:
    text = id.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def test_forms_are_made_once_and_only_by_publishing(world: World) -> None:
    published(world)
    before = dict(world.documents)
    assert world.code("admin", "programme", PROGRAMME, {"published": True, "owners/office": PEOPLE["head"]}) is None
    assert world.documents.keys() == before.keys()


@pytest.mark.parametrize(
    ("writes", "reason", "path"),
    [
        ({"code": "a b"}, "bad_programme_code", "code"),
        ({"code": 7}, "wrong_type", "code"),
        ({"version": 0}, "bad_version", "version"),
        ({"version": "1"}, "wrong_type", "version"),
        ({"version": None}, "programme_head_missing", "version"),
        ({"supersedes": id_of(999)}, "supersedes_nothing", "supersedes"),
    ],
)
def test_the_head_of_a_programme_is_right_from_the_beginning(
    world: World, writes: dict[str, Any], reason: str, path: str
) -> None:
    given = {name: value for name, value in {**PLAN, **writes}.items() if value is not None}
    assert refused(world, given) == (reason, path)


@pytest.mark.parametrize(
    ("writes", "reason"),
    [
        ({"about/title": 7}, None),
        ({"about/title": ["一"]}, "programme_element"),
        ({"about/colour": "red"}, None),
        ({"stages/one": 7}, "wrong_type"),
        ({"stages/one": {"title": "动员"}}, None),
        ({"stages/one": {"title": ["动员"]}}, "programme_element"),
        ({"stages/one": {"kind": "era"}}, "programme_element"),
        ({"evaluations/self": {"title": "自评"}}, None),
        ({"checklists/booth/h3": {"text": "五正", "children": ["衣帽要排正"]}}, None),
        ({"checklists/booth/h3": {"polarity": "perhaps"}}, "programme_element"),
        ({"forms/five_contests/quality": {"type": "nothing"}}, None),
        ({"owners/office": PEOPLE["stranger"]}, "owner_of_elsewhere"),
        ({"owners/office": None}, None),
        ({"cadences/self/2026-12": {"type": "monthly", "due_day": 99}}, "bad_cadence"),
        ({"cadences/self/2026-13": {"type": "monthly"}}, "unknown_cadence_place"),
        ({"cadences/nobody/2026-12": {"type": "monthly"}}, "unknown_cadence_place"),
        ({"ended_on": "someday"}, "wrong_type"),
        ({"published": False}, "must_be_true"),
    ],
)
def test_a_draft_takes_what_is_unfinished_and_refuses_what_is_wrong(
    world: World, writes: dict[str, Any], reason: str | None
) -> None:
    drafted(world)
    told, _ = refused(world, writes)
    assert told == (reason if reason != "wrong_type" or "ended_on" not in writes else "bad_day")


def test_an_incomplete_programme_is_not_published_and_the_place_is_told(world: World) -> None:
    drafted(world)
    assert refused(world, {"evaluations/self": {"title": "自评"}}) == (None, None)
    refusal = world.tries("admin", "programme", PROGRAMME, {"published": True})
    assert refusal is not None
    assert (refusal.reason, refusal.params) == ("programme_incomplete", {"count": 1, "place": "evaluations/self"})
    whole = {"evaluations/self": PLAN["evaluations/self"], "published": True}
    assert refused(world, whole) == (None, None)


def test_a_new_version_follows_an_earlier_one_of_the_same_programme(world: World) -> None:
    published(world)
    next_one = {**PLAN, "version": 2, "supersedes": PROGRAMME}
    assert refused(world, {**next_one, "version": 1}, NEXT) == ("supersedes_nothing", "supersedes")
    assert refused(world, {**next_one, "code": "another"}, NEXT) == ("supersedes_nothing", "supersedes")
    assert refused(world, next_one, NEXT) == (None, None)
    assert refused(world, {"published": True}, NEXT) == (None, None)
    assert form_document(programme_form_name("five_contests", NEXT, 2), world) is not None


@pytest.mark.parametrize(
    ("item", "old", "new"),
    [
        ("forms/five_contests/quality", {"type": "rating", "label": "比素质"}, {"type": "text", "label": "比素质"}),
        ("checklists/window/badge", {"text": "佩戴党徽"}, {"text": "佩戴党徽", "polarity": "prohibited"}),
    ],
)
def test_an_item_does_not_become_another_kind_of_item_under_the_same_id(
    world: World, item: str, old: dict[str, Any], new: dict[str, Any]
) -> None:
    first = {**PLAN, "checklists/window": {"title": "窗口检查表"}, item: {**old, "order": 1}}
    assert refused(world, {**first, "published": True}) == (None, None)
    next_one = {**first, "version": 2, "supersedes": PROGRAMME, item: {**new, "order": 1}}
    assert refused(world, next_one, NEXT) == (None, None)
    assert refused(world, {"published": True}, NEXT) == ("item_reused", item)
    renamed = {item: None, f"{item}_2": {**new, "order": 1}, "published": True}
    assert refused(world, renamed, NEXT) == (None, None)


def test_of_two_who_publish_the_same_version_the_first_ones_runs_until_it_is_over(world: World) -> None:
    published(world)
    other, third = id_of(702), id_of(703)
    assert refused(world, PLAN, other) == (None, None)
    assert refused(world, {"published": True}, other) == ("version_taken", "published")
    for doc in (NEXT, third):
        assert refused(world, {**PLAN, "version": 2, "supersedes": PROGRAMME}, doc) == (None, None)
    assert refused(world, {"published": True}, NEXT) == (None, None)
    assert refused(world, {"published": True}, third) == ("version_taken", "published")
    for doc in (PROGRAMME, NEXT):
        assert refused(world, {"ended_on": world.today}, doc) == (None, None)
    world.pass_time(DAY_MS)
    assert refused(world, {"published": True}, other) == (None, None)


@pytest.mark.parametrize(("begins", "first"), [(None, TODAY), ("2026-03-01", "2026-03-01"), ("2027-03-01", TODAY)])
def test_a_programme_ends_on_no_day_before_it_began(world: World, begins: str | None, first: str) -> None:
    assert refused(world, {**PLAN, "about/starts_on": begins, "published": True}) == (None, None)
    assert refused(world, {"ended_on": "1990-01-01"}) == ("ended_before_begin", "ended_on")
    assert refused(world, {"ended_on": add_days(first, -1)}) == ("ended_before_begin", "ended_on")
    assert refused(world, {"ended_on": first}) == (None, None)
    assert refused(world, {"ended_on": None}) == (None, None)


def test_a_draft_is_given_up_on_any_day_and_not_published_as_ended_before_it_began(world: World) -> None:
    assert refused(world, {**PLAN, "ended_on": "1990-01-01"}) == (None, None)
    assert refused(world, {"published": True}) == ("ended_before_begin", "ended_on")


def test_what_was_removed_is_gone_from_the_bundle() -> None:
    tree = bundle_tree({**PLAN, "evaluations/self": None, "forms/five_contests/quality": None})
    assert "evaluations" not in tree
    assert tree["forms"] == [{"id": "five_contests", "title": "五比自评表"}]


def test_an_order_that_is_no_number_comes_first() -> None:
    assert [order_of({"order": order}) for order in (2, 1.5, True, "3", None)] == [2, 1.5, 0, 0, 0]


def test_an_evaluation_may_use_a_built_in_form_or_none(world: World) -> None:
    programme = Document(PROGRAMME, "programme", PEOPLE["admin"])
    assert form_name(programme, "self") is None
    document = published(world)
    document.registers["evaluations/self"].value = {"form": "daily@1"}
    assert form_name(document, "self") == "daily@1"
