"""A tally moves in steps: who watches a ward and its tally at once can't pair a patient with what he said."""

from __future__ import annotations

from typing import Any

import pytest

from api.recount.compare import recount
from models.document import Document, uuid_text
from models.rating_case import shown_ms
from models.rating_flag import BURST_RATINGS, STREAK_RATINGS
from models.rating_steps import STEP
from tests.api.test_public import SECOND, House, house, own_code

__all__ = ["house"]
RULING = {"counts": True, "reason": "出院宣教时集中扫码"}


@pytest.fixture
def ward(house: House) -> House:
    return house.activate()


def said(house: House) -> tuple[int, int]:
    """How many the tally tells: by codes and kiosks, and by posters."""
    tally = house.told()
    return (0, 0) if tally is None else (tally.value("counted")["n"], tally.value("poster")["n"])


def agreed(house: House) -> bool:
    with house.hospital.store.reading() as txn:
        return recount(txn).differences == []


def states(house: House) -> list[tuple[str, int]]:
    return [(str(state), int(step)) for state, step in house.rows("select state, step from public_ratings")]


def flag_of(house: House) -> Document:
    ((id,),) = house.rows("select id from documents where kind = 'rating_flag'")
    return house.document(bytes(id))


def let_count(house: House) -> None:
    path = f"rulings/{uuid_text(SECOND)}"
    assert house.second.codes(house.second.change(flag_of(house).id, {path: RULING}, kind="rating_flag")) == [None]


def test_nothing_of_the_tally_moves_before_five_have_rated(ward: House) -> None:
    seen: list[tuple[int, int]] = []
    for number in range(2 * STEP + 3):
        before = ward.rows("select count(*) from changes")
        ward.rate(ward.codes[number])
        moved = ward.rows("select count(*) from changes") != before
        assert moved == ((number + 1) % STEP == 0), "no document, not only no number"
        seen.append(said(ward))
        assert agreed(ward)
    assert [n for n, _ in seen] == [0] * 4 + [STEP] * 5 + [2 * STEP] * 4


def test_kiosk_and_labels_go_together_and_posters_in_steps_of_their_own(ward: House) -> None:
    for number in range(4):
        ward.rate(ward.codes[number])
        ward.rate(own_code(), via=ward.poster)
    assert said(ward) == (0, 0)
    ward.rate(own_code(), via=ward.kiosk)
    assert said(ward) == (STEP, 0)
    ward.rate(own_code(), via=ward.poster)
    assert said(ward) == (STEP, STEP)


def test_the_rest_is_told_once_the_month_is_over_and_told_once(ward: House) -> None:
    for number in range(STEP + 2):
        ward.rate(ward.codes[number])
    ward.rate(own_code(), "not", via=ward.poster)
    assert said(ward) == (STEP, 0)
    ward.month_ends()
    assert said(ward) == (STEP + 2, 1)
    assert agreed(ward)
    before = ward.rows("select count(*) from changes")
    ward.month_ends()
    assert ward.rows("select count(*) from changes") == before


def test_the_last_day_of_a_month_is_not_its_end(ward: House) -> None:
    ward.rate(ward.codes[0])
    ward.month_ends(-1)
    assert ward.told() is None
    ward.month_ends()
    assert said(ward) == (1, 0)


def test_where_one_of_a_step_is_held_the_others_wait_for_five_fresh_ones(ward: House) -> None:
    """Else the tally would move by exactly that one."""
    for number in range(STEP - 1):
        ward.rate(ward.codes[number])
    for number in range(10, 10 + BURST_RATINGS):
        ward.rate(ward.codes[number], "not" if number == 10 else "very", apart_ms=2_000 if number > 10 else 600_000)
    assert said(ward) == (0, 0), "the step of five is taken back whole"
    assert sorted(states(ward)) == [("counts", -2)] * (STEP - 1) + [("held", -1)] * BURST_RATINGS
    assert agreed(ward)
    for number in range(20, 20 + STEP):
        assert said(ward) == (0, 0)
        ward.rate(ward.codes[number])
    assert said(ward) == (2 * STEP - 1, 0)
    assert agreed(ward)


def test_what_is_let_count_comes_by_itself_from_five_on_and_hides_nobody(ward: House) -> None:
    for number in range(BURST_RATINGS):
        ward.rate(ward.codes[number], apart_ms=2_000)
    ward.rate(ward.codes[20])
    let_count(ward)
    assert said(ward) == (BURST_RATINGS, 0), "who rated alone waits on"
    assert agreed(ward)


def test_four_that_are_let_count_wait_for_five_whom_nobody_was_shown(ward: House) -> None:
    for _ in range(STREAK_RATINGS):
        ward.rate(own_code(), via=ward.kiosk, apart_ms=3_000)
    let_count(ward)
    assert said(ward) == (0, 0)
    for number in range(STEP):
        assert said(ward) == (0, 0), "with four that were shown, a fifth would stand alone"
        ward.rate(ward.codes[number])
    assert said(ward) == (STEP + STREAK_RATINGS, 0)
    assert agreed(ward)


def test_a_ruling_after_the_month_has_ended_is_told_at_once(ward: House) -> None:
    for _ in range(STREAK_RATINGS):
        ward.rate(own_code(), via=ward.kiosk, apart_ms=3_000)
    ward.month_ends()
    assert ward.told() is None
    path = f"rulings/{uuid_text(SECOND)}"
    change = ward.second.change(flag_of(ward).id, {path: RULING}, kind="rating_flag")
    assert ward.second.codes(change, now_ms=ward.now_ms) == [None]
    assert said(ward) == (STREAK_RATINGS, 0)
    assert agreed(ward)


def test_what_staff_are_shown_of_a_rating_names_no_moment(ward: House) -> None:
    """The day, and how far apart those of a flag came, which is what somebody has to judge."""
    for number in range(BURST_RATINGS):
        ward.rate(ward.codes[number], "not", apart_ms=7_000, words="没人应")
    ward.upkeep(shown_ms("2026-11-21"))
    held = flag_of(ward)
    shown: list[dict[str, Any]] = [held.value(f"ratings/{n}") for n in range(1, BURST_RATINGS + 1)]
    assert [each["after_s"] for each in shown] == [7 * n for n in range(BURST_RATINGS)]
    cases = [bytes(id) for (id,) in ward.rows("select id from documents where kind = 'rating_case'")]
    values = [register.value for id in (held.id, *cases) for register in ward.document(id).registers.values()]
    assert len(cases) == BURST_RATINGS
    moments = {int(ms) for (ms,) in ward.rows("select received_ms from public_ratings")}
    assert not any(isinstance(value, int) and value > 1_000_000 for value in values)
    assert not any(str(ms) in repr(values) or str(ms // 1000) in repr(values) for ms in moments)


def test_the_recount_finds_who_was_told_alone(ward: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(STEP):
        ward.rate(ward.codes[number])
    monkeypatch.setattr("models.rating_steps.STEP", 1)
    ward.rate(ward.codes[STEP])
    assert said(ward) == (STEP + 1, 0), "a server that forgets the steps"
    assert not agreed(ward)


def test_the_recount_finds_five_that_are_not_told(ward: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.rating_steps.STEP", 100)
    for number in range(STEP):
        ward.rate(ward.codes[number])
    assert ward.told() is None
    assert not agreed(ward)
