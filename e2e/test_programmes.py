"""The ten programmes are started from their templates, and their first month is lived through by those whom they ask.

P01 is in force in the demonstration; each of the others is a story of its own, on one stage: the same hospital, the
same phones. What a programme says (its form, its rate, who judges whom, how often) is read where people meet it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from e2e import browser as browsers
from e2e.phone import PHONES, Phone
from e2e.programme_plays import (
    Cast,
    act_seen,
    announce,
    ask,
    choose,
    confirm,
    contract,
    hand_in,
    judge,
    promise,
    remark,
    start,
    survey,
    write,
)
from tests.demonstration import Demonstration

ADMIN, SUPERVISOR, LEADER, ASSESSOR = "梁志强", "罗丽萍", "黄德明", "秦红"
NURSE, HEAD, SECRETARY = "李燕", "张建国", "陈秀英"
DISPENSER, HEAD_OF_PHARMACY = "卢静怡", "曾广林"
FOUR_PARTS = {
    "肯定成绩": "接待耐心，记录齐全。",
    "指出问题": "交班偶有漏项。",
    "改进意见": "交班前对照清单自查。",
    "努力方向": "争创服务标兵。",
}


@pytest.fixture(scope="module")
def stage(
    browser: Browser, demonstration: Demonstration, app: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cast]:
    """One hospital and its people for all these stories."""
    folder = tmp_path_factory.mktemp("programmes") / "hospital"
    with demonstration.open(copy_to=folder, MINGCHA_APP_DIST=str(app)) as hospital:
        contexts: list[BrowserContext] = []

        def new_phone() -> Phone:
            contexts.append(browser.new_context(**browsers.PHONE))
            browsers.tell_network(contexts[-1], on=True)
            return Phone(contexts[-1], hospital.base_url)

        yield Cast(hospital, new_phone)
        for context in contexts:
            context.close()


@pytest.fixture
def cast(stage: Cast, request: pytest.FixtureRequest) -> Cast:
    """The stage, for one story: what its phones show is pictured if it fails."""
    request.node.stash[PHONES] = stage.phones
    return stage


def test_p02_patients_judge_without_a_name_and_middle_managers_judge_the_leadership(cast: Cast) -> None:
    play = start(cast, ADMIN, "六比两推动五承诺两评")
    announce(play.any_time(SUPERVISOR, "办活动"), "动员大会")
    cast.phone(NURSE).open("/activities")
    expect(cast.phone(NURSE).page.get_by_role("link", name=re.compile("动员大会"))).to_be_visible()

    box = survey(play.any_time(SUPERVISOR, "住院患者评议医生护士"), "评议评价医生、护士表")
    page = cast.phone(SUPERVISOR).page
    expect(page.get_by_text("满意、基本满意")).to_be_visible()
    expect(page.locator(".facts")).to_contain_text("不了解")
    page.get_by_role("link", name="纸质答卷箱").click()
    page.get_by_label("发出几份").fill("12")
    page.get_by_label("收回几份").fill("11")
    page.get_by_role("button", name="登记并录入").click()
    choose(page, {"您对医生的服务满意吗": "满意", "您对护士的服务满意吗": "基本满意", "总体来说您满意吗": "满意"})
    page.get_by_role("button", name="交上，录下一份").click()
    expect(page.get_by_text("已录 1 / 11 份")).to_be_visible()
    cast.phone(SUPERVISOR).open("/").wait_synced()
    told = cast.told(SUPERVISOR)
    (answer,) = [each for each in map(told.document, told.of_kind("survey_answer")) if each["survey"].hex() == box]
    assert {path for path in answer if not path.startswith("answers/")} <= {
        "survey", "by", "batch", "channel", "submitted", "counted"
    }  # fmt: skip

    line = play.asked(SUPERVISOR, "中层干部评议领导班子成员")
    expect(line).to_contain_text(re.compile("7月|12月"))
    line.click()
    expect(page.get_by_role("radio", name="中层评领导")).to_be_checked()
    expect(page.get_by_role("radio", name="领导班子成员评议表")).to_be_checked()
    page.get_by_role("button", name="下一步：看名单").click()
    expect(page.get_by_text("参评 5 人，对象 1 个")).to_be_visible()
    page.get_by_role("button", name="开始这一轮").click()
    confirm(page, "开始这一轮")
    head = cast.phone(HEAD).open("/").page
    head.locator(f"a.card[href='/reviews/{page.url.rsplit('/', 1)[1]}']").first.click()
    head.get_by_role("main").get_by_role("link", name=LEADER).click()
    choose(head, dict.fromkeys(("执法公正", "廉政自律", "服务态度", "服务技能"), "4"))
    choose(head, dict.fromkeys(("服务规范", "服务质量", "办事效率", "承诺兑现"), "5"))
    hand_in(head)
    expect(page.get_by_text("1 / 5 人参评")).to_be_visible()


def test_p03_leaders_compare_and_comment_members_pledge_and_people_are_called(cast: Cast) -> None:
    play = start(cast, ADMIN, "五好四强五带五争")
    play.asked(LEADER, "定期评比和点评").click()
    leader = cast.phone(LEADER).page
    four = dict.fromkeys(("便捷", "高效", "优质", "利民"), "4")
    judge(leader, "内科", choices=four, words={"点评": "候诊时间比上月短。"}, too_long="点评")
    expect(leader.get_by_text(re.compile(r"1 / \d\d"))).to_be_visible()
    expect(leader.get_by_role("region", name="考核结果")).to_contain_text("16 / 20")

    expect(play.page(NURSE).get_by_text("五好、四强、五带、五争")).to_be_visible()
    pledge = promise(play.any_time(NURSE, "写承诺"), "每天巡视病房多走一圈。")
    secretary = cast.phone(SECRETARY).open(f"/pledges/{pledge}").page
    secretary.get_by_role("button", name="通过", exact=True).click()
    expect(cast.phone(NURSE).page.get_by_text("审核通过")).to_be_visible()

    calls = survey(play.any_time(SUPERVISOR, "电话征询或实地走访"), "公共卫生服务满意度征询表")
    ask(cast.phone(ASSESSOR).open("/").page, calls, "电话", {"您对公共卫生服务满意吗": "基本满意"})
    contract(cast, HEAD, NURSE)


def test_p04_heads_remark_on_every_member_monthly_and_once_a_quarter(cast: Cast) -> None:
    play = start(cast, ADMIN, "三亮五比五规范三评议")
    line = play.asked(HEAD, "领导点评")
    expect(line).to_contain_text("0 / 6")
    line.click()
    head = cast.phone(HEAD).page
    remark(head, NURSE, FOUR_PARTS)
    expect(head.get_by_text("1 / 6")).to_be_visible()
    expect(play.asked(HEAD, "领导点评")).to_contain_text("1 / 6")
    quarter = play.asked(HEAD, "集中点评")
    expect(quarter).to_contain_text("季度")
    expect(quarter).to_contain_text("0 / 6")
    nurse = cast.phone(NURSE).open("/said").page
    nurse.get_by_role("link", name=re.compile(f"{HEAD}集中点评")).first.click()
    for words in FOUR_PARTS.values():
        expect(nurse.get_by_text(words)).to_be_visible()

    instant = survey(play.any_time(SUPERVISOR, "群众评议"), "群众即时评议表")
    ask(cast.phone(ASSESSOR).open("/").page, instant, "上门、床旁", {"您对这次服务满意吗": "满意"})


def test_p05_pledges_are_written_and_what_is_due_by_the_fifth_is_reported(cast: Cast) -> None:
    play = start(cast, ADMIN, "^三亮三比三评")
    pledge = promise(play.any_time(NURSE, "写承诺"), "首问负责，一次讲清要带的材料。")
    secretary = cast.phone(SECRETARY).open(f"/pledges/{pledge}").page
    secretary.get_by_role("button", name="通过", exact=True).click()
    expect(secretary.get_by_role("button", name="公示")).to_be_visible()

    page = play.page(SUPERVISOR)
    asked = page.get_by_role("region", name="要我做的")
    expect(asked.get_by_text("方案上报", exact=True)).to_be_visible()
    expect(asked.get_by_text("社区民政服务检查表").first).to_be_visible()
    daily = asked.locator(".markable", has_text="日常检查和集中督查相结合").first
    daily.get_by_role("button", name="办结").click()
    expect(page.get_by_text("已记为办结")).to_be_visible()
    expect(page.get_by_role("list", name="阶段").get_by_text("学习传达、动员部署")).to_be_visible()
    training = play.any_time(SUPERVISOR, "办活动")
    announce(training, "岗位练兵")
    nurse = cast.phone(NURSE).open("/activities").page
    expect(nurse.get_by_role("link", name=re.compile("岗位练兵"))).to_be_visible()


def test_p06_secretaries_compare_monthly_and_one_branch_switches_to_every_other_month(cast: Cast) -> None:
    play = start(cast, ADMIN, "三亮三创三评")
    play.asked(SECRETARY, "每月或双月评比").click()
    secretary = cast.phone(SECRETARY).page
    judge(secretary, "内科", words={"优质服务窗口": "92", "优质服务品牌": "88", "优质服务标兵": "90"})
    expect(secretary.get_by_role("region", name="考核结果")).to_contain_text("270 / 300")

    month = next_month()
    admin = cast.phone(ADMIN).open(f"/programmes/{play.id}/owners").page
    switch = admin.get_by_role("region", name="换频次").locator("details", has_text="每月或双月评比")
    switch.locator("summary").click()
    switch.get_by_label("哪里改用").select_option(label="临床党支部")
    switch.get_by_label(re.compile("从哪个月")).fill(month)
    switch.get_by_label("频次").select_option(label="每两月")
    switch.get_by_role("button", name="设定").click()
    expect(switch.get_by_text("临床党支部：")).to_be_visible()
    other = f"{int(month[5:])}月–{int(month[5:]) % 12 + 1}月"
    expect(cast.phone(SECRETARY).open("/").page.locator("a.todo", has_text=other).first).to_be_attached()
    expect(play.asked(SECRETARY, "每月或双月评比")).to_contain_text("1 /")
    expect(cast.phone("王芳").open("/").page.locator("a.todo", has_text=other)).to_have_count(0)

    play.any_time(NURSE, "党员自评自查").click()
    nurse = cast.phone(NURSE).page
    choose(nurse, {"亮身份": "5", "亮职责": "4", "亮承诺": "5", "有没有庸懒散": "否"})
    hand_in(nurse)
    play.any_time(LEADER, "领导点评督促").click()
    leader = cast.phone(LEADER).page
    leader.get_by_role("button", name=re.compile(NURSE)).first.click()
    leader.get_by_role("textbox", name="点评内容").fill("门诊秩序好。")
    leader.get_by_role("button", name="提交给本人").click()
    nurse.goto(f"{cast.hospital.base_url}/said")
    expect(nurse.get_by_role("link", name=re.compile("黄德明点评.*门诊秩序好"))).to_be_visible()


def test_p07_supervisors_ask_face_to_face_stars_are_given_and_sums_counted_without_an_error(cast: Cast) -> None:
    play = start(cast, ADMIN, "三亮三比三争创")
    faces = survey(play.asked(SUPERVISOR, "监督员定期面对面评议"), "满意度测评表")
    answers = dict.fromkeys(("服务态度", "通行速度", "站容站貌", "总体评价"), "满意")
    ask(cast.phone(ASSESSOR).open("/").page, faces, "上门、床旁", answers)

    play.any_time(LEADER, "窗口服务亲身体验").click()
    leader = cast.phone(LEADER).page
    today = date.today().isoformat()
    seen = {"在哪个窗口": "挂号收费窗口", "看到的问题": "午间只开一个窗口。"}
    region = leader.get_by_role("region", name="我要考核的")
    region.get_by_role("link", name="挂号收费窗口").click()
    write(leader, seen)
    leader.get_by_label("日期", exact=True).fill(today)
    hand_in(leader, re.compile("^提交"))
    expect(region).to_contain_text("1 / 8")

    play.any_time(SUPERVISOR, "评级定星").click()
    stars = {"环境卫生": "28", "着装仪表": "29.5", "文明礼仪": "38"}
    judge(cast.phone(SUPERVISOR).page, DISPENSER, words=stars)
    expect(cast.phone(SUPERVISOR).page.get_by_role("region", name="考核结果")).to_contain_text("95.5 / 100")

    play.any_time(DISPENSER, "记一笔").click()
    dispenser = cast.phone(DISPENSER).page
    dispenser.get_by_role("button", name="无差错收费").click()
    dispenser.get_by_label("收费金额（元）").fill("1000000")
    dispenser.get_by_role("button", name="记上", exact=True).click()
    head = cast.phone(HEAD_OF_PHARMACY).open("/records").page
    head.get_by_role("link", name=re.compile("无差错")).first.click()
    head.get_by_role("button", name="确认", exact=True).click()
    expect(cast.phone(DISPENSER).open("/records").page.get_by_text(re.compile("100 ?万元无差错"))).to_be_visible()
    act_seen(cast, play, SUPERVISOR, DISPENSER)


def test_p08_members_judge_themselves_and_each_other_and_the_best_are_put_forward(cast: Cast) -> None:
    play = start(cast, ADMIN, "三学三亮三比三评")
    supervisor = cast.phone(SUPERVISOR).page
    line = play.asked(SUPERVISOR, "三亮专项检查")
    expect(line).to_contain_text(re.compile("剩|今天到期|前$"))

    play.asked(NURSE, "自评和互评", "自评 · ").click()
    nurse = cast.phone(NURSE).page
    choose(nurse, dict.fromkeys(("比技能", "比作风", "比业绩"), "5"))
    hand_in(nurse)
    opening = play.cast.phone(SUPERVISOR).open("/").page.locator(f"a[href='/rounds/new/{play.id}/members']")
    expect(opening.first).to_be_attached()
    supervisor.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    opening.first.click()
    expect(supervisor.get_by_role("radio", name="支部内互评")).to_be_checked()
    supervisor.get_by_role("button", name="下一步：看名单").click()
    supervisor.get_by_role("button", name="开始这一轮").click()
    confirm(supervisor, "开始这一轮")
    round = supervisor.url.rsplit("/", 1)[1]
    review = cast.phone(NURSE).open(f"/reviews/{round}").page
    review.get_by_role("link", name="评下一位").click()
    choose(review, dict.fromkeys(("比技能", "比作风", "比业绩"), "4"))
    hand_in(review)
    expect(review.get_by_text("1 / 5")).to_be_visible()

    play.asked(LEADER, "领导点评").click()
    remark(cast.phone(LEADER).page, "导诊台", FOUR_PARTS)
    expect(cast.phone(LEADER).page.get_by_text("1 / 8")).to_be_visible()
    play.any_time(SUPERVISOR, "推荐评优").click()
    put_forward(supervisor)
    above = cast.phone("蒋红梅").open(f"/awards/{play.id}/bethune_cup").page
    above.get_by_role("button", name="县级推荐").click()
    nominee = supervisor.get_by_role("region", name="内科")
    expect(nominee.get_by_role("listitem").filter(has_text="县级")).to_contain_text("已推荐")


def put_forward(page: Page) -> None:
    """A department is put forward for the cup of thirty, at the first level of its chain."""
    cup = page.get_by_role("link", name=re.compile("白求恩杯竞赛优胜单位"))
    expect(cup).to_contain_text("名额 30")
    cup.click()
    page.get_by_role("button", name="推荐一个").click()
    page.get_by_role("region", name="推荐一个").get_by_role("button", name="内科", exact=True).click()
    nominee = page.get_by_role("region", name="内科")
    expect(nominee.get_by_role("listitem")).to_have_count(4)
    expect(nominee.get_by_role("listitem").filter(has_text="单位")).to_contain_text("已推荐")
    expect(page.get_by_text("0 / 30")).to_be_visible()


def test_p09_departments_are_assessed_each_month_and_the_whole_hospital_reads_it(cast: Cast) -> None:
    play = start(cast, ADMIN, "太平庄卫生院")
    play.asked(LEADER, "每月工作质量考核").click()
    leader = cast.phone(LEADER).page
    points = {"医疗质量": "38", "服务态度": "18.5", "就医环境": "19", "医德医风": "20"}
    judge(leader, "内科", words=points)
    expect(leader.get_by_role("region", name="考核结果")).to_contain_text("95.5 / 100")
    hidden = play.page(NURSE).get_by_role("link", name="看公布的考核结果")
    expect(hidden).to_have_count(0)
    leader.get_by_role("button", name="向全院公布").click()
    confirm(leader, "向全院公布")
    expect(leader.get_by_text("已公布")).to_be_visible()
    play.any_time(NURSE, "看公布的考核结果").click()
    result = cast.phone(NURSE).page.get_by_role("region", name="考核结果")
    expect(result).to_contain_text("95.5 / 100")
    asked = play.page(SUPERVISOR).get_by_role("region", name="要我做的")
    expect(asked.get_by_text("全院通报", exact=True).first).to_be_visible()


def test_p10_departments_and_persons_are_asked_yes_or_no_by_the_leading_group(cast: Cast) -> None:
    play = start(cast, ADMIN, "文明科室计划")
    play.any_time(LEADER, "科室考核").click()
    leader = cast.phone(LEADER).page
    thirteen = (
        "对精神文明建设认识深刻", "创建意识强", "创建目标明确", "创建机制完善", "创建措施得力", "狠抓各项措施落实",
        "创建热情高", "学习风气浓", "道德风尚好", "工作效率高", "服务意识强", "工作业绩突出", "环境卫生整洁",
    )  # fmt: skip
    judge(leader, "外科", choices={**dict.fromkeys(thirteen, "是"), "环境卫生整洁": "否"})
    expect(leader.get_by_role("region", name="考核结果")).to_contain_text("12 / 13")
    play.any_time(LEADER, "个人考核").click()
    six = ("信仰、信念", "世界观、人生观", "20字", "团队精神", "工作表现", "作风与纪律")
    judge(leader, NURSE, choices=dict.fromkeys(six, "是"))
    play.any_time(SUPERVISOR, "思想道德素质").click()
    supervisor = cast.phone(SUPERVISOR).page
    judge(supervisor, NURSE, choices={"思想道德素质": "5", "科学文化素质": "4"})
    supervisor.goto(f"{cast.hospital.base_url}/assess/{play.id}/department")
    expect(supervisor.get_by_role("region", name="考核结果")).to_contain_text("黄德明考核")


def next_month() -> str:
    today = date.today()
    months = today.year * 12 + today.month
    return f"{months // 12:04}-{months % 12 + 1:02}"
