"""The demonstration's institutions as deeds of the server: who and what there is before anybody writes.

Promises: pure; the same seed and day give the same ids and writes. Everybody has been there for about two years, but
for one man who moved from internal medicine to surgery a month ago.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from msgspec import Struct

from api.demo.names import CENTRE, INSTITUTIONS, InstitutionRow, PersonRow, PlaceRow
from models import built_in_forms, public_holidays
from models.calendar import add_days, day_start_ms
from models.document import SERVER
from sync.stamp import REPLICA_MIN

DAYS_BEFORE = 700
MOVED_DAYS_BEFORE = 30
MOVER = "唐国平"
ASSESSES_DAYS_AHEAD = 120


class Deed(Struct, frozen=True):
    """事迹: one act of the demonstration's past; the server's have 16 zero bytes for their author."""

    moment_ms: int
    author: bytes
    doc: bytes
    kind: str
    writes: dict[str, Any]


class Colleague(Struct, frozen=True):
    """同事: a person of the demonstration with what the history and the list of accounts need."""

    id: bytes
    replica: int
    institution: bytes
    name: str
    pinyin: str
    unit: str
    unit_id: bytes
    unit_name: str
    role: str


class Hospital(Struct, frozen=True):
    """示范医院: everybody and everything at the beginning; `places` by key, institutions among them."""

    seed: int
    founded_ms: int
    places: dict[str, bytes]
    people: tuple[Colleague, ...]
    visitors: tuple[Colleague, ...]
    """Assessors from outside: they have an account and no unit."""
    deeds: tuple[Deed, ...]

    @property
    def everybody(self) -> tuple[Colleague, ...]:
        return (*self.people, *self.visitors)

    @property
    def nurse(self) -> Colleague:
        """The main nurse: the first of the health centre's staff."""
        here = self.places["centre"]
        return next(each for each in self.people if each.institution == here and each.role == "staff")


def build(seed: int, today: str) -> Hospital:
    """The institutions as they stood at the beginning of the history that ends `today`."""
    since = add_days(today, -DAYS_BEFORE)
    founded_ms = day_start_ms(since)
    places = {
        place: made_id(seed, founded_ms, f"place/{place}")
        for institution in INSTITUTIONS
        for place in (institution.key, *(each.key for each in (*institution.units, *institution.branches)))
    }
    year = int(today[:4])
    library = [*built_in_forms.acts(), *public_holidays.acts(range(year - 1, year + 2))]
    deeds = [Deed(founded_ms, SERVER, act.doc, act.kind, act.writes) for act in library]
    people: list[Colleague] = []
    for institution in INSTITUTIONS:
        deeds += _institution(institution, places, founded_ms)
        for number, row in enumerate(institution.people, 1):
            id = made_id(seed, founded_ms + number, f"person/{institution.key}/{number}")
            colleague = _colleague(id, institution, row, places)
            people.append(colleague)
            writes = _person(institution, row, number, places, today)
            deeds.append(Deed(founded_ms, SERVER, colleague.id, "person", writes))
    assessor = _assessor(seed, founded_ms, places)
    role = {"role": "assessor", "at": assessor.institution, "from": since, "to": add_days(today, ASSESSES_DAYS_AHEAD)}
    known = {"institution": assessor.institution, "name": assessor.name, "pinyin": "qh", "roles/1": role}
    deeds.append(Deed(founded_ms, SERVER, assessor.id, "person", known))
    return Hospital(seed, founded_ms, places, tuple(people), (assessor,), tuple(deeds))


def _assessor(seed: int, founded_ms: int, places: dict[str, bytes]) -> Colleague:
    id = made_id(seed, founded_ms, "person/assessor")
    here = places["centre"]
    return Colleague(id, _replica(id), here, "秦红", "qin hong", "", here, "", "assessor")


def made_id(seed: int, moment_ms: int, name: str) -> bytes:
    """A UUIDv7 of that moment whose random part comes from the seed and a name, in the server's own range."""
    lot = sha256(f"{seed}/{name}".encode()).digest()
    id = bytearray(moment_ms.to_bytes(6, "big") + lot[:10])
    id[6] = id[6] & 0x0F | 0x70
    id[8] = id[8] & 0x3F | 0x80
    return bytes(id)


