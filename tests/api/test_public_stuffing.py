"""Stuffing over HTTP, on both databases: what is replayed, forged, carried over or sent in bursts is refused or
flagged, and never counted twice.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Callable
from typing import Any, TypeVar

import httpx
import msgspec
import pytest
import pytest_asyncio

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from api.public_codes import draw_codes, spelled
from api.recount.compare import recount
from api.shelf import read_documents
from api.upkeep import Upkeep
from models import built_in_forms
from models.calendar import DAY_MS, local_day
from models.document import Document, ServerAct, uuid_text
from models.rating_flag import ALIKE_RATINGS, BURST_RATINGS, STREAK_RATINGS
from models.rating_steps import STEP
from models.rating_tally import tally_id
from sync.change import encode_change
from sync.messages import encode_push
from sync.stamp import make
from tests.api.door import PASSWORD, Door, Somebody

pytestmark = [pytest.mark.database, pytest.mark.asyncio(loop_scope="module")]
MEASURE = {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]}
T = TypeVar("T")
ALL_ALIKE = {"overall": "very", "manner": "very", "waiting": "very"}
CALM_S = 600


class Ward:
    """A ward with a batch of its own, and what patients say there."""

    def __init__(self, house: House, unit: bytes, batch: bytes, codes: list[str], means: str) -> None:
        self.house, self.unit, self.batch, self.codes, self.means = house, unit, batch, codes, means

    async def say(self, code: str, overall: str = "very", *, after_s: int = CALM_S, **more: Any) -> httpx.Response:
        self.house.door.clock.advance(after_s * 1_000)
        body = {"code": code, "answers": {"overall": overall}, "batch": spelled(self.batch), **more}
        return await self.house.phone.post("/api/public/rate", json=body)

    async def tap(self, **more: Any) -> httpx.Response:
        """At the kiosk: the page draws a code for each."""
        return await self.say(own_code(), via=self.codes[0], **more)

    async def states(self) -> list[str]:
        sql = "select state from public_ratings where unit = ? order by state"
        rows = await self.house.read(lambda txn: txn.fetch(sql, [self.unit]))
        return [str(state) for (state,) in rows]

    async def told(self) -> int:
        period = local_day(self.house.door.clock())[:7]
        found = await self.house.documents(tally_id(self.unit, "satisfaction@1", period))
        return found[0].value("counted")["n"] if found else 0

    async def flag(self) -> Document:
        ids = await self.house.read(lambda txn: txn.fetch("select id from documents where kind = 'rating_flag'"))
        found = await self.house.documents(*(bytes(id) for (id,) in ids))
        (mine,) = (each for each in found if each.value("unit") == self.unit)
        return mine


class House:
    """A hospital on a real port: three in its office, and strangers' phones."""

    def __init__(self, door: Door, phone: httpx.AsyncClient, office: list[Somebody], institution: bytes) -> None:
        self.door, self.phone, self.office, self.institution, self.units = door, phone, office, institution, 0

    async def read(self, work: Callable[[Txn], T]) -> T:
        return await self.door.parts.database().read(work)

    async def documents(self, *ids: bytes) -> list[Document]:
        return await self.read(lambda txn: list(read_documents(txn, list(ids))))

    async def ward(self, means: str = "label", *, active: bool = True) -> Ward:
        """A new ward with ten codes, or with a kiosk's or a poster's one."""
        self.units += 1
        number, now_ms = self.units, self.door.clock()
        unit, batch = make(now_ms - 10, 10 + number, 1), make(now_ms - 10, 200 + number, 1)
        made: dict[str, Any] = {"institution": self.institution, "unit": unit, "means": means, "labels": 30}
        made |= {"by": self.office[0].person, "form": "satisfaction@1", "measure": MEASURE}

        def work(txn: Txn) -> list[str]:
            named = {"institution": self.institution, "name": f"病区 {number}", "type": "department"}
            write_as_server(
                txn, [ServerAct(unit, "unit", named), ServerAct(batch, "rating_batch", made)], self.door.clock()
            )
            return draw_codes(txn, batch, 20 if means == "label" else 1, many=means != "label")

        ward = Ward(self, unit, batch, await self.door.parts.database().write(work), means)
        if active:
            await self.write(ward, activated="1")
        return ward

    async def write(self, ward: Ward, **writes: Any) -> None:
        act = ServerAct(ward.batch, "rating_batch", writes)
        await self.door.parts.database().write(lambda txn: write_as_server(txn, [act], self.door.clock()))

    async def rule(self, who: int, flag: Document, *, counts: bool) -> str | None:
        """Somebody of the office rules on a flag, signed in, by a push as the app sends it."""
        async with self.door.visitor() as desk:
            told = (await self.door.sign_in(self.office[who], client=desk)).json()
            ruling = {"counts": counts, "reason": "看了监控时间段的排班"}
            stamp = make(self.door.clock() - 1_000, 0, int(told["replica"]))
            path = f"rulings/{uuid_text(self.office[who].person)}"
            change = encode_change(stamp, flag.id, "rating_flag", [(path, ruling)])
            body = encode_push(bytes.fromhex(told["log"]), [change])
            sent = await desk.post("/api/sync/push", content=body, headers={"Content-Type": "application/x-msgpack"})
        (result,) = msgspec.msgpack.decode(sent.content)["results"]
        return None if result is None else result["code"]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def hospital(house: Door) -> AsyncGenerator[House]:
    maker = await house.admit("maker")

    def work(txn: Txn) -> tuple[bytes, list[Somebody]]:
        here = bytes(txn.fetch("select group_key from documents where id = ?", [maker.person])[0][0])
        role = {"role": "supervisor", "at": here, "from": "2020-01-01", "to": None}
        others = [Somebody(make(house.clock() - 10, 1 + n, 1), f"office.{n}", PASSWORD) for n in range(2)]
        acts = [ServerAct(maker.person, "person", {"roles/9": role})]
        acts += [
            ServerAct(each.person, "person", {"institution": here, "name": each.username, "roles/1": role})
            for each in others
        ]
        write_as_server(txn, [*built_in_forms.acts(), *acts], house.clock())
        for each in others:
            accounts.add_account(txn, each.person, each.username, hash_for_demo(PASSWORD), house.clock())
        return here, [maker, *others]

    institution, office = await house.parts.database().write(work)
    async with house.visitor() as phone:
        yield House(house, phone, office, institution)


