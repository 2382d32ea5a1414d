"""YAML text is read as a tree that remembers its lines, and can't be made to do anything else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bundle_yaml import BYTES_MAX, DEPTH_MAX, read_yaml


def value(text: str) -> Any:
    tree, found = read_yaml(text.encode())
    assert not found
    return tree.value


def wrong(text: str | bytes) -> tuple[str, int]:
    """The code and the line of what is wrong with a text."""
    tree, found = read_yaml(text if isinstance(text, bytes) else text.encode())
    return found[-1].code, tree.place(found[-1].path, key=found[-1].key)[0]


def test_scalars_mean_what_they_look_like() -> None:
    read = value('a: 2011-08-20\nb: no\nc: 12\nd: "12"\ne: 0.5\nf: true\ng: ~\nh: 007\ni: 12:30\nj: on\nk: -3\n')
    assert list(read.values()) == ["2011-08-20", "no", 12, "12", 0.5, True, None, "007", "12:30", "on", -3]


def test_every_part_has_its_line_and_column() -> None:
    tree, _ = read_yaml(b"a:\n- x\n- {b: 1,\n   c: 2}\n")
    assert tree.place(("a", 0)) == (2, 3)
    assert tree.place(("a", 1, "c"), key=True) == (4, 4)
    assert tree.place(("a", 1, "c")) == (4, 7)
    assert tree.place(("a", 7, "nothing")) == (2, 1)
    assert tree.place(("nowhere",)) == (1, 1)


def test_a_mark_at_the_beginning_of_the_file_is_no_text() -> None:
    assert value("\ufeffa: 1") == {"a": 1}


def test_an_alias_stands_for_what_it_names() -> None:
    assert value("a: &x {b: [1]}\nc: *x\nd: &t 甲\ne: *t\n") == {"a": {"b": [1]}, "c": {"b": [1]}, "d": "甲", "e": "甲"}


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ("duplicate_key", 3)),
        ("a: [1\nb: 2\n", ("not_yaml", 2)),
        ("a: 1\n  b: 2\n", ("not_yaml", 2)),
        ("a: !!python/object/apply:os.system [x]\n", ("tag", 1)),
        ("a: !own x\n", ("tag", 1)),
        ("a: 1\n---\nb: 2\n", ("several_documents", 2)),
        ("", ("empty", 1)),
        ("# nothing\n", ("empty", 1)),
        ("? [a, b]\n: 1\n", ("key_type", 1)),
        ("a: &x [1, *x]\n", ("alias_of_itself", 1)),
        ("a: *x\n", ("unknown_alias", 1)),
        ("a: \x00\n", ("not_yaml", 1)),
        ("a: \x07\n", ("not_yaml", 1)),
        ("a: 1\nb: 甲\n".encode("gb18030"), ("not_utf8", 2)),
        ("[" * (DEPTH_MAX + 1) + "]" * (DEPTH_MAX + 1), ("too_deep", 1)),
        ("[" * 100_000, ("too_deep", 1)),
        ("- x\n" * 30_000, ("too_many_parts", 20_000)),
        (LAUGHS, ("too_many_parts", 5)),
        (b"x" * (BYTES_MAX + 1), ("too_large", 1)),
    ],
)
def test_what_is_wrong_is_told_by_its_line(text: str | bytes, expected: tuple[str, int]) -> None:
    assert wrong(text) == expected


def test_the_second_of_two_equal_keys_is_left_out() -> None:
    tree, found = read_yaml(b"a: 1\na: {b: 2}\n")
    assert tree.value == {"a": 1}
    assert [each.params for each in found] == [{"key": "a", "line": 1}]


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!|>'\"\n #?,1", max_size=60).map(str.encode))
def test_no_bytes_can_make_it_fail(data: bytes) -> None:
    tree, found = read_yaml(data)
    for each in found:
        assert tree.place(each.path, key=each.key)[0] >= 1
    if tree.value is None:
        assert found
