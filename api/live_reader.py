"""What live sockets read: parts of scopes, what people may see, where a document is, which sessions have ended.

Promises: each answer is one state of the database, and a read that serves many sockets costs what one does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from api.catch_up import Reading, Standing
from api.database import Txn
from api.frames import FRAME_ENTRIES_MAX
from api.hub import Caller
from api.leak_list import note_seen, unnoted
from api.ledger import heads_of, now_of
from api.live import Opening
from api.outlet import names_of, part_of
from api.roster_cache import roster_of
from api.shelf import read_rows
from models.inspection_scopes import presence_in
from models.kinds import KINDS
from models.scopes import Families, holds, scopes_for
from sync.errors import BodyError

T = TypeVar("T")


class Reads(Protocol):
    """Both doors of `api.writer.Database`."""

    async def read(self, work: Callable[[Txn], T]) -> T: ...

    async def write(self, work: Callable[[Txn], T]) -> T: ...


class LiveReader:
    """`clock` is the server's, Unix milliseconds. Everything raises DatabaseError where the database can't answer."""

    def __init__(self, database: Callable[[], Reads], clock: Callable[[], int]) -> None:
        self._database = database
        self._clock = clock

    async def read(self, wanted: set[Standing], persons: set[bytes]) -> Reading:
        """The parts after these cursors that have something new, and what these persons may see."""

        def work(txn: Txn) -> Reading:
            parts = {
                (scope, cursor): part
                for scope, cursor in sorted(wanted)
                if (part := part_of(txn, scope, cursor, FRAME_ENTRIES_MAX)) is not None
            }
            return Reading(parts, self._families(txn, persons))

        return await self._database().read(work)

    async def open(self, caller: Caller, cursors: dict[str, int]) -> Opening:
        """What is new to somebody with these cursors; BodyError where one lies beyond the end of its scope.

        Who is given a covert inspection is noted in it first.
        """

        def work(txn: Txn) -> tuple[Opening, bool]:
            now_ms = now_of(txn, self._clock())
            families = scopes_for(caller.person, roster_of(txn, now_ms))
            names = names_of(families, cursors, now_ms)
            heads = heads_of(txn, sorted(names))
            for name in names & cursors.keys():
                if cursors[name] > (heads[name].seq if name in heads else 0):
                    raise BodyError("cursor_invalid", "a cursor lies beyond the end of its scope")
            scopes = sorted(name for name, head in heads.items() if head.seq > cursors.get(name, 0))
            new = bool(unnoted(txn, caller.person, now_ms))
            return Opening(scopes, sorted(cursors.keys() - names), families), new

        opening, new = await self._database().read(work)
        if new:
            await self._database().write(lambda txn: note_seen(txn, caller.person, self._clock()))
        return opening

    async def families_of(self, persons: set[bytes]) -> dict[bytes, Families]:
        """What these persons may see now."""
        return await self._database().read(lambda txn: self._families(txn, persons))

    async def ends(self, scopes: Iterable[str]) -> dict[str, int]:
        """The last number of each of these scopes that exists."""
        names = sorted(scopes)

        def work(txn: Txn) -> dict[str, int]:
            return {name: head.seq for name, head in heads_of(txn, names).items()}

        return await self._database().read(work)

    async def whereabouts(self, doc: bytes, person: bytes) -> frozenset[str] | None:
        """The scopes in which presence at this document is told to this person and others; else None."""

        def work(txn: Txn) -> frozenset[str] | None:
            roster = roster_of(txn, now_of(txn, self._clock()))
            for held in read_rows(txn, [doc]):
                scopes = presence_in(held.document, held.scopes, roster)
                if holds(person, scopes, roster) and KINDS[held.document.kind].presence:
                    return scopes
            return None

        return await self._database().read(work)

    async def open_sessions(self, sessions: Iterable[bytes]) -> set[bytes]:
        """Those of these sessions (hashes of tokens) that have not ended."""
        hashes = sorted(sessions)

        def work(txn: Txn) -> set[bytes]:
            rows = txn.fetch_in(
                "select s.token_hash from session s join device d on d.id = s.device "
                "join account a on a.person = s.person "
                "where s.ended_ms is null and d.ended_ms is null and not a.disabled and s.token_hash in (*)",
                hashes,
            )
            return {bytes(row[0]) for row in rows}

        return await self._database().read(work)

    def _families(self, txn: Txn, persons: Iterable[bytes]) -> dict[bytes, Families]:
        roster = roster_of(txn, now_of(txn, self._clock()))
        return {person: scopes_for(person, roster) for person in persons}
