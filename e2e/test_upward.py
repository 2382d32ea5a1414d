"""Heads evaluate the leadership: planned, looked at, opened, judged, closed, decided; then the leader reads it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from e2e.phone import Phone
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store, natural_id
from tests.demonstration import Hospital

TITLE = "十二月上评"
MARKS = ["virtue", "ability", "diligence", "achievement", "integrity"]
RUNS_MS = 25_000


def test_an_upward_round_goes_from_its_plan_to_a_grade_with_a_reason(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    here = hospital.nurse["institution"]
    of_here = [each for each in hospital.accounts if each["institution"] == here]
    heads = [each for each in of_here if each["role"] == "head"]
    (leader,) = [each for each in of_here if each["role"] == "leader"]
    (organiser,) = [each for each in of_here if each["role"] == "supervisor"]

    phone = new_phone().sign_in(organiser).wait_synced()
    plan(phone)
    round = bytes.fromhex(phone.page.url.rsplit("/", 1)[1])
    expect(phone.page.get_by_text(f"参评 {len(heads)} 人，对象 1 个")).to_be_visible()
    expect(phone.page.get_by_text("每个对象都有足够的人评")).to_be_visible()
    shorten(hospital, organiser, round)
    phone.page.get_by_role("button", name="开始这一轮").click()
    phone.page.get_by_role("dialog").get_by_role("button", name="开始这一轮").click()
    expect(phone.page.get_by_text(f"0 / {len(heads)} 人参评")).to_be_visible()
    for head in heads:
        judge(hospital, head, round, leader)
    expect(phone.page.get_by_text(f"{len(heads)} / {len(heads)} 人参评")).to_be_visible()

    publish(phone)
    phone.page.get_by_role("link", name=re.compile("定级")).click()
    expect(phone.page.get_by_text("80% · 建议 称职")).to_be_visible()
    phone.page.get_by_role("button", name="改定").click()
    phone.page.get_by_role("radio", name="优秀").check()
    expect(phone.page.get_by_role("button", name="定下来")).to_be_disabled()
    phone.page.get_by_label(re.compile("理由")).fill("牵头门诊改造")
    phone.page.get_by_role("button", name="定下来").click()
    expect(phone.page.get_by_text("罗丽萍定")).to_be_visible()

    subject = new_phone().sign_in(leader).wait_synced()
    subject.open("/said")
    subject.page.get_by_role("link", name=re.compile(TITLE)).click()
    expect(subject.page.locator(".total")).to_contain_text("优秀")
    expect(subject.page.get_by_text("牵头门诊改造")).to_be_visible()


def plan(phone: Phone) -> None:
    """The organiser's plan, up to the screen that says who would take part."""
    phone.page.get_by_role("link", name="评议", exact=True).click()
    phone.page.get_by_role("link", name="新建一轮评议").click()
    phone.page.get_by_role("radio", name="中层评领导").check()
    phone.page.get_by_label("名称").fill(TITLE)
    phone.page.get_by_role("radio", name="4/5").check()
    phone.page.get_by_role("group", name="由谁定级").get_by_role("radio", name="督导").check()
    phone.page.get_by_role("button", name="下一步：看名单").click()
    expect(phone.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def shorten(hospital: Hospital, organiser: dict[str, Any], round: bytes) -> None:
    """A story can't wait for days: the round that was planned on the screen is made to close soon."""
    client = Client(hospital.base_url, organiser["username"], organiser["password"])
    now = client.now()
    writes = [["opens_at", now - 60_000], ["closes_at", now + RUNS_MS]]
    assert client.codes(client.change(round, "peer_round", writes)) == [None]
    client.http.close()


def judge(hospital: Hospital, head: dict[str, Any], round: bytes, leader: dict[str, Any]) -> None:
    client = Client(hospital.base_url, head["username"], head["password"])
    name = f"peer_assignment/{dashed(round)}/{client.person}"
    owed = Store().follow(client).document(natural_id(name))
    assert f"subjects/{leader['person']}" in owed
    doc = natural_id(f"peer_review/{dashed(round)}/{client.person}/{leader['person']}")
    writes = [
        ["round", round],
        ["reviewer", client.person.bytes],
        ["subject", bytes.fromhex(leader["person"].replace("-", ""))],
        *[[f"answers/{mark}", 4] for mark in MARKS],
        ["submitted", True],
    ]
    assert client.codes(client.change(doc, "peer_review", writes)) == [None]
    client.http.close()


def publish(phone: Phone) -> None:
    """Once the time is over; the screen looks at the clock whenever somebody looks at it again."""
    button = phone.page.get_by_role("button", name="公布结果")
    phone.page.wait_for_function(
        """() => {
            document.dispatchEvent(new Event("visibilitychange"));
            return [...document.querySelectorAll("button, h2")].some((one) => /公布结果|^结果$/.test(one.textContent));
        }""",
        timeout=60_000,
        polling=1000,
    )
    if button.count():
        button.first.click()
        phone.page.get_by_role("dialog").get_by_role("button", name="公布结果").click()
    expect(phone.page.get_by_role("link", name=re.compile("定级"))).to_be_visible()


def dashed(id: bytes) -> str:
    text = id.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
