"""Publishing, exporting and changing roles take a fresh second factor of those who have one, and of nobody else."""

from typing import Any

import httpx
import msgspec
import pytest

from api.accounts import FRESH_MS
from api.attempts import DEVICE, FIRST_WAIT_MS
from api.clock import system_clock
from api.second_factor import STEP_MS, code_at
from api.settings import Settings
from models.document import Act
from models.step_up import asks
from sync.change import encode_change
from sync.messages import encode_push
from sync.stamp import make
from tests.api.conftest import served
from tests.api.door import Door, Somebody, SteppedClock

MESSAGEPACK = {"Content-Type": "application/x-msgpack"}
SINCE = "2020-01-01"


class Signed:
    """An administrator who is signed in, and what their phone writes."""

    def __init__(self, door: Door, who: Somebody, client: httpx.AsyncClient, welcome: dict[str, Any]) -> None:
        self.door, self.who, self.client = door, who, client
        self.replica, self.log = int(welcome["replica"]), bytes.fromhex(welcome["log"])
        self.counter = 0
        self.secret = ""

    def code(self) -> str:
        """The six digits that the authenticator shows now."""
        return code_at(self.secret, self.door.clock() // STEP_MS)

    async def turn_on(self) -> None:
        begun = (await self.client.post("/api/auth/totp", json={})).json()
        self.secret = begun["secret"]
        sent = {"ticket": begun["ticket"], "code": self.code()}
        assert (await self.client.post("/api/auth/totp", json=sent)).status_code == 204

    def change(self, writes: dict[str, Any], doc: bytes = b"") -> bytes:
        self.counter += 1
        stamp = make(self.door.clock(), self.counter, self.replica)
        return encode_change(stamp, doc or self.who.person, "person", list(writes.items()))

    async def push(self, *changes: bytes, language: str = "zh-CN") -> list[dict[str, Any] | None]:
        body = encode_push(self.log, list(changes))
        answer = await self.client.post(
            "/api/sync/push", content=body, headers=MESSAGEPACK | {"Accept-Language": language}
        )
        return msgspec.msgpack.decode(answer.content)["results"]

    async def step_up(self, code: str) -> httpx.Response:
        return await self.client.post("/api/auth/step-up", json={"code": code})

    def role(self, number: int = 7) -> dict[str, Any]:
        place = self.place
        return {f"roles/{number}": {"role": "supervisor", "at": place, "from": SINCE}}

    @property
    def place(self) -> bytes:
        return self._place

    async def learn_place(self) -> None:
        def read(txn: Any) -> bytes:
            from api.roster_cache import roster_of  # noqa: PLC0415 - here alone

            found = roster_of(txn, self.door.clock()).institution_of(self.who.person)
            assert found is not None
            return found

        self._place = await self.door.parts.database().read(read)


async def signed_in(door: Door, client: httpx.AsyncClient | None = None) -> Signed:
    who = await door.admit("li.yan")
    one = Signed(door, who, client or door.client, (await door.sign_in(who)).json())
    await one.learn_place()
    return one


async def test_who_has_no_second_factor_is_asked_for_none(door: Door) -> None:
    one = await signed_in(door)
    assert await one.push(one.change(one.role())) == [None]
    assert (await one.client.get("/api/exports/roster")).status_code == 200
    refused = await one.step_up("123456")
    assert (refused.status_code, refused.json()["code"]) == (409, "second_factor_unset")


async def test_a_change_of_roles_waits_for_the_code_and_is_taken_after_it(door: Door) -> None:
    one = await signed_in(door)
    await one.turn_on()
    assert await one.push(one.change(one.role(7))) == [None]  # the code that turned it on is fresh
    door.clock.advance(FRESH_MS)
    change = one.change(one.role(8))
    name = one.change({"name": "李燕"})
    (refused, taken) = await one.push(change, name)
    assert refused is not None
    assert (refused["code"], taken) == ("step_up", None)
    assert "验证码" in refused["message"]
    (english,) = await one.push(change, language="en")
    assert english is not None
    assert "code" in english["message"]
    listed = (await one.client.get("/api/sync/quarantine")).json()
    assert [each["code"] for each in listed] == ["step_up"]
    answer = await one.step_up(one.code())
    assert (answer.status_code, answer.json()) == (200, {"until": door.clock() + FRESH_MS})
    (again,) = await one.push(change)
    assert again is not None  # judged once
    assert await one.push(one.change(one.role(8))) == [None]
    door.clock.advance(FRESH_MS - 1)
    assert await one.push(one.change(one.role(9))) == [None]
    door.clock.advance(1)
    (ended,) = await one.push(one.change(one.role(10)))
    assert ended is not None
    assert ended["code"] == "step_up"


async def test_what_is_refused_anyway_is_refused_as_ever(door: Door) -> None:
    one = await signed_in(door)
    await one.turn_on()
    door.clock.advance(FRESH_MS)
    unknown = one.change(one.role(), make(door.clock() - 5, 1, 3))
    wrong = one.change({"roles/7": {"role": "emperor", "at": one.place, "from": SINCE}})
    codes = [result and result["code"] for result in await one.push(unknown, wrong)]
    assert codes == ["not_found", "invalid"]


async def test_a_code_counts_once_at_the_sign_in_and_here_together(door: Door) -> None:
    one = await signed_in(door)
    await one.turn_on()
    used = await one.step_up(one.code())
    assert (used.status_code, used.json()["code"]) == (401, "code_used")
    door.clock.advance(STEP_MS)
    code = one.code()
    assert (await one.step_up(code)).status_code == 200
    again = await one.step_up(code)
    assert (again.status_code, again.json()["code"]) == (401, "code_used")
    async with door.visitor() as other:
        asked = await door.sign_in(one.who, "other", other)
        second = {"ticket": asked.json()["ticket"], "code": code}
        replayed = await other.post("/api/auth/second", json=second)
        assert (replayed.status_code, replayed.json()["code"]) == (401, "code_used")


async def test_wrong_codes_are_slowed_on_their_session_alone(door: Door) -> None:
    one = await signed_in(door)
    await one.turn_on()
    door.clock.advance(FRESH_MS)
    answers = [await one.step_up("000000") for _ in range(DEVICE.free + 3)]
    assert [each.status_code for each in answers] == [401] * DEVICE.free + [429] * 3
    assert int(answers[-1].headers["retry-after"]) == answers[-1].json()["seconds"] >= 1
    assert (await one.step_up(one.code())).status_code == 429
    async with door.visitor() as desk:
        asked = await door.sign_in(one.who, "desk", desk)
        entered = await desk.post("/api/auth/second", json={"ticket": asked.json()["ticket"], "code": one.code()})
        assert entered.status_code == 201
        assert (await desk.get("/api/exports/roster")).status_code == 200  # fresh by its sign-in
    assert (await one.client.get("/api/exports/roster")).status_code == 403  # and the other session is not
    door.clock.advance(max(FIRST_WAIT_MS, STEP_MS))
    assert (await one.step_up(one.code())).status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/exports/roster"),
        ("GET", "/api/exports/month/2026-10.xlsx"),
        ("GET", "/api/exports/pay/2026-10.xlsx"),
        ("GET", "/api/exports/orders/2026.xlsx"),
        ("POST", "/api/exports/month/2026-10.xlsx"),
        ("POST", "/api/exports/orders/2026.xlsx"),
    ],
)
async def test_exports_of_other_peoples_data_ask_for_a_code(door: Door, method: str, path: str) -> None:
    one = await signed_in(door)
    await one.turn_on()
    door.clock.advance(FRESH_MS)
    asked = await one.client.request(method, path)
    assert (asked.status_code, asked.json()["code"]) == (403, "step_up")
    assert asked.headers["content-type"] == "application/problem+json"
    await one.step_up(one.code())
    answer = await one.client.request(method, path)
    assert answer.status_code in (200, 202, 404)  # 404: nothing to export yet
    assert answer.status_code != 404 or answer.json()["code"] == "not_found"


