"""What tests of the server's outside need: its address, a client, a clock they move, and its parts to look at."""

import asyncio
import secrets
from typing import Any, NamedTuple

import httpx

from api import accounts
from api.app import Parts
from api.database import Txn
from api.founding import Founding
from api.passwords import hash_for_demo

PASSWORD = "three unrelated words"


class SteppedClock:
    """A clock that stands still until somebody moves it. Unix milliseconds."""

    def __init__(self, now_ms: int) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def advance(self, milliseconds: int) -> None:
        self.now_ms += milliseconds


class Somebody(NamedTuple):
    """A person with an account."""

    person: bytes
    username: str
    password: str


class Door:
    """A running server."""

    def __init__(self, base_url: str, port: int, client: httpx.AsyncClient, parts: Parts, clock: SteppedClock) -> None:
        self.base_url, self.port, self.client, self.parts, self.clock = base_url, port, client, parts, clock

    async def admit(self, username: str, password: str = PASSWORD) -> Somebody:
        """An institution's administrator with an account, made below the doors of enrolment."""

        def work(txn: Txn) -> bytes:
            who = {"name": username, "pinyin": username[:8], "since": "2020-01-01"}
            person = Founding().found_institution(txn, f"clinic {secrets.token_hex(4)}", who, self.clock())
            accounts.add_account(txn, person, username, hash_for_demo(password), self.clock())
            return person

        return Somebody(await self.parts.database().write(work), username, password)

    def visitor(self, **headers: str) -> httpx.AsyncClient:
        """Another browser: a client with cookies of its own. Use it as an async context."""
        own = {"Origin": self.base_url, "X-Mingcha": "1", **headers}
        return httpx.AsyncClient(base_url=self.base_url, headers=own, timeout=30)

    async def sign_in(
        self, who: Somebody, device: str = "phone", client: httpx.AsyncClient | None = None
    ) -> httpx.Response:
        """The answer to a sign-in."""
        body: dict[str, Any] = {"username": who.username, "password": who.password, "device": device}
        return await (client or self.client).post("/api/auth/login", json=body)


async def raw(door: Door, sent: bytes) -> bytes:
    """What the server answers to these very bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(sent)
    await writer.drain()
    try:
        return await asyncio.wait_for(reader.read(), 10)
    finally:
        writer.close()
