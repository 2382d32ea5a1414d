"""What people do because a programme asks for it: start it, find it on the first screen, judge, promise, enter, ask."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from e2e.phone import Phone
from tests.acceptance.phone import Phone as Client
from tests.acceptance.phone import Store
from tests.demonstration import Hospital

NewPhone = Callable[[], Phone]
Answers = Mapping[Any, str]
"""What is chosen or typed, by the words on the question."""


class Cast:
    """The people of one hospital, each with a phone in hand: signed in when first asked for, and kept signed in."""

    def __init__(self, hospital: Hospital, new_phone: NewPhone) -> None:
        self.hospital = hospital
        self.phones: list[Phone] = []
        self._new_phone = new_phone
        self._known: dict[str, Phone] = {}

    def account(self, name: str) -> dict[str, Any]:
        return next(each for each in self.hospital.accounts if each["name"] == name)

    def phone(self, name: str) -> Phone:
        """Somebody's phone, by name."""
        if name not in self._known:
            self._known[name] = self._new_phone().sign_in(self.account(name)).wait_synced()
            self.phones.append(self._known[name])
        return self._known[name]

    def told(self, name: str) -> Store:
        """All that somebody is told, by a client of its own."""
        who = self.account(name)
        client = Client(self.hospital.base_url, who["username"], who["password"])
        store = Store().follow(client)
        client.http.close()
        return store


class Play:
    """One programme on the stage: started from its template, with the ways to it for everybody."""

    def __init__(self, cast: Cast, title: str, id: str) -> None:
        self.cast = cast
        self.title = title
        """What people call it: it stands in the lines of the first screen."""
        self.id = id

    @property
    def doc(self) -> bytes:
        return bytes.fromhex(self.id)

    def asked(self, name: str, title: str, kind: str = "") -> Locator:
        """The line on somebody's first screen that asks for this; nothing of the list is folded away."""
        page = self.cast.phone(name).open("/").page
        lines = page.locator("a.todo").filter(has=page.get_by_text(title, exact=True))
        line = lines.filter(has_text=re.compile(rf"{kind}.*(?<!三学){self.title}"))
        expect(line.first).to_be_attached()
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        return line.first

    def page(self, name: str) -> Page:
        """The programme's own page, as somebody sees it."""
        page = self.cast.phone(name).open(f"/programme/{self.id}").page
        expect(page.get_by_role("region", name="要我做的")).to_be_visible()
        return page

    def any_time(self, name: str, title: str) -> Locator:
        """The line of what may be done at any time."""
        return self.page(name).get_by_role("region", name="随时可以做").get_by_role("link", name=title).first


def start(cast: Cast, maker: str, template: str, change: Callable[[Page], None] | None = None) -> Play:
    """The administrator starts a programme from its template on the first of this month, and publishes it."""
    phone = cast.phone(maker)
    page = phone.open("/programmes/new").page
    page.get_by_role("radio", name=re.compile(template)).check()
    page.get_by_role("button", name="建立草稿").click()
    expect(page.get_by_role("heading", name="方案内容")).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    if change is not None:
        change(page)
    page.get_by_role("button", name="检查并发布").click()
    confirm(page, "发布")
    expect(page.get_by_role("button", name="建新版本")).to_be_visible()
    return Play(cast, title, page.url.rsplit("/", 1)[1])


def confirm(page: Page, name: str) -> None:
    """Says yes to what the sheet asks."""
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def choose(page: Page, answers: Answers) -> None:
    """Taps an answer of each question, by the words on it."""
    for question, answer in answers.items():
        group = page.get_by_role("group", name=re.compile(re.escape(question)))
        group.get_by_role("radio", name=answer, exact=True).check()


def write(page: Page, words: Answers) -> None:
    """Types into fields, by their labels, and leaves each."""
    for label, text in words.items():
        field = page.get_by_role("textbox", name=label, exact=True)
        field.fill(text)
        field.press("Tab")


def hand_in(page: Page, button: str | re.Pattern[str] = "提交") -> None:
    """Submits, once the last answer has been taken down, and says yes."""
    expect(page.get_by_text(re.compile(r"^还差"))).to_have_count(0)
    page.get_by_role("button", name=button).last.click()
    confirm(page, "提交")


