"""Metrics and logs: counted and told by route, never by person."""

import io
import json
import logging

import pytest
from msgspec.structs import replace

from api.logs import ForeignLog, RequestLog, make_log
from api.settings import Settings
from tests.api.conftest import served
from tests.api.door import Door, SteppedClock

TOKEN = "an operator's own token"


async def test_metrics_are_the_operators(settings: Settings, clock: SteppedClock) -> None:
    async with served(replace(settings, metrics_token=TOKEN), clock) as door:
        who = await door.admit("li.yan")
        await door.sign_in(who)
        person = (await door.client.get("/api/auth/me")).json()["person"]
        await door.client.post(f"/api/people/{person}/code")
        for wrong in ({}, {"authorization": "Bearer x"}, {"authorization": TOKEN[:-1]}, {"authorization": "Basic é"}):
            sent = {name.encode(): value.encode("latin-1") for name, value in wrong.items()}
            answer = await door.client.get("/api/metrics", headers=sent)
            assert (answer.status_code, answer.headers["www-authenticate"]) == (401, 'Bearer realm="metrics"')
        answer = await door.client.get("/api/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        assert 'mingcha_requests_total{method="POST",route="/api/auth/login",status="201"} 1.0' in answer.text
        assert 'mingcha_sign_ins_total{outcome="ok"} 1.0' in answer.text
        assert "process_resident_memory_bytes" in answer.text
        assert person not in answer.text
        assert "li.yan" not in answer.text


async def test_without_a_token_there_are_no_metrics(door: Door) -> None:
    assert (await door.client.get("/api/metrics", headers={"authorization": "Bearer x"})).status_code == 404


async def test_nobody_outside_can_make_the_labels_grow(door: Door) -> None:
    before = len(door.parts.metrics.text().splitlines())
    for number in range(30):
        await door.client.request("GET", f"/api/nothing/{number}")
        await door.client.request("PROPFIND", f"/api/other/{number}")
        await door.client.get(f"/api/documents/{number}/blobs/{number}")
    after = len(door.parts.metrics.text().splitlines())
    assert after - before < 80


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """The log as the machine reads it."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


async def test_the_log_of_a_request_names_its_route_and_nobody(
    settings: Settings, clock: SteppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served(replace(settings, log_level="info"), clock) as door:
        who = await door.admit("li.yan")
        await door.sign_in(who)
        person = (await door.client.get("/api/auth/me")).json()["person"]
        await door.client.post(f"/api/people/{person}/code?of={person}")
        await door.client.get(f"/api/documents/{person}/blobs/{'ab' * 32}")
        await door.client.get(f"/api/nothing/{person}")
    told = capsys.readouterr().err
    routes = {str(line["route"]) for line in lines(io.StringIO(told)) if line["event"] == "request"}
    assert {"/api/auth/login", "/api/people/{person}/code", "(none)"} <= routes
    assert any(route.startswith("/api/documents/{") for route in routes)
    for name in (person, person.replace("-", ""), "li.yan", "ab" * 32):
        assert name not in told


def test_a_request_is_one_line_of_json() -> None:
    stream = io.StringIO()
    log = RequestLog(make_log("info", stream))
    log.answered(route="/api/documents/{doc}", method="GET", status=404, code="not_found", took_ms=3, request_id="ab")
    (line,) = lines(stream)
    assert line | {"timestamp": ""} == {
        "event": "request",
        "level": "info",
        "route": "/api/documents/{doc}",
        "method": "GET",
        "status": 404,
        "code": "not_found",
        "ms": 3,
        "request": "ab",
        "timestamp": "",
    }


def test_a_failure_says_where_and_never_what() -> None:
    stream = io.StringIO()
    log = RequestLog(make_log("info", stream))
    try:
        raise ValueError("李燕 scored 3")
    except ValueError as error:
        log.failed(route="/api/x", request_id="ab", error=error)
    (line,) = lines(stream)
    assert line["error"] == "ValueError"
    assert "test_metrics.py" in str(line["at"])
    assert "李燕" not in stream.getvalue()


def test_libraries_speak_json_too_and_their_arguments_stay_out() -> None:
    stream = io.StringIO()
    handler = ForeignLog(make_log("info", stream))
    logger = logging.Logger("library")
    logger.addHandler(handler)
    logger.warning("connection from %s", "10.1.2.3")
    (line,) = lines(stream)
    assert (line["event"], line["logger"], line["level"]) == ("library", "library", "warning")
    assert "10.1.2.3" not in stream.getvalue()


@pytest.mark.parametrize("level", ["warning", "error"])
def test_a_quiet_log_keeps_requests_to_itself(level: str) -> None:
    stream = io.StringIO()
    RequestLog(make_log(level, stream)).answered(
        route="/", method="GET", status=200, code=None, took_ms=1, request_id="ab"
    )
    assert stream.getvalue() == ""
