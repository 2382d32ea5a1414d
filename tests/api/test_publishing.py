"""Publishing over the real server: every byte that the unit receives, its pictures, and the bulletin's files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import AsyncGenerator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest_asyncio
from docx import Document
from PIL import Image
from pypdf import PdfReader

from api.intake import QUIET_REPLICA_MAX
from models.document import natural_id, uuid_text
from models.inspection import visit_id
from models.publication import finding_id
from sync.stamp import make, replica_of
from tests.api.covert_house import BEGINS_MS, CENTRE, CHECKLIST, PEOPLE, WARD
from tests.api.covert_scenario import House
from tests.api.test_covert_pairs import opened

TEAM = ("planner", "first", "second")
NOW = BEGINS_MS


class Ids:
    """The ids of a visit's documents: the plan's carries its planner's device."""

    def __init__(self, house: House) -> None:
        self.plan = make(NOW, 1, house["planner"].replica)
        self.visit = visit_id(self.plan, WARD)
        self.publication = natural_id(f"publication/{uuid_text(self.visit)}")
        self.finding = finding_id(self.visit, "k1")
        self.seen = natural_id(f"observation/{uuid_text(self.visit)}/a/{uuid_text(PEOPLE['second'])}")


def own(path: str, who: str) -> str:
    return f"{path}/{uuid_text(PEOPLE[who])}"


def picture() -> tuple[bytes, dict[str, Any]]:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG")
    data = made.getvalue()
    sha256 = hashlib.sha256(data).hexdigest()
    return data, {"blob": sha256, "type": "image/jpeg", "bytes": len(data), "width": 40, "height": 30}


@pytest_asyncio.fixture
async def house(new_database: Callable[[], str], tmp_path: Path) -> AsyncGenerator[House]:
    async with AsyncExitStack() as stack:
        yield await opened(stack, tmp_path, new_database())


def covert_plan(house: House) -> dict[str, Any]:
    """A visit to the ward with two inspectors, led by the first of them."""
    planner, first, _ = (house[name] for name in TEAM)
    return {
        "institution": CENTRE,
        "organiser": planner.person,
        "manner": "covert",
        "title": "节前检查",
        "practice": "covert",
        "rule": "worst",
        "from": "2026-11-20",
        "to": "2026-11-30",
        "checklist": CHECKLIST,
        f"candidates/{uuid_text(WARD)}": True,
        own("inspectors", "first"): True,
        own("inspectors", "second"): True,
        "leader": first.person,
    }


async def walked(house: House) -> dict[str, Any]:
    """A covert visit that is finished, with a picture, and proposed by the team's leader."""
    planner, first, second = (house[name] for name in TEAM)
    ids = Ids(house)
    plan = covert_plan(house)
    data, reference = picture()
    seen = {"visit": ids.visit, "item": "a", "inspector": second.person, "verdict": "fail", "photos/1": reference}
    chosen = {"kind": "服务", "text": "窗口无人值守", "item": "a", "object": "3号窗口"}
    proposal = {"visit": ids.visit, "withheld": True, "findings/k1": chosen, "photos/k1.1": reference}
    for who, kind, doc, writes in (
        (planner, "inspection_plan", ids.plan, plan),
        (planner, "inspection_plan", ids.plan, {"sealed": True}),
        (second, "observation", ids.seen, seen),
        (first, "visit", ids.visit, {own("finished/1", "first"): NOW, "host_note": "暗访"}),
        (first, "publication", ids.publication, proposal),
        (first, "publication", ids.publication, {own("proposed/1", "first"): NOW}),
    ):
        assert await who.push(kind, doc, writes) is None
    sent = await second.ask("PUT", address(ids.seen, reference), data, **{"Content-Type": "image/jpeg"})
    assert sent.status_code == 201
    return reference


def address(doc: bytes, reference: dict[str, Any]) -> str:
    return f"/api/documents/{uuid_text(doc)}/blobs/{reference['blob']}"


