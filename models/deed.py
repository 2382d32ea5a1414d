"""What pledges, records and tasks have in common: handing in and being reviewed, round after round, and who leads whom.

Promises: what stands is derived from the registers and their stamps alone, never from the order of their arrival; what
came too late to count is named (`odd`), not hidden; nobody reviews himself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from models.document import Act, Document, Library, Refusal, Register, uuid_text
from models.people import Membership
from models.roster import Roster

Registers = Mapping[str, Register]

OFFICE = ("leader", "supervisor")
"""Who answers for the whole institution."""


class Verdict(Struct, frozen=True):
    """审核: what came of the last hand-in. `state`: draft, waiting, returned or accepted; `round` counts from 1."""

    state: str
    round: int
    accepted_round: int
    """The last round in which somebody accepted; 0 for none."""
    odd: tuple[str, ...]


def verdict(registers: Registers, handed: str = "handed_in/", reviewed: str = "reviews/") -> Verdict:
    """The last round decides; one who sends it back outweighs those who accept it."""
    rounds = {number for path in under(registers, handed) if (number := round_of(path.removeprefix(handed)))}
    last = max(rounds, default=0)
    rulings: dict[int, set[str]] = {}
    odd: list[str] = []
    for path in under(registers, reviewed):
        number = round_of(path.removeprefix(reviewed).partition("/")[0])
        if number in rounds:
            rulings.setdefault(number, set()).add(registers[path].value["ruling"])
        else:
            odd.append(path)
    here = rulings.get(last, set())
    state = "returned" if "returned" in here else "accepted" if here else "waiting" if last else "draft"
    accepted = max((number for number, found in rulings.items() if "accepted" in found), default=0)
    return Verdict(state, last, accepted, tuple(sorted(odd)))


def round_of(text: str) -> int:
    """A round's number as a path spells it; 0 for what is none."""
    return int(text) if text.isascii() and text.isdecimal() and text[0] != "0" and len(text) < 4 else 0


def under(registers: Registers, prefix: str) -> list[str]:
    """The paths under a prefix whose element wasn't removed, sorted."""
    return sorted(
        path for path, register in registers.items() if path.startswith(prefix) and register.value is not None
    )


def first(registers: Registers, paths: Iterable[str]) -> bytes | None:
    """The earliest stamp among these paths."""
    return min((registers[path].stamp for path in paths), default=None)


def stamp_of(registers: Registers, path: str) -> bytes | None:
    """When a fact was stated; None where it isn't."""
    register = registers.get(path)
    return None if register is None or register.value is None else register.stamp


def signed(path: str, author: bytes) -> bool:
    """True where a path names its writer and that is the author."""
    return path.rpartition("/")[2] == uuid_text(author)


def programme_wrong(act: Act, library: Library) -> Refusal | None:
    """What is done for a programme is done for one of one's own institution that has been published."""
    id = act.writes.get("programme")
    if id is None:
        return None
    found = library.document(id)
    if found is None or found.kind != "programme" or found.value("published") is not True:
        return Refusal("invalid", "unknown_programme", "programme")
    if found.value("institution") != library.roster.institution_of(act.author):
        return Refusal("invalid", "unknown_programme", "programme")
    return None


def leads(person: bytes, place: bytes, roster: Roster, *, strictly: bool = False) -> bool:
    """Who answers for a place: heads of a unit or of one above it (`strictly`: above it), a branch's secretaries."""
    held = roster.roles(person)
    if place in roster.units:
        return any(("head", each) in held for each in roster.ancestors(place)[1 if strictly else 0 :])
    return not strictly and ("secretary", place) in held


def in_office(person: bytes, institution: object, roster: Roster) -> bool:
    return isinstance(institution, bytes) and roster.holds_role(person, institution, *OFFICE)


def places_since(person: bytes, day: str, roster: Roster) -> tuple[bytes, ...]:
    """Units and branches that a person has belonged to since a day: who moves takes open work along."""
    found = roster.person(person)
    stays: tuple[Membership, ...] = () if found is None else (*found.memberships, *found.branches)
    return tuple(dict.fromkeys(each.place for each in stays if each.end is None or each.end >= day))


def id_at(document: Document, path: str) -> bytes | None:
    value = document.value(path)
    return value if isinstance(value, bytes) else None
