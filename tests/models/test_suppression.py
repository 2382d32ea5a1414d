"""Suppression, by linear algebra: no combination of what is told speaks of fewer people than the threshold."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from models.suppression import Cell, hidden
from tests.examples import examples


@st.composite
def trees(draw: st.DrawFn) -> list[Cell]:
    """Groups under one institution, two or three levels deep; everybody in one group and those above it."""
    parents = [-1] + [draw(st.integers(0, max(0, number - 1))) for number in range(1, draw(st.integers(1, 8)))]
    own = [draw(st.integers(0, 9)) for _ in parents]
    n = list(own)
    for child in range(len(parents) - 1, 0, -1):
        n[parents[child]] += n[child]
    return [Cell(f"g{at}", n[at], f"g{parent}" if parent >= 0 else "") for at, parent in enumerate(parents)]


def atoms_of(cells: list[Cell]) -> dict[str, int]:
    """Who belongs to a group itself and to none below it."""
    return {cell.id: cell.n - sum(each.n for each in cells if each.parent == cell.id) for cell in cells}


def under(cells: list[Cell], id: str) -> set[str]:
    found = {id}
    for cell in cells:
        if cell.parent in found:
            found.add(cell.id)
    return found


def rank_of(rows: Sequence[Sequence[int]]) -> int:
    matrix = [[Fraction(value) for value in row] for row in rows]
    rank = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((at for at in range(rank, len(matrix)) if matrix[at][column]), None)
        if pivot is None:
            continue
        matrix[rank], matrix[pivot] = matrix[pivot], matrix[rank]
        for at in range(rank + 1, len(matrix)):
            factor = matrix[at][column] / matrix[rank][column]
            matrix[at] = [value - factor * above for value, above in zip(matrix[at], matrix[rank], strict=True)]
        rank += 1
    return rank


@settings(max_examples=examples(300))
@given(trees(), st.integers(2, 6))
def test_nothing_of_fewer_than_the_threshold_can_be_worked_out(cells: list[Cell], threshold: int) -> None:
    atoms = {id: n for id, n in atoms_of(cells).items() if n}
    told = [cell for cell in cells if cell.n and cell.id not in hidden(cells, threshold)]
    rows = [[int(id in under(cells, cell.id)) for id in atoms] for cell in told]
    for size in range(1, len(atoms) + 1):
        for few in combinations(range(len(atoms)), size):
            if sum(list(atoms.values())[at] for at in few) < threshold:
                rest = [[value for at, value in enumerate(row) if at not in few] for row in rows]
                assert rank_of(rows) == rank_of(rest), (cells, few)


@given(trees())
def test_large_groups_alone_hide_nothing(cells: list[Cell]) -> None:
    assert all(cell.n > 0 for cell in cells if cell.id in hidden(cells, 5))
    assert hidden(cells, 1) == frozenset()


def test_the_rest_of_a_total_gives_no_small_department_away() -> None:
    cells = [Cell("all", 34), Cell("internal", 20, "all"), Cell("surgery", 12, "all"), Cell("guide", 2, "all")]
    assert hidden(cells, 5) == {"guide", "surgery"}


def test_two_small_departments_hide_each_other_where_they_are_enough_together() -> None:
    cells = [Cell("all", 26), Cell("internal", 20, "all"), Cell("lab", 3, "all"), Cell("guide", 3, "all")]
    assert hidden(cells, 5) == {"lab", "guide"}
