"""What the public says at the same time to two processes: every word and every number stands, on both databases."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

import pytest

from api.database import Txn
from api.intake import write_as_server
from api.public_box import Asked, Box, Complained, Said, complain, look, say
from api.public_ratings import Rated, Rating, rate
from api.rating_cases import open_cases
from api.recount.compare import recount
from api.stores import open_store
from models.calendar import DAY_MS
from models.document import ServerAct, uuid_text
from models.rating_batch import VALID_DAYS
from models.rating_flag import BURST_RATINGS
from models.rating_steps import STEP
from tests.api.test_public_stuffing import CALM_S, House, Ward, hospital, own_code

__all__ = ["hospital"]
pytestmark = [pytest.mark.database, pytest.mark.asyncio(loop_scope="module")]
T = TypeVar("T")


async def together(hospital: House, *works: Callable[[Txn], T]) -> list[T]:
    """Each in a process of its own, as far as the database can tell, and all at the same time."""
    url, start = hospital.door.parts.settings.database_url, threading.Barrier(len(works))

    def do(work: Callable[[Txn], T]) -> T:
        store = open_store(url)
        try:
            start.wait(20)
            with store.transaction() as txn:
                return work(txn)
        finally:
            store.close()

    return list(await asyncio.gather(*(asyncio.to_thread(do, work) for work in works)))


def rating(ward: Ward, code: str, overall: str = "very", words: str = "") -> Callable[[Txn], Rated]:
    now_ms = ward.house.door.clock()
    return lambda txn: rate(txn, Rating(code, {"overall": overall}, words), now_ms)


async def agreed(hospital: House) -> bool:
    return (await hospital.read(recount)).differences == []


async def test_two_processes_that_take_one_code_at_the_same_time_count_it_once(hospital: House) -> None:
    ward = await hospital.ward()
    heard = await together(hospital, rating(ward, ward.codes[0]), rating(ward, ward.codes[0]))
    assert sorted(each.again for each in heard) == [False, True]
    assert await ward.states() == ["counts"]


async def test_two_processes_that_take_two_codes_at_the_same_time_count_both(hospital: House) -> None:
    for _ in range(3):
        ward = await hospital.ward()
        for number in range(STEP - 2):
            await ward.say(ward.codes[number])
        hospital.door.clock.advance(CALM_S * 1_000)
        heard = await together(hospital, rating(ward, ward.codes[10]), rating(ward, ward.codes[11]))
        assert [each.again for each in heard] == [False, False]
        assert await ward.told() == STEP, "each would tell four, or five without one of them"
    assert await agreed(hospital)


async def test_a_ruling_and_a_rating_at_the_same_time_both_stand_in_the_tally(hospital: House) -> None:
    """The ruling lets six count while another process takes the fifth of a step."""
    for _ in range(3):
        ward = await hospital.ward()
        for number in range(BURST_RATINGS):
            await ward.say(ward.codes[number], after_s=3)
        for number in range(10, 10 + STEP - 1):
            await ward.say(ward.codes[number])
        hospital.door.clock.advance(CALM_S * 1_000)
        flag, now_ms = await ward.flag(), hospital.door.clock()
        path = f"rulings/{uuid_text(hospital.office[1].person)}"
        act = ServerAct(flag.id, "rating_flag", {path: {"counts": True, "reason": "出院宣教时集中扫码"}})

        def rule(txn: Txn, act: ServerAct = act, now_ms: int = now_ms) -> None:
            write_as_server(txn, [act], now_ms)

        await together(hospital, rule, rating(ward, ward.codes[15]))
        assert await ward.told() == BURST_RATINGS + STEP
    assert await agreed(hospital)


async def test_two_pages_behind_one_code_that_write_at_the_same_time_both_stand(hospital: House) -> None:
    ward = await hospital.ward()
    await ward.say(ward.codes[0], "not", words="夜里按铃没人来")

    def line(text: str) -> Callable[[Txn], Box]:
        return lambda txn: say(txn, Said(ward.codes[0], text, 1), hospital.door.clock())

    await together(hospital, line("三楼"), line("两次"))
    seen = await hospital.read(lambda txn: look(txn, Asked(ward.codes[0]), hospital.door.clock()))
    assert {each.text for each in seen.lines} == {"夜里按铃没人来", "三楼", "两次"}
    hospital.door.clock.advance(2 * DAY_MS)
    now_ms = hospital.door.clock()

    def open_all(txn: Txn) -> None:
        open_cases(txn, now_ms)

    await together(hospital, open_all, open_all)
    await together(hospital, line("再问"), line("再催"))
    seen = await hospital.read(lambda txn: look(txn, Asked(ward.codes[0]), hospital.door.clock()))
    assert {each.text for each in seen.lines} == {"夜里按铃没人来", "三楼", "两次", "再问", "再催"}


async def test_one_complaint_that_two_processes_take_at_the_same_time_is_one(hospital: House) -> None:
    ward = await hospital.ward("poster")
    own, now_ms = own_code(), hospital.door.clock()

    def complaint(text: str) -> Callable[[Txn], Box]:
        return lambda txn: complain(txn, Complained(own, ward.codes[0], text), now_ms)

    one, other = await together(hospital, complaint("厕所的灯坏了"), complaint("厕所的灯坏了"))
    assert one == other
    assert [each.text for each in one.lines] == ["厕所的灯坏了"]


async def test_a_code_that_has_expired_is_told_so_over_http_and_stays_unused(hospital: House) -> None:
    ward = await hospital.ward()
    hospital.door.clock.advance((VALID_DAYS + 1) * DAY_MS)
    refused = await ward.say(ward.codes[0])
    assert (refused.status_code, refused.json()["code"]) == (410, "label_expired")
    assert await ward.states() == []
    used = await hospital.read(
        lambda txn: txn.fetch("select 1 from rating_codes where batch = ? and used_ms is not null", [ward.batch])
    )
    assert used == []
