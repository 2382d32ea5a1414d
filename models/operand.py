"""What the steps of a condition work on: answers as truths, texts, numbers and lists, and exact arithmetic with them.

Promises: total and pure; what is absent, or can't be worked out, is None; TypeScript's `operand.ts` gives the same.
Numbers are exact fractions: a third times three is one. What grows beyond `SIZE_MAX` is absent.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from models.calendar import is_day
from models.value_type import as_decimal, is_whole

PLACES_KEPT = 10
"""Decimals of a worked-out number where it is told or kept; a half is rounded away from zero."""
SIZE_MAX = 10**60
"""No numerator and no denominator of a result is as large as this."""


def truth(value: Any) -> bool:
    """A text is true unless it is empty, a number unless it is 0."""
    if isinstance(value, bool):
        return value
    found = number(value) if is_number(value) else None
    return found != 0 if found is not None else text(value) != ""


def is_number(value: Any) -> bool:
    return is_whole(value) or isinstance(value, float | Decimal | Fraction)


def number(value: Any) -> Fraction | None:
    """The exact number that a value means; None where it means none."""
    if isinstance(value, bool):
        return Fraction(int(value))
    if isinstance(value, Fraction):
        return value
    exact = value if isinstance(value, Decimal) else as_decimal(text(value) if isinstance(value, list) else value)
    return None if exact is None else Fraction(exact)


def text(value: Any) -> str:
    """A list's members with a space between them, a picture's name; nothing for what is no text and no number."""
    if isinstance(value, dict):
        value = cast("dict[str, Any]", value).get("blob")
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(text(each) for each in cast("list[Any]", value))
    if isinstance(value, Fraction):
        return plain(rounded(value, PLACES_KEPT))
    exact = (value if isinstance(value, Decimal) else as_decimal(value)) if is_number(value) else None
    return "" if exact is None else plain(exact)


def plain(exact: Decimal) -> str:
    """Without exponent and without zeros that say nothing: 5.0 as 5."""
    words = f"{exact:f}" if exact else "0"
    return words.rstrip("0").rstrip(".") if "." in words else words


def rounded(value: Fraction, places: int) -> Decimal:
    """To so many decimals, a half away from zero."""
    scale = 10**places
    units = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    digits = tuple(int(digit) for digit in str(units))
    return Decimal((1 if value < 0 and units else 0, digits, -places))


def listed(value: Any) -> list[Any]:
    """What was chosen: a list's members, or a text's words."""
    return cast("list[Any]", value) if isinstance(value, list) else [each for each in text(value).split(" ") if each]


def equal(left: Any, right: Any) -> bool:
    """As truths where one is true or false, as numbers where one is a number, else as texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) is truth(right)
    if is_number(left) or is_number(right):
        one, other = number(left), number(right)
        return one is not None and other is not None and one == other
    return text(left) == text(right)


def ordered(name: str, left: Any, right: Any) -> bool:
    """By number; two days by the calendar. What is neither is in no order, so the answer is no."""
    if isinstance(left, str) and isinstance(right, str) and is_day(left) and is_day(right):
        less, same = left < right, left == right
    else:
        one, other = number(left), number(right)
        if one is None or other is None:
            return False
        less, same = one < other, one == other
    return {"<": less, "<=": less or same, ">": not less and not same, ">=": not less}[name]


def within_size(value: Fraction) -> Fraction | None:
    return value if abs(value.numerator) < SIZE_MAX and value.denominator < SIZE_MAX else None


def arithmetic(name: str, left: Any, right: Any) -> Fraction | None:
    """Sum, difference, product, quotient or rest; None where one is no number, or the divisor is 0."""
    one, other = number(left), number(right)
    if one is None or other is None or (name in ("div", "mod") and other == 0):
        return None
    match name:
        case "+":
            found = one + other
        case "-":
            found = one - other
        case "*":
            found = one * other
        case "div":
            found = one / other
        case _:
            found = one - other * int(one / other)
    return within_size(found)


def to_places(value: Any, places: Any) -> Fraction | None:
    """A number to 0–10 decimals, a half away from zero."""
    one, count = number(value), number(places)
    if one is None or count is None or count.denominator != 1 or not 0 <= count <= PLACES_KEPT:
        return None
    return within_size(Fraction(rounded(one, int(count))))


def whole(name: str, value: Any) -> Fraction | None:
    """`int` cuts the decimals off, `floor` goes down, `ceiling` up; `abs` and `neg` keep them."""
    one = number(value)
    if one is None:
        return None
    down = one.numerator // one.denominator
    found = {"int": int(one), "floor": down, "ceiling": -(-one.numerator // one.denominator)}.get(name)
    return within_size(Fraction(found) if found is not None else abs(one) if name == "abs" else -one)


def extreme(name: str, values: list[Any]) -> Fraction | None:
    """The least or the greatest; None where one of them is no number."""
    found = [number(each) for each in values]
    known = [each for each in found if each is not None]
    return (min(known) if name == "min" else max(known)) if known and len(known) == len(found) else None


def extreme_given(name: str, values: list[Any]) -> Fraction | None:
    """The least or the greatest of those that are numbers; None where none is."""
    return extreme(name, [each for each in values if number(each) is not None])


def part_of(words: str, start: Any, *end: Any) -> str:
    """The characters from `start` on, up to `end`; the first is 0, below 0 counts from the end."""
    first, last = number(start), number(end[0] if end else len(words))
    if first is None or last is None or abs(first) >= SIZE_MAX or abs(last) >= SIZE_MAX:
        return ""
    low, high = (max(0, int(each) + len(words)) if each < 0 else int(each) for each in (first, last))
    return words[low:high]


def kept(value: Any) -> Any:
    """A worked-out value as other conditions see it: a number with its decimals cut to those that are kept."""
    return rounded(value, PLACES_KEPT) if isinstance(value, Fraction) else value
