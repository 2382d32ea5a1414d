"""Somebody is taken off the team while away from the network, and sends afterwards what was seen and asked before."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from e2e.phone import Phone
from e2e.test_deeds import account
from e2e.test_screens import AXE, faults_of
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

PLANNER, MEMBER = "罗丽萍", "廖正明"


def on_the_way(third: Phone) -> None:
    """Arrives, and loses the network."""
    third.page.get_by_role("button", name="我到了，开始").click()
    expect(third.page.get_by_role("button", name="我到了，开始")).to_have_count(0)
    expect(third.page.get_by_role("status").filter(has_text="已送达")).to_be_visible()
    third.go_offline()


def asks_and_leaves(third: Phone, leader: Phone, hospital: Hospital) -> None:
    """Asks a patient, is dismissed meanwhile, and comes back to the network."""
    page = third.page
    page.get_by_role("link", name="分工").click()
    page.get_by_role("link", name="现场访谈").click()
    asked = int(re.sub(r"\D", "", page.get_by_text(re.compile("全组已访")).inner_text()))
    page.get_by_role("radio", name="家属").check()
    page.get_by_role("group", name=re.compile("满意吗")).get_by_role("radio").first.check()
    page.get_by_role("button", name="记下，下一位").click()
    expect(page.get_by_text(f"全组已访 {asked + 1} 人")).to_be_visible()
    third.wait_saved()
    _dismissed(hospital, leader.page.url.split("/visits/")[1][:32])
    third.go_online()
    third.open("/")
    expect(third.sync_chip()).to_have_accessible_name(re.compile("2 条被退回"))


def takes_in(leader: Phone, third: Phone, hospital: Hospital) -> None:
    """The leader sees both lie apart, and takes them in."""
    leader.open(leader.page.url.removeprefix(hospital.base_url))
    late = leader.page.get_by_role("region", name="退组后送到的记录")
    expect(late.get_by_text("现场访谈")).to_be_visible()
    expect(late.get_by_text("收费项目和价格公开")).to_be_visible()
    leader.page.evaluate(AXE)
    assert faults_of(leader.page) == []
    take = late.get_by_role("button", name="收入这条")
    expect(take).to_have_count(2)
    take.first.click()
    expect(take).to_have_count(1)
    take.first.click()
    expect(late.get_by_text("已收入")).to_have_count(2)
    expect(third.page.get_by_text("有一项检查")).to_have_count(0)


def _dismissed(hospital: Hospital, visit: str) -> None:
    """Whoever planned the visit takes the member off its team."""
    planner = account(hospital, PLANNER)
    client = Client(hospital.base_url, planner["username"], planner["password"], device="督导")
    told = Store().follow(client)
    (team,) = [doc for doc in told.of_kind("inspection_team") if told.document(doc)["visit"].hex() == visit]
    off = [[f"members/{account(hospital, MEMBER)['person']}", None]]
    assert client.codes(client.change(team, "inspection_team", off)) == [None]
    client.http.close()
