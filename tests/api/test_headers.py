"""Headers: what every answer carries, whatever it answers."""

import pytest
from msgspec.structs import replace

from api.attempts import DEVICE
from api.edge import SECURITY_HEADERS
from api.settings import Settings
from tests.api.conftest import served
from tests.api.door import Door, SteppedClock

PATHS = ("/", "/api/health", "/api/info", "/api/nowhere", "/api/auth/me", "/nowhere.js", "/api/openapi.json")


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
async def test_every_answer_carries_the_security_headers(house: Door, method: str, path: str) -> None:
    answer = await house.client.request(method, path)
    for name, value in SECURITY_HEADERS.items():
        assert answer.headers[name.decode()] == value.decode()
    assert len(answer.headers["x-request-id"]) == 16
    assert "server" not in answer.headers
    assert "strict-transport-security" not in answer.headers


async def test_the_policy_is_the_one_of_the_security_page() -> None:
    policy = SECURITY_HEADERS[b"content-security-policy"].decode()
    assert policy == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    assert "unsafe" not in policy


@pytest.mark.parametrize("trusted", [("127.0.0.1",), ()])
async def test_behind_a_proxy_on_https_the_cookie_is_host_bound(
    settings: Settings, clock: SteppedClock, trusted: tuple[str, ...]
) -> None:
    behind = replace(settings, origins=("https://mingcha.hospital.cn",), trusted_proxies=trusted)
    async with served(behind, clock) as door:
        who = await door.admit("li.yan")
        proxied = {"Origin": "https://mingcha.hospital.cn", "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3"}
        async with door.visitor(**proxied) as browser:
            answer = await door.sign_in(who, "phone", browser)
            assert answer.status_code == 201
            cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-mingcha="))
            assert "; Secure" in cookie
            assert answer.headers["strict-transport-security"]
            token = cookie.split(";")[0]
            assert (await browser.get("/api/auth/me", headers={"cookie": token})).status_code == 200
            plain = token.removeprefix("__Host-")
            assert (await browser.get("/api/auth/me", headers={"cookie": plain})).status_code == 401
        assert (await door.sign_in(who)).status_code == 403, "the address behind the proxy is not our origin"


async def test_the_trusted_proxy_is_believed_about_addresses(settings: Settings, clock: SteppedClock) -> None:
    async with served(replace(settings, trusted_proxies=("127.0.0.0/8",)), clock) as door:
        who = await door.admit("li.yan")
        wrong = who._replace(password="not the right words")
        for address, expected in (("10.0.0.1", 401), ("10.0.0.1", 429), ("10.0.0.2", 401)):
            async with door.visitor(**{"X-Forwarded-For": f"1.2.3.4, {address}"}) as browser:
                codes = [(await door.sign_in(wrong, "phone", browser)).status_code for _ in range(DEVICE.free)]
            assert codes[-1] == expected
