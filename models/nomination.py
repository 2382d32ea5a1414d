"""推荐: whom a house puts forward for an award, level by level up its chain, never more than the quota of a level.

Promises: one is put forward for a period of the award, and the places of each are counted apart; a level rules only on
what the level below has put forward; the quota of a level is kept at the moment of the ruling, and a place becomes free
again where a ruling is taken back; who rules signs, and nobody rules on himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any, cast

from msgspec import Struct

from models.assessment import plan_at
from models.award import award_of, same_award
from models.award_bar import barred
from models.award_period import fits_award, period_at, period_of, wrong_period
from models.calendar import DEFAULT_ZONE, local_day
from models.document import Act, Document, Library, Refusal, ServerAct, after, is_id
from models.roster import Roster
from models.scoring_plain import fraction
from models.scoring_values import rounded
from models.selector import Scene, belongs, is_outside, listed, only_people, persons_of, places_of

PUT_FORWARD = "put_forward"
RULINGS = (PUT_FORWARD, "returned")
_ROUNDINGS = {"down": "floor", "up": "ceil"}
HOUSE = "house"
"""The one level of an award whose programme names no chain."""


class Level(Struct, frozen=True):
    """层级: a step on the way up, with how many it may put forward; None: as many as it likes."""

    name: str
    quota: int | None
    share: Fraction | None = None
    """A quota that is a share: at the first level of all whom the award is for, above it of those put forward below."""
    rounding: str = "floor"

    def most(self, base: int) -> int | None:
        """How many of so many; the smaller where it says a number and a share."""
        shared = None if self.share is None else int(rounded(self.share * base, 0, self.rounding))
        return min((each for each in (self.quota, shared) if each is not None), default=None)


def levels_of(award: Any) -> tuple[Level, ...]:
    """The chain of an award; its quota is that of the last level where that one names none."""
    given = cast("dict[str, Any]", award) if isinstance(award, dict) else {}
    steps = [cast("dict[str, Any]", each) for each in listed(given.get("chain")) if isinstance(each, dict)]
    whole = given.get("quota")
    chain = [_level(str(step.get("level")), step.get("quota")) for step in steps] or [_level(HOUSE, whole)]
    last = chain[-1]
    return (*chain[:-1], _level(last.name, whole) if last.quota is None and last.share is None else last)


def _level(name: str, quota: Any) -> Level:
    said = cast("dict[str, Any]", quota) if isinstance(quota, dict) else {"max": quota}
    most, share = said.get("max"), _share(said.get("ratio"))
    rounding = str(said.get("rounding") or "")
    return Level(name, most if type(most) is int else None, share, _ROUNDINGS.get(rounding, rounding) or "floor")


def _share(ratio: Any) -> Fraction | None:
    """`1/10` or `10%`."""
    text = str(ratio or "")
    parts = fraction(text.removesuffix("%"))
    return None if parts is None else parts / 100 if text.endswith("%") else parts


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
        and fits(cast("dict[str, Any]", award).get("subject"), subject, library.today, scene)
    )


def _puts_forward(person: bytes, institution: bytes, roster: Roster) -> bool:
    """Heads and secretaries of the house, and its office."""
    held = roster.roles(person)
    return any(
        role in ("head", "secretary", "leader", "supervisor", "admin")
        and roster.institution_of_place(at) == institution
        for role, at in held
    )


def fits(subjects: Any, subject: Any, day: str, scene: Scene) -> bool:
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
    refusal = _period_wrong(act, document, programme, library)
    if refusal is not None:
        return refusal
    levels = levels_of(None if programme is None else programme.value(f"awards/{element}"))
    for path, value in act.writes.items():
        if not path.startswith("steps/"):
            continue
        refusal = _step_wrong(path, value, act, document, levels=levels, library=library)
        if refusal is not None:
            return refusal
    return None


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    """It goes up once its own house has put it forward, where a level above rules on it."""
    return _goes_up(document, library.document(document.value("programme")))


def _goes_up(document: Document, programme: Document | None) -> list[ServerAct]:
    levels = levels_of(award_of(programme, document.value("element")))
    if len(levels) < 2 or document.value("up") is True or ruling(document, levels[0].name) != PUT_FORWARD:
        return []
    return [ServerAct(document.id, "nomination", {"up": True})]


def coming_up(library: Library, institution: bytes) -> Iterator[Callable[[], list[ServerAct]]]:
    """Nominations that were put forward before the server said of such that they go up: they do without another act,
    where anybody is above the house."""
    if len(library.roster.institutions_above(institution)) < 2:
        return
    for programme in sorted(library.documents_of("programme", institution), key=lambda each: each.id):
        for document in sorted(library.documents_of("nomination", programme.id), key=lambda each: each.id):
            yield partial(_goes_up, document, programme)


def _period_wrong(act: Act, document: Document | None, programme: Document | None, library: Library) -> Refusal | None:
    """One of the award's periods, that has begun; what was made without one stays so."""
    period = act.writes.get("period")
    if period is None or (document is not None and document.value("period") == period):
        return None
    if document is not None or not fits_award(period, award_of(programme, act.writes.get("element"))):
        return Refusal("invalid", "bad_period", "period")
    return wrong_period(period, "period", library)


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
    return _full(path, levels, at, act, document, library=library) if taken else None


