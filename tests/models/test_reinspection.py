"""A visit that looks at what an order was about: where it leads, what it looks at, and what the order is told."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import natural_id, uuid_text
from models.scopes import scopes_of
from tests.models import orders
from tests.models.inspection_scenes import (
    DRAFT,
    HOST,
    LEADER,
    PLAN,
    SECOND,
    VISIT,
    drafted,
    observation,
    observation_id,
    own,
    prepared,
)
from tests.models.orders import ORDER, does
from tests.models.world import NOON, PEOPLE, SURGERY, WARD, World

PUBLICATION = natural_id(f"publication/{uuid_text(VISIT)}")
AGAIN: dict[str, Any] = {"order": ORDER, "only/a": True, "only/b": True}


def _ordered(world: World) -> None:
    terms = {**orders.TERMS, "unit": WARD, "responsible": PEOPLE["head"], "items/1": "a", "items/2": "b"}
    does(world, "supervisor", {**terms, "issued": True})


def _sealed(world: World) -> None:
    _ordered(world)
    drafted(world, **AGAIN)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) is None


def _walked(world: World) -> None:
    _sealed(world)
    for item, verdict in (("a", "pass"), ("b", "fail")):
        seen = observation(SECOND, item, verdict=verdict)
        assert world.reason(SECOND, "observation", observation_id(SECOND, item), seen) is None
    assert world.reason(LEADER, "visit", VISIT, {own("finished/1/", LEADER): NOON, **HOST}) is None


def _published(world: World) -> None:
    _walked(world)
    made = {"visit": VISIT, "withheld": True}
    assert world.reason(LEADER, "publication", PUBLICATION, {**made, own("proposed/1/", LEADER): NOON}) is None
    assert world.reason("supervisor", "publication", PUBLICATION, {own("confirmed/1/", "supervisor"): NOON}) is None


def test_the_visit_names_the_order_and_looks_at_what_failed_alone(world: World) -> None:
    _sealed(world)
    visit = world.documents[VISIT]
    assert visit.value("order") == ORDER
    assert {path for path in visit.registers if path.startswith("only/")} == {"only/a", "only/b"}
    other = world.reason(SECOND, "observation", observation_id(SECOND, "c"), observation(SECOND, "c", verdict="pass"))
    assert other == "unknown_item"


def test_until_it_is_published_nothing_of_it_is_at_the_order(world: World) -> None:
    _ordered(world)
    before = dict(world.documents[ORDER].registers)
    drafted(world, **AGAIN)
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) is None
    assert world.documents[ORDER].registers == before
    assert scopes_of(world.documents[VISIT], world.roster) == {f"covert/{uuid_text(VISIT)}"}


def test_the_order_is_told_the_result_with_the_publication_even_where_nothing_was_found(world: World) -> None:
    _published(world)
    told = world.documents[ORDER].value(f"reinspections/{uuid_text(VISIT)}")
    assert (told["passed"], told["failed"], told["other"], told["items"]) == (1, 1, 0, ["b"])
    assert told["title"] == DRAFT["title"]
    assert world.documents[VISIT].value("published") is not None
    said = repr(world.documents[ORDER].registers)
    assert all(repr(PEOPLE[who]) not in said for who in (LEADER, SECOND))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({f"candidates/{uuid_text(SURGERY)}": True}, "planner_belongs"),
        ({"order": PEOPLE["nurse"]}, "reinspection_unknown"),
    ],
)
def test_it_leads_to_the_unit_of_its_order(world: World, change: dict[str, Any], why: str) -> None:
    _ordered(world)
    prepared(world)
    assert world.reason("supervisor", "inspection_plan", PLAN, {**DRAFT, **AGAIN, **change}) == why


def test_it_goes_nowhere_but_to_that_unit(world: World) -> None:
    orders.issued(world)
    prepared(world)
    assert world.reason("supervisor", "inspection_plan", PLAN, {**DRAFT, **AGAIN}) == "reinspection_unit"


def test_what_the_checklist_does_not_have_is_not_looked_at(world: World) -> None:
    _ordered(world)
    drafted(world, order=ORDER, **{"only/zz": True})
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) == "unknown_item"
