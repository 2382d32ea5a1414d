"""A covert visit with three inspectors, two of them without a network; the inspected window watches all the while."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, WebSocket, expect

from e2e import authenticator, browser, left_team
from e2e.phone import Phone
from e2e.test_photo import picture
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

LEADER, SECOND, THIRD, WATCHED = "韦立新", "叶青青", "廖正明", "宋佳慧"
NewPhone = Callable[..., Phone]


def account(hospital: Hospital, name: str) -> dict[str, Any]:
    return next(each for each in hospital.accounts if each["name"] == name)


class Watching:
    """Somebody of the inspected window with the app open: every frame that comes is noted."""

    def __init__(self, phone: Phone, who: dict[str, Any]) -> None:
        self.phone = phone
        self.frames: list[bytes | str] = []
        phone.page.on("websocket", self._listen)
        phone.sign_in(who).wait_synced()
        phone.page.wait_for_function("navigator.onLine", timeout=5_000)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._note)

    def _note(self, payload: bytes | str) -> None:
        self.frames.append(payload)

    def sees_nothing(self) -> None:
        assert self.frames == []
        expect(self.phone.page.get_by_text("有一项检查")).to_have_count(0)
        expect(self.phone.page.get_by_text("医保结算窗口检查")).to_have_count(0)


def on_site(phone: Phone) -> Phone:
    """From today's screen into the visit that is under way."""
    phone.page.get_by_role("link", name=re.compile("有一项检查")).click()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("已查"))).to_be_visible()
    return phone


def row(phone: Phone, words: str) -> Locator:
    return phone.page.locator("li").filter(has_text=words)


def judge(phone: Phone, words: str, verdict: str) -> None:
    button = row(phone, words).get_by_role("button", name=verdict, exact=True)
    button.scroll_into_view_if_needed()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def open_item(phone: Phone, words: str) -> None:
    row(phone, words).get_by_role("link").first.click()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("第 .* 项"))).to_be_visible()


@pytest.fixture
def team(new_phone: NewPhone, hospital: Hospital) -> dict[str, Phone]:
    """Everybody of the team, with the visit open and all that it needs kept on the phone."""
    phones: dict[str, Phone] = {}
    for name in (LEADER, SECOND, THIRD):
        phones[name] = new_phone().sign_in(account(hospital, name)).wait_synced()
        phones[name].wait_for_shelves()
        on_site(phones[name])
    return phones


def test_a_team_walks_in_three_rooms_and_the_window_notices_nothing(
    team: dict[str, Phone], new_phone: NewPhone, hospital: Hospital
) -> None:
    watching = [
        Watching(new_phone(), account(hospital, WATCHED)),
        Watching(new_phone(**(browser.DESKTOP | {"is_mobile": False, "has_touch": False})), account(hospital, WATCHED)),
    ]
    leader, second, third = team[LEADER], team[SECOND], team[THIRD]
    third.page.get_by_role("button", name="我到了，开始").click()
    expect(third.page.get_by_role("button", name="我到了，开始")).to_have_count(0)
    who_is_where(leader, second, third)
    for phone in (second, third):
        phone.go_offline()
    judge(second, "地面、厕所清洁", "合格")
    judge(third, "地面、厕所清洁", "不合格")
    expect(row(third, "地面、厕所清洁").get_by_title("要有照片")).to_be_visible()
    with_a_picture(third)
    expect(row(leader, "地面、厕所清洁").get_by_role("img")).to_have_count(0)

    for phone in (second, third):
        phone.go_online()
    seen = row(leader, "地面、厕所清洁")
    expect(seen.get_by_role("img", name=f"{SECOND}：合格")).to_be_visible()
    expect(seen.get_by_role("img", name=f"{THIRD}：不合格")).to_be_visible()
    rules(leader)

    third.go_offline()
    judge(third, "收费项目和价格公开", "不合格")
    finishes(leader)
    expect(leader.page.get_by_role("status").filter(has_text="已送达")).to_be_visible()
    third.go_online()
    expect(leader.page.get_by_text(re.compile(f"{THIRD} 有 1 条记录晚到"))).to_be_visible()
    for each in watching:
        each.sees_nothing()
        each.phone.open()
        expect(each.phone.page.get_by_role("navigation").get_by_role("link", name="今天")).to_be_visible()
        expect(each.phone.page.get_by_text("有一项检查")).to_have_count(0)


