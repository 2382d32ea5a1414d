"""A programme's own scoring model judges: months and longer, people and places, rounds with quota, ties and vetoes."""

from __future__ import annotations

from typing import Any

import pytest

from models.calendar import day_start_ms
from models.document import ServerAct, natural_id, uuid_text
from models.programme_scoring import rulings
from models.result_model import MODEL_HASH
from models.scoring_plain import fingerprint
from tests.models.results import of, registers
from tests.models.scored import (
    BANDS,
    MONTH,
    PEER,
    PLAN,
    PROGRAMME,
    ROUND,
    SELF,
    SHEET,
    TOGETHER,
    begun,
    component,
    fills,
    gives,
    opened,
    publish,
    recorded,
    reviewed,
    score_of,
)
from tests.models.test_period_result import close
from tests.models.world import BRANCH, CENTRE, HOUR_MS, PEOPLE, SURGERY, WARD, World, id_of

SEPTEMBER = day_start_ms("2026-09-10") + 12 * HOUR_MS
END = day_start_ms("2026-09-20")


@pytest.fixture
def world() -> World:
    """A world in September 2026."""
    made = World()
    made.now_ms = SEPTEMBER
    made.roster.turn_to(made.today)
    return made


def later(world: World, day: str) -> None:
    world.pass_time(day_start_ms(day) + HOUR_MS - world.now_ms)


FIVE = {"colleague": 100, "head": 90, "head_of_bay": 80, "secretary": 70, "leader": 90, "inspector": 20}


def test_a_month_is_the_programmes_own_score(world: World) -> None:
    begun(world)
    fills(world, "nurse", "2026-09-08", care="did")
    fills(world, "nurse", "2026-09-09", care="partly")
    reviewed(world, "nurse", FIVE, until_ms=END)
    later(world, "2026-10-02")
    close(world, "2026-09")
    nurse = of(world, "nurse", "2026-09")
    # Self: (100 + 60) / 2; peer without the highest and the lowest: (90 + 80 + 70 + 90) / 4.
    assert nurse["total"] == "81.50"
    assert nurse["grade"] == "良好"
    assert nurse["judged_by"] == PROGRAMME
    assert nurse["model"] == fingerprint({"id": "month", **MONTH})
    assert nurse["next"] == {"grade": "优秀", "lacking": "8.50"}
    score = score_of(nurse)
    assert (score["version"], score["evaluation"], score["complete"]) == (1, "together", True)
    told = {part["id"]: part for part in score["parts"]}
    assert (told["self"]["value"], told["peer"]["value"], told["peer"]["dropped"]) == ("80", "82.5", 2)
    counts = {each["id"]: each.get("counts", False) for each in nurse["components"]}
    assert counts["days"] is False


def test_what_is_missing_is_named_and_there_is_no_grade(world: World) -> None:
    begun(world)
    fills(world, "nurse", "2026-09-08", care="did")
    later(world, "2026-10-02")
    close(world, "2026-09")
    nurse = of(world, "nurse", "2026-09")
    assert "total" not in nurse
    assert "grade" not in nurse
    assert score_of(nurse)["missing"] == ["evaluation/peer"]
    assert score_of(of(world, "head", "2026-09"))["missing"] == ["evaluation/self", "evaluation/peer"]


def test_a_round_below_its_threshold_gives_nothing(world: World) -> None:
    begun(world)
    fills(world, "nurse", "2026-09-08", care="did")
    reviewed(world, "nurse", {"colleague": 100, "head": 90}, until_ms=END)
    later(world, "2026-10-02")
    close(world, "2026-09")
    assert score_of(of(world, "nurse", "2026-09"))["missing"] == ["evaluation/peer"]


