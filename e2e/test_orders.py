"""An order as people live it: issued, received, reported offline with pictures, failed, closed, opened anew."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from api.clock import system_clock
from api.demo.orders import LONG_AGO
from e2e.phone import Phone
from e2e.test_deeds import TOO_LONG, account, in_sheet, tap, told
from e2e.test_photo import picture
from models.calendar import add_days, local_day
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
TITLE = "抢救车药品缺失"


def write(page: Page, label: str, words: str) -> None:
    page.get_by_role("textbox", name=label).fill(words)
    page.get_by_role("textbox", name=label).blur()


def photograph(page: Page, side: str) -> None:
    before = page.get_by_role("img", name=side, exact=True).count()
    with page.expect_file_chooser() as chooser:
        page.get_by_label(f"{side}：拍照或选图").click()
    chooser.value.set_files({"name": "ward.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    expect(page.get_by_role("img", name=side, exact=True)).to_have_count(before + 1)


def issue(page: Page, base_url: str, responsible: str = "张建国") -> str:
    """The supervisor issues an order to internal medicine; the address of it."""
    page.goto(f"{base_url}/orders/new")
    page.get_by_role("group", name="来源").get_by_role("button", name="其他").click()
    page.get_by_role("textbox").fill("急救物资抽查")
    tap(page, "写通知书")
    page.get_by_label("责任科室").select_option(label="内科")
    expect(page.get_by_label("责任人")).to_contain_text("张建国")
    page.get_by_label("责任人").select_option(label=responsible)
    write(page, "事由", TITLE)
    write(page, "存在问题", "抢救车内肾上腺素少两支，封条没有日期。")
    write(page, "整改要求", "补齐药品，重新封存并登记，每周核对一次。")
    tap(page, "5 个工作日")
    tap(page, "发出")
    in_sheet(page, "发出")
    expect(page.get_by_text(re.compile(r"整改〔\d{4}〕\d+号"))).to_be_visible()
    return page.url


def report(page: Page, words: str) -> None:
    page.get_by_role("link", name="写整改报告").click()
    write(page, "整改情况", words)
    tap(page, "提交报告")
    in_sheet(page, "提交报告")
    expect(page.get_by_text("待复查").first).to_be_visible()


def recheck(page: Page, url: str, verdict: str, why: str = "") -> None:
    page.goto(url)
    page.get_by_role("link", name="复查", exact=True).click()
    page.get_by_text(verdict, exact=True).click()
    if why:
        page.get_by_label("哪里不合格，还要做什么").fill(why)
    tap(page, "记下结论")


def test_an_order_goes_its_whole_way_over_two_phones(new_phone: NewPhone, hospital: Hospital) -> None:
    office = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().page
    phone = new_phone().sign_in(account(hospital, "张建国")).wait_synced().wait_for_shelves()
    head = phone.page
    url = issue(office, hospital.base_url)
    path = url.removeprefix(hospital.base_url)

    phone.open("/")
    head.get_by_role("link", name=re.compile(TITLE)).click()
    expect(head.get_by_text("还有 5 个工作日")).to_be_visible()
    tap(head, "签收")
    expect(head.get_by_text("整改中")).to_be_visible()
    expect(office.get_by_text("整改中")).to_be_visible()

    phone.wait_for_worker().go_offline()
    head.get_by_role("link", name="写整改报告").click()
    photograph(head, "整改前")
    photograph(head, "整改后")
    write(head, "整改情况", "药品已补齐，重新封存，登记本每周一核对。")
    head.get_by_role("textbox", name="整改情况").blur()
    phone.wait_saved()
    head.reload()
    expect(head.get_by_role("textbox", name="整改情况")).to_have_value(re.compile("药品已补齐"))
    write(head, "整改情况", TOO_LONG)
    tap(head, "提交报告")
    expect(head.get_by_role("dialog")).to_have_count(0)
    expect(head.get_by_role("textbox", name="整改情况")).to_be_focused()
    write(head, "整改情况", "药品已补齐，重新封存，登记本每周一核对。")
    tap(head, "提交报告")
    in_sheet(head, "提交报告")
    expect(head.get_by_text("还在本机，待传").first).to_be_visible()
    phone.go_online()
    phone.open("/").wait_synced()

    office.goto(url)
    expect(office.get_by_text("药品已补齐")).to_be_visible()
    recheck(office, url, "不合格", "封条上没有双人签名。")
    expect(office.get_by_text("复查不合格").first).to_be_visible()
    phone.open(path)
    expect(head.get_by_text("封条上没有双人签名。")).to_be_visible()
    report(head, "封条已双人签名，附核对记录。")
    recheck(office, url, "合格")
    tap(office, "销号")
    in_sheet(office, "销号")
    expect(office.get_by_text("已销号").first).to_be_visible()
    expect(head.get_by_text("已销号").first).to_be_visible()
    tap(office, "重新打开")
    office.get_by_role("dialog").get_by_label("为什么重新打开").fill("回头看，封条又没有日期。")
    in_sheet(office, "重新打开")
    expect(head.get_by_text("重新整改").first).to_be_visible()
    expect(head.get_by_role("link", name="写整改报告")).to_be_visible()

    (order,) = [each for each in told(hospital, "张建国", "order") if each.get("title") == TITLE]
    assert len([each for each in order if each.startswith(("before/", "after/"))]) == 2
    assert {"reports/1", "reports/2", "closings/1", "reopenings/1"} <= order.keys()


def test_who_reported_is_not_offered_the_recheck(new_phone: NewPhone, hospital: Hospital) -> None:
    waiting = [
        each for each in told_orders(hospital, "曾广林") if "reports/1" in each[1] and "closings/1" not in each[1]
    ]
    pharmacist = new_phone().sign_in(account(hospital, "曾广林")).wait_synced().page
    pharmacist.goto(f"{hospital.base_url}/orders/{waiting[0][0]}")
    expect(pharmacist.get_by_text("等没有参与整改的人来复查")).to_be_visible()
    expect(pharmacist.get_by_role("link", name="复查", exact=True)).to_have_count(0)
    pharmacist.goto(f"{hospital.base_url}/orders/{waiting[0][0]}/recheck")
    expect(pharmacist.get_by_text("现在不能复查")).to_be_visible()


def test_the_ladder_shows_what_was_reached_and_who_was_told(new_phone: NewPhone, hospital: Hospital) -> None:
    page = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().page
    page.goto(f"{hospital.base_url}/orders/desk")
    page.get_by_role("link", name=re.compile("产检室隐私帘缺失")).click()
    ladder = page.get_by_role("region", name="督办阶梯")
    expect(ladder.get_by_text("红色提醒（逾期）")).to_be_visible()
    expect(ladder.get_by_text(re.compile("已告知：.*莫雪莲.*")).first).to_be_visible()
    ladder.get_by_role("button", name="登记督办通知的办理").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("当面送达督办通知。")
    in_sheet(page, "登记")
    expect(ladder.get_by_text("当面送达督办通知。")).to_be_visible()
    comes_back_by_quarter(page, hospital.base_url)
    has_left(page, hospital.base_url)


def hands_over(page: Page, name: str, why: str) -> None:
    tap(page, "更换责任人")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("searchbox").fill(name)
    sheet.get_by_role("button", name=name).click()
    sheet.get_by_label("为什么更换").fill(why)
    in_sheet(page, "更换责任人")


def has_left(page: Page, base_url: str) -> None:
    """The responsible works elsewhere now: the office is told, and says who it is instead."""
    page.goto(f"{base_url}/orders")
    page.get_by_role("link", name=re.compile("抢救车交接登记不连续")).first.click()
    expect(page.get_by_text("唐国平已不在内科")).to_be_visible()
    hands_over(page, "李燕", "唐国平调到外科")
    expect(page.get_by_text(re.compile("责任人由唐国平换成李燕"))).to_be_visible()
    expect(page.get_by_text("唐国平已不在内科")).to_have_count(0)


def comes_back_by_quarter(page: Page, base_url: str) -> None:
    """What ended long ago has aged off the phone, and a quarter of it comes where it is asked for."""
    page.goto(f"{base_url}/orders")
    page.get_by_role("button", name=re.compile("已办结")).click()
    more = page.get_by_role("button", name=re.compile(r"再看 \d+ 年第 \d 季度办结的"))
    year, number = re.findall(r"\d+", more.inner_text())
    issued = {small.title: add_days(local_day(system_clock()), -small.ago) for small in LONG_AGO}
    titles = [title for title, day in issued.items() if (day[:4], str((int(day[5:7]) + 2) // 3)) == (year, number)]
    old = page.get_by_role("link", name=re.compile(titles[0]))
    expect(old).to_have_count(0)
    more.click()
    page.get_by_role("searchbox").last.fill(titles[0])
    expect(old).to_be_visible()


def test_an_assistance_begins_is_visited_and_ends_once_its_indicator_has_improved(
    new_phone: NewPhone, hospital: Hospital
) -> None:
    office = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().page
    office.goto(f"{hospital.base_url}/assistance/new")
    office.get_by_label("帮扶领导").select_option(label="黄德明")
    office.get_by_label("责任科室").select_option(label="内科")
    tap(office, "下一步")
    expect(office.get_by_role("button", name="开始帮扶")).to_be_disabled()
    write(office, "帮扶什么", "帮内科压缩出院等候")
    for label, words in (("指标名称", "平均出院等候"), ("现在的数值", "95"), ("至少变化多少", "30")):
        office.get_by_label(label).fill(words)
    tap(office, "有所下降")
    tap(office, "加上这个指标")
    tap(office, "开始帮扶")
    expect(office.get_by_text("帮扶中").first).to_be_visible()

    leader = new_phone().sign_in(account(hospital, "黄德明")).wait_synced().wait_for_shelves()
    page = leader.page
    page.goto(office.url)
    tap(page, "记一次走访")
    page.get_by_role("dialog").get_by_label("看了什么，帮了什么").fill("跟了三个出院病人，结算窗口加开一个。")
    in_sheet(page, "记下")
    measures(page, "80")
    expect(page.get_by_text("还没有改观").first).to_be_visible()
    expect(page.get_by_role("button", name="结束帮扶")).to_have_count(0)
    expect(page.get_by_text("指标没有全部改观，帮扶不能结束。")).to_be_visible()
    leader.wait_synced().go_offline()
    measures(page, "60")
    tap(page, "结束帮扶")
    in_sheet(page, "结束帮扶")
    expect(page.get_by_text("已结束").first).to_be_visible()
    leader.go_online().wait_synced()
    expect(office.get_by_text("已结束").first).to_be_visible()


def measures(page: Page, value: str) -> None:
    tap(page, "记一次测量")
    page.get_by_role("dialog").get_by_label("现在是多少").fill(value)
    in_sheet(page, "记下")


def told_orders(hospital: Hospital, name: str) -> list[tuple[str, dict[str, object]]]:
    """Orders by id as somebody's own client is told them."""
    from tests.acceptance.phone import Phone as Client  # noqa: PLC0415 (the client beside the browser)
    from tests.acceptance.phone import Store  # noqa: PLC0415

    who = account(hospital, name)
    client = Client(hospital.base_url, who["username"], who["password"])
    store = Store().follow(client)
    client.http.close()
    return [(doc.hex(), store.document(doc)) for doc in store.of_kind("order")]


