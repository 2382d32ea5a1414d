"""Live over a real database: what is written is sent at once to who may see it, and adds up to what a pull gives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
import pytest
from litestar.types import ASGIApp, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect

from api import broadcast as broadcast_module
from api.accounts import end_session, token_hash
from api.broadcast import Broadcast
from api.database import Txn, Unavailable
from api.guards import Headers
from api.intake import take
from api.ledger import log_of
from api.migrate import migrate
from api.outlet import give
from api.sessions import Caller
from api.settings import Settings
from api.stores import open_store
from api.writer import Database
from models.calendar import local_day, quarter
from models.document import uuid_text
from sync.messages import Pull
from tests.api.sockets import closed_with, frame, served, until
from tests.api.ward import Ward
from tests.postgresql import PostgreSQL

NOW_MS = 1_790_000_000_000
TODAY = local_day(NOW_MS)
QUARTER = quarter(TODAY)
OLD_DAY = "2024-02-01"
LOG = bytes(range(16))

T = TypeVar("T")
encode = msgspec.msgpack.encode


class Site:
    """One process: a database, its broadcast and a server with nothing but the live socket."""

    def __init__(self, url: str, folder: Path, ward: Ward) -> None:
        self.url, self.folder, self.ward = url, folder, ward
        self.now_ms = NOW_MS
        self.port = 0
        self.broadcast = Broadcast(Settings(folder, url), self.caller_of, self.opened, lambda: self.now_ms)
        self.database: Database | None = None

    def opened(self) -> Database:
        assert self.database is not None
        return self.database

    async def caller_of(self, scope: Scope) -> Caller | None:
        found = self.ward.colleagues.get(Headers(scope).get(b"cookie").decode())
        return found and Caller(found.person, found.replica, found.device, token_hash(found.token))

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {}
        await self.broadcast.live.serve(scope, receive, send)

    async def start(self, stack: AsyncExitStack) -> None:
        self.database = Database(open_store(self.url), self.broadcast.announce)
        stack.push_async_callback(self.database.close)
        await self.broadcast.open()
        stack.push_async_callback(self.broadcast.close)
        self.port = await stack.enter_async_context(served(cast(ASGIApp, self.app)))

    async def do(self, work: Callable[[Txn], T]) -> T:
        return await self.opened().write(work)

    async def write(self, name: str, day: str = TODAY, **writes: Any) -> None:
        """Somebody pushes one change to their evaluation of a day."""
        self.now_ms += 1
        named = {path.replace("__", "/"): value for path, value in writes.items()}
        await self.do(lambda txn: self.ward.write(txn, name, day, named, self.now_ms))

    async def pull(self, name: str, cursors: dict[str, int] | None = None) -> Any:
        asked = Pull(log=None, cursors=cursors or {})
        found = self.ward.colleagues[name]
        given = await self.opened().read(lambda txn: give(txn, found, asked, self.now_ms))
        return msgspec.msgpack.decode(given.body)

    def dial(self, name: str) -> connect:
        address = f"ws://127.0.0.1:{self.port}/api/sync/live"
        return connect(address, additional_headers={"Cookie": name}, proxy=None, max_size=None)

    async def listen(self, stack: AsyncExitStack, name: str) -> ClientConnection:
        """A socket of somebody who has pulled everything: it hears nothing until something is new."""
        answer = await self.pull(name)
        cursors = {scope: part["seq"] for scope, part in answer["scopes"].items()}
        socket = await stack.enter_async_context(self.dial(name))
        known = len(self.broadcast.hub.listeners)
        await socket.send(encode({"log": answer["log"], "cursors": cursors}))
        hub = self.broadcast.hub
        await until(lambda: len(hub.listeners) > known and all(each.is_current for each in hub.listeners))
        return socket


@pytest.fixture
def ward() -> Ward:
    return Ward()


@pytest.fixture
async def site(database_url: str, tmp_path: Path, ward: Ward) -> AsyncIterator[Site]:
    """A process with a unit of three people, of whom Hua is the head."""
    site = Site(database_url, tmp_path, ward)
    await asyncio.to_thread(found, database_url, ward)
    async with AsyncExitStack() as stack:
        await site.start(stack)
        yield site


def found(url: str, ward: Ward) -> None:
    store = open_store(url)
    migrate(store, LOG)
    with store.transaction() as txn:
        ward.found(txn, NOW_MS, "ann", "bea", "hua", head="hua")
        assert log_of(txn) == LOG
    store.close()


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as stack:
        yield stack


async def test_what_is_written_arrives_on_the_other_devices_of_its_person_as_a_pull_would_give_it(
    site: Site, stack: AsyncExitStack
):
    phone, tablet = await site.listen(stack, "ann"), await site.listen(stack, "ann")
    before = {scope: part["seq"] for scope, part in (await site.pull("ann"))["scopes"].items()}
    await site.write("ann", note="今天")
    heard = await frame(phone)
    assert heard == await frame(tablet)
    pulled = await site.pull("ann", before)
    assert {**heard, "now": 0} == {**pulled, "now": 0}
    assert heard["now"] <= pulled["now"]
    assert heard["scopes"][site.ward.scope("ann", QUARTER)]["entries"][0][1] == site.ward.colleagues["ann"].person


async def test_a_draft_is_heard_by_nobody_else_and_its_submission_by_the_head(site: Site, stack: AsyncExitStack):
    bea, hua = await site.listen(stack, "bea"), await site.listen(stack, "hua")
    await site.write("ann", note="draft")
    await site.write("ann", answers__a="well", submitted=True)
    heard = await frame(hua)
    assert list(heard["scopes"]) == [f"unit/{uuid_text(site.ward.unit)}/evaluations/{QUARTER}"]
    (part,) = heard["scopes"].values()
    assert {path for entry in part["entries"] for path, _ in entry[3][3]} >= {"note", "answers/a", "submitted"}
    await site.write("bea", note="mine")
    assert list((await frame(bea))["scopes"]) == [site.ward.scope("bea", QUARTER)]


async def test_frames_add_up_to_the_pull_whatever_was_pushed_together(site: Site, stack: AsyncExitStack):
    ann = await site.listen(stack, "ann")
    bodies = [
        site.ward.push_body("ann", day, {"note": f"{day} {number}"}, NOW_MS + number)
        for number in range(5)
        for day in ("2026-09-20", "2026-09-21")
    ]
    colleague = site.ward.colleagues["ann"]

    def together(txn: Txn) -> None:
        for body in bodies:
            assert take(txn, colleague, body, NOW_MS + 10, "en").results == [None]

    await site.do(together)
    pulled = (await site.pull("ann"))["scopes"]
    name = next(scope for scope in pulled if scope.startswith("person/") and scope.endswith("Q3"))
    registers: dict[tuple[bytes, str], tuple[bytes, Any]] = {}
    part: dict[str, Any] = {"seq": 0}
    while part["seq"] < pulled[name]["seq"]:
        part = (await frame(ann))["scopes"][name]
        for _, _, _, (id, doc, _, writes) in part["entries"]:
            registers.update({(doc, path): (id, value) for path, value in writes})
    assert part["digest"] == pulled[name]["digest"]
    expected = {
        (doc, path): (id, value) for _, _, _, (id, doc, _, writes) in pulled[name]["entries"] for path, value in writes
    }
    assert registers == expected


async def test_an_old_quarter_is_heard_only_by_who_asked_for_it(site: Site, stack: AsyncExitStack):
    old = site.ward.scope("ann", "2024Q1")
    phone = await site.listen(stack, "ann")
    reader = await stack.enter_async_context(site.dial("ann"))
    await reader.send(encode({"log": LOG, "cursors": {old: 0}}))
    while old not in (await _asked(site, reader)):
        pass
    await site.write("ann", OLD_DAY, note="long ago")
    assert list((await frame(reader))["scopes"]) == [old]
    await site.write("ann", TODAY, note="today")
    assert list((await frame(phone))["scopes"]) == [site.ward.scope("ann", QUARTER)]


async def _asked(site: Site, socket: ClientConnection) -> dict[str, int]:
    """The cursors of the listener that named a scope of its own, once it has been caught up."""
    await frame(socket)
    return next(each.cursors for each in site.broadcast.hub.listeners if any("2024" in name for name in each.cursors))


async def test_a_head_who_is_head_no_longer_is_closed_and_hears_nothing_of_what_follows(
    site: Site, stack: AsyncExitStack
):
    hua, ann = await site.listen(stack, "hua"), await site.listen(stack, "ann")
    site.now_ms += 1
    await site.do(lambda txn: site.ward.dismiss(txn, "hua", site.now_ms))
    await site.write("ann", answers__a="well", submitted=True)
    assert await closed_with(hua) == 4403
    assert "scopes" in await frame(ann)


async def test_a_session_that_ends_behind_our_back_is_closed_within_seconds(
    site: Site, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
):
    ann = await site.listen(stack, "ann")
    token = site.ward.colleagues["ann"].token
    await site.do(lambda txn: end_session(txn, token_hash(token), NOW_MS))
    monkeypatch.setattr(broadcast_module, "WATCH_SECONDS", 0.01)
    await site.broadcast.close()
    await site.broadcast.open()
    assert await closed_with(ann) == 4401


async def test_the_watch_goes_on_after_a_fault(site: Site, stack: AsyncExitStack, monkeypatch: pytest.MonkeyPatch):
    ann = await site.listen(stack, "ann")
    faults: list[Exception] = [RuntimeError("a fault"), Unavailable("away")]
    recheck = site.broadcast.recheck

    async def faulty() -> None:
        if faults:
            raise faults.pop()
        await recheck()

    monkeypatch.setattr(site.broadcast, "recheck", faulty)
    monkeypatch.setattr(broadcast_module, "WATCH_SECONDS", 0.01)
    await site.broadcast.close()
    await site.broadcast.open()
    token = site.ward.colleagues["ann"].token
    await site.do(lambda txn: end_session(txn, token_hash(token), NOW_MS))
    assert await closed_with(ann) == 4401
    assert faults == []


async def test_a_cursor_beyond_the_end_is_no_hello(site: Site):
    async with site.dial("ann") as socket:
        await socket.send(encode({"log": LOG, "cursors": {"library": 1_000_000}}))
        assert await closed_with(socket) == 1007


async def test_presence_of_a_kind_without_presence_is_heard_by_nobody(site: Site, stack: AsyncExitStack):
    phone, tablet = await site.listen(stack, "ann"), await site.listen(stack, "ann")
    await site.write("ann", note="here")
    doc = site.ward.evaluation("ann", TODAY)
    assert await frame(phone) == await frame(tablet)
    await phone.send(encode({"presence": {"doc": doc, "path": "note"}}))
    await site.write("ann", note="there")
    assert "scopes" in await frame(tablet)


async def test_two_processes_hear_of_each_other(postgresql: PostgreSQL, tmp_path: Path, ward: Ward):
    name = postgresql.create()
    await asyncio.to_thread(found, postgresql.url(name), ward)
    async with AsyncExitStack() as stack:
        here, there = (Site(postgresql.url(name), tmp_path, ward) for _ in range(2))
        await here.start(stack)
        await there.start(stack)
        hua, phone, tablet = (
            await there.listen(stack, "hua"),
            await here.listen(stack, "ann"),
            await there.listen(stack, "ann"),
        )
        await here.write("ann", answers__a="well", submitted=True)
        assert (await frame(phone))["scopes"] == (await frame(tablet))["scopes"]
        assert list((await frame(hua))["scopes"]) == [f"unit/{uuid_text(ward.unit)}/evaluations/{QUARTER}"]
        await here.do(lambda txn: ward.dismiss(txn, "hua", NOW_MS))
        assert await closed_with(hua) == 4403
        here.broadcast.ended(ward.colleagues["ann"].person, ward.colleagues["ann"].device)
        assert await closed_with(phone) == await closed_with(tablet) == 4401
    postgresql.drop(name)
