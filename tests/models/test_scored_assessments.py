"""Assessments count where the programme's model names them: whom, when, from how many; late ones are marked."""

from __future__ import annotations

from typing import Any

import pytest

from models.document import natural_id, uuid_text
from models.result_model import MODEL_HASH
from models.scored_assessments import ends_on
from tests.models.results import CLOSE, MONTH, of, registers
from tests.models.scored import BANDS, PLAN, PROGRAMME, begun, component, score_of
from tests.models.test_period_result import close
from tests.models.world import CENTRE, PEOPLE, SURGERY, WARD, World

PERSON: dict[str, Any] = {
    "title": "绩效考核",
    "kind": ["personal_assessment"],
    "evaluators": ["leader", "middle_manager"],
    "subjects": ["staff"],
    "cadence": {"type": "monthly"},
    "form": "review",
    "order": 1,
}
MODEL: dict[str, Any] = {
    "title": "绩效计分",
    "components": [component("performance", 100, {"evaluation": "performance"})],
    "bands": BANDS,
    "order": 1,
}
WHOLE: dict[str, Any] = {
    "title": "月度考核",
    "kind": ["combined"],
    "subjects": ["staff"],
    "cadence": {"type": "monthly"},
    "combines": ["performance"],
    "scoring": "wages",
    "order": 2,
}


@pytest.fixture
def world() -> World:
    world = World()
    rest = dict.fromkeys(path for path in PLAN if path.startswith(("evaluations/", "scoring/")))
    elements = {"evaluations/performance": PERSON, "evaluations/whole": WHOLE, "scoring/wages": MODEL}
    begun(world, **{**rest, **elements})
    return world


def assesses(
    world: World, by: str, subject: bytes, points: int, *, period: str = MONTH, submitted: bool = True
) -> None:
    names = (uuid_text(PROGRAMME), "performance", period, uuid_text(PEOPLE[by]), uuid_text(subject))
    opening = {"programme": PROGRAMME, "element": "performance", "period": period, "by": PEOPLE[by]}
    writes = {**opening, "subject": subject, "institution": CENTRE, "answers/points": points}
    refusal = world.tries(
        by,
        "assessment",
        natural_id("/".join(("assessment", *names))),
        {**writes, **({"submitted": True} if submitted else {})},
    )
    assert refusal is None, refusal


def test_a_person_has_the_mean_of_those_who_assessed_and_whoever_was_not_has_none(world: World) -> None:
    assesses(world, "leader", PEOPLE["nurse"], 90)
    assesses(world, "head", PEOPLE["nurse"], 85)
    close(world, MONTH)
    nurse = of(world, "nurse")
    assert (nurse["total"], nurse["grade"], nurse["judged_by"]) == ("87.50", "良好", PROGRAMME)
    assert [part["counted"] for part in score_of(nurse)["parts"]] == [2]
    colleague = of(world, "colleague")
    assert score_of(colleague)["missing"] == ["evaluation/performance"]
    assert "total" not in colleague


def test_a_draft_and_another_months_count_for_nothing(world: World) -> None:
    assesses(world, "leader", PEOPLE["nurse"], 90, period="2026-09")
    assesses(world, "leader", PEOPLE["colleague"], 20, submitted=False)
    assesses(world, "leader", PEOPLE["head"], 70)
    close(world, MONTH)
    assert of(world, "head")["total"] == "70.00"
    for who in ("nurse", "colleague"):
        assert score_of(of(world, who))["missing"] == ["evaluation/performance"]


def test_what_is_submitted_after_the_closing_is_marked_and_counts_from_the_correction_on(world: World) -> None:
    assesses(world, "head", PEOPLE["nurse"], 60)
    close(world, MONTH)
    assert of(world, "nurse")["total"] == "60.00"
    assesses(world, "leader", PEOPLE["nurse"], 80)
    late = f"late/{uuid_text(PEOPLE['nurse'])}"
    assert (of(world, "nurse")["late"], world.documents[CLOSE].value(late)) == (1, 1)
    assert of(world, "nurse")["total"] == "60.00"
    assert world.code("supervisor", "month_close", CLOSE, {"corrections/1": "补上一份"}) is None
    assert of(world, "nurse")["total"] == "70.00"
    assert world.documents[CLOSE].value(late) == 0


