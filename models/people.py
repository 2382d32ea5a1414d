"""Institutions, units, party branches and people, as their documents say.

Promises: a document that lacks something reads as an empty value, never as an error; intervals include both their days.
"""

from __future__ import annotations

from typing import Any, cast

from msgspec import Struct

from models.calendar import DEFAULT_ZONE, covers
from models.document import Document

MISSING = bytes(16)
"""Stands for "none" where an id is expected; no document has it."""
LAST_DAY = "9999-12-31"
PROFESSIONS = ("doctor", "nurse", "pharmacist", "technician", "manager", "support")
"""医师, 护士, 药师, 技师, 管理, 工勤."""


class Membership(Struct, frozen=True):
    """任职: a stay in a unit or a party branch; `end` None is an open one."""

    place: bytes
    begin: str
    end: str | None

    def covers(self, day: str) -> bool:
        return covers(self.begin, self.end, day)


class RoleHeld(Struct, frozen=True):
    """职务: a role at a unit, a branch or an institution for some time."""

    role: str
    at: bytes
    begin: str
    end: str | None

    def covers(self, day: str) -> bool:
        return covers(self.begin, self.end, day)


class Person(Struct, frozen=True):
    """人员: one person of one institution; memberships and roles in the order of their register names."""

    id: bytes
    institution: bytes
    name: str
    pinyin: str = ""
    staff_no: str = ""
    party: str = "none"
    profession: str = ""
    """A word of `PROFESSIONS`; empty where the roster doesn't say."""
    memberships: tuple[Membership, ...] = ()
    branches: tuple[Membership, ...] = ()
    roles: tuple[RoleHeld, ...] = ()


class Unit(Struct, frozen=True):
    """科室: a department, a service window, or any other place of the administrative tree."""

    id: bytes
    institution: bytes
    name: str
    type: str = "department"
    parent: bytes = MISSING
    order: float = 0
    ended: str | None = None
    """The last day that it was there; None while it goes on."""


class PartyBranch(Struct, frozen=True):
    """党支部: a place of the party's tree."""

    id: bytes
    institution: bytes
    name: str
    parent: bytes = MISSING
    ended: str | None = None


class Institution(Struct, frozen=True):
    """机构: a hospital, a health centre, a bureau; the border that no record crosses by itself."""

    id: bytes
    name: str
    code: str = ""
    parent: bytes = MISSING
    timezone: str = DEFAULT_ZONE
    self_evaluation_form: str = "daily@1"


def read_person(document: Document) -> Person:
    return Person(
        document.id,
        _id(document, "institution"),
        _text(document, "name"),
        _text(document, "pinyin"),
        _text(document, "staff_no"),
        _text(document, "party", "none"),
        _text(document, "profession"),
        tuple(Membership(each["unit"], each["from"], each.get("to")) for each in _elements(document, "memberships/")),
        tuple(Membership(each["branch"], each["from"], each.get("to")) for each in _elements(document, "branches/")),
        tuple(
            RoleHeld(each["role"], each["at"], each["from"], each.get("to")) for each in _elements(document, "roles/")
        ),
    )


def came_by(person: Person, day: str) -> bool:
    """Whether somebody had come by a day: to a unit or a branch, whichever was first; who has neither has always been
    here."""
    begins = [stay.begin for stay in (*person.memberships, *person.branches)]
    return min(begins, default=day) <= day


def has_left(person: Person, day: str) -> bool:
    """Whether somebody was here and is no more: each stay in a unit or a branch, and each role, is over by that day.
    Who never had a stay has always been here (`came_by`): an administrator from outside doesn't leave with a role."""
    stays = (*person.memberships, *person.branches)
    return bool(stays) and all(each.end is not None and each.end < day for each in (*stays, *person.roles))


def is_leaving(person: Person) -> bool:
    """Whether a day is set on which somebody will have left, or has."""
    return has_left(person, LAST_DAY)


def read_unit(document: Document) -> Unit:
    order = document.value("order")
    return Unit(
        document.id,
        _id(document, "institution"),
        _text(document, "name"),
        _text(document, "type", "department"),
        _id(document, "parent"),
        order if isinstance(order, int | float) else 0,
        _text(document, "ended_on") or None,
    )


def read_branch(document: Document) -> PartyBranch:
    return PartyBranch(
        document.id,
        _id(document, "institution"),
        _text(document, "name"),
        _id(document, "parent"),
        _text(document, "ended_on") or None,
    )


def read_institution(document: Document) -> Institution:
    return Institution(
        document.id,
        _text(document, "name"),
        _text(document, "code"),
        _id(document, "parent"),
        _text(document, "timezone", DEFAULT_ZONE),
        _text(document, "self_evaluation_form", "daily@1"),
    )


def _text(document: Document, path: str, default: str = "") -> str:
    value = document.value(path)
    return value if isinstance(value, str) else default


def _id(document: Document, path: str) -> bytes:
    value = document.value(path)
    return value if isinstance(value, bytes) else MISSING


def _elements(document: Document, prefix: str) -> list[dict[str, Any]]:
    """The maps under a prefix in the order of their names; removed ones left out."""
    values = [document.registers[path].value for path in sorted(document.registers) if path.startswith(prefix)]
    return [cast("dict[str, Any]", value) for value in values if isinstance(value, dict)]
