"""Certificates and reports on paper: who gets them, what they say, and that each one is noted."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from docx import Document
from pypdf import PdfReader

from api.database import Txn
from api.honour_paper import written_period
from api.intake import write_as_server
from api.order_reading import office_chain
from api.shelf import read_documents
from models.calendar import local_day
from models.document import ServerAct
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import Door
from tests.api.test_order_exports import Office


class Honoured(Office):
    """The office of an institution, a nurse with an honour, another that is still on notice, a report and a brief."""

    def fill(self, txn: Txn) -> None:
        super().fill(txn)
        now_ms = self.door.clock()
        self.honour, self.notice, self.report, self.brief = (make(now_ms, n, SERVER_REPLICA) for n in range(21, 25))
        programme = make(now_ms, 20, SERVER_REPLICA)
        of: dict[str, Any] = {
            "programme": programme,
            "element": "best",
            "period": "2026Q4",
            "subject": self.people["nurse"].person,
            "institution": self.institution,
            "title": "优质服务标兵",
            "reason": "#pagebreak()",
            "days": 5,
            "announced": True,
        }
        report: dict[str, Any] = {
            "institution": self.institution,
            "type": "monthly",
            "period": "2026-10",
            "edition": "1",
            "title": "十月工作月报",
            "figures/a": {"order": 1, "label": "每日自评", "value": "2,100份", "before": "1,980份"},
            "sections/b": {"order": 2, "heading": "下月打算", "text": "抓好窗口服务。\n抓好整改。"},
            "sections/a": {"order": 1, "heading": "工作开展情况", "text": "开展月度互评。"},
            "targets/a": {"order": 1, "label": "群众满意度", "wanted": "≥90%", "value": "94.1%", "met": True},
        }
        brief = {"institution": self.institution, "day": "2026-11-20", "type": "good_deed", "title": "送老人回家"}
        acts = [
            ServerAct(self.honour, "honour", of),
            ServerAct(self.honour, "honour", {"conferred": True}),
            ServerAct(self.notice, "honour", of),
            ServerAct(self.report, "report", report),
            ServerAct(self.report, "report", {"sent": True}),
            ServerAct(self.brief, "brief", {**brief, "text": "导诊台小林送走失老人回家。", "who": "小林"}),
        ]
        write_as_server(txn, acts, now_ms)


@pytest.fixture
async def office(door: Door) -> Honoured:
    made = Honoured(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def test_a_certificate_has_its_number_and_the_ledgers_head_and_fits_one_page(office: Honoured) -> None:
    door = office.door
    path = f"/api/exports/honour/{UUID(bytes=office.honour)}/certificate.pdf"
    for name in ("colleague", "leader"):
        async with door.visitor() as phone:
            await door.sign_in(office.people[name], "phone", phone)
            chain = await door.parts.database().read(lambda txn: office_chain(txn, office.institution))
            answer = await phone.get(path)
            assert answer.status_code == 200, "the whole house reads an honour"
            pages = PdfReader(io.BytesIO(answer.content)).pages
            assert len(pages) == 1
            text = pages[0].extract_text().replace(" ", "").replace("\n", "")
            year = local_day(door.clock())[:4]
            for words in ("荣誉证书", "nurse甲", "优质服务标兵", "2026年第四季度", f"〔{year}〕1号", "盖章"):
                assert words in text, words
            assert f"#{chain[0]}" in text
            assert chain[1] in text


async def test_what_is_still_on_notice_or_was_stripped_has_no_certificate(office: Honoured) -> None:
    door = office.door
    await door.sign_in(office.people["leader"])
    assert (await door.client.get(f"/api/exports/honour/{UUID(bytes=office.notice)}/c.pdf")).status_code == 404
    assert (await door.client.get(f"/api/exports/honour/{UUID(bytes=office.report)}/c.pdf")).status_code == 404
    assert (await door.client.get(f"/api/exports/honour/{UUID(bytes=office.honour)}/c.docx")).status_code == 404
    now_ms = door.clock()
    stripped = [ServerAct(office.honour, "honour", {"stripped": "查实有投诉"})]
    await door.parts.database().write(lambda txn: write_as_server(txn, stripped, now_ms))
    assert (await door.client.get(f"/api/exports/honour/{UUID(bytes=office.honour)}/c.pdf")).status_code == 404


async def test_a_report_is_word_in_the_official_order_for_the_office_alone(office: Honoured) -> None:
    door = office.door
    path = f"/api/exports/report/{UUID(bytes=office.report)}/report.docx"
    async with door.visitor() as phone:
        await door.sign_in(office.people["nurse"], "phone", phone)
        assert (await phone.get(path)).status_code == 404
    await door.sign_in(office.people["leader"])
    answer = await door.client.get(path)
    assert answer.status_code == 200
    said = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs if each.text]
    year = local_day(door.clock())[:4]
    assert f"月报〔{year}〕1号" in said
    order = ["一、主要数据", "1. 每日自评：2,100份（上期1,980份）。", "二、工作开展情况", "开展月度互评。"]
    order += ["三、下月打算", "抓好窗口服务。", "抓好整改。", "四、目标完成情况"]
    order += ["1. 群众满意度（目标≥90%）：94.1%，达到。"]
    assert [each for each in said if each in order] == order
    brief = await door.client.get(f"/api/exports/report/{UUID(bytes=office.brief)}/brief.docx")
    words = [each.text for each in Document(io.BytesIO(brief.content)).paragraphs]
    assert "工作简报" in words
    assert any("草稿，未报送" in each for each in words)
    assert "（小林）" in words


async def test_each_paper_is_noted_in_the_log(office: Honoured) -> None:
    door = office.door
    await door.sign_in(office.people["leader"])
    await door.client.get(f"/api/exports/honour/{UUID(bytes=office.honour)}/c.pdf")
    await door.client.get(f"/api/exports/report/{UUID(bytes=office.report)}/r.docx")

    def noted(txn: Txn) -> list[str]:
        rows = txn.fetch("select id from documents where kind = ?", ["export_event"])
        return sorted(str(each.value("what")) for each in read_documents(txn, [id for (id,) in rows]))

    assert await door.parts.database().read(noted) == ["honour_paper", "report_paper"]


@pytest.mark.parametrize(
    ("period", "words"),
    [("2026", "2026年度"), ("2026Q4", "2026年第四季度"), ("2026H1", "2026年上半年"), ("2026-03", "2026年3月")],
)
def test_periods_as_papers_write_them(period: str, words: str) -> None:
    assert written_period(period) == words
