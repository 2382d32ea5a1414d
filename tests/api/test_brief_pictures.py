"""The pictures of a brief: who may send and fetch them, and how they stand in its Word file."""

from __future__ import annotations

import hashlib
import io
from typing import Any
from uuid import UUID

import httpx
import pytest
from docx import Document
from PIL import Image

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.passwords import hash_for_demo
from models.document import ServerAct
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody
from tests.api.test_honour_exports import Honoured


def _picture(red: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (1600, 1200), (red, 90, 120)).save(made, "WEBP")
    return made.getvalue()


HELPING, QUEUE = _picture(200), _picture(30)


def _named(data: bytes) -> dict[str, Any]:
    sha256 = hashlib.sha256(data).hexdigest()
    return {"blob": sha256, "type": "image/webp", "bytes": len(data), "width": 1600, "height": 1200}


class Reporting(Honoured):
    """The office of a house with a brief, the office of the bureau above it, and that of a house beside it."""

    def fill(self, txn: Txn) -> None:
        super().fill(txn)
        now_ms = self.door.clock()
        self.other_brief = make(now_ms, 35, SERVER_REPLICA)
        bureau, beside = make(now_ms, 31, SERVER_REPLICA), make(now_ms, 32, SERVER_REPLICA)
        acts = [
            ServerAct(bureau, "institution", {"name": "市卫生局", "type": "bureau"}),
            ServerAct(beside, "institution", {"name": "城北医院", "type": "hospital", "parent": bureau}),
            ServerAct(self.institution, "institution", {"parent": bureau}),
        ]
        for at, (name, place) in enumerate((("bureau", bureau), ("beside", beside)), 33):
            somebody = Somebody(make(now_ms, at, SERVER_REPLICA), name, PASSWORD)
            self.people[name] = somebody
            role = {"role": "supervisor", "at": place, "from": "2020-01-01", "to": None}
            acts.append(ServerAct(somebody.person, "person", {"institution": place, "name": name, "roles/1": role}))
            accounts.add_account(txn, somebody.person, name, hash_for_demo(PASSWORD), now_ms)
        acts.append(ServerAct(self.brief, "brief", {"photos/a.1": _named(HELPING), "photos/a.2": _named(QUEUE)}))
        other = {
            "institution": self.institution,
            "day": "2026-11-20",
            "type": "brief",
            "title": "另一篇",
            "text": "别的事",
        }
        acts.append(ServerAct(self.other_brief, "brief", {**other, "photos/b.1": _named(HELPING)}))
        write_as_server(txn, acts, now_ms)

    def blob(self, data: bytes, brief: bytes | None = None) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        return f"/api/documents/{UUID(bytes=brief or self.brief)}/blobs/{sha256}"

    async def send(self, data: bytes) -> None:
        sent = await self.door.client.put(self.blob(data), content=data, headers={"content-type": "image/webp"})
        assert sent.status_code == 201, sent.text

    async def sends(self) -> None:
        """The brief goes up."""
        now_ms = self.door.clock()
        sent = [ServerAct(self.brief, "brief", {"sent": True})]
        await self.door.parts.database().write(lambda txn: write_as_server(txn, sent, now_ms))


@pytest.fixture
async def office(door: Door) -> Reporting:
    made = Reporting(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    await door.sign_in(made.people["leader"])
    return made


async def _as(office: Reporting, name: str, path: str) -> httpx.Response:
    async with office.door.visitor() as phone:
        await office.door.sign_in(office.people[name], "phone", phone)
        return await phone.get(path)


async def test_a_picture_is_the_offices_until_the_brief_is_sent_and_then_the_bureaus_too(office: Reporting) -> None:
    await office.send(HELPING)
    path = office.blob(HELPING)
    everybody = ("leader", "nurse", "colleague", "beside", "bureau")
    assert [(await _as(office, name, path)).status_code for name in everybody] == [200, 404, 404, 404, 404]
    async with office.door.visitor() as nobody:
        assert (await nobody.get(path)).status_code == 401
    await office.sends()
    assert [(await _as(office, name, path)).status_code for name in everybody] == [200, 404, 404, 404, 200]
    assert (await _as(office, "bureau", path)).content == HELPING


async def test_an_outsider_cannot_put_a_picture_into_a_brief(office: Reporting) -> None:
    for name in ("nurse", "beside", "bureau"):
        async with office.door.visitor() as phone:
            await office.door.sign_in(office.people[name], "phone", phone)
            sent = await phone.put(office.blob(QUEUE), content=QUEUE, headers={"content-type": "image/webp"})
            assert sent.status_code == 404, name


async def _word(office: Reporting, brief: bytes, name: str = "leader") -> Any:
    answer = await _as(office, name, f"/api/exports/report/{UUID(bytes=brief)}/report.docx")
    assert answer.status_code == 200
    return Document(io.BytesIO(answer.content))


async def test_the_word_file_has_the_pictures_on_a_page_of_their_own(office: Reporting) -> None:
    await office.send(HELPING)
    await office.send(QUEUE)
    word = await _word(office, office.brief)
    said = [each.text for each in word.paragraphs]
    assert "附件：图片" in said
    captions = [cell.text.strip() for row in word.tables[0].rows for cell in row.cells]
    assert captions == ["图1 送老人回家", "图2 送老人回家"]
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes] or [
        each.get("descr") for each in word.element.body.iter("{*}docPr")
    ]
    assert described == captions
    parts = [each.blob for each in word.part.package.iter_parts() if str(each.partname).startswith("/word/media/")]
    assert sorted(Image.open(io.BytesIO(each)).size for each in parts) == [(1200, 900), (1200, 900)]
    assert {Image.open(io.BytesIO(each)).format for each in parts} == {"JPEG"}
    await office.sends()
    assert "附件：图片" in [each.text for each in (await _word(office, office.brief, "bureau")).paragraphs]


async def test_what_has_not_arrived_is_left_out_and_one_alone_has_no_number(office: Reporting) -> None:
    await office.send(QUEUE)
    word = await _word(office, office.brief)
    assert [cell.text.strip() for cell in word.tables[0].rows[0].cells] == ["送老人回家", ""]
    bare = await _word(office, office.other_brief)
    assert "附件：图片" not in [each.text for each in bare.paragraphs]


async def test_a_brief_that_only_names_a_picture_of_another_does_not_print_it(office: Reporting) -> None:
    await office.send(HELPING)
    word = await _word(office, office.other_brief)
    assert not [each for each in word.part.package.iter_parts() if str(each.partname).startswith("/word/media/")]


async def test_what_was_pasted_with_unseen_characters_is_printed_without_them(office: Reporting) -> None:
    now_ms = office.door.clock()
    odd = {"title": "送老人\ufffe回家\x00", "text": "第一行\x0b\n第二行\uffff🎉"}
    acts = [ServerAct(office.brief, "brief", odd)]
    await office.door.parts.database().write(lambda txn: write_as_server(txn, acts, now_ms))
    await office.send(HELPING)
    word = await _word(office, office.brief)
    said = [each.text for each in word.paragraphs]
    assert word.core_properties.title == "送老人回家"
    assert {"送老人回家", "第二行🎉"} <= set(said)
    assert word.tables[0].rows[0].cells[0].text.strip() == "送老人回家"
