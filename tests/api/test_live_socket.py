"""The live socket from the upgrade to the close, on a real server over a ledger made of lists."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import msgspec
import pytest
from litestar.types import ASGIApp, Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from api import live as live_module
from api.guards import Headers
from api.live import Live
from api.places import Places
from api.presence import Presences
from api.settings import Settings
from api.websocket_protocol import LiveWebSocket
from sync.messages import CURSORS_MAX, LIVE_FRAME_BYTES_MAX, LIVE_FRAMES_A_SECOND_MAX, LIVE_HELLO_BYTES_MAX
from tests.api.listening import LOG, House, Person, make_house, sees
from tests.api.sockets import closed_with, frame, served, until

ANN, BEA = (bytes([number]) * 16 for number in (1, 2))
DOC = b"d" * 16
PHONE = b"p" * 16
PEOPLE = {b"ann": Person(ANN, PHONE), b"bea": Person(BEA)}

encode = msgspec.msgpack.encode
decode = msgspec.msgpack.decode


class Site:
    """A server with nothing but the live socket; the cookie is the person's name."""

    def __init__(self, house: House, settings: Settings) -> None:
        self.house = house
        self.presences = Presences(house.hub, self.whereabouts, lambda: 0)
        self.places = Places(a_person=3, an_address=5)
        self.live = Live(
            settings=settings,
            caller_of=self.caller_of,
            hub=house.hub,
            catch_up=house.catch_up,
            presences=self.presences,
            opener=house.ledger,
            places=self.places,
        )
        self.port = 0

    async def caller_of(self, scope: Scope) -> Person | None:
        return PEOPLE.get(Headers(scope).get(b"cookie"))

    async def whereabouts(self, doc: bytes, person: bytes) -> frozenset[str] | None:
        return frozenset({"team"})

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {}
        await self.live.serve(scope, receive, send)

    def dial(self, who: str | None = "ann", **headers: str) -> connect:
        given = {**({"Cookie": who} if who else {}), **headers}
        return connect(f"ws://127.0.0.1:{self.port}/api/sync/live", additional_headers=given, proxy=None)


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    house = make_house()
    house.ledger.families = {ANN: sees("library", "team"), BEA: sees("library", "team")}
    site = Site(house, Settings(tmp_path, "sqlite:///nowhere"))
    async with served(cast(ASGIApp, site.app)) as site.port:
        yield site
    await house.catch_up.close()


async def greeted(site: Site, socket: ClientConnection, cursors: dict[str, int] | None = None) -> None:
    """Says hello; returns when the server listens for this socket."""
    before = len(site.house.hub.listeners)
    await socket.send(encode({"log": LOG, "cursors": cursors or {}}))
    listeners = site.house.hub
    await until(lambda: len(listeners.listeners) > before and not any(each.reading for each in listeners.listeners))


async def refused(dialled: connect) -> tuple[int, str]:
    with pytest.raises(InvalidStatus) as caught:
        await dialled
    response = caught.value.response
    assert response.headers["content-type"] == "application/problem+json"
    return response.status_code, msgspec.json.decode(response.body or b"")["code"]


async def test_no_session_is_401_before_the_upgrade(site: Site):
    assert await refused(site.dial(None)) == (401, "no_session")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_a_foreign_origin_is_403_before_the_upgrade(site: Site, origin: str):
    assert await refused(site.dial(Origin=origin)) == (403, "csrf_origin")


async def test_our_own_origin_is_let_in_and_nothing_is_said_when_there_is_nothing(site: Site):
    async with site.dial(Origin=f"http://127.0.0.1:{site.port}") as socket:
        await greeted(site, socket)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await socket.recv()


async def test_nothing_is_compressed(site: Site):
    async with site.dial() as socket:
        assert socket.response is not None
        assert "sec-websocket-extensions" not in socket.response.headers


async def test_too_many_sockets_of_a_person_or_an_address_are_429_until_one_closes(site: Site):
    async with site.dial("ann"), site.dial("ann"), site.dial("ann"):
        assert await refused(site.dial("ann")) == (429, "too_many_sockets")
        async with site.dial("bea"), site.dial("bea"):
            assert await refused(site.dial("bea")) == (429, "too_many_sockets")
    await until(lambda: not site.places.taken)
    async with site.dial("ann"):
        pass


