"""公示栏: what an institution shows everybody who walks in: pledges, standards, who answers for what, bulletins.

Promises: only what is published, and of bulletins only those whose audience is the public; nothing of a draft, of an
inspection that isn't out, or of anybody's rating.
"""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from msgspec import Struct

from api.books import Books
from api.database import Txn
from api.public_page import reading_books
from models.deed import id_at, under
from models.document import Document
from models.people import MISSING
from models.pledge_standing import pledge_standing

SHOWN_MAX = 60
_ON_DISPLAY = frozenset({"published", "reported", "graded"})


class Named(Struct, frozen=True):
    """机构名: an institution to choose."""

    id: str
    name: str


class Institutions(Struct, frozen=True):
    """有公示栏的机构: by name."""

    institutions: list[Named]


class ShownPledge(Struct, frozen=True):
    """公示的承诺: who, what and by when."""

    who: str
    text: str
    due_on: str


class ShownStandard(Struct, frozen=True):
    """公示的标准: of a programme that is published."""

    title: str
    items: list[str]


class ShownDuty(Struct, frozen=True):
    """公示的职责: a department and who answers for it."""

    unit: str
    heads: list[str]


class ShownBulletin(Struct, frozen=True):
    """公示的通报: with the day until which objections are heard, and how; `corrected`: by which later one."""

    title: str
    number: str
    on: str
    text: str
    until: str
    how: str
    corrected: str = ""


class Board(Struct, frozen=True):
    """公示栏: what is shown today; `channels` are the ways to be heard that the programmes name."""

    name: str
    today: str
    pledges: list[ShownPledge]
    standards: list[ShownStandard]
    duties: list[ShownDuty]
    bulletins: list[ShownBulletin]
    channels: list[str]


def institutions_of(txn: Txn, now_ms: int) -> Institutions:
    places = reading_books(txn, now_ms).roster.institutions.values()
    return Institutions(
        [Named(str(UUID(bytes=each.id)), each.name) for each in sorted(places, key=lambda one: one.name)]
    )


def board_of(txn: Txn, institution: bytes, now_ms: int) -> Board | None:
    """None where there is no such institution."""
    books = reading_books(txn, now_ms)
    place = books.roster.institutions.get(institution)
    if place is None:
        return None
    programmes = [
        each
        for each in books.documents_of("programme", institution)
        if each.value("published") is True and (each.value("ended_on") or books.roster.today) >= books.roster.today
    ]
    return Board(
        place.name,
        books.roster.today,
        _pledges(books, institution),
        [_standard(each.value(path)) for each in programmes for path in under(each.registers, "standards/")],
        _duties(books, institution),
        _notices(books, institution),
        list(
            dict.fromkeys(
                _title(each.value(path)) for each in programmes for path in under(each.registers, "feedback/")
            )
        ),
    )


def _pledges(books: Books, institution: bytes) -> list[ShownPledge]:
    shown = [
        each
        for each in books.documents_of("pledge", institution)
        if pledge_standing(each.registers).state in _ON_DISPLAY
    ]
    shown.sort(key=lambda each: (str(each.value("day")), each.id), reverse=True)
    return [
        ShownPledge(_pledger(books, each), str(each.value("text") or ""), str(each.value("due_on") or ""))
        for each in shown[:SHOWN_MAX]
    ]


def _pledger(books: Books, pledge: Document) -> str:
    roster = books.roster
    unit, branch = id_at(pledge, "unit"), id_at(pledge, "branch")
    person = roster.person(id_at(pledge, "pledger") or MISSING)
    place = roster.units.get(unit) if unit is not None else roster.branches.get(branch) if branch is not None else None
    if place is not None:
        return place.name
    own = [roster.units[each].name for each in roster.units_of(person.id, roster.today)] if person is not None else []
    return " ".join([*own[:1], "" if person is None else person.name])


def _standard(value: Any) -> ShownStandard:
    given = cast("dict[str, Any]", value)
    return ShownStandard(_title(given), [_title(each) for each in given.get("items") or ()])


def _title(value: Any) -> str:
    return str(cast("dict[str, Any]", value).get("title") or "") if isinstance(value, dict) else str(value)


def _duties(books: Books, institution: bytes) -> list[ShownDuty]:
    roster = books.roster
    heads: dict[bytes, list[str]] = {}
    for id, person in roster.persons.items():
        for role, at in roster.roles(id):
            if role == "head":
                heads.setdefault(at, []).append(person.name)
    units = [each for each in roster.units.values() if each.institution == institution and each.id in heads]
    units.sort(key=lambda each: (each.order, each.name))
    return [ShownDuty(each.name, sorted(heads[each.id])) for each in units]


def _notices(books: Books, institution: bytes) -> list[ShownBulletin]:
    """What may still be objected to stands first and is never cut off; the nearest end before the others."""
    today = books.roster.today
    everything = [*_honours(books, institution), *_bulletins(books, institution)]
    heard = [each for each in everything if each.until >= today]
    heard.sort(key=lambda each: each.until)
    return [*heard, *[each for each in everything if each.until < today][:SHOWN_MAX]]


def _honours(books: Books, institution: bytes) -> list[ShownBulletin]:
    """Who is on public notice for an honour, while objections are heard."""
    shown = [
        each
        for programme in books.documents_of("programme", institution)
        for each in books.documents_of("honour", programme.id)
        if each.value("announced") is True
        and all(each.value(path) is None for path in ("conferred", "withdrawn", "stripped"))
        and each.value("objections_until") is not None
    ]
    return [
        ShownBulletin(
            f"{each.value('title') or ''}：{_name_of(books, id_at(each, 'subject') or MISSING)}",
            "拟授荣誉公示",
            str(each.value("announced_on") or ""),
            str(each.value("reason") or ""),
            str(each.value("objections_until") or ""),
            "",
        )
        for each in sorted(shown, key=lambda one: one.id)
    ]


def _name_of(books: Books, subject: bytes) -> str:
    roster = books.roster
    person = roster.person(subject)
    found = person or roster.units.get(subject) or roster.branches.get(subject)
    return "" if found is None else found.name


def _bulletins(books: Books, institution: bytes) -> list[ShownBulletin]:
    shown = [
        each
        for each in books.documents_of("bulletin", institution)
        if each.value("issued") is True and each.value("public") is True
    ]
    shown.sort(key=lambda each: (str(each.value("issued_on")), each.id), reverse=True)
    corrected = {earlier: _numbered(each) for each in shown if (earlier := id_at(each, "corrects")) is not None}
    return [
        ShownBulletin(
            str(each.value("title") or ""),
            _numbered(each),
            str(each.value("issued_on") or ""),
            "\n".join(str(each.value(path)) for path in ("opening", "comparison", "requirements") if each.value(path)),
            str(each.value("objections_until") or ""),
            str(each.value("objection_how") or ""),
            corrected.get(each.id, ""),
        )
        for each in shown
    ]


def _numbered(bulletin: Document) -> str:
    return f"{bulletin.value('code') or ''}〔{bulletin.value('year')}〕{bulletin.value('number')}号"
