"""A bundle as a file: readable YAML that reads back as the same bundle.

    write_bundle(bundle) → text;  write_tree(tree) → the same from plain values

Promises: short elements stand on one line, long ones are spread over several; what is unfinished is written too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

import yaml

from models.bundle import SECTIONS, Bundle
from models.bundle_yaml import plain as meaning
from models.programme import plain

WIDTH = 100
_BARE = re.compile(r"[^\s:#,\[\]{}&*!|>'\"%@`?=<~-][^:#,\[\]{}\n\t]*\Z")
"""Texts that can stand without quotes wherever they are."""
_TITLE_ALONE = frozenset({"title"})


class _Dumper(yaml.SafeDumper):
    """Writes texts so that they read back as texts, and nothing else differently."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    bare = isinstance(meaning(value), str) and _BARE.match(value) is not None and value == value.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=None if bare else "'")  # pyright: ignore[reportUnknownMemberType] its stub is partial


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {
    mark: [(tag, pattern) for tag, pattern in rules if tag.rsplit(":", 1)[-1] in ("int", "float", "bool", "null")]
    for mark, rules in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def write_bundle(bundle: Bundle) -> str:
    """The whole file."""
    return write_tree({name: plain(getattr(bundle, name)) for name in ("programme", *SECTIONS)})


def write_tree(tree: Mapping[str, Any]) -> str:
    """The file of a tree such as `models.programme.bundle_tree` makes, unfinished parts included."""
    parts = [f"programme:\n{_spread(tree.get('programme') or {}, '  ')}"]
    for section in SECTIONS:
        elements = cast("list[dict[str, Any]]", tree.get(section) or [])
        if elements:
            parts.append(f"{section}:\n" + "".join(_element(_bare(each)) for each in elements))
    return "\n".join(parts)


def _element(element: dict[str, Any]) -> str:
    line = _flow(element)
    if len(line) <= WIDTH:
        return f"- {line}\n"
    return "- " + _spread(element, "  ")[2:]


def _spread(values: dict[str, Any], indent: str) -> str:
    """Each field on a line of its own; a list of maps with each on a line of its own."""
    lines: list[str] = []
    for name, value in values.items():
        line = f"{indent}{name}: {_flow(value)}"
        items = cast("list[Any]", value) if isinstance(value, list) else []
        if len(line) <= WIDTH or not items:
            lines.append(line)
            continue
        lines.append(f"{indent}{name}:")
        lines += [f"{indent}- {_flow(item)}" for item in items]
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _bare(value: Any) -> Any:
    """Items that are only a title are written as that."""
    if isinstance(value, list):
        return [_bare(each) for each in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    given = cast("dict[str, Any]", value)
    if given.keys() == _TITLE_ALONE:
        return given["title"]
    return {name: _bare(each) if name in ("items", "children") else each for name, each in given.items()}
