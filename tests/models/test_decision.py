"""定级、综合结果: grades are proposals until somebody decides, and what is missing is named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from models.decision import percent, proposal
from models.document import natural_id, uuid_text
from models.form import read_form
from models.round import Band
from tests.models.commentary_scenes import FOUR_PARTS, quarterly, quarterly_id
from tests.models.peer_cases import FORM, document
from tests.models.round_scenes import (
    BANDS,
    ELECTORATE,
    HEADS,
    UPWARD,
    begin,
    close,
    combined_id,
    combining,
    decision_id,
    judge,
    proposed,
)
from tests.models.rounds import ROUND
from tests.models.world import CENTRE, DAY_MS, NOON, PEOPLE, World, evaluation_id, id_of, opening

GRADES = (Band("优秀", Decimal(90)), Band("称职", Decimal(60)))


@pytest.mark.parametrize(
    ("score", "made"),
    [
        ("90.00", {"score": "90.00", "grade": "优秀"}),
        ("89.99", {"score": "89.99", "grade": "称职"}),
        ("59.99", {"score": "59.99"}),
        (None, {}),
    ],
)
def test_the_highest_band_that_is_reached_is_proposed_and_a_gap_proposes_none(
    score: str | None, made: dict[str, str]
) -> None:
    assert proposal(score, GRADES) == made


def test_a_total_is_measured_by_what_its_items_can_reach() -> None:
    form = read_form(document("form", FORM))
    assert percent("13.5", form, {"virtue", "result"}) == "90.00"
    assert percent("4", form, {"virtue"}) == "80.00"
    assert percent("4", form, {"times"}) is None
    assert percent(None, form, {"virtue"}) is None


def test_the_subject_sees_the_grade_from_the_decision_on(world: World) -> None:
    proposed(world)
    doc = decision_id("leader")
    assert world.documents[doc].value("proposal") == {"score": "80.00", "grade": "称职"}
    assert not world.sees("nurse", doc)
    assert world.code("supervisor", "decision", doc, {"grade": "称职", "decided": True}) is None
    assert world.sees("leader", doc)
    assert world.documents[doc].registers["decided"].author == PEOPLE["supervisor"]
    assert world.reason("supervisor", "decision", doc, {"grade": "优秀", "reason": "再议"}) == "decided"


def test_another_grade_has_its_reason(world: World) -> None:
    proposed(world)
    doc = decision_id("leader")
    assert world.reason("supervisor", "decision", doc, {"decided": True}) == "grade_missing"
    writes = {"grade": "优秀", "decided": True}
    assert world.reason("supervisor", "decision", doc, writes) == "reason_missing"
    assert world.code("admin", "decision", doc, {**writes, "reason": "抗洪救灾表现突出"}) is None


def test_nobody_decides_on_himself(world: World) -> None:
    begin(world, decider="leader")
    for who in HEADS:
        judge(world, who)
    close(world)
    refused = world.reason("leader", "decision", decision_id("leader"), {"grade": "称职", "decided": True})
    assert refused == "not_on_oneself"
    assert world.reason("supervisor", "decision", decision_id("leader"), {"grade": "称职"}) == "deciders_only"


def test_below_the_threshold_nothing_is_proposed_and_a_reason_is_needed(world: World) -> None:
    begin(world, quorum=None)
    judge(world, "head")
    close(world)
    doc = decision_id("leader")
    assert world.documents[doc].value("proposal") == {}
    assert world.reason("supervisor", "decision", doc, {"grade": "称职", "decided": True}) == "reason_missing"


# -- put together -------------------------------------------------------------------------------------------------


def year_end(world: World, *parts: dict[str, Any], **more: Any) -> None:
    writes: dict[str, Any] = {"institution": CENTRE, "title": "年终综合评定", "kind": "combined"}
    writes |= {"subjects": {"role": "leader"}, "closes_at": world.now_ms + DAY_MS, **more}
    writes |= {f"parts/{number}": part for number, part in enumerate(parts, 1)}
    doc = YEAR_END
    assert world.code("supervisor", "peer_round", doc, writes) is None
    assert world.code("supervisor", "peer_round", doc, {"opened": True}) is None
    world.pass_time(DAY_MS)


YEAR_END = id_of(610)


def whole(subject: str) -> bytes:
    return natural_id(f"combined_result/{uuid_text(YEAR_END)}/{uuid_text(PEOPLE[subject])}")


def test_parts_add_up_by_their_weights(world: World) -> None:
    assert world.code("leader", "self_evaluation", evaluation_id("leader"), _whole_day("leader")) is None
    proposed(world)
    mark = {"source": "self", "weight": 40, "period": "2026"}
    year_end(world, {"source": "round", "weight": 60, "of": ROUND}, mark, decider="supervisor", **BANDS)
    found = world.documents[whole("leader")]
    assert found.value("parts/1") == {"weight": "60.00", "score": "80.00"}
    assert found.value("parts/2") == {"weight": "40.00", "score": "100.00"}
    assert found.value("total") == "88.00"
    made = world.documents[natural_id(f"decision/{uuid_text(YEAR_END)}/{uuid_text(PEOPLE['leader'])}")]
    assert made.value("proposal") == {"score": "88.00", "grade": "称职"}


def _whole_day(who: str) -> dict[str, Any]:
    answers = {"answers/first_asked": "full", "answers/attitude": 5, "answers/discipline": True}
    return {**opening(who), **answers, "submitted": True}


def test_what_is_missing_is_named_and_nothing_is_guessed(world: World) -> None:
    begin(world, quorum=None)
    judge(world, "head")
    close(world)
    parts = [
        {"source": "round", "weight": 20, "of": ROUND},
        {"source": "round", "weight": 20, "of": id_of(999)},
        {"source": "self", "weight": 20, "period": "2026"},
        {"source": "remark", "weight": 20, "period": "2026"},
        {"source": "survey", "weight": 10, "of": id_of(998)},
        {"source": "commentary", "weight": 10, "period": "2026"},
    ]
    year_end(world, *parts)
    found = world.documents[whole("leader")]
    missing = [found.value(f"parts/{number}").get("missing") for number in range(1, 7)]
    assert missing == ["below", "no_result", "no_result", "no_result", "no_result", "no_result"]
    assert found.value("total") is None
    assert world.sees("leader", whole("leader"))


def test_a_remark_counts_with_the_score_that_was_given_with_it(world: World) -> None:
    doc, writes = quarterly_id("leader", "nurse"), quarterly("leader", "nurse")
    assert world.code("leader", "quarterly_remark", doc, {**writes, **FOUR_PARTS, "submitted": True}) is None
    part = {"source": "remark", "weight": 100, "period": "2026"}
    year_end(world, part, subjects={"party": "none"})
    assert world.documents[whole("nurse")].value("parts/1") == {"weight": "100.00", "missing": "no_score"}
    other, writes = quarterly_id("leader", "colleague"), quarterly("leader", "colleague")
    scored = {**writes, **FOUR_PARTS, "score": 92.5, "submitted": True}
    assert world.code("leader", "quarterly_remark", other, scored) is None


def test_weights_must_add_up_to_a_hundred(world: World) -> None:
    part = {"source": "self", "weight": 90, "period": "2026"}
    writes = {"institution": CENTRE, "title": "年终", "kind": "combined", "subjects": "staff", "parts/1": part}
    assert world.code("supervisor", "peer_round", ROUND, {**writes, "closes_at": NOON + DAY_MS}) is None
    assert world.reason("supervisor", "peer_round", ROUND, {"opened": True}) == "weights_wrong"


def test_a_combined_round_closes_by_itself(world: World) -> None:
    combining(world)
    snapshot = world.documents[ELECTORATE]
    assert (snapshot.value("due"), snapshot.value(f"subjects/{uuid_text(PEOPLE['leader'])}")) == (0, 0)
    assert not any(path.startswith(("short/", "excluded/")) for path in snapshot.registers)
    assert world.documents[combined_id("leader")].value("parts/1")["missing"] == "no_result"
    assert UPWARD["kind"] == "upward"
