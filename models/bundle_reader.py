"""Reading a programme bundle from a file: the structs, and every problem with its line in both languages.

read_bundle(data) → Bundled(bundle, problems); the bundle is whole where no problem is an error
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from msgspec import Struct

from models.bundle import Bundle
from models.bundle_check import checked
from models.bundle_problem import BundleProblem, Finding, Path, told
from models.bundle_yaml import Tree, read_yaml

PROBLEMS_MAX = 500


class Bundled(Struct, frozen=True):
    """读入结果: what a file holds; `bundle` is None where there is nothing to go on."""

    bundle: Bundle | None
    problems: tuple[BundleProblem, ...]

    def wrong(self) -> bool:
        """True where the bundle can't be used as it is."""
        return self.bundle is None or any(problem.severity == "error" for problem in self.problems)


def read_bundle(data: bytes) -> Bundled:
    """A programme from the bytes of a YAML file."""
    tree, found = read_yaml(data)
    if tree.value is None:
        return Bundled(None, _told(found, tree))
    read = checked(tree.value, tree.spelled)
    return Bundled(read.bundle, _told((*found, *read.found), tree))


def _told(found: Iterable[Finding], tree: Tree) -> tuple[BundleProblem, ...]:
    problems: list[BundleProblem] = []
    for finding in found:
        line, column = tree.place(finding.path, key=finding.key)
        problems.append(told(finding, place_in(tree.value, finding.path), line, column))
    problems.sort(key=lambda each: (each.line, each.column))
    return tuple(problems[:PROBLEMS_MAX])


def place_in(value: Any, path: Path) -> str:
    """`stages/stage.2/to`: a path with the ids of what it passes instead of their numbers."""
    named: list[str] = []
    here = value
    for part in path:
        here = _below(here, part)
        id = cast("dict[str, Any]", here).get("id") if isinstance(here, dict) and isinstance(part, int) else None
        named.append(id if isinstance(id, str) else str(part))
    return "/".join(named)


def _below(value: Any, part: str | int) -> Any:
    if isinstance(value, dict) and isinstance(part, str):
        return cast("dict[str, Any]", value).get(part)
    if isinstance(value, list | tuple) and isinstance(part, int):
        parts = cast("list[Any]", value)
        return parts[part] if part < len(parts) else None
    return None
