"""Value types of a programme's registers; what an element must hold is judged by `models.programme_rules`."""

from __future__ import annotations

from typing import Any

from models.cadence import read_cadence
from models.fault import Fault
from models.value_type import ValueType, is_whole

VERSION_MAX = 9_999
CODE_MAX = 48
_CODE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")


def _version(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= VERSION_MAX else "bad_version"


def _code(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if 0 < len(value) <= CODE_MAX and set(value) <= _CODE_CHARACTERS else "bad_programme_code"


def _cadence(value: Any) -> str | None:
    faults: list[Fault] = []
    read_cadence(value, (), faults)
    return "bad_cadence" if faults else None


def _element(value: Any) -> str | None:
    return None if isinstance(value, dict) else "wrong_type"


def _field(value: Any) -> str | None:
    """Judged by the field that it is."""
    return None


PROGRAMME_VALUES: dict[str, ValueType] = {
    "programme_code": ValueType(_code, "string"),
    "programme_version": ValueType(_version, "number"),
    "programme_field": ValueType(_field, "Value"),
    "programme_element": ValueType(_element, "ElementValue"),
    "programme_cadence": ValueType(_cadence, "ElementValue"),
}
