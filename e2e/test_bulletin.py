"""Publishing as people live it: proposed by one, confirmed by another offline, read by the unit; then a bulletin."""

from __future__ import annotations

import datetime
import io
import re
import uuid
from collections.abc import Callable

from docx import Document
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from e2e import authenticator, browser
from e2e.phone import Phone
from e2e.test_deeds import account, in_sheet, tap, told
from e2e.test_screens import AXE, faults_of, in_each_language
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
LEADER, OFFICE, HEAD, STEWARD = "韦立新", "罗丽萍", "曾广林", "黄德明"
WORDS = "窗口外地面有纸屑，已当场清扫"
MATTER = re.compile("窗口外地面有纸屑")


def to_publish(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/findings")
    page.get_by_role("link", name=re.compile("门诊药房窗口")).first.click()
    expect(page.get_by_role("heading", name="公布检查")).to_be_visible()


def choose(page: Page) -> None:
    """One matter that failed, reworded and placed; one to praise."""
    failed = page.get_by_role("region", name="检查中的不合格项")
    failed.get_by_role("article").filter(has_text=MATTER).get_by_role("button", name="选入").click()
    chosen = page.get_by_role("region", name="选定公布的内容")
    expect(chosen.get_by_role("article")).to_have_count(1)
    chosen.get_by_role("button", name="修改文字和照片").click()
    chosen.get_by_role("textbox", name="发现的问题").fill(WORDS)
    chosen.get_by_role("textbox", name="层", exact=True).fill("一层")
    chosen.get_by_role("textbox", name="层", exact=True).blur()
    chosen.get_by_role("button", name="收起").click()
    expect(chosen.get_by_text(WORDS)).to_be_visible()


def test_two_people_publish_and_the_unit_reads_just_that(new_phone: NewPhone, hospital: Hospital) -> None:
    team = new_phone().sign_in(account(hospital, LEADER)).wait_synced()
    unit = new_phone().sign_in(account(hospital, HEAD)).wait_synced()
    office = new_phone().sign_in(account(hospital, OFFICE)).wait_synced().wait_for_shelves()
    page = team.page
    to_publish(page, hospital.base_url)
    choose(page)
    tap(page, "提议公布 1 条")
    in_sheet(page, "提议")
    expect(page.get_by_text("已经提议，等另一位确认")).to_be_visible()
    expect(page.get_by_role("button", name="确认公布")).to_have_count(0)
    unit.open("/findings")
    expect(unit.page.get_by_text("还没有公布的检查发现")).to_be_visible()
    team.open("/").wait_synced()
    desk = new_phone(**browser.DESKTOP).sign_in(account(hospital, OFFICE)).wait_synced()
    own = authenticator.turn_on(desk)

    to_publish(office.page, hospital.base_url)
    expect(office.page.get_by_text(WORDS)).to_be_visible()
    office.wait_for_worker().go_offline()
    tap(office.page, "确认公布")
    in_sheet(office.page, "确认公布")
    expect(office.page.get_by_text("已确认，送达后公布。").first).to_be_visible()
    expect(unit.page.get_by_text("还没有公布的检查发现")).to_be_visible()
    office.go_online()
    gives_the_code_afterwards(office, own, unit.page)

    unit.page.get_by_role("link", name=MATTER).click()
    expect(unit.page.get_by_text("一层")).to_be_visible()
    expect(unit.page.get_by_text("不公开")).to_be_visible()
    names = {account(hospital, name)["person"] for name in (LEADER, "叶青青")}
    (found,) = told(hospital, HEAD, "finding")
    assert found["text"] == WORDS
    assert not any(str(name).replace("-", "") in repr(found).replace("-", "") for name in names)
    assert told(hospital, HEAD, "publication") == []


def gives_the_code_afterwards(office: Phone, own: authenticator.Authenticator, unit: Page) -> None:
    """What was confirmed without a network waits for a fresh code, over a reload and in English too; then it goes."""
    page = office.open("/").page
    sheet = page.get_by_role("dialog", name="输入动态验证码")
    expect(sheet.get_by_text(re.compile("确认后送出等待的 1 项"))).to_be_visible()
    assert authenticator.looks_right(page) == []
    sheet.get_by_role("button", name="稍后").click()
    expect(sheet).to_be_hidden()
    expect(page.get_by_text("1 项等待动态验证码")).to_be_visible()
    page.evaluate("localStorage.setItem('mingcha.language', 'en')")
    office.open("/")
    expect(page.get_by_role("dialog", name="Enter the code").get_by_text(re.compile("6 digits"))).to_be_visible()
    assert authenticator.looks_right(page) == []
    page.evaluate("localStorage.setItem('mingcha.language', 'zh-CN')")
    office.open("/")
    authenticator.enter(page, "000000")
    expect(sheet.get_by_role("alert")).to_have_text(re.compile("验证器应用上现在的 6 位数字"))
    expect(unit.get_by_text("还没有公布的检查发现")).to_be_visible()
    authenticator.enter(page, own.code())
    expect(sheet).to_be_hidden()
    office.wait_synced()


def leaves_office(hospital: Hospital, name: str) -> None:
    """The administrator has ended every role of somebody's, as of yesterday."""
    admin = hospital.of_role("admin")
    client = Client(hospital.base_url, admin["username"], admin["password"], device="人事")
    person = uuid.UUID(account(hospital, name)["person"]).bytes
    held = Store().follow(client).document(person)
    yesterday = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).date().isoformat()
    ended = [[path, value | {"to": yesterday}] for path, value in held.items() if path.startswith("roles/")]
    assert client.codes(client.change(person, "person", ended)) == [None]
    client.http.close()


