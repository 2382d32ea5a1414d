"""The box behind a code: what is answered is read there, what is said there stands, and nobody else gets into it."""

from __future__ import annotations

import pytest

from api.problems import Problem
from api.public_box import COMPLAINTS_A_DAY
from api.public_ratings import Rated
from models.document import natural_id
from models.rating_case import shown_ms
from tests.api.hospital import HEAD, INSTITUTION, NURSE, PHARMACY, WARD
from tests.api.test_public import House, house, key_of, own_code

__all__ = ["house"]


def test_a_low_rating_is_answered_behind_its_code(house: House) -> None:
    house.activate()
    code = house.codes[0]
    assert house.look(code).kind == "none"
    assert house.rate(code, "not", words="夜里按铃没人来", now=True).box
    case = natural_id(f"rating_case/{key_of(code)}")
    head = house.hospital.phone(HEAD)
    nurse = house.hospital.phone(NURSE)
    reply = {"replies/1": "对不起。夜班加了一人。"}
    assert nurse.codes(nurse.change(case, reply, kind="rating_case")) == ["not_found"]
    assert head.codes(head.change(case, reply, kind="rating_case")) == [None]
    seen = house.look(code)
    assert [(line.by, line.text) for line in seen.lines] == [
        ("you", "夜里按铃没人来"),
        ("hospital", "对不起。夜班加了一人。"),
    ]
    assert house.say(code, "好的", 1) == house.say(code, "好的", 1)
    assert len(house.look(code).lines) == 3
    with pytest.raises(Problem, match="rating_invalid"):
        house.say(code, "跳过一句", 9)
    other = house.say(code, "另一台手机上打开的同一页", 1)
    assert [line.text for line in other.lines][-2:] == ["好的", "另一台手机上打开的同一页"], "nothing is lost"
    assert house.document(case).value("callback_by") == "2026-11-24", "two working days after Saturday"


def test_a_second_page_that_sends_again_is_heard_once(house: House) -> None:
    house.activate()
    code = house.codes[0]
    house.rate(code, "not", words="夜里按铃没人来")
    house.say(code, "第一页的话", 1)
    for _ in range(3):  # its answer was lost: it knows of no line yet
        house.say(code, "第二页的话", 1)
    assert [line.text for line in house.look(code).lines][1:] == ["第一页的话", "第二页的话"]
    house.say(code, "第二页的话", 3)
    assert len(house.look(code).lines) == 4, "who says the same later says it again"


def test_words_are_read_by_somebody_whatever_was_answered_beside_them(house: House) -> None:
    house.activate()
    code = house.codes[0]
    assert house.rate(code, "satisfied", words="医生收了我五百元红包", now=True).box
    assert house.rate(own_code(), "fairly", via=house.poster, words="灯坏了").box
    assert not house.rate(house.codes[1], "satisfied", words="  ").box
    case = house.document(natural_id(f"rating_case/{key_of(code)}"))
    assert case.value("words") == "医生收了我五百元红包"


def test_a_box_is_not_taken_over_by_a_complaint_under_its_key(house: House) -> None:
    """Its head reads the key of a case, and anybody of the house may take a complaint down."""
    house.activate()
    code = house.codes[0]
    house.rate(code, "not", words="护士长骂人", now=True)
    key = key_of(code)
    head = house.hospital.phone(HEAD)
    taken = {"key": key, "institution": INSTITUTION, "means": "box", "day": "2026-11-20", "by": HEAD, "text": "假的"}
    head.push(head.change(natural_id(f"complaint/{key}"), taken, kind="complaint"))
    seen = house.look(code)
    assert (seen.kind, [line.text for line in seen.lines]) == ("case", ["护士长骂人"])


def test_a_complaint_by_code_is_taken_once_and_its_answer_read_behind_it(house: House) -> None:
    house.activate()
    code = own_code()
    assert house.complain(code, house.poster) == house.complain(code, house.poster)
    complaint = natural_id(f"complaint/{key_of(code)}")
    document = house.document(complaint)
    assert (document.value("means"), document.value("unit")) == ("qr", PHARMACY)
    said = {"replies/1": "已核实", "finding": {"substantiated": "yes", "reason": "当天确实没有导医"}}
    assert house.second.codes(house.second.change(complaint, said, kind="complaint")) == [None]
    seen = house.look(code)
    assert (seen.finding, seen.closed, [line.text for line in seen.lines]) == (
        "yes",
        True,
        ["没有人引导", "已核实", "当天确实没有导医"],
    )
    with pytest.raises(Problem, match="box_closed"):
        house.say(code, "还有一句", 1)


def test_what_is_put_otherwise_after_a_lost_answer_is_read_all_the_same(house: House) -> None:
    """The page shows it again, to be changed, until it has heard; what it sends then comes under the same code."""
    house.activate()
    one, other, third = house.codes[:3]
    house.rate(one, "not", words="夜里")
    for _ in range(2):
        assert house.rate(one, "very", words="夜里按铃没人来") == Rated(again=True, box=True)
    assert [line.text for line in house.look(one).lines] == ["夜里", "夜里按铃没人来"]
    assert house.rate(other, "very") == Rated(again=False, box=False)
    assert house.rate(other, "very", words="灯坏了") == Rated(again=True, box=True), "it opens a case"
    house.rate(third, "not", words="急", now=True)
    house.rate(third, "not", words="输液管在回血")
    house.upkeep(shown_ms("2026-11-22"))
    assert {case.value("words") for case in house.cases()} == {"夜里", "灯坏了", "急"}
    assert [line.text for line in house.look(third).lines] == ["急", "输液管在回血"]
    assert len(house.rows("select 1 from public_ratings")) == 3
    code = own_code()
    house.complain(code, house.poster)
    seen = house.complain(code, house.poster, "没有人引导，等了一小时")
    assert seen == house.complain(code, house.poster, "没有人引导，等了一小时")
    assert [line.text for line in seen.lines] == ["没有人引导", "没有人引导，等了一小时"]


def test_complaining_needs_a_code_of_the_hospital_and_has_an_end(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.activate()
    with pytest.raises(Problem, match="code_unknown"):
        house.complain(own_code(), own_code())
    monkeypatch.setattr("api.public_box.COMPLAINTS_A_DAY", 2)
    assert COMPLAINTS_A_DAY > 2
    house.complain(own_code(), house.poster)
    house.complain(own_code(), house.poster)
    with pytest.raises(Problem, match="too_many_attempts"):
        house.complain(own_code(), house.poster)
    for number in range(2):
        key = f"{number:064x}"
        made = {
            "key": key,
            "institution": INSTITUTION,
            "means": "qr",
            "day": "2026-11-21",
            "by": NURSE,
            "text": "自己写的",
        }
        staff = house.hospital.phone(NURSE)
        change = staff.change(natural_id(f"complaint/{key}"), {**made, "unit": WARD}, kind="complaint")
        assert staff.codes(change) == [None]
    elsewhere = house.another_poster()
    assert house.complain(own_code(), elsewhere).kind == "complaint", "one poster closes no other ward's page"


def test_a_character_that_no_database_may_hold_is_left_out_of_words(house: House) -> None:
    house.activate()
    code = house.codes[0]
    assert house.rate(code, "satisfied", words="灯\0坏了", now=True).box
    house.say(code, "还有\0门", 1)
    assert [line.text for line in house.look(code).lines] == ["灯坏了", "还有门"]