def test_the_lowest_voice_of_a_confidential_round_is_not_told(world: World) -> None:
    lowest = component("peer", 60, {"evaluation": "peer"}, aggregate="min")
    begun(world, **{"scoring/month": {**MONTH, "components": [MONTH["components"][0], lowest], "order": 1}})
    fills(world, "nurse", "2026-09-08", care="did")
    reviewed(world, "nurse", FIVE, until_ms=END)
    later(world, "2026-10-02")
    close(world, "2026-09")
    assert score_of(of(world, "nurse", "2026-09"))["missing"] == ["evaluation/peer"]


def _self_alone(**model: Any) -> dict[str, Any]:
    """The programme with self-evaluation alone, judged by this model of its sheets."""
    return {
        "evaluations/peer": None,
        "evaluations/together": None,
        "scoring/month": None,
        "scoring/sheet": {**SHEET, "bands": BANDS, **model, "order": 2},
    }


def test_a_quarter_and_a_year_are_the_mean_of_the_months_that_are_closed(world: World) -> None:
    begun(world, **_self_alone())
    fills(world, "nurse", "2026-07-08", care="did")
    fills(world, "nurse", "2026-08-08", care="partly")
    fills(world, "nurse", "2026-09-08", care="not")
    later(world, "2026-10-02")
    for month in ("2026-08", "2026-07"):
        close(world, month)
    assert of(world, "nurse", "2026-07")["total"] == "100.00"
    quarter = of(world, "nurse", "2026Q3")
    assert (quarter["total"], quarter["grade"], quarter["months"]) == ("80.00", "良好", ["2026-07", "2026-08"])
    close(world, "2026-09")
    for period in ("2026Q3", "2026"):
        told = of(world, "nurse", period)
        assert (told["total"], told["grade"]) == ("53.33", "较差")
        assert (score_of(told)["months"], score_of(told)["of"]) == (3, 3)
        assert score_of(told)["parts"] == [{"id": "care", "counted": 3, "value": "160/3"}]


def test_a_veto_of_one_month_holds_for_the_quarter(world: World) -> None:
    veto = {"id": "never", "title": "没做到", "when": "care < 10", "band": "poor"}
    begun(world, **_self_alone(vetoes=[veto]))
    fills(world, "nurse", "2026-08-08", care="not")
    fills(world, "nurse", "2026-09-08", care="did")
    fills(world, "nurse", "2026-07-08", care="did")
    later(world, "2026-10-02")
    for month in ("2026-07", "2026-08", "2026-09"):
        close(world, month)
    assert (of(world, "nurse", "2026-07")["grade"], of(world, "nurse", "2026-08")["grade"]) == ("优秀", "较差")
    quarter = of(world, "nurse", "2026Q3")
    assert (quarter["total"], quarter["grade"]) == ("66.67", "较差")
    assert score_of(quarter)["vetoes"] == ["never"]


def test_a_yearly_model_takes_the_year_in_and_leaves_the_months_to_the_default(world: World) -> None:
    yearly = {**SELF, "scoring": "sheet", "cadence": {"type": "year_end"}, "order": 1}
    begun(world, **{**_self_alone(), "evaluations/self": yearly})
    fills(world, "nurse", "2026-08-08", care="did")
    fills(world, "nurse", "2026-09-08", care="partly")
    later(world, "2026-10-02")
    close(world, "2026-08")
    close(world, "2026-09")
    assert of(world, "nurse", "2026-08")["model"] == MODEL_HASH
    year = of(world, "nurse", "2026")
    assert (year["total"], year["grade"]) == ("80.00", "良好")
    assert "months" not in score_of(year)


def test_a_years_model_may_be_made_of_the_months_totals(world: World) -> None:
    year = {
        "title": "年度",
        "components": [
            component("months", 90, {"results": "sheet"}),
            component("plus", 10, {"records": "study"}, default=0),
        ],
        "bands": BANDS,
    }
    whole = {**TOGETHER, "combines": ["self"], "cadence": {"type": "year_end"}, "scoring": "year", "order": 3}
    begun(world, **{**_self_alone(), "evaluations/together": whole, "scoring/year": {**year, "order": 3}})
    fills(world, "nurse", "2026-08-08", care="did")
    fills(world, "nurse", "2026-09-08", care="partly")
    later(world, "2026-10-02")
    close(world, "2026-08")
    close(world, "2026-09")
    assert of(world, "nurse", "2026-08")["total"] == "100.00"
    told = of(world, "nurse", "2026")
    assert (told["total"], score_of(told)["evaluation"]) == ("72.00", "together")
    assert {part["id"]: part.get("value") for part in score_of(told)["parts"]} == {"months": "80", "plus": "0"}


