"""Blobs: the pictures that documents name, taken whole or in parts, cleaned, kept and given back (protocol §9).

Promises: only a hash that a register of a document names, and only to who holds that document; anything else is one and
the same 404. Bytes are on disk before the answer; sending twice is safe; a full disk harms nothing but the picture.
"""

import asyncio
import hashlib
import shutil
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakValueDictionary

from msgspec import Struct

from api import ledger
from api.blob_files import write_at, write_whole
from api.bodies import BLOB_BYTES_MAX
from api.clock import Clock
from api.darkroom import Darkroom
from api.database import Txn
from api.pictures import Picture
from api.problems import Problem
from api.roster_cache import roster_of
from api.sessions import Caller, Doors
from api.settings import FREE_BYTES_MIN, Settings
from models import tables
from models.inspection_kinds import INSPECTION_KIND_NAMES
from models.scopes import holds

Blob: Any = tables.Blob  # Piccolo's own types are partial
ARRIVING_BYTES_MAX = 128 * 1024 * 1024
PUBLISHED_KINDS = frozenset({"finding", "bulletin", "meeting_month"})
INSPECTION_SHARE = 4
"""One part in so many of the quota is for the pictures of inspections alone."""
UNFINISHED_MS_MAX = 7 * 86_400_000
_KIND = "select kind from documents where id = ?"


class Held(Struct, frozen=True):
    """照片记录: what the server has of a picture; `stored` is None until it has all of it. Sizes in bytes."""

    id: UUID
    size: int
    received: int
    media_type: str
    stored: bytes | None

    @property
    def complete(self) -> bool:
        return self.stored is not None

    @property
    def etag(self) -> str:
        return f'"{(self.stored or b"").hex()}"'


class Part(Struct, frozen=True):
    """片段: where a part of a picture begins and how large the whole is, in bytes."""

    offset: int
    length: int
    total: int


class Taken(Struct, frozen=True):
    """收存结果: `status` 200, 201 or 202, the bytes held so far, and the stored hash once complete."""

    status: int
    offset: int
    etag: str | None