def who_is_where(leader: Phone, second: Phone, third: Phone) -> None:
    """The leader sees at which item somebody stands, and who has taken which section, as it happens."""
    leader.page.get_by_role("link", name="分工").click()
    open_item(second, "仪容仪表")
    line = leader.page.locator(".line-row").filter(has_text=SECOND)
    expect(line).to_contain_text(re.compile(r"在第 \d+ 项"))
    third.page.get_by_role("link", name="分工").click()
    third.page.get_by_role("button", name="我来查").first.click()
    expect(leader.page.get_by_role("region", name="分区").get_by_text(re.compile(THIRD))).to_be_visible()
    for phone in (leader, second, third):
        phone.page.get_by_role("button", name="返回").click()
        expect(phone.page.get_by_role("heading", level=1, name=re.compile("已查"))).to_be_visible()


def with_a_picture(phone: Phone) -> None:
    """A picture of what was seen, with the face of somebody made unrecognisable, and the words to it; offline."""
    open_item(phone, "地面、厕所清洁")
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_label("拍照").click()
    chooser.value.set_files({"name": "floor.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    sheet = phone.page.get_by_role("dialog", name="标注")
    sheet.get_by_role("button", name="打码").click()
    board = sheet.get_by_role("img").bounding_box()
    assert board is not None
    phone.page.mouse.move(board["x"] + 40, board["y"] + 40)
    phone.page.mouse.down()
    phone.page.mouse.move(board["x"] + 120, board["y"] + 110)
    phone.page.mouse.up()
    sheet.get_by_role("button", name="留下").click()
    expect(sheet).to_have_count(0)
    expect(phone.page.get_by_role("img", name="我拍的照片")).to_be_visible()
    phone.page.get_by_label("地点").fill("等候区")
    phone.page.get_by_label("情况").fill("地面有水渍和纸屑")
    phone.page.get_by_label("情况").blur()
    phone.page.get_by_role("button", name="返回").click()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("已查"))).to_be_visible()


def rules(leader: Phone) -> None:
    """The leader sees both, with names, words and the picture, and settles it."""
    open_item(leader, "地面、厕所清洁")
    others = leader.page.get_by_role("region", name="其他人的判断")
    expect(others.get_by_text("判断不一致。")).to_be_visible()
    expect(others.get_by_text("地面有水渍和纸屑")).to_be_visible()
    expect(others.get_by_role("img", name=f"{THIRD}拍的照片")).to_have_js_property("naturalWidth", 640)
    others.get_by_role("group", name="组长裁定").get_by_role("button", name="不合格").click()
    others.get_by_label("理由").fill("照片清楚")
    others.get_by_label("理由").blur()
    others.get_by_role("button", name="裁定").click()
    expect(others.get_by_text("组长裁定：不合格。照片清楚")).to_be_visible()
    leader.page.get_by_role("button", name="返回").click()


def finishes(leader: Phone) -> None:
    """Nobody of the place signs, and it says why; then the visit is over."""
    leader.page.get_by_role("link", name="分工").click()
    leader.page.get_by_role("link", name="收尾").click()
    # The phone of the third is out of reach: what it took upon itself and hasn't sent is told by the server.
    owed = leader.page.get_by_role("region", name="应到未到")
    expect(owed.get_by_text(THIRD)).to_be_visible()
    expect(owed.get_by_text(re.compile(r"认领的 \d+ 项里有 \d+ 项没有判断")).first).to_be_visible()
    expect(owed.get_by_text("与本机一致")).to_be_visible()
    end = leader.page.get_by_role("button", name="结束现场检查")
    expect(end).to_be_disabled()
    leader.page.get_by_label("没有签字的原因").fill("暗访，未惊动值班人员")
    leader.page.get_by_label("没有签字的原因").blur()
    expect(end).to_be_enabled()
    end.click()
    leader.page.get_by_role("dialog").get_by_role("button", name="结束现场检查").click()
    expect(leader.page.get_by_role("heading", level=1, name="检查结果")).to_be_visible()
    expect(leader.page.get_by_text("至少要 10 项由两人以上判断才算")).to_be_visible()
    agreed = leader.page.get_by_role("region", name="判断的一致性")
    least = agreed.get_by_role("list", name="分歧最大的检查项").get_by_role("link", name=re.compile("地面、厕所清洁"))
    expect(least).to_contain_text("0%")
    expect(agreed.get_by_text(re.compile("每一项满 10 次才算"))).to_be_visible()
    least.click()
    of_item = leader.page.get_by_role("region", name="判断的一致性")
    expect(of_item.get_by_text("这次 2 人查过，两两一致 0%")).to_be_visible()
    leader.page.get_by_role("button", name="返回").click()
    expect(leader.page.get_by_role("heading", level=1, name="检查结果")).to_be_visible()


