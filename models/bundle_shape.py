"""From plain values to the structs of a bundle, telling everything that is wrong instead of the first thing.

    Shaping(spelled).struct(Evaluation, value, path) → the struct, or None where something it needs is wrong

Promises: what a field takes is read from its type and nowhere else; a field that isn't known is kept in `extra` with a
warning; a wrong field costs the field where it has a default, and the element where it hasn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, cast

import msgspec
from msgspec import Struct, inspect

from models.bundle_problem import EXPECTED, Finding, Path
from models.bundle_spelling import garbled, misspelled

MISSING = msgspec.UNSET
"""What a value that couldn't be read leaves behind."""


class Reference(Struct, frozen=True):
    """引用: a text that names an element of another section."""

    path: Path
    section: str
    value: str


class Checked(Struct, frozen=True):
    """待核: a value whose field names a check of its own (`models.bundle_element`)."""

    path: Path
    check: str
    value: Any


class Shaping:
    """Reads values into types, and gathers findings, references and what is still to be checked."""

    def __init__(self, spelled: Mapping[Path, str], *, drafting: bool = False) -> None:
        """`spelled`: the text of scalars that aren't text. `drafting`: a required field may be missing as yet."""
        self.spelled = spelled
        self.drafting = drafting
        self.found: list[Finding] = []
        self.references: list[Reference] = []
        self.checked: list[Checked] = []

    def error(self, path: Path, code: str, **params: str | int) -> Any:
        self.found.append(Finding(path, "error", code, params))
        return MISSING

    def expected(self, path: Path, what: str) -> Any:
        zh, en = EXPECTED[what]
        return self.error(path, "wrong_type", expected_zh=zh, expected=en)

    def struct(self, cls: type[Any], value: Any, path: Path) -> Any:
        """The struct of a map; None where it isn't one, or lacks what it needs."""
        if not isinstance(value, dict):
            self.expected(path, "map")
            return None
        given = cast("dict[str, Any]", value)
        fields = fields_of(cls)
        values: dict[str, Any] = {}
        whole = True
        for name, field in fields.items():
            here = (*path, name)
            raw = given.get(name)
            read = MISSING if raw is None else self.value(field.type, raw, here)
            if read is not MISSING:
                values[field.name] = read
                if field.required and read == "" and not self.drafting:
                    self.error(here, "empty_text", name=name)
            elif field.required:
                whole = False
                if raw is None and not self.drafting:
                    self.error(path, "missing", name=name)
        unknown = self.unknown(cls, given, path, fields)
        if unknown and "extra" in cls.__struct_fields__:
            values["extra"] = unknown
        if not whole:
            return None
        self.spelling(values, cls, path)
        return cls(**values)

    def unknown(self, cls: type[Any], given: dict[str, Any], path: Path, fields: Mapping[str, Any]) -> dict[str, Any]:
        unknown = {name: value for name, value in given.items() if name not in fields}
        if getattr(cls, "open", False):
            return unknown
        for name in unknown:
            zh, en = hint(name, fields)
            params: dict[str, str | int] = {"name": name[:80], "hint_zh": zh, "hint": en}
            severity = "warning" if "extra" in cls.__struct_fields__ else "error"
            self.found.append(Finding((*path, name), severity, "unknown_key", params, key=True))
        return unknown

    def spelling(self, values: dict[str, Any], cls: type[Any], path: Path) -> None:
        """A title that is misspelled in a way we know is shown corrected, and kept raw."""
        name = "text" if "text" in cls.__struct_fields__ else "title"
        shown = values.get(name)
        if not isinstance(shown, str) or "raw" not in cls.__struct_fields__:
            return
        corrected = misspelled(shown)
        if corrected is not None and not values.get("raw"):
            values["raw"], values[name] = shown, corrected
        if values.get("raw"):
            params: dict[str, str | int] = {"raw": values["raw"][:80], "shown": values[name][:80]}
            self.found.append(Finding((*path, name), "flag", "corrected", params))
        elif garbled(shown):
            self.found.append(Finding((*path, name), "warning", "garbled", {"raw": shown[:80]}))

    def value(self, type: inspect.Type, value: Any, path: Path, meta: Mapping[str, Any] | None = None) -> Any:
        """What a value is as a type; MISSING, and a finding, where it isn't."""
        match type:
            case inspect.Metadata():
                return self.annotated(type, value, path)
            case inspect.UnionType():
                read = self.union(type, value, path, meta)
            case inspect.VarTupleType():
                read = self.list(type.item_type, value, path, meta or {})
            case inspect.StructType():
                read = self.struct(type.cls, value, path) or MISSING
            case inspect.DictType():
                read = self.map(type, value, path)
            case inspect.LiteralType():
                read = self.literal(type, value, path)
            case inspect.StrType():
                read = self.text(value, path)
            case inspect.AnyType():
                read = value
            case _:
                read = value if _fits(type, value) else self.expected(path, _EXPECTED.get(type.__class__, "number"))
        return read

    def annotated(self, type: inspect.Metadata, value: Any, path: Path) -> Any:
        meta = cast("dict[str, Any]", type.extra or {})  # pyright: ignore[reportUnknownMemberType] msgspec says dict
        if "word" in meta and isinstance(value, str):
            value = {meta["word"]: value}
        if meta.get("one_or_list") and not isinstance(value, list | tuple):
            value = [value]
            self.spelled = _wrapped(self.spelled, path)
        read = self.value(type.type, value, path, meta)
        if read is MISSING:
            return read
        if "refers" in meta:
            self.references.append(Reference(path, meta["refers"], read))
        if "check" in meta:
            self.checked.append(Checked(path, meta["check"], read))
        return read

    def list(self, item: inspect.Type, value: Any, path: Path, meta: Mapping[str, Any]) -> Any:
        if not isinstance(value, list | tuple):
            return self.expected(path, "list")
        nullable = _may_be_null(item)
        read: list[Any] = []
        for place, each in enumerate(cast("list[Any]", value)):
            here = (*path, place)
            if each is None:
                if nullable:
                    read.append(None)
                else:
                    self.expected(here, "text")
                continue
            bare = "bare" in meta and not isinstance(each, dict | list)
            one = self.value(item, {meta["bare"]: self.text(each, here)} if bare else each, here)
            if one is not MISSING:
                read.append(one)
        return tuple(read)

    def list_item(self, cls: type[Any], name: str, value: Any, path: Path) -> Any:
        """One of the items that a field of a struct holds."""
        type = fields_of(cls)[name].type
        inner = type.type if isinstance(type, inspect.Metadata) else type
        return self.value(cast("inspect.VarTupleType", inner).item_type, value, path)

    def map(self, type: inspect.DictType, value: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            return self.expected(path, "map")
        given = cast("dict[str, Any]", value)
        if isinstance(type.value_type, inspect.AnyType):
            return given
        read = {name: self.value(type.value_type, each, (*path, name)) for name, each in given.items()}
        return MISSING if MISSING in read.values() else read

    def union(self, type: inspect.UnionType, value: Any, path: Path, meta: Mapping[str, Any] | None) -> Any:
        options = [each for each in type.types if not isinstance(each, inspect.NoneType)]
        fitting = [each for each in options if _fits(each, value)]
        return self.value(fitting[0] if fitting else options[-1], value, path, meta)

    def literal(self, type: inspect.LiteralType, value: Any, path: Path) -> Any:
        if value in type.values and not isinstance(value, bool):
            return value
        shown = self.text(value, path) if not isinstance(value, dict | list) else MISSING
        if shown is MISSING:
            return MISSING if not isinstance(value, dict | list) else self.expected(path, "text")
        if shown in type.values:
            return shown
        return self.error(path, "unknown_word", value=shown[:80], allowed=", ".join(sorted(map(str, type.values))))

    def text(self, value: Any, path: Path) -> Any:
        if isinstance(value, str):
            return value.strip()
        if isinstance(value, dict | list):
            return self.expected(path, "text")
        return self.spelled.get(path, str(value))


def _wrapped(spelled: Mapping[Path, str], path: Path) -> Mapping[Path, str]:
    return {**spelled, (*path, 0): spelled[path]} if path in spelled else spelled


def _may_be_null(item: inspect.Type) -> bool:
    return isinstance(item, inspect.UnionType) and any(isinstance(each, inspect.NoneType) for each in item.types)


def _fits(type: inspect.Type, value: Any) -> bool:
    """True where the value has the outer form of the type."""
    if isinstance(type, inspect.Metadata):
        return _fits(type.type, value)
    if isinstance(type, inspect.LiteralType):
        return value in type.values and not isinstance(value, bool)
    if isinstance(type, inspect.IntType | inspect.FloatType):
        kinds = int if isinstance(type, inspect.IntType) else (int, float)
        return not isinstance(value, bool) and isinstance(value, kinds)
    return isinstance(value, _FORMS.get(type.__class__, str))


_EXPECTED: dict[type[inspect.Type], str] = {inspect.BoolType: "yes_or_no", inspect.IntType: "whole"}


_FORMS: dict[type[inspect.Type], type[Any] | tuple[type[Any], ...]] = {
    inspect.StructType: dict,
    inspect.DictType: dict,
    inspect.VarTupleType: (list, tuple),
    inspect.BoolType: bool,
}


@lru_cache(maxsize=64)
def fields_of(cls: type[Any]) -> dict[str, inspect.Field]:
    """The fields that a file may give, by the names that a file gives them."""
    type = cast("inspect.StructType", inspect.type_info(cls))
    return {field.encode_name: field for field in type.fields if field.encode_name != "extra"}


def hint(name: str, known: Mapping[str, Any]) -> tuple[str, str]:
    """“did you mean …”, in both languages; nothing where no known name is near."""
    near = get_close_matches(name, list(known), 1, 0.7)
    return (f"（是“{near[0]}”吗？）", f" (did you mean “{near[0]}”?)") if near else ("", "")
