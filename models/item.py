"""One question of a form and one answer to it.

Promises: `check_answer` is total and pure, and TypeScript's `checkAnswer` gives the same for every case of
`tests/vectors/forms.json`. Scores are exact decimals: 0.1 is one tenth, however it came over the wire.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.calendar import is_day
from models.condition import Condition, check_condition
from models.value_type import as_decimal, is_whole

TEXT_ANSWER_MAX = 2_000
"""Code points of a text answer whose item says nothing."""
LABEL_MAX = 500
OPTIONS_MAX = 400
COLUMNS_MAX = 10
"""What an option may say of itself for a filter: so many columns."""
BLOB_BYTES_MAX = 8 * 1024 * 1024
PICTURE_SIDE_MAX = 20_000
PICTURE_PIXELS_MAX = 40_000_000
"""What the server takes of a picture (`api.pictures`): a register can't promise more."""

ITEM_TYPES = (
    "rating",
    "score",
    "choice",
    "multiple",
    "yes_no",
    "pass_fail",
    "number",
    "text",
    "photo",
    "signature",
    "date",
    "note",
    "calculate",
)
RULINGS = ("pass", "fail", "na")
"""What pass_fail takes: 合格, 不合格, 不适用."""

CHOOSING = frozenset({"choice", "multiple", "pass_fail"})
"""Item types that may name options; pass_fail without any takes `RULINGS`."""
SCORED = frozenset({"rating", "score"})
"""Item types whose answers add up to a total."""


class Item(Struct, frozen=True):
    """题目: one question, read from `items/<item>`; bounds are None where the item sets none."""

    id: str
    type: str
    label: str
    order: Decimal = Decimal(0)
    required: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    first_day: str | None = None
    last_day: str | None = None
    options: frozenset[str | int] = frozenset()
    choices_max: int | None = None
    when: Condition | None = None
    """Shown only while this holds of what stands above; without it, always."""
    constraint: Condition | None = None
    """What must hold of the answer before the form is submitted; `constraint_words` says it to people."""
    constraint_words: str = ""
    calculation: Condition | None = None
    """What a `calculate` is worked out by; nobody answers it, and it is shown only where other texts quote it."""
    choice_filter: Condition | None = None
    """An option is offered only while this holds of its columns and of what stands above."""
    columns: Mapping[str | int, Mapping[str, str]] = {}
    """What each option says of itself, by its value."""
    required_when: Condition | None = None
    """Required only while this holds of what stands above."""


def read_item(id: str, value: Any) -> Item:
    """An item as the form has it; what it lacks has the type's default. The value has passed `check_item`."""
    given = cast("dict[str, Any]", value)
    type = given["type"]
    low, high, step = (as_decimal(given.get(name)) for name in ("min", "max", "step"))
    if type == "rating":
        low, high, step = _or(low, 1), _or(high, 5), _or(step, 1)
    elif type == "score":
        low, high = _or(low, 0), _or(high, 100)
    many = as_decimal(given.get("max_choices"))
    if many is None and type == "multiple":
        many = high
    return Item(
        id,
        type,
        given.get("label") or "",
        _or(as_decimal(given.get("order")), 0),
        given.get("required") is True and type != "note",
        low,
        high,
        step,
        given.get("min") if type == "date" else None,
        given.get("max") if type == "date" else None,
        frozenset(option_values(given.get("options")) if type in CHOOSING else ()),
        None if many is None else int(many),
        given.get("when"),
        given.get("constraint"),
        given.get("constraint_words") or "",
        given.get("calculation") if type == "calculate" else None,
        given.get("choice_filter") if type in CHOOSING else None,
        _columns_of(given.get("options")) if given.get("choice_filter") else {},
        given.get("required_when"),
    )


def _or(value: Decimal | None, default: int) -> Decimal:
    return Decimal(default) if value is None else value


def option_values(options: Any) -> list[str | int]:
    """The values of options written as `["a", …]` or `[{"value", "label"}, …]`."""
    if not isinstance(options, list | tuple):
        return []
    each = cast("list[Any]", options)
    return [cast("dict[str, Any]", one).get("value") if isinstance(one, dict) else one for one in each]  # pyright: ignore[reportReturnType] check_item has seen them


