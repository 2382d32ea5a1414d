"""Numbers and names of a bundle that nothing could ever be made of, and scoring that asks for what no form has.

Promises: a number out of its bounds is an error at its own line and is never quietly taken for another; an award's
level is a name that a ruling can be written under; an item or an option that a model asks for and the form hasn't is
a warning, since the result would wait for it for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from models.bundle_following import Award, Deadline, FeedbackChannel, Quota, Rectification
from models.bundle_judging import BundleForm, Evaluation, ScoringModel
from models.bundle_plan import Carrier, PlanStage
from models.bundle_problem import Finding, Path
from models.bundle_shape import Shaping
from models.honour_values import STARS_MAX
from models.item import option_values
from models.programme_values import VERSION_MAX
from models.scoring_model import Component
from models.scoring_reader import read_model
from models.stage import AROUND_DAYS_MAX

COUNT_MAX = 100_000
DAYS_MAX = 3_660
PUBLICITY_DAYS_MAX = 50

_LEVEL = re.compile(r"[A-Za-z0-9_.-]{1,48}\Z")
_RATIO = re.compile(r"([0-9]{1,4})(?:/([1-9][0-9]{0,3})|%)\Z")


def check_version(shaping: Shaping, version: int) -> None:
    _within(shaping, ("programme", "version"), version, 1, VERSION_MAX)


def check_bounds(shaping: Shaping, path: Path, element: Any) -> None:
    """Looks at the numbers of one element."""
    match element:
        case Evaluation():
            _within(shaping, (*path, "threshold"), element.threshold, 1, COUNT_MAX)
            _within(shaping, (*path, "times"), element.times, 1, COUNT_MAX)
        case PlanStage():
            for at, window in enumerate(element.moving):
                _within(shaping, (*path, "moving", at, "around_days"), window.around_days, 0, AROUND_DAYS_MAX)
        case Carrier():
            _within(shaping, (*path, "monthly_cap"), element.monthly_cap, 1, COUNT_MAX)
        case Rectification(deadline=Deadline(days=days)):
            _within(shaping, (*path, "deadline", "days"), days, 1, DAYS_MAX)
        case FeedbackChannel():
            _within(shaping, (*path, "response_days"), element.response_days, 0, DAYS_MAX)
        case Award():
            _quota(shaping, (*path, "quota"), element.quota)
            _chain(shaping, path, element)
            _within(shaping, (*path, "publicity_days"), element.publicity_days, 1, PUBLICITY_DAYS_MAX)
            for at, line in enumerate(element.stars):
                _within(shaping, (*path, "stars", at, "level"), line.level, 1, STARS_MAX)
        case _:
            pass


def _within(shaping: Shaping, path: Path, value: int | None, low: int, high: int) -> None:
    if value is not None and not low <= value <= high:
        shaping.error(path, "out_of_range", value=value, min=low, max=high)


def _quota(shaping: Shaping, path: Path, quota: Any) -> None:
    if isinstance(quota, int):
        _within(shaping, path, quota, 1, COUNT_MAX)
    if isinstance(quota, Quota):
        _within(shaping, (*path, "min"), quota.min, 0, COUNT_MAX)
        _within(shaping, (*path, "max"), quota.max, 1, COUNT_MAX)
        if quota.ratio is not None and not _is_share(quota.ratio):
            shaping.error((*path, "ratio"), "bad_fraction", value=quota.ratio[:80])


def _is_share(text: str) -> bool:
    """`1/10` or `10%`: more than nothing and at most all."""
    found = _RATIO.match(text)
    return found is not None and 0 < Fraction(int(found[1]), int(found[2] or 100)) <= 1


def _chain(shaping: Shaping, path: Path, award: Award) -> None:
    seen: set[str] = set()
    for at, step in enumerate(award.chain):
        here = (*path, "chain", at, "level")
        if not _LEVEL.match(step.level):
            shaping.error(here, "bad_level", value=step.level[:80])
        elif step.level in seen:
            shaping.error(here, "duplicate_id", value=step.level)
        seen.add(step.level)
        _quota(shaping, (*path, "chain", at, "quota"), step.quota)


# -- what a model asks of the form -------------------------------------------------------------------------------


def check_asked(shaping: Shaping, elements: dict[str, list[tuple[str, Path, Any]]]) -> None:
    """Whether the items and options of each model are in the forms on which the evaluations that name it are filled."""
    evaluations = {id: each for id, _, each in elements["evaluations"] if isinstance(each, Evaluation)}
    forms = {id: each for id, _, each in elements["forms"] if isinstance(each, BundleForm)}
    for id, path, model in elements["scoring"]:
        if not isinstance(model, ScoringModel):
            continue
        for names in _forms_of(id, evaluations):
            if names and all(name in forms for name in names):
                shaping.found += _not_there(path, model, [forms[name] for name in names])


def _forms_of(model: str, evaluations: dict[str, Evaluation]) -> Iterator[list[str]]:
    """For each evaluation that names the model: its own form and those of what it combines."""
    for each in evaluations.values():
        if each.scoring == model:
            parts = [each, *(evaluations[name] for name in each.combines if name in evaluations)]
            yield [part.form for part in parts if part.form is not None]


def _not_there(path: Path, element: ScoringModel, forms: Sequence[BundleForm]) -> list[Finding]:
    model, _ = read_model({"id": element.id, "title": element.title, **element.extra}, path)
    items = {str(item.get("id")): item for form in forms for item in form.items}
    found: list[Finding] = []
    for at, component in enumerate(() if model is None else model.components):
        here = (*path, "components", at)
        names = () if component.source is None or component.source.kind != "items" else component.source.names
        for name in names:
            if name not in items:
                found.append(Finding((*here, "source"), "warning", "item_not_there", {"value": name[:80]}))
        found += _options(here, component, [items[name] for name in names if name in items])
    return found


def _options(path: Path, component: Component, items: list[dict[str, Any]]) -> list[Finding]:
    known = {str(value) for item in items for value in option_values(item.get("options"))}
    asked = component.points if known and all(item.get("options") for item in items) else {}
    return [
        Finding((*path, "points"), "warning", "option_not_there", {"value": option[:80]})
        for option in asked
        if option not in known
    ]
