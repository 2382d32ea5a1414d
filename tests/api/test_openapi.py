"""The description of the interface, and a machine that tries everything it allows: no answer that nobody planned."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, openapi

from api.app import create_app
from api.problem_table import PROBLEMS
from api.problems import PROBLEM_TYPE
from api.settings import Settings
from tests.api.door import Door, Somebody

pytestmark = pytest.mark.asyncio(loop_scope="module")
CASES_AN_OPERATION = 20
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
