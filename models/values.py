"""What kind of value a register may hold: one table of named types, each with its check and its TypeScript spelling.

Promises: a check returns None or a stable reason of `models.words`; it never raises, whatever MessagePack can carry.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from models.bulletin_values import BULLETIN_VALUES
from models.calendar import is_zone
from models.deed_values import DEED_VALUE_TYPES
from models.evaluation_values import EVALUATION_VALUES, a_sample
from models.honour_values import HONOUR_VALUES
from models.inspection_values import INSPECTION_VALUES
from models.meeting_values import MEETING_VALUES
from models.order_values import ORDER_VALUES
from models.people import PROFESSIONS
from models.poll_values import POLL_VALUES
from models.programme_values import PROGRAMME_VALUES
from models.public_values import PUBLIC_VALUES
from models.result_values import RESULT_VALUES
from models.value_type import (
    FORM_WORDS_MAX,
    NAME_MAX,
    TEXT_MAX,
    ValueType,
    a_day,
    a_map,
    a_moment,
    a_year,
    an_id,
    is_whole,
    one_of,
    only_true,
    optional,
    text,
)


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


def _ballot_spread(value: Any) -> str | None:
    """Seconds within which an anonymous ballot leaves a phone, up to the usual hour."""
    if not is_whole(value):
        return "wrong_type"
    return None if 0 <= value <= 3_600 else "bad_spread"


def _threshold(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if value >= 3 else "threshold_low"


def _interval(**fields: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    shape = a_map(**{**fields, "from": a_day, "to": optional(a_day)})

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


def _anything(value: Any) -> str | None:
    """Judged by the rules of its kind, not by its type alone."""
    return None


ROLES = ("staff", "head", "secretary", "leader", "inspector", "supervisor", "admin", "assessor")
UNIT_TYPES = ("department", "service_window", "leadership", "station", "office", "ward", "other")
PARTY_STATUS = ("member", "probationary", "none")
DAY_TYPES = ("work", "rest", "holiday")
"""A day that is worked, one that is free (调休), and a public holiday."""
ROUND_RULES = ("same_unit", "cross_unit", "branch", "all")

_role = one_of(*ROLES)
_rule_type = one_of(*ROUND_RULES)
_day_type = one_of(*DAY_TYPES)


def _each(value: Any) -> str | None:
    if not is_whole(value):
        return "wrong_type"
    return None if 1 <= value <= 50 else "bad_each"


VALUE_TYPES: dict[str, ValueType] = {
    "id": ValueType(an_id, "Uint8Array"),
    "name": ValueType(text(NAME_MAX, empty=False), "string"),
    "label": ValueType(text(NAME_MAX), "string"),
    "text": ValueType(text(TEXT_MAX), "string"),
    "form_words": ValueType(text(FORM_WORDS_MAX), "string"),
    "day": ValueType(a_day, "string"),
    "moment": ValueType(a_moment, "number"),
    "number": ValueType(_number, "number"),
    "true": ValueType(only_true, "true"),
    "zone": ValueType(_zone, "string"),
    "form_name": ValueType(_form_name, "string"),
    "hours": ValueType(_hours, "number"),
    "ballot_spread": ValueType(_ballot_spread, "number"),
    "threshold": ValueType(_threshold, "number"),
    "unit_type": one_of(*UNIT_TYPES),
    "party": one_of(*PARTY_STATUS),
    "profession": one_of(*PROFESSIONS),
    "anonymity": one_of("named", "confidential", "anonymous"),
    "account_act": one_of("code_issued", "account_reset", "account_opened"),
    "membership": ValueType(_interval(unit=an_id), "Membership"),
    "branch_membership": ValueType(_interval(branch=an_id), "BranchMembership"),
    "role": ValueType(_interval(role=_role.check, at=an_id), "RoleHeld"),
    "year": ValueType(a_year, "string"),
    "special_day": ValueType(a_map(type=_day_type.check, name=optional(text(NAME_MAX))), "SpecialDay"),
    "round_rule": ValueType(
        a_map(type=_rule_type.check, each=_each, load=optional(_each), sample=optional(a_sample)), "RoundRule"
    ),
    "item": ValueType(_anything, "Item"),
    "checklist_item": ValueType(_anything, "ChecklistItem"),
    "answer": ValueType(_anything, "Answer"),
    "item_result": ValueType(_anything, "ItemResult"),
    "decimal": ValueType(_anything, "string"),
    **EVALUATION_VALUES,
    **PROGRAMME_VALUES,
    **RESULT_VALUES,
    **DEED_VALUE_TYPES,
    **INSPECTION_VALUES,
    **MEETING_VALUES,
    **ORDER_VALUES,
    **BULLETIN_VALUES,
    **PUBLIC_VALUES,
    **HONOUR_VALUES,
    **POLL_VALUES,
}


@lru_cache(maxsize=4_096)
def is_form_name(name: str) -> bool:
    """`<id>@<version>`: an id of `a-z0-9_.-`, a version of digits without a leading zero."""
    id, at, version = name.partition("@")
    return (
        at == "@"
        and 1 <= len(id) <= 48
        and set(id) <= _FORM_ID_CHARACTERS
        and 1 <= len(version) <= 9
        and version.isascii()
        and version.isdecimal()
        and version[0] != "0"
    )


_FORM_ID_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_.-")