def test_where_the_planner_has_left_a_leader_takes_over_and_confirms(new_phone: NewPhone, hospital: Hospital) -> None:
    team = new_phone().sign_in(account(hospital, LEADER)).wait_synced()
    page = team.page
    to_publish(page, hospital.base_url)
    path = page.url.removeprefix(hospital.base_url)
    choose(page)
    tap(page, "提议公布 1 条")
    in_sheet(page, "提议")
    expect(page.get_by_text("已经提议，等另一位确认")).to_be_visible()
    page.get_by_text("没有人能确认？请人接手").click()
    chosen = page.get_by_role("combobox", name="由谁接手")
    expect(chosen.get_by_role("option", name=STEWARD)).to_have_count(1)
    leaves_office(hospital, OFFICE)
    expect(chosen.get_by_role("option", name=OFFICE)).to_have_count(0)
    page.evaluate(AXE)
    assert faults_of(page) == []
    chosen.select_option(label=STEWARD)
    tap(page, "请对方接手")
    expect(page.get_by_text(f"已请 {STEWARD} 接手确认。")).to_be_visible()
    team.open("/").wait_synced()
    steward = new_phone().sign_in(account(hospital, STEWARD)).wait_synced()
    steward.open(path)
    expect(steward.page.get_by_text(WORDS)).to_be_visible()
    tap(steward.page, "确认公布")
    in_sheet(steward.page, "确认公布")
    expect(steward.page.get_by_text("已公布").first).to_be_visible()
    (found,) = [one for one in told(hospital, HEAD, "finding") if one["text"] == WORDS]
    assert not any(account(hospital, name)["person"].replace("-", "") in repr(found) for name in (LEADER, STEWARD))


def an_answer_stands(page: Page) -> None:
    """It isn't taken back: its correction is read beside it."""
    page.get_by_text("更正答复").click()
    page.get_by_role("textbox", name="更正什么，为什么").fill("补看了保洁记录")
    page.get_by_role("textbox", name="答复的内容").fill("成立，不再列入。")
    page.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_text("答复：成立，不再列入。")).to_be_visible()
    expect(page.get_by_text("答复：属实，另发更正。")).to_be_visible()


def test_a_bulletin_is_drafted_issued_read_and_objected_to(new_phone: NewPhone, hospital: Hospital) -> None:
    office = new_phone(**browser.DESKTOP).sign_in(account(hospital, OFFICE)).wait_synced()
    head = new_phone().sign_in(account(hospital, "张建国")).wait_synced()
    page = office.open("/bulletins/new").page
    page.get_by_role("checkbox").first.check()
    tap(page, "起草（1 次检查）")
    page.get_by_role("textbox", name="标题").fill("关于检验窗口暗访的通报")
    page.get_by_role("textbox", name="抄送").fill("县卫生健康局")
    page.get_by_role("textbox", name="抄送").blur()
    expect(page.get_by_role("textbox", name="与以往检查对比")).to_have_value(re.compile("检验窗口本次发现问题"))
    page.get_by_role("checkbox", name="检验窗口").check()
    assert in_each_language(office, page.url.removeprefix(hospital.base_url)) == []
    tap(page, "印发")
    in_sheet(page, "印发")
    expect(page.get_by_text(re.compile(r"洛卫通〔\d{4}〕2号")).first).to_be_visible()

    with page.expect_download() as saved:
        tap(page, "可编辑文档")
    word = Document(io.BytesIO(saved.value.path().read_bytes()))
    said = [each.text for each in word.paragraphs]
    assert "关于检验窗口暗访的通报" in said
    assert "对检验窗口予以通报批评。" in said
    with page.expect_download() as saved:
        tap(page, "打印版")
    text = "".join("".join(each.extract_text().split()) for each in PdfReader(saved.value.path()).pages)
    assert "抄送：县卫生健康局。" in text

    phone = head.open("/bulletins").page
    phone.get_by_role("link", name=re.compile("关于检验窗口暗访的通报")).click()
    tap(phone, "内科 提出异议")
    phone.get_by_role("textbox", name="哪一条不符，依据是什么").fill("积水当天已处理，有保洁记录。")
    head.wait_for_worker().go_offline()
    tap(phone, "提出异议")
    expect(phone.get_by_text("待答复")).to_be_visible()
    head.go_online()
    head.open("/").wait_synced()

    expect(page.get_by_text("积水当天已处理，有保洁记录。")).to_be_visible()
    page.get_by_role("radio", name="部分成立").check()
    page.get_by_role("textbox", name="答复的内容").fill("属实，另发更正。")
    page.get_by_role("button", name="答复", exact=True).click()
    expect(page.get_by_text("答复：属实，另发更正。")).to_be_visible()
    an_answer_stands(page)
    tap(page, "起草更正")
    page.get_by_role("textbox", name="更正什么、为什么").fill("积水一条当天已处理，不再列入。")
    page.get_by_role("textbox", name="更正什么、为什么").blur()
    tap(page, "印发")
    in_sheet(page, "印发")
    expect(page.get_by_text(re.compile(r"洛卫通〔\d{4}〕3号")).first).to_be_visible()
    page.goto(f"{hospital.base_url}/bulletins")
    expect(page.get_by_text("已更正")).to_be_visible()
