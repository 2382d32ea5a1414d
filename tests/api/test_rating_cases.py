"""A low rating reaches staff in the morning after, with all others of its day: by nothing that they are shown is it
paired with the patient who has just stood there, and nothing of it is lost on the way.
"""

from __future__ import annotations

import pytest

from api.announcement import Announcement
from api.problems import Problem
from api.public_box import Said, say
from api.public_labels import print_codes
from api.public_page import PACE_S, page_data
from api.public_ratings import Rated, Rating, rate
from models.calendar import HOUR_MS, add_days, day_end_ms, day_start_ms, local_day
from models.document import natural_id, uuid_text
from models.rating_batch import VALID_DAYS, VALID_DAYS_MAX
from models.rating_case import SAID_MAX, SHOWN_AT_HOUR, shown_ms
from models.rating_flag import STREAK_RATINGS
from models.rating_steps import STEP
from tests.api.hospital import HEAD, INSTITUTION, NOW_MS, PHARMACY
from tests.api.test_public import APART_MS, FORM, MAKER, MEASURE, House, house, key_of, own_code

__all__ = ["house"]
TODAY = local_day(NOW_MS)
MORNING_MS = day_end_ms(TODAY) + SHOWN_AT_HOUR * HOUR_MS
LAST = add_days(TODAY, VALID_DAYS)


@pytest.fixture
def ward(house: House) -> House:
    return house.activate()


def case_of(code: str) -> bytes:
    return natural_id(f"rating_case/{key_of(code)}")


# -- when staff are shown it ----------------------------------------------------------------------------------


def test_nothing_that_staff_read_moves_before_the_morning(ward: House) -> None:
    before = ward.rows("select count(*) from changes")
    assert ward.rate(ward.codes[0], "not", words="夜里按铃没人来").box
    ward.upkeep(MORNING_MS - 1)
    assert ward.rows("select count(*) from changes") == before, "no document, no change, no number"
    ward.upkeep(MORNING_MS)
    (case,) = ward.cases()
    assert (case.value("day"), case.value("words")) == (TODAY, "夜里按铃没人来")
    assert case.value("callback_by") == "2026-11-24", "two working days after its own day, not after the morning"
    ward.upkeep(MORNING_MS + 20_000)
    assert len(ward.cases()) == 1


def test_all_of_a_day_are_shown_at_once_and_in_no_order_of_theirs(ward: House) -> None:
    said = [f"第 {number} 位" for number in range(8)]
    for number, words in enumerate(said):
        ward.rate(ward.codes[number], "not", words=words)
    ward.upkeep(MORNING_MS)
    shown = ward.cases()
    assert {case.registers["words"].received_ms for case in shown} == {ward.cases()[0].registers["words"].received_ms}
    assert [case.value("words") for case in shown] == [
        words for _, words in sorted(zip(map(key_of, ward.codes), said, strict=False))
    ]


def test_what_was_said_after_midnight_belongs_to_the_next_morning(ward: House) -> None:
    ward.rate(ward.codes[0], "not", words="白天")
    ward.now_ms = day_end_ms(TODAY)
    ward.rate(ward.codes[1], "not", words="半夜")
    ward.upkeep(MORNING_MS)
    assert [case.value("words") for case in ward.cases()] == ["白天"]
    ward.upkeep(shown_ms(add_days(TODAY, 1)))
    assert {case.value("words") for case in ward.cases()} == {"白天", "半夜"}


def test_who_asks_for_help_now_is_read_now(ward: House) -> None:
    assert ward.rate(ward.codes[0], "not", words="输液管在回血", now=True).box
    assert [case.value("words") for case in ward.cases()] == ["输液管在回血"]
    ward.upkeep(MORNING_MS)
    assert len(ward.cases()) == 1


def test_whoever_holds_the_code_reads_and_writes_before_staff_are_shown_it(ward: House) -> None:
    code = ward.codes[0]
    ward.rate(code, "not", words="夜里按铃没人来")
    seen = ward.look(code)
    assert (seen.kind, seen.due_on, [line.text for line in seen.lines]) == ("case", "2026-11-24", ["夜里按铃没人来"])
    assert ward.say(code, "是三楼", 1) == ward.say(code, "是三楼", 1), "sent again"
    other = ward.say(code, "另一台手机上写的", 1)
    assert [line.text for line in other.lines] == ["夜里按铃没人来", "是三楼", "另一台手机上写的"]
    assert not ward.cases()
    with pytest.raises(Problem, match="rating_invalid"):
        ward.say(code, "跳过一句", 9)
    ward.upkeep(MORNING_MS)
    after = ward.look(code)
    assert [line.text for line in after.lines] == [line.text for line in other.lines], "all of it has come along"
    assert after.next == other.next
    ward.say(code, "谢谢", 3)
    head = ward.hospital.phone(HEAD)
    reply = head.change(case_of(code), {"replies/101": "对不起，已经加人。"}, kind="rating_case")
    assert head.codes(reply, now_ms=ward.now_ms + 1_000) == [None]
    assert [line.text for line in ward.look(code).lines][-2:] == ["谢谢", "对不起，已经加人。"]


