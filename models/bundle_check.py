"""What only shows once a bundle is read: references to nothing, days that cross, lists that are shorter than they say.

    checked(value, spelled) → the bundle (None where its head can't be read) and everything found

Promises: pure and total; asked for the registers of a programme it says the same as for the file they came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import msgspec
from msgspec import Struct

from models.bundle import SECTIONS, Bundle
from models.bundle_bounds import check_asked, check_bounds, check_version
from models.bundle_element import ID_MAX, Element
from models.bundle_field_check import FIELD_CHECKS
from models.bundle_following import Award, Quota
from models.bundle_judging import BundleForm, Checklist, ScoringModel, Target
from models.bundle_plan import About, Carrier
from models.bundle_problem import Finding, Path
from models.bundle_scoring_check import scoring_findings, target_findings
from models.bundle_shape import Shaping, hint
from models.bundle_spelling import masked
from models.bundle_stage_check import check_stages
from models.bundle_words import SELECTOR_KEYS, SUBJECTS
from models.values import is_form_name

ELEMENT_BYTES_MAX = 16 * 1024
"""An element is one register (protocol §5)."""
ELEMENTS_MAX = 500
FORM_ID_MAX = 32
"""A form's id becomes a part of its document's name (`models.programme.programme_form_name`)."""


class Checked(Struct, frozen=True):
    """读出的方案: the bundle as far as it could be read, and everything found in it."""

    bundle: Bundle | None
    found: tuple[Finding, ...]

    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.found if each.severity == "error")


def checked(value: Any, spelled: Mapping[Path, str] | None = None) -> Checked:
    """The bundle of a tree of plain values."""
    shaping = Shaping(spelled or {})
    if not isinstance(value, dict):
        shaping.expected((), "map")
        return Checked(None, tuple(shaping.found))
    given = cast("dict[str, Any]", value)
    for name in given:
        if name not in SECTIONS and name != "programme":
            zh, en = hint(name, SECTIONS)
            params: dict[str, str | int] = {"name": name[:80], "hint_zh": zh, "hint": en}
            shaping.found.append(Finding((name,), "error", "unknown_section", params, key=True))
    about = _about(shaping, given)
    elements = {section: _section(shaping, section, given.get(section)) for section in SECTIONS}
    ids = {section: {id for id, _, _ in found} for section, found in elements.items()}
    _references(shaping, ids)
    _fields(shaping, ids)
    sections = {section: tuple(each for _, _, each in found if each is not None) for section, found in elements.items()}
    for section, found in elements.items():
        for _, path, each in found:
            if each is not None:
                _element(shaping, section, path, each)
    check_asked(shaping, elements)
    check_stages(shaping, [(path, each) for _, path, each in elements["stages"] if each is not None])
    bundle = None if about is None else Bundle(programme=about, **cast("dict[str, Any]", sections))
    return Checked(bundle, tuple(shaping.found))


def _about(shaping: Shaping, given: dict[str, Any]) -> About | None:
    if given.get("programme") is None:
        shaping.error((), "missing", name="programme")
        return None
    about: About | None = shaping.struct(About, given["programme"], ("programme",))
    if about is not None:
        check_version(shaping, about.version)
        for name in ("title", "issuer", "doc_no", "issued_on"):
            value = getattr(about, name)
            if value and masked(value):
                shaping.found.append(Finding(("programme", name), "flag", "masked", {"value": value[:80]}))
        if about.starts_on and about.ends_on and about.ends_on < about.starts_on:
            params: dict[str, str | int] = {"from": about.starts_on, "to": about.ends_on}
            shaping.found.append(Finding(("programme", "ends_on"), "error", "ends_before_it_begins", params))
    return about


def _section(shaping: Shaping, section: str, value: Any) -> list[tuple[str, Path, Any]]:
    """Id, path and struct of each element; the struct is None where it couldn't be read."""
    if value is None:
        return []
    if not isinstance(value, list):
        shaping.expected((section,), "list")
        return []
    found: list[tuple[str, Path, Any]] = []
    seen: set[str] = set()
    for place, each in enumerate(cast("list[Any]", value)[:ELEMENTS_MAX]):
        path: Path = (section, place)
        element = shaping.struct(SECTIONS[section], each, path)
        id = cast("dict[str, Any]", each).get("id") if isinstance(each, dict) else None
        if isinstance(id, str):
            _unique(shaping, seen, id, path)
            found.append((id, path, element))
    return found


def _unique(shaping: Shaping, seen: set[str], id: str, path: Path) -> None:
    if id in seen:
        shaping.error((*path, "id"), "duplicate_id", value=id[:ID_MAX])
    seen.add(id)


