"""Reminders beyond the app: each rung of the ladder that an order reaches is told to a group robot, where one is set.

Promises: nothing waits for it; what fails is tried again, later each time, and given up after three days; what was
sent is written into the order, so it is sent once (twice only if the server dies between the two). A message holds the
order's number, its day and the rung: no unit, no person, no matter; drafts and visits are never looked at.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
from msgspec import Struct
from structlog.typing import FilteringBoundLogger

from api.clock import Clock
from api.database import Txn
from api.intake import write_as_server
from api.logs import frames_of
from api.order_reading import number_words
from api.sessions import Doors
from api.settings import Webhook
from api.shelf import read_documents
from models.calendar import add_days, local_day
from models.deed import under
from models.document import Document, ServerAct

LOOKS_EVERY_SECONDS = 60
WAITS_SECONDS_MAX = 3600
ANSWER_SECONDS_MAX = 10
AT_ONCE = 10
"""Messages a look: the robots take twenty a minute."""
GIVEN_UP_DAYS = 3


class Notice(Struct, frozen=True):
    """待发提醒: one rung of one order."""

    order: bytes
    key: str
    words: str


class Unsent(Exception):  # noqa: N818 - says what is the case
    """The robot did not take a message; the text says what it answered."""


class OrderNotices:
    """提醒: one task for the life of the application; idle without a robot."""

    def __init__(
        self, database: Callable[[], Doors], clock: Clock, webhook: Webhook | None, log: FilteringBoundLogger
    ) -> None:
        self._database, self._clock, self._webhook, self._log = database, clock, webhook, log
        self._failures = 0

    async def run(self) -> None:
        """Until it is cancelled."""
        if self._webhook is None:
            return
        while True:
            await self.once()
            await asyncio.sleep(self.wait_seconds)

    @property
    def wait_seconds(self) -> int:
        """Until the next look: a minute, and twice as long after each failure in a row."""
        return min(LOOKS_EVERY_SECONDS << min(self._failures, 6), WAITS_SECONDS_MAX)

    async def once(self) -> int:
        """One look; how many messages were taken."""
        webhook, taken = self._webhook, 0
        if webhook is None:
            return 0
        try:
            now_ms = self._clock()
            waiting = await self._database().read(lambda txn: waiting_notices(txn, now_ms))
            async with httpx.AsyncClient(timeout=ANSWER_SECONDS_MAX, follow_redirects=False) as client:
                for notice in waiting[:AT_ONCE]:
                    await _send(client, webhook, notice.words, self._clock())
                    taken += 1
                    await self._database().write(lambda txn, notice=notice: _note(txn, notice, self._clock()))
            self._failures = 0
        except Exception as error:  # the next look tries again
            self._failures += 1
            self._log.warning("reminders", error=type(error).__qualname__, said=_said(error), at=frames_of(error))
        return taken


def waiting_notices(txn: Txn, now_ms: int) -> list[Notice]:
    """What was reached within the last days and isn't sent yet, the oldest first."""
    since = add_days(local_day(now_ms), -GIVEN_UP_DAYS)
    rows = txn.fetch("select id from documents where kind = ? order by id", ["order"])
    found: list[tuple[str, Notice]] = []
    for order in read_documents(txn, [id for (id,) in rows]):
        for path in under(order.registers, "steps/"):
            key, step = path.removeprefix("steps/"), order.value(path)
            if step["on"] >= since and order.value(f"sent/{key}") is None:
                found.append((step["on"] + key, Notice(order.id, key, words_of(order, step))))
    return [notice for _, notice in sorted(found, key=lambda each: each[0])]


def words_of(order: Document, step: dict[str, Any]) -> str:
    """The message; only what a number and a day say."""
    return f"【明察】{number_words(order)}：{step['title']}，期限 {step['due_on']}。请登录明察查看。"


def body_of(webhook: Webhook, words: str) -> dict[str, Any]:
    """Both robots take the same text message."""
    return {"msgtype": "text", "text": {"content": words}}


def address_of(webhook: Webhook, now_ms: int) -> str:
    """The address; DingTalk's with moment and signature: HMAC-SHA256 of "<moment>\\n<secret>" under the secret."""
    if webhook.type != "dingtalk" or not webhook.secret:
        return webhook.url
    signed = hmac.digest(webhook.secret.encode(), f"{now_ms}\n{webhook.secret}".encode(), hashlib.sha256)
    joint = "&" if urlsplit(webhook.url).query else "?"
    return f"{webhook.url}{joint}timestamp={now_ms}&sign={quote(base64.b64encode(signed), safe='')}"


async def _send(client: httpx.AsyncClient, webhook: Webhook, words: str, now_ms: int) -> None:
    answer = await client.post(address_of(webhook, now_ms), json=body_of(webhook, words))
    if not answer.is_success:
        raise Unsent(f"HTTP {answer.status_code}")
    said: Any = answer.json()
    if not isinstance(said, dict) or said.get("errcode") != 0:  # pyright: ignore[reportUnknownMemberType]
        raise Unsent("the robot refused it")


def _note(txn: Txn, notice: Notice, now_ms: int) -> None:
    write_as_server(txn, [ServerAct(notice.order, "order", {f"sent/{notice.key}": now_ms})], now_ms)


def _said(error: Exception) -> str:
    """Nothing of an address, which holds the robot's key."""
    return str(error) if isinstance(error, Unsent) else ""
