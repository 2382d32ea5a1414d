"""The facts of the ten programmes as they were gathered, where their folder is at hand, and in which words they agree.

The folder lies beside the repository and not in it. A source says `leader_comment` where a bundle says `leader_remark`:
`SAME` holds such pairs, so that the comparison is of meaning and every pair can be read here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple, cast

import yaml

from models.bundle import Bundle
from models.bundle_spelling import folded
from setup.steps import ROOT

SOURCE = ROOT.parent / "shared" / "domain" / "programmes.yaml"
NO_PARAMETERS = frozenset({"id", "concept", "en", "evidence", "evidence_clean", "line"})

SAME: dict[str, tuple[str, ...]] = {
    "acceptance": ("external",),
    "campaign": ("discipline_drive",),
    "concentrated_inspection": ("concentrated",),
    "daily_check": ("daily",),
    "daily_supervision": ("daily", "supervision"),
    "department_assessment": ("unit_assessment",),
    "each_branch": ("branch",),
    "each_person": ("person",),
    "each_staff": ("staff",),
    "leader_experience": ("experience",),
    "monthly_quality_assessment": ("unit_assessment",),
    "named_face_to_face": ("named",),
    "periodic_comparison_and_comment": ("comparison",),
    "random_survey": ("random",),
    "regular_supervision": ("routine",),
    "stage.2": ("contest",),
    "unlisted": ("True",),
    "bottom_up_recommendation": ("bottom_up",),
    "commitment_fulfilment": ("pledge_fulfilment",),
    "district_health_system": ("health_system",),
    "each_party_member": ("party_member",),
    "each_unit": ("unit",),
    "each_window": ("window",),
    "leader_comment": ("leader_remark",),
    "masses": ("public",),
    "mingcha_anfang": ("open", "covert"),
    "party_leading_cadre": ("leading_cadres",),
    "party_member_and_unit": ("party_member", "unit"),
    "patient_on_staff": ("patient",),
    "window_unit_at_contact_point": ("contact_windows",),
    "every grassroots unit and every employee": ("unit", "staff"),
    "dedicated box (not via staff)": ("dedicated_box",),
    "2011 year end": ("2011-year_end",),
    "督促整改落实": ("rectification",),
    "窗口服务单位": ("service_window",),
    "区卫生系统创建文明行业领导小组检查组": ("leading_group",),
    "活动领导小组": ("leading_group",),
    "局精神文明建设领导小组": ("leading_group",),
    "领导干部": ("leaders",),
    "各级领导班子成员": ("leadership_member",),
    "学校创先争优活动办公室": ("office",),
    "所综合办": ("office",),
}
"""Words of the sources, and the words of a bundle that mean the same."""

CADENCES: dict[str, dict[str, Any]] = {
    "during_each_stay": {"type": "per_event", "event": "stay"},
    "frequent": {"type": "periodic"},
    "monthly or bimonthly": {"type": "choice_of", "of": [{"type": "monthly"}, {"type": "bimonthly"}]},
    "once_in_stage_3": {"type": "in_stage", "stage": "acceptance", "times": 1},
    "periodic_unspecified": {"type": "periodic"},
}
"""Cadences that the sources say in one word, where it isn't the type."""

FESTIVALS = ["spring_festival", "08-01"]
"""Dates of a source that no calendar has, or every year: the first is an event, the other the first of August."""
AS_CADENCE = [{"type": "per_event", "event": "spring_festival"}, {"type": "months", "months": [8], "due_day": 1}]
EDITORS_REMARK = re.compile(r"\((截断|原文“[^”]*”)\)$")
"""What the facts add to a title in brackets; a bundle has a field for it."""


class Fact(NamedTuple):
    """One fact and its parameters."""

    id: str
    section: str
    parameters: dict[str, Any]


def programmes() -> Iterator[dict[str, Any]]:
    """The programmes of the sources; none where the folder is absent."""
    if SOURCE.exists():
        yield from yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["programmes"]


