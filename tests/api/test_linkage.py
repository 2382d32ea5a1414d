"""An attacker with the database, its log, every backup and the server's logs tries to tell whose ballot is whose.

He copies everything after every single request, and every phone makes it as easy for him as it can: it asks for its
ballot and casts it at once, one after the other. He fails because ballots wait until five are there; with that planted
away (`is_full` always), he names everybody.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from msgspec import Struct, field
from msgspec.structs import replace

from api import ballot_box
from api.database import Txn
from api.migrate import migrate
from api.settings import Settings
from api.sqlite import SQLiteStore
from models.ballot import Ballot, leaf_hash
from tests.api.ballot_room import Room, room_in
from tests.api.conftest import served
from tests.api.door import SteppedClock
from tests.api.elector import Elector
from tests.models.ballot_cases import ballot

pytestmark = pytest.mark.database
COUNT = 12


class Attacker(Struct):
    """攻击者: what he saw after each request: who had asked, and which ballots were there, in their places."""

    waiting: list[bytes] = field(default_factory=list[bytes])
    """Who asked since a ballot was last written."""
    known: set[bytes] = field(default_factory=set[bytes])
    asked: set[bytes] = field(default_factory=set[bytes])
    guesses: dict[bytes, list[bytes]] = field(default_factory=dict[bytes, list[bytes]])
    """By person, the leaves among which theirs must be."""

    def looks(self, people: list[bytes], leaves: list[bytes]) -> None:
        """Takes in one copy of everything."""
        self.waiting += [who for who in people if who not in self.asked]
        self.asked |= set(people)
        fresh = [leaf for leaf in leaves if leaf not in self.known]
        self.known |= set(fresh)
        if fresh:
            self.guesses |= dict.fromkeys(self.waiting, fresh)
            self.waiting = []

    def certain(self, truth: dict[bytes, bytes]) -> int:
        """How many he can name, and rightly."""
        return sum(self.guesses.get(who) == [leaf] for who, leaf in truth.items())


def _files_of(settings: Settings, folder: Path) -> bytes:
    """Every byte that is on the disk: database, write-ahead log, backups, pictures."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


async def _look(room: Room, settings: Settings, tmp_path: Path) -> tuple[list[bytes], list[bytes]]:
    """Who asked and what is written, as a copy of the database shows it, in the order of its rows on the disk."""
    if room.door.parts.database().store.engine == "postgres":

        def tables(txn: Txn) -> tuple[list[bytes], list[bytes]]:
            asked = txn.fetch("select id from ballot_issues order by xmin::text::bigint, ctid")
            cast = txn.fetch("select leaf from ballots order by xmin::text::bigint, ctid")
            return [id[:16] for (id,) in asked], [leaf for (leaf,) in cast]

        return await room.door.parts.database().read(tables)
    return _in_copy(Path(settings.database_url.removeprefix("sqlite:///")), tmp_path / "copy.sqlite")


def _in_copy(path: Path, copy: Path) -> tuple[list[bytes], list[bytes]]:
    _copied(path, copy)
    with closing(sqlite3.connect(copy)) as stolen:
        asked = [id[:16] for (id,) in stolen.execute("select id from ballot_issues")]
        return asked, [leaf for leaf, _ in stolen.execute("select leaf, body from ballots")]


def _copied(path: Path, copy: Path) -> None:
    for end in ("", "-wal"):
        file = path.with_name(path.name + end)
        copy.with_name(copy.name + end).write_bytes(file.read_bytes() if file.exists() else b"")


async def _meeting(room: Room, settings: Settings, tmp_path: Path, seed: int) -> tuple[Attacker, dict[bytes, bytes]]:
    """Everybody asks and casts at once, in an order drawn by lot; the attacker looks after each request."""
    context = await room.ask(COUNT)
    attacker, truth = Attacker(), dict[bytes, bytes]()
    order = list(range(COUNT))
    Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
    for who in order:
        elector = await room.given(who, context)
        attacker.looks(*await _look(room, settings, tmp_path))
        ballot = elector.ballot({"-": who % 3})
        await room.cast(ballot)
        attacker.looks(*await _look(room, settings, tmp_path))
        truth[room.people[who].person] = leaf_hash(ballot)
    await room.close(context)
    attacker.looks(*await _look(room, settings, tmp_path))
    return attacker, truth