def test_words_behind_a_code_have_an_end_before_the_morning_too(ward: House) -> None:
    code = ward.codes[0]
    ward.rate(code, "not")
    for number in range(1, SAID_MAX + 1):
        ward.say(code, f"第 {number} 句", number)
    with pytest.raises(Problem, match="rating_invalid"):
        ward.say(code, "再一句", SAID_MAX + 1)


def test_a_label_that_is_sent_again_hears_of_its_box_before_and_after(ward: House) -> None:
    code = ward.codes[0]
    assert ward.rate(code, "not") == Rated(again=False, box=True)
    assert ward.rate(code, "not") == Rated(again=True, box=True)
    ward.upkeep(MORNING_MS)
    assert ward.rate(code, "not") == Rated(again=True, box=True)


def test_what_waits_outlives_the_server_and_nothing_opens_twice(ward: House) -> None:
    """All that waits stands in the table; a server that was off all night shows it when it is on again."""
    ward.rate(ward.codes[0], "not", words="一")
    ward.say(ward.codes[0], "二", 1)
    ward.hospital.store.close()
    ward.upkeep(MORNING_MS + 5 * HOUR_MS)
    ward.upkeep(MORNING_MS + 5 * HOUR_MS)
    (case,) = ward.cases()
    assert (case.value("words"), case.value("said/1")) == ("一", "二")


# -- until when a code is good --------------------------------------------------------------------------------


def test_one_time_codes_have_a_last_day_and_a_kiosk_has_none(ward: House) -> None:
    untils = {means: ward.document(batch).value("until") for means, batch in ward.batches.items()}
    assert untils == {"label": LAST, "kiosk": None, "poster": None}


def test_an_expired_code_is_told_is_not_spent_and_never_counts(ward: House) -> None:
    ward.now_ms = day_end_ms(LAST) - 1
    assert not ward.rate(ward.codes[0], "not", apart_ms=0).again
    ward.now_ms = day_end_ms(LAST)
    with pytest.raises(Problem, match="label_expired") as told:
        ward.rate(ward.codes[1], "not", words="过期以后写的", apart_ms=1_000)
    assert LAST in told.value.told("en").body.decode()
    with pytest.raises(Problem, match="label_expired"):
        ward.rate(ward.codes[1], "not", words="再发一次", apart_ms=1_000)
    assert len(ward.rows("select 1 from public_ratings")) == 1
    assert len(ward.rows("select 1 from rating_codes where used_ms is not null")) == 1
    assert ward.rate(ward.codes[0], "not").again, "who was heard in time hears so again"
    assert [line.text for line in ward.look(ward.codes[0]).lines] == []
    assert not ward.rate(own_code(), via=ward.kiosk).again, "a kiosk has no last day"


def test_the_page_of_an_expired_batch_says_until_when_it_was_good(ward: House) -> None:
    label = ward.batches["label"]
    with ward.hospital.store.reading() as txn:
        assert page_data(txn, "r", label, day_end_ms(LAST) - 1)["until"] == LAST
        assert page_data(txn, "r", label, day_end_ms(LAST)) == {"mode": "rate", "over": True, "until": LAST}


def test_a_forged_code_of_an_expired_batch_is_unknown_like_any_other(ward: House) -> None:
    ward.now_ms = day_end_ms(LAST)
    with pytest.raises(Problem, match="code_unknown"):
        ward.rate(own_code())


def made(house: House, **more: object) -> tuple[bytes, bytes]:
    batch = house.maker.stamp()
    writes = {"institution": INSTITUTION, "unit": PHARMACY, "by": MAKER, "means": "label", "form": FORM, "labels": 3}
    return batch, house.maker.change(batch, {**writes, "measure": MEASURE, **more}, kind="rating_batch")


def test_the_last_day_is_between_today_and_a_year_away(house: House) -> None:
    for until in (add_days(TODAY, -1), add_days(TODAY, VALID_DAYS_MAX + 1)):
        _, change = made(house, until=until)
        assert house.maker.codes(change) == ["invalid"]
    batch, change = made(house, until=TODAY)
    assert house.maker.codes(change) == [None]
    later = house.maker.change(batch, {"until": LAST}, kind="rating_batch")
    assert house.maker.codes(later) == ["immutable"], "it stands on paper"