async def confirmed(house: House) -> None:
    assert (
        await house["planner"].push("publication", Ids(house).publication, {own("confirmed/1", "planner"): NOW}) is None
    )


async def test_nothing_comes_before_the_confirmation_and_no_inspector_with_it(house: House) -> None:
    head, ids = house["head"], Ids(house)
    await head.pull()
    await walked(house)
    assert (await head.pull())["scopes"] == {}
    asked = await head.ask("GET", address(ids.finding, picture()[1]))
    assert asked.status_code == 404
    await confirmed(house)
    heard = len(head.heard)
    told = await head.pull()
    received = b"".join(body for _, (_, _, body) in head.heard[heard:])
    assert "窗口无人值守".encode() in received
    for name in TEAM:
        person = PEOPLE[name]
        assert person not in received
        assert uuid_text(person).encode() not in received
        assert house[name].replica.to_bytes(8, "big") not in received
    for doc in (ids.plan, ids.publication, ids.seen):
        assert doc not in received
    entries = [entry for scope in told["scopes"].values() for entry in scope["entries"]]
    assert {entry[1] for entry in entries} == {bytes(16)}
    assert all(scope.startswith("office/") for scope in told["scopes"])
    assert all(replica_of(stamp) < QUIET_REPLICA_MAX for stamp in stamps_in(received, ids.finding))


def stamps_in(received: bytes, finding: bytes) -> list[bytes]:
    """The ids of the changes to the finding: 16 bytes before its own id, each with its length before it."""
    mark = b"\xc4\x10" + finding
    found: list[bytes] = []
    at = received.find(mark)
    while at >= 18:
        found.append(received[at - 16 : at])
        at = received.find(mark, at + 1)
    assert found
    return found


async def test_the_unit_reads_the_pictures_that_were_chosen(house: House) -> None:
    reference = await walked(house)
    await confirmed(house)
    got = await house["head"].ask("GET", address(Ids(house).finding, reference))
    assert (got.status_code, got.content) == (200, picture()[0])
    hidden = await house["head"].ask("GET", address(Ids(house).seen, reference))
    strange = await house["nurse"].ask("GET", address(Ids(house).finding, reference))
    assert hidden.status_code == strange.status_code == 404


async def test_a_bulletin_comes_as_word_and_pdf_to_its_audience_alone(house: House) -> None:
    reference = await walked(house)
    planner, head, nurse = (house[name] for name in ("planner", "head", "nurse"))
    await confirmed(house)
    bulletin = make(BEGINS_MS, 9, planner.replica)
    entry = {"order": 1, "kind": "服务", "text": "窗口无人值守", "finding": Ids(house).finding, "unit": WARD}
    draft = {"institution": CENTRE, "title": "关于暗访的通报", "code": "洛卫通", "opening": "通报如下："}
    writes = {**draft, f"units/{uuid_text(WARD)}": True, "entries/e1": entry, "photos/e1.1": reference}
    assert await planner.push("bulletin", bulletin, writes) is None
    file = f"/api/bulletins/{uuid_text(bulletin)}/bulletin"
    assert (await head.ask("GET", f"{file}.pdf")).status_code == 404
    assert await planner.push("bulletin", bulletin, {"issued": True}) is None
    word = Document(io.BytesIO((await head.ask("GET", f"{file}.docx")).content))
    said = [each.text for each in word.paragraphs]
    assert "洛卫通〔2026〕1号" in said
    assert "内科：窗口无人值守（见图1）。" in said
    assert len(word.inline_shapes) == 1
    chain = next(each for each in said if "链首" in each)
    pages = PdfReader(io.BytesIO((await head.ask("GET", f"{file}.pdf")).content)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert "".join(chain.split()) in text
    for who, ending in ((nurse, "docx"), (head, "doc")):
        assert (await who.ask("GET", f"{file}.{ending}")).status_code == 404