def _replica(person: bytes) -> int:
    """The number under which a person's past was written."""
    return REPLICA_MIN + int.from_bytes(sha256(b"replica" + person).digest()[:7], "big")


def _institution(row: InstitutionRow, places: dict[str, bytes], founded_ms: int) -> list[Deed]:
    here = places[row.key]
    writes: dict[str, Any] = {
        "name": row.name,
        "code": row.code,
        "timezone": "Asia/Shanghai",
        "self_evaluation_form": "daily@1",
        # A demonstration is not to wait an hour for a ballot.
        "ballot_spread_s": 15,
    }
    if row.parent:
        writes["parent"] = places[row.parent]
    deeds = [Deed(founded_ms, SERVER, here, "institution", writes)]
    for order, unit in enumerate(row.units, 1):
        known = {"institution": here, "name": unit.name, "type": unit.type, "order": order}
        deeds.append(Deed(founded_ms, SERVER, places[unit.key], "unit", {**known, **_above(unit, places)}))
    for branch in row.branches:
        known = {"institution": here, "name": branch.name}
        deeds.append(Deed(founded_ms, SERVER, places[branch.key], "party_branch", {**known, **_above(branch, places)}))
    return deeds


def _above(place: PlaceRow, places: dict[str, bytes]) -> dict[str, bytes]:
    return {"parent": places[place.parent]} if place.parent else {}


def _colleague(id: bytes, institution: InstitutionRow, row: PersonRow, places: dict[str, bytes]) -> Colleague:
    unit_name = next(unit.name for unit in institution.units if unit.key == row.unit)
    return Colleague(
        id,
        _replica(id),
        places[institution.key],
        row.name,
        row.pinyin,
        row.unit,
        places[row.unit],
        unit_name,
        row.roles.partition("@")[0] or "staff",
    )


def _person(
    institution: InstitutionRow, row: PersonRow, number: int, places: dict[str, bytes], today: str
) -> dict[str, Any]:
    since = add_days(today, -DAYS_BEFORE)
    writes: dict[str, Any] = {
        "institution": places[institution.key],
        "name": row.name,
        "pinyin": "".join(syllable[0] for syllable in row.pinyin.split()),
        "staff_no": f"{institution.code}{number:03}",
        "party": _party(row, number),
        "profession": _profession(row),
        "roles/1": {"role": "staff", "at": places[institution.key], "from": since, "to": None},
    }
    if row.branch:
        writes["branches/1"] = {"branch": places[row.branch], "from": since, "to": None}
    for count, held in enumerate(row.roles.split(), 2):
        role, _, at = held.partition("@")
        place = places[institution.key if at == "here" else at]
        writes[f"roles/{count}"] = {"role": role, "at": place, "from": since, "to": None}
    writes["memberships/1"] = {"unit": places[row.unit], "from": since, "to": None}
    if institution is CENTRE and row.name == MOVER:
        moved = add_days(today, -MOVED_DAYS_BEFORE)
        writes["memberships/1"] = {"unit": places["internal"], "from": since, "to": add_days(moved, -1)}
        writes["memberships/2"] = {"unit": places[row.unit], "from": moved, "to": None}
    return writes


_DOCTORS = ("吴小军", "邓家豪", "谢大勇", "潘晓东", "唐国平", "苏桂芳", "石磊", "高小梅", "龙志远")
_BY_UNIT = {
    "pharmacy": "pharmacist",
    "dispensary": "pharmacist",
    "laboratory": "technician",
    "radiology": "technician",
    "leadership": "manager",
    "conduct": "manager",
    "medical": "manager",
    "registration": "support",
    "insurance": "support",
    "guide": "support",
}


def _profession(row: PersonRow) -> str:
    """Heads and a few others are doctors; elsewhere the place says it; the rest are nurses."""
    of_unit = _BY_UNIT.get(row.unit)
    if of_unit is None and (row.name in _DOCTORS or row.roles.startswith(("head@", "secretary@"))):
        return "doctor"
    return of_unit or "nurse"


def _party(row: PersonRow, number: int) -> str:
    if not row.branch:
        return "none"
    return "probationary" if number == 28 else "member"