def test_the_version_in_force_at_the_months_end_judges_and_takes_the_earlier_sheets_in(world: World) -> None:
    begun(world, **_self_alone())
    fills(world, "nurse", "2026-09-08", care="partly")
    second = {
        **{path: value for path, value in _plan_of(world).items() if path != "published"},
        "version": 2,
        "supersedes": PROGRAMME,
        "scoring/sheet": {**SHEET, "bands": [{"id": "all", "title": "都好", "otherwise": True}], "order": 2},
    }
    next_one = bytes([*PROGRAMME[:15], PROGRAMME[15] + 1])
    assert world.code("admin", "programme", next_one, second) is None
    assert world.code("admin", "programme", next_one, {"published": True}) is None
    later(world, "2026-10-02")
    close(world, "2026-09")
    nurse = of(world, "nurse", "2026-09")
    assert (nurse["judged_by"], nurse["total"], nurse["grade"]) == (next_one, "60.00", "都好")
    assert [each.version for each in rulings(CENTRE, "2026-08", world)] == [1]


def _plan_of(world: World) -> dict[str, Any]:
    return {path: each.value for path, each in world.documents[PROGRAMME].registers.items()}


def test_a_programme_that_has_just_begun_takes_no_result_away(world: World) -> None:
    begun(world, **_self_alone())
    fills(world, "nurse", "2026-09-08", care="did")
    other = {**_plan_of(world), "code": "newer", "about/starts_on": "2026-09-02"}
    del other["published"]
    newer = id_of(830)
    assert world.code("admin", "programme", newer, other) is None
    assert world.code("admin", "programme", newer, {"published": True}) is None
    later(world, "2026-10-02")
    close(world, "2026-09")
    nurse = of(world, "nurse", "2026-09")
    assert (nurse["judged_by"], nurse["total"]) == (PROGRAMME, "100.00")
    assert nurse[f"scores/{uuid_text(newer)}"]["missing"] == ["care"]


def test_a_group_is_the_mean_of_its_peoples_scores(world: World) -> None:
    begun(world, **_self_alone())
    surgery = ("head_of_surgery", "secretary", "leader", "inspector", "supervisor", "admin")
    for number, who in enumerate(surgery):
        fills(world, who, "2026-09-08", care="did" if number % 2 else "partly")
    later(world, "2026-10-02")
    close(world, "2026-09")
    told = registers(world, SURGERY, "2026-09")
    assert (told["total"], told["people"]) == ("80.00", 6)
    assert told["model"] == fingerprint({"id": "sheet", **SHEET, "bands": BANDS})
    assert told[f"rows/{uuid_text(PEOPLE['leader'])}"]["total"] == "60.00"