def begin_from_a_finding(page: Page, base_url: str) -> str:
    """The supervisor issues an order on a published finding; its address."""
    page.goto(f"{base_url}/findings")
    page.get_by_role("link", name=re.compile("自己看墙上")).click()
    page.get_by_role("link", name="下达整改通知书").click()
    expect(page.get_by_label("责任人")).to_contain_text("方志伟")
    page.get_by_label("责任人").select_option(label="方志伟")
    write(page, "整改要求", "落实首问负责，把报告时间印在回执上。")
    tap(page, "发出")
    in_sheet(page, "发出")
    expect(page.get_by_text(re.compile(r"整改〔\d{4}〕\d+号"))).to_be_visible()
    return page.url


def test_an_order_is_looked_at_again_and_shows_what_was_found(new_phone: NewPhone, hospital: Hospital) -> None:
    desk = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().wait_for_shelves()
    office = desk.page
    url = begin_from_a_finding(office, hospital.base_url)
    again = office.get_by_role("region", name="回头看")
    again.get_by_role("button", name="安排回头看").click()
    expect(office.get_by_role("dialog").get_by_text("只查不合格的 1 项")).to_be_visible()
    in_sheet(office, "下一步：选检查员")
    expect(office.get_by_text("只查上次不合格的 1 项")).to_be_visible()
    office.get_by_role("region", name="检查员").get_by_role("button", name="韦立新").click()
    office.get_by_label("组长").select_option(label="韦立新")
    tap(office, "封存并抽签")
    in_sheet(office, "封存")
    office.get_by_role("navigation", name="抽签结果").get_by_role("link").click()
    expect(office.get_by_role("heading", level=1, name="已查 0 / 1")).to_be_visible()
    visit = office.url

    walker = new_phone().sign_in(account(hospital, "韦立新")).wait_synced().wait_for_shelves()
    team = walker.page
    team.goto(visit)
    expect(team.get_by_text("这份通知书不在本机")).to_be_visible()
    tap(team, "我到了，开始")
    passed = team.get_by_role("button", name="合格", exact=True)
    passed.click()
    expect(passed).to_have_attribute("aria-pressed", "true")
    expect(team.get_by_role("heading", level=1, name="已查 1 / 1")).to_be_visible()
    team.goto(f"{visit}/end")
    team.get_by_label("没有签字的原因").fill("口头确认")
    team.get_by_label("没有签字的原因").blur()
    tap(team, "结束现场检查")
    in_sheet(team, "结束现场检查")
    expect(team.get_by_role("heading", level=1, name="检查结果")).to_be_visible()
    publish = visit.replace("/visits/", "/publish/")
    walker.open(publish.removeprefix(hospital.base_url))
    tap(team, "提出公布回头看结果")
    in_sheet(team, "提议")
    expect(team.get_by_text("已经提议，等另一位确认")).to_be_visible()
    desk.open(publish.removeprefix(hospital.base_url))
    tap(office, "确认公布")
    in_sheet(office, "确认公布")
    expect(office.get_by_text("已公布").first).to_be_visible()
    desk.open(url.removeprefix(hospital.base_url))
    expect(again.get_by_text("合格 1 项，仍不合格 0 项")).to_be_visible()
    again.get_by_role("link").click()
    office.get_by_role("link", name=re.compile("回头看")).click()
    expect(office).to_have_url(url)
    head = new_phone().sign_in(account(hospital, "方志伟")).wait_synced().page
    head.goto(url)
    expect(head.get_by_role("region", name="回头看").get_by_text("合格 1 项，仍不合格 0 项")).to_be_visible()


