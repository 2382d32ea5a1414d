"""互评结果: what a round's reviews add up to for one person.

Promises: exact arithmetic, rounded once at the end (half up, two decimals); nothing is told of fewer reviews than the
threshold, neither in all nor for one item, nor can it be worked out from the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from models.document import Document
from models.form import Form, shown
from models.item import SCORED, is_blank
from models.value_type import as_decimal

MEANT = SCORED | {"number"}
"""Item types whose mean says something."""


def result(reviews: Iterable[Document], form: Form, threshold: int) -> dict[str, Any]:
    """The registers of a result beside its round and subject, from submitted reviews of one person.

    `{"below": True}` under the threshold; else `count`, `items/<item>` {"mean": decimal text, "n"} and `total`, the
    sum of the means that are shown of rated and scored items.
    """
    answers = [shown(form.items, _answers(review)) for review in reviews if review.value("submitted") is True]
    if len(answers) < threshold:
        return {"below": True}
    writes: dict[str, Any] = {"count": len(answers)}
    total, scored = Fraction(0), False
    for id, item in form.items.items():
        if item.type not in MEANT:
            continue
        numbers = [fraction(each[id]) for each in answers if not is_blank(each.get(id))]
        if len(numbers) < threshold:
            continue
        mean = sum(numbers, Fraction(0)) / len(numbers)
        writes[f"items/{id}"] = {"mean": rounded(mean), "n": len(numbers)}
        if item.type in SCORED:
            total, scored = total + mean, True
    if scored:
        writes["total"] = rounded(total)
    return writes


def rounded(value: Fraction) -> str:
    """Two decimals, half away from zero: 4.605 → "4.61"."""
    hundredths = abs(value) * 100
    whole = int(hundredths + Fraction(1, 2))
    return f"{'-' if value < 0 and whole else ''}{whole // 100}.{whole % 100:02}"


def _answers(review: Document) -> Mapping[str, Any]:
    prefix = "answers/"
    return {
        path[len(prefix) :]: register.value for path, register in review.registers.items() if path.startswith(prefix)
    }


def fraction(value: Any) -> Fraction:
    """The exact number that an answer means; nothing counts as 0."""
    exact = as_decimal(value)
    return Fraction(0) if exact is None else Fraction(exact)
