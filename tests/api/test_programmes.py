"""Templates and imports of programmes, asked of a running server: who may, what is told, and that it can be written."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from api.intake import write_as_server
from models.bundle_reader import read_bundle
from models.bundle_yaml import BYTES_MAX
from models.document import ServerAct, uuid_text
from models.kinds import KINDS
from models.programme import WRITES_MAX
from sync.stamp import make
from tests.api.door import Door, Somebody
from tests.models.fact_table import bundle_of, codes
from tests.models.world import CENTRE, World, id_of

YAML = {"content-type": "application/yaml"}
WHOLE = "programme: {code: own, title: 某院方案}\nroles:\n- {id: office, title: 办公室}\n"


async def admitted(door: Door) -> None:
    who = await door.admit("admin.one")
    assert (await door.sign_in(who)).status_code in (200, 201)


async def preview(door: Door, text: str | bytes, **headers: str) -> httpx.Response:
    data = text if isinstance(text, bytes) else text.encode()
    return await door.client.post("/api/imports/programme", content=data, headers={**YAML, **headers})


async def test_every_shipped_programme_is_in_the_list(door: Door) -> None:
    await admitted(door)
    answer = (await door.client.get("/api/templates")).json()
    assert [each["code"] for each in answer] == codes()
    first = answer[0]
    assert first["short_title"] == "五亮五比五创五评"
    assert (first["level"], first["sector"], first["version"]) == ("township_hospital", "health", 1)
    assert first["counts"]["evaluations"] == 7
    assert "targets" not in first["counts"]


@pytest.mark.parametrize("code", codes())
async def test_a_programme_can_be_started_from_its_template_and_published(door: Door, code: str) -> None:
    await admitted(door)
    answer = (await door.client.get(f"/api/templates/{code}")).json()
    assert answer["ready"]
    assert answer["template"]["code"] == code
    assert not [problem for problem in answer["problems"] if problem["severity"] == "error"]
    world, doc = World(), id_of(800)
    for number, writes in enumerate(answer["changes"]):
        assert len(writes) <= WRITES_MAX
        assert all(KINDS["programme"].path_rule(path) for path in writes)
        begun = {"institution": CENTRE, **writes} if number == 0 else writes
        assert world.tries("supervisor", "programme", doc, begun) is None
    assert world.tries("supervisor", "programme", doc, {"published": True}) is None
    assert world.sees("nurse", doc)


async def test_a_template_is_begun_on_the_day_that_is_chosen(door: Door) -> None:
    await admitted(door)
    answer = (await door.client.get("/api/templates/P01", params={"starts": "2026-12-01"})).json()
    writes = {path: value for part in answer["changes"] for path, value in part.items()}
    assert writes["about/starts_on"] == "2026-12-01"
    assert writes["stages/start"]["from"] == "2026-12"
    for day in ("soon", "2026-12", "9999-12-31"):
        wrong = await door.client.get("/api/templates/P01", params={"starts": day})
        assert wrong.json()["code"] == "invalid"
    moved = await door.client.post(
        "/api/imports/programme", content=WHOLE.encode(), headers=YAML, params={"starts": "2026-12-01"}
    )
    assert moved.json()["changes"][0]["about/starts_on"] == "2026-12-01"


async def test_a_programme_goes_out_as_the_file_that_comes_in(door: Door) -> None:
    who = await door.admit("admin.one")
    assert (await door.sign_in(who)).status_code in (200, 201)
    writes = {
        path: each
        for part in (await door.client.get("/api/templates/P08")).json()["changes"]
        for path, each in part.items()
    }
    doc = make(door.clock(), 1, 70_000)
    await store(door, doc, {"institution": await institution_of(door, who), **writes})
    answer = await door.client.get(f"/api/exports/programme/{uuid_text(doc)}")
    assert answer.headers["content-disposition"] == 'attachment; filename="P08-v1.yaml"'
    assert read_bundle(answer.content).bundle == bundle_of("P08")
    for other in (uuid_text(who.person), "nothing", uuid_text(bytes(16))):
        assert (await door.client.get(f"/api/exports/programme/{other}")).status_code == 404
    stranger = await door.admit("admin.two")
    assert (await door.sign_in(stranger)).status_code in (200, 201)
    assert (await door.client.get(f"/api/exports/programme/{uuid_text(doc)}")).status_code == 404


async def institution_of(door: Door, who: Somebody) -> bytes:
    rows = await door.parts.database().read(
        lambda txn: txn.fetch("select group_key from documents where id = ?", [who.person])
    )
    return rows[0][0]


async def store(door: Door, doc: bytes, writes: dict[str, Any]) -> None:
    act = ServerAct(doc, "programme", writes)
    await door.parts.database().write(lambda txn: write_as_server(txn, [act], door.clock()))


async def test_a_template_that_is_not_there_is_not_found(door: Door) -> None:
    await admitted(door)
    for code in ("P99", "..%2F..%2Fpyproject", "p01"):
        assert (await door.client.get(f"/api/templates/{code}")).status_code == 404


async def test_a_file_is_previewed_and_nothing_is_stored(door: Door) -> None:
    await admitted(door)
    answer = (await preview(door, WHOLE)).json()
    assert answer["ready"]
    assert answer["problems"] == []
    assert answer["changes"] == [
        {
            "code": "own",
            "version": 1,
            "about/title": "某院方案",
            "roles/office": {"title": "办公室", "order": 1},
        }
    ]
    kept = await door.parts.database().read(
        lambda txn: txn.fetch("select count(*) from documents where kind = 'programme'")
    )
    assert kept == [(0,)]


async def test_every_problem_is_told_by_its_line_in_the_callers_language(door: Door) -> None:
    await admitted(door)
    wrong = WHOLE + "stages:\n- {id: a, title: 一, from: 2011-13}\n- {id: a, title: 二, parent: b}\n"
    answer: dict[str, Any] = (await preview(door, wrong)).json()
    assert not answer["ready"]
    assert answer["changes"] == []
    assert [(each["line"], each["code"]) for each in answer["problems"]] == [
        (5, "bad_month"),
        (6, "duplicate_id"),
        (6, "unknown_reference"),
    ]
    assert answer["problems"][2]["words"] == "“b”指向不存在的内容（stages）"
    english = (await preview(door, wrong, **{"accept-language": "en"})).json()
    assert english["problems"][2]["words"] == "“b” refers to nothing in the section stages"


async def test_a_file_that_is_none_is_told_so(door: Door) -> None:
    await admitted(door)
    for data, code in ((b"\xff\xfe", "not_utf8"), (b"", "empty"), (b"a: [", "not_yaml")):
        assert [each["code"] for each in (await preview(door, data)).json()["problems"]] == [code]


async def test_a_file_that_is_too_large_or_of_another_kind_is_refused(door: Door) -> None:
    await admitted(door)
    assert (await preview(door, b"x" * (BYTES_MAX + 1))).status_code == 413
    assert (await preview(door, WHOLE, **{"content-type": "text/html"})).status_code == 415


async def end_roles(door: Door, who: Somebody) -> None:
    act = ServerAct(who.person, "person", {"roles/1": None})
    await door.parts.database().write(lambda txn: write_as_server(txn, [act], door.clock()))


async def test_only_those_who_make_programmes_see_them(door: Door) -> None:
    assert (await door.client.get("/api/templates")).status_code == 401
    assert (await preview(door, WHOLE)).status_code == 401
    who = await door.admit("li.yan")
    assert (await door.sign_in(who)).status_code in (200, 201)
    await end_roles(door, who)
    assert (await door.client.get("/api/templates")).status_code == 403
    assert (await door.client.get("/api/templates/P01")).status_code == 403
    assert (await preview(door, WHOLE)).status_code == 403