async def test_whoever_has_database_log_backups_and_logs_names_nobody(
    settings: Settings, clock: SteppedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    talkative = replace(settings, log_level="info")
    async with served(talkative, clock) as door, room_in(door, COUNT) as room:
        attacker, truth = await _meeting(room, settings, tmp_path, 7)
        assert truth.keys() == attacker.guesses.keys(), "the attacker has seen everybody ask"
        assert attacker.certain(truth) == 0
        assert min(map(len, attacker.guesses.values())) >= 5, "nobody stands among fewer than five"
        for leaves in attacker.guesses.values():
            assert leaves == sorted(leaves), "their places are the order of their hashes and say nothing"
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    routes = {line.get("route") for line in lines}
    assert "/api/auth/login" in routes, "the log is there"
    assert not {route for route in routes if route and "ballot" in route}


async def test_who_revises_hides_no_newcomer(settings: Settings, clock: SteppedClock, tmp_path: Path) -> None:
    """Five have voted; four of them revise, and one who votes for the first time isn't written among them alone."""
    async with served(settings, clock) as door, room_in(door, COUNT) as room:
        context, revised = await room.ask(COUNT), list[Ballot]()
        for who in range(5):
            elector = await room.given(who, context)
            await room.cast(elector.ballot({"-": 1}))
            revised.append(elector.ballot({"-": 2}, revision=1))
        attacker = Attacker()
        attacker.looks(*await _look(room, settings, tmp_path))
        attacker.guesses = {}
        for each in revised[:4]:
            assert (await room.cast(each))[0] == 202
        newcomer = await room.given(5, context)
        ballot = newcomer.ballot({"-": 0})
        assert (await room.cast(ballot))[0] == 202
        attacker.looks(*await _look(room, settings, tmp_path))
        assert attacker.guesses == {}, "nothing that could be looked at"
        assert (await room.cast(revised[4]))[0] == 202, "five revisions beside one newcomer"
        attacker.looks(*await _look(room, settings, tmp_path))
        assert attacker.guesses == {}
        assert await room.counted(context) == 6


async def test_revisions_alone_are_written_together(settings: Settings, clock: SteppedClock) -> None:
    async with served(settings, clock) as door, room_in(door, COUNT) as room:
        context, electors = await room.ask(5), list[Elector]()
        for who in range(5):
            electors.append(await room.given(who, context))
            await room.cast(electors[-1].ballot({"-": 1}))
        codes = [(await room.cast(each.ballot({"-": 2}, revision=1)))[0] for each in electors]
        assert codes == [202, 202, 202, 202, 200]


def _at_once(held: int, to_come: int) -> bool:
    return True


async def test_without_the_holding_buffer_the_same_attacker_names_everybody(
    settings: Settings, clock: SteppedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: what it takes to fail, or the test above could not."""
    monkeypatch.setattr(ballot_box, "is_full", _at_once)
    async with served(settings, clock) as door, room_in(door, COUNT) as room:
        attacker, truth = await _meeting(room, settings, tmp_path, 7)
        assert attacker.certain(truth) == COUNT


async def test_what_waits_is_nowhere_on_the_disk(settings: Settings, clock: SteppedClock, tmp_path: Path) -> None:
    async with served(settings, clock) as door, room_in(door, COUNT) as room:
        context = await room.ask(COUNT)
        ballots: list[Ballot] = []
        for who in range(5):
            ballots.append((await room.given(who, context)).ballot({"-": 1}))
            await room.cast(ballots[-1])
            if len(ballots) < 5:
                assert not _traces(settings, tmp_path, ballots)
        if door.parts.database().store.engine == "postgres":
            size = await door.parts.database().read(lambda txn: txn.fetch("select pg_relation_size('ballot_held')"))
            assert size == [(0,)], "what waited was not deleted, the table was emptied"
        else:
            assert len(_traces(settings, tmp_path, ballots)) == 5, "once written they are found: the search works"


def test_in_which_order_ballots_came_leaves_no_trace_in_the_file_or_its_log(tmp_path: Path) -> None:
    """The same five in five orders: every page of SQLite's file and every page image of its log is the same."""
    base = tmp_path / "base.sqlite"
    store = SQLiteStore(str(base))
    migrate(store, bytes(16))
    store.close()
    ballots = [ballot(f"elector/{number}", {"-": number}) for number in range(5)]
    found: set[tuple[bytes, tuple[bytes, ...]]] = set()
    for turn in range(5):
        file = tmp_path / f"{turn}.sqlite"
        _copied(base, file)
        store = SQLiteStore(str(file))
        written: list[bool] = []
        for each in ballots[turn:] + ballots[:turn]:
            with store.transaction() as txn:
                written.append(ballot_box.put(txn, each, 5))
        assert written == [False] * 4 + [True]
        found.add((file.read_bytes(), _pages(file.with_name(file.name + "-wal").read_bytes())))
        store.close()
    assert len(found) == 1
    assert len(next(iter(found))[1]) > 0, "there is something to look at"


def _pages(log: bytes) -> tuple[bytes, ...]:
    """The page images of a write-ahead log in their order, without salts and checksums."""
    size = int.from_bytes(log[8:12], "big")
    return tuple(log[at + 24 : at + 24 + size] for at in range(32, len(log), 24 + size))


def _traces(settings: Settings, folder: Path, ballots: list[Ballot]) -> list[Ballot]:
    found = _files_of(settings, folder)
    return [each for each in ballots if each.key in found or each.signature in found]
