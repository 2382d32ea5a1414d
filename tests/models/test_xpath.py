"""The expressions of an XLSForm: the small language is read as it is, anything else names what stands in the way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.condition import check_condition, evaluate
from models.xpath import NotRead, steps


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
        ("regex(., '[0-9]+')", "regex()"),
        ("${a} + 1 > 2", "+"),
        ("${dispose}!=’area’", "’"),
        ("${a} = 'x", "'"),
        ("${a} =", "…"),
        ("a = 1", "a"),
        ("${a} = 1 = 1", "="),
        ("if(${a}, 1, 2)", "if()"),
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
