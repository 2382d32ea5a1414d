"""Guards: what a request must be before anybody looks at what it says."""

import asyncio
from typing import Any

import httpx
import pytest
from litestar.types import HTTPReceiveMessage

from api import bodies
from api.bodies import BODY_BYTES_MAX, JSON_DEPTH_MAX, MeteredBody, check_json, read_body
from api.guards import MESSAGEPACK
from api.problems import Problem
from tests.api.door import Door

pytestmark = pytest.mark.asyncio(loop_scope="module")
LOGIN = "/api/auth/login"
GOOD = {"username": "li.yan", "password": "three unrelated words", "device": "phone"}


async def post(house: Door, headers: dict[str, str | None], path: str = LOGIN, **more: Any) -> httpx.Response:
    """A request with exactly these headers where they are given; None leaves one out."""
    given = {"Origin": house.base_url, "X-Mingcha": "1", "Content-Type": "application/json", **headers}
    sent = {name: value for name, value in given.items() if value is not None}
    async with httpx.AsyncClient(base_url=house.base_url, timeout=30) as bare:
        return await bare.post(path, headers=sent, **more)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Origin": "https://evil.example"}, "csrf_origin"),
        ({"Origin": None}, "csrf_origin"),
        ({"Origin": None, "Sec-Fetch-Site": "cross-site"}, "csrf_origin"),
        ({"Origin": "null"}, "csrf_origin"),
        ({"Sec-Fetch-Site": "cross-site"}, "csrf_origin"),
        ({"X-Mingcha": None}, "csrf_header"),
        ({"X-Mingcha": "2"}, "csrf_header"),
    ],
)
async def test_a_write_from_elsewhere_is_403(house: Door, headers: dict[str, str | None], code: str) -> None:
    answer = await post(house, headers, json=GOOD)
    assert (answer.status_code, answer.json()["code"]) == (403, code)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        MESSAGEPACK,
        "application/json, text/plain",
        "json",
        "*/*",
    ],
)
async def test_another_content_type_is_415(house: Door, content_type: str | None) -> None:
    answer = await post(house, {"Content-Type": content_type}, content=b'{"username":"a","password":"b","device":"c"}')
    assert (answer.status_code, answer.json()["code"]) == (415, "content_type")
    assert answer.json()["wanted"] == "application/json"


async def test_json_may_name_its_only_encoding(house: Door) -> None:
    answer = await post(house, {"Content-Type": "application/json; charset=UTF-8"}, json=GOOD)
    assert answer.json()["code"] == "bad_credentials"


@pytest.mark.parametrize("path", ["/api/sync/push", "/api/sync/pull"])
async def test_sync_takes_messagepack_only(house: Door, path: str) -> None:
    assert (await post(house, {}, path, content=b"{}")).status_code == 415


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, identity", "x"])
async def test_an_encoded_body_is_415(house: Door, encoding: str) -> None:
    answer = await post(house, {"Content-Encoding": encoding}, content=b"\x1f\x8b")
    assert (answer.status_code, answer.json()["code"]) == (415, "content_encoding")


