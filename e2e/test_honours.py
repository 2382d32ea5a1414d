"""An honour from its nomination to its certificate, and a month's report on its way to the bureau."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from api.demo.snapshots import snapshot
from e2e.phone import Phone
from e2e.test_deeds import account, in_sheet, tap, told
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
AWARD, HEAD, OFFICE, LEADER = "窗口党建精品示范点", "张建国", "罗丽萍", "黄德明"


def put_forward(page: Page, window: str) -> None:
    tap(page, "推荐一个")
    page.get_by_role("region", name="推荐一个").get_by_role("button", name=window, exact=True).click()
    expect(page.get_by_role("region", name=window)).to_be_visible()


def to_award(phone: Phone, programme: str) -> Page:
    phone.open(f"/awards/{programme}")
    phone.page.get_by_role("link", name=re.compile(AWARD)).click()
    expect(phone.page.get_by_role("heading", name=AWARD, level=1)).to_be_visible()
    return phone.page


def test_an_honour_goes_from_its_nomination_to_its_certificate(new_phone: NewPhone, hospital: Hospital) -> None:
    head = new_phone().sign_in(account(hospital, HEAD)).wait_synced()
    office = new_phone().sign_in(account(hospital, OFFICE)).wait_synced()
    nurse = new_phone().sign_in(hospital.nurse).wait_synced()
    nurse.open("/honours")
    office.open("/honours").page.get_by_role("link", name=re.compile("推荐、评星、授旗")).click()
    expect(office.page.get_by_role("link", name=re.compile(AWARD))).to_be_visible()
    programme = office.page.url.rsplit("/", 1)[1]

    # Two places: one was taken already, and for a third there is none.
    page = to_award(head, programme)
    expect(page.get_by_text("还剩 1 个名额")).to_be_visible()
    put_forward(page, "检验窗口")
    head.wait_synced()
    tap(page, "推荐一个")
    expect(page.get_by_text("这一期的名额已满")).to_be_visible()
    expect(page.get_by_role("button", name="门诊药房窗口", exact=True)).to_have_count(0)
    taken = [each for each in told(hospital, HEAD, "nomination") if each["element"] == "model_windows"]
    assert len(taken) == 2

    desk = to_award(office, programme)
    desk.get_by_role("region", name="检验窗口").get_by_role("link", name="公示").click()
    desk.get_by_label("岗位名称").fill("采血一号岗")
    expect(desk.get_by_text("每填一项就存到本机，断网、没电都不会丢")).to_be_visible()
    office.wait_saved().open(desk.url.removeprefix(office.base_url))
    expect(desk.get_by_label("岗位名称")).to_have_value("采血一号岗")
    desk.get_by_role("textbox", name="事迹和理由").fill("采血零差错，候诊不过十分钟。")
    tap(desk, "公示 5 个工作日")
    expect(desk.get_by_text("公示期满后才能授予")).to_be_visible()
    expect(desk.get_by_role("button", name="授予", exact=True)).to_have_count(0)

    there = nurse.page.get_by_role("link", name=re.compile("检验窗口"))
    there.click()
    nurse.page.get_by_text("提出异议").click()
    nurse.page.get_by_role("textbox", name="什么情况").fill("上周采血等了半小时。")
    expect(nurse.page.get_by_text("每填一项就存到本机，断网、没电都不会丢")).to_be_visible()
    nurse.wait_saved().open(nurse.page.url.removeprefix(nurse.base_url))
    expect(nurse.page.get_by_role("textbox", name="什么情况")).to_have_value("上周采血等了半小时。")
    tap(nurse.page, "提出")
    expect(nurse.page.get_by_text("待答复")).to_be_visible()
    asked = desk.get_by_role("article").filter(has_text="上周采血等了半小时。")
    asked.get_by_role("textbox", name="答复内容").fill("查了叫号记录，最长九分钟。")
    asked.get_by_role("button", name="答复", exact=True).click()
    expect(nurse.page.get_by_text("答复：查了叫号记录，最长九分钟。")).to_be_visible()
    assert [each for each in told(hospital, HEAD, "honour_objection") if each.get("by")] == []
    tells_who_is_barred(office, programme)
    confers(new_phone, hospital)


def tells_who_is_barred(office: Phone, programme: str) -> None:
    """Before anybody is put forward, and without a network."""
    office.wait_for_shelves().go_offline()
    page = office.open(f"/awards/{programme}").page
    page.get_by_role("link", name=re.compile("月度服务之星")).click()
    tap(page, "推荐一个")
    asked = page.get_by_role("region", name="推荐一个")
    expect(asked.get_by_text(re.compile("^考核得分不到 88 分，不能参评。"))).to_be_visible()
    expect(asked.get_by_text("能否参评由服务器核定")).to_be_visible()
    office.go_online()
    rates_each_by_itself(office, programme)


def rates_each_by_itself(office: Phone, programme: str) -> None:
    """Stars and a reason that were meant for one window don't go to the next."""
    page = office.open(f"/stars/{programme}/star_window").page
    page.get_by_role("button", name="检验窗口", exact=True).click()
    page.get_by_role("button", name="5 星").click()
    page.get_by_role("textbox", name="升降的理由").fill("采血零差错。")
    page.get_by_role("button", name="导诊台", exact=True).click()
    expect(page.get_by_role("button", name="5 星")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("textbox").last).to_have_value("")


