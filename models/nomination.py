"""推荐: whom a house puts forward for an award, level by level up its chain, never more than the quota of a level.

Promises: a level rules only on what the level below has put forward; the quota of a level is kept at the moment of the
ruling, and a place becomes free again where a ruling is taken back; who rules signs, and nobody rules on himself.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from models.assessment import plan_at
from models.document import Act, Document, Library, Refusal, after, is_id
from models.roster import Roster
from models.selector import Scene, belongs, is_outside, listed, only_people, places_of

PUT_FORWARD = "put_forward"
RULINGS = (PUT_FORWARD, "returned")
HOUSE = "house"
"""The one level of an award whose programme names no chain."""


class Level(Struct, frozen=True):
    """层级: a step on the way up, with how many it may put forward; None: as many as it likes."""

    name: str
    quota: int | None


def levels_of(award: Any) -> tuple[Level, ...]:
    """The chain of an award; its quota is that of the last level where that one names none."""
    given = cast("dict[str, Any]", award) if isinstance(award, dict) else {}
    steps = [cast("dict[str, Any]", each) for each in listed(given.get("chain")) if isinstance(each, dict)]
    whole = _most(given.get("quota"))
    chain = [Level(str(step.get("level")), _most(step.get("quota"))) for step in steps] or [Level(HOUSE, whole)]
    last = chain[-1]
    return (*chain[:-1], Level(last.name, whole if last.quota is None else last.quota))


def _most(quota: Any) -> int | None:
    most = cast("dict[str, Any]", quota).get("max") if isinstance(quota, dict) else quota
    return most if type(most) is int else None


def ruling(document: Document | None, level: str) -> str | None:
    """The latest ruling at a level."""
    prefix = f"steps/{level}/"
    steps = () if document is None else document.registers.items()
    made = [register for path, register in steps if path.startswith(prefix) and isinstance(register.value, dict)]
    latest = max(made, key=lambda register: register.stamp, default=None)
    return None if latest is None else latest.value.get("ruling")


def may_create(act: Act, library: Library) -> bool:
    writes, roster = act.writes, library.roster
    found, institution = plan_at(writes.get("programme"), library), writes.get("institution")
    if found is None or not isinstance(institution, bytes) or found[0].value("institution") != institution:
        return False
    award = found[0].value(f"awards/{writes.get('element')}")
    scene = Scene(roster, institution, found[1].roles, found[1].owners)
    subject = writes.get("subject")
    return (
        isinstance(award, dict)
        and _puts_forward(act.author, institution, roster)
        and _fits(cast("dict[str, Any]", award).get("subject"), subject, library.today, scene)
    )


def _puts_forward(person: bytes, institution: bytes, roster: Roster) -> bool:
    """Heads and secretaries of the house, and its office."""
    held = roster.roles(person)
    return any(
        role in ("head", "secretary", "leader", "supervisor", "admin")
        and roster.institution_of_place(at) == institution
        for role, at in held
    )


def _fits(subjects: Any, subject: Any, day: str, scene: Scene) -> bool:
    """A place or a person that the award is for; every one of the house where it doesn't say."""
    roster = scene.roster
    if not is_id(subject):
        return False
    meant = [each for each in listed(subjects) if not is_outside(each, scene)]
    person = roster.person(subject)
    if person is not None:
        return person.institution == scene.institution and (
            not meant or belongs(only_people(meant, scene), person, day, scene)
        )
    if roster.institution_of_place(subject) != scene.institution:
        return False
    return not meant or subject in places_of(meant, scene)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    institution = document.value("institution")
    if is_id(institution) and (
        _puts_forward(act.author, institution, library.roster) or _above(act.author, institution, library.roster)
    ):
        return None
    return Refusal("forbidden", "nominators_only")


def _above(person: bytes, institution: bytes, roster: Roster) -> bool:
    """Leaders and supervisors of what is above rule on what a house puts forward; its own where nothing is above it."""
    above = roster.institutions_above(institution)
    return any(roster.holds_role(person, each, "leader", "supervisor") for each in above[1:] or above)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    programme = library.document(after(act, document, "programme"))
    element = after(act, document, "element")
    levels = levels_of(None if programme is None else programme.value(f"awards/{element}"))
    for path, value in act.writes.items():
        if not path.startswith("steps/"):
            continue
        refusal = _step_wrong(path, value, act, document, levels=levels, library=library)
        if refusal is not None:
            return refusal
    return None


def _step_wrong(
    path: str, value: Any, act: Act, document: Document | None, *, levels: tuple[Level, ...], library: Library
) -> Refusal | None:
    _, name, person = path.split("/")
    at = next((place for place, level in enumerate(levels) if level.name == name), None)
    if at is None or value is None:
        return Refusal("invalid", "unknown_level", path)
    if bytes.fromhex(person.replace("-", "")) != act.author:
        return Refusal("invalid", "own_name_only", path)
    if after(act, document, "subject") == act.author:
        return Refusal("forbidden", "not_on_oneself", path)
    if at > 0 and not _above(act.author, after(act, document, "institution"), library.roster):
        return Refusal("forbidden", "nominators_only", path)
    if at > 0 and ruling(document, levels[at - 1].name) != PUT_FORWARD:
        return Refusal("invalid", "level_below_first", path)
    taken = value["ruling"] == PUT_FORWARD and ruling(document, name) != PUT_FORWARD
    return _full(path, levels[at], act, document, library) if taken else None


def _full(path: str, level: Level, act: Act, document: Document | None, library: Library) -> Refusal | None:
    """Whether one more is more than the level may put forward."""
    programme, element = after(act, document, "programme"), after(act, document, "element")
    others = (each for each in library.documents_of("nomination", programme) if each.value("element") == element)
    forward = sum(ruling(each, level.name) == PUT_FORWARD for each in others)
    if level.quota is None or forward < level.quota:
        return None
    return Refusal("invalid", "quota_full", path, {"quota": level.quota})