def own_code() -> str:
    return spelled(secrets.token_bytes(16))


async def test_a_code_that_many_send_at_the_same_time_counts_once(hospital: House) -> None:
    ward = await hospital.ward()
    answers = await asyncio.gather(*(ward.say(ward.codes[0], "very" if n % 2 else "not", after_s=0) for n in range(12)))
    assert [each.status_code for each in answers] == [200] * 12
    assert sorted(each.json()["again"] for each in answers) == [False] + [True] * 11
    assert await ward.states() == ["counts"]
    assert len({each.json()["box"] for each in answers}) == 1, "all hear what was said first"


async def test_what_is_forged_or_of_another_ward_or_not_active_is_refused_alike_and_stored_nowhere(
    hospital: House,
) -> None:
    ward, other, inactive = await hospital.ward(), await hospital.ward(), await hospital.ward(active=False)
    kiosk, withdrawn = await hospital.ward("kiosk"), await hospital.ward()
    await hospital.write(withdrawn, stopped="整盒丢失")
    refused = [
        await ward.say(own_code()),
        await ward.say("A" * 22),
        await ward.say(ward.codes[0][:-1] + ("B" if ward.codes[0][-1] != "B" else "C")),
        await ward.say(""),
        await ward.say(other.codes[0]),
        await inactive.say(inactive.codes[0]),
        await withdrawn.say(withdrawn.codes[0]),
        await kiosk.say(kiosk.codes[0]),
        await ward.say(own_code(), via=ward.codes[0]),
        await kiosk.say(own_code(), via=own_code()),
        await ward.say(own_code(), via=kiosk.codes[0]),
    ]
    told = {each.text for each in refused}
    assert [each.status_code for each in refused] == [404] * len(refused)
    assert len(told) == 1, "nobody learns which of them it was"
    for each in (ward, other, inactive, kiosk, withdrawn):
        assert await each.states() == []
    assert (await other.say(other.codes[0])).json() == {"again": False, "box": False, "slip": None}, (
        "the code stays good"
    )


async def test_sheets_that_were_printed_before_are_worthless(hospital: House) -> None:
    ward = await hospital.ward(active=False)
    before = ward.codes
    ward.codes = await hospital.door.parts.database().write(lambda txn: draw_codes(txn, ward.batch, 3, many=False))
    await hospital.write(ward, activated="1")
    assert (await ward.say(before[0])).status_code == 404
    assert (await ward.say(ward.codes[0])).status_code == 200


async def test_a_replay_after_the_batch_was_withdrawn_is_answered_and_counts_no_second_time(hospital: House) -> None:
    ward = await hospital.ward()
    assert (await ward.say(ward.codes[0])).json()["again"] is False
    await hospital.write(ward, stopped="用完了")
    assert (await ward.say(ward.codes[0], "not")).json()["again"] is True
    assert await ward.states() == ["counts"]


