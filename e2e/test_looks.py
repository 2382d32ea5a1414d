"""What people see is true before anything is here and after a sign-out elsewhere; it stays whole at every size."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, Route, expect

from e2e import browser, nurse
from e2e.phone import Phone
from tests.demonstration import Hospital

NewPhone = Callable[..., Phone]
NARROW = {"width": 360, "height": 780}
OFFER = """() => {
  window.asked = 0;
  const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }),
    { prompt: async () => { window.asked += 1; } });
  return !dispatchEvent(offer);
}"""


def test_until_the_first_pull_is_here_nothing_is_claimed(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone(**browser.WITHOUT_WORKER)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.context.route("**/api/sync/pull", hold)
    page = phone.sign_in(hospital.nurse).page
    expect(phone.sync_chip()).to_contain_text("正在取回")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("正在取回")
    for claim in ("已送达", "开始连续", "开始自评", "今日自评"):
        expect(page.get_by_text(claim)).to_have_count(0)
    for route in held:
        route.continue_()
    phone.context.unroute("**/api/sync/pull")
    phone.wait_synced()
    expect(page.get_by_role("link", name=re.compile("已连续"))).to_be_visible()


def test_a_device_that_was_ended_elsewhere_says_so_over_the_form(
    nurse_phone: Phone, new_phone: NewPhone, hospital: Hospital
) -> None:
    nurse.open_today(nurse_phone)
    other = new_phone().sign_in(hospital.nurse).wait_synced().open("/me/devices").page
    other.get_by_role("button", name="让它退出").first.click()
    other.get_by_role("dialog").get_by_role("button").last.click()
    main = nurse_phone.page.get_by_role("main")
    expect(main).to_contain_text("需要重新登录")
    expect(main).to_contain_text("仍封存在本机")
    nurse_phone.page.get_by_role("button", name="返回").click()
    expect(nurse_phone.page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    expect(main).to_contain_text("需要重新登录")
    expect(main).not_to_contain_text("开始连续")


def test_the_state_of_sync_stands_on_every_screen(nurse_phone: Phone) -> None:
    page = nurse_phone.wait_for_worker().page
    nurse.open_today(nurse_phone)
    expect(nurse_phone.sync_chip()).to_have_accessible_name("同步状态：已送达")
    nurse_phone.go_offline()
    expect(nurse_phone.sync_chip()).to_have_accessible_name("同步状态：离线")
    nurse.choose(nurse_phone, "服务态度", "4")
    expect(nurse_phone.sync_chip()).to_have_accessible_name("同步状态：离线 · 1 条待传")
    expect(nurse_phone.sync_chip()).to_have_text("1")
    nurse_phone.sync_chip().click()
    expect(page.get_by_role("heading", level=1, name="同步状态")).to_be_visible()


def test_going_back_closes_a_sheet_and_leads_from_a_tab_to_today(nurse_phone: Phone) -> None:
    page = nurse_phone.page
    tabs = page.get_by_role("navigation", name="主导航")
    tabs.get_by_role("link", name="评议").click()
    tabs.get_by_role("link", name="我的").click()
    page.get_by_role("link", name="设置").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", level=1, name="设置")).to_be_visible()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="我的")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    tabs.get_by_role("link", name="我的").click()
    tabs.get_by_role("link", name="今天").click()
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/$"))
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_what_is_submitted_over_a_sheet_leads_on_and_back_to_today(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    nurse.fill_normal_day(nurse_phone)
    nurse.submit(nurse_phone)
    page = nurse_phone.page
    page.get_by_role("link", name="回到今天").click()
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    page.go_back()
    expect(page).to_have_url("about:blank")


def test_where_the_browser_offers_to_install_the_app_a_card_takes_it_up_once(nurse_phone: Phone) -> None:
    page = nurse_phone.page
    card = page.get_by_role("heading", name="装到桌面")
    expect(card).to_have_count(0)
    taken_as_ours = page.evaluate(OFFER)
    assert taken_as_ours, "else the browser shows a bar of its own"
    expect(card).to_be_visible()
    assert page.evaluate("window.asked") == 0
    page.get_by_role("button", name="安装").click()
    expect(card).to_be_hidden()
    assert page.evaluate("window.asked") == 1


def test_an_address_that_was_opened_signed_out_is_opened_after_the_sign_in(phone: Phone, hospital: Hospital) -> None:
    page = phone.open("/calendar/2026-11").page
    page.get_by_label("用户名").fill(hospital.nurse["username"])
    page.get_by_label("密码", exact=True).fill(hospital.nurse["password"])
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", level=1, name="月历")).to_be_visible()
    expect(page).to_have_url(re.compile("/calendar/2026-11$"))
    phone.wait_for_worker().open("/self/%E0%A4%A")
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()


def test_a_number_is_kept_while_it_is_typed_and_not_half_of_one_that_cannot_be(nurse_phone: Phone) -> None:
    page = nurse_phone.page
    for typed in ("12", "150"):
        nurse.open_today(nurse_phone)
        field = page.get_by_role("group", name=re.compile("患者表扬次数")).get_by_role("textbox")
        field.select_text()
        field.press_sequentially(typed)
        page.wait_for_timeout(300)
        nurse_phone.wait_saved()
        page.reload()
        expect(field).to_have_value("12")
        field.select_text()
        field.press_sequentially("150")
        field.blur()
        expect(page.get_by_role("alert")).to_contain_text("0 到 99")
        expect(field).to_have_value("150")
        nurse_phone.open("/")


def test_a_number_out_of_range_stays_as_typed_with_the_reason_and_is_not_written(nurse_phone: Phone) -> None:
    nurse.open_today(nurse_phone)
    page = nurse_phone.page
    praise = page.get_by_role("group", name=re.compile("患者表扬次数"))
    field = praise.get_by_role("textbox")
    expect(praise.get_by_role("button", name="给满分")).to_have_count(0)
    field.fill("2")
    field.blur()
    for typed, why in (("150", "0 到 99"), ("1.5", "整档"), ("-3", "0 到 99"), ("abc", "有效")):
        field.fill(typed)
        field.blur()
        expect(field).to_have_value(typed)
        expect(praise.get_by_role("alert")).to_contain_text(why)
        expect(praise.get_by_role("alert")).to_contain_text("没有存下来")
    nurse.fill_normal_day(nurse_phone)
    expect(page.get_by_role("main").get_by_text("必填 3 / 3")).to_be_visible()
    expect(field).to_have_value("abc")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(field).to_be_focused()
    page.reload()
    expect(field).to_have_value("2")


def test_what_lacks_an_answer_is_scrolled_to_below_the_score(new_phone: NewPhone, hospital: Hospital) -> None:
    phone = new_phone(viewport=NARROW).sign_in(hospital.nurse).wait_synced()
    nurse.open_today(phone)
    page = phone.page
    nurse.choose(phone, "首问负责", "做到")
    nurse.choose(phone, "服务态度", "5")
    for size in (None, "130", "200"):
        _text_size(page, size)
        page.get_by_role("main").evaluate("main => main.scrollTo(0, main.scrollHeight)")
        page.get_by_role("button", name="提交", exact=True).click()
        covered = """() => {
            const title = document.querySelector("#item-discipline legend").getBoundingClientRect();
            const above = [...document.querySelectorAll("header.head, .score")];
            const free = above.map((each) => each.getBoundingClientRect()).every(
                (box) => box.bottom <= title.top + 1 || box.top >= title.bottom,
            );
            return free && title.bottom < innerHeight - 80;
        }"""
        page.wait_for_function(covered, timeout=5000)


def test_at_the_largest_size_faces_hold_their_initials_and_words_stay_whole(
    new_phone: NewPhone, hospital: Hospital
) -> None:
    phone = new_phone(viewport=NARROW).sign_in(hospital.nurse).wait_synced()
    page = phone.page
    for path in ("/me", "/people", "/reviews"):
        phone.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        _text_size(page, "200")
        spilt = """faces => faces.filter((face) => {
            const words = document.createRange();
            words.selectNodeContents(face);
            const inside = words.getBoundingClientRect();
            const box = face.getBoundingClientRect();
            return words.getClientRects().length > 1 || inside.width > box.width || inside.height > box.height;
        }).length"""
        assert page.locator(".face").evaluate_all(spilt) == 0, path
    phone.open("/me/settings")
    page.get_by_role("group", name="字号").get_by_role("radio", name="特大").check()
    for word in ("English", "中文"):
        assert _lines(page.locator(".choice span", has_text=word)) == 1
    phone.open("/")
    date = page.get_by_role("banner").get_by_text("星期")
    expect(date).to_be_visible()
    parted = """line => {
        const at = line.firstChild.data.indexOf("星期");
        const day = document.createRange();
        day.setStart(line.firstChild, at);
        day.setEnd(line.firstChild, at + 3);
        return day.getClientRects().length;
    }"""
    assert date.evaluate(parted) == 1
    icon = page.get_by_role("navigation").locator("svg").first.bounding_box()
    assert icon is not None
    assert icon["width"] > 24


def test_on_a_desk_the_rail_stays_and_the_acts_are_as_wide_as_the_column(
    new_phone: NewPhone, hospital: Hospital
) -> None:
    desk = new_phone(**browser.DESKTOP, is_mobile=False, has_touch=False)
    page = desk.sign_in(hospital.of_role("admin")).wait_synced().page
    for path in ("/", "/people", "/roster/units", "/me/settings"):
        desk.open(path)
        expect(page.get_by_role("navigation", name="主导航").get_by_role("link", name="今天")).to_be_visible()
    desk.open("/")
    card = page.locator("main > .card").first.bounding_box()
    buttons = [page.locator(".dock > .btn").first.bounding_box(), page.locator(".dock > .btn").last.bounding_box()]
    assert card
    assert buttons[0]
    assert buttons[1]
    assert abs(buttons[0]["x"] - card["x"]) <= 1
    assert abs(buttons[1]["x"] + buttons[1]["width"] - card["x"] - card["width"]) <= 1
    assert page.locator(".foot").evaluate("foot => getComputedStyle(foot).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_who_has_not_submitted_is_a_link_to_the_person(phone: Phone, hospital: Hospital) -> None:
    page = phone.sign_in(hospital.of_role("head")).wait_synced().open("/unit").page
    page.locator(".names a").first.click()
    expect(page).to_have_url(re.compile("/people/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_nurse_at_the_address_of_the_unit_reads_unit(nurse_phone: Phone) -> None:
    nurse_phone.open("/unit")
    expect(nurse_phone.page.get_by_role("heading", level=1, name="科室")).to_be_visible()


def test_the_english_form_and_results_show_no_chinese(nurse_phone: Phone) -> None:
    page = nurse_phone.open("/me/settings").page
    page.get_by_role("group", name="语言").get_by_role("radio", name="English").check()
    expect(page.get_by_role("heading", level=1, name="Settings")).to_be_visible()
    nurse_phone.open("/")
    page.get_by_role("link", name="Begin").click()
    expect(page.get_by_role("group", name=re.compile("Manner"))).to_be_visible()
    for chinese in ("服务", "纪律", "其他"):
        expect(page.get_by_role("main").get_by_text(chinese)).to_have_count(0)
    nurse_phone.open("/results")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for chinese in ("良好", "优秀"):
        expect(page.get_by_role("main").get_by_text(chinese)).to_have_count(0)


def _text_size(page: Page, size: str | None) -> None:
    page.locator("html").evaluate(
        "(root, size) => { if (size) root.dataset.size = size; else delete root.dataset.size; }", size
    )


def _lines(words: Locator) -> int:
    return words.evaluate(
        """span => {
            const range = document.createRange();
            range.selectNodeContents(span.firstChild);
            return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
        }"""
    )
