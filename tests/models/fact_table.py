"""The table of facts: which field of which shipped bundle expresses each fact, and what must stand there.

One file a programme, `facts/<code>.tsv`: fact, parameter of the fact, path of the field, value as JSON. A path is
`section/id/field`; `*` takes a field of every item, as in `carriers/bi/items/*/title`.
"""

from __future__ import annotations

import csv
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec
from msgspec import Struct

from models.bundle import Bundle
from models.bundle_reader import Bundled, read_bundle
from models.programme import plain
from setup.steps import ROOT

FOLDER = Path(__file__).parent / "facts"
BUNDLES = ROOT / "models" / "programmes"


class Row(NamedTuple):
    """One parameter of one fact."""

    fact: str
    parameter: str
    path: str
    value: Any


def codes() -> list[str]:
    """The programmes that come with the app, by their files."""
    return sorted(path.stem for path in BUNDLES.glob("*.yaml"))


@lru_cache(maxsize=16)
def read(code: str) -> Bundled:
    return read_bundle((BUNDLES / f"{code}.yaml").read_bytes())


def bundle_of(code: str) -> Bundle:
    found = read(code).bundle
    assert found is not None
    return found


def rows(code: str) -> list[Row]:
    with (FOLDER / f"{code}.tsv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Row(fact, parameter, path, json.loads(value)) for fact, parameter, path, value in lines[1:]]


def value_at(root: Any, path: str) -> Any:
    """What stands at a path, as a file would hold it; the default where the file says nothing."""
    return plain(_at(root, path.split("/")))


def _at(here: Any, parts: list[str]) -> Any:
    if not parts:
        return here
    part, *rest = parts
    if isinstance(here, list | tuple):
        items = cast("list[Any]", here)
        if part == "*":
            return [None if item is None else _at(item, rest) for item in items]
        found = [item for item in items if getattr(item, "id", None) == part]
        return _at(items[int(part)] if part.isdecimal() else found[0], rest)
    if isinstance(here, Struct):
        names = {field.encode_name: field.name for field in msgspec.structs.fields(here)}
        return _at(getattr(here, names[part]), rest)
    return _at(cast("dict[str, Any]", here)[part], rest)
