"""The fields of a programme's elements as data for the editor: `mingcha types` writes `bundle-fields.ts`.

Promises: every field of every struct is there with what its control needs to know: a new field of a bundle can be
edited in the browser without a line there. A kind is a word (`text`, `flag`, `number`, `day` …) or a word and what it
is about (`one:Polarity`, `many:Practice`, `ref:forms`, `struct:PlanWindow`).
"""

from __future__ import annotations

import json
import typing
from pathlib import Path
from typing import Any, cast

from msgspec import inspect

from models import bundle_words
from models.bundle import SECTIONS
from models.bundle_judging import ChecklistItem
from models.bundle_plan import About
from models.bundle_shape import fields_of
from models.cadence import CADENCE_TYPES
from models.item import ITEM_TYPES
from models.programme import PARTED

TARGET = Path("pwa/src/model/bundle-fields.ts")
ELEMENT_FIELDS = 5
"""title, title_en, note, raw and question: `models.bundle_element.Element` without its id."""
HIDDEN = frozenset({"id", "extra"})
DAYS = {"day": "day", "masked_day": "text", "day_or_month": "span", "month_day": "month_day"}

FORM_ITEM = (
    ("label", "text", True),
    ("label_en", "text", False),
    ("type", "one:ItemType", True),
    ("aspect", "text", False),
    ("required", "flag", False),
    ("options", "options", False),
    ("min", "free", False),
    ("max", "free", False),
    ("step", "free", False),
    ("max_choices", "number", False),
    ("initial", "free", False),
    ("hint", "text", False),
)
"""What an item of a form holds (`models.item`): it is no struct of a bundle."""

_HEAD = """\
/** The fields of a programme's elements, for the editor. Made from models/bundle_*.py by `mingcha types`. */

/** 字段: a name and the kind of its control, such as "text", "one:Polarity", "ref:forms" or "structs:Entry". */
export interface FieldShape {
  readonly name: string;
  readonly kind: string;
  readonly required?: true;
}

"""


def typescript_fields() -> str:
    """The whole text of the generated file."""
    structs: dict[str, type[Any]] = {"about": About, "checklist_item": ChecklistItem, **SECTIONS}
    shapes: dict[str, list[dict[str, Any]]] = {}
    waiting = list(structs.items())
    while waiting:
        name, cls = waiting.pop(0)
        if name in shapes:
            continue
        shapes[name] = []
        for field_name, field in fields_of(cls).items():
            if field_name in HIDDEN or (cls in {SECTIONS[each] for each in PARTED} and field_name in PARTED.values()):
                continue
            kind, inner = _kind(field.type)
            waiting += [(inner.__name__, inner)] if inner is not None else []
            shapes[name].append({"name": field_name, "kind": kind, **({"required": True} if field.required else {})})
    shapes["form_item"] = [
        {"name": name, "kind": kind, **({"required": True} if required else {})} for name, kind, required in FORM_ITEM
    ]
    shared = shapes["documents"][:ELEMENT_FIELDS]
    rows = [f"  {json.dumps(name)}: {_shape(shape, shared)},\n" for name, shape in shapes.items()]
    element = f"/** What every element has first. */\nconst ELEMENT: readonly FieldShape[] = {_rows(shared)};\n\n"
    declared = "export const SHAPES: { readonly [name: string]: readonly FieldShape[] } = {\n"
    lists = {"CADENCE_TYPES": CADENCE_TYPES, "ITEM_TYPES": ITEM_TYPES}
    words = "".join(f"export const {name} = {json.dumps(values)} as const;\n" for name, values in lists.items())
    return _HEAD + words + "\n" + element + declared + "".join(rows) + "};\n"


def write(root: Path) -> Path:
    """Writes the file under the repository's root; returns where."""
    target = root / TARGET
    target.write_text(typescript_fields(), encoding="utf-8")
    return target


def _shape(shape: list[dict[str, Any]], shared: list[dict[str, Any]]) -> str:
    """The fields of one struct; those that all elements begin with are said once."""
    if shape[: len(shared)] != shared:
        return _rows(shape)
    rest = _rows(shape[len(shared) :])[1:-1]
    return f"[...ELEMENT, {rest}]" if rest else "ELEMENT"


def _rows(shape: list[dict[str, Any]]) -> str:
    inner = ", ".join(
        f'{{ name: "{each["name"]}", kind: "{each["kind"]}"{", required: true" if "required" in each else ""} }}'
        for each in shape
    )
    return f"[{inner}]"


def _kind(type: inspect.Type, extra: dict[str, Any] | None = None) -> tuple[str, type[Any] | None]:
    """The kind of a type's control, and the struct that it is made of, if any."""
    said = extra or {}
    match type:
        case inspect.Metadata():
            return _kind(type.type, {**said, **cast("dict[str, Any]", type.extra or {})})  # pyright: ignore[reportUnknownMemberType] msgspec says dict
        case inspect.UnionType():
            return _union(type, said)
        case inspect.VarTupleType():
            return _list(type, said)
        case inspect.StructType():
            return f"struct:{type.cls.__name__}", type.cls
        case inspect.LiteralType():
            kind = f"one:{_list_name(cast('tuple[str, ...]', type.values))}"
        case inspect.StrType():
            kind = f"ref:{said['refers']}" if "refers" in said else DAYS.get(said.get("check", ""), "text")
        case inspect.BoolType():
            kind = "flag"
        case inspect.IntType() | inspect.FloatType():
            kind = "number"
        case inspect.DictType() if said.get("check") == "cadence":
            kind = "cadence"
        case _:
            kind = "free"
    return kind, None


def _union(type: inspect.UnionType, said: dict[str, Any]) -> tuple[str, type[Any] | None]:
    """None falls away; a choice of shapes that no single control covers is written as it stands (`free`)."""
    rest = [each for each in type.types if not isinstance(each, inspect.NoneType)]
    if said.get("check") == "selectors":
        return "who", None
    if len(rest) == 1:
        return _kind(rest[0], said)
    return "free", None


def _list(type: inspect.VarTupleType, said: dict[str, Any]) -> tuple[str, type[Any] | None]:
    if said.get("check") == "selectors":
        return "who", None
    lost = isinstance(type.item_type, inspect.UnionType)
    kind, inner = _kind(type.item_type)
    word, _, about = kind.partition(":")
    many = {"text": "texts", "day": "days", "span": "days", "one": "many", "ref": "refs", "struct": "structs"}.get(word)
    if many is None:
        return "free", None
    if many == "structs" and said.get("bare"):
        many = "lost_entries" if lost else "entries"
    return (f"{many}:{about}" if about else many), inner


def _list_name(values: tuple[str, ...]) -> str:
    for name, value in vars(bundle_words).items():
        if set(typing.get_args(value)) == set(values):
            return name
    raise ValueError(f"no list of words holds {values}")
