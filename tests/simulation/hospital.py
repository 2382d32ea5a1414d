"""The hospitals of the simulation: two institutions that must never see each other, small enough to follow by hand."""

from __future__ import annotations

from random import Random
from typing import Any

from msgspec import Struct

from models.built_in_forms import acts as built_in_forms
from models.calendar import add_days, local_day
from models.document import ServerAct
from sync.stamp import make

FOUNDED_DAYS = 400
MAKER = 1 << 40
"""The replica in the ids of what was there before the simulation begins."""


class Member(Struct, frozen=True):
    """成员: a person of the simulation; `roles` are (role, place) pairs, `unit` is where they work at first."""

    id: bytes
    institution: bytes
    unit: bytes
    branch: bytes | None
    roles: tuple[tuple[str, bytes], ...]


class Hospital(Struct, frozen=True):
    """医院: who and what there is at the start."""

    acts: list[ServerAct]
    members: list[Member]
    units: dict[bytes, list[bytes]]
    """Units by institution."""


def found(random: Random, people: int, start_ms: int) -> Hospital:
    """Two institutions with two units each, a branch in the first, and 4–8 people who hold every role that reads."""
    ids = _Ids(start_ms)
    ours, theirs = ids.next(), ids.next()
    units = {ours: [ids.next(), ids.next()], theirs: [ids.next(), ids.next()]}
    branch = ids.next()
    members = [_member(ids.next(), number, units, branch, random) for number in range(people)]
    since = add_days(local_day(start_ms), -FOUNDED_DAYS)
    acts = [*built_in_forms()]
    acts += [
        ServerAct(id, "institution", {"name": name}) for id, name in ((ours, "洛溪卫生院"), (theirs, "邻镇卫生院"))
    ]
    acts += [
        ServerAct(unit, "unit", {"institution": institution, "name": f"科室{number}", "type": "department"})
        for institution, of_it in units.items()
        for number, unit in enumerate(of_it, 1)
    ]
    acts.append(ServerAct(branch, "party_branch", {"institution": ours, "name": "第一党支部"}))
    acts += [ServerAct(member.id, "person", _written(member, since)) for member in members]
    return Hospital(acts, members, units)


def _member(id: bytes, number: int, units: dict[bytes, list[bytes]], branch: bytes, random: Random) -> Member:
    """The first people hold the roles; the rest are staff, every third of the other institution."""
    ours, theirs = units
    first, second = units[ours]
    match number:
        case 0:
            return Member(id, ours, first, None, (("admin", ours), ("supervisor", ours)))
        case 1:
            return Member(id, ours, first, branch, (("head", first), ("staff", first)))
        case 2:
            return Member(id, ours, second, branch, (("secretary", branch),))
        case 3:
            return Member(id, theirs, units[theirs][0], None, (("head", units[theirs][0]), ("admin", theirs)))
        case _ if number % 3 == 0:
            return Member(id, theirs, random.choice(units[theirs]), None, ())
        case _:
            return Member(id, ours, random.choice((first, second)), branch if number % 2 else None, ())


def _written(member: Member, since: str) -> dict[str, Any]:
    writes: dict[str, Any] = {"institution": member.institution, "name": f"职工{member.id[-1]}"}
    writes["memberships/1"] = {"unit": member.unit, "from": since, "to": None}
    if member.branch is not None:
        writes["branches/1"] = {"branch": member.branch, "from": since, "to": None}
    for number, (role, at) in enumerate(member.roles, 1):
        writes[f"roles/{number}"] = {"role": role, "at": at, "from": since, "to": None}
    return writes


class _Ids:
    """UUIDv7s of the past, one after the other."""

    def __init__(self, start_ms: int) -> None:
        self._ms = start_ms - FOUNDED_DAYS * 86_400_000
        self._count = 0

    def next(self) -> bytes:
        self._count += 1
        return make(self._ms, self._count, MAKER + self._count)
