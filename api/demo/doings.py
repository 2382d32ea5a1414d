"""How the demonstration tells what somebody did: people by name, days counted back, ids as their own phones make them.

Promises: pure; nothing lies after `now_ms`; the same seed and day tell the same.
"""

from __future__ import annotations

from typing import Any

from api.demo.hospital import Colleague, Deed, Hospital
from models.calendar import add_days, day_start_ms
from models.document import natural_id, uuid_text
from sync.stamp import make

MINUTE_MS = 60_000


class Telling:
    """讲述: gathers deeds; each document's first deed is that of who made it."""

    def __init__(self, hospital: Hospital, today: str, now_ms: int) -> None:
        self.hospital, self.today, self.now_ms = hospital, today, now_ms
        self.centre = hospital.places["centre"]
        self._deeds: list[Deed] = []
        self._kinds: dict[bytes, str] = {}
        self._count = 0

    def who(self, name: str, unit: str | None = None) -> Colleague:
        """Somebody of the health centre; `unit` (a key) where two share a name."""
        found = (each for each in self.hospital.people if each.name == name and each.institution == self.centre)
        return next(each for each in found if unit is None or each.unit == unit)

    def day(self, ago: int) -> str:
        return add_days(self.today, -ago)

    def moment(self, ago: int, hour: float) -> int:
        """A moment `ago` days before today; no two are the same, so that ids made of them aren't either."""
        self._count += 1
        return day_start_ms(self.day(ago)) + int(hour * 60) * MINUTE_MS + self._count

    def makes(self, person: Colleague, kind: str, ago: int, hour: float, writes: dict[str, Any]) -> bytes:
        """A new document of this person's phone."""
        moment_ms = self.moment(ago, hour)
        id = make(moment_ms, 0, person.replica)
        self._kinds[id] = kind
        self._tell(Deed(moment_ms, person.id, id, kind, writes))
        return id

    def names(
        self, person: Colleague, kind: str, parts: tuple[bytes, ...], at: tuple[int, float], writes: dict[str, Any]
    ) -> bytes:
        """A document whose id is made of what it is about; `at` is days ago and the hour."""
        return self.named(person, kind, "/".join([kind, *map(uuid_text, parts)]), at, writes)

    def named(self, person: Colleague, kind: str, name: str, at: tuple[int, float], writes: dict[str, Any]) -> bytes:
        """As `names`, where the name has other parts than ids."""
        id = natural_id(name)
        self._kinds[id] = kind
        self._tell(Deed(self.moment(*at), person.id, id, kind, writes))
        return id

    def adds(self, person: Colleague, doc: bytes, at: tuple[int, float], writes: dict[str, Any]) -> None:
        """Another act on a document that somebody made."""
        self._tell(Deed(self.moment(*at), person.id, doc, self._kinds[doc], writes))

    def signs(self, person: Colleague, doc: bytes, at: tuple[int, float], prefix: str, value: Any) -> None:
        """An act under a path that ends with its writer."""
        self.adds(person, doc, at, {prefix + uuid_text(person.id): value})

    def _tell(self, deed: Deed) -> None:
        self._deeds.append(deed)

    def deeds(self) -> list[Deed]:
        """What was told, as far as it is past."""
        return [deed for deed in self._deeds if deed.moment_ms < self.now_ms]
