"""A month is closed by the supervisor, the nurse's phone shows what it came to, and the sheet opens in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Page, Route, expect
from python_calamine import CalamineWorkbook

from api.demo.closings import closed_months
from e2e import authenticator
from e2e.browser import WITHOUT_WORKER
from e2e.phone import SYNCED_MS_MAX, Phone
from e2e.screens import everything
from tests.demonstration import Hospital


def months_back(count: int) -> str:
    """The first day of a month before this one."""
    day = date.today().replace(day=1)
    for _ in range(count):
        day = (day - timedelta(days=1)).replace(day=1)
    return f"{day.year}年{day.month}月"


def test_a_month_is_closed_and_corrected_and_the_nurse_sees_her_result(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    closed = len(closed_months(date.today().isoformat()))
    month = months_back(closed + 1)  # the demonstration has closed those after it
    nurse = new_phone().sign_in(hospital.nurse).wait_synced()
    open_results(nurse.page)
    expect(nurse.page.get_by_role("heading", name=months_back(1))).to_be_visible()
    expect(nurse.page.get_by_role("img", name="五比")).to_be_visible()

    office = new_phone().sign_in(hospital.of_role("supervisor")).wait_synced()
    office.page.get_by_role("link", name="我的", exact=True).click()
    office.page.get_by_role("link", name="月度结账").click()
    card = office.page.get_by_role("region", name=month)
    card.get_by_role("button", name="结账").click()
    office.page.get_by_role("dialog").get_by_role("button", name="结账").click()
    expect(card.get_by_text("已结账")).to_be_visible()
    expect(card.get_by_text("份结果")).to_be_visible()

    for _ in range(closed):
        nurse.page.get_by_role("button", name="上一期").click()
    expect(nurse.page.get_by_role("heading", name=month)).to_be_visible()
    expect(nurse.page.get_by_text(re.compile("应填 2[0-9] 天"))).to_be_visible()

    card.get_by_role("button", name="更正").click()
    card.get_by_label("原因").fill("补录一天")
    card.get_by_role("button", name="更正").click()
    card.get_by_text("经过").click()
    expect(card.get_by_text("补录一天")).to_be_visible()


def test_the_sheet_downloads_and_opens(new_phone: Callable[..., Phone], hospital: Hospital) -> None:
    supervisor = hospital.of_role("supervisor")
    office = new_phone(accept_downloads=True).sign_in(supervisor).wait_synced()
    own = authenticator.turn_on(new_phone().sign_in(supervisor))
    office.open("/closings")
    card = office.page.get_by_role("region", name=months_back(1))
    card.get_by_role("button", name="结果表").click()
    # She has a second factor now, and this phone was signed in before: it is asked for a fresh code.
    authenticator.enter(office.page, own.code())
    with office.page.expect_download() as download:
        card.get_by_role("link", name="下载结果表").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    rows = book.get_sheet_by_name("结果表").to_python()
    assert "综合得分" in rows[1]
    assert hospital.nurse["name"] in [row[2] for row in rows]
    events = everything(hospital, hospital.of_role("admin")).of_kind("export_event")
    assert len(events) == 1


def test_a_closing_shows_how_far_it_is(new_phone: Callable[..., Phone], hospital: Hospital) -> None:
    """The server's work is held back, and its progress told, until the bar has been seen."""
    office = new_phone(**WITHOUT_WORKER).sign_in(hospital.of_role("supervisor")).wait_synced()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    office.context.route("**/api/closings/*/progress", lambda route: route.fulfill(json={"percent": 40}))
    office.context.route("**/api/sync/push", hold)
    office.open("/closings")
    card = office.page.get_by_role("region", name=months_back(2))
    card.get_by_role("button", name="更正").click()
    card.get_by_label("原因").fill("核对进度")
    card.get_by_role("button", name="更正").click()
    working = card.get_by_role("progressbar")
    expect(working).to_have_attribute("value", "40")
    expect(card.get_by_text("正在计算… 40%")).to_be_visible()
    office.context.unroute("**/api/sync/push")
    for route in held:
        route.continue_()
    expect(working).to_have_count(0, timeout=SYNCED_MS_MAX)
    expect(card.get_by_text("已结账")).to_be_visible()


def test_the_nurse_reads_offline_how_her_score_came_about(new_phone: Callable[..., Phone], hospital: Hospital) -> None:
    told = everything(hospital, hospital.nurse)
    month = f"{date.today().replace(day=1) - timedelta(days=1):%Y-%m}"
    results = [told.document(doc) for doc in told.of_kind("period_result")]
    total = next(each["total"] for each in results if each["period"] == month)
    phone = new_phone().sign_in(hospital.nurse).wait_synced().wait_for_shelves().go_offline()
    open_results(phone.page)
    steps = phone.page.get_by_role("region", name="分数怎么来的")
    expect(steps.get_by_text("第 1 版的计分办法")).to_be_visible()
    for part in ("每日自评", "五比自评", "按时自评率", "活动出席率", "台账加分"):
        expect(steps.get_by_role("listitem").filter(has_text=part)).to_be_visible()
    whole = steps.get_by_role("listitem").filter(has_text="合计")
    assert float(whole.inner_text().removeprefix("合计")) == float(total)
    brought = [float(words) for words in re.findall(r"计 ([\d.]+)", steps.inner_text())]
    added = float(steps.get_by_role("listitem").filter(has_text="台账加分").inner_text().split()[-1])
    assert abs(sum(brought) + added - float(total)) < 0.05 or float(total) == 100
    phone.page.get_by_role("button", name="季").click()
    expect(steps.get_by_text("的平均")).to_be_visible()


