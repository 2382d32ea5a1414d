"""Results equal a recount from the documents, in other words than the rules' (I7); small groups stay untold."""

from __future__ import annotations

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.calendar import day_start_ms
from models.document import natural_id, uuid_text
from models.period_result import batch_id
from models.result_period import is_period, last_day, months_of, periods_with, quarter_of
from tests.examples import examples
from tests.models.results import CLOSING, evaluate, of, registers
from tests.models.world import CENTRE, PEOPLE, SURGERY, WARD, World, evaluation_id, opening

MONTHS = ("2026-08", "2026-09", "2026-10")
STAFF = ("nurse", "colleague", "head", "secretary", "leader", "admin", "supervisor", "head_of_surgery", "inspector")


def recount(world: World, who: str, months: list[str]) -> dict[str, Any]:
    """How many days are filled and due, and points by aspect, by looking at each document of the person in turn."""
    seen: dict[str, Any] = {"filled": 0, "due": 0, "服务": [], "纪律": []}
    for month in months:
        for number in range(1, int(last_day(month)[8:]) + 1):
            day = f"{month}-{number:02}"
            document = world.document(evaluation_id(who, day))
            works = day_start_ms(day) // 86_400_000 % 7 not in (1, 2)  # 1970-01-01 was a Thursday; 16:00 UTC before
            seen["due"] += works
            if document is None or document.value("submitted") is not True:
                continue
            seen["filled"] += works
            seen["服务"].append(Fraction((document.value("answers/attitude") - 1) * 25))
            seen["纪律"].append(Fraction(100 * document.value("answers/discipline")))
    return seen


def rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def mean(values: list[Fraction]) -> Decimal:
    return rounded(sum(values, Fraction(0)) / len(values))


def close(world: World, month: str, step: str = "closings/1", reason: str = "") -> None:
    doc = natural_id(f"month_close/{uuid_text(CENTRE)}/{month}")
    writes = {**CLOSING, "period": month} if step == "closings/1" else {}
    writes.pop("closings/1", None)
    assert world.code("supervisor", "month_close", doc, {**writes, step: reason}) is None


def check_month(world: World, who: str, month: str) -> None:
    seen = recount(world, who, [month])
    result = of(world, who, month)
    told = {each["id"]: each for each in result["components"]}
    assert (told["days"]["hits"], told["days"]["n"]) == (seen["filled"], seen["due"])
    aspects = [aspect for aspect in ("服务", "纪律") if seen[aspect]]
    assert set(told) == {"days", *(f"self/{aspect}" for aspect in aspects)}
    for aspect in aspects:
        assert (told[f"self/{aspect}"]["value"], told[f"self/{aspect}"]["n"]) == (
            str(mean(seen[aspect])),
            len(seen[aspect]),
        )
    days = rounded(Fraction(100 * seen["filled"], seen["due"]))
    parts = [mean(seen[aspect]) for aspect in aspects]
    total = Fraction(days)
    if parts:
        total = total / 2 + sum((Fraction(part) for part in parts), Fraction(0)) / len(parts) / 2
    assert result["total"] == str(rounded(total))


@settings(max_examples=examples(12))
@given(st.data())
def test_results_equal_a_recount_of_the_documents(data: st.DataObject) -> None:
    world = World()
    days = st.integers(1, 28)
    acts = data.draw(
        st.lists(
            st.tuples(st.sampled_from(STAFF), st.sampled_from(MONTHS), days, st.integers(1, 5), st.booleans()),
            max_size=40,
            unique_by=lambda act: act[:3],
        )
    )
    split = data.draw(st.integers(0, len(acts)))
    for who, month, day, attitude, discipline in acts[:split]:
        evaluate(world, who, f"{month}-{day:02}", attitude=attitude, discipline=discipline)
    drafts = data.draw(st.sampled_from(STAFF))
    world.tries(drafts, "self_evaluation", evaluation_id(drafts, "2026-10-30"), opening(drafts, "2026-10-30"))
    order = data.draw(st.permutations(MONTHS))
    for month in order:
        close(world, month)
    for who, month, day, attitude, discipline in acts[split:]:
        evaluate(world, who, f"{month}-{day:02}", attitude=attitude, discipline=discipline)
    for month in MONTHS:
        close(world, month, "corrections/1", "补录")
    for who in STAFF:
        for month in MONTHS:
            check_month(world, who, month)
        quarter = recount(world, who, ["2026-08", "2026-09"])
        days_told = next(each for each in of(world, who, "2026Q3")["components"] if each["id"] == "days")
        assert (days_told["hits"], days_told["n"]) == (quarter["filled"], quarter["due"])
        assert of(world, who, "2026")["months"] == list(MONTHS)


@settings(max_examples=examples(8))
@given(st.lists(st.tuples(st.sampled_from(STAFF), st.integers(1, 28), st.integers(1, 5)), min_size=1, max_size=30))
def test_a_departments_result_is_that_of_its_people_and_small_ones_tell_nothing(
    acts: list[tuple[str, int, int]],
) -> None:
    world = World()
    for who, day, attitude in {(who, day): (who, day, attitude) for who, day, attitude in acts}.values():
        evaluate(world, who, f"2026-10-{day:02}", attitude=attitude)
    close(world, "2026-10")
    surgery = registers(world, SURGERY, "2026-10")
    people = [who for who in PEOPLE if f"rows/{uuid_text(PEOPLE[who])}" in surgery]
    totals = [Fraction(of(world, who, "2026-10")["total"]) for who in people]
    assert len(people) == 6
    assert registers(world, WARD, "2026-10")["below"] is True
    assert "people" not in registers(world, WARD, "2026-10")
    # Surgery's six and the ward's four make up the ten of the institution: nobody's rest is told.
    whole = registers(world, CENTRE, "2026-10")
    told = [each for each in (surgery, whole) if "below" not in each]
    assert len(told) == 1
    for each in told:
        if each is surgery:
            assert each["total"] == str(mean(totals))
    counts: dict[str, int] = defaultdict(int)
    for who in STAFF:
        for component in of(world, who, "2026-10")["components"]:
            counts[component["id"]] += 1
    for component in [*surgery["components"], *whole["components"]]:
        assert counts[component["id"]] >= 5


def test_periods_are_months_quarters_and_years() -> None:
    assert periods_with("2026-02") == ("2026-02", "2026Q1", "2026")
    assert months_of("2026Q4") == ("2026-10", "2026-11", "2026-12")
    assert (last_day("2026-02"), last_day("2028-02"), last_day("2026Q2")) == ("2026-02-28", "2028-02-29", "2026-06-30")
    assert (quarter_of("2026"), quarter_of("2026-07"), quarter_of("2026Q1")) == ("2026Q4", "2026Q3", "2026Q1")
    assert all(is_period(text) for text in ("2026", "2026Q4", "2026-12"))
    assert not any(is_period(text) for text in ("2026Q5", "2026q1", "2026-00", "26", 2026, "２０２６", None))
    assert batch_id(CENTRE, "2026-10") == natural_id(f"month_close/{uuid_text(CENTRE)}/2026-10")