async def test_a_hello_is_answered_with_what_is_new_since_its_cursors(site: Site):
    site.house.ledger.commit(("team", DOC), ("team", DOC), ("library", DOC))
    async with site.dial() as socket:
        await socket.send(encode({"log": LOG, "cursors": {"team": 1, "other": 7}}))
        assert (await frame(socket))["gone"] == ["other"]
        scopes = (await frame(socket))["scopes"]
        assert {name: [entry[0] for entry in part["entries"]] for name, part in scopes.items()} == {
            "library": [1],
            "team": [2],
        }


async def test_a_commit_arrives_at_everybody_who_holds_it(site: Site):
    async with site.dial("ann") as ann, site.dial("bea") as bea:
        await greeted(site, ann)
        await greeted(site, bea)
        site.house.hub.announce(site.house.ledger.commit(("team", DOC)))
        assert (await frame(ann)) == (await frame(bea))


async def test_another_log_is_told_by_name_and_the_socket_closed(site: Site):
    async with site.dial() as socket:
        await socket.send(encode({"log": bytes(16), "cursors": {}}))
        assert (await frame(socket))["log"] == LOG
        assert await closed_with(socket) == 4403


@pytest.mark.parametrize(
    "said",
    [
        "text",
        b"",
        b"\xc1",
        b"\x91" * 5_000 + b"\xc0",
        encode({"log": LOG}),
        encode({"log": LOG, "cursors": {"team": -1}}),
        encode({"log": b"short", "cursors": {}}),
        encode({"presence": {"doc": DOC, "path": "note"}}),
        encode({"log": LOG, "cursors": {}}) + b"\x00",
    ],
    ids=["text", "nothing", "reserved", "deep", "no-cursors", "negative", "short-log", "not-a-hello", "trailing"],
)
async def test_what_is_no_hello_closes_with_1007(site: Site, said: str | bytes):
    async with site.dial() as socket:
        await socket.send(said)
        assert await closed_with(socket) == 1007


@pytest.mark.parametrize("said", ["text", b"\xc1", encode({"presence": {"doc": b"short", "path": "note"}})])
async def test_what_cannot_be_decoded_later_closes_with_1007(site: Site, said: str | bytes):
    async with site.dial() as socket:
        await greeted(site, socket)
        await socket.send(said)
        assert await closed_with(socket) == 1007
    await until(lambda: not site.house.hub.listeners)


