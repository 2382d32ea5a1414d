"""The roster as a file, asked of a running server: who may, what is told, and that the template comes back whole."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from api.intake import write_as_server
from models.document import ServerAct
from sync.stamp import make
from tests.api.door import Door, Somebody
from tests.api.workbooks_made import HEADER, bomb, xlsx

FILE = {"content-type": "application/octet-stream"}


async def signed_in(door: Door) -> Somebody:
    who = await door.admit("admin.one")
    assert (await door.sign_in(who)).status_code in (200, 201)
    return who


async def preview(door: Door, data: bytes, **choices: Any) -> httpx.Response:
    params = {"choices": json.dumps(choices)} if choices else {}
    return await door.client.post("/api/imports/roster", content=data, headers=FILE, params=params)


async def add_unit(door: Door, who: Somebody, name: str) -> None:
    institution = await door.parts.database().read(
        lambda txn: txn.fetch("select group_key from documents where id = ?", [who.person])[0][0]
    )
    unit = make(door.clock(), 1, 70_000)
    act = ServerAct(unit, "unit", {"institution": institution, "name": name, "type": "department"})
    await door.parts.database().write(lambda txn: write_as_server(txn, [act], door.clock()))


async def test_a_roster_is_previewed_and_corrected_and_then_ready(door: Door) -> None:
    who = await signed_in(door)
    await add_unit(door, who, "内科")
    wrong = xlsx(("花名册", [HEADER, ["0001", "李燕", "内科"], ["0001", "王芳", "内科"]]))
    answer = (await preview(door, wrong)).json()
    assert not answer["ready"]
    assert answer["acts"] == []
    (fault,) = [each for each in answer["table"]["faults"] if each["level"] == "stop"]
    assert fault["at"] == "花名册!A3"
    assert fault["words"] == "工号 0001 与 花名册!A2 重复。请改正其中一个。"
    right = xlsx(("花名册", [HEADER, ["0001", "李燕", "内科"], ["0002", "王芳", "内科"]]))
    answer = (await preview(door, right)).json()
    assert answer["ready"]
    assert [row["state"] for row in answer["rows"]] == ["new", "new"]
    assert [act["doc"] for act in answer["acts"]] == ["new:person:0001", "new:person:0002"]


async def test_a_unit_is_made_when_the_person_says_so(door: Door) -> None:
    await signed_in(door)
    data = xlsx(("花名册", [HEADER, ["0001", "李燕", "药剂科"]]))
    answer = (await preview(door, data)).json()
    assert [fault["code"] for fault in answer["table"]["faults"]] == ["unit_unknown"]
    answer = (await preview(door, data, create_units=["药剂科"], day="2026-12-01")).json()
    assert [act["kind"] for act in answer["acts"]] == ["unit", "person"]
    assert answer["day"] == "2026-12-01"


async def test_a_file_that_means_harm_is_refused_and_the_server_goes_on(door: Door) -> None:
    await signed_in(door)
    answer = await preview(door, bomb())
    assert (answer.status_code, answer.json()["code"]) == (413, "file_unpacked_too_large")
    assert (await preview(door, b"PK\x03\x04 nonsense")).json()["code"] == "file_damaged"
    assert (await preview(door, b"", day="x")).status_code == 422
    ready = xlsx(("花名册", [HEADER]))
    assert (await preview(door, ready, day="some day")).json()["code"] == "invalid"
    wild = await door.client.post("/api/imports/roster", content=ready, headers=FILE, params={"choices": "[[["})
    assert wild.json()["code"] == "invalid"
    assert (await preview(door, ready)).status_code in (200, 201)


async def test_only_administrators_see_the_roster_as_a_file(door: Door) -> None:
    paths = ("/api/exports/roster", "/api/exports/roster-template")
    assert {(await door.client.get(path)).status_code for path in paths} == {401}
    who = await signed_in(door)
    await end_roles(door, who)
    assert {(await door.client.get(path)).json()["code"] for path in paths} == {"forbidden"}
    assert (await preview(door, b"x")).json()["code"] == "forbidden"


async def end_roles(door: Door, who: Somebody) -> None:
    act = ServerAct(who.person, "person", {"roles/1": None})
    await door.parts.database().write(lambda txn: write_as_server(txn, [act], door.clock()))


@pytest.mark.parametrize("path", ["/api/exports/roster", "/api/exports/roster-template"])
async def test_what_is_exported_is_a_real_workbook_that_can_be_read_again(door: Door, path: str) -> None:
    await signed_in(door)
    answer = await door.client.get(path)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["cache-control"] == "no-store"
    told = (await preview(door, answer.content)).json()
    assert [column["field"] for column in told["table"]["columns"]] == [
        "staff_no", "name", "unit", "parent_unit", "branch", "party", "duty", "since",
    ]  # fmt: skip