def _full(
    path: str, levels: tuple[Level, ...], at: int, act: Act, document: Document | None, *, library: Library
) -> Refusal | None:
    """Whether one more is more than the level may put forward; an award counts under all its names."""
    programme, element = after(act, document, "programme"), after(act, document, "element")
    subject, period = after(act, document, "subject"), _period(act, document, library)
    others = _of_award(programme, element, period, library)
    if any(each.value("subject") == subject and each.id != act.doc for each in others):
        return Refusal("invalid", "nominated_already", "subject")
    award = award_of(library.document(programme), element)
    refusal = None if award is None else barred(award, subject, library.today, library, period)
    if refusal is not None:
        return refusal
    forward = [sum(ruling(each, level.name) == PUT_FORWARD for each in others) for level in levels[: at + 1]]
    base = 0
    if levels[at].share is not None:
        base = forward[at - 1] if at else _whole(programme, element, library)
    most = levels[at].most(base)
    return None if most is None or forward[at] < most else Refusal("invalid", "quota_full", path, {"quota": most})


def _period(act: Act, document: Document | None, library: Library) -> str:
    """The period that a nomination is for, or that the act makes it for."""
    award = award_of(library.document(after(act, document, "programme")), after(act, document, "element"))
    if document is not None:
        return period_of(document, award)
    said = act.writes.get("period")
    return said if isinstance(said, str) else period_at(award, local_day(act.stamp_ms, DEFAULT_ZONE))


def _of_award(programme: bytes, element: Any, period: str, library: Library) -> list[Document]:
    """All that are put forward for an award, under whichever of its names, for one period."""
    library.alone(programme)
    found = library.document(programme)
    elements = frozenset({element}) if found is None else same_award(found, element)
    return [
        each
        for each in library.documents_of("nomination", programme)
        if each.value("element") in elements and period_of(each, award_of(found, each.value("element"))) == period
    ]


def _whole(programme: bytes, element: Any, library: Library) -> int:
    """How many people or places of the house an award is for."""
    found = plan_at(programme, library)
    if found is None:
        return 0
    institution = found[0].value("institution")
    award = cast("dict[str, Any]", found[0].value(f"awards/{element}") or {})
    scene = Scene(library.roster, institution, found[1].roles, found[1].owners)
    meant = [each for each in listed(award.get("subject")) if not is_outside(each, scene)]
    places = places_of(meant, scene)
    return len(places) or len(persons_of(only_people(meant, scene) or "staff", library.today, scene))
