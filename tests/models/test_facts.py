"""The shipped programmes say what their sources say, fact by fact, at the field that the table of facts names."""

from __future__ import annotations

from typing import Any, cast

import msgspec
import pytest

from models.bundle_check import ELEMENT_BYTES_MAX, checked
from models.bundle_spelling import folded
from models.programme import WRITES_MAX, bundle_tree, changes, programme_writes
from tests.models.fact_sources import Fact, agree, facts, programmes
from tests.models.fact_table import BUNDLES, FOLDER, Row, bundle_of, codes, read, rows, value_at

WRITTEN = codes()
SOURCES = [pytest.param(each, id=each["id"]) for each in programmes() if each["id"] in WRITTEN]


@pytest.mark.parametrize("code", WRITTEN)
def test_each_fact_stands_at_its_field(code: str) -> None:
    """Each parameter of each fact of a programme; every one that doesn't is named."""
    found = [(row, _at_its_field(code, row)) for row in rows(code)]
    wrong = [f"{row.fact}.{row.parameter} at {row.path}: {there!r}" for row, there in found if there != row.value]
    assert found, code
    assert not wrong, "\n".join(wrong)


def _at_its_field(code: str, row: Row) -> Any:
    try:
        return value_at(bundle_of(code), row.path)
    except Exception as error:
        return error


@pytest.mark.parametrize("programme", SOURCES)
def test_each_fact_of_the_sources_is_in_the_table_with_every_parameter(programme: dict[str, Any]) -> None:
    """Each parameter of each fact of a source against the table; every one that lacks or differs is named."""
    code = programme["id"]
    table: dict[str, dict[str, Any]] = {}
    for row in rows(code):
        table.setdefault(row.fact, {})[row.parameter] = row.value
    told = list(facts(programme))
    wrong = [
        f"{fact.id}.{name}: {source!r} is {table.get(fact.id, {}).get(name, 'in no field')!r}"
        for fact in told
        for name, source in fact.parameters.items()
        if not _agrees(name, source, fact, table.get(fact.id, {}), code)
    ]
    unheard = [fact.id for fact in told if fact.id not in table]
    assert told, code
    assert not wrong + unheard, "\n".join(wrong + unheard)


def _agrees(name: str, source: Any, fact: Fact, told: dict[str, Any], code: str) -> bool:
    return name in told and agree(name, source, told[name], fact, bundle_of(code))


def test_the_table_has_a_file_for_each_programme_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.tsv")) == WRITTEN
    assert [f"P{number:02}" for number in range(1, 11)] == WRITTEN


@pytest.mark.parametrize("code", WRITTEN)
def test_a_fact_is_told_of_its_own_programme_and_once(code: str) -> None:
    table = rows(code)
    assert all(row.fact.startswith(f"{code}.") for row in table)
    assert len({(row.fact, row.parameter) for row in table}) == len(table)


@pytest.mark.parametrize("code", WRITTEN)
def test_a_shipped_programme_has_no_error_and_no_field_that_is_not_known(code: str) -> None:
    assert not read(code).wrong()
    assert not [problem for problem in read(code).problems if problem.code in ("unknown_key", "garbled")]
    assert bundle_of(code).programme.code == code


@pytest.mark.parametrize("code", WRITTEN)
def test_every_evaluation_of_a_shipped_programme_that_people_fill_in_has_a_form(code: str) -> None:
    told_by_others = {"combined", "external", "principle"}
    bare = [each.id for each in bundle_of(code).evaluations if not each.form and not told_by_others & set(each.kind)]
    assert not bare


@pytest.mark.parametrize("code", WRITTEN)
def test_a_shipped_programme_becomes_registers_and_comes_back(code: str) -> None:
    writes = programme_writes(bundle_of(code))
    assert max(len(msgspec.msgpack.encode(value)) for value in writes.values()) <= ELEMENT_BYTES_MAX
    parts = changes(writes)
    assert all(len(part) <= WRITES_MAX and len(msgspec.msgpack.encode(part)) <= 256 * 1024 for part in parts)
    again = checked(bundle_tree({path: value for part in parts for path, value in part.items()}))
    assert again.bundle == bundle_of(code)
    assert not again.errors()


def test_names_in_english_are_there_for_everything_that_people_tap() -> None:
    for code in WRITTEN:
        bundle = bundle_of(code)
        assert not [each.id for each in (*bundle.evaluations, *bundle.forms) if not each.title_en]
        assert not [item["id"] for form in bundle.forms for item in form.items if not item.get("label_en")]


def test_all_facts_of_the_ten_programmes_are_told() -> None:
    assert len({row.fact for code in WRITTEN for row in rows(code)}) == 544


def test_sets_whose_items_are_lost_or_unlisted_are_flagged_and_no_error() -> None:
    flagged = {
        (code, problem.path.split("/")[1], problem.code)
        for code in ("P03", "P04")
        for problem in read(code).problems
        if problem.severity == "flag" and problem.path.startswith("carriers/")
    }
    assert ("P03", "sets", "unlisted") in flagged
    assert {("P04", each, "incomplete") for each in ("liang", "bi", "standards", "ping")} <= flagged


SENTENCE_CHARACTERS = 18


@pytest.mark.parametrize("programme", [pytest.param(each, id=each["id"]) for each in programmes()])
def test_no_sentence_of_the_sources_is_copied(programme: dict[str, Any]) -> None:
    shipped = folded((BUNDLES / f"{programme['id']}.yaml").read_text(encoding="utf-8"))
    copied = [
        sentence
        for section in programme.values()
        if isinstance(section, list)
        for fact in cast("list[Any]", section)
        if isinstance(fact, dict)
        for sentence in _sentences(cast("dict[str, Any]", fact).get("evidence"))
        if len(folded(sentence)) >= SENTENCE_CHARACTERS and folded(sentence) in shipped
    ]
    assert not copied


def _sentences(evidence: Any) -> list[str]:
    given = cast("list[Any]", evidence) if isinstance(evidence, list) else [evidence]
    return [str(each) for each in given if each]
