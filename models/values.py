"""What kind of value a register may hold: one table of named types, each with its check and its TypeScript spelling.

Promises: a check returns None or a stable reason of `models.words`; it never raises, whatever MessagePack can carry.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any, NamedTuple, cast

from models.calendar import is_day, is_zone
from models.document import is_id

NAME_MAX = 100
TEXT_MAX = 2_000
MOMENT_MS_MAX = 253_402_214_400_000
"""A day before the year 10000 in UTC: days have four digits of year in every zone."""
DECIMAL_DIGITS_MAX = 15


class ValueType(NamedTuple):
    """值类型: how a register's value is checked and called in TypeScript."""

    check: Callable[[Any], str | None]
    typescript: str


def _one_of(*allowed: str) -> ValueType:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in allowed else "unknown_option"

    return ValueType(check, " | ".join(f'"{each}"' for each in allowed))


def _text(maximum: int, *, empty: bool = True) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return "wrong_type"
        if len(value) > maximum:
            return "text_too_long"
        return None if empty or value.strip() else "text_empty"

    return check


def _id(value: Any) -> str | None:
    return None if is_id(value) else "wrong_type"


def _day(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if is_day(value) else "bad_day"


def _moment(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= MOMENT_MS_MAX else "bad_moment"


def _true(value: Any) -> str | None:
    return None if value is True else "must_be_true"


def _number(value: Any) -> str | None:
    return None if is_whole(value) or isinstance(value, float) else "wrong_type"


def _zone(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if is_zone(value) else "unknown_zone"


def _form_name(value: Any) -> str | None:
    return None if isinstance(value, str) and is_form_name(value) else "bad_form_name"


def _hours(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= 720 else "bad_hours"


def _threshold(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if value >= 3 else "threshold_low"


def _map(**fields: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "wrong_type"
        given = cast("dict[str, Any]", value)
        for name, field in fields.items():
            if reason := field(given.get(name)):
                return reason
        return None

    return check


def _interval(**fields: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    shape = _map(**{**fields, "from": _day, "to": _open_day})

    def check(value: Any) -> str | None:
        reason = shape(value)
        if reason is None and value["to"] is not None and value["to"] < value["from"]:
            return "ends_before_it_begins"
        return reason

    def tolerant(value: Any) -> str | None:
        if isinstance(value, dict) and "to" not in value:
            return check({**cast("dict[str, Any]", value), "to": None})
        return check(value)

    return tolerant


def _open_day(value: Any) -> str | None:
    return None if value is None else _day(value)


def _anything(value: Any) -> str | None:
    """Judged by the rules of its kind, not by its type alone."""
    return None


ROLES = ("staff", "head", "secretary", "leader", "inspector", "supervisor", "admin")
UNIT_TYPES = ("department", "service_window", "leadership", "station", "office", "ward", "other")
PARTY_STATUS = ("member", "probationary", "none")
ROUND_RULES = ("same_unit", "cross_unit", "branch")

_role = _one_of(*ROLES)
_rule_type = _one_of(*ROUND_RULES)


def _each(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= 50 else "bad_each"


VALUE_TYPES: dict[str, ValueType] = {
    "id": ValueType(_id, "Uint8Array"),
    "name": ValueType(_text(NAME_MAX, empty=False), "string"),
    "label": ValueType(_text(NAME_MAX), "string"),
    "text": ValueType(_text(TEXT_MAX), "string"),
    "day": ValueType(_day, "string"),
    "moment": ValueType(_moment, "number"),
    "number": ValueType(_number, "number"),
    "true": ValueType(_true, "true"),
    "zone": ValueType(_zone, "string"),
    "form_name": ValueType(_form_name, "string"),
    "hours": ValueType(_hours, "number"),
    "threshold": ValueType(_threshold, "number"),
    "unit_type": _one_of(*UNIT_TYPES),
    "party": _one_of(*PARTY_STATUS),
    "anonymity": _one_of("named", "confidential"),
    "account_act": _one_of("code_issued", "account_reset", "account_opened"),
    "membership": ValueType(_interval(unit=_id), "Membership"),
    "branch_membership": ValueType(_interval(branch=_id), "BranchMembership"),
    "role": ValueType(_interval(role=_role.check, at=_id), "RoleHeld"),
    "round_rule": ValueType(_map(type=_rule_type.check, each=_each), "RoundRule"),
    "item": ValueType(_anything, "Item"),
    "answer": ValueType(_anything, "Answer"),
    "item_result": ValueType(_anything, "ItemResult"),
    "decimal": ValueType(_anything, "string"),
}


def is_whole(value: object) -> bool:
    """An integer; true and false are not numbers here."""
    return type(value) is int


def is_form_name(text: str) -> bool:
    """`<id>@<version>`: an id of `a-z0-9_.-`, a version of digits without a leading zero."""
    name, at, version = text.partition("@")
    return (
        at == "@"
        and 1 <= len(name) <= 48
        and set(name) <= _FORM_ID_CHARACTERS
        and 1 <= len(version) <= 9
        and version.isascii()
        and version.isdecimal()
        and version[0] != "0"
    )


_FORM_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-")


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
