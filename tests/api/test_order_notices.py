"""Reminders to a group robot: what is sent, signed how, once; and that a robot that fails holds nothing up."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from api.database import Txn
from api.order_notices import GIVEN_UP_DAYS, OrderNotices, address_of, waiting_notices
from api.settings import SettingsError, Webhook, read_settings
from models.calendar import DAY_MS
from tests.api.door import Door
from tests.api.test_order_exports import Office

SECRET = "SEC-of-the-robot"


class Robot:
    """A group robot on this machine: keeps what it is told, answers as it is bid."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.status, self.errcode = 200, 0
        self.port = 0

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1]) for line in head.splitlines() if line.lower().startswith("content-length")
        )
        body = json.loads(await reader.readexactly(length))
        self.heard.append((head.split(" ")[1], body))
        said = json.dumps({"errcode": self.errcode, "errmsg": "ok"}).encode()
        writer.write(
            b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            % (self.status, len(said))
            + said
        )
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening() -> AsyncGenerator[Robot]:
    robot = Robot()
    server = await asyncio.start_server(robot.answer, "127.0.0.1", 0)
    robot.port = server.sockets[0].getsockname()[1]
    async with server:
        yield robot


@pytest.fixture
async def office(door: Door) -> Office:
    made = Office(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def late(office: Office) -> None:
    """The order comes back, and its day passes; the clock writes the first rungs."""
    from api.intake import write_as_server, write_what_is_due  # noqa: PLC0415 (what upkeep calls)
    from models.document import ServerAct  # noqa: PLC0415

    door = office.door
    database = door.parts.database()
    again = {"rechecks/1/00000000-0000-7000-8000-000000000000": {"ruling": "returned", "reason": "没有签名"}}
    await database.write(lambda txn: write_as_server(txn, [ServerAct(office.order, "order", again)], door.clock()))
    door.clock.advance(20 * DAY_MS)
    await database.write(lambda txn: write_what_is_due(txn, door.clock()))


def notices(office: Office, robot: Robot, type: str = "wecom", secret: str = "") -> OrderNotices:
    webhook = Webhook(type, f"http://127.0.0.1:{robot.port}/send?key=abc", secret)
    parts = office.door.parts
    return OrderNotices(parts.database, office.door.clock, webhook, parts.log)


async def test_each_rung_is_told_once_and_says_nothing_but_number_and_day(office: Office) -> None:
    await late(office)
    async with listening() as robot:
        told = notices(office, robot)
        assert await told.once() == len(robot.heard) == 2
        assert await told.once() == 0
    for path, body in robot.heard:
        assert path == "/send?key=abc"
        assert body["msgtype"] == "text"
        words = body["text"]["content"]
        assert "1号" in words
        for secret in ("内科", "甲", "无菌", "=1+1"):
            assert secret not in words
    assert {"红色提醒" in body["text"]["content"] for _, body in robot.heard} == {True, False}


async def test_a_robot_that_fails_is_asked_again_later_and_later(office: Office) -> None:
    await late(office)
    async with listening() as robot:
        told = notices(office, robot)
        before = told.wait_seconds
        for status, errcode in ((500, 0), (200, 93000)):
            robot.status, robot.errcode = status, errcode
            assert await told.once() == 0
        assert told.wait_seconds == 4 * before
        robot.status, robot.errcode = 200, 0
        assert await told.once() == 2
        assert told.wait_seconds == before


async def test_a_robot_that_nobody_reaches_holds_nothing_up(office: Office) -> None:
    await late(office)
    async with listening() as robot:
        told = notices(office, robot)
    assert await told.once() == 0
    assert told.wait_seconds > 60


async def test_what_is_old_is_given_up(office: Office) -> None:
    await late(office)
    office.door.clock.advance((GIVEN_UP_DAYS + 1) * DAY_MS)

    def work(txn: Txn) -> int:
        return len(waiting_notices(txn, office.door.clock()))

    assert await office.door.parts.database().read(work) == 0


async def test_dingtalk_is_signed_as_it_asks(office: Office) -> None:
    await late(office)
    async with listening() as robot:
        await notices(office, robot, "dingtalk", SECRET).once()
    query = parse_qs(urlsplit(robot.heard[0][0]).query)
    moment = query["timestamp"][0]
    expected = hmac.new(SECRET.encode(), f"{moment}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert base64.b64decode(query["sign"][0]) == expected
    assert query["key"] == ["abc"]


def test_wecom_and_an_unsigned_robot_keep_their_address() -> None:
    for webhook in (
        Webhook("wecom", "https://r.cn/send?key=a", SECRET),
        Webhook("dingtalk", "https://r.cn/send?key=a"),
    ):
        assert address_of(webhook, 1) == webhook.url
    assert address_of(Webhook("dingtalk", "https://r.cn/send", "s"), 1).startswith(
        "https://r.cn/send?timestamp=1&sign="
    )


async def test_without_a_robot_nothing_is_looked_at(office: Office) -> None:
    parts = office.door.parts
    quiet = OrderNotices(parts.database, office.door.clock, None, parts.log)
    await quiet.run()
    assert await quiet.once() == 0


def test_the_address_and_the_type_of_a_robot_are_checked() -> None:
    assert read_settings({}).webhook is None
    given = {
        "MINGCHA_WEBHOOK_URL": "https://r.cn/send?key=a",
        "MINGCHA_WEBHOOK_TYPE": "DingTalk",
        "MINGCHA_WEBHOOK_SECRET": "s",
    }
    assert read_settings(given).webhook == Webhook("dingtalk", "https://r.cn/send?key=a", "s")
    for wrong in ({"MINGCHA_WEBHOOK_URL": "r.cn/send"}, {**given, "MINGCHA_WEBHOOK_TYPE": "feishu"}):
        with pytest.raises(SettingsError, match="MINGCHA_WEBHOOK"):
            read_settings(wrong)
