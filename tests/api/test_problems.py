"""Problems: every refusal in the table, in both languages, and nothing a client sends ends in an unplanned 500."""

import asyncio
import re
import string

import pytest

from api.database import DatabaseError, StorageFull, Unavailable
from api.problem_table import PROBLEMS
from api.problems import Problem, language_of, problem_of
from api.server import HEADER_BYTES_MAX
from tests.api.door import Door, raw

pytestmark = pytest.mark.asyncio(loop_scope="module")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


async def test_every_problem_speaks_both_languages() -> None:
    for key, entry in PROBLEMS.items():
        assert 400 <= entry.status <= 599, key
        assert CHINESE.search(entry.zh), key
        assert CHINESE.search(entry.zh_detail), key
        assert not CHINESE.search(entry.en + entry.en_detail), key
        names = {field for _, field, _, _ in string.Formatter().parse(entry.zh_detail) if field}
        assert names == {field for _, field, _, _ in string.Formatter().parse(entry.en_detail) if field}, key


async def test_a_problem_below_500_is_the_same_bytes_each_time_and_one_above_names_the_request() -> None:
    assert Problem("not_found").told("en", "abc").body == Problem("not_found").told("en", "xyz").body
    assert b'"request":"abc"' in Problem("internal").told("en", "abc").body


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        (None, "zh-CN"),
        ("", "zh-CN"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("fr", "zh-CN"),
        ("fr;q=0.9, en-US;q=0.8, zh;q=0.1", "en"),
        ("en;q=0.3, zh-TW;q=0.4", "zh-CN"),
        ("en;q=0", "zh-CN"),
        ("*", "zh-CN"),
        (";;;q=,,=", "zh-CN"),
        ("en;q=1e9", "zh-CN"),
    ],
)
async def test_the_language_is_the_readers(accept: str | None, language: str) -> None:
    assert language_of(accept) == language


async def test_a_database_that_is_away_is_503_and_a_full_one_507() -> None:
    away, full = problem_of(Unavailable("gone")), problem_of(StorageFull("full"))
    assert (away.status, away.headers["retry-after"]) == (503, str(DatabaseError.retry_after_s))
    assert full.status == 507
    assert problem_of(RuntimeError("the password is swordfish")).code == "internal"