class Blobs:
    """照片库: files under random names in one folder, rows that say whose they are."""

    def __init__(self, settings: Settings, database: Callable[[], Doors], clock: Clock) -> None:
        self._folder, self._quota = settings.blob_dir, settings.blob_quota_bytes
        self._database, self._clock = database, clock
        self._darkroom = Darkroom()
        self._arriving = Arriving()
        self._busy: WeakValueDictionary[tuple[bytes, bytes], asyncio.Lock] = WeakValueDictionary()

    async def close(self) -> None:
        """Ends the program that decodes."""
        await self._darkroom.close()

    async def find(self, caller: Caller, doc: bytes, sha256: bytes) -> Held | None:
        """What is held of a picture; None for nothing yet. Problem `not_found` where the caller may not ask."""
        now_ms = self._clock()

        def work(txn: Txn) -> tuple[bool, Held | None]:
            scopes = ledger.scopes_of_document(txn, doc)
            readable = holds(caller.person, scopes, roster_of(txn, now_ms))
            named = ledger.names_blob(txn, doc, sha256.hex())
            return readable and named, _row(txn, doc, sha256) or _published(txn, doc, sha256)

        allowed, held = await self._database().read(work)
        if not allowed:
            raise Problem("not_found")
        return self._found(held)

    def file_of(self, held: Held) -> Path:
        """Where the bytes of a complete picture stand."""
        return self.file_named(held.id)

    def file_named(self, id: UUID) -> Path:
        """Where the bytes of the complete picture with this id stand."""
        return self._folder / id.hex[:2] / id.hex

    async def take(
        self, caller: Caller, doc: bytes, sha256: bytes, part: Part | None, chunks: AsyncIterator[bytes]
    ) -> Taken:
        """Takes a whole picture, or a part. Problem: not_found, blob_offset, hash_mismatch, image_…, storage_full."""
        await self.find(caller, doc, sha256)
        with self._arriving.room() as room:
            data = await _joined(chunks, room)
            return await self._take_whole(doc, sha256, part, data)

    async def _take_whole(self, doc: bytes, sha256: bytes, part: Part | None, data: bytes) -> Taken:
        if part is not None and part.length != len(data):
            raise Problem("range_invalid")
        lock = self._busy.get((doc, sha256)) or asyncio.Lock()
        self._busy[doc, sha256] = lock
        async with lock:
            row = await self._database().read(lambda txn: _row(txn, doc, sha256))
            held = self._found(row)
            if row is not None and held is None:
                await self._forget(row)
            if held is not None and held.complete:
                return Taken(200, held.size, held.etag)
            if part is None or (part.offset == 0 and part.length == part.total):
                return await self._complete(doc, sha256, data, held)
            return await self._extend(doc, sha256, part, data, held)

    def _found(self, held: Held | None) -> Held | None:
        """What a row says, if the file is there to bear it out; a file that was lost is asked for again."""
        if held is None:
            return None
        file = self.file_of(held) if held.complete else self._unfinished(held.id)
        return held if file.is_file() else None

    async def _extend(self, doc: bytes, sha256: bytes, part: Part, data: bytes, held: Held | None) -> Taken:
        received = held.received if held is not None else 0
        if held is not None and held.size != part.total:
            raise _wrong_offset(received)
        end = part.offset + part.length
        if part.offset > received or (part.offset < received < end):
            raise _wrong_offset(received)
        if end <= received and held is not None:
            return Taken(202, received, None)
        await self._make_room(doc, part.length)
        id = held.id if held is not None else uuid4()
        file = self._unfinished(id)
        await asyncio.to_thread(write_at, file, part.offset, data)
        if end == part.total:
            whole = await asyncio.to_thread(file.read_bytes)
            return await self._complete(doc, sha256, whole, held)
        row = Held(id, part.total, end, "", None)
        await self._database().write(lambda txn: _store(txn, (doc, sha256), row, None, self._clock()))
        return Taken(202, end, None)

    async def _complete(self, doc: bytes, sha256: bytes, data: bytes, held: Held | None) -> Taken:
        """Checks, cleans and keeps a whole picture; whatever is wrong with it leaves nothing behind."""
        id = held.id if held is not None else uuid4()
        try:
            if hashlib.sha256(data).digest() != sha256:
                raise Problem("hash_mismatch")
            picture = await self._darkroom.develop(data)
        except Problem:
            await self._drop(doc, sha256, id)
            raise
        kept = picture.cleaned if picture.cleaned is not None else data
        await self._make_room(doc, len(kept))
        row = Held(id, len(data), len(data), picture.media_type, hashlib.sha256(kept).digest())
        await asyncio.to_thread(write_whole, self.file_of(row), kept)
        await self._database().write(lambda txn: _store(txn, (doc, sha256), row, picture, self._clock()))
        await asyncio.to_thread(self._unfinished(id).unlink, missing_ok=True)
        return Taken(201, row.size, row.etag)

    async def _drop(self, doc: bytes, sha256: bytes, id: UUID) -> None:
        """Of what is unfinished alone: another process may have stored the whole picture meanwhile."""
        gone = (Blob.doc == doc) & (Blob.sha256 == sha256) & Blob.stored_sha256.is_null()
        await self._database().write(lambda txn: txn.run(Blob.delete().where(gone)))
        await asyncio.to_thread(self._unfinished(id).unlink, missing_ok=True)

    async def _make_room(self, doc: bytes, size: int) -> None:
        """507 where the quota or the disk has no room for so many bytes more.

        What inspections may take is set apart, so that nobody can tell by the room that is left that one goes on.
        """
        inspected, used = await self._database().read(lambda txn: _pool(txn, doc))
        apart = self._quota // INSPECTION_SHARE
        quota = apart if inspected else self._quota - apart
        self._folder.mkdir(parents=True, exist_ok=True)
        free = (await asyncio.to_thread(shutil.disk_usage, self._folder)).free
        if used + size > quota or free < FREE_BYTES_MIN + size:
            raise Problem("storage_full")

    async def sweep(self) -> int:
        """Drops parts that nobody finished within a week; returns how many."""
        before_ms = self._clock() - UNFINISHED_MS_MAX
        old = (Blob.stored_sha256.is_null()) & (Blob.created_ms < before_ms)
        rows = await self._database().read(lambda txn: txn.run(Blob.select().where(old)))
        for row in map(_held_in, rows):
            await self._forget(row)
            await asyncio.to_thread(self._unfinished(row.id).unlink, missing_ok=True)
        return len(rows)

    async def _forget(self, row: Held) -> None:
        """The row as it was read: one that another process has completed meanwhile stays."""
        same = Blob.stored_sha256.is_null() if row.stored is None else Blob.stored_sha256 == row.stored
        await self._database().write(lambda txn: txn.run(Blob.delete().where((Blob.id == row.id) & same)))

    def _unfinished(self, id: UUID) -> Path:
        return self._folder / "unfinished" / id.hex