def held_up(page: Page, label: str) -> None:
    """A text that is too long holds up the handing in, and stays until it is made shorter."""
    field, words = page.get_by_role("textbox", name=label, exact=True), "候诊时间比上月短。" * 300
    field.fill(words)
    page.get_by_role("button", name=re.compile("^提交")).last.click()
    expect(page.get_by_role("alert").filter(has_text=f"{len(words)} / ")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(field).to_have_value(words)


def judge(
    page: Page, subject: str, *, choices: Answers | None = None, words: Answers | None = None, too_long: str = ""
) -> None:
    """From the list of those to be judged: one of them, all questions, handed in; ends on the list again."""
    page.get_by_role("region", name="我要考核的").get_by_role("link", name=subject).first.click()
    expect(page.get_by_role("heading", level=1, name=subject)).to_be_visible()
    choose(page, choices or {})
    if too_long:
        held_up(page, too_long)
    write(page, words or {})
    hand_in(page, re.compile("^提交"))
    expect(page.get_by_role("region", name="我要考核的")).to_be_visible()


def remark(page: Page, whom: str, parts: Answers) -> None:
    """From the list of those to be remarked on: one of them, in its four parts."""
    page.get_by_role("main").get_by_role("link", name=whom).first.click()
    expect(page.get_by_role("heading", level=1, name=whom)).to_be_visible()
    for part, text in parts.items():
        page.get_by_role("textbox", name=part).fill(text)
    page.get_by_role("button", name="提交给本人").click()
    confirm(page, "提交给本人")


def promise(line: Locator, text: str) -> str:
    """From the programme's page: a pledge, handed in; the address of it."""
    page = line.page
    line.click()
    page.get_by_role("textbox", name="承诺内容").fill(text)
    expect(page.get_by_role("button", name="交审")).to_be_enabled()
    page.get_by_role("button", name="交审").click()
    confirm(page, "交审")
    expect(page.get_by_text("等负责人或书记审核")).to_be_visible()
    return page.url.rsplit("/", 1)[1]


def contract(cast: Cast, head: str, responsible: str) -> None:
    """Whoever contracts a task answers for it and is paid by it: handed out, taken on and reported offline, checked."""
    page = cast.phone(head).open("/tasks/new").page
    page.get_by_label("任务", exact=True).fill("整理抢救车药品")
    page.get_by_label("要求和验收标准").fill("逐项核对效期，贴好标签。")
    page.get_by_role("button", name=responsible).click()
    page.get_by_label("建议报酬（元）").fill("200")
    page.get_by_role("button", name="下达", exact=True).click()
    confirm(page, "下达")
    expect(page.get_by_text("待承接")).to_be_visible()
    address = page.url.removeprefix(cast.hospital.base_url)
    phone = cast.phone(responsible).wait_for_worker().open(address)
    own = phone.page
    expect(own.get_by_role("button", name="承接", exact=True)).to_be_visible()
    phone.go_offline()
    own.get_by_role("button", name="承接", exact=True).click()
    expect(own.get_by_text("进行中")).to_be_visible()
    for button, words, yes in (("记进展", "核对了一半。", "记下"), ("报验收", "全部核对完。", "报验收")):
        own.get_by_role("button", name=button, exact=True).click()
        sheet = own.get_by_role("dialog")
        sheet.get_by_role("textbox").fill(words)
        sheet.get_by_role("button", name=yes, exact=True).click()
        expect(sheet).to_have_count(0)
    expect(own.get_by_text("待验收")).to_be_visible()
    phone.wait_waiting().go_online().wait_synced()
    page.get_by_role("button", name="验收通过", exact=True).click()
    expect(own.get_by_text("验收通过", exact=True).first).to_be_visible()
    expect(own.get_by_text("200 元").first).to_be_visible()
    expect(own.get_by_text("报酬只是建议")).to_be_visible()


INSPECTORS = ("韦立新", "叶青青")
DESK = "导诊台"
PROHIBITED = "不得披衣敞怀等"
RULES = (
    ("检查内容", "性质", "检查方法", "子项", "检查对象"),
    ("窗明几净", "应做", "看现场", "", "窗口"),
    (PROHIBITED, "禁止", "看现场", "披衣敞怀；挽衣袖；卷裤腿；穿拖鞋", "人员"),
)


def act_seen(cast: Cast, play: Play, keeper: str, whom: str) -> None:
    """A prohibited act: the house's own table is tied to the programme, and one act of one person is what is found."""
    page = cast.phone(keeper).open("/checklists/upload").page
    page.locator("input[type=file]").set_input_files(
        {
            "name": "窗口人员规范.csv",
            "mimeType": "text/csv",
            "buffer": "\n".join(",".join(row) for row in RULES).encode("gb18030"),
        }
    )
    page.get_by_role("button", name="写入 2 项").click()
    page.get_by_role("contentinfo").get_by_role("button", name="发布").click()
    confirm(page, "发布")
    expect(page.get_by_role("banner")).to_contain_text("已发布")
    cast.phone(keeper).open(f"/programmes/{play.id}/checklists/station")
    page.get_by_label("用哪一份").select_option("窗口人员规范 · 第 1 版")
    expect(page.get_by_text("已对应")).to_be_visible()

    cast.phone(keeper).open("/inspections/new")
    page.get_by_label("名称").fill("窗口规范检查")
    page.get_by_label("检查表").select_option(label="窗口人员规范 第 1 版 · 2 项")
    page.get_by_role("button", name="下一步：选科室和人").click()
    page.get_by_role("region", name="候选科室").get_by_role("button", name=DESK).click()
    for name in INSPECTORS:
        page.get_by_role("region", name="检查员").get_by_role("button", name=name).click()
    page.get_by_label("组长").select_option(label=INSPECTORS[0])
    page.get_by_role("button", name="封存并抽签").click()
    confirm(page, "封存")
    expect(page.get_by_role("navigation", name="抽签结果").get_by_role("link")).to_have_count(1)

    leader, second = (cast.phone(name).open("/inspections").page for name in INSPECTORS)
    for each in (leader, second):
        each.get_by_role("link", name=re.compile("窗口规范检查")).first.click()
        expect(each.get_by_role("heading", level=1, name=re.compile("已查"))).to_be_visible()
    second.locator("li").filter(has_text=PROHIBITED).get_by_role("link").first.click()
    own = second.get_by_role("region", name="我的判断")
    own.get_by_role("group", name="卷裤腿").get_by_role("button", name="不合格").click()
    expect(own.get_by_role("group", name="我的判断").get_by_role("button", name="不合格")).to_have_attribute(
        "aria-pressed", "true"
    )
    own.get_by_text("涉及的人（可不填）").click()
    own.get_by_role("searchbox").fill(whom)
    own.get_by_role("button", name=re.compile(whom)).click()
    expect(own.get_by_text(f"涉及：{whom}")).to_be_visible()
    leader.locator("li").filter(has_text=PROHIBITED).get_by_role("link").first.click()
    seen = leader.get_by_role("region", name="其他人的判断")
    expect(seen.get_by_text("卷裤腿", exact=True)).to_be_visible()
    expect(seen.get_by_text(f"涉及：{whom}")).to_be_visible()


def announce(line: Locator, offer: str) -> None:
    """From the programme's page: one of its activities, for everybody, this afternoon."""
    page = line.page
    line.click()
    page.get_by_role("button", name=offer, exact=True).click()
    expect(page.get_by_label("名称")).to_have_value(offer)
    page.get_by_role("button", name="通知", exact=True).click()
    confirm(page, "通知")
    expect(page.get_by_role("heading", name=offer)).to_be_visible()


def survey(line: Locator, form: str) -> str:
    """From the programme: the survey that it asks for, as it says it; the survey's id."""
    page = line.page
    line.click()
    expect(page.get_by_role("heading", level=1, name="新建调查")).to_be_visible()
    expect(page.get_by_role("radio", name=form, exact=True)).to_be_checked()
    page.get_by_role("button", name="开始调查").click()
    expect(page.get_by_text("份答卷")).to_be_visible()
    return page.url.rsplit("/", 1)[1]


def ask(page: Page, survey: str, how: str, answers: Answers) -> None:
    """An interviewer asks one person."""
    page.locator(f"a[href='/surveys/{survey}/ask']").click()
    page.get_by_role("radio", name=how).check()
    choose(page, answers)
    page.get_by_role("button", name="交上，下一位").click()
    expect(page.get_by_text("今天 1 人")).to_be_visible()