async def test_what_nobody_planned_is_a_500_without_a_stack(house: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(house.parts.health, "check", broken)
    answer = await house.client.get("/api/health", headers={"accept-language": "en"})
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "swordfish" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.json()["request"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("method", ["TRACE", "BREW", "PROPFIND", "OPTIONS", "PATCH", "PUT", "DELETE", "POST"])
async def test_a_method_that_a_path_lacks_is_405_with_allow(house: Door, method: str) -> None:
    answer = await house.client.request(method, "/api/health", headers={"X-Secret": "echo me"})
    if method == "OPTIONS":
        assert answer.status_code in {204, 405}
    else:
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert "echo me" not in answer.text


async def test_get_on_a_writing_path_is_405(house: Door) -> None:
    for path in ("/api/auth/login", "/api/sync/push"):
        answer = await house.client.get(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


async def test_http_1_0_names_no_host(house: Door) -> None:
    assert (await raw(house, b"GET /api/health HTTP/1.0\r\n\r\n")).startswith(b"HTTP/1.1 200 ")


async def test_a_method_that_nobody_knows_is_405_on_a_connection_that_goes_on(house: Door) -> None:
    lines = b" /api/auth/login HTTP/1.1\r\nHost: x\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    for method, last in ((b"BREW", b""), (b"get", b""), (b"!x", b"Connection: close\r\n")):
        writer.write(method + lines + last + b"\r\n")
        assert (await reader.readuntil(b"\r\n")).startswith(b"HTTP/1.1 405 ")
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"allow: POST\r\n" in head
        found = re.search(rb"content-length: (\d+)", head)
        assert found is not None
        await reader.readexactly(int(found[1]))
    writer.close()


async def test_head_is_get_without_the_body(house: Door) -> None:
    for path in ("/api/health", "/api/info", "/api/openapi.json", "/api/auth/me", "/api/nowhere"):
        asked, headed = await house.client.get(path), await house.client.head(path)
        assert headed.status_code == asked.status_code
        assert headed.content == b""
        assert headed.headers["content-length"] == asked.headers["content-length"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/%00",
        "/%00",
        "/%2e%2e%2f%2e%2e%2fetc/passwd",
        "/../../etc/passwd",
        "/assets/..%2f..%2fsecret",
        "/%c0%ae%c0%ae/",
        "/api/%ff%fe",
        "/api//health//",
        "/api/auth/devices/" + "9" * 3000,
        "/api/documents/%f0%9f%98%80/blobs/x",
        "/api/people/'%20or%201=1/code",
        "/api/sync/quarantine?doc=-1",
        "/api/sync/quarantine?doc=%00&doc=%00",
        "/api/health?" + "&".join(f"a{n}=1" for n in range(200)),
        "/api/health?a=1&a=2",
        "/api/health?%ff=%ff",
        "/api/health?" + "x" * 3000,
        "/.git/config",
        "/index.html",
        "/manifest.webmanifest",
    ],
)
async def test_an_odd_path_never_ends_in_a_500(house: Door, path: str) -> None:
    for method in (b"GET", b"HEAD", b"DELETE"):
        sent = b"%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" % (method, path.encode("latin-1"))
        status = int((await raw(house, sent))[9:12])
        assert status in {200, 400, 401, 403, 404, 405, 414, 503}


async def test_20_kilobytes_of_path_are_414_and_of_headers_431(house: Door) -> None:
    long_path = b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert (await raw(house, long_path)).startswith(b"HTTP/1.1 414 ")
    query = b"GET /api/health?" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert (await raw(house, query)).startswith(b"HTTP/1.1 414 ")
    header = b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (HEADER_BYTES_MAX + 1) + b"\r\n\r\n"
    assert (await raw(house, header)).startswith(b"HTTP/1.1 431 ")
    many = b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(9000)) + b"\r\n"
    assert (await raw(house, many)).startswith(b"HTTP/1.1 431 ")
    endless = b"GET / HTTP/1.1\r\nX: " + b"a" * (4 * HEADER_BYTES_MAX)
    assert (await raw(house, endless)).startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "sent",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5x\r\n\r\nabcde",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\n\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n",
        b"BREW\t/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"\x00" * 64,
    ],
)
async def test_what_is_no_http_is_400_and_ends_the_connection(house: Door, sent: bytes) -> None:
    answer = await raw(house, sent)
    assert re.match(rb"HTTP/1\.[01] (400|501) ", answer), answer[:200]
    assert answer.count(b"HTTP/1.1 ") == 1
    assert b"x-content-type-options: nosniff" in answer
    assert (await house.client.get("/api/health")).status_code == 200


async def test_a_request_for_no_path_at_all_is_refused(house: Door) -> None:
    for line in (b"CONNECT example.org:443", b"GET http://[::1", b"GET *"):
        answer = await raw(house, line + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert re.match(rb"HTTP/1\.1 4\d\d ", answer), answer[:200]


async def test_a_client_that_hangs_up_mid_body_harms_nobody(house: Door) -> None:
    head = b"POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nX-Mingcha: 1\r\n"
    head = head % (house.port, house.port) + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    before = house.parts.metrics.failed_so_far
    for _ in range(20):
        _, writer = await asyncio.open_connection("127.0.0.1", house.port)
        writer.write(head)
        await writer.drain()
        writer.transport.abort()
    assert (await house.client.get("/api/health")).status_code == 200
    assert house.parts.metrics.failed_so_far == before


async def test_headers_that_trickle_are_408_and_a_silent_line_is_closed(
    house: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.server.HEADER_SECONDS_MAX", 0.05)
    assert (await raw(house, b"GET / HTTP/1.1\r\nHost: x\r\nX:")).startswith(b"HTTP/1.1 408 ")
    assert await raw(house, b"") == b""


async def test_bodies_that_trickle_are_408_and_hold_nobody_up(house: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.bodies.PATIENCE_MS", 50)
    head = b"POST /api/auth/login HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\nX-Mingcha: 1\r\n"
    head = head % (house.port, house.port) + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    slow = [asyncio.create_task(raw(house, head)) for _ in range(50)]
    assert (await house.client.get("/api/health")).status_code == 200
    for answer in await asyncio.gather(*slow):
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"body_timeout" in answer