async def test_who_says_nothing_is_closed(site: Site, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(live_module, "LIVE_HELLO_SECONDS", 0.05)
    async with site.dial() as socket:
        assert await closed_with(socket) == 1008


async def test_a_hello_over_a_mebibyte_and_a_later_message_over_64_kib_close_with_1009(site: Site):
    async with site.dial() as socket:
        await socket.send(bytes(LIVE_HELLO_BYTES_MAX + 1))
        assert await closed_with(socket) == 1009
    async with site.dial() as socket:
        await greeted(site, socket)
        await socket.send(bytes(LIVE_FRAME_BYTES_MAX + 1))
        assert await closed_with(socket) == 1009


async def test_a_hello_takes_as_many_cursors_as_a_pull(site: Site):
    cursors = {
        f"person/01a1fc42-d200-7000-8123-{number:012x}/self_evaluation/2026Q3": 0 for number in range(CURSORS_MAX)
    }
    async with site.dial() as socket:
        await socket.send(encode({"log": LOG, "cursors": cursors}))
        assert len((await frame(socket))["gone"]) == CURSORS_MAX
    async with site.dial() as socket:
        await socket.send(encode({"log": LOG, "cursors": {**cursors, "one": 0}}))
        assert await closed_with(socket) == 1007


async def test_a_page_of_another_site_is_403_whatever_it_says_of_its_origin(site: Site):
    assert await refused(site.dial(**{"Sec-Fetch-Site": "cross-site"})) == (403, "csrf_origin")
    async with site.dial(**{"Sec-Fetch-Site": "same-origin"}) as socket:
        await greeted(site, socket)


async def test_a_flood_of_frames_closes_with_1008_and_others_are_not_delayed(site: Site):
    async with site.dial("ann") as ann, site.dial("bea") as bea:
        await greeted(site, ann)
        await greeted(site, bea)
        said = encode({"presence": {"doc": DOC, "path": "note"}})
        flood = asyncio.gather(*(ann.send(said) for _ in range(LIVE_FRAMES_A_SECOND_MAX * 3)), return_exceptions=True)
        assert await closed_with(ann) == 1008
        await flood
        site.house.hub.announce(site.house.ledger.commit(("team", DOC)))
        async with asyncio.timeout(5):
            while "scopes" not in decode(cast(bytes, await bea.recv())):
                pass


async def test_a_flood_of_pings_closes_with_1008(site: Site):
    async with site.dial("ann") as ann:
        await greeted(site, ann)
        with suppress(ConnectionClosed):
            for number in range(LIVE_FRAMES_A_SECOND_MAX * 3):
                await ann.ping(str(number))
        assert await closed_with(ann) == 1008


async def test_presence_reaches_the_other_socket(site: Site):
    async with site.dial("ann") as ann, site.dial("bea") as bea:
        await greeted(site, ann)
        await greeted(site, bea)
        await ann.send(encode({"presence": {"doc": DOC, "path": "note"}}))
        assert await frame(bea) == {"presence": {"person": ANN, "doc": DOC, "path": "note"}}


async def test_a_session_that_ends_closes_that_devices_sockets_with_4401(site: Site):
    async with site.dial("ann") as ann, site.dial("bea") as bea:
        await greeted(site, ann)
        await greeted(site, bea)
        site.live.ended(ANN, b"another-device--")
        site.live.ended(ANN, PHONE)
        assert await closed_with(ann) == 4401
        site.house.hub.announce(site.house.ledger.commit(("team", DOC)))
        assert "team" in (await frame(bea))["scopes"]


async def test_rights_that_changed_close_with_4403(site: Site):
    async with site.dial("ann") as ann:
        await greeted(site, ann)
        site.house.ledger.families[ANN] = sees("library")
        site.house.hub.announce(site.house.ledger.commit(("team", DOC), rights={ANN}))
        assert await closed_with(ann) == 4403


async def test_rights_that_changed_while_saying_hello_close_with_4403(site: Site):
    site.house.ledger.commit(("team", DOC))
    site.house.ledger.at_opening = sees("library")
    async with site.dial("ann") as ann:
        await ann.send(encode({"log": LOG, "cursors": {}}))
        assert await closed_with(ann) == 4403


async def test_who_answers_no_ping_is_closed(site: Site):
    async with site.dial("ann") as ann:
        await greeted(site, ann)
        socket = _protocol(site)
        socket.keepalive_timeout()
        assert await closed_with(ann) == 1011


async def test_who_answers_no_ping_because_it_does_not_read_is_closed_with_4408(site: Site):
    async with site.dial("ann") as ann:
        await greeted(site, ann)
        socket = _protocol(site)
        socket.pause_writing()
        socket.keepalive_timeout()
        assert await closed_with(ann) == 4408


def _protocol(site: Site) -> LiveWebSocket:
    carrier = next(iter(site.house.hub.of_person(ANN))).carrier
    assert isinstance(carrier, LiveWebSocket)
    return carrier


async def test_a_reader_that_stops_is_closed_with_4408_and_can_still_read_what_had_left(site: Site):
    async with site.dial("ann") as ann, site.dial("bea") as bea:
        await greeted(site, ann)
        await greeted(site, bea)
        ann.transport.pause_reading()
        carrier = next(iter(site.house.hub.of_person(ANN))).carrier
        noise = os.urandom(8 * 1024 * 1024)
        while carrier.drained:
            carrier.write_frame(b"\x82\x7f" + len(noise).to_bytes(8, "big") + noise)
        for number in range(300):
            site.house.hub.announce(site.house.ledger.commit(("team", number.to_bytes(16, "big"))))
            assert (await frame(bea))["scopes"]["team"]["seq"] == number + 1
        ann.transport.resume_reading()
        ann.protocol.max_message_size = None
        assert await closed_with(ann) == 4408
