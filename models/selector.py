"""对象选择: whom a plan means by a word or a map, resolved over the roster as it was on a day.

    belongs(selectors, person, day, scene)   → is this person among those meant (as a subject)?
    speaks(selectors, person, day, scene)    → does this person act for those meant (as an evaluator)?
    persons_of / places_of                   → all of them

Promises: pure, and TypeScript gives the same. A place is spoken for by its head, a branch by its secretary. Words for
people who aren't in the roster (患者, 群众, 监督员 …) mean nobody here. 医生 and 护士 are those of that profession, and
everybody of whom the roster says none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from msgspec import Struct, field

from models.people import Person
from models.roster import Roster

Selector = Any
"""A word, a map such as `{"role": "head"}`, or a list of both."""

PROFESSIONAL = frozenset({"doctor", "nurse"})
STAFF = frozenset({"staff", "person", *PROFESSIONAL, "community_staff", "toll_collector"})
UNIT_WORDS: Mapping[str, frozenset[str] | None] = {
    "department": frozenset({"department", "ward"}),
    "service_window": frozenset({"service_window"}),
    "window": frozenset({"service_window"}),
    "station": frozenset({"station"}),
    "section": frozenset({"office", "department"}),
    "office": frozenset({"office"}),
    "unit": None,
}
"""Words for places of the administrative tree, with the types of unit they mean; None means every type."""
BRANCH_WORDS = frozenset({"branch", "party_group"})
LEADERSHIP = "leadership"
DEPTH_MAX = 4
"""So deep may roles of a plan stand for each other."""


class Scene(Struct, frozen=True):
    """场景: where selectors are read: the roster, the institution, and the plan's own roles."""

    roster: Roster
    institution: bytes
    roles: Mapping[str, Selector] = field(default_factory=dict[str, Selector])
    """The plan's roles by id: the word or map of the roster that fills each."""
    owners: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """The persons who have been named for roles and elements."""


class _Look(Struct, frozen=True):
    """One question: is this person meant on this day?"""

    person: Person
    day: str
    scene: Scene
    speaking: bool


def belongs(selectors: Selector, person: Person, day: str, scene: Scene) -> bool:
    """True where the person is among those meant on that day: a member of the party, of a window, of the staff …"""
    return _any(selectors, _Look(person, day, scene, False), 0)


def speaks(selectors: Selector, person: Person, day: str, scene: Scene) -> bool:
    """True where the person acts for those meant on that day: people for themselves, heads for places."""
    return _any(selectors, _Look(person, day, scene, True), 0)


def persons_of(selectors: Selector, day: str, scene: Scene) -> list[bytes]:
    """Everybody of the institution who is meant, in the order of their ids."""
    return [each.id for each in scene.roster.people_of(scene.institution) if belongs(selectors, each, day, scene)]


def places_of(selectors: Selector, scene: Scene, depth: int = 0) -> list[bytes]:
    """The units and branches that are meant as such, in the order of their ids; a role stands for what fills it."""
    roster, found = scene.roster, set[bytes]()
    for each in listed(selectors):
        if isinstance(each, str) and each in scene.roles:
            found.update(places_of(scene.roles[each], scene, depth + 1) if depth < DEPTH_MAX else ())
        elif isinstance(each, str) and each in UNIT_WORDS:
            types = UNIT_WORDS[each]
            found.update(unit.id for unit in roster.units.values() if types is None or unit.type in types)
        elif isinstance(each, str) and each in BRANCH_WORDS:
            found.update(roster.branches)
        elif isinstance(each, dict):
            given = cast("dict[str, Any]", each)
            if set(given) == {"unit_type"}:
                found.update(unit.id for unit in roster.units.values() if unit.type == given["unit_type"])
            elif set(given) == {"unit"}:
                found.update(unit.id for unit in roster.units.values() if _named(unit.id, unit.name, given["unit"]))
            elif set(given) == {"branch"}:
                found.update(
                    each.id for each in roster.branches.values() if _named(each.id, each.name, given["branch"])
                )
    return sorted(id for id in found if roster.institution_of_place(id) == scene.institution)


def only_people(selectors: Selector, scene: Scene) -> list[Any]:
    """The selectors of which no place is one: 科室 means the department as such, not its staff."""
    return [each for each in listed(selectors) if not places_of(each, scene)]


def listed(selectors: Selector) -> list[Any]:
    """Selectors as a list: one alone stands for a list of one."""
    if selectors is None:
        return []
    return list(cast("Iterable[Any]", selectors)) if isinstance(selectors, list | tuple) else [selectors]


def is_outside(selectors: Selector, scene: Scene) -> bool:
    """True where nobody of the roster can be meant: patients, the public, supervisors from outside."""
    return not any(_known(each, scene, 0) for each in listed(selectors))