def _published(txn: Txn, doc: bytes, sha256: bytes) -> Held | None:
    """A picture of a finding, or of what tells of it: they name those of what was inspected, where the bytes stand."""
    kinds = [kind for (kind,) in txn.fetch(_KIND, [doc])]
    if not PUBLISHED_KINDS.intersection(kinds):
        return None
    return _held(txn.run(Blob.select().where((Blob.sha256 == sha256) & Blob.stored_sha256.is_not_null()).limit(1)))


def _pool(txn: Txn, doc: bytes) -> tuple[bool, int]:
    """Whether the document is one of an inspection, and the bytes held for all that are alike in this."""
    sql = (
        "select documents.kind, sum(blob.received) from blob join documents on documents.id = blob.doc "
        "group by documents.kind"
    )
    inspected = any(kind in INSPECTION_KIND_NAMES for (kind,) in txn.fetch(_KIND, [doc]))
    held = sum(int(size) for kind, size in txn.fetch(sql) if (kind in INSPECTION_KIND_NAMES) == inspected)
    return inspected, held


def _row(txn: Txn, doc: bytes, sha256: bytes) -> Held | None:
    return _held(txn.run(Blob.select().where((Blob.doc == doc) & (Blob.sha256 == sha256))))


def _held(rows: list[dict[str, Any]]) -> Held | None:
    return _held_in(rows[0]) if rows else None


def _held_in(row: dict[str, Any]) -> Held:
    stored = row["stored_sha256"]
    return Held(row["id"], row["size"], row["received"], row["type"], bytes(stored) if stored is not None else None)


def _store(txn: Txn, name: tuple[bytes, bytes], held: Held, picture: Picture | None, now_ms: int) -> None:
    """Writes the row, also over one that another process has just written; a part never over a whole picture."""
    doc, sha256 = name
    width, height = (picture.width, picture.height) if picture else (None, None)
    txn.execute(
        "insert into blob (id, doc, sha256, size, received, type, stored_sha256, width, height, created_ms) "
        "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (doc, sha256) do update set id = excluded.id, "
        "size = excluded.size, received = excluded.received, type = excluded.type, "
        "stored_sha256 = excluded.stored_sha256, width = excluded.width, height = excluded.height, "
        "created_ms = excluded.created_ms "
        "where blob.stored_sha256 is null or excluded.stored_sha256 is not null",
        [held.id, doc, sha256, held.size, held.received, held.media_type, held.stored, width, height, now_ms],
    )


class Room:
    """余地: what one upload takes of the memory for pictures that are arriving."""

    def __init__(self, arriving: "Arriving") -> None:
        self._arriving, self.taken = arriving, 0

    def take(self, size: int) -> None:
        """503 where too much is arriving at once."""
        self.taken += size
        self._arriving.held += size
        if self._arriving.held > ARRIVING_BYTES_MAX:
            raise Problem("unavailable", headers={"retry-after": "10", "connection": "close"})


class Arriving:
    """到达中: how many bytes of pictures are in memory, over all uploads."""

    def __init__(self) -> None:
        self.held = 0

    @contextmanager
    def room(self) -> Generator[Room]:
        """Room for one upload, given back at the end."""
        room = Room(self)
        try:
            yield room
        finally:
            self.held -= room.taken


async def _joined(chunks: AsyncIterator[bytes], room: Room) -> bytes:
    parts: list[bytes] = []
    async for chunk in chunks:
        room.take(len(chunk))
        if room.taken > BLOB_BYTES_MAX:
            raise Problem("body_too_large", limit=BLOB_BYTES_MAX)
        parts.append(chunk)
    return b"".join(parts)


def _wrong_offset(received: int) -> Problem:
    return Problem("blob_offset", offset=received, headers={"upload-offset": str(received)})
