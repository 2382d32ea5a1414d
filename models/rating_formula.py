"""满意率的口径: which question of a form is measured, which answers are satisfied, and which are left out.

    formula(items, target) → {"item", "satisfied", "excluded"}, or None where the form measures nothing

Promises: pure, and nobody's choice: as the programme that a batch counts for has it, where its words are answers of
the form, else by the form's own words, of which only what says yes counts. TypeScript's `formulaOf` gives the same for
every case of `tests/vectors/rating_batch.json`, so a phone makes the batch that the server takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from models.deed import under
from models.document import Document
from models.item import check_item, option_values, read_item

OVERALL = "overall"
"""The question that is measured where a form has it; else its first one to choose from."""
OPTIONS_MIN = 3
METRIC = "satisfaction_rate"

_KNOWS_NOT = re.compile(
    r"不了解|不清楚|不知道|不适用|没用过|don't know|unknown|not sure|not applicable|n/a", re.IGNORECASE | re.ASCII
)
_SAYS_YES = re.compile(
    r"满意|好|优|佳|赞|棒|不错|差不多|"
    r"satisf|\b(?:happy|good|great|excellent|pleased|ok)\b",
    re.I | re.ASCII,
)
_SAYS_NO = re.compile(
    r"不(?!错|多)|差(?!不多)|没有?满意|失望|好(?:慢|久|贵)|"
    r"\b(?:not?|never|hardly|less|poor|bad|terrible|awful|unhappy|disappoint\w*|(?:un|dis)satisf\w*)\b",
    re.I | re.ASCII,
)
"""What says yes and no, says no; what says neither (一般, 糟糕) isn't satisfied: nobody gains by an unknown word."""


def formula(items: Mapping[str, Any], target: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """`items` are the plain questions of a form by name; `target` what a programme aims at, if it aims at a rate."""
    item = _measured(items)
    if item is None:
        return None
    options = cast("list[Any]", items[item]["options"])
    values = option_values(options)
    said = {value: _words(option) for value, option in zip(values, options, strict=True)}
    excluded = [each for each in values if _KNOWS_NOT.search(said[each])]
    satisfied = [each for each in values if each not in excluded and _agrees(said[each])]
    wanted, left_out = _listed(target, "numerator"), _listed(target, "exclude")
    if wanted and all(each in values for each in wanted):
        satisfied = [each for each in values if each in wanted]
        excluded = [each for each in values if each in (left_out or excluded) and each not in satisfied]
    if not satisfied or len(satisfied) + len(excluded) == len(values):
        return None
    return {"item": item, "satisfied": satisfied, "excluded": excluded}


def formula_of(form: Document, programme: Document | None) -> dict[str, Any] | None:
    """The formula of a form for a programme, or for none."""
    items = {
        path.removeprefix("items/"): register.value
        for path, register in form.registers.items()
        if path.startswith("items/") and check_item(register.value) is None
    }
    return formula(items, None if programme is None else target_of(programme))


def target_of(programme: Document) -> Mapping[str, Any] | None:
    """The first of its targets, by name, that says which answers make its rate."""
    for path in under(programme.registers, "targets/"):
        given = programme.value(path)
        if path.count("/") == 1 and isinstance(given, dict):
            told = cast("dict[str, Any]", given)
            if told.get("metric") == METRIC and _listed(told, "numerator"):
                return told
    return None


def is_formula(measure: Mapping[str, Any], wanted: Mapping[str, Any] | None) -> bool:
    """Whether a batch measures by it; in which order its answers stand makes no difference."""
    return (
        wanted is not None
        and measure["item"] == wanted["item"]
        and set(measure["satisfied"]) == set(wanted["satisfied"])
        and set(measure["excluded"]) == set(wanted["excluded"])
    )


def _measured(items: Mapping[str, Any]) -> str | None:
    """Shown to everybody, and with answers between which there is room for no."""
    asked: list[tuple[bool, Decimal, str]] = []
    for id, given in items.items():
        item = read_item(id, given)
        if item.type == "choice" and item.when is None and len(item.options) >= OPTIONS_MIN:
            asked.append((id != OVERALL, item.order, id))
    return min(asked)[2] if asked else None


def _agrees(words: str) -> bool:
    return bool(_SAYS_YES.search(words)) and not _SAYS_NO.search(words)


def _words(option: Any) -> str:
    given = cast("dict[str, Any]", option) if isinstance(option, dict) else {"value": option}
    return " ".join(str(given.get(name) or "") for name in ("value", "label", "label_en"))


def _listed(target: Mapping[str, Any] | None, name: str) -> list[str]:
    given = None if target is None else target.get(name)
    return [each for each in cast("list[Any]", given) if isinstance(each, str)] if isinstance(given, list) else []
