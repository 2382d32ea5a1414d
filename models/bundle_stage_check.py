"""Whether the stages of a bundle make sense in time: an end after its beginning, a child within its parent."""

from __future__ import annotations

from collections.abc import Sequence

from models.bundle_plan import PlanStage
from models.bundle_problem import Finding, Path
from models.bundle_shape import Shaping
from models.plan_day import first_day, is_plan_day, last_day


def check_stages(shaping: Shaping, stages: Sequence[tuple[Path, PlanStage]]) -> None:
    by_id = {stage.id: stage for _, stage in stages}
    for path, stage in stages:
        _span(shaping, path, stage)
        if stage.at == "year_end" and stage.year is None:
            shaping.found.append(Finding((*path, "at"), "warning", "year_missing"))
        parent = by_id.get(stage.parent or "")
        if parent is None:
            continue
        if _loops(stage, by_id):
            shaping.error((*path, "parent"), "parent_of_itself", value=stage.id)
        elif _outside(stage, parent):
            params: dict[str, str | int] = {"parent": parent.title[:80]}
            shaping.found.append(Finding((*path, "parent"), "warning", "outside_parent", params))


def _span(shaping: Shaping, path: Path, stage: PlanStage) -> None:
    for each, here in [(stage, path), *((window, (*path, "moving", at)) for at, window in enumerate(stage.moving))]:
        if _days(each.begins, each.ends) and last_day(each.ends or "") < first_day(each.begins or ""):
            params: dict[str, str | int] = {"from": each.begins or "", "to": each.ends or ""}
            shaping.found.append(Finding((*here, "to"), "error", "ends_before_it_begins", params))


def _loops(stage: PlanStage, by_id: dict[str, PlanStage]) -> bool:
    seen: set[str] = set()
    here: PlanStage | None = stage
    while here is not None and here.id not in seen:
        seen.add(here.id)
        here = by_id.get(here.parent or "")
    return here is not None and here.id == stage.id


def _outside(stage: PlanStage, parent: PlanStage) -> bool:
    early = _days(stage.begins, parent.begins) and first_day(stage.begins or "") < first_day(parent.begins or "")
    late = _days(stage.ends, parent.ends) and last_day(stage.ends or "") > last_day(parent.ends or "")
    return early or late


def _days(*texts: str | None) -> bool:
    """True where there is nothing missing and nothing wrong, so that the days can be compared."""
    return all(is_plan_day(text) for text in texts)