def _columns_of(options: Any) -> dict[str | int, dict[str, str]]:
    each = cast("list[Any]", options if isinstance(options, list | tuple) else [])
    return {
        value: (cast("dict[str, Any]", one).get("columns") or {}) if isinstance(one, dict) else {}
        for value, one in zip(option_values(each), each, strict=True)
    }


def is_blank(value: Any) -> bool:
    """True for what counts as no answer: nothing, white space, an empty list."""
    return value is None or (isinstance(value, str) and not value.strip()) or value == []


def check_answer(item: Item, value: Any) -> str | None:
    """None where the value answers the item, else a reason. Removing an answer (None) is always possible."""
    if value is None:
        return None
    check = _CHECKS.get(item.type)
    return "unknown_item" if check is None else check(item, value)


def _rating(item: Item, value: Any) -> str | None:
    whole = value if is_whole(value) else int(value) if isinstance(value, float) and value.is_integer() else None
    if whole is None:
        return "wrong_type"
    return _within(item, Decimal(whole), "rating")


def _score(item: Item, value: Any) -> str | None:
    exact = as_decimal(value)
    return "wrong_type" if exact is None else _within(item, exact, "score")


def _number(item: Item, value: Any) -> str | None:
    exact = as_decimal(value)
    return "wrong_type" if exact is None else _within(item, exact, "number")


def _within(item: Item, value: Decimal, name: str) -> str | None:
    if (item.low is not None and value < item.low) or (item.high is not None and value > item.high):
        return f"{name}_range"
    return None if item.step is None or _on_step(value, item.low, item.step) else f"{name}_step"


def _on_step(value: Decimal, low: Decimal | None, step: Decimal) -> bool:
    """Fractions, since a decimal's remainder has no room for 10^20 in steps of 10^-10."""
    if step == 1 and _whole(value) and (low is None or _whole(low)):
        return True
    return ((Fraction(value) - Fraction(low or 0)) / Fraction(step)).denominator == 1


def _choice(item: Item, value: Any) -> str | None:
    if not isinstance(value, str) and not is_whole(value):
        return "wrong_type"
    return None if value in item.options else "unknown_option"


def _multiple(item: Item, value: Any) -> str | None:
    if not isinstance(value, list):
        return "wrong_type"
    chosen = cast("list[Any]", value)
    for each in chosen:
        if reason := _choice(item, each):
            return reason
    if len(set(chosen)) < len(chosen):
        return "repeated_choice"
    if item.choices_max is not None and len(chosen) > item.choices_max:
        return "too_many_choices"
    return "too_few_choices" if item.low is not None and 0 < len(chosen) < item.low else None


def _yes_no(item: Item, value: Any) -> str | None:
    return None if isinstance(value, bool) else "wrong_type"


def _pass_fail(item: Item, value: Any) -> str | None:
    if item.options:
        return _choice(item, value)
    if not isinstance(value, str):
        return "wrong_type"
    return None if value in RULINGS else "unknown_option"


