"""Signing in: the same answer for every wrong guess, delays without lockout, a second step, codes that work once."""

import asyncio
import statistics
import time

import httpx
import pytest

from api import attempts
from api.attempts import ACCOUNT, ADDRESS, DEVICE, FIRST_WAIT_MS, wait_after
from api.codes import CODE_LENGTH, folded, new_code
from api.passwords import PASSWORD_LENGTH_MAX, check_new
from api.problems import Problem
from api.second_factor import STEP_MS, code_at, step_of
from sync.stamp import REPLICA_MIN
from tests.api.door import PASSWORD, Door, Somebody

WRONG = "not the right words"


async def test_signing_in_answers_as_the_protocol_says(door: Door) -> None:
    who = await door.admit("li.yan")
    answer = await door.sign_in(who)
    assert answer.status_code == 201
    body = answer.json()
    assert set(body) == {"person", "replica", "now", "log"}
    assert body["person"].replace("-", "") == who.person.hex()
    assert REPLICA_MIN <= int(body["replica"]) < 2**62
    assert body["now"] >= door.clock()
    assert len(bytes.fromhex(body["log"])) == 16
    cookies = answer.headers.get_list("set-cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("mingcha="))
    assert "HttpOnly" in session
    assert "SameSite=Strict" in session
    assert "Path=/" in session
    assert "Secure" not in session
    assert len(session.split(";")[0].removeprefix("mingcha=")) >= 43
    me = (await door.client.get("/api/auth/me")).json()
    assert (me["person"], me["username"], me["roles"]) == (body["person"], "li.yan", ["admin"])
    assert (me["second_factor"], me["second_factor_wanted"], me["demo"]) == (False, True, False)


async def test_every_sign_in_has_a_replica_of_its_own(door: Door) -> None:
    who = await door.admit("li.yan")
    replicas = {(await door.sign_in(who)).json()["replica"] for _ in range(3)}
    assert len(replicas) == 3


async def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(door: Door) -> None:
    who = await door.admit("li.yan")
    known = await door.sign_in(who._replace(password=WRONG), "a")
    unknown = await door.sign_in(Somebody(b"", "nobody.here", WRONG), "b")
    assert known.status_code == unknown.status_code == 401
    assert known.content == unknown.content
    assert known.json()["code"] == "bad_credentials"
    odd = await door.sign_in(Somebody(b"", "li\0yan", WRONG), "c")
    assert odd.json()["code"] == "bad_credentials"
    varying = {"date", "x-request-id"}
    assert {k: v for k, v in known.headers.items() if k not in varying} == {
        k: v for k, v in unknown.headers.items() if k not in varying
    }


async def test_an_unknown_name_is_hashed_for_as_well(door: Door) -> None:
    passwords = door.parts.passwords
    stored = await passwords.hash(PASSWORD)

    async def seconds(hashed: str | None) -> float:
        began = time.thread_time_ns()
        passwords._verify(hashed or passwords._nobodys, WRONG)  # pyright: ignore[reportPrivateUsage] -- the work itself
        return (time.thread_time_ns() - began) / 1e9

    known = statistics.median([await seconds(stored) for _ in range(7)])
    unknown = statistics.median([await seconds(None) for _ in range(7)])
    assert 0.4 < known / unknown < 2.5
    assert not await passwords.matches(None, "the password that nobody has")


@pytest.mark.parametrize(
    ("password", "code"),
    [("x" * 129, "password_length"), ("y" * 1_000_000, "password_length"), ("a\0b", "password_character")],
)
async def test_a_password_that_nobody_can_have_is_refused_before_hashing(
    door: Door, password: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await door.admit("li.yan")

    def never(*_: object) -> bool:
        raise AssertionError("hashed")

    monkeypatch.setattr(door.parts.passwords, "_verify", never)
    answer = await door.sign_in(who._replace(password=password))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    if code == "password_length":
        assert (answer.json()["minimum"], answer.json()["maximum"]) == (8, PASSWORD_LENGTH_MAX)


async def test_guessing_is_slowed_and_the_owner_on_another_device_is_not(door: Door) -> None:
    who = await door.admit("li.yan")
    answers = [await door.sign_in(who._replace(password=WRONG), "burglar") for _ in range(50)]
    codes = [answer.status_code for answer in answers]
    assert codes == [401] * DEVICE.free + [429] * (50 - DEVICE.free)
    assert int(answers[-1].headers["retry-after"]) == answers[-1].json()["seconds"] >= 1
    async with door.visitor() as elsewhere:
        assert (await door.sign_in(who, "my phone", elsewhere)).status_code == 201
    door.clock.advance(FIRST_WAIT_MS)
    assert (await door.sign_in(who, "burglar")).status_code == 201


async def test_a_forwarded_address_is_believed_from_nobody_but_the_proxy(door: Door) -> None:
    who = await door.admit("li.yan")
    codes: list[int] = []
    async with door.visitor() as browser:
        for number in range(50):
            browser.headers["X-Forwarded-For"] = f"10.0.0.{number}"
            codes.append((await door.sign_in(who._replace(password=WRONG), "burglar", browser)).status_code)
    assert codes == [401] * DEVICE.free + [429] * (50 - DEVICE.free)


async def test_a_browser_that_knows_the_account_is_never_slowed_by_others(door: Door) -> None:
    who = await door.admit("li.yan")
    assert (await door.sign_in(who, "iPhone")).status_code == 201
    await door.client.post("/api/auth/logout")
    async with door.visitor() as burglar:
        for _ in range(40):
            await door.sign_in(who._replace(password=WRONG), "iPhone", burglar)
        assert (await door.sign_in(who, "iPhone", burglar)).status_code == 429
    assert (await door.sign_in(who, "iPhone")).status_code == 201


async def test_a_hundred_guesses_at_once_are_counted_too(door: Door) -> None:
    who = await door.admit("li.yan")
    wrong = who._replace(password=WRONG)
    answers = await asyncio.gather(*(door.sign_in(wrong, "burglar") for _ in range(40)))
    assert sum(answer.status_code == 401 for answer in answers) == DEVICE.free


def test_waits_double_and_have_an_end() -> None:
    for allowance in (DEVICE, ACCOUNT, ADDRESS):
        waits = [wait_after(failures, allowance) for failures in range(1, 2000)]
        assert waits == sorted(waits)
        assert waits[0] == 0
        assert waits[-1] == allowance.wait_ms_max
    assert DEVICE.wait_ms_max < attempts.FORGOTTEN_AFTER_MS


async def test_signing_out_ends_the_session_and_takes_the_cookie_back(door: Door) -> None:
    await door.sign_in(await door.admit("li.yan"))
    cookie = {"cookie": f"mingcha={door.client.cookies['mingcha']}"}
    answer = await door.client.post("/api/auth/logout")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["set-cookie"]
    async with door.visitor(**cookie) as ghost:
        gone = await ghost.get("/api/auth/me")
        assert (gone.status_code, gone.json()["code"]) == (401, "no_session")


@pytest.mark.parametrize(
    "cookie", ["", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "A" * 5000, "\x80", "mingcha; mingcha=", "é"]
)
async def test_what_is_no_token_is_no_session(door: Door, cookie: str) -> None:
    async with door.visitor() as ghost:
        answer = await ghost.get("/api/auth/me", headers={b"cookie": b"mingcha=" + cookie.encode("latin-1")})
        assert (answer.status_code, answer.json()["code"]) == (401, "no_session")


async def test_the_second_step_takes_each_code_once(door: Door) -> None:
    who = await door.admit("li.yan")
    await door.sign_in(who)
    begun = (await door.client.post("/api/auth/totp", json={})).json()
    wrong = await door.client.post("/api/auth/totp", json={"ticket": begun["ticket"], "code": "12345x"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "bad_code")
    code = code_at(begun["secret"], door.clock() // STEP_MS)
    assert (await door.client.post("/api/auth/totp", json={"ticket": begun["ticket"], "code": code})).status_code == 204
    assert (await door.client.post("/api/auth/totp", json={})).status_code == 409
    async with door.visitor() as phone:
        asked = await door.sign_in(who, "new phone", phone)
        assert (asked.status_code, asked.json()["code"]) == (401, "second_factor")
        assert "set-cookie" not in asked.headers
        used = await _second(phone, asked, code)
        assert (used.status_code, used.json()["code"]) == (401, "code_used")
        door.clock.advance(STEP_MS)
        fresh = code_at(begun["secret"], door.clock() // STEP_MS)
        assert (await _second(phone, asked, fresh)).status_code == 201
        again = await _second(phone, asked, fresh)
        assert (again.status_code, again.json()["code"]) == (401, "code_used")
        assert (await phone.get("/api/auth/me")).json()["second_factor"] is True


async def test_a_ticket_is_the_servers_own_and_has_an_end(door: Door) -> None:
    who = await door.admit("li.yan")
    await door.sign_in(who)
    begun = (await door.client.post("/api/auth/totp", json={})).json()
    code = code_at(begun["secret"], door.clock() // STEP_MS)
    await door.client.post("/api/auth/totp", json={"ticket": begun["ticket"], "code": code})
    asked = await door.sign_in(who, "other")
    for ticket in ("", "A" * 40, begun["ticket"], asked.json()["ticket"][:-2] + "xx"):
        answer = await door.client.post("/api/auth/second", json={"ticket": ticket, "code": "000000"})
        assert (answer.status_code, answer.json()["code"]) == (401, "ticket_expired")
    door.clock.advance(5 * 60_000)
    late = await _second(door.client, asked, code)
    assert (late.status_code, late.json()["code"]) == (401, "ticket_expired")


async def test_the_first_administrator_founds_the_institution_once(door: Door) -> None:
    code = await door.parts.enrolment.first_code()
    assert code is not None
    body = {
        "code": code.lower().replace("0", "o").replace("1", "l").replace("-", " "),
        "institution": "洛溪镇中心卫生院",
        "name": "李明",
        "username": "Li.Ming",
        "password": PASSWORD,
        "device": "office",
    }
    short = await door.client.post("/api/auth/first", json=body | {"password": "short"})
    assert (short.status_code, short.json()["code"]) == (422, "password_length")
    assert (await door.client.post("/api/auth/first", json=body)).status_code == 201
    me = (await door.client.get("/api/auth/me")).json()
    assert (me["username"], me["roles"]) == ("li.ming", ["admin"])
    again = await door.client.post("/api/auth/first", json=body | {"username": "other"})
    assert (again.status_code, again.json()["code"]) == (410, "code_used")
    assert await door.parts.enrolment.first_code() is None


async def test_an_activation_code_works_once_and_for_a_week(door: Door) -> None:
    who = await door.admit("li.yan")
    signed_in = (await door.sign_in(who)).json()
    path = f"/api/people/{signed_in['person']}/code"
    code = (await door.client.post(path)).json()["code"]
    body = {"code": code, "username": "li.yan", "password": "quite another phrase", "device": "phone"}
    async with door.visitor() as phone:
        assert (await phone.post("/api/auth/activate", json=body)).status_code == 201
        again = await phone.post("/api/auth/activate", json=body)
        assert (again.status_code, again.json()["code"]) == (410, "code_used")
        ended = await door.client.get("/api/auth/me")
        assert (ended.status_code, ended.json()["code"]) == (401, "device_ended")
        late = (await phone.post(path)).json()
        door.clock.advance(7 * 86_400_000)
        expired = await phone.post("/api/auth/activate", json=body | {"code": late["code"]})
        assert (expired.status_code, expired.json()["code"]) == (410, "code_expired")
        nonsense = await phone.post("/api/auth/activate", json=body | {"code": "hello"})
        assert (nonsense.status_code, nonsense.json()["code"]) == (422, "code_malformed")


async def test_codes_for_people_come_from_their_own_administrator(door: Door) -> None:
    ours, theirs = await door.admit("li.yan"), await door.admit("zhao.bei")
    await door.sign_in(ours)
    for person in (theirs.person.hex(), "0" * 32, "-1", "10e30", "😀", "' or 1=1"):
        answer = await door.client.post(f"/api/people/{person}/code")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("password", ["password123", "11111111", "12345678", "Qwertyuiop", "liyan123", "liyanliyan"])
def test_common_passwords_are_not_taken(password: str) -> None:
    with pytest.raises(Problem, match="password_common"):
        check_new(password, "liyan")


def test_what_people_mistype_in_a_code_is_folded() -> None:
    for _ in range(50):
        code = new_code(CODE_LENGTH)
        mistyped = code.replace("0", "O").replace("1", "i").replace("-", " ").lower()
        wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
        assert folded(mistyped) == folded(wide) == code.replace("-", "")
    assert folded("") is None
    assert folded("ABCD-EFGH-JKM") is None


def test_one_time_codes_are_those_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    times = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 20000000000: "353130"}
    for seconds, code in times.items():
        assert code_at(secret, seconds // 30) == code
        for away in (-1, 0, 1):
            assert step_of(secret, code, (seconds + 30 * away) * 1000) == seconds // 30
        assert step_of(secret, code, (seconds + 90) * 1000) is None


async def _second(client: httpx.AsyncClient, asked: httpx.Response, code: str) -> httpx.Response:
    return await client.post("/api/auth/second", json={"ticket": asked.json()["ticket"], "code": code})
