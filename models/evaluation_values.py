"""Value types of evaluations: periods, outcomes, and how a survey is asked and measured; merged into `VALUE_TYPES`."""

from __future__ import annotations

from typing import Any, cast

from models.period import is_period
from models.value_type import NAME_MAX, ValueType, a_map, as_decimal, one_of, text


def _period(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if is_period(value) else "bad_period"


def _percent(value: Any) -> str | None:
    exact = as_decimal(value)
    if exact is None:
        return "wrong_type"
    return None if 0 <= exact <= 100 else "bad_percent"


def _options(value: Any) -> str | None:
    if not isinstance(value, list):
        return "wrong_type"
    return None if all(isinstance(one, str | int) for one in cast("list[Any]", value)) else "wrong_type"


def _servers(value: Any) -> str | None:
    """Only the server writes these."""
    return None


EVALUATION_VALUES: dict[str, ValueType] = {
    "period": ValueType(_period, "string"),
    "percent": ValueType(_percent, "number | string"),
    "outcome": one_of("done", "partly", "not_done"),
    "channel": one_of("phone", "street", "visit", "box"),
    "encounter": one_of("outpatient", "inpatient", "emergency", "discharged", "other"),
    "survey_measure": ValueType(
        a_map(item=text(NAME_MAX, empty=False), satisfied=_options, excluded=_options), "Measure"
    ),
    "tally": ValueType(_servers, "Tally"),
}
