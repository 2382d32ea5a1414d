"""Upkeep: one document that can't be written holds up nothing but itself."""

from __future__ import annotations

from typing import Any

import pytest

from api.intake import write_as_server
from api.shelf import read_documents
from api.upkeep import Upkeep
from models import consequences, poll_following
from models.document import Document, ServerAct, natural_id
from tests.api.door import Door

pytestmark = pytest.mark.database
POISON = natural_id("a poll that fails")
GOOD = natural_id("a poll that doesn't")


def _asked(institution: bytes) -> dict[str, Any]:
    return {
        "institution": institution,
        "title": "表决",
        "type": "approval",
        "mode": "open",
        "opened": True,
        "closes_at": 1,
    }


async def test_a_poll_that_fails_keeps_no_other_open(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    database = door.parts.database()
    somebody = await door.admit("li.yan")
    asked = await database.read(lambda txn: next(iter(read_documents(txn, [somebody.person]))).value("institution"))
    acts = [ServerAct(doc, "poll", _asked(asked)) for doc in (POISON, GOOD)]
    await database.write(lambda txn: write_as_server(txn, acts, door.clock()))
    usual = poll_following.of_poll

    def of_poll(act: Any, document: Document, library: Any) -> list[ServerAct]:
        if document.id == POISON and "closed" in act.writes:
            raise ArithmeticError
        return usual(act, document, library)

    monkeypatch.setitem(consequences._FOLLOW, "poll", of_poll)  # pyright: ignore[reportPrivateUsage] - planted
    assert await _closed(door) == {POISON: None, GOOD: True}


async def test_an_order_whose_due_day_is_none_keeps_no_poll_of_its_house_open(door: Door) -> None:
    database = door.parts.database()
    somebody = await door.admit("li.yan")
    asked = await database.read(lambda txn: next(iter(read_documents(txn, [somebody.person]))).value("institution"))
    order = ServerAct(POISON, "order", {"institution": asked, "issued": True, "due_on": "some day"})
    acts = [order, ServerAct(GOOD, "poll", _asked(asked))]
    await database.write(lambda txn: write_as_server(txn, acts, door.clock()))
    assert await _closed(door) == {POISON: None, GOOD: True}


async def _closed(door: Door) -> dict[bytes, Any]:
    """What stands of both after one look at the clock."""
    await Upkeep(door.parts.database, door.clock, door.parts.blobs, door.parts.log).once(sweeping=True)
    return await door.parts.database().read(
        lambda txn: {each.id: each.value("closed") for each in read_documents(txn, [POISON, GOOD])}
    )