def test_commentary_pledges_records_and_attendance_are_parts_where_the_model_names_them(world: World) -> None:
    model = {
        "title": "全",
        "components": [
            component("said", 50, {"evaluation": "branch"}),
            component("pledge", 30, {"pledges": "all"}, points={"kept": 100, "mostly": 80, "not": 0}, default=100),
            component("came", 20, {"activities": "all"}, default=100),
            {"id": "done", "title": "台账", "source": {"records": "study"}, "aggregate": "bonus", "each": 2, "cap": 5},
            {"id": "best", "title": "荣誉", "source": {"honours": "best"}, "aggregate": "bonus", "each": 3},
        ],
    }
    branch = {"title": "讲评", "kind": ["branch_commentary"], "subjects": ["party_member"], "order": 2}
    whole = {**TOGETHER, "combines": ["branch"], "scoring": "all", "order": 3}
    rest = dict.fromkeys(("evaluations/self", "evaluations/peer", "scoring/month", "scoring/sheet"))
    said = {"evaluations/branch": branch, "evaluations/together": whole, "scoring/all": {**model, "order": 1}}
    begun(world, **{**rest, **said})
    _commented(world, "nurse", 90)
    recorded(world, "nurse", 3)
    for number, more in enumerate(({}, {"stripped": "查实"}, {"conferred_on": "2026-08-31"}, {"element": "other"})):
        honour = {"programme": PROGRAMME, "element": "best", "subject": PEOPLE["nurse"], "conferred_on": "2026-09-20"}
        world.write(ServerAct(id_of(890 + number), "honour", {**honour, **more}))
    later(world, "2026-10-02")
    close(world, "2026-09")
    nurse = of(world, "nurse", "2026-09")
    told = {part["id"]: part.get("value") for part in score_of(nurse)["parts"]}
    assert told == {"said": "90", "pledge": "100", "came": "100", "done": "5", "best": "3"}
    shown = {each["id"]: each.get("counts", False) for each in nurse["components"]}
    assert (shown["commentary"], shown["records"], shown["days"]) == (True, True, False)


def _commented(world: World, who: str, score: int) -> None:
    name = f"branch_commentary/2026-09/{uuid_text(BRANCH)}/{uuid_text(PEOPLE[who])}"
    parts = dict.fromkeys(("strengths", "problems", "advice", "direction"), "说")
    writes = {"period": "2026-09", "branch": BRANCH, "subject": PEOPLE[who], "institution": CENTRE, **parts}
    done = world.tries(
        "secretary", "branch_commentary", natural_id(name), {**writes, "score": score, "submitted": True}
    )
    assert done is None, done


def _booths(world: World) -> dict[str, Any]:
    """A programme that scores departments by a checklist; the items of that."""
    model = {
        "title": "科室考核",
        "components": [component("looked", 100, {"checklist": "booth"}, aggregate="rate", numerator=["pass"])],
        "bands": BANDS,
    }
    kind = {"kind": ["unit_assessment"], "subjects": ["department"]}
    unit = {"title": "科室考核", **kind, "scoring": "booth", "order": 1}
    rest = dict.fromkeys(path for path in PLAN if path.startswith(("evaluations/", "scoring/")))
    items = {"clean": {"text": "窗明几净", "order": 1}, "calm": {"text": "不喧哗", "order": 2}}
    begun(
        world,
        **{**rest, "evaluations/unit": unit, "scoring/booth": {**model, "order": 1}},
        **{"checklists/booth": {"title": "窗口检查", "order": 1}},
        **{f"checklists/booth/{id}": item for id, item in items.items()},
    )
    return items


def test_a_published_inspection_counts_for_the_place_and_a_sealed_one_does_not(world: World) -> None:
    items = _booths(world)
    for visit, place, published in ((id_of(801), SURGERY, True), (id_of(802), WARD, False)):
        _visited(world, visit, place, items, published=published)
    later(world, "2026-10-02")
    close(world, "2026-09")
    told = registers(world, SURGERY, "2026-09")
    assert (told["total"], told["grade"], told["judged_by"]) == ("50.00", "较差", PROGRAMME)
    assert "people" not in told
    assert "below" not in told
    assert "judged_by" not in registers(world, WARD, "2026-09")
    assert of(world, "head", "2026-09")["model"] == MODEL_HASH


def test_what_failed_and_was_not_published_counts_against_nobody(world: World) -> None:
    _visited(world, id_of(801), SURGERY, _booths(world), published=True, told=())
    later(world, "2026-10-02")
    close(world, "2026-09")
    assert registers(world, SURGERY, "2026-09")["total"] == "100.00"