def test_a_department_is_judged_by_its_own_assessment_alone() -> None:
    world = World()
    rest = dict.fromkeys(path for path in PLAN if path.startswith(("evaluations/", "scoring/")))
    unit = {**PERSON, "kind": ["unit_assessment"], "subjects": ["department"], "scoring": "unit"}
    model = {**MODEL, "components": [component("points", 100, {"items": "points"})]}
    begun(world, **{**rest, "evaluations/performance": unit, "scoring/unit": model})
    assesses(world, "leader", SURGERY, 95)
    close(world, MONTH)
    told = registers(world, SURGERY)
    assert (told["total"], told["grade"], told["judged_by"]) == ("95.00", "优秀", PROGRAMME)
    assert "judged_by" not in registers(world, WARD)
    assert of(world, "head_of_surgery")["model"] == MODEL_HASH


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2026-02", "2026-02-28"),
        ("2026Q3", "2026-09-30"),
        ("2026H1", "2026-06-30"),
        ("2026", "2026-12-31"),
        ("2026-05-04", "2026-05-04"),
        ("2026-07/2026-08", "2026-08-31"),
        ("2026-07-01/2026-07-07", "2026-07-07"),
        ("stage:first", None),
        ("", None),
    ],
)
def test_a_label_ends_on_its_last_day(label: str, day: str | None) -> None:
    assert ends_on(label) == day


QUOTA = {"band": "excellent", "ratio": 0.15, "rounding": "floor"}
POINTS = {"nurse": 99, "colleague": 97, "head": 95, "head_of_bay": 92, "secretary": 80}


def graded(world: World, given: dict[str, int] = POINTS, **model: Any) -> dict[str, dict[str, Any]]:
    """What everybody's month says where a quota holds."""
    rest = dict.fromkeys(path for path in PLAN if path.startswith(("evaluations/", "scoring/")))
    elements = {"evaluations/performance": PERSON, "evaluations/whole": WHOLE}
    begun(world, **{**rest, **elements, "scoring/wages": {**MODEL, "quotas": [QUOTA], **model}})
    for who, points in given.items():
        assesses(world, "leader", PEOPLE[who], points)
    close(world, MONTH)
    return {who: of(world, who) for who in POINTS}


def judged(world: World) -> int:
    """How many people have a score of the programme, were it not a whole one."""
    results = world.documents_of("period_result", CLOSE)
    path = f"scores/{uuid_text(PROGRAMME)}"
    return sum(each.value(path) is not None for each in results if each.value("subject_kind") == "person")


def test_a_share_of_the_best_is_rounded_down_and_who_finds_no_place_has_the_next_grade() -> None:
    told = graded(world := World())
    assert judged(world) * 15 // 100 == 1
    assert {who: each["grade"] for who, each in told.items()} == {
        "nurse": "优秀", "colleague": "良好", "head": "良好", "head_of_bay": "良好", "secretary": "良好"
    }  # fmt: skip
    moved = {who for who, each in told.items() if score_of(each).get("moved") is True}
    assert moved == {"colleague", "head", "head_of_bay"}
    assert score_of(told["colleague"])["by_score"] == "优秀"
    assert (score_of(told["colleague"])["total"], told["colleague"]["total"]) == ("97.00", "97.00")


@pytest.mark.parametrize(
    ("ties", "grades", "open"),
    [
        ("open", ["优秀", "优秀"], [True, True]),
        ("all", ["优秀", "优秀"], [False, False]),
        ("none", ["良好", "良好"], [False, False]),
    ],
)
def test_who_shares_the_last_place_has_it_as_the_model_says(ties: str, grades: list[str], open: list[bool]) -> None:
    told = graded(World(), {**POINTS, "colleague": 99}, ties=ties)
    pair = [told["nurse"], told["colleague"]]
    assert [each["grade"] for each in pair] == grades
    assert [score_of(each).get("open", False) for each in pair] == open


def test_a_quota_holds_anew_in_the_quarter_and_a_rounding_up_gives_one_more() -> None:
    world = World()
    told = graded(world, quotas=[{**QUOTA, "rounding": "ceil"}])
    best = [who for who, each in told.items() if each["grade"] == "优秀"]
    assert best == ["nurse", "colleague", "head"][: -(-judged(world) * 15 // 100)]
    assert len(best) == 2
    quarter = {who: of(world, who, "2026Q4")["grade"] for who in POINTS}
    assert quarter == {who: each["grade"] for who, each in told.items()}