def _text(item: Item, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    if len(value) > (TEXT_ANSWER_MAX if item.high is None else item.high):
        return "text_too_long"
    return "text_too_short" if item.low is not None and 0 < len(value) < item.low else None


def _photo(item: Item, value: Any) -> str | None:
    if not isinstance(value, dict):
        return "wrong_type"
    return None if is_blob_reference(cast("dict[str, Any]", value)) else "photo_reference"


def _date(item: Item, value: Any) -> str | None:
    if not isinstance(value, str):
        return "wrong_type"
    if not is_day(value):
        return "bad_day"
    early = item.first_day is not None and value < item.first_day
    return "date_range" if early or (item.last_day is not None and value > item.last_day) else None


_CHECKS: dict[str, Callable[[Item, Any], str | None]] = {
    "rating": _rating,
    "score": _score,
    "number": _number,
    "choice": _choice,
    "multiple": _multiple,
    "yes_no": _yes_no,
    "pass_fail": _pass_fail,
    "text": _text,
    "photo": _photo,
    "signature": _photo,
    "date": _date,
}


def is_blob_reference(value: dict[str, Any]) -> bool:
    """`{"blob": sha256 in hex, "type", "bytes", "width", "height"}` (protocol §9)."""
    sha256, size = value.get("blob"), value.get("bytes")
    return (
        isinstance(sha256, str)
        and len(sha256) == 64
        and set(sha256) <= _HEX
        and value.get("type") in ("image/jpeg", "image/png", "image/webp")
        and is_whole(size)
        and 0 < cast("int", size) <= BLOB_BYTES_MAX
        and all(is_whole(value.get(side)) and 0 < value[side] <= PICTURE_SIDE_MAX for side in ("width", "height"))
        and value["width"] * value["height"] <= PICTURE_PIXELS_MAX
    )


_HEX = frozenset("0123456789abcdef")


def can_begin_with(given: dict[str, Any], value: Any) -> bool:
    """Whether an item, which is whole, may have this for its answer before anybody has given one."""
    if given["type"] in ("photo", "signature") or value in ("", []):
        return False
    return check_answer(read_item("", given), value) is None


def check_item(value: Any) -> str | None:
    """None where the value is a whole item, else a reason. Keys that this version doesn't know are kept."""
    if not isinstance(value, dict):
        return "wrong_type"
    given = cast("dict[str, Any]", value)
    label, type = given.get("label"), given.get("type")
    if not isinstance(type, str) or type not in ITEM_TYPES:
        return "item_type"
    if not isinstance(label, str) or not label.strip() or len(label) > LABEL_MAX:
        return "item_label"
    optional = type == "pass_fail" and not given.get("options")
    if type in CHOOSING and not optional and not _options_good(given.get("options")):
        return "item_options"
    reason = _plain_fields_wrong(given) or _bounds_wrong(type, given)
    if reason is None and given.get("initial") is not None and not can_begin_with(given, given["initial"]):
        return "item_initial"
    return reason


CONDITIONS = {"when": "", "constraint": "today", "required_when": "", "calculation": "", "choice_filter": "column"}
"""What is written in steps, and the step that has a meaning there alone."""


def _plain_fields_wrong(given: dict[str, Any]) -> str | None:
    if not isinstance(given.get("required", False), bool | None):
        return "item_required"
    for name, also in CONDITIONS.items():
        if given.get(name) is not None and (reason := check_condition(given[name], also=also)):
            return reason
    if given["type"] == "calculate" and given.get("calculation") is None:
        return "item_condition"
    if not isinstance(given.get("constraint_words", ""), str | None):
        return "item_condition"
    return "item_order" if given.get("order") is not None and as_decimal(given["order"]) is None else None


def _bounds_wrong(type: str, given: dict[str, Any]) -> str | None:
    bounds = [given.get(name) for name in ("min", "max")]
    if type == "date":
        good = all(each is None or (isinstance(each, str) and is_day(each)) for each in bounds)
        return None if good else "item_bounds"
    for each in (*bounds, given.get("step"), given.get("max_choices")):
        if each is not None and as_decimal(each) is None:
            return "item_bounds"
    item = read_item("", given)
    if item.step is not None and item.step <= 0:
        return "item_step"
    crossed = item.low is not None and item.high is not None and item.low > item.high
    broken = type == "rating" and any(
        each is not None and not _whole(each) for each in (item.low, item.high, item.step)
    )
    return "item_bounds" if crossed or broken or (item.choices_max is not None and item.choices_max < 1) else None


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _options_good(options: Any) -> bool:
    if not isinstance(options, list):
        return False
    values = cast("list[Any]", option_values(cast("list[Any]", options)))
    fitting = all((isinstance(each, str) and 0 < len(each) <= 100) or is_whole(each) for each in values)
    each_option = cast("list[Any]", options)
    whole = all(not isinstance(each, dict) or _columns_good(cast("Any", each).get("columns")) for each in each_option)
    return fitting and whole and 0 < len(values) <= OPTIONS_MAX and len(set(values)) == len(values)


def _columns_good(columns: Any) -> bool:
    if columns is None:
        return True
    if not isinstance(columns, dict) or len(cast("dict[Any, Any]", columns)) > COLUMNS_MAX:
        return False
    return all(isinstance(each, str) and len(each) <= 100 for each in cast("dict[Any, Any]", columns).values())
