"""What a bulletin says on paper: headings in order, findings with their place, nothing left of what isn't there."""

from __future__ import annotations

from models.bulletin_paper import BulletinPaper, blocks, captions, note, numeral, written_day
from tests.bulletin_sample import sample


def _said(paper: BulletinPaper, rank: str) -> list[str]:
    return [each.head + each.text for each in blocks(paper) if each.rank == rank]


def test_headings_are_numbered_in_order_and_only_what_is_there_has_one() -> None:
    assert _said(sample(), "h1") == [
        "一、好的做法",
        "二、发现的主要问题",
        "三、与以往检查对比",
        "四、处理意见",
        "五、工作要求",
        "六、异议处理",
    ]
    bare = sample(praise=(), comparison="", criticised=(), objection_days=0)
    assert _said(bare, "h1") == ["一、发现的主要问题", "二、工作要求"]
    assert blocks(BulletinPaper(issuer="甲", title="乙")) == []


def test_findings_stand_under_their_kind_with_institution_building_floor_object_and_suggestion() -> None:
    assert _said(sample(), "h2") == ["（一）环境卫生", "（二）标识标牌"]
    items = _said(sample(), "item")
    assert items[1] == "1. 门诊部门诊楼2层卫生间：地面有积水（见图1至图2）。建议：配置防滑垫。"
    assert items[2] == "2. 后勤保障部住院楼B1层电梯厅：垃圾桶外溢（见图3）。"
    assert items[3] == "放射科医技楼1层登记窗口：指引缺失。建议：更换标识。"


def test_pictures_are_numbered_as_the_text_names_them() -> None:
    assert [words for _, words in captions(sample())] == [
        "图1 门诊部门诊楼2层卫生间",
        "图2 门诊部门诊楼2层卫生间",
        "图3 后勤保障部住院楼B1层电梯厅",
    ]


def test_a_correction_names_the_earlier_bulletin_and_leaves_it_standing() -> None:
    first = next(each for each in blocks(sample()) if each.rank == "body")
    assert first.text == (
        "现对《关于暗访情况的通报》（明医通〔2026〕42号）予以更正：“药房”应为“药库”。原通报保留备查。"
    )


def test_objections_have_a_period_and_a_way() -> None:
    said = next(each.text for each in blocks(sample()) if each.text.startswith("被通报单位"))
    assert "5个工作日内（2026年12月4日前）" in said
    assert "在明察中提出" in said


def test_a_number_is_written_as_documents_are_and_a_draft_has_room_for_it() -> None:
    assert sample().number_words == "明医通〔2026〕43号"
    assert sample(number=None).number_words == "明医通〔2026〕　号"
    assert note(sample()).endswith(f"账本第1284条，链首{'3f2a' * 16}）")
    assert note(sample(chain_head="")) == ""


def test_numerals_and_days_are_written_in_chinese() -> None:
    assert [numeral(each) for each in (1, 9, 10, 11, 20, 35, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "三十五",
        "九十九",
    ]
    assert written_day("2026-11-05") == "2026年11月5日"
    assert written_day("") == ""
