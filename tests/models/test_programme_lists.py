"""Which checklist a programme means: by id, the title deciding once; and nothing that has ended is begun with."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import ServerAct
from models.programme import programme_form_name
from tests.models import inspection_scenes
from tests.models.commentary_scenes import SURVEY, SURVEY_PLAN
from tests.models.inspection_scenes import DRAFT, PLAN
from tests.models.scored import PLAN as SCORED
from tests.models.scored import PROGRAMME, REVIEW, ROUND, begun
from tests.models.world import CENTRE, DAY_MS, OTHER, World, id_of

ELEMENT = "窗口检查"
LINK = "lists/booth"
NEXT, SECOND, CHECKLIST = id_of(831), id_of(832), id_of(833)
BOOTH: dict[str, Any] = {
    "checklists/booth": {"title": ELEMENT, "order": 1},
    "checklists/booth/clean": {"text": "窗明几净", "order": 1},
}


@pytest.fixture
def world() -> World:
    return World()


def checklist(world: World, id: bytes = CHECKLIST, name: str = ELEMENT, **more: Any) -> None:
    made = {"institution": CENTRE, "name": name, "version": 1, "items/a": {"text": "干净", "order": 1}, **more}
    for writes in (made, {"published": True}):
        assert world.reason("supervisor", "checklist", id, writes) is None


def link(world: World, programme: bytes = PROGRAMME) -> Any:
    return world.documents[programme].value(LINK)


def test_the_title_decides_when_the_programme_is_published(world: World) -> None:
    checklist(world)
    begun(world, **BOOTH)
    assert link(world) == CHECKLIST


def test_the_title_decides_when_the_checklist_is_published_later_and_only_once(world: World) -> None:
    begun(world, **BOOTH)
    assert link(world) is None
    checklist(world, name="另一份")
    assert link(world) is None
    checklist(world, SECOND)
    assert link(world) == SECOND
    checklist(world, NEXT)
    assert link(world) == SECOND


def test_two_of_one_title_are_left_to_people_who_say_which(world: World) -> None:
    checklist(world)
    checklist(world, SECOND)
    begun(world, **BOOTH)
    assert link(world) is None
    assert world.reason("supervisor", "programme", PROGRAMME, {LINK: SECOND}) is None
    assert link(world) == SECOND


def test_the_next_version_of_a_programme_means_the_same_list_whatever_it_is_called_there(world: World) -> None:
    checklist(world)
    begun(world, **BOOTH)
    plan = {path: each.value for path, each in world.documents[PROGRAMME].registers.items()}
    again = {path: value for path, value in plan.items() if path not in ("published", LINK)}
    writes = {**again, "version": 2, "supersedes": PROGRAMME, "checklists/booth": {"title": "改了名", "order": 1}}
    assert world.reason("admin", "programme", NEXT, writes) is None
    assert world.reason("admin", "programme", NEXT, {"published": True}) is None
    assert link(world, NEXT) == CHECKLIST


def end(world: World, id: bytes = CHECKLIST, kind: str = "checklist") -> None:
    assert world.reason("supervisor", kind, id, {"ended_on": world.today}) is None
    world.pass_time(DAY_MS)


def test_a_survey_on_the_form_of_an_ended_programme_is_refused_and_so_is_opening_one(world: World) -> None:
    begun(world)
    survey = {**SURVEY_PLAN, "opens_at": world.now_ms, "closes_at": world.now_ms + 9 * DAY_MS}
    asked = {**survey, "programme": PROGRAMME, "element": "peer", "form": REVIEW}
    assert world.reason("supervisor", "survey_round", SURVEY, asked) is None
    end(world, PROGRAMME, "programme")
    assert world.reason("supervisor", "survey_round", SURVEY, {"opened": True}) == "programme_ended"
    assert world.reason("supervisor", "survey_round", id_of(623), asked) == "form_ended"
    assert world.reason("supervisor", "survey_round", id_of(624), survey) is None


def test_a_version_of_a_programme_that_names_an_ended_checklist_is_refused(world: World) -> None:
    checklist(world)
    assert world.reason("admin", "programme", PROGRAMME, {**SCORED, **BOOTH, LINK: CHECKLIST}) is None
    end(world)
    assert world.reason("admin", "programme", PROGRAMME, {"published": True}) == "checklist_ended"
    assert world.reason("admin", "programme", PROGRAMME, {LINK: CHECKLIST}) == "checklist_ended"
    assert world.reason("admin", "programme", PROGRAMME, {LINK: None, "published": True}) is None
    assert link(world) is None


def test_a_programme_names_published_checklists_of_its_house_for_elements_that_it_has(world: World) -> None:
    checklist(world)
    begun(world, **BOOTH)
    strange = {"institution": OTHER, "name": ELEMENT, "version": 1, "published": True}
    world.write(ServerAct(SECOND, "checklist", strange))
    for writes in ({LINK: SECOND}, {LINK: id_of(999)}, {"lists/nothing": CHECKLIST}):
        assert world.reason("supervisor", "programme", PROGRAMME, writes) == "checklist_unknown"


def test_a_plan_of_an_inspection_with_an_ended_checklist_is_refused_and_so_is_sealing_one(world: World) -> None:
    inspection_scenes.drafted(world)
    end(world, inspection_scenes.CHECKLIST)
    assert world.reason("supervisor", "inspection_plan", id_of(802), DRAFT) == "checklist_ended"
    assert world.reason("supervisor", "inspection_plan", PLAN, {"sealed": True}) == "checklist_ended"


def test_a_round_with_the_form_of_an_ended_programme_is_refused_and_so_is_opening_one(world: World) -> None:
    begun(world)
    plan = {
        "institution": CENTRE,
        "title": "互评",
        "programme": PROGRAMME,
        "element": "peer",
        "form": REVIEW,
        "opens_at": world.now_ms,
        "closes_at": world.now_ms + 9 * DAY_MS,
        "threshold": 3,
        "rule": {"type": "all", "each": 5},
    }
    assert world.reason("supervisor", "peer_round", ROUND, plan) is None
    end(world, PROGRAMME, "programme")
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "programme_ended"
    assert world.reason("supervisor", "peer_round", id_of(621), plan) == "form_ended"
    bare = {**plan, "form": "review@1", "programme": None}
    assert world.reason("supervisor", "peer_round", id_of(622), {k: v for k, v in bare.items() if v}) is None


def test_a_version_of_a_programme_that_names_a_form_of_an_ended_one_is_refused(world: World) -> None:
    begun(world)
    end(world, PROGRAMME, "programme")
    form = programme_form_name("review", PROGRAMME, 1)
    other = {**SCORED, "code": "other", "evaluations/peer": {**SCORED["evaluations/peer"], "form": form}}
    assert world.reason("admin", "programme", NEXT, other) is None
    assert world.reason("admin", "programme", NEXT, {"published": True}) == "form_ended"
