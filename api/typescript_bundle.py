"""The sections of a programme as TypeScript: `mingcha types` writes three modules from the structs.

The sections' fields stand in `bundle.ts`, their names in `bundle-sections.ts`, the words in `bundle-words.ts`.

Promises: every field of every struct is in it under the name that registers and files use; the words that a field may
hold stand there too, so that an editor offers them all.
"""

from __future__ import annotations

import json
import re
import typing
from pathlib import Path
from typing import Any, cast

import msgspec
from msgspec import inspect

from models import bundle_words
from models.bundle import SECTIONS
from models.bundle_element import Element, Entry
from models.bundle_judging import ChecklistItem
from models.bundle_plan import About, Question
from models.bundle_shape import fields_of
from models.programme import PARTED

TARGET = Path("pwa/src/model/bundle.ts")
WORDS_TARGET = Path("pwa/src/model/bundle-words.ts")
SECTIONS_TARGET = Path("pwa/src/model/bundle-sections.ts")

_HEAD = """\
/** The sections of a programme, typed. Made from models/bundle_*.py by `mingcha types`; edit those, not this. */
import type { Value } from "../sync/interface";
__IMPORTED__
import type { Item } from "./generated";

"""
_WORDS_HEAD = """\
/** The words that a programme's fields may hold. Made from models/bundle_words.py by `mingcha types`; edit that. */
"""
_SECTIONS_HEAD = """\
/** The sections of a programme by name. Made from models/bundle_*.py by `mingcha types`; edit those, not this. */
"""
_FIRST = (Entry, Element)


def typescript_bundle() -> str:
    """The whole text of the generated file."""
    body = "".join(_interface(cls) for cls in _structs())
    used = ", ".join(name for name in _word_lists() if re.search(rf"\b{name}\b", body))
    return _HEAD.replace("__IMPORTED__", f'import type {{ {used} }} from "./bundle-words";') + body


def typescript_sections() -> str:
    """The whole text of the file that names the sections."""
    structs = ", ".join(sorted({cls.__name__ for cls in SECTIONS.values()}))
    return f'{_SECTIONS_HEAD}import type {{ {structs} }} from "./bundle";\n\n{_sections()}'


def typescript_words() -> str:
    """The whole text of the file with the words."""
    return _WORDS_HEAD + "\n" + _words()


def write(root: Path) -> Path:
    """Writes the three files under the repository's root; returns where the sections' fields are."""
    (root / SECTIONS_TARGET).write_text(typescript_sections(), encoding="utf-8")
    (root / WORDS_TARGET).write_text(typescript_words(), encoding="utf-8")
    target = root / TARGET
    target.write_text(typescript_bundle(), encoding="utf-8")
    return target


def _structs() -> list[type[Any]]:
    """Every struct of a bundle once, what is used before what uses it."""
    found: dict[type[Any], None] = dict.fromkeys(_FIRST)
    for cls in (About, *SECTIONS.values(), ChecklistItem):
        _gather(cast("inspect.StructType", inspect.type_info(cls)), found)
    return list(found)


def _gather(type: inspect.Type, found: dict[type[Any], None]) -> None:
    match type:
        case inspect.StructType():
            for field in type.fields:
                _gather(field.type, found)
            found.setdefault(type.cls)
        case inspect.Metadata():
            _gather(type.type, found)
        case inspect.VarTupleType():
            _gather(type.item_type, found)
        case inspect.UnionType():
            for each in type.types:
                _gather(each, found)
        case _:
            return


def _word_lists() -> dict[str, tuple[str, ...]]:
    lists = {name: typing.get_args(value) for name, value in vars(bundle_words).items()}
    return {name: values for name, values in lists.items() if values and isinstance(values[0], str)}


def _words() -> str:
    lines: list[str] = []
    for name, values in _word_lists().items():
        lines.append(f"export const {_upper(name)} = {json.dumps(values)} as const;\n")
        lines.append(f"export type {name} = (typeof {_upper(name)})[number];\n")
    lines.append(f"export const SUBJECTS = {json.dumps(sorted(bundle_words.SUBJECTS))} as const;\n")
    return "".join(lines)


def _upper(name: str) -> str:
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper()
    return f"{word}S" if not word.endswith("S") else word


def _interface(cls: type[Any]) -> str:
    inherits = issubclass(cls, Element) and cls is not Element
    known: set[str] = set(fields_of(Element)) if inherits else set()
    title = (cls.__doc__ or "").strip().split("\n")[0]
    extends = " extends Element" if inherits else ""
    lines = [f"/** {title} */", f"export interface {cls.__name__}{extends} {{"]
    required = {field.encode_name for field in msgspec.structs.fields(cls) if field.required}
    for name, field in fields_of(cls).items():
        if name in known or (name in PARTED.values() and _parted(cls)):
            continue
        mark = "" if name in required else "?"
        lines.append(f"  readonly {name}{mark}: {_type(field.type)};")
    if cls in (Element, Question, ChecklistItem):
        lines.append("  /** Its place in the section. */\n  readonly order?: number;")
    if _parted(cls):
        item = "ChecklistItem" if cls is SECTIONS["checklists"] else "Item & { readonly id: string }"
        lines.append("  /** In registers of their own; `readProgramme` puts them here in order. */")
        lines.append(f"  readonly items: readonly ({item})[];")
    return "\n".join([*lines, "}", "", ""])


def _parted(cls: type[Any]) -> bool:
    return cls in {SECTIONS[name] for name in PARTED}


def _type(type: inspect.Type) -> str:
    match type:
        case inspect.Metadata():
            spelled = _type(type.type)
        case inspect.UnionType():
            spelled = _union(type)
        case inspect.VarTupleType():
            item = _type(type.item_type)
            spelled = f"readonly ({item})[]" if " " in item else f"readonly {item}[]"
        case inspect.StructType():
            spelled = type.cls.__name__
        case inspect.DictType():
            spelled = f"{{ readonly [name: string]: {_type(type.value_type)} }}"
        case inspect.LiteralType():
            spelled = _literal(cast("tuple[str, ...]", type.values))
        case _:
            spelled = _PLAIN.get(type.__class__, "Value")
    return spelled


_PLAIN: dict[type[inspect.Type], str] = {
    inspect.StrType: "string",
    inspect.IntType: "number",
    inspect.FloatType: "number",
    inspect.BoolType: "boolean",
    inspect.NoneType: "null",
}


def _union(type: inspect.UnionType) -> str:
    return " | ".join(dict.fromkeys(_type(each) for each in type.types))


def _literal(values: tuple[str, ...]) -> str:
    named = next((name for name, words in _word_lists().items() if sorted(words) == sorted(values)), None)
    return named or " | ".join(json.dumps(value) for value in values)


def _sections() -> str:
    lines = [f"  readonly {name}: readonly {cls.__name__}[];" for name, cls in SECTIONS.items()]
    names = json.dumps(list(SECTIONS))
    return "\n".join(
        [
            "export interface Sections {",
            *lines,
            "}",
            "",
            "export type SectionName = keyof Sections;",
            "",
            f"export const SECTION_NAMES: readonly SectionName[] = {names};",
            "",
            "/** Sections whose items have registers of their own: `checklists/<id>/<item>`. */",
            f"export const PARTED: readonly SectionName[] = {json.dumps(list(PARTED))};",
            "",
        ]
    )
