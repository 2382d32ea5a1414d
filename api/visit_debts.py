"""未到齐: what the server expects of a visit and doesn't have: items of claimed sections, pictures, unsent work.

Promises: read from what phones and people have said themselves; told to the visit's circle alone, and to everybody
else like what doesn't exist.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from api.books import Books
from api.database import Txn
from api.ledger import now_of
from api.phones import phone_of
from api.problems import Problem
from api.quarantine import not_found_acts
from api.roster_cache import roster_of
from api.shelf import read_documents, shelf_of
from models.document import SERVER, Document, uuid_text
from models.inspection_result import in_order, owed
from models.late_work import formers, is_of
from models.roster import Roster
from models.scopes import holds, scopes_of
from models.visit_claims import claims_of, photos_named
from models.visit_items import asked_items


class Debt(Struct, frozen=True):
    """所欠: of one inspector. `waiting` is what the phones said they hold back, `heard_ms` when one was heard last."""

    person: str
    claimed: int
    """Items of the sections that this inspector claimed."""
    missing: list[str]
    """Those of them without a verdict of theirs."""
    photos: int
    """Pictures that their observations name and the server doesn't have."""
    waiting_changes: int
    waiting_photos: int
    heard_ms: int | None


class Late(Struct, frozen=True):
    """退组后送到: what somebody wrote for the visit and sent once they were on the team no more. `change` names it to
    `taken_in/<change>`; of `photos` only the number came."""

    change: str
    person: str
    kind: str
    """`observation`, or `interview`, which has no item."""
    item: str
    at_ms: int
    received_ms: int
    verdict: str | None
    words: list[str]
    photos: int
    taken_in: bool


class Expected(Struct, frozen=True):
    """应到: `complete` once nothing is owed; `late` lies apart until the leader takes it in."""

    complete: bool
    debts: list[Debt]
    late: list[Late]


def expected(txn: Txn, reader: bytes, visit: bytes, now_ms: int) -> Expected:
    """What is owed of a visit; Problem `not_found` where the reader isn't of its circle."""
    roster = roster_of(txn, now_of(txn, now_ms))
    found = next(iter(read_documents(txn, [visit])), None)
    if found is None or found.kind != "visit" or not holds(reader, scopes_of(found, roster), roster):
        raise Problem("not_found")
    team = roster.circle.teams[visit]
    if not roster.circle.holds(reader, visit, roster):
        raise Problem("not_found")
    items = _items(txn, found)
    observed = _below(txn, "observation", visit)
    debts = [_debt(txn, person, found, items, observed) for person in sorted(team.members)]
    owes = any(debt.missing or debt.photos or debt.waiting_changes or debt.waiting_photos for debt in debts)
    return Expected(not owes, debts, _late(txn, found, roster, now_ms))


def _late(txn: Txn, visit: Document, roster: Roster, now_ms: int) -> list[Late]:
    books = Books(txn, shelf_of(txn), roster, now_ms=now_ms, author=SERVER, flush=_nothing_waits)
    left = sorted(formers(visit.id, books))
    found: list[Late] = []
    for act in not_found_acts(txn, "author", left):
        if not is_of(act, visit.id, books):
            continue
        document = books.document(act.doc)
        item = str(act.writes.get("item") or (document.value("item") if document is not None else ""))
        verdict = act.writes.get("verdict")
        words = [str(act.writes[path]) for path in ("note", "suggestion", "place") if act.writes.get(path)]
        photos = sum(path.startswith("photos/") and value is not None for path, value in act.writes.items())
        taken = visit.value(f"taken_in/{act.stamp.hex()}") is True
        moments = act.stamp_ms, act.received_ms
        said = str(verdict) if isinstance(verdict, str) else None
        found.append(Late(act.stamp.hex(), uuid_text(act.author), act.kind, item, *moments, said, words, photos, taken))
    return found


def _nothing_waits() -> None:
    """Reading alone writes nothing."""


def _items(txn: Txn, visit: Document) -> dict[str, Any]:
    checklist = next(iter(read_documents(txn, [visit.value("checklist")])), None)
    return dict(in_order(asked_items(visit, checklist)))


def _below(txn: Txn, kind: str, visit: bytes) -> list[Document]:
    rows = txn.fetch("select id from documents where kind = ? and group_key = ?", [kind, visit])
    return list(read_documents(txn, [id for (id,) in rows]))


def _debt(txn: Txn, person: bytes, visit: Document, items: dict[str, Any], observed: list[Document]) -> Debt:
    own = [each for each in observed if each.value("inspector") == person]
    judged = {each.value("item") for each in own if each.value("verdict") is not None}
    claims = claims_of(visit.registers, person)
    missing = owed(items, claims, judged)
    changes, photos, heard_ms = _phones(txn, person)
    claimed = len(owed(items, claims, ()))
    return Debt(uuid_text(person), claimed, missing, _absent(txn, own), changes, photos, heard_ms)


def _absent(txn: Txn, documents: list[Document]) -> int:
    """Pictures that are named and not there whole."""
    named = {(each.id, bytes.fromhex(hash)) for each in documents for hash in photos_named(each.registers)}
    rows = txn.fetch_in(
        "select doc, sha256 from blob where stored_sha256 is not null and doc in (*)", sorted({doc for doc, _ in named})
    )
    return len(named - {(bytes(doc), bytes(hash)) for doc, hash in rows})


def _phones(txn: Txn, person: bytes) -> tuple[int, int, int | None]:
    """What this person's phones said last that they still hold, and when one was heard of."""
    changes = photos = 0
    heard: list[int] = []
    rows = txn.fetch(
        "select r.id, s.seen_ms from replicas r left join session s on s.replica = r.id where r.person = ?", [person]
    )
    for replica, seen_ms in rows:
        waiting = phone_of(txn, replica).waiting
        if waiting is not None:
            changes, photos = changes + waiting[0], photos + waiting[1]
        if seen_ms is not None:
            heard.append(seen_ms)
    return changes, photos, max(heard, default=None)
