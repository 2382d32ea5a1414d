"""What the programme asks of a nurse stands on her first screen, offline too; she does it, and it is ticked."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from e2e import nurse
from e2e.phone import Phone
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
PROGRAMME = "五亮五比五创五评"
ASPECTS = ("比素质", "比干劲", "比奉献", "比创新", "比作风")


def asked(page: Page, words: str) -> None:
    """The line of a task is there, and nothing of the list is folded away."""
    expect(page.locator("a.todo", has_text=words).first).to_be_attached()
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


def test_the_nurse_does_offline_what_the_programme_asks_and_it_is_ticked(nurse_phone: Phone) -> None:
    page = nurse_phone.page
    expect(page.get_by_role("heading", name="正在开展")).to_be_visible()
    nurse_phone.wait_for_shelves().go_offline()
    page.reload()
    asked(page, "个人自评")
    # What others have to begin is told, and not held against her.
    asked(page, "等组织者开始")
    expect(page.locator("a.todo", has_text="等组织者开始").filter(has_text="逾期")).to_have_count(0)
    task = page.locator("a.todo", has_text="个人自评").filter(has_text=re.compile("还有|剩|到期|前$"))
    expect(task).to_have_count(1)
    expect(task).to_contain_text(PROGRAMME)
    task.click()
    expect(page.get_by_role("heading", level=1, name="五比自评表")).to_be_visible()
    for aspect in ASPECTS:
        nurse.choose(nurse_phone, aspect, "5")
    nurse.submit(nurse_phone)
    page.get_by_role("link", name="回到今天").click()
    nurse_phone.wait_waiting()
    expect(task).to_have_count(0)
    asked(page, "个人自评")
    before = page.locator("a.todo", has_text="个人自评").filter(has_text="已完成")
    expect(before).to_have_count(3)
    nurse_phone.go_online()
    nurse_phone.wait_synced()


def test_the_programme_is_read_offline_with_its_stages_and_what_is_asked(nurse_phone: Phone) -> None:
    page = nurse_phone.page
    expect(page.get_by_role("heading", name="正在开展")).to_be_visible()
    nurse_phone.wait_for_shelves().go_offline()
    page.reload()
    page.get_by_role("main").get_by_role("link", name=PROGRAMME, exact=True).click()
    expect(page.get_by_role("heading", level=1, name=PROGRAMME)).to_be_visible()
    stages = page.get_by_role("list", name="阶段")
    expect(stages.get_by_text("组织实施阶段")).to_be_visible()
    expect(stages.get_by_text("进行中").first).to_be_visible()
    expect(page.get_by_role("heading", name="要我做的")).to_be_visible()
    expect(page.get_by_text("比素质、比干劲、比奉献、比创新、比作风")).to_be_visible()


def test_the_supervisor_says_that_a_report_is_done_and_takes_it_back(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone().sign_in(hospital.of_role("supervisor")).wait_synced()
    page = phone.page
    page.get_by_role("main").get_by_role("link", name=PROGRAMME, exact=True).click()
    mark = page.get_by_role("button", name="办结")
    expect(mark.first).to_be_visible()
    count = mark.count()
    mark.first.click()
    expect(page.get_by_text("已记为办结")).to_be_visible()
    expect(mark).to_have_count(count - 1)
    page.get_by_role("button", name="撤销").click()
    expect(mark).to_have_count(count)


def test_an_administrators_free_day_goes_before_the_public_calendar(new_phone: NewPhone, hospital: Hospital) -> None:
    page = new_phone().sign_in(hospital.of_role("admin")).wait_synced().page
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="工作日历").click()
    expect(page.get_by_role("heading", level=1, name="工作日历")).to_be_visible()
    days = page.get_by_role("list", name="工作日历")
    expect(days.get_by_text("国庆节").first).to_be_visible()
    year = page.get_by_role("button", pressed=True).inner_text().removesuffix("年")
    page.get_by_label("哪一天").fill(f"{year}-08-19")
    page.get_by_role("textbox", name="说明").fill("医师节放假")
    page.get_by_role("button", name="保存").click()
    own = days.get_by_role("listitem").filter(has_text="医师节放假")
    expect(own).to_contain_text("8月19日")
    own.get_by_role("button", name="撤掉").click()
    expect(own).to_have_count(0)
