"""The description of the interface, and a machine that tries everything it allows: no answer that nobody planned."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import msgspec
import pytest
import pytest_asyncio
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, openapi

from api.app import create_app
from api.problem_table import PROBLEMS
from api.problems import PROBLEM_TYPE
from api.routes import checklists, programmes, roster
from api.routes.blobs import TAKES
from api.routes.sync import MESSAGEPACK
from api.settings import Settings
from tests.api.door import Door, Somebody

pytestmark = pytest.mark.asyncio(loop_scope="module")
CASES_AN_OPERATION = 20


def _bytes(_: Any, value: Any) -> bytes:
    """What stands for bytes in the description is a text that holds them."""
    plain = _plain(value)
    return plain if isinstance(plain, bytes) else str(plain).encode("utf-8", "replace")


def _packed(_: Any, value: Any) -> bytes:
    """A body of MessagePack."""
    return msgspec.msgpack.encode(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        named: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType] -- schemathesis'
        return {str(name): _plain(each) for name, each in named.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType] -- schemathesis'
    if isinstance(value, int) and not isinstance(value, bool):
        return max(-(1 << 63), min(value, (1 << 64) - 1))
    data: Any = getattr(value, "data", value)
    return data.encode("utf-8", "replace") if isinstance(data, str) and not data.isprintable() else data


schemathesis.serializer(MESSAGEPACK)(_packed)
for _kind in {*TAKES, *roster.TAKES, *programmes.TAKES, *checklists.TAKES} - {"application/json"}:
    schemathesis.serializer(_kind)(_bytes)
DESCRIPTION: dict[str, Any] = create_app(
    Settings(data_dir=Path("unused"), database_url="sqlite:///unused")
).openapi_schema.to_schema()
_SCHEMA: Any = openapi.from_dict(DESCRIPTION)  # its own types are partial
OPERATIONS: list[Any] = [found.ok() for found in _SCHEMA.get_all_operations()]


class Nurse(NamedTuple):
    """Somebody whose browser the machine takes over, signed in."""

    door: Door
    who: Somebody
    client: httpx.AsyncClient


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def nurse(house: Door) -> AsyncGenerator[Nurse]:
    who = await house.admit("li.yan")
    async with house.visitor() as client:
        yield Nurse(house, who, client)


async def test_the_description_is_there_without_signing_in(house: Door) -> None:
    answer = await house.client.get("/api/openapi.json")
    assert answer.status_code == 200
    paths = answer.json()["paths"]
    assert paths == DESCRIPTION["paths"]
    for path in ("/api/auth/login", "/api/sync/push", "/api/documents/{doc}/blobs/{sha256}", "/api/health"):
        assert path in paths
    assert set(paths["/api/documents/{doc}/blobs/{sha256}"]) >= {"get", "put", "head"}
    assert not any("openapi" in path or path == "/" for path in paths)


async def test_every_body_has_its_media_type_and_every_operation_its_problems() -> None:
    paths = DESCRIPTION["paths"]
    for path in ("/api/sync/push", "/api/sync/pull"):
        operation = paths[path]["post"]
        assert operation["requestBody"]["content"].keys() == {MESSAGEPACK}
        assert operation["requestBody"]["content"][MESSAGEPACK]["schema"]["additionalProperties"] is False
        assert operation["responses"]["200"]["content"].keys() == {MESSAGEPACK}
    picture = paths["/api/documents/{doc}/blobs/{sha256}"]
    assert set(picture["put"]["requestBody"]["content"]) == set(TAKES)
    assert set(picture["get"]["responses"]["200"]["content"]) == {"image/jpeg", "image/png", "image/webp"}
    asked = {
        "/api/auth/logout",
        "/api/people/{person}/code",
        "/api/exports/{what}/{file}",
        "/api/public/batches/{batch}/sheets",
    }
    for path, operations in paths.items():
        for method, operation in operations.items():
            assert "requestBody" in operation or method not in {"post", "put"} or path in asked, (method, path)
            for status, answer in operation["responses"].items():
                if not status.startswith("2") and method != "head":
                    assert answer["content"].keys() == {PROBLEM_TYPE}, (method, path, status)
            assert "default" in operation["responses"]
    codes = DESCRIPTION["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
    assert codes == sorted({entry.code for entry in PROBLEMS.values()})


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
@given(data=st.data())
@settings(
    max_examples=CASES_AN_OPERATION,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
async def test_whatever_the_description_allows_ends_in_a_documented_status(
    nurse: Nurse, operation: Any, data: st.DataObject
) -> None:
    if "mingcha" not in nurse.client.cookies:
        assert (await nurse.door.sign_in(nurse.who, "machine", nurse.client)).status_code == 201
    mode = data.draw(st.sampled_from([GenerationMode.POSITIVE, GenerationMode.NEGATIVE]))
    varied = mode is GenerationMode.POSITIVE or operation.body or operation.path_parameters or operation.query
    case: Any = data.draw(operation.as_strategy(mode if varied else GenerationMode.POSITIVE))
    sent: dict[str, Any] = case.as_transport_kwargs(base_url=nurse.door.base_url)
    body = {name: sent[name] for name in ("json",) if sent.get(name) is not None}
    if isinstance(sent.get("data"), bytes | str):
        body["content"] = sent["data"]
    headers = {"content-type": case.media_type} if case.media_type and body else None
    answer = await nurse.client.request(case.method, sent["url"], params=sent.get("params"), headers=headers, **body)
    if answer.status_code >= 400 and case.method != "HEAD":
        assert answer.headers["content-type"] == PROBLEM_TYPE
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert any(entry.code == problem["code"] and entry.status == answer.status_code for entry in PROBLEMS.values())
    assert answer.status_code < 500, answer.text
    assert nurse.door.parts.metrics.failed_so_far == 0