def facts(programme: dict[str, Any]) -> Iterator[Fact]:
    for section, value in programme.items():
        if not isinstance(value, list) or section == "source_lines":
            continue
        for fact in cast("list[dict[str, Any]]", value):
            given = {name: _plain(each) for name, each in fact.items() if name not in NO_PARAMETERS}
            yield Fact(fact["id"], section, given)


def agree(parameter: str, source: Any, ours: Any, fact: Fact, bundle: Bundle) -> bool:
    """True where a bundle's value means what the source says."""
    special = _SPECIAL.get(parameter)
    if parameter == "quota" and "quota_min" in fact.parameters:
        return ours == {"min": fact.parameters["quota_min"], "max": fact.parameters["quota_max"]}
    if isinstance(source, dict) and parameter == "kind":
        return source == ours
    if special is not None:
        return special(source, ours)
    return _meant(source) in (_said(ours, _role_names(bundle)), _said(ours, {}))


def _same_text(source: Any, ours: Any) -> bool:
    return folded(EDITORS_REMARK.sub("", str(source))) == folded(str(ours))


_SPECIAL: dict[str, Callable[[Any, Any], bool]] = {
    "zh": _same_text,
    "q": lambda source, ours: isinstance(ours, str) and bool(ours.strip()),
    "at": lambda source, ours: str(source).replace(" ", "_").endswith(str(ours)),
    "cadence": lambda source, ours: cadence(source) == _without_due_day(ours or {"type": "unspecified"}),
    "value": lambda source, ours: ours is None if source == "unspecified" else source == ours,
    "metrics": lambda source, ours: len(source) == len(ours) and all(map(_same_metric, source, ours)),
}
"""Parameters that aren't compared word by word."""


def cadence(source: Any) -> dict[str, Any]:
    """The cadence that a source means, in the words of a bundle."""
    if isinstance(source, str):
        return CADENCES.get(source, {"type": source})
    given = cast("dict[str, Any]", source)
    if source == ["monthly", "bimonthly"]:
        return CADENCES["monthly or bimonthly"]
    if isinstance(source, list):
        return {"type": "combined", "of": [cadence(each) for each in cast("list[Any]", source)]}
    times = given.get("times_each", given.get("times", 1))
    if "months" in given:
        return {"type": "months", "months": given["months"], "times": times}
    dates = given.get("before", given.get("dates"))
    if dates == FESTIVALS:
        return {"type": "combined", "of": AS_CADENCE}
    return {"type": "once_by", "dates": dates if isinstance(dates, list) else [dates], "times": times}


def _meant(source: Any) -> list[str]:
    """What a source's value means, as the folded words of a list."""
    values = cast("list[Any]", source) if isinstance(source, list) else [source]
    return sorted(folded(word) for each in values for word in _words(each))


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        value = cast("dict[str, Any]", value).get("zh")
    text = str(value)
    return SAME.get(text, (text,))


def _role_names(bundle: Bundle) -> dict[str, str]:
    """The programme's own roles that a source may call by their names."""
    known = {word for words in SAME.values() for word in words}
    return {role.id: role.title for role in bundle.roles if role.id not in known}


def _said(ours: Any, names: dict[str, str]) -> list[str]:
    """What a bundle's value says, its own roles by their names."""
    values = cast("list[Any]", ours) if isinstance(ours, list) else [ours]
    return sorted(folded(names.get(str(each), str(each))) for each in values)


def _without_due_day(ours: dict[str, Any]) -> dict[str, Any]:
    """A cadence without the day on which it falls due: facts tell that as a parameter of its own."""
    return {name: each for name, each in ours.items() if name != "due_day"}


def _same_metric(source: dict[str, Any], ours: dict[str, Any]) -> bool:
    said = {"zh" if name == "title" else name: each for name, each in ours.items()}
    return all(_meant(each) == _said(said.get(name), {}) for name, each in source.items())


def _plain(value: Any) -> Any:
    """Days as text, all through."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in cast("dict[str, Any]", value).items()}
    return value
