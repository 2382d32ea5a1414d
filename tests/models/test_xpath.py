"""The expressions of an XLSForm: the small language is read as it is, anything else names what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.condition import check_condition, evaluate
from models.xpath import NotRead, spelled_plainly, steps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("${a} = 'yes'", [["answer", "a"], ["text", "yes"], ["="]]),
        ("${ a }!=5", [["answer", "a"], ["number", 5], ["!="]]),
        (". >= 0 and . <= 7.5", [["own"], ["number", 0], [">="], ["own"], ["number", "7.5"], ["<="], ["and"]]),
        ("selected(${a}, 'x') or not(${b})", [
            ["answer", "a"], ["text", "x"], ["selected"], ["answer", "b"], ["not"], ["or"],
        ]),
        ("selected(../group/hiv_tested, \"no\")", [["answer", "hiv_tested"], ["text", "no"], ["selected"]]),
        ("count-selected(.) <= 3", [["own"], ["count"], ["number", 3], ["<="]]),
        ("string-length(.) > -1", [["own"], ["length"], ["number", -1], [">"]]),
        ("${a} + 1 > 2", [["answer", "a"], ["number", 1], ["+"], ["number", 2], [">"]]),
        ("1 + 2 * 3 - 4 div 5", [
            ["number", 1], ["number", 2], ["number", 3], ["*"], ["+"], ["number", 4], ["number", 5], ["div"], ["-"],
        ]),
        ("-${a} mod 3", [["answer", "a"], ["neg"], ["number", 3], ["mod"]]),
        ("(${tce} div ${tot})*100", [
            ["answer", "tce"], ["answer", "tot"], ["div"], ["number", 100], ["*"],
        ]),
        ("if(${a} = '1', 'x', concat('y', ${b}))", [
            ["answer", "a"], ["text", "1"], ["="], ["text", "x"], ["text", "y"], ["answer", "b"], ["concat", 2], ["if"],
        ]),
        ("round(${a} div 7, 2)", [["answer", "a"], ["number", 7], ["div"], ["number", 2], ["round"]]),
        ("round(${a})", [["answer", "a"], ["number", 0], ["round"]]),
        ("coalesce(${a}, 0) + max(1, ${b})", [
            ["answer", "a"], ["number", 0], ["coalesce"], ["number", 1], ["answer", "b"], ["max", 2], ["+"],
        ]),
        ("regex(., '^[0-9]{4}$')", [["own"], ["matches", "^[0-9]{4}$"]]),
        ("selected-at(${a}, 0)", [["answer", "a"], ["number", 0], ["selected_at"]]),
        ("(${a}=1 or ${b}=2)\nand true()", [
            ["answer", "a"], ["number", 1], ["="], ["answer", "b"], ["number", 2], ["="], ["or"], ["true"], ["and"],
        ]),
        ("${c3.1}=1  and ${b2.2.4}=2", [
            ["answer", "c3.1"], ["number", 1], ["="], ["answer", "b2.2.4"], ["number", 2], ["="], ["and"],
        ]),
    ],
)  # fmt: skip
def test_an_expression_of_the_small_language_is_read(text: str, found: list[Any]) -> None:
    assert steps(text) == found
    assert check_condition(found) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (". <= today()", "today()"),
        ("regex(., '(?=x)')", "regex((?=x))"),
        ("regex(., ${a})", "regex(…)"),
        ("sum(${a} + 1)", "sum()"),
        ("pulldata('a', 'b', 'c', ${d})", "pulldata()"),
        ("if(${a}, 1)", "if()"),
        ("${a} | ${b}", "|"),
        ("${dispose}!=’area’", "’"),
        ("${a} = 'x", "'"),
        ("${a} =", "…"),
        ("a = 1", "a"),
        ("${a} = 1 = 1", "="),
        ("once(random())", "random()"),
        ("not(${a}", "…"),
        ("(" * 40 + "1" + ")" * 40, "((("),
        ("${a}=1 or " * 80 + "${a}=2", "${a}=1 or ${a}=1 or ${a}=1 or ${a}=1 or "),
        ("x" * 5_000, "x" * 40),
        ("", "…"),
    ],
)
def test_anything_else_names_what_stands_in_the_way(text: str, part: str) -> None:
    with pytest.raises(NotRead) as stopped:
        steps(text)
    assert stopped.value.part == part


@given(st.text(alphabet="${}ab.' =<>()andort01,-/\n\"", max_size=60))
def test_no_text_brings_the_reader_down(text: str) -> None:
    try:
        found = steps(text)
    except NotRead:
        return
    assert check_condition(found) in (None, "item_condition")
    assert evaluate(found, {}, None) in (True, False)


def test_names_of_columns_are_read_where_choices_are_filtered_and_today_in_a_constraint() -> None:
    found = steps("district = ${district} and kind='a'", also="column")
    assert found == [
        ["column", "district"], ["answer", "district"], ["="], ["column", "kind"], ["text", "a"], ["="], ["and"],
    ]  # fmt: skip
    assert check_condition(found) == "item_condition"
    assert check_condition(found, also="column") is None
    assert steps(". <= today()", also="today") == [["own"], ["today"], ["<="]]


def test_typographic_signs_are_read_as_plain_ones_only_where_nothing_else_will_do() -> None:
    assert spelled_plainly("${a}!=’area’") == "${a}!='area'"
    assert spelled_plainly("（${a}＝“是”）") == '(${a}="是")'
    assert spelled_plainly("${a} = 'it’s'") == "${a} = 'it’s'"