async def test_a_new_code_for_an_account_asks_too_and_a_first_one_does_not(door: Door) -> None:
    one = await signed_in(door)
    await one.turn_on()
    door.clock.advance(FRESH_MS)
    path = f"/api/people/{one.who.person.hex()}/code"
    asked = await one.client.post(path)
    assert (asked.status_code, asked.json()["code"]) == (403, "step_up")
    await one.step_up(one.code())
    assert (await one.client.post(path)).status_code == 201


async def test_a_deployment_may_require_a_second_factor_of_everybody(settings: Settings) -> None:
    clock = SteppedClock(system_clock())
    async with served(replaced(settings, second_factor_required=True), clock) as door:
        one = await signed_in(door)
        (refused,) = await one.push(one.change(one.role()))
        assert refused is not None
        assert refused["code"] == "step_up"
        assert "启用" in refused["message"]
        export = await one.client.get("/api/exports/roster")
        assert (export.status_code, export.json()["code"]) == (403, "step_up")
        await one.turn_on()
        assert await one.push(one.change(one.role())) == [None]


def replaced(settings: Settings, **changes: Any) -> Settings:
    return msgspec.structs.replace(settings, **changes)


def test_what_asks_is_what_publishes_or_changes_roles() -> None:
    def act(kind: str, *paths: str) -> Act:
        return Act(bytes(16), 1 << 20, bytes(16), 0, 0, bytes(16), kind, dict.fromkeys(paths, True))

    assert asks(act("publication", "proposed/1/x"))
    assert asks(act("publication", "findings/a", "confirmed/1/x"))
    assert not asks(act("publication", "returned/1/x", "findings/a", "withheld"))
    assert asks(act("bulletin", "issued"))
    assert not asks(act("bulletin", "issued_by", "title"))
    assert asks(act("month_close", "corrections/1"))
    assert not asks(act("month_close", "reopenings/1"))
    assert asks(act("person", "roles/1"))
    assert not asks(act("person", "name", "memberships/1"))
    assert not asks(act("self_evaluation", "submitted"))