def _known(selector: Any, scene: Scene, depth: int) -> bool:
    if isinstance(selector, dict):
        return "post" not in selector
    if not isinstance(selector, str) or depth > DEPTH_MAX:
        return False
    if selector in scene.owners:
        return True
    if selector in scene.roles:
        return any(_known(each, scene, depth + 1) for each in listed(scene.roles[selector]))
    return selector in STAFF or selector in UNIT_WORDS or selector in BRANCH_WORDS or selector in _PEOPLE


def _any(selectors: Selector, look: _Look, depth: int) -> bool:
    if look.person.institution != look.scene.institution or depth > DEPTH_MAX:
        return False
    return any(_one(each, look, depth) for each in listed(selectors))


def _one(selector: Any, look: _Look, depth: int) -> bool:
    if isinstance(selector, dict):
        given = cast("dict[str, Any]", selector)
        return bool(given) and all(_asked(key, value, look) for key, value in given.items())
    if not isinstance(selector, str):
        return False
    scene = look.scene
    if selector in scene.owners:
        return scene.owners[selector] == look.person.id
    if selector in scene.roles:
        return _any(scene.roles[selector], look, depth + 1)
    return _word(selector, look)


def _word(word: str, look: _Look) -> bool:
    person, day, scene = look.person, look.day, look.scene
    if word in UNIT_WORDS:
        at = _held(person, day, "head") if look.speaking else scene.roster.units_of(person.id, day)
        return any(_is_of(scene, unit, UNIT_WORDS[word]) for unit in at)
    if word in BRANCH_WORDS:
        return bool(_held(person, day, "secretary") if look.speaking else scene.roster.branches_of(person.id, day))
    test = _PEOPLE.get(word)
    if word in STAFF:
        fits = word not in PROFESSIONAL or person.profession in ("", word)
        return fits and _of_the_house(person, day, scene)
    return test is not None and test(person, day, scene)


def _of_the_house(person: Person, day: str, scene: Scene) -> bool:
    """False for an assessor from outside: somebody with that role, no other one on that day, and no unit."""
    if not any(role.role == "assessor" for role in person.roles):
        return True
    other = any(role.role != "assessor" and role.covers(day) for role in person.roles)
    return other or bool(scene.roster.units_of(person.id, day))


def _is_of(scene: Scene, unit: bytes, types: frozenset[str] | None) -> bool:
    found = scene.roster.units.get(unit)
    return found is not None and (types is None or found.type in types)


def _asked(key: str, value: Any, look: _Look) -> bool:
    """One key of a map; all of them must hold."""
    person, day, scene = look.person, look.day, look.scene
    units = scene.roster.units_of(person.id, day)
    match key:
        case "role":
            test = _PEOPLE.get(value) if isinstance(value, str) else None
            return test(person, day, scene) if test is not None else bool(_held(person, day, value))
        case "party":
            return person.party == value
        case "unit_type":
            return isinstance(value, str) and any(_is_of(scene, unit, frozenset({value})) for unit in units)
        case "unit":
            return any(_above(scene, unit, value) for unit in units)
        case "branch":
            return any(_above(scene, branch, value) for branch in scene.roster.branches_of(person.id, day))
        case _:
            return False


def _above(scene: Scene, place: bytes, wanted: Any) -> bool:
    """True where the place or one above it is the one that is wanted, by id or by name."""
    tree = scene.roster.units if place in scene.roster.units else scene.roster.branches
    return any(_named(id, tree[id].name, wanted) for id in scene.roster.ancestors(place))


def _named(id: bytes, name: str, wanted: Any) -> bool:
    return wanted in (id, name)


def _held(person: Person, day: str, role: Any) -> list[bytes]:
    """The places at which a person holds a role on a day."""
    return [each.at for each in person.roles if each.role == role and each.covers(day)]


def _leads(person: Person, day: str, scene: Scene) -> bool:
    if _held(person, day, "leader"):
        return True
    return any(_is_of(scene, unit, frozenset({LEADERSHIP})) for unit in scene.roster.units_of(person.id, day))


def _organises(person: Person, day: str, scene: Scene) -> bool:
    return scene.institution in (*_held(person, day, "supervisor"), *_held(person, day, "admin"))


_PEOPLE: Mapping[str, Callable[[Person, str, Scene], bool]] = {
    "party_member": lambda person, day, scene: person.party in ("member", "probationary"),
    "probationary_member": lambda person, day, scene: person.party == "probationary",
    "leader": lambda person, day, scene: bool(_held(person, day, "leader")),
    "leadership": _leads,
    "leadership_member": _leads,
    "manager": _leads,
    "middle_manager": lambda person, day, scene: bool(_held(person, day, "head")),
    "organiser": _organises,
    "head": lambda person, day, scene: bool(_held(person, day, "head")),
    "secretary": lambda person, day, scene: bool(_held(person, day, "secretary")),
    "supervisor": lambda person, day, scene: bool(_held(person, day, "supervisor")),
    "admin": lambda person, day, scene: bool(_held(person, day, "admin")),
    "inspector": lambda person, day, scene: bool(_held(person, day, "inspector")),
}
"""Words for people whom the roster tells apart."""
