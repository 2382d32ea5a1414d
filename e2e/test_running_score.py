"""While a nurse fills in the day, its score, its grade and what is missing to the next one stay in view."""

from __future__ import annotations

from playwright.sync_api import expect

from e2e.nurse import choose, open_today
from e2e.phone import Phone
from tests.demonstration import Hospital


def test_the_score_follows_the_answers_and_says_what_is_missing(phone: Phone, hospital: Hospital) -> None:
    open_today(phone.sign_in(hospital.nurse).wait_synced())
    score = phone.page.get_by_role("status", name="当前得分")
    expect(score).to_contain_text("还有 3 项没有计入")
    choose(phone, "首问负责", "部分做到")
    expect(score).to_contain_text("已得24")
    expect(score).to_contain_text("还有 2 项没有计入")
    choose(phone, "服务态度", "5")
    choose(phone, "遵守劳动纪律", "是")
    expect(score).to_contain_text("得分84")
    expect(score).to_contain_text("良好")
    expect(score).to_contain_text("到「优秀」还差：6 分")
    choose(phone, "遵守劳动纪律", "否")
    expect(score).to_contain_text("已出现：违反劳动纪律")
    expect(score).to_contain_text("待改进")
