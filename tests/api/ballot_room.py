"""A served hospital with people on the roll of anonymous ballots: for tests of the door, and of what others see."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, TypeVar

import httpx
import msgspec

from api import ballot_box
from api.database import Txn
from api.intake import write_as_server
from api.shelf import read_documents
from models.ballot import Ballot, seal
from models.ballot_context import closing, opening
from models.document import Document, ServerAct, uuid_text
from sync.stamp import make
from tests.api.door import Door, Somebody
from tests.api.elector import Elector

MESSAGEPACK = {"Content-Type": "application/x-msgpack"}
T = TypeVar("T")


class Room:
    """A served hospital with so many people on the roll of one context, and one who is not."""

    def __init__(self, door: Door, people: list[Somebody], clients: list[httpx.AsyncClient]) -> None:
        self.door, self.people, self.clients = door, people, clients
        self.rooms = 0
        self.institution = bytes(16)

    async def ask(self, electors: int, **more: Any) -> bytes:
        """A new context with the first so many people on its roll; its id, once its key is there."""
        self.rooms += 1
        source = make(self.door.clock(), self.rooms, 1)
        roll = frozenset(each.person for each in self.people[:electors])
        act = opening(source, self.institution, roll, **more)
        await self.write(act)
        await self.door.parts.smith.make_all()
        assert (await self.document(act.doc)).value("key")
        return act.doc

    async def write(self, *acts: ServerAct) -> None:
        now_ms = self.door.clock()
        await self.door.parts.database().write(lambda txn: write_as_server(txn, acts, now_ms))

    async def document(self, id: bytes) -> Document:
        return (await self.read(lambda txn: list(read_documents(txn, [id]))))[0]

    async def read(self, work: Callable[[Txn], T]) -> T:
        """On the connection that writes: what is held is seen there alone."""
        return await self.door.parts.database().write(work)

    async def poll(self, electors: int) -> tuple[bytes, bytes]:
        """A poll with a context like `ask`'s; the ids of both."""
        context = await self.ask(electors)
        poll = (await self.document(context)).value("source")
        asked = {"institution": self.institution, "mode": "anonymous", "title": "表决", "type": "approval"}
        due = {f"due/{uuid_text(each.person)}": True for each in self.people[:electors]}
        await self.write(ServerAct(poll, "poll", {**asked, **due}))
        return poll, context

    async def close(self, context: bytes) -> None:
        """As a poll's or a round's own change closes it."""
        document = await self.document(context)
        now_ms = self.door.clock()

        def work(txn: Txn) -> None:
            class Books:
                now_ms = self.door.clock()

                def ballot_box(self, context: bytes) -> Any:
                    return ballot_box.emptied_box(txn, context)

            write_as_server(txn, closing(document, Books()), now_ms)  # pyright: ignore[reportArgumentType] - enough of it

        await self.door.parts.database().write(work)

    async def elector(self, context: bytes) -> Elector:
        return Elector(context, (await self.document(context)).value("key"))

    async def issue(self, who: int, body: bytes) -> httpx.Response:
        return await self.clients[who].post("/api/ballots/issue", content=body, headers=MESSAGEPACK)

    async def given(self, who: int, context: bytes) -> Elector:
        """Somebody with a signed token."""
        elector = await self.elector(context)
        answer = await self.issue(who, elector.asks())
        assert answer.status_code == 200, answer.text
        elector.is_given(msgspec.msgpack.decode(answer.content)["signature"])
        return elector

    async def cast(self, body: bytes | Ballot, **headers: str) -> tuple[int, dict[str, Any]]:
        """Without a session."""
        async with self.door.visitor(**MESSAGEPACK, **headers) as nobody:
            answer = await nobody.post("/api/ballots/cast", content=seal(body) if isinstance(body, Ballot) else body)
        if answer.headers["content-type"].endswith("json"):
            return answer.status_code, answer.json()
        return answer.status_code, msgspec.msgpack.decode(answer.content)

    async def published(self, who: int, context: bytes) -> httpx.Response:
        dashed = f"{context.hex()[:8]}-{context.hex()[8:12]}-{context.hex()[12:16]}-{context.hex()[16:20]}"
        return await self.clients[who].get(f"/api/ballots/published/{dashed}-{context.hex()[20:]}")

    async def counted(self, context: bytes) -> int:
        return await self.read(lambda txn: ballot_box.count_cast(txn, context))


@asynccontextmanager
async def room_in(door: Door, count: int) -> AsyncGenerator[Room]:
    """So many people who may be on a roll, and one more, whose institution asks them; all signed in."""
    async with AsyncExitStack() as stack:
        people = [await door.admit(f"elector{number}") for number in range(count + 1)]
        clients: list[httpx.AsyncClient] = []
        for each in people:
            client = await stack.enter_async_context(door.visitor())
            assert (await door.sign_in(each, client=client)).status_code == 201
            clients.append(client)
        made = Room(door, people, clients)
        made.institution = (await made.document(people[-1].person)).value("institution")
        yield made
