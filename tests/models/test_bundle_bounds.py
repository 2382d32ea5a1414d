"""方案数值: what nothing could be made of is an error at its own line, and what a model asks for in vain a warning."""

from __future__ import annotations

import pytest

from models.bundle_reader import read_bundle

ABOUT = "programme: {code: a, title: 方案}\n"
JUDGED = """evaluations:
- {id: own, title: 自评, kind: self, form: own, scoring: month}
forms:
- id: own
  title: 表
  items:
  - {id: q1, type: choice, label: 红线, options: [未触碰, 触碰]}
scoring:
- id: month
  title: 分
  components:
  - {id: red, title: 红线, source: {items: [%s]}, aggregate: mean, points: {未触碰: 100, %s: 0}}
"""


def found(text: str) -> list[tuple[int, str, str, str]]:
    return [(each.line, each.path, each.severity, each.code) for each in read_bundle((ABOUT + text).encode()).problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "evaluations:\n- {id: a, title: 互评, kind: peer, threshold: 0}\n",
            (3, "evaluations/a/threshold", "error", "out_of_range"),
        ),
        (
            "stages:\n- {id: a, title: 时段, moving: [{title: 五一, at: '05-01', around_days: 61}]}\n",
            (3, "stages/a/moving/0/around_days", "error", "out_of_range"),
        ),
        (
            "rectification:\n- {id: a, title: 整改, deadline: {days: -1}}\n",
            (3, "rectification/a/deadline/days", "error", "out_of_range"),
        ),
        (
            "carriers:\n- {id: a, title: 学, type: study, monthly_cap: 0}\n",
            (3, "carriers/a/monthly_cap", "error", "out_of_range"),
        ),
        ("awards:\n- {id: a, title: 十佳, quota: 0}\n", (3, "awards/a/quota", "error", "out_of_range")),
        (
            "awards:\n- {id: a, title: 十佳, quota: {ratio: 11/10}}\n",
            (3, "awards/a/quota/ratio", "error", "bad_fraction"),
        ),
        (
            "awards:\n- {id: a, title: 十佳, quota: {ratio: 1/0}}\n",
            (3, "awards/a/quota/ratio", "error", "bad_fraction"),
        ),
        (
            "awards:\n- {id: a, title: 十佳, chain: [{level: 科室}]}\n",
            (3, "awards/a/chain/0/level", "error", "bad_level"),
        ),
        (
            "awards:\n- {id: a, title: 十佳, chain: [{level: unit}, {level: unit}]}\n",
            (3, "awards/a/chain/1/level", "error", "duplicate_id"),
        ),
    ],
)
def test_a_number_or_a_level_that_nothing_can_be_made_of_is_an_error_at_its_line(
    text: str, expected: tuple[int, str, str, str]
) -> None:
    assert found(text) == [expected]


def test_a_version_begins_at_one() -> None:
    text = b"programme: {code: a, title: x, version: 0}\n"
    assert [(each.line, each.code) for each in read_bundle(text).problems] == [(1, "out_of_range")]


@pytest.mark.parametrize("ratio", ["1/10", "15%", "1/1"])
def test_a_share_is_a_fraction_or_a_percentage(ratio: str) -> None:
    assert found(f"awards:\n- {{id: a, title: 十佳, quota: {{ratio: {ratio}}}}}\n") == []


def test_what_a_model_asks_for_and_the_form_has_not_is_a_warning() -> None:
    assert found(JUDGED % ("q1", "触碰")) == []
    assert found(JUDGED % ("q9", "触碰")) == [(13, "scoring/month/components/red/source", "warning", "item_not_there")]
    assert found(JUDGED % ("q1", "触")) == [(13, "scoring/month/components/red/points", "warning", "option_not_there")]
