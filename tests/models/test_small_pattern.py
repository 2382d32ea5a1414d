"""Patterns: the small language matches as Python's own does, and what is not of it is refused."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.small_pattern import is_pattern, matches

ONE = st.sampled_from(["a", "b", "0", ".", "[ab]", "[^a]", "[a-c0-9]", r"\d", r"\w", r"\s", r"\.", "é", "张"])
TIMES = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,}", "{0,2}"])
PATTERNS = st.recursive(
    st.tuples(ONE, TIMES).map("".join),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda each: f"({'|'.join(each)})"),
        st.tuples(inner, TIMES).map(lambda each: f"(?:{each[0]}){each[1]}"),
    ),
    max_leaves=6,
)


@given(PATTERNS, st.text(alphabet="abc01. é张\n", max_size=8))
def test_a_text_matches_as_a_whole_as_in_python(pattern: str, text: str) -> None:
    if is_pattern(pattern):
        assert matches(pattern, text) is (re.fullmatch(pattern, text, re.ASCII) is not None)


@pytest.mark.parametrize(
    ("pattern", "text", "whole"),
    [
        ("^[0-9]{4}$", "2026", True),
        ("[0-9]{4}", "20261", False),
        (r"(\+86)?1[3-9]\d{9}", "+8613800000000", True),
        ("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+[.][A-Za-z]{2,4}", "a.b@c.cn", True),
        ("", "", True),
        ("(a|b|)", "", True),
        ("[]x]", "]", True),
        ("[a-]", "-", True),
    ],
)
def test_examples(pattern: str, text: str, whole: bool) -> None:
    assert is_pattern(pattern)
    assert matches(pattern, text) is whole


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "a**",
        "a+?",
        "[",
        "[z-a]",
        "(?=a)",
        r"\1",
        r"\p{L}",
        "a{2",
        "a{3,2}",
        "a{999}",
        "*a",
        "{2}",
        "((((((a))))))",
    ],
)
def test_what_is_not_of_the_small_language_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)


@given(st.text(alphabet="ab()[]{}|*+?\\^$.-,0129", max_size=20))
def test_no_text_brings_the_reader_down(pattern: str) -> None:
    if is_pattern(pattern):
        assert matches(pattern, "ab") in (True, False)


def test_a_pattern_made_to_explode_takes_no_longer_than_others() -> None:
    began = time.process_time()
    assert not matches("((a*)*)*b", "a" * 2_000)
    assert not matches("(((a?){200}){200}){200}", "b" * 2_000)
    assert time.process_time() - began < 5
