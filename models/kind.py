"""What a kind of document is: its paths, who may write them and once or again, and what its id is made of.

Promises: data only; the kinds themselves stand in `models.kinds` and the tables that it joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field

from models.document import Register, is_id, uuid_text

PATH_CACHE_MAX = 20_000
SHAPES_MAX = 2_000
SHAPE_PATHS_MAX = 32
"""Acts that write more paths together are few, and looked at anew."""
NAME_PART_MAX = 100
"""Characters of a part of a natural name: as many as a label may have."""

_PLACEHOLDERS = {
    "<person>": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"),
}
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")


class PathRule(Struct, frozen=True):
    """路径规则: one pattern of paths, the type of its values, and who may write it."""

    pattern: str
    type: str
    once: bool = False
    writer: str = "any"
    """"any" (as the kind's permission says) or "server"."""


class Shape(Struct, frozen=True):
    """路径组: the rules of the paths that one act writes together, in their order; None for a path without one."""

    rules: tuple[PathRule | None, ...]
    unknown: str | None
    """The first path without a rule."""
    of_server: str | None
    """The first path that only the server writes."""
    once: tuple[str, ...]


class Kind(Struct):
    """文档种类: all that is known of a kind without looking at a document."""

    name: str
    zh: str
    paths: tuple[PathRule, ...]
    natural: tuple[str, ...] = ()
    """The registers that make the id's name, in order; empty where the id is a UUIDv7."""
    optional: frozenset[str] = frozenset()
    """Those of them that documents from before they were there do without: where one is missing, so is its part."""
    schema: int = 1
    ageing: bool = False
    """True where its documents live in scopes that are split by quarter."""
    presence: bool = False
    tally: bool = False
    """True for live counts: the server numbers what it writes (`n`), and sockets are told of them at a pace."""
    subject_path: str | None = None
    day_path: str | None = None
    group_path: str | None = None
    _exact: dict[str, PathRule] = field(default_factory=dict[str, PathRule])
    _cache: dict[str, PathRule | None] = field(default_factory=dict[str, PathRule | None])
    _shapes: dict[tuple[str, ...], Shape] = field(default_factory=dict[tuple[str, ...], Shape])

    def __post_init__(self) -> None:
        self._exact = {rule.pattern: rule for rule in self.paths if "<" not in rule.pattern}

    def path_rule(self, path: str) -> PathRule | None:
        """The rule of a path, or None where this version knows no such path."""
        rule = self._exact.get(path)
        if rule is not None:
            return rule
        if path in self._cache:
            return self._cache[path]
        if len(self._cache) >= PATH_CACHE_MAX:
            self._cache.clear()
        rule = self._cache[path] = next((each for each in self.paths if _matches(each.pattern, path)), None)
        return rule

    def shape(self, writes: Iterable[str]) -> Shape:
        """The rules of these paths together. The same few groups of paths are written again and again."""
        paths = tuple(writes)
        shape = self._shapes.get(paths)
        if shape is None:
            rules = tuple(self.path_rule(path) for path in paths)
            known = [(path, rule) for path, rule in zip(paths, rules, strict=True) if rule is not None]
            shape = Shape(
                rules,
                next((path for path, rule in zip(paths, rules, strict=True) if rule is None), None),
                next((path for path, rule in known if rule.writer == "server"), None),
                tuple(path for path, rule in known if rule.once),
            )
            if len(paths) <= SHAPE_PATHS_MAX:
                if len(self._shapes) >= SHAPES_MAX:
                    self._shapes.clear()
                self._shapes[paths] = shape
        return shape

    def once_paths(self) -> tuple[str, ...]:
        return tuple(rule.pattern for rule in self.paths if rule.once)

    def natural_name(self, writes: Mapping[str, Any]) -> str | None:
        """`self_evaluation/<person>/daily/2026-11-21`: the name behind the id; None without a part it needs.

        `writes` maps paths to values or to `Register`s. A kind without natural key has no name.
        """
        if not self.natural:
            return None
        parts = [self.name]
        for path in self.natural:
            value = writes.get(path)
            if value is None and path in self.optional:
                continue
            part = self._part(value)
            if not part:
                return None
            parts.append(part)
        return "/".join(parts)

    def names_itself(self, writes: Mapping[str, Any]) -> bool:
        """Whether every part that the name needs is among these, sound or not: then it is known whether the id fits."""
        return all(writes.get(path) is not None for path in self.natural if path not in self.optional)

    def nameless_part(self, writes: Mapping[str, Any]) -> str | None:
        """The path of the first part among these that no name can hold; None where each can stand in one."""
        given = [path for path in self.natural if writes.get(path) is not None]
        return next((path for path in given if not self._part(writes[path])), None)

    def _part(self, value: Any) -> str:
        part = _part(value.value if type(value) is Register else value)
        return part if self.name == "form" else part.partition("@")[0]


def _part(value: Any) -> str:
    """A part of a name as the name spells it; empty where it can be none."""
    if type(value) is str:
        return value if len(value) <= NAME_PART_MAX else ""
    return uuid_text(value) if is_id(value) else ""


def _matches(pattern: str, path: str) -> bool:
    expected, given = pattern.split("/"), path.split("/")
    return len(expected) == len(given) and all(
        (_PLACEHOLDERS.get(want, _TOKEN).match(have) is not None) if want.startswith("<") else want == have
        for want, have in zip(expected, given, strict=True)
    )


def once(pattern: str, type: str) -> PathRule:
    """A register that keeps its first value."""
    return PathRule(pattern, type, once=True)


def server(pattern: str, type: str, *, once: bool = False) -> PathRule:
    """A register that only the server writes."""
    return PathRule(pattern, type, once=once, writer="server")
