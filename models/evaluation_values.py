"""Value types of evaluations: periods, outcomes, and how a survey is asked and measured; merged into `VALUE_TYPES`."""

from __future__ import annotations

import re
from typing import Any, cast

from models.period import is_period
from models.value_type import NAME_MAX, TEXT_MAX, ValueType, a_map, an_id, as_decimal, is_whole, one_of, optional, text

ROUND_KIND_NAMES = ("peer", "upward", "mass", "combined", "external")
PART_SOURCES = ("round", "self", "commentary", "remark", "survey")


def _period(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    return None if is_period(value) else "bad_period"


def _flag(value: Any) -> str | None:
    """Something that may be switched on and off again."""
    return None if isinstance(value, bool) else "wrong_type"


def _percent(value: Any) -> str | None:
    exact = as_decimal(value)
    if exact is None:
        return "wrong_type"
    return None if 0 <= exact <= 100 else "bad_percent"


def _options(value: Any) -> str | None:
    if not isinstance(value, list):
        return "wrong_type"
    return None if all(isinstance(one, str | int) for one in cast("list[Any]", value)) else "wrong_type"


def a_sample(value: Any) -> str | None:
    """{"count": n} or {"percent": p}."""
    if not isinstance(value, dict):
        return "wrong_type"
    given = cast("dict[str, Any]", value)
    if set(given) == {"count"}:
        return None if is_whole(given["count"]) and 1 <= given["count"] <= 10_000 else "bad_sample"
    if set(given) == {"percent"}:
        share = as_decimal(given["percent"])
        return None if share is not None and 0 < share <= 100 else "bad_sample"
    return "bad_sample"


def _selector(value: Any) -> str | None:
    """A word, a map of words or ids, or a list of both."""
    if isinstance(value, list):
        each = cast("list[Any]", value)
        return None if 0 < len(each) <= 50 and not any(map(_one_selector, each)) else "bad_selector"
    return _one_selector(value)


def _one_selector(value: Any) -> str | None:
    if isinstance(value, str):
        return None if 0 < len(value) <= NAME_MAX else "bad_selector"
    if not isinstance(value, dict):
        return "bad_selector"
    given = cast("dict[Any, Any]", value)
    good = all(isinstance(name, str) and isinstance(wanted, str | bytes) for name, wanted in given.items())
    return None if good and 0 < len(given) <= 6 else "bad_selector"


def _quorum(value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    found = _QUORUM.match(value)
    return None if found is not None and 0 < int(found[1]) <= int(found[2]) else "bad_quorum"


_QUORUM = re.compile(r">?([1-9][0-9]?)/([1-9][0-9]?)\Z", re.ASCII)


def _servers(value: Any) -> str | None:
    """Only the server writes these."""
    return None


EVALUATION_VALUES: dict[str, ValueType] = {
    "flag": ValueType(_flag, "boolean"),
    "period": ValueType(_period, "string"),
    "percent": ValueType(_percent, "number | string"),
    "outcome": one_of("done", "partly", "not_done"),
    "channel": one_of("phone", "street", "visit", "box"),
    "encounter": one_of("outpatient", "inpatient", "emergency", "discharged", "other"),
    "survey_measure": ValueType(
        a_map(item=text(NAME_MAX, empty=False), satisfied=_options, excluded=_options), "Measure"
    ),
    "tally": ValueType(_servers, "Tally"),
    "round_kind": one_of(*ROUND_KIND_NAMES),
    "selector": ValueType(_selector, "Value"),
    "quorum": ValueType(_quorum, "string"),
    "decider": one_of("leader", "supervisor", "secretary"),
    "band": ValueType(a_map(**{"grade": text(NAME_MAX, empty=False), "from": _percent}), "Band"),
    "round_part": ValueType(
        a_map(source=one_of(*PART_SOURCES).check, weight=_percent, of=optional(an_id), period=optional(_period)),
        "RoundPart",
    ),
    "part_result": ValueType(_servers, "PartResult"),
    "proposal": ValueType(_servers, "Proposal"),
    "assessment_audience": one_of("subject", "everyone"),
    "nomination_step": ValueType(
        a_map(ruling=one_of("put_forward", "returned").check, reason=optional(text(TEXT_MAX))),
        'Readonly<{ ruling: "put_forward" | "returned"; reason?: string | null }>',
    ),
    "words_ruling": ValueType(
        a_map(told=_flag, reason=optional(text(TEXT_MAX))), "Readonly<{ told: boolean; reason?: string | null }>"
    ),
    "kin_pair": ValueType(a_map(one=an_id, other=an_id), "KinPair"),
}
