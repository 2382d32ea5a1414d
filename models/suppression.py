"""小组保护: which groups are not told, so that no figure of fewer people than the threshold can be worked out.

Promises: what is too small is hidden; where a total above it is told, enough beside it is hidden too that the rest of
the total stands for at least the threshold (complementary suppression). Nothing that is told, and no sum or difference
of what is told along the tree, speaks of fewer people than the threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct


class Cell(Struct, frozen=True):
    """单元: a group of `n` people (those of the groups below it counted in), under the group `parent` ("" for none)."""

    id: str
    n: int
    parent: str = ""


def hidden(cells: Iterable[Cell], threshold: int) -> frozenset[str]:
    """The groups that are not told. Each person is counted in one group and those above it; a group without anybody
    tells nothing and is never hidden."""
    tree = _Tree({cell.id: cell for cell in cells}, threshold)
    while tree.hide_more():
        pass
    return frozenset(tree.hidden)


class _Tree:
    """The groups with what is hidden so far; it only grows."""

    def __init__(self, cells: Mapping[str, Cell], threshold: int) -> None:
        self.cells, self.threshold = cells, threshold
        self.hidden = {id for id, cell in cells.items() if 0 < cell.n < threshold}
        self.parts: dict[str, list[Cell]] = {id: [] for id in cells}
        for cell in cells.values():
            if cell.parent in self.parts:
                self.parts[cell.parent].append(cell)
        for parts in self.parts.values():
            parts.sort(key=lambda cell: (cell.n, cell.id))

    def hide_more(self) -> bool:
        """Hides one more group where the rest of a told one is too small; False where all is well."""
        for id in sorted(self.cells):
            if id not in self.hidden and 0 < self._rest(id) < self.threshold:
                self._hide_a_part(id)
                return True
        return False

    def _rest(self, id: str) -> int:
        """How many people a told group says something of beyond the told groups under it; none where all are told.

        Who belongs to the group itself and to none below it is never told apart, so they are part of the rest.
        """
        return self._own(id) + sum(
            self._unknown(part) for part in self.parts[id] if part.id in self.hidden and part.n > 0
        )

    def _unknown(self, cell: Cell) -> int:
        """The people of a hidden group who are in no told one below it."""
        return self._rest(cell.id) if self.parts[cell.id] else cell.n

    def _own(self, id: str) -> int:
        parts = self.parts[id]
        return self.cells[id].n - sum(part.n for part in parts) if parts else 0

    def _hide_a_part(self, id: str) -> None:
        """The smallest told group below, with one below that until somebody is left untold; the group itself where
        nothing below it is told."""
        here = id
        while (
            part := next((each for each in self.parts[here] if each.id not in self.hidden and each.n), None)
        ) is not None:
            self.hidden.add(part.id)
            if self._unknown(part):
                return
            here = part.id
        self.hidden.add(here)