async def test_a_session_s_cookie_makes_no_difference_and_leaves_no_trace(hospital: House) -> None:
    ward = await hospital.ward()
    somebody = hospital.office[1]
    async with hospital.door.visitor() as phone:
        assert (await hospital.door.sign_in(somebody, client=phone)).status_code == 201
        assert phone.cookies
        body = {"code": ward.codes[0], "answers": {"overall": "very"}}
        first = await phone.post("/api/public/rate", json=body)
    assert (first.status_code, first.json()) == (200, {"again": False, "box": False, "slip": None})
    assert "set-cookie" not in first.headers
    assert (await ward.say(ward.codes[0])).json()["again"] is True, "with or without it, once"
    row = await hospital.read(lambda txn: txn.fetch("select * from public_ratings where unit = ?", [ward.unit]))
    assert repr(somebody.person)[2:-1] not in repr(row)


async def test_a_burst_is_held_and_ruled_on_once_by_somebody_who_had_no_hand_in_it(hospital: House) -> None:
    ward = await hospital.ward()
    for number in range(BURST_RATINGS + 1):
        await ward.say(ward.codes[number], after_s=3)
    assert await ward.states() == ["held"] * (BURST_RATINGS + 1)
    assert await ward.told() == 0
    flag = await ward.flag()
    assert flag.value("reason") == "burst"
    assert await hospital.rule(0, flag, counts=True) == "forbidden", "who made the batch"
    assert await ward.told() == 0
    assert await hospital.rule(1, flag, counts=True) is None
    assert await ward.told() == BURST_RATINGS + 1
    assert await hospital.rule(1, flag, counts=False) == "closed", "nobody rules twice"
    assert await hospital.rule(2, flag, counts=False) == "closed", "and nobody over another"
    assert await ward.told() == BURST_RATINGS + 1
    assert await ward.states() == ["counts"] * (BURST_RATINGS + 1)


async def test_a_burst_that_is_ruled_out_counts_nowhere_and_a_replay_brings_none_of_it_back(hospital: House) -> None:
    ward = await hospital.ward()
    for number in range(BURST_RATINGS):
        await ward.say(ward.codes[number], after_s=3)
    assert await hospital.rule(2, await ward.flag(), counts=False) is None
    for number in range(BURST_RATINGS):
        assert (await ward.say(ward.codes[number])).json()["again"] is True
    assert await ward.states() == ["dropped"] * BURST_RATINGS
    assert await ward.told() == 0


async def test_one_finger_at_a_kiosk_is_held_and_calm_people_count(hospital: House) -> None:
    ward = await hospital.ward("kiosk")
    for _ in range(STEP):
        await ward.tap()
    assert await ward.told() == STEP
    await ward.tap()
    for _ in range(STREAK_RATINGS - 1):
        await ward.tap(after_s=4)
    assert await ward.states() == ["counts"] * STEP + ["held"] * STREAK_RATINGS
    assert (await ward.flag()).value("reason") == "streak"
    assert await ward.told() == STEP


async def test_a_kiosk_s_rating_that_is_sent_again_counts_once(hospital: House) -> None:
    ward = await hospital.ward("kiosk")
    own = own_code()
    heard = [await ward.say(own, via=ward.codes[0], after_s=1) for _ in range(6)]
    assert [each.json()["again"] for each in heard] == [False] + [True] * 5
    assert await ward.states() == ["counts"], "nor is it a streak"


async def test_sheets_filled_in_alike_are_held_however_slowly_they_come(hospital: House) -> None:
    ward = await hospital.ward()
    for number in range(ALIKE_RATINGS):
        await ward.say(ward.codes[number], answers=ALL_ALIKE)
    assert await ward.states() == ["held"] * ALIKE_RATINGS
    assert (await ward.flag()).value("reason") == "alike"
    assert await ward.told() == 0, "the step of five that had been told is taken back"


async def test_when_the_month_is_over_upkeep_tells_the_rest_and_the_recount_agrees(hospital: House) -> None:
    ward = await hospital.ward()
    for number in range(STEP + 1):
        await ward.say(ward.codes[number])
    period = local_day(hospital.door.clock())[:7]
    assert await ward.told() == STEP
    hospital.door.clock.advance(32 * DAY_MS)
    parts = hospital.door.parts
    await Upkeep(parts.database, parts.clock, parts.blobs, parts.log).once(sweeping=False)
    (tally,) = await hospital.documents(tally_id(ward.unit, "satisfaction@1", period))
    assert tally.value("counted")["n"] == STEP + 1
    assert (await hospital.read(recount)).differences == []
