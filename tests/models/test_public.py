"""What the public says: tallies by the formula, what looks odd, and who reads what comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.calendar import DAY_MS, add_days
from models.document import Refusal, ServerAct, uuid_text
from models.rating_batch import VALID_DAYS, is_over
from models.rating_flag import ALIKE_RATINGS, BURST_RATINGS, STREAK_RATINGS, Seen, odd, ruling
from models.rating_tally import LEFT_OUT, NOT_SATISFIED, SATISFIED, Counted, says, share
from tests.models import orders
from tests.models import public_scenes as scenes
from tests.models.public_scenes import BATCH, CASE, COMPLAINT, FLAG, MEASURE, TALLY
from tests.models.world import BAY, CENTRE, PEOPLE, SURGERY, TODAY, World, id_of

PROGRAMME = id_of(930)
SAID = st.lists(st.sampled_from((SATISFIED, LEFT_OUT, NOT_SATISFIED)), max_size=40)


@pytest.fixture
def world() -> World:
    return World()


def counted(said: list[int]) -> list[Counted]:
    return [Counted("label", each, "counts", 1) for each in said]


@given(SAID)
def test_a_rate_is_told_from_five_counted_answers_on_and_lies_within_its_interval(said: list[int]) -> None:
    told = share(counted(said))
    some = [each for each in said if each != LEFT_OUT]
    assert told["n"] == len(said)
    if len(some) < 5:
        assert told == {"n": len(said), "below": True}
        return
    assert float(told["low"]) <= float(told["rate"]) <= float(told["high"])
    assert (told["counted"], told["satisfied"]) == (len(some), some.count(SATISFIED))


def test_the_formula_leaves_out_who_doesnt_know() -> None:
    assert [says(each, MEASURE) for each in ("very", "unknown", None, "", "not")] == [1, 0, 0, 0, -1]
    assert share(counted([1] * 19 + [-1] + [0] * 4)) == {
        "n": 24,
        "counted": 20,
        "satisfied": 19,
        "rate": "95.00",
        "low": "76.38",
        "high": "99.12",
    }


def seen(gaps_ms: list[int], answers: dict[str, str]) -> list[Seen]:
    """Ratings so long before one another, the newest first."""
    at, found = 10_000_000, list[Seen]()
    for gap in gaps_ms:
        at -= gap
        found.append(Seen(at, answers))
    return found


def test_a_burst_a_streak_and_ratings_all_alike_are_odd_and_a_calm_day_is_not() -> None:
    one, three = {"a": "1"}, {"a": "1", "b": "2", "c": "3"}
    assert odd("label", seen([5_000] * BURST_RATINGS, one)) == ("burst", list(range(BURST_RATINGS)))
    assert odd("label", seen([5_000] * (BURST_RATINGS - 1), one)) == ("", [])
    assert odd("kiosk", seen([5_000] * STREAK_RATINGS, one)) == ("streak", list(range(STREAK_RATINGS)))
    assert odd("label", seen([600_000] * ALIKE_RATINGS, three)) == ("alike", list(range(ALIKE_RATINGS)))
    assert odd("label", seen([600_000] * ALIKE_RATINGS, one)) == ("", []), "one question is answered alike by most"
    assert odd("label", []) == ("", [])


def kept(*at_s: int, sent_every_s: int = 15, waits_s: int = 9_000) -> list[Seen]:
    """What a kiosk gave at these seconds, sent in this order after so long; the last arrival first."""
    found = [
        Seen(at * 1_000, {"a": "1"}, 1_000 * (waits_s + sent_every_s * place - at)) for place, at in enumerate(at_s)
    ]
    return found[::-1]


def test_a_streak_is_one_by_when_it_was_given_in_whatever_order_it_comes() -> None:
    assert odd("kiosk", kept(0, 10, 30, 20))[0] == "streak", "the last to come lies in the middle"
    assert odd("kiosk", kept(0, 100, 200, 300, 400)) == ("", []), "calm people, sent one after the other"
    *before, mine = kept(0, 10, 30, 20)[::-1]
    assert odd("kiosk", [mine], before) == ("streak", [0, 1, 2, 3]), "others lie between in order of arrival"


def test_what_says_that_it_waited_and_comes_faster_than_the_page_sends_is_one_fingers() -> None:
    assert odd("kiosk", kept(0, 100, 200, 300, sent_every_s=1)) == ("streak", [0, 1, 2, 3])
    live = [Seen(9_000_000 + 20_000 * place, {"a": "1"}) for place in range(3)]
    assert odd("kiosk", [*kept(0, 100, 200, sent_every_s=15), *live[:2]]) == ("", []), "beside those who stand there"


def test_a_batch_counts_once_its_printed_number_is_typed(world: World) -> None:
    scenes.made(world)
    number = scenes.number(world)
    assert len(number) == 6
    assert number.isdecimal()
    wrong = "000000" if number != "000000" else "000001"
    assert world.reason("head_of_bay", "rating_batch", BATCH, {"activated": wrong}) == "batch_number_wrong"
    assert world.code("head_of_bay", "rating_batch", BATCH, {"activated": number}) is None


def test_who_has_activated_a_batch_stays_its_activator_and_never_rules_on_what_came_by_it(world: World) -> None:
    """Typing the number again would put another name over the first."""
    scenes.made(world)
    number = scenes.number(world)
    assert world.code("supervisor", "rating_batch", BATCH, {"activated": number}) is None
    assert world.reason("head_of_bay", "rating_batch", BATCH, {"activated": number}) == "batch_active"
    assert world.code("supervisor", "rating_batch", BATCH, {"activated": number}) is None, "sent again"
    held = {"after_s": 0, "answers": {"overall": "very"}, "words": None}
    told = {"institution": CENTRE, "unit": BAY, "batch": BATCH, "key": "k", "period": "2026-11", "ratings/1": held}
    world.write(ServerAct(FLAG, "rating_flag", {**told, "form": "satisfaction@1", "reason": "burst"}))
    ruled = {"rulings/" + _text("supervisor"): scenes.RULING["rulings/<me>"]}
    assert world.reason("supervisor", "rating_flag", FLAG, ruled) == "second_person_only"


@pytest.mark.parametrize(
    ("satisfied", "excluded"),
    [
        (["very", "satisfied", "fairly", "not"], ["unknown"]),
        (["very", "not"], ["unknown"]),
        (["very"], ["not", "unknown"]),
        (["very"], ["fairly"]),
        (["very", "unknown"], ["unknown"]),
        (["very", "satisfied", "fairly"], ["unknown", "not"]),
        ([], []),
    ],
)
def test_nobody_prints_himself_a_better_rate(world: World, satisfied: list[str], excluded: list[str]) -> None:
    measure = {"item": "overall", "satisfied": satisfied, "excluded": excluded}
    writes = {**scenes.MADE, "measure": measure}
    assert world.reason("leader", "rating_batch", BATCH, writes) == "measure_programmes"


@pytest.mark.parametrize(
    "measure",
    [
        {"item": "overall", "satisfied": ["very"], "excluded": ["unknown"]},
        {"item": "overall", "satisfied": ["very", "satisfied"], "excluded": ["unknown"]},
        {"item": "overall", "satisfied": ["very", "satisfied", "fairly"], "excluded": []},
        {"item": "manner", "satisfied": ["very", "satisfied", "fairly"], "excluded": ["unknown"]},
    ],
)
def test_how_the_rate_is_worked_out_is_not_the_printers_choice(world: World, measure: dict[str, Any]) -> None:
    """Stricter, or by another question of the form, is refused like milder."""
    assert world.reason("leader", "rating_batch", BATCH, {**scenes.MADE, "measure": measure}) == "measure_programmes"


def test_the_order_of_the_answers_is_no_other_formula(world: World) -> None:
    measure = {"item": "overall", "satisfied": ["fairly", "very", "satisfied"], "excluded": ["unknown"]}
    assert world.code("leader", "rating_batch", BATCH, {**scenes.MADE, "measure": measure}) is None


def test_a_programme_that_says_how_its_rate_is_worked_out_is_followed(world: World) -> None:
    target = {"title": "满意率", "metric": "satisfaction_rate", "op": ">=", "value": 90}
    strict = {**target, "numerator": ["very"], "exclude": ["unknown"]}
    told = {"institution": CENTRE, "published": True, "targets/a": target, "targets/b": strict}
    world.write(ServerAct(PROGRAMME, "programme", told))
    writes = {**scenes.MADE, "programme": PROGRAMME, "element": "inpatient"}
    assert world.reason("leader", "rating_batch", BATCH, writes) == "measure_programmes", "the form's own words"
    measure = {"item": "overall", "satisfied": ["very"], "excluded": ["unknown"]}
    assert world.code("leader", "rating_batch", BATCH, {**writes, "measure": measure}) is None


def test_labels_are_good_for_a_while_and_what_is_over_counts_no_more(world: World) -> None:
    scenes.made(world)
    until = world.documents[BATCH].value("until")
    assert until == add_days(TODAY, VALID_DAYS)
    assert not is_over(world.documents[BATCH], until)
    assert is_over(world.documents[BATCH], add_days(until, 1))
    number = scenes.number(world)
    world.now_ms += (VALID_DAYS + 1) * DAY_MS
    assert world.reason("head_of_bay", "rating_batch", BATCH, {"activated": number}) == "batch_over"


def test_a_complaint_is_passed_on_within_the_house(world: World) -> None:
    scenes.taken(world)
    away = {"passed/1": {"to": PEOPLE["stranger"], "reason": "请你们看看"}}
    assert world.reason("nurse", "complaint", COMPLAINT, away) == "unknown_person"
    assert not world.sees("stranger", COMPLAINT)


def test_a_flag_is_ruled_by_a_second_person_with_a_reason_and_once(world: World) -> None:
    scenes.flagged(world)
    path = scenes.RULING
    assert path["rulings/<me>"]["reason"]
    mine = {"rulings/" + _text("leader"): path["rulings/<me>"]}
    assert world.reason("leader", "rating_flag", FLAG, mine) == "second_person_only"
    empty = {"rulings/" + _text("supervisor"): {"counts": True, "reason": " "}}
    assert world.code("supervisor", "rating_flag", FLAG, empty) == "invalid"
    assert ruling(world.documents[FLAG]) is None
    again = {"rulings/" + _text("supervisor"): path["rulings/<me>"]}
    assert world.code("supervisor", "rating_flag", FLAG, again) is None
    assert ruling(world.documents[FLAG]) is False


def test_who_printed_the_codes_rules_on_nothing_that_came_by_them(world: World) -> None:
    scenes.flagged(world)
    ruled = {"rulings/" + _text("supervisor"): scenes.RULING["rulings/<me>"]}
    world.write(ServerAct(BATCH, "rating_batch", {f"printers/{_text('supervisor')}": True}))
    assert world.reason("supervisor", "rating_flag", FLAG, ruled) == "second_person_only"
    assert world.code("supervisor", "rating_batch", BATCH, {f"printers/{_text('leader')}": True}) == "forbidden"


def test_nobody_takes_a_complaint_off_the_own_unit_to_decide_on_it(world: World) -> None:
    scenes.replied(world)
    assert world.reason("head_of_bay", "complaint", COMPLAINT, {"unit": None}) == "complaint_own_unit"
    assert world.reason("head_of_bay", "complaint", COMPLAINT, {"unit": SURGERY}) == "complaint_own_unit"
    assert world.code("supervisor", "complaint", COMPLAINT, {"unit": SURGERY}) is None


def test_who_signs_in_after_the_end_writes_nothing_from_before_it(world: World) -> None:
    """A stamp of an hour ago, of a replica that was issued now."""
    scenes.case_closed(world)
    scenes.taken(world)
    before = world.now_ms - 3_600_000
    assert world.code("nurse", "complaint", COMPLAINT, {"replies/1": "已核实"}) is None
    assert world.code("supervisor", "complaint", COMPLAINT, scenes.FOUND) is None
    world.now_ms += 1
    world.issued_ms = world.now_ms
    reply = {"replies/7": "又一条"}
    assert world.tries("head_of_bay", "rating_case", CASE, reply, before) == Refusal("closed", "case_closed")
    handed = {"handler": PEOPLE["nurse"]}
    assert world.tries("supervisor", "rating_case", CASE, handed, before) == Refusal("closed", "case_closed")
    passed = {"handler": PEOPLE["colleague"], "passed/7": {"to": PEOPLE["colleague"], "reason": "请看"}}
    refusal = world.tries("supervisor", "complaint", COMPLAINT, passed, before)
    assert refusal is not None
    assert refusal.reason == "complaint_closed"
    assert not world.sees("colleague", COMPLAINT)


def test_who_reads_a_complaint_are_the_office_and_those_whom_it_goes_through(world: World) -> None:
    scenes.taken(world)
    assert {who for who in ("nurse", "colleague", "head_of_bay", "leader") if world.sees(who, COMPLAINT)} == {
        "nurse",
        "leader",
    }
    assert world.code("nurse", "complaint", COMPLAINT, scenes.PASSED) is None
    assert world.sees("head_of_bay", COMPLAINT)
    assert world.sees("nurse", COMPLAINT), "who was asked first sees it through"
    assert world.documents[COMPLAINT].value("due_on") == "2026-11-27", "five working days after Saturday"


def test_a_case_is_closed_after_an_answer_by_somebody_outside_the_unit(world: World) -> None:
    scenes.low(world)
    assert world.reason("supervisor", "rating_case", CASE, {"closed": "无"}) == "answer_first"
    assert world.code("head_of_bay", "rating_case", CASE, {"replies/1": "已加人"}) is None
    assert world.reason("head_of_bay", "rating_case", CASE, {"closed": "好"}) == "case_closed_by_office"
    assert world.code("supervisor", "rating_case", CASE, {"closed": "已回访"}) is None


def test_an_order_may_rest_on_a_complaint_and_on_a_low_rating(world: World) -> None:
    scenes.taken(world)
    scenes.low(world)
    for number, id in enumerate((COMPLAINT, CASE)):
        writes = {**orders.TERMS, "origin": {"kind": "complaint", "id": id}}
        doc = orders.ORDER[:-1] + bytes([200 + number])
        assert world.code("supervisor", "order", doc, writes) is None


def test_the_unit_reads_its_own_tally_and_nobody_elses(world: World) -> None:
    scenes.tallied(world)
    assert world.sees("head_of_bay", TALLY)
    assert not world.sees("head_of_surgery", TALLY)
    assert not world.sees("nurse", TALLY)


def _text(who: str) -> str:
    return uuid_text(PEOPLE[who])