def test_the_pay_rule_is_chosen_and_stands_in_the_sheet_with_its_version(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    """By grades it proposes nothing yet: nobody has decided on them."""
    office = new_phone(accept_downloads=True).sign_in(hospital.of_role("supervisor")).wait_synced()
    rows = pay_rows(office)
    said = " ".join(str(cell) for row in rows for cell in row)
    assert "分配规则：月度奖金分配：优秀 120%，良好 100%，合格 80%，待改进 50%。方案第 1 版，规则版本 " in said
    mine = next(row for row in rows if row[2] == hospital.nurse["name"])
    assert (mine[5], mine[7], mine[9]) == ("", "", "等次待审定")


def pay_rows(office: Phone) -> list[list[object]]:
    """The pay proposal of last month by the programme's own rule."""
    office.open("/closings")
    card = office.page.get_by_role("region", name=months_back(1))
    card.get_by_text("绩效分配建议").click()
    card.get_by_label("按哪条规则").select_option(label="月度奖金分配（方案第 1 版）")
    card.get_by_label("每人奖金基数").fill("1000")
    card.get_by_role("button", name="分配建议表").click()
    with office.page.expect_download() as download:
        card.get_by_role("link", name="下载分配建议表").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    return [list(row) for row in book.get_sheet_by_name("绩效分配建议").to_python()]


def test_the_leadership_decides_on_the_grades_of_a_closed_month(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    """One is overridden with a reason, the others confirmed at once; the person, the sheet and the pay table say so."""
    month = closed_months(date.today().isoformat())[-1]
    here = hospital.nurse["institution"]
    (leader,) = [each for each in hospital.accounts if each["role"] == "leader" and each["institution"] == here]
    phone = new_phone().sign_in(leader).wait_synced()
    phone.page.get_by_role("link", name=re.compile(f"{months_back(1)} 等你定级")).click()
    nurse = phone.page.get_by_role("region", name=re.compile(f"^{hospital.nurse['name']}"))
    nurse.get_by_role("button", name="改定").click()
    nurse.get_by_role("radio", name="良好").check()
    expect(nurse.get_by_role("button", name="定下来")).to_be_disabled()
    nurse.get_by_label(re.compile("理由")).fill("有一次有效投诉")
    nurse.get_by_role("button", name="定下来").click()
    expect(nurse.get_by_text("有一次有效投诉")).to_be_visible()
    phone.page.get_by_role("button", name="全部按建议确认").click()
    expect(phone.page.get_by_role("button", name="全部按建议确认")).to_have_count(0)
    phone.wait_synced()

    subject = new_phone().sign_in(hospital.nurse).wait_synced()
    open_results(subject.page)
    expect(subject.page.get_by_text(re.compile(f"{leader['name']}改定"))).to_be_visible()
    expect(subject.page.get_by_text("有一次有效投诉")).to_be_visible()
    office = new_phone(accept_downloads=True).sign_in(hospital.of_role("supervisor")).wait_synced()
    office.open("/closings")
    card = office.page.get_by_role("region", name=months_back(1))
    card.get_by_role("link", name="定级").click()
    expect(office.page.get_by_text("有一次有效投诉")).to_be_visible()
    office.open("/closings")
    card.get_by_role("button", name="结果表").click()
    with office.page.expect_download() as download:
        card.get_by_role("link", name="下载结果表").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(download.value.path().read_bytes()))
    rows = book.get_sheet_by_name("结果表").to_python()
    grade, why = rows[1].index("审定等次"), rows[1].index("审定说明")
    decided = {row[2]: (row[grade], row[why]) for row in rows[2:]}
    assert decided[hospital.nurse["name"]] == ("良好", "改定：有一次有效投诉")
    assert "确认" in {why for _, why in decided.values()}
    assert month in str(rows[0][0])
    paid = next(row for row in pay_rows(office) if row[2] == hospital.nurse["name"])
    assert (paid[5], paid[7]) == (100, 1000)


def test_a_head_sees_the_results_of_the_own_unit_and_of_no_other(
    new_phone: Callable[..., Phone], hospital: Hospital
) -> None:
    head = hospital.of_role("head")
    phone = new_phone().sign_in(head).wait_synced()
    phone.page.get_by_role("link", name="我的", exact=True).click()
    phone.page.get_by_role("link", name="结果与排名").click()
    expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
    told = everything(hospital, head)
    results = [told.document(doc) for doc in told.of_kind("period_result")]
    assert any(each["subject_kind"] != "person" for each in results)
    assert {each["subject"].hex() for each in results if each["subject_kind"] == "person"} <= {
        head["person"].replace("-", "")
    }
    assert not [each for each in results if each["subject_kind"] in ("institution", "branch")]


def test_a_colleagues_result_is_nobody_elses(hospital: Hospital) -> None:
    told = everything(hospital, hospital.nurse)
    subjects = {told.document(doc)["subject"].hex() for doc in told.of_kind("period_result")}
    assert subjects == {hospital.nurse["person"].replace("-", "")}


def open_results(page: Page) -> None:
    page.get_by_role("link", name="我的", exact=True).click()
    page.get_by_role("link", name="我的结果").click()
