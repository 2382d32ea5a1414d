"""News between processes: which scopes another process has just written, by PostgreSQL's NOTIFY and by looking.

Promises: what a process commits reaches the listeners of every other within milliseconds, and within POLL_SECONDS
even if the message is lost. One connection of its own, opened again whenever it breaks; messages are sent outside the
commits that they tell of, many commits in one; they carry names of scopes and no content, and each process reads what
its own listeners may see.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Protocol, cast

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
import msgspec

from api.announcement import Announcement

CHANNEL = "mingcha_news"
POLL_SECONDS = 2.0
RECONNECT_SECONDS_MAX = 5.0
CONNECT_SECONDS = 3.0
SCOPES_A_MESSAGE_MAX = 80
"""A message holds 8,000 bytes at most; a scope's name takes 100 at most as a rule."""
MESSAGE_BYTES_MAX = 7_900
MESSAGES_AT_ONCE_MAX = 50

_log = logging.getLogger(__name__)


class Message(msgspec.Struct, omit_defaults=True):
    """消息: `origin` is the process that speaks; `look` asks everybody to look for themselves.

    `tallies`: scopes in which nothing else is new. `ended`: person and device, in hexadecimal, whose sessions have
    ended.
    """

    origin: str
    scopes: list[str] = []
    tallies: list[str] = []
    rights: bool = False
    ended: list[tuple[str, str]] = []
    look: bool = False


class Audience(Protocol):
    """Who hears what other processes did."""

    def missed(self, scopes: list[str]) -> None: ...

    def tallies_missed(self, scopes: list[str]) -> None: ...

    def ended_elsewhere(self, person: bytes, device: bytes) -> None: ...

    async def look(self) -> None:
        """Compares what the database holds with what was sent."""
        ...

    async def recheck(self) -> None:
        """Looks up again what everybody may see."""
        ...


class Line(Protocol):
    """As much of asyncpg's connection as news need."""

    async def execute(self, query: str, *args: str) -> str: ...

    async def add_listener(self, channel: str, callback: Callable[..., None]) -> None: ...

    def add_termination_listener(self, callback: Callable[..., None]) -> None: ...

    def is_closed(self) -> bool: ...

    async def close(self, *, timeout: float) -> None: ...  # noqa: ASYNC109 - asyncpg's own

    def terminate(self) -> None: ...


Connect = Callable[[], Awaitable[Line]]


class News:
    """新闻: `tell` and `tell_ended` are cheap and are called in the event loop."""

    def __init__(self, url: str, origin: str, audience: Audience, connect: Connect | None = None) -> None:
        self._connect: Connect = connect or (lambda: cast(Any, asyncpg).connect(url, timeout=CONNECT_SECONDS))
        self._origin = origin
        self._audience = audience
        self._scopes: dict[str, None] = {}
        self._tallies: dict[str, None] = {}
        self._ended: dict[tuple[str, str], None] = {}
        self._rights = False
        self._waking = asyncio.Event()
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begins to listen and to speak, in the running event loop."""
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._speak()), loop.create_task(self._hear())]

    async def close(self) -> None:
        """Stops; what was not sent is found by looking."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def tell(self, news: Announcement) -> None:
        """Tells the other processes of a commit of this one."""
        self._scopes.update(dict.fromkeys(name for name in news.scopes if name not in news.paced))
        self._tallies.update(dict.fromkeys(news.paced))
        self._rights = self._rights or bool(news.rights_changed)
        self._waking.set()

    def tell_ended(self, person: bytes, device: bytes) -> None:
        """Tells the other processes that a device's sessions have ended."""
        self._ended[person.hex(), device.hex()] = None
        self._waking.set()

    async def _speak(self) -> None:
        """Holds the connection, for ever."""
        waits = 0.0
        while True:
            await asyncio.sleep(waits)
            try:
                connection = await self._connect()
                waits = 0.0
                try:
                    await self._converse(connection)
                finally:
                    await _hang_up(connection)
            except Exception as error:  # whatever it was, a new connection and a look mend it
                waits = min(RECONNECT_SECONDS_MAX, waits * 2 or 0.1)
                _log.warning("news between processes are interrupted (%s)", type(error).__name__)

    async def _converse(self, connection: Line) -> None:
        connection.add_termination_listener(self._lost)
        await connection.add_listener(CHANNEL, self._note)
        self._heard.put_nowait(Message("", look=True, rights=True))
        while not connection.is_closed():
            for message in self._messages():
                await connection.execute("select pg_notify($1, $2)", CHANNEL, message)
            try:
                await asyncio.wait_for(self._waking.wait(), POLL_SECONDS)
                self._waking.clear()
            except TimeoutError:
                self._heard.put_nowait(Message("", look=True))

    def _messages(self) -> list[str]:
        """What is to be told, in as few messages as it takes."""
        tallies, self._tallies = [name for name in self._tallies if name not in self._scopes], {}
        scopes, self._scopes = list(self._scopes), {}
        ended, self._ended = list(self._ended), {}
        rights, self._rights = self._rights, False
        if not (scopes or tallies or ended or rights):
            return []
        step = SCOPES_A_MESSAGE_MAX
        told = [Message(self._origin, scopes[at : at + step]) for at in range(0, len(scopes), step)]
        told += [Message(self._origin, tallies=tallies[at : at + step]) for at in range(0, len(tallies), step)]
        told += [Message(self._origin, ended=ended[at : at + step]) for at in range(0, len(ended), step)]
        if rights:
            told.insert(0, Message(self._origin, rights=True))
        encoded = [msgspec.json.encode(message).decode() for message in told]
        if len(encoded) > MESSAGES_AT_ONCE_MAX or any(len(each.encode()) > MESSAGE_BYTES_MAX for each in encoded):
            return [msgspec.json.encode(Message(self._origin, rights=True, look=True)).decode()]
        return encoded

    def _lost(self, _connection: Any) -> None:
        self._waking.set()

    def _note(self, _connection: Any, _process: int, _channel: str, payload: object) -> None:
        try:
            message = msgspec.json.decode(str(payload), type=Message)
        except msgspec.MsgspecError:
            message = Message("", look=True)
        if message.origin != self._origin:
            self._heard.put_nowait(message)

    async def _hear(self) -> None:
        """Passes on what was heard, in order."""
        while True:
            message = await self._heard.get()
            try:
                if message.rights:
                    await self._audience.recheck()
                for person, device in message.ended:
                    self._audience.ended_elsewhere(bytes.fromhex(person), bytes.fromhex(device))
                if message.scopes:
                    self._audience.missed(message.scopes)
                if message.tallies:
                    self._audience.tallies_missed(message.tallies)
                if message.look:
                    await self._audience.look()
            except Exception as error:  # whatever it was, the next look mends it
                _log.warning("news were not passed on (%s)", type(error).__name__)


async def _hang_up(connection: Line) -> None:
    try:
        await connection.close(timeout=1)
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        connection.terminate()
