"""The checks that value types are made of: texts, days, ids, moments, one of a few, maps of them.

Promises: a check returns None or a stable reason of `models.words`; it never raises, whatever MessagePack can carry.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, NamedTuple, cast

from models.calendar import MOMENT_MS_MAX, is_day
from models.document import is_id

NAME_MAX = 100
TEXT_MAX = 2_000
FORM_WORDS_MAX = 16_000
"""Of a field as it was typed: a value takes 16 KiB, whatever its characters weigh."""
DECIMAL_DIGITS_MAX = 15

Check = Callable[[Any], str | None]


class ValueType(NamedTuple):
    """值类型: how a register's value is checked and called in TypeScript."""

    check: Check
    typescript: str


def one_of(*allowed: str) -> ValueType:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in allowed else "unknown_option"

    return ValueType(check, " | ".join(f'"{each}"' for each in allowed))


def text(maximum: int, *, empty: bool = True) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        if len(value) > maximum:
            return "text_too_long"
        return None if empty or value.strip() else "text_empty"

    return check


def an_id(value: Any) -> str | None:
    return None if is_id(value) else "wrong_type"


def a_day(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if is_day(value) else "bad_day"


def a_year(value: Any) -> str | None:
    """A year in four digits: `2026`."""
    if not isinstance(value, str):
        return "wrong_type"
    return None if len(value) == 4 and value.isascii() and value.isdecimal() and value >= "1900" else "bad_day"


def a_moment(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= MOMENT_MS_MAX else "bad_moment"


def only_true(value: Any) -> str | None:
    return None if value is True else "must_be_true"


def a_map(**fields: Check) -> Check:
    """A map that holds these; what it holds beyond them is kept and not looked at."""

    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "wrong_type"
        given = cast("dict[str, Any]", value)
        for name, field in fields.items():
            if reason := field(given.get(name)):
                return reason
        return None

    return check


def optional(check: Check) -> Check:
    """The check, but nil or absent will do."""
    return lambda value: None if value is None else check(value)


def is_whole(value: object) -> bool:
    """An integer; true and false are not numbers here."""
    return type(value) is int


def as_decimal(value: object) -> Decimal | None:
    """The exact decimal that a number or a decimal text means; None for anything else.

    A float means its shortest spelling, as JavaScript prints it: 0.1 is one tenth.
    """
    if type(value) is int:
        return Decimal(value)
    if type(value) is float:
        return Decimal(repr(value)) if isfinite(value) else None
    if type(value) is str and 0 < len(value) <= DECIMAL_DIGITS_MAX + 2 and set(value) <= _DECIMAL_CHARACTERS:
        try:
            return Decimal(value) if value[-1] != "." and value.lstrip("-")[:1] != "." else None
        except InvalidOperation:
            return None
    return None


_DECIMAL_CHARACTERS = frozenset("-0123456789.")
