"""Five hundred power cuts: nothing that was acknowledged is lost, and the database is whole after each."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from random import Random

import pytest

from api.intake import take, write_as_server
from api.sqlite import SQLiteStore, open_sqlite
from api.writer import Database
from models.document import natural_id, uuid_text
from sync.change import encode_change
from sync.messages import encode_push
from sync.stamp import make
from tests.simulation.acts import DAILY
from tests.simulation.hospital import Member, found
from tests.simulation.play import Stage
from tests.simulation.power import Acknowledged, Event, Synced, TellingDisk, Wrote, survivors
from tests.simulation.server import Session
from tests.simulation.shadow import broken_chains
from tests.simulation.world import START_MS

CRASH_POINTS = 500
ROUNDS = 40
TOGETHER = 6
DATABASE = "mingcha.sqlite"
LOG = f"{DATABASE}-wal"


class Run:
    """What was on the disk at first, and what happened to it."""

    def __init__(self, before: dict[str, bytes], trace: list[Event]) -> None:
        self.before = before
        self.trace = trace


@pytest.fixture(scope="module")
def run(stage: Stage) -> Run:
    """Pushes of several people through the real writer, group commits and checkpoints included."""
    folder = stage.folder / "power"
    folder.mkdir()
    path = folder / DATABASE
    path.write_bytes(stage.template.read_bytes())
    hospital = found(Random(7), 6, START_MS)  # noqa: S311 - has to replay
    store = open_sqlite(str(path))
    with store.transaction() as txn:
        write_as_server(txn, hospital.acts, START_MS)
        for number, member in enumerate(hospital.members):
            txn.execute(
                "insert into replicas (id, person, issued_ms) values (?, ?, ?)", [_replica(number), member.id, 0]
            )
    store.close()
    with sqlite3.connect(path) as raw:
        raw.execute("pragma wal_checkpoint(truncate)").fetchall()
    raw.close()
    before = {DATABASE: path.read_bytes()}
    disk = TellingDisk()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("api.sqlite.sqlite3.connect", disk.connect)
        asyncio.run(_push(SQLiteStore(str(path)), hospital.members, disk.trace))
    disk.unregister()
    return Run(before, disk.trace)


async def _push(store: SQLiteStore, members: list[Member], trace: list[Event]) -> None:
    database = Database(store, lambda announcement: None)

    async def one(number: int, round: int) -> None:
        now_ms = START_MS + round * 1_000
        stamps = [make(now_ms, counter, _replica(number)) for counter in range(1 + (number + round) % 5)]
        member = members[number]
        changes = [encode_change(stamp, stamp, "star_rating", [("note", "x" * 300)]) for stamp in stamps[1:]]
        day = f"2026-{6 + round // 28:02}-{1 + round % 28:02}"
        writes = [("person", member.id), ("form", DAILY), ("day", day), ("note", "今天值班" * 40)]
        doc = _evaluation(member.id, day)
        changes.insert(0, encode_change(stamps[0], doc, "self_evaluation", writes))
        body = encode_push(None, changes)
        answer = await database.write(
            lambda txn: take(txn, Session(member.id, _replica(number)), body, now_ms, "zh-CN")
        )
        assert answer.results[0] is None
        trace.append(Acknowledged(frozenset(stamps)))

    for round in range(ROUNDS):
        await asyncio.gather(*(one((round + offset) % len(members), round) for offset in range(TOGETHER)))
    await database.close()


@pytest.mark.parametrize("part", range(10))
def test_nothing_acknowledged_is_lost_at_any_power_cut(run: Run, tmp_path: Path, part: int) -> None:
    random = Random(part)  # noqa: S311 - has to replay
    for number in range(CRASH_POINTS // 10):
        end = random.randrange(len(run.trace) + 1)
        wrong = _after_power_cut(run.before, run.trace[:end], tmp_path / str(number), random)
        assert not wrong, f"part {part}, crash point {end}: {wrong}"


def _after_power_cut(before: dict[str, bytes], trace: list[Event], folder: Path, random: Random) -> str | None:
    """What is wrong with the database that a power cut leaves; None for nothing."""
    folder.mkdir()
    for name, content in survivors(before, trace, random).items():
        (folder / name).write_bytes(content)
    acknowledged = {id for event in trace if isinstance(event, Acknowledged) for id in event.ids}
    store = open_sqlite(str(folder / DATABASE))
    try:
        with store.transaction() as txn:
            if txn.fetch("pragma integrity_check") != [("ok",)]:
                return "the database is damaged"
            kept = {id for (id,) in txn.fetch("select id from changes union all select id from quarantine")}
            if acknowledged - kept:
                return f"{len(acknowledged - kept)} changes are lost"
            return next(iter(broken_chains(txn)), None)
    except sqlite3.DatabaseError as error:
        return f"the database is damaged: {error}"
    finally:
        store.close()


def test_every_acknowledgement_follows_a_sync(run: Run) -> None:
    """What was told is in bytes that were synced before; the next group may be half written meanwhile."""
    told = {id for event in run.trace if isinstance(event, Acknowledged) for id in event.ids}
    written = list[bytes]()
    safe: set[bytes] = set()
    acknowledged = synced = 0
    for event in run.trace:
        match event:
            case Wrote(file, _, data) if file == LOG:
                written.append(data)
            case Synced(file):
                synced += 1
                if file == LOG:
                    safe |= {id for id in told - safe if any(id in data for data in written)}
                    written.clear()
            case Acknowledged(ids):
                assert ids <= safe
                acknowledged += 1
            case _:
                pass
    assert acknowledged == ROUNDS * TOGETHER
    assert any(isinstance(event, Wrote) and event.file == DATABASE for event in run.trace), "no checkpoint was cut"
    assert synced < acknowledged * 2, "who waits together shares a commit"


def test_a_server_that_does_not_wait_for_the_disk_is_found_out(run: Run, tmp_path: Path) -> None:
    random = Random(0)  # noqa: S311 - has to replay
    hasty = [event for event in run.trace if not (isinstance(event, Synced) and event.file.endswith("-wal"))]
    ends = [random.randrange(len(hasty)) for _ in range(30)]
    assert any(
        _after_power_cut(run.before, hasty[:end], tmp_path / str(number), random) for number, end in enumerate(ends)
    )


def _replica(number: int) -> int:
    return (1 << 50) + number


def _evaluation(person: bytes, day: str) -> bytes:
    return natural_id(f"self_evaluation/{uuid_text(person)}/daily/{day}")
