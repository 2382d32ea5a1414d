"""A disk that tells: every write, every sync and every acknowledgement of a run, and what a power cut would leave.

SQLite runs over APSW with a VFS that notes what it is asked to do. What was written and not yet synced may be on the
disk after a power cut, or not, or in part: any mixture, drawn for each crash point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import apsw

SECTOR_BYTES = 512
VFS_NAME = "mingcha-power"


class Wrote(NamedTuple):
    """写入: bytes at a place of a file, not yet safe."""

    file: str
    at: int
    data: bytes


class Cut(NamedTuple):
    """截断: a file's new size, not yet safe."""

    file: str
    size: int


class Synced(NamedTuple):
    """落盘: everything written to the file so far is safe."""

    file: str


class Acknowledged(NamedTuple):
    """已答复: somebody was told that these changes are stored."""

    ids: frozenset[bytes]


Event = Wrote | Cut | Synced | Acknowledged


class _File(apsw.VFSFile):
    def __init__(self, name: str | apsw.URIFilename | None, flags: list[int], trace: list[Event]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        super().__init__("", name, flags)
        self._file = Path(path or "temporary").name
        self._trace = trace

    def xWrite(self, data: Any, offset: int) -> None:  # noqa: N802 - APSW's name
        self._trace.append(Wrote(self._file, offset, bytes(data)))
        super().xWrite(data, offset)  # pyright: ignore[reportUnknownMemberType] - half known in APSW's stubs

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - APSW's name
        self._trace.append(Cut(self._file, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - APSW's name
        self._trace.append(Synced(self._file))
        super().xSync(flags)


class TellingDisk(apsw.VFS):
    """会说话的磁盘: register it by making it; `trace` holds what happened, in order."""

    def __init__(self) -> None:
        super().__init__(VFS_NAME, "")
        self.trace: list[Event] = []

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - APSW's name
        return _File(name, flags, self.trace)

    def connect(self, path: str, **_: Any) -> TellingConnection:
        """Stands in for `sqlite3.connect`."""
        return TellingConnection(path)


class TellingConnection:
    """As much of a `sqlite3.Connection` as the server uses, over the telling disk."""

    def __init__(self, path: str) -> None:
        self._connection: Any = apsw.Connection(path, vfs=VFS_NAME)  # its stubs leave types half known
        self._connection.execute("pragma locking_mode=exclusive").fetchall()
        self._connection.execute("pragma wal_autocheckpoint=40").fetchall()

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def execute(self, sql: str, args: Sequence[Any] = ()) -> _Cursor:
        return _Cursor(self._connection.execute(sql, tuple(args)).fetchall(), self._connection.changes())

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self._connection.executemany(sql, [tuple(row) for row in rows])

    def close(self) -> None:
        self._connection.close()


class _Cursor:
    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def fetchall(self) -> list[Any]:
        return self._rows


def survivors(before: dict[str, bytes], trace: list[Event], random: Random) -> dict[str, bytes]:
    """The files that a power cut right after `trace` leaves: what was synced, and a mixture of the rest."""
    disk = {name: bytearray(content) for name, content in before.items()}
    pending: dict[str, list[Wrote | Cut]] = {}
    for event in trace:
        match event:
            case Acknowledged():
                pass
            case Synced(file):
                for each in pending.pop(file, []):
                    _apply(disk, each)
            case _:
                pending.setdefault(event.file, []).append(event)
    luck = random.choice((0.0, 0.5, 0.9, 1.0))
    for changes in pending.values():
        for each in changes:
            if random.random() < luck:
                _apply(disk, _torn(each, random) if random.random() < 0.2 else each)
    return {name: bytes(content) for name, content in disk.items()}


def _torn(event: Wrote | Cut, random: Random) -> Wrote | Cut:
    """Only the first sectors of a write reached the disk."""
    if isinstance(event, Cut):
        return event
    sectors = random.randint(0, len(event.data) // SECTOR_BYTES)
    return event._replace(data=event.data[: sectors * SECTOR_BYTES])


def _apply(disk: dict[str, bytearray], event: Wrote | Cut) -> None:
    content = disk.setdefault(event.file, bytearray())
    if isinstance(event, Cut):
        del content[event.size :]
        return
    content.extend(bytes(max(0, event.at + len(event.data) - len(content))))
    content[event.at : event.at + len(event.data)] = event.data
