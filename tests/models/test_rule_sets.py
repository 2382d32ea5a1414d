"""The 48 real rule sets: each is a programme of ours, its gaps are reported, its examples come out as by hand."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import pytest
import yaml

from models.bundle_reader import read_bundle
from models.grading import Standing, ballot_fault, grade, round_fault
from models.scoring import Scored, score
from models.scoring_check import check_model
from models.scoring_plain import number_text
from models.scoring_words import severity
from models.target import is_met, rate, read_indicator
from tests.models.rule_sets import PUBLIC, bundle_of, expected, rule_sets, scoring_of
from tests.models.scoring_phone import sound, told

IDS = sorted(rule_sets())
Expectation = tuple[str, dict[str, Any]]


def name(value: Any) -> str:
    return value if isinstance(value, str) else ""


def test_there_are_forty_eight() -> None:
    assert [f"R{number:02d}" for number in range(1, 49)] == IDS


@pytest.mark.parametrize("id", IDS)
def test_a_rule_set_is_a_programme_that_is_read_without_an_error(id: str) -> None:
    read = read_bundle(bundle_of(rule_sets()[id]))
    assert [each for each in read.problems if each.severity == "error"] == []
    assert not read.wrong()


@pytest.mark.parametrize("id", IDS)
def test_its_gaps_are_reported_and_nothing_else(id: str) -> None:
    rule = rule_sets()[id]
    for plain in rule["bundle"].get("scoring", []):
        faults = check_model(sound(plain))
        for kind, section in (("gap", "faults"), ("note", "notes")):
            told_of = sorted(each.code for each in faults if severity(each.code) == kind)
            assert told_of == rule["expect"].get(section, {}).get(plain["id"], []), plain["id"]
        places = [each.params.get("where_en", "") for each in faults]
        for where in rule["expect"].get("where", {}).get(plain["id"], []):
            assert any(where in place for place in places), (where, places)


@pytest.mark.parametrize(("id", "case"), expected("scores"), ids=name)
def test_a_worked_example_comes_out_as_by_hand(id: str, case: dict[str, Any]) -> None:
    result = told(score(sound(scoring_of(rule_sets()[id], case["scoring"])), case["answers"]))
    wanted = {key: value for key, value in case.items() if key not in ("scoring", "answers")}
    assert {key: result[key] for key in wanted} == wanted
    assert "missing" in wanted or result["missing"] == []


@pytest.mark.parametrize(("id", "case"), expected("ballots"), ids=name)
def test_a_ballot_is_valid_or_not_for_a_reason(id: str, case: dict[str, Any]) -> None:
    rules = sound(scoring_of(rule_sets()[id], case["scoring"])).ballots
    assert rules is not None
    assert ballot_fault(rules, [Fraction(each) for each in case["scores"]]) == case["fault"]


@pytest.mark.parametrize(("id", "case"), expected("rounds"), ids=name)
def test_a_round_counts_or_is_held_again(id: str, case: dict[str, Any]) -> None:
    rules = sound(scoring_of(rule_sets()[id], case["scoring"])).ballots
    assert rules is not None
    numbers = {key: case[key] for key in ("due", "present", "issued", "returned")}
    assert round_fault(rules, **numbers) == case["fault"]


def standing(who: str, total: int, band: str, graded: str = "graded") -> Standing:
    return Standing(who=who, total=Fraction(total), band=band, graded=graded == "graded")


@pytest.mark.parametrize(("id", "case"), expected("grades"), ids=name)
def test_a_group_is_graded_within_its_quota(id: str, case: dict[str, Any]) -> None:
    model = sound(scoring_of(rule_sets()[id], case["scoring"]))
    graded = grade(model, [standing(*each) for each in case["people"]])
    assert {each.who: each.band for each in graded.placings} == case["bands"]
    assert sorted(each.who for each in graded.placings if each.open) == case.get("open", [])


@pytest.mark.parametrize(("id", "case"), expected("rates"), ids=name)
def test_an_indicator_is_measured_by_its_own_formula(id: str, case: dict[str, Any]) -> None:
    targets = rule_sets()[id]["bundle"]["targets"]
    indicator, faults = read_indicator(next(each for each in targets if each["id"] == case["target"]))
    assert not faults
    value = rate(indicator, case["answers"]).value
    assert value is not None
    assert (number_text(value), is_met(indicator, value)) == (case["value"], case["met"])


def scored(id: str, scoring: str, answers: dict[str, Any]) -> Scored:
    return score(sound(scoring_of(rule_sets()[id], scoring)), answers)


def test_what_a_cap_takes_away_is_told() -> None:
    result = scored("R38", "points", {"records/study": 15})
    assert result.parts["study"].cut == Fraction(18)
    assert result.components["study"] == 12


ASIDE = {"id", "url", "also", "what", "note", "trap", "bug_seen", "check", "source"}


def numbers_in(value: Any) -> set[str]:
    """Every number that is written anywhere in a value, words of keys among them."""
    if isinstance(value, dict):
        pairs = ((key, each) for key, each in value.items() if key not in ASIDE)  # pyright: ignore[reportUnknownVariableType]
        return {found for pair in pairs for each in pair for found in numbers_in(each)}  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return {found for each in value for found in numbers_in(each)}  # pyright: ignore[reportUnknownVariableType]
    return {f"{float(found):g}" for found in re.findall(r"\d+(?:\.\d+)?", str(value))}


def collected() -> list[dict[str, Any]]:
    """The rule sets as found; none where the folder is not there."""
    return yaml.safe_load(PUBLIC.read_text(encoding="utf-8"))["rules"] if PUBLIC.is_file() else []


@pytest.mark.parametrize("found", collected(), ids=lambda rule: rule["id"])
def test_every_number_of_the_rule_as_found_stands_in_ours(found: dict[str, Any]) -> None:
    ours = rule_sets()[found["id"]]
    assert ours["topic"] == found["topic"]
    assert not numbers_in(found) - everything(ours)


def everything(rule: dict[str, Any]) -> set[str]:
    return {f"{float(each):g}" for each in re.findall(r"\d+(?:\.\d+)?", yaml.safe_dump(rule, allow_unicode=True))}
