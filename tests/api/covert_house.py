"""A house for the paired runs: everything that is drawn by chance is drawn from a seed, so that two of them are alike.

Outsiders speak over HTTP and sockets, and every byte that they receive is written down; the team does so too, but what
it receives is its own affair.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from random import Random
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from pypdf import PdfReader
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api.accounts import add_account, open_session
from api.database import Txn
from api.intake import write_as_server
from models.document import ServerAct, natural_id, uuid_text
from sync.change import encode_change
from sync.messages import encode_push
from sync.stamp import ZERO, make, next_stamp
from tests.api.door import Door
from tests.models.inspection_scenes import ITEMS

encode = msgspec.msgpack.encode
FOUNDED_MS = 1_790_000_000_000
BEGINS_MS = 1_795_250_000_000
"""2026-11-21 in the afternoon in Shanghai."""
MESSAGEPACK = {"Content-Type": "application/x-msgpack"}
SINCE = "2020-01-01"
UNTOLD = {"date", "x-request-id"}
"""Headers that are another every time, whoever asks."""
_REQUEST = re.compile(rb'"request":"[0-9a-f]{16}"')
"""A problem document names its request."""


def made(number: int) -> bytes:
    return make(FOUNDED_MS, number, 1)


CENTRE, WARD, SURGERY, LABORATORY, CHECKLIST, BRANCH = (made(number) for number in range(1, 7))
ROLES: dict[str, tuple[bytes, str, bytes]] = {
    "nurse": (WARD, "staff", CENTRE),
    "head": (WARD, "head", WARD),
    "admin": (SURGERY, "admin", CENTRE),
    "leader": (SURGERY, "leader", CENTRE),
    "other_planner": (SURGERY, "supervisor", CENTRE),
    "other_inspector": (LABORATORY, "inspector", CENTRE),
    "planner": (SURGERY, "supervisor", CENTRE),
    "first": (SURGERY, "inspector", CENTRE),
    "second": (LABORATORY, "inspector", CENTRE),
    "secretary": (LABORATORY, "secretary", BRANCH),
}
PEOPLE = {name: made(20 + number) for number, name in enumerate(ROLES)}
OUTSIDERS = ("nurse", "head", "admin", "leader", "other_planner", "other_inspector", "secretary")
MEMBERS = ("nurse", "secretary")
"""Who is of the branch, whose meetings are told of what was found in the wards where they work."""
TEAM = ("planner", "first", "second")


def founded(txn: Txn) -> dict[str, tuple[int, str]]:
    """The documents, and everybody signed in: name → (replica, token). The same every time."""
    since = {"from": SINCE, "to": None}
    acts = [ServerAct(CENTRE, "institution", {"name": "洛溪镇中心卫生院"})]
    for unit, name in ((WARD, "内科"), (SURGERY, "外科"), (LABORATORY, "检验窗口")):
        acts.append(ServerAct(unit, "unit", {"institution": CENTRE, "name": name, "type": "department"}))
    acts.append(ServerAct(BRANCH, "party_branch", {"institution": CENTRE, "name": "临床党支部"}))
    items = {f"items/{id}": item for id, item in ITEMS.items()}
    about = {"institution": CENTRE, "name": "窗口检查表", "version": 1, "published": True}
    acts.append(ServerAct(CHECKLIST, "checklist", {**about, **items}))
    for name, (unit, role, at) in ROLES.items():
        held: dict[str, Any] = {"memberships/1": {"unit": unit, **since}, "roles/1": {"role": role, "at": at, **since}}
        if name in MEMBERS:
            held["branches/1"] = {"branch": BRANCH, "from": SINCE}
        acts.append(ServerAct(PEOPLE[name], "person", {"institution": CENTRE, "name": name, **held}))
    write_as_server(txn, acts, FOUNDED_MS)
    signed_in: dict[str, tuple[int, str]] = {}
    chance = Random("sign-in")  # noqa: S311 - has to replay

    def token(size: int) -> str:
        return chance.randbytes(size).hex()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("api.accounts.secrets.randbits", chance.getrandbits)
        patched.setattr("api.accounts.uuid4", lambda: UUID(bytes=chance.randbytes(16), version=4))
        patched.setattr("api.accounts.secrets.token_urlsafe", token)
        for name, person in PEOPLE.items():
            add_account(txn, person, name, "-", FOUNDED_MS)
            session = open_session(txn, person, "phone", BEGINS_MS)
            signed_in[name] = session.replica, session.token
    return signed_in


class Somebody:
    """One person with one device, at one door. `heard`: all bytes that came, in order, where they are noted."""

    def __init__(self, door: Door, name: str, replica: int, token: str, *, noted: bool) -> None:
        self.door, self.name, self.replica, self.token, self.noted = door, name, replica, token, noted
        self.person = PEOPLE[name]
        self._client = door.visitor(Cookie=f"mingcha={token}")
        self.heard: list[tuple[str, Any]] = []
        self.cursors: dict[str, int] = {}
        self.frames: list[bytes] = []
        self._latest = ZERO
        self._socket: ClientConnection | None = None
        self._listening: asyncio.Task[None] | None = None

    # -- HTTP -----------------------------------------------------------------------------------------------

    async def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> httpx.Response:
        answer = await self._client.request(method, path, content=body, headers=headers)
        if self.noted:
            told = [(name, value) for name, value in answer.headers.items() if name not in UNTOLD]
            content = _REQUEST.sub(b"", _unzipped(answer.content))
            if answer.content.startswith((b"PK", b"%PDF")):
                told = [(name, value) for name, value in told if name != "content-length"]
            self.heard.append((f"{method} {path}", (answer.status_code, told, content)))
        return answer

    def stamp(self, ahead_ms: int = 0) -> bytes:
        """The next stamp of this device, whose clock is so far ahead; they rise, as any device's do."""
        self._latest = next_stamp(self._latest, self.door.clock() + ahead_ms, self.replica)
        return self._latest

    async def push(self, kind: str, doc: bytes, writes: Mapping[str, Any], ahead_ms: int = 0) -> str | None:
        """One change; the refusal's code."""
        change = encode_change(self.stamp(ahead_ms), doc, kind, list(writes.items()))
        answer = await self.ask("POST", "/api/sync/push", encode_push(None, [change]), **MESSAGEPACK)
        (result,) = msgspec.msgpack.decode(answer.content)["results"]
        return None if result is None else result["code"]

    async def pull(self, **named: int) -> dict[str, Any]:
        """Everything since the last pull; `named` scopes besides."""
        cursors = {**self.cursors, **named}
        body = encode({"log": None, "cursors": cursors})
        answer = await self.ask("POST", "/api/sync/pull", body, **{**MESSAGEPACK, "Accept-Encoding": "identity"})
        told = msgspec.msgpack.decode(answer.content)
        for scope in told["gone"]:
            self.cursors.pop(scope, None)
        self.cursors.update({scope: part["seq"] for scope, part in told["scopes"].items()})
        return told

    # -- the socket -----------------------------------------------------------------------------------------

    async def listen(self) -> None:
        address = f"ws://127.0.0.1:{self.door.port}/api/sync/live"
        self._socket = await connect(address, additional_headers={"Cookie": f"mingcha={self.token}"}, proxy=None)
        await self._socket.send(encode({"log": None, "cursors": self.cursors}))
        self._listening = asyncio.create_task(self._hear(self._socket))

    async def _hear(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for frame in socket:
                self.frames.append(bytes(frame) if isinstance(frame, bytes) else frame.encode())
        self.frames.append(f"closed {socket.close_code}".encode())

    async def says(self, doc: bytes, path: str) -> None:
        assert self._socket is not None
        with suppress(ConnectionClosed):
            await self._socket.send(encode({"presence": {"doc": doc, "path": path}}))

    async def hang_up(self) -> None:
        if self._socket is not None and self._listening is not None:
            await self._socket.close()
            await self._listening
            self._socket = None

    async def leave(self) -> None:
        """Closes whatever is open."""
        await self.hang_up()
        await self._client.aclose()


def _unzipped(content: bytes) -> bytes:
    """A workbook by its parts, without the moment at which it was packed; a PDF by its words, likewise."""
    if content.startswith(b"%PDF"):
        return "\f".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = sorted(name for name in packed.namelist() if not name.startswith("docProps/"))
        return b"".join(name.encode() + packed.read(name) for name in parts)


def evaluation_id(name: str, day: str) -> bytes:
    return natural_id(f"self_evaluation/{uuid_text(PEOPLE[name])}/daily/{day}")


def picture_hash(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()
