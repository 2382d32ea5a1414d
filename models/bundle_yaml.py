"""YAML text as a tree of plain values that remembers where each stands.

    read_yaml(text) → Tree(value, places, …) and what was found wrong

Promises: scalars mean what they look like (YAML 1.2: `no` is a word and `2011-08-20` a text); nothing is built but
maps, lists, texts, numbers, true, false and null. The text is parsed by libyaml through PyYAML, event by event: bytes,
depth and the number of parts are bounded before anything is built from them, so no alias can blow the tree up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct, field

from models.bundle_problem import Finding, Path

BYTES_MAX = 256 * 1024
DEPTH_MAX = 16
PARTS_MAX = 20_000

Place = tuple[int, int]

_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,15})?([eE][-+]?[0-9]{1,2})?\Z")
_NULL = frozenset({"", "~", "null"})
_parse: Any = getattr(yaml, "parse")  # noqa: B009 its stub names no types
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Tree(Struct):
    """原文树: the plain value of a text, where each part of it stands, and how scalars were spelled."""

    value: Any = None
    places: dict[Path, Place] = field(default_factory=dict[Path, Place])
    keys: dict[Path, Place] = field(default_factory=dict[Path, Place])
    spelled: dict[Path, str] = field(default_factory=dict[Path, str])
    """The text of every scalar that isn't text: `2011` or `true`."""

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Line and column, from 1, of a part; of what it stands in, where it isn't there itself."""
        if key and path in self.keys:
            return self.keys[path]
        while path not in self.places:
            if not path:
                return (1, 1)
            path = path[:-1]
        return self.places[path]


class _Wrong(Exception):  # noqa: N818 it says what the text is, and never leaves this module
    """The text can't be read on from here."""

    def __init__(self, code: str, place: Place, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.place = place
        self.params = params


def read_yaml(data: bytes) -> tuple[Tree, list[Finding]]:
    """The tree of a text. Where it can't be read at all, the tree holds None and the only finding says why."""
    tree = Tree()
    if len(data) > BYTES_MAX:
        return tree, [Finding((), "error", "too_large", {"max": BYTES_MAX // 1024})]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        tree.places[()] = (data.count(b"\n", 0, error.start) + 1, 1)
        return tree, [Finding((), "error", "not_utf8")]
    builder = _Builder(tree, text)
    try:
        tree.value = builder.document()
    except _Wrong as wrong:
        tree.value = None
        tree.places[()] = wrong.place
        return tree, [*builder.found, Finding((), "error", wrong.code, wrong.params)]
    except yaml.YAMLError as error:
        tree.value = None
        tree.places[()] = _error_place(error, text)
        return tree, [*builder.found, Finding((), "error", "not_yaml", {"reason": _reason(error)})]
    return tree, builder.found


def _error_place(error: yaml.YAMLError, text: str) -> Place:
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return (mark.line + 1, mark.column + 1)
    position: Any = getattr(error, "position", None)
    return (1, 1) if not isinstance(position, int) else (text.count("\n", 0, position) + 1, 1)


def _reason(error: yaml.YAMLError) -> str:
    found: Any = getattr(error, "problem", None) or getattr(error, "reason", None)
    return str(found or error)[:200]


class _Builder:
    """Builds the tree from the parser's events."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree = tree
        self.found: list[Finding] = []
        self.parts = 0
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.open: set[str] = set()
        self.events: Iterator[Any] = iter(_parse(text, Loader=_LOADER))

    def document(self) -> Any:
        value, seen = None, False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _Wrong("several_documents", _at(event))
                seen = True
                value = self.part(next(self.events), (), 0)
        if value is None:
            raise _Wrong("empty", (1, 1))
        return value

    def part(self, event: Any, path: Path, depth: int) -> Any:
        self.parts += 1
        if self.parts > PARTS_MAX:
            raise _Wrong("too_many_parts", _at(event), max=PARTS_MAX)
        self.tree.places[path] = _at(event)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        if event.tag is not None and event.tag != "!":
            raise _Wrong("tag", _at(event), tag=str(event.tag)[:80])
        if isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event, path)
            if event.anchor:
                self.anchors[event.anchor] = (value, 1)
            return value
        if depth >= DEPTH_MAX:
            raise _Wrong("too_deep", _at(event), max=DEPTH_MAX)
        before, anchor = self.parts, event.anchor
        if anchor:
            self.open.add(anchor)
        is_map = isinstance(event, yaml.MappingStartEvent)
        value = self.map(path, depth) if is_map else self.list(path, depth)
        if anchor:
            self.open.discard(anchor)
            self.anchors[anchor] = (value, self.parts - before + 1)
        return value

    def scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        if not event.implicit[0]:
            return text
        value = plain(text)
        if not isinstance(value, str) and value is not None:
            self.tree.spelled[path] = text
        return value

    def list(self, path: Path, depth: int) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self.part(event, (*path, len(values)), depth + 1))
        return values

    def map(self, path: Path, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Wrong("key_type", _at(event))
            key = event.value
            below = (*path, key)
            if key in values:
                line = self.tree.keys[below][0]
                where = (*path, f"{key}#{_at(event)[0]}")
                self.tree.places[where] = _at(event)
                self.found.append(Finding(where, "error", "duplicate_key", {"key": key[:80], "line": line}))
                self.part(next(self.events), where, depth + 1)
                self.tree.places[where] = _at(event)
                continue
            self.tree.keys[below] = _at(event)
            values[key] = self.part(next(self.events), below, depth + 1)
        return values

    def alias(self, event: Any) -> Any:
        name: str = event.anchor
        if name in self.open:
            raise _Wrong("alias_of_itself", _at(event), name=name[:80])
        if name not in self.anchors:
            raise _Wrong("unknown_alias", _at(event), name=name[:80])
        value, parts = self.anchors[name]
        self.parts += parts
        if self.parts > PARTS_MAX:
            raise _Wrong("too_many_parts", _at(event), max=PARTS_MAX)
        return value


def plain(text: str) -> Any:
    """What a scalar without quotes means."""
    if text in _NULL:
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _at(event: Any) -> Place:
    return (event.start_mark.line + 1, event.start_mark.column + 1)