def test_what_was_written_is_handed_on_with_the_order(new_phone: NewPhone, hospital: Hospital) -> None:
    office = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().page
    nurse = new_phone().sign_in(account(hospital, "李燕")).wait_synced().wait_for_shelves()
    url = issue(office, hospital.base_url, "李燕")
    path = url.removeprefix(hospital.base_url)
    nurse.open("/")
    nurse.page.get_by_role("link", name=re.compile(TITLE)).click()
    tap(nurse.page, "签收")
    expect(office.get_by_text("整改中")).to_be_visible()
    nurse.wait_for_worker().go_offline()
    report(nurse.page, "药品已补齐两支，封条重贴。")

    hands_over(office, "张建国", "李燕外出进修一个月")
    expect(office.get_by_text(re.compile("责任人由李燕换成张建国"))).to_be_visible()
    expect(office.get_by_text(re.compile("已告知：李燕、张建国"))).to_be_visible()

    nurse.go_online()
    nurse.open("/me/sync")
    refused = nurse.page.get_by_text(re.compile("已经交给别人负责"))
    expect(refused).to_be_visible()
    expect(nurse.page.get_by_text("药品已补齐两支，封条重贴。")).to_be_visible()
    tap(nurse.page, "转给张建国")
    expect(refused).to_have_count(0)

    head = new_phone().sign_in(account(hospital, "张建国")).wait_synced().page
    head.goto(f"{hospital.base_url}{path}/report")
    expect(head.get_by_role("region", name="前责任人转来的文字").get_by_text("药品已补齐两支")).to_be_visible()
    tap(head, "放进报告")
    expect(head.get_by_role("textbox", name="整改情况")).to_have_value("药品已补齐两支，封条重贴。")


def test_an_indicator_of_a_department_begins_an_order(new_phone: NewPhone, hospital: Hospital) -> None:
    page = new_phone().sign_in(account(hospital, "罗丽萍")).wait_synced().page
    page.goto(f"{hospital.base_url}/sheets")
    page.get_by_role("link", name=re.compile("内科")).first.click()
    page.get_by_role("region", name="发整改通知书").get_by_role("link", name=re.compile("评 · ")).first.click()
    expect(page.get_by_label("责任科室")).to_have_value(re.compile("."))
    expect(page.get_by_role("textbox", name="存在问题")).to_have_value(re.compile("评 · .*得分 .*需要整改提高"))