def test_a_visit_hides_at_once_and_bears_no_name(team: dict[str, Phone]) -> None:
    page = team[LEADER].page
    expect(page).to_have_title("明察")
    page.get_by_role("button", name=re.compile("立即隐藏")).click()
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    on_site(team[LEADER])
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1, name="今天")).to_be_visible()


def test_a_patient_is_asked_and_the_host_signs_without_a_network(team: dict[str, Phone], hospital: Hospital) -> None:
    leader, second = team[LEADER], team[SECOND]
    leader.go_offline()
    page = leader.page
    page.get_by_role("link", name="分工").click()
    page.get_by_role("link", name="现场访谈").click()
    asked = int(re.sub(r"\D", "", page.get_by_text(re.compile("全组已访")).inner_text()))
    page.get_by_role("button", name="记下，下一位").click()
    expect(page.get_by_role("group", name=re.compile("对方是")).locator("label").first).to_be_in_viewport()
    page.get_by_role("radio", name="家属").check()
    page.get_by_role("group", name=re.compile("满意吗")).get_by_role("radio").first.check()
    page.get_by_label("等了多少分钟").fill("35")
    page.get_by_role("button", name="记下，下一位").click()
    expect(page.get_by_text(f"全组已访 {asked + 1} 人")).to_be_visible()
    expect(page.get_by_label("等了多少分钟")).to_have_value("")
    page.get_by_role("button", name="返回").click()
    page.get_by_role("link", name="收尾").click()
    page.get_by_role("textbox", name="在场负责人").fill("宋护士长")
    signs(leader)
    expect(page.get_by_role("button", name="结束现场检查")).to_be_enabled()
    leader.go_online()

    second.page.get_by_role("link", name="分工").click()
    second.page.get_by_role("link", name="收尾").click()
    expect(second.page.get_by_role("img", name="请在场负责人签字")).to_be_visible()
    expect(second.page.get_by_role("textbox", name="在场负责人")).to_have_value("宋护士长")
    third = team[THIRD]
    left_team.on_the_way(third)
    judge(third, "收费项目和价格公开", "不合格")
    left_team.asks_and_leaves(third, leader, hospital)
    left_team.takes_in(leader, third, hospital)


def signs(phone: Phone) -> None:
    """A stroke over the pad, taken back once, drawn again and kept."""
    pad = phone.page.get_by_role("img", name="签名板")
    keep = phone.page.get_by_role("button", name="用这个签名")
    expect(keep).to_be_disabled()
    pad.scroll_into_view_if_needed()
    draws(phone, pad)
    phone.page.get_by_role("button", name="重写").click()
    expect(keep).to_be_disabled()
    draws(phone, pad)
    keep.click()
    expect(phone.page.get_by_role("button", name="重新签")).to_be_visible()


def draws(phone: Phone, pad: Locator) -> None:
    box = pad.bounding_box()
    assert box is not None
    mouse = phone.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 40)
    mouse.down()
    for step in range(1, 6):
        mouse.move(box["x"] + 30 + 40 * step, box["y"] + 40 + (20 if step % 2 else 0))
    mouse.up()


def test_items_are_found_by_initials_and_what_is_open_is_one_tap_away(team: dict[str, Phone]) -> None:
    phone = team[SECOND]
    search = phone.page.get_by_label("查找检查项")
    search.fill("sfxm")
    expect(phone.page.locator(".items li")).to_have_count(1)
    expect(row(phone, "收费项目和价格公开")).to_be_visible()
    search.fill("")
    phone.page.get_by_role("button", name=re.compile("下一项未查")).click()
    expect(row(phone, "仪容仪表")).to_be_in_viewport()