def _visited(
    world: World,
    visit: bytes,
    place: bytes,
    items: dict[str, Any],
    *,
    published: bool,
    told: tuple[str, ...] = ("calm",),
) -> None:
    """An inspection as its documents stand, however they came about; `told`: what was published as wanting."""
    plan, checklist = bytes([*visit[:15], visit[15] + 10]), id_of(820)
    written = {f"items/{id}": item for id, item in items.items()}
    listed = {"institution": CENTRE, "name": "窗口检查", "published": True, **written}
    world.write(ServerAct(checklist, "checklist", listed))
    world.write(ServerAct(plan, "inspection_plan", {"institution": CENTRE, "title": "检查"}))
    about = {"plan": plan, "place": place, "institution": CENTRE, "checklist": checklist, "rule": "worst"}
    world.write(ServerAct(visit, "visit", about))
    for id, verdicts in {"clean": ("pass", "pass"), "calm": ("pass", "fail")}.items():
        for number, verdict in enumerate(verdicts):
            inspector = PEOPLE["inspector" if number else "supervisor"]
            doc = natural_id(f"observation/{uuid_text(visit)}/{id}/{uuid_text(inspector)}")
            said = {"visit": visit, "item": id, "inspector": inspector, "verdict": verdict}
            world.write(ServerAct(doc, "observation", said))
    done = {f"finished/1/{uuid_text(PEOPLE['inspector'])}": world.now_ms}
    world.write(ServerAct(visit, "visit", {**done, **({"published": world.now_ms} if published else {})}))
    for id in told if published else ():
        found = {"visit": visit, "key": id, "institution": CENTRE, "unit": place, "item": id, "text": "有人喧哗"}
        world.write(ServerAct(natural_id(f"finding/{uuid_text(visit)}/{id}"), "finding", found))


GRADED: dict[str, Any] = {
    "title": "互评定级",
    "components": [component("points", 1, {"items": "points"})],
    "vetoes": [{"id": "low", "title": "低于 30 分", "when": "points < 30", "band": "poor"}],
    "bands": BANDS,
    "quotas": [{"band": "excellent", "count": 1, "rounding": "floor"}],
}


def test_a_rounds_grades_are_the_models_with_quota_ties_and_veto(world: World) -> None:
    rest = dict.fromkeys(("evaluations/together", "scoring/month", "scoring/sheet"))
    graded = {"evaluations/peer": {**PEER, "scoring": "graded", "order": 2}, "scoring/graded": {**GRADED, "order": 1}}
    begun(world, **{**rest, **graded, "evaluations/self": {**SELF, "order": 1}})
    given = {"nurse": 95, "colleague": 95, "head": 96, "head_of_bay": 20, "secretary": 70}
    opened(world, until_ms=END, decider="supervisor")
    for who, points in given.items():
        for reviewer in ("leader", "inspector", "admin"):
            gives(world, reviewer, who, points)
    publish(world, END)
    told = {who: world.documents[decision_id(who)].value("proposal") for who in given}
    assert {who: each.get("grade") for who, each in told.items()} == {
        "head": "优秀", "nurse": "良好", "colleague": "良好", "secretary": "良好", "head_of_bay": "较差"
    }  # fmt: skip
    assert told["nurse"]["moved"] is True
    assert (told["head"]["place"], told["head"]["score"]) == (1, "96.00")
    assert told["head_of_bay"]["reasons"] == ["低于 30 分"]
    bands = [each.value for path, each in world.documents[ROUND].registers.items() if path.startswith("bands/")]
    assert [band["grade"] for band in bands] == ["优秀", "良好", "较差"]
    decision = decision_id("secretary")
    assert world.reason("supervisor", "decision", decision, {"grade": "特优", "decided": True}) == "unknown_grade"
    assert world.code("supervisor", "decision", decision, {"grade": "良好", "decided": True}) is None


def decision_id(who: str) -> bytes:
    return natural_id(f"decision/{uuid_text(ROUND)}/{uuid_text(PEOPLE[who])}")