def test_an_expired_batch_is_neither_printed_nor_activated(house: House) -> None:
    batch, change = made(house, until=TODAY)
    assert house.maker.codes(change) == [None]
    with house.hospital.store.transaction() as txn:
        sheets = print_codes(txn, batch, MAKER, NOW_MS)
    assert (len(sheets.addresses), sheets.until) == (3, TODAY)
    assert house.document(batch).value(f"printers/{uuid_text(MAKER)}") is True, "who held the sheets is known"
    tomorrow_ms = day_end_ms(TODAY)
    with house.hospital.store.transaction() as txn, pytest.raises(Problem, match="batch_over"):
        print_codes(txn, batch, MAKER, tomorrow_ms)
    number = house.document(batch).value("number")
    activate = house.maker.change(batch, {"activated": number}, kind="rating_batch")
    assert house.maker.codes(activate, now_ms=tomorrow_ms) == ["closed"]


# -- when a rating was given ----------------------------------------------------------------------------------


def states(ward: House) -> list[str]:
    return sorted(str(state) for (state,) in ward.rows("select state from public_ratings"))


def test_what_a_kiosk_kept_without_a_network_is_no_streak(ward: House) -> None:
    """The moment of the act counts: calm people, whose ratings come one after the other, while others stand there."""
    ward.rate(own_code(), via=ward.kiosk)
    for minutes in (9, 7, 5, 3, 1):
        ward.rate(own_code(), via=ward.kiosk, waited_s=60 * minutes, apart_ms=1_000 * PACE_S)
        if minutes == 5:
            ward.rate(own_code(), via=ward.kiosk, apart_ms=2_000)
    assert states(ward) == ["counts"] * 7


def test_one_finger_at_a_kiosk_without_a_network_is_a_streak_however_slowly_it_comes(ward: House) -> None:
    waited_s = 300
    for _ in range(STREAK_RATINGS):
        ward.rate(own_code(), via=ward.kiosk, waited_s=waited_s, apart_ms=15_000)
        waited_s += 15 - 3  # given three seconds after the one before
    assert states(ward) == ["held"] * STREAK_RATINGS
    ((flag,),) = ward.rows("select id from documents where kind = 'rating_flag'")
    held = ward.document(bytes(flag))
    assert [held.value(f"ratings/{n}")["after_s"] for n in range(1, STREAK_RATINGS + 1)] == [0, 3, 6, 9]


def test_waits_that_are_made_up_are_held_for_they_come_faster_than_a_page_sends(ward: House) -> None:
    for number in range(20):
        ward.rate(own_code(), via=ward.kiosk, waited_s=100_000 - 253 * number, apart_ms=170)
    assert states(ward) == ["held"] * 20
    ((flag,),) = ward.rows("select id from documents where kind = 'rating_flag'")
    assert ward.document(bytes(flag)).value("ratings/20")["after_s"] > 3_600, "and how far apart they say they were"


@pytest.mark.parametrize("waited_s", [-5, 10**12])
def test_a_wait_that_can_not_be_is_none(ward: House, waited_s: int) -> None:
    ward.rate(own_code(), via=ward.kiosk, waited_s=waited_s)
    assert ward.rows("select given_ms - received_ms from public_ratings") == [(0,)]


def test_a_label_is_judged_by_when_it_comes(ward: House) -> None:
    """Anybody may send a label, and say that it waited."""
    ward.rate(ward.codes[0], waited_s=3_600)
    assert ward.rows("select given_ms - received_ms from public_ratings") == [(0,)]


def test_days_of_the_clock_are_those_of_the_hospital() -> None:
    assert shown_ms("2026-11-21") == day_start_ms("2026-11-22") + 8 * HOUR_MS


# -- what live sockets hear -----------------------------------------------------------------------------------


def test_no_live_socket_is_woken_before_a_step_is_full_or_the_morning_has_come(ward: House) -> None:
    *silent, last = [spoken(ward, number) for number in range(STEP)]
    assert not any(silent)
    assert last.scopes
    assert last.paced == set(last.scopes), "and what is told then is a tally alone, at its own pace"


def spoken(ward: House, number: int) -> Announcement:
    """What the event loop is told of a low rating and of a line behind its code."""
    now_ms = NOW_MS + APART_MS * (number + 1)
    with ward.hospital.store.transaction() as txn:
        rate(txn, Rating(ward.codes[number], {"overall": "not"}, "没人应"), now_ms)
        say(txn, Said(ward.codes[number], "三楼", 1), now_ms)
        return txn.news


def test_who_asks_for_help_now_wakes_the_ward_and_the_office(ward: House) -> None:
    with ward.hospital.store.transaction() as txn:
        rate(txn, Rating(ward.codes[0], {"overall": "not"}, "输液管在回血", now=True), NOW_MS)
        told = txn.news
    assert {f"office/{uuid_text(place)}" for place in (INSTITUTION, PHARMACY)} <= set(told.scopes)
    assert not told.paced
