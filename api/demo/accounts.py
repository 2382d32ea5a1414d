"""Who can sign in to the demonstration, and with what: published on purpose, worth nothing outside of it.

Promises: user names are pinyin, the same every time; the health centre's people come first, its main nurse first.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from api.demo.hospital import Colleague, Hospital

PASSWORD_TAIL = "-demo-2026"  # noqa: S105 a demonstration's passwords are public


class DemoAccount(Struct, frozen=True):
    """示范账号: one line of `mingcha demo --accounts`; `unit` is a name, `institution` an id."""

    username: str
    password: str
    role: str
    person: bytes
    name: str
    unit: str
    institution: bytes


def accounts(hospital: Hospital) -> list[DemoAccount]:
    """One account for everybody, the centre's first, then the bureau's and the neighbour's."""
    order = [hospital.places[key] for key in ("centre", "bureau", "neighbour")]
    people = sorted(hospital.everybody, key=lambda person: order.index(person.institution))
    names = _usernames(people)
    return [_account(name, person) for name, person in zip(names, people, strict=True)]


def _account(username: str, person: Colleague) -> DemoAccount:
    password = username + PASSWORD_TAIL
    return DemoAccount(username, password, person.role, person.id, person.name, person.unit_name, person.institution)


def _usernames(people: Sequence[Colleague]) -> list[str]:
    """Pinyin without spaces; who comes later under the same name gets a number."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for person in people:
        plain = person.pinyin.replace(" ", "")
        seen[plain] = seen.get(plain, 0) + 1
        names.append(plain if seen[plain] == 1 else f"{plain}{seen[plain]}")
    return names