def _references(shaping: Shaping, ids: dict[str, set[str]]) -> None:
    for each in shaping.references:
        built_in = each.section == "forms" and is_form_name(each.value)
        if each.value not in ids[each.section] and not built_in:
            shaping.error(each.path, "unknown_reference", value=each.value[:80], section=each.section)


def _fields(shaping: Shaping, ids: dict[str, set[str]]) -> None:
    for each in shaping.checked:
        if each.check == "selectors":
            _selectors(shaping, each.path, each.value, ids["roles"])
        elif each.check == "about":
            for place, name in enumerate(each.value):
                section, _, id = str(name).partition(".")
                if id not in ids.get(section, ()) and not (section == "programme" and not id):
                    shaping.error((*each.path, place), "unknown_reference", value=str(name)[:80], section=section)
        else:
            FIELD_CHECKS[each.check](shaping, each.path, each.value, ids)


def _selectors(shaping: Shaping, path: Path, value: Any, roles: set[str]) -> None:
    for place, each in enumerate(value):
        here = (*path, place)
        if isinstance(each, str):
            if each not in SUBJECTS and each not in roles:
                shaping.error(here, "unknown_selector", value=each[:80])
            continue
        for key in each:
            if key not in SELECTOR_KEYS:
                allowed = ", ".join(sorted(SELECTOR_KEYS))
                shaping.error((*here, key), "unknown_word", value=str(key)[:80], allowed=allowed)


def _element(shaping: Shaping, section: str, path: Path, element: Any) -> None:
    check_bounds(shaping, path, element)
    if isinstance(element, Element):
        _count(shaping, path, element)
        for name in ("doc_no", "issuer", "date", "title"):
            value = getattr(element, name, None)
            if isinstance(value, str) and masked(value):
                shaping.found.append(Finding((*path, name), "flag", "masked", {"value": value[:80]}))
    if isinstance(element, Target) and element.op in _COMPARING and element.value is None:
        shaping.error((*path, "op"), "value_missing", op=element.op or "")
    if isinstance(element, Target):
        shaping.found.extend(target_findings(path, element))
    if isinstance(element, Award) and isinstance(element.quota, Quota) and _crossed(element.quota):
        shaping.error((*path, "quota"), "quota_crossed")
    if isinstance(element, BundleForm) and len(element.id) > FORM_ID_MAX:
        shaping.error((*path, "id"), "bad_id", value=element.id[:ID_MAX], max=FORM_ID_MAX)
    if isinstance(element, ScoringModel):
        shaping.found += scoring_findings(path, element)
    if isinstance(element, Checklist):
        _items(shaping, path, element)
        return
    size = len(msgspec.msgpack.encode(element))
    if size > ELEMENT_BYTES_MAX:
        shaping.error(path, "too_big", size=size, max=ELEMENT_BYTES_MAX)


_COMPARING = frozenset({">=", "<=", ">", "<", "="})


def _crossed(quota: Quota) -> bool:
    return quota.min is not None and quota.max is not None and quota.min > quota.max


def _count(shaping: Shaping, path: Path, element: Element) -> None:
    """What a list declares, what it lists, what is lost of it: the source's gaps are flags and never errors."""
    items: tuple[Any, ...] = getattr(element, "items", ())
    listed = sum(1 for each in items if each is not None)
    declared = getattr(element, "declared_count", None)
    title = element.title[:80]
    if isinstance(element, Carrier) and (element.unlisted or any(each is not None and each.unlisted for each in items)):
        shaping.found.append(Finding((*path, "items"), "flag", "unlisted", {"title": title}))
    if listed < len(items):
        shaping.found.append(
            Finding((*path, "items"), "flag", "items_lost", {"title": title, "lost": len(items) - listed})
        )
    if declared is not None and declared != listed:
        params: dict[str, str | int] = {"title": title, "declared": declared, "listed": listed}
        shaping.found.append(Finding((*path, "declared_count"), "flag", "incomplete", params))


def _items(shaping: Shaping, path: Path, checklist: Checklist) -> None:
    seen: set[str] = set()
    for place, item in enumerate(checklist.items):
        here = (*path, "items", place)
        _unique(shaping, seen, item.id, here)
        if item.truncated:
            shaping.found.append(Finding(here, "flag", "truncated", {"title": item.text[:80]}))
        size = len(msgspec.msgpack.encode(item))
        if size > ELEMENT_BYTES_MAX:
            shaping.error(here, "too_big", size=size, max=ELEMENT_BYTES_MAX)
