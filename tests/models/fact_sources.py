"""The facts of the ten programmes as they were gathered, where their folder is at hand, and in which words they agree.

The folder lies beside the repository and not in it. A source says `leader_comment` where a bundle says `leader_remark`:
`SAME` holds such pairs, so that the comparison is of meaning and every pair can be read here.
"""

from __future__ import annotations

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
}
"""Words of the sources, and the words of a bundle that mean the same."""

CADENCES: dict[str, dict[str, Any]] = {
    "during_each_stay": {"type": "per_event", "event": "stay"},
    "once_in_stage_3": {"type": "in_stage", "stage": "acceptance", "times": 1},
    "periodic_unspecified": {"type": "periodic"},
}
"""Cadences that the sources say in one word, where it isn't the type."""


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
    return _meant(source) == _said(ours, bundle) if special is None else special(source, ours)


def _same_text(source: Any, ours: Any) -> bool:
    return folded(str(source)) == folded(str(ours))


_SPECIAL: dict[str, Callable[[Any, Any], bool]] = {
    "zh": _same_text,
    "q": lambda source, ours: isinstance(ours, str) and bool(ours.strip()),
    "at": lambda source, ours: str(source).replace(" ", "_").endswith(str(ours)),
    "cadence": lambda source, ours: cadence(source) == (ours or {"type": "unspecified"}),
    "value": lambda source, ours: ours is None if source == "unspecified" else source == ours,
    "metrics": lambda source, ours: _metrics(source) == _metrics(ours),
}
"""Parameters that aren't compared word by word."""


def cadence(source: Any) -> dict[str, Any]:
    """The cadence that a source means, in the words of a bundle."""
    if isinstance(source, str):
        return CADENCES.get(source, {"type": source})
    given = cast("dict[str, Any]", source)
    if isinstance(source, list):
        return {"type": "combined", "of": [cadence(each) for each in cast("list[Any]", source)]}
    times = given.get("times_each", given.get("times", 1))
    if "months" in given:
        return {"type": "months", "months": given["months"], "times": times}
    dates = given.get("before", given.get("dates"))
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


def _said(ours: Any, bundle: Bundle) -> list[str]:
    """What a bundle's value says: a role of its own that the source calls by its name is told by that name."""
    values = cast("list[Any]", ours) if isinstance(ours, list) else [ours]
    titles = {role.id: role.title for role in bundle.roles}
    known = {word for words in SAME.values() for word in words}
    said = [str(each) for each in values]
    return sorted(folded(titles[each] if each in titles and each not in known else each) for each in said)


def _metrics(value: Any) -> list[dict[str, Any]]:
    plain = cast("list[dict[str, Any]]", value)
    return [{("title" if name == "zh" else name): each for name, each in metric.items()} for metric in plain]


def _plain(value: Any) -> Any:
    """Days as text, all through."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(each) for each in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in cast("dict[str, Any]", value).items()}
    return value