@pytest.mark.parametrize("encoding", ["deflate", "br", "gzip, gzip"])
async def test_a_push_takes_no_other_encoding_than_it_names(house: Door, encoding: str) -> None:
    answer = await post(
        house, {"Content-Encoding": encoding, "Content-Type": MESSAGEPACK}, "/api/sync/push", content=b"x"
    )
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "gzip")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/auth/me"),
        ("GET", "/api/auth/devices"),
        ("POST", "/api/auth/logout"),
        ("POST", "/api/auth/totp"),
        ("DELETE", "/api/auth/devices/x"),
        ("POST", "/api/people/x/code"),
        ("GET", "/api/sync/kinds"),
        ("GET", "/api/sync/quarantine"),
        ("GET", "/api/documents/x/blobs/y"),
        ("HEAD", "/api/documents/x/blobs/y"),
    ],
)
async def test_nobody_in_particular_is_401(house: Door, method: str, path: str) -> None:
    content = None if method in {"GET", "HEAD"} else b"{}"
    answer = await house.client.request(
        method, path, content=content, headers={"content-type": "application/json"} if content else None
    )
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_body_over_the_limit_is_413_declared_or_chunked(house: Door) -> None:
    async def trickle() -> Any:
        for _ in range(40):
            yield b"x" * 32_768

    declared = await post(house, {}, content=b"x" * (BODY_BYTES_MAX + 1))
    chunked = await post(house, {}, content=trickle())
    for answer in (declared, chunked):
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
        assert answer.json()["limit"] == BODY_BYTES_MAX


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"[" * 5000 + b"]" * 5000, 400, "too_deep"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, 400, "too_deep"),
        (b'{"username":"a","username":"b","password":"c","device":"d"}', 400, "duplicate_key"),
        (b'{"\\ud800":1,"\\ud800":2}', 400, "duplicate_key"),
        (b'{"username":1e400}', 400, "bad_number"),
        (b'{"username":NaN}', 400, "bad_number"),
        (b'{"username":' + b"9" * 5000 + b"}", 400, "malformed"),
        (b"[" + b"{}," * 300_000 + b"{}]", 400, "too_many_items"),
        (b"", 400, None),
        (b"{", 400, "malformed"),
        (b"{]", 400, "malformed"),
        (b'{"a":"\xff"}', 400, "malformed"),
        (b'{"username":"a"} x', 400, "malformed"),
        (b"null", None, None),
        (b"[]", None, None),
        (b'"x"', None, None),
        (b'{"username":1,"password":"b","device":"c"}', 422, "invalid"),
        (b'{"username":"a","password":"b"}', 422, "invalid"),
        (b'{"username":"a","password":"b","device":"c","role":"admin"}', 422, "invalid"),
    ],
)
async def test_wild_json_is_refused_by_name(house: Door, body: bytes, status: int | None, code: str | None) -> None:
    answer = await post(house, {}, content=body)
    assert answer.status_code in ({status} if status else {400, 422})
    assert code is None or answer.json()["code"] == code


async def test_strings_may_hold_brackets_and_depth_has_a_limit() -> None:
    check_json(b'{"a": "[[[[{{{{\\"}]"}')
    check_json(b"[" * JSON_DEPTH_MAX + b"]" * JSON_DEPTH_MAX)
    with pytest.raises(Problem, match="too_deep"):
        check_json(b"[" * (JSON_DEPTH_MAX + 1) + b"]" * (JSON_DEPTH_MAX + 1))


class Line:
    """A client that sends one byte whenever it is asked, and makes the clock go on."""

    def __init__(self, ms_a_byte: int) -> None:
        self.now_ms = 0
        self._ms_a_byte = ms_a_byte

    async def __call__(self) -> HTTPReceiveMessage:
        self.now_ms += self._ms_a_byte
        return {"type": "http.request", "body": b"x", "more_body": True}


async def test_a_body_that_trickles_is_408_within_the_stated_time() -> None:
    line = Line(ms_a_byte=10_000)

    async def stalled() -> Any:
        if line.now_ms > bodies.PATIENCE_MS:
            await asyncio.Event().wait()
        return await line()

    with pytest.raises(Problem, match="body_timeout"):
        await read_body(MeteredBody(stalled, BODY_BYTES_MAX, now=lambda: line.now_ms))
    assert line.now_ms <= bodies.PATIENCE_MS + 10_000


async def test_a_slow_but_steady_network_is_waited_for() -> None:
    sent = 0

    async def two_kilobytes_a_second() -> HTTPReceiveMessage:
        nonlocal sent
        sent += 2048
        return {"type": "http.request", "body": b"x" * 2048, "more_body": sent < 200 * 2048}

    body = await read_body(MeteredBody(two_kilobytes_a_second, BODY_BYTES_MAX, now=lambda: sent // 2048 * 1000))
    assert len(body) == 200 * 2048