def test_a_plan_is_made_sealed_drawn_and_walked_in_silence(new_phone: NewPhone, hospital: Hospital) -> None:
    planner = new_phone().sign_in(hospital.of_role("supervisor")).wait_synced()
    page = planner.page
    planner.open("/inspections/new")
    page.get_by_label("名称").fill("节前突击")
    page.get_by_label("方式").select_option("surprise")
    page.get_by_label(re.compile("现场静默")).check()
    page.get_by_role("button", name="下一步：选科室和人").click()
    seal = page.get_by_role("button", name="封存并抽签")
    expect(seal).to_be_disabled()
    candidates = page.get_by_role("region", name="候选科室")
    expect(candidates.get_by_role("button", name="院领导班子")).to_be_disabled()
    for place in ("导诊台", "妇幼保健窗口", "放射窗口"):
        candidates.get_by_role("button", name=place).click()
    people = page.get_by_role("region", name="检查员")
    for name in (LEADER, SECOND):
        people.get_by_role("button", name=name).click()
    page.get_by_label("抽几个科室").select_option("2")
    page.get_by_label("组长").select_option(label=LEADER)
    expect(seal).to_be_enabled()
    planner.wait_for_shelves().go_offline()
    seal.click()
    page.get_by_role("dialog").get_by_role("button", name="封存", exact=True).click()
    expect(page.get_by_text("联网后由服务器抽签。")).to_be_visible()
    expect(page.get_by_role("navigation", name="抽签结果")).to_have_count(0)
    planner.go_online()
    drawn = page.get_by_role("navigation", name="抽签结果")
    expect(drawn.get_by_role("link")).to_have_count(2)
    expect(drawn.get_by_text(f"组长 {LEADER}").first).to_be_visible()
    expect(page.get_by_text("种子的指纹")).to_be_visible()
    expect(
        page.get_by_role("region", name="知情名单").get_by_text(hospital.of_role("supervisor")["name"])
    ).to_be_visible()
    draws_again(planner, hospital)
    drawn.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("已查"))).to_be_visible()
    path = page.url.removeprefix(hospital.base_url)
    leader = new_phone().sign_in(account(hospital, LEADER)).wait_synced()
    leader.wait_for_shelves().open(path)
    keeps_silent(leader, planner, path)


OF_A_PLAN = ("institution", "organiser", "manner", "title", "practice", "from", "to", "checklist", "rule", "leader")


def draws_again(planner: Phone, hospital: Hospital) -> None:
    """Another draw for the same places, looked at and cancelled on another device, stands in this one at once."""
    who = hospital.of_role("supervisor")
    client = Client(hospital.base_url, who["username"], who["password"], device="另一台")
    told = Store().follow(client)
    (plan,) = [each for each in map(told.document, told.of_kind("inspection_plan")) if each["title"] == "节前突击"]
    kept = {path: value for path, value in plan.items() if path in OF_A_PLAN or path.startswith(("cand", "inspectors"))}
    other = client.stamp()
    for writes in ({**kept, "again": True}, {"sealed": True}, {"cancelled": "抽到的窗口不合适"}):
        assert client.codes(client.change(other, "inspection_plan", [[*each] for each in writes.items()])) == [None]
    client.http.close()
    draws = planner.page.get_by_role("region", name="另抽过又作废的签（1 次）")
    expect(draws.get_by_text("抽到的窗口不合适")).to_be_visible()
    assert authenticator.looks_right(planner.page) == []


def keeps_silent(leader: Phone, watching: Phone, path: str) -> None:
    """From the arrival on nothing leaves this phone or is asked for, over a new start too, until the leader says so."""
    page = leader.page
    asked: list[str] = []
    leader.page.get_by_role("button", name="我到了，开始").click()
    expect(page.get_by_text("静默中：这台手机不联网")).to_be_visible()
    page.context.on("request", lambda request: asked.append(request.url))
    judge(leader, "收费项目和价格公开", "不合格")
    leader.open(path)
    expect(page.get_by_text("静默中：这台手机不联网")).to_be_visible()
    expect(row(leader, "收费项目和价格公开").get_by_role("button", name="不合格")).to_have_attribute(
        "aria-pressed", "true"
    )
    assert [url for url in asked if "/api/" in url] == []
    hides_by_two_taps(leader, path)
    expect(row(watching, "收费项目和价格公开").get_by_role("img", name=f"{LEADER}：不合格")).to_have_count(0)
    page.get_by_role("button", name="恢复联网").click()
    expect(row(watching, "收费项目和价格公开").get_by_role("img", name=f"{LEADER}：不合格")).to_be_visible()
    expect(page.get_by_text("静默中")).to_have_count(0)


def hides_by_two_taps(phone: Phone, path: str) -> None:
    """Two taps on the heading leave today's screen, and no way back to the visit."""
    phone.page.get_by_role("heading", level=1, name=re.compile("已查")).dblclick()
    expect(phone.page.get_by_role("heading", level=1, name="今天")).to_be_visible()
    phone.page.go_back()
    expect(phone.page.get_by_role("heading", level=1, name=re.compile("已查"))).to_have_count(0)
    phone.open(path)