def confers(new_phone: NewPhone, hospital: Hospital) -> None:
    """One whose notice is over is conferred without a network; its certificate has a number."""
    leader = new_phone().sign_in(account(hospital, LEADER)).wait_synced().wait_for_shelves()
    page = leader.open("/honours").page
    page.get_by_role("link", name=re.compile("叶青青")).click()
    expect(page.get_by_text("公示期满", exact=True)).to_be_visible()
    leader.go_offline()
    tap(page, "授予")
    in_sheet(page, "授予")
    leader.wait_waiting()
    leader.go_online().wait_synced()
    expect(page.get_by_role("button", name="保存证书")).to_be_visible()
    with page.expect_download() as saving:
        tap(page, "保存证书")
    paper = PdfReader(io.BytesIO(saving.value.path().read_bytes()))
    words = paper.pages[0].extract_text().replace(" ", "")
    assert "荣誉证书" in words
    assert "叶青青" in words
    assert "号" in words


BRIEF = "拾金不昧的导诊员"


def writes_a_brief(office: Phone) -> None:
    """What was typed and the picture are there again after the page was left; then it waits for the other's check."""
    page = office.open("/briefs/new").page
    page.get_by_role("textbox", name="标题").fill(BRIEF)
    page.get_by_role("textbox", name="内容").fill("拾到钱包，当日交还失主。")
    page.get_by_label("拍照或选图").set_input_files(
        {"name": "wallet.jpg", "mimeType": "image/jpeg", "buffer": snapshot("shelf_put_right")}
    )
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    office.open("/briefs/new")
    expect(page.get_by_role("textbox", name="标题")).to_have_value(BRIEF)
    expect(page.get_by_role("textbox", name="内容")).to_have_value("拾到钱包，当日交还失主。")
    expect(page.get_by_role("img", name="照片 1")).to_be_visible()
    tap(page, "存为草稿")
    expect(page.get_by_role("article", name=BRIEF)).to_be_visible()
    office.wait_synced()


def sends_the_brief(second: Phone, bureau: Phone) -> None:
    second.open("/reports").page.get_by_role("link", name=re.compile(BRIEF)).click()
    second.tap_once(second.page.get_by_role("button", name="审核通过"), "报送")
    tap(second.page, "报送")
    in_sheet(second.page, "报送")
    second.wait_synced()
    bureau.page.get_by_role("link", name=re.compile(BRIEF)).click()
    expect(bureau.page.get_by_role("article", name=BRIEF).get_by_role("img")).to_be_visible()
    bureau.open("/reports")


def _write_at_once(office: Phone, second: Phone) -> None:
    """Two write the same section, one without a network: the earlier text is not lost, and put back by who wrote it."""
    page, place = office.page, re.compile("/reports/[0-9a-f]{32}$")
    expect(page).to_have_url(place)
    report = page.url.removeprefix(office.base_url)
    office.go_offline()
    for phone, words in ((office, "增设一个简易门诊。"), (second, "再议。")):
        tap(phone.page, "修改")
        phone.page.get_by_role("textbox", name="下月打算").fill(words)
        phone.page.get_by_role("textbox", name="下月打算").blur()
        phone.wait_saved()
        tap(phone.page, "看全文")
        expect(phone.page.get_by_text(words)).to_be_visible()
    second.wait_synced()
    office.go_online()
    page.get_by_role("link", name=re.compile("同一处写了两次")).click()
    expect(page.get_by_text("留下的是后写的（马春林）")).to_be_visible()
    expect(page.get_by_text("增设一个简易门诊。")).to_be_visible()
    tap(page, "再交一次")
    office.wait_synced().open(report)
    expect(second.page.get_by_text("增设一个简易门诊。")).to_be_visible()


def test_a_months_report_is_drafted_checked_sent_offline_and_seen_by_the_bureau(
    new_phone: NewPhone, hospital: Hospital
) -> None:
    bureau = new_phone().sign_in(account(hospital, "龙志远")).wait_synced()
    bureau.open("/reports")
    owed = bureau.page.get_by_role("region", name=re.compile("月报")).first
    expect(owed.get_by_text("石桥乡卫生院")).to_be_visible()
    expect(owed.get_by_text("1 / 2")).to_be_visible()

    office = new_phone().sign_in(account(hospital, "袁立群")).wait_synced().wait_for_shelves()
    page = office.open("/reports").page
    writes_a_brief(office)
    page = office.open("/reports").page
    tap(page, "起草")
    expect(page.get_by_text("等另一位审核").first).to_be_visible()
    office.wait_synced()
    second = new_phone().sign_in(account(hospital, "马春林")).wait_synced()
    second.open("/reports").page.get_by_role("link", name="继续写").click()
    _write_at_once(office, second)
    tap(second.page, "审核通过")
    expect(second.page.get_by_role("button", name="报送", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="报送", exact=True)).to_be_visible()
    assert all(each.get("sent") for each in told(hospital, "龙志远", "report")), "a draft is the house's own"
    sends_the_brief(second, bureau)

    office.go_offline()
    tap(page, "报送")
    in_sheet(page, "报送")
    office.wait_waiting()
    expect(owed.get_by_text("1 / 2")).to_be_visible()
    office.go_online().wait_synced()
    expect(owed.get_by_text("2 / 2")).to_be_visible()
    owed.get_by_role("link", name=re.compile("石桥乡卫生院")).click()
    expect(bureau.page.get_by_text("增设一个简易门诊。")).to_be_visible()
    expect(bureau.page.get_by_role("button", name="修改")).to_have_count(0)
    kinds = ("honour", "star_rating", "order", "bulletin", "assessment", "record_entry")
    assert not [kind for kind in kinds if told(hospital, "龙志远", kind)]
