"""docs/programmes.md names every section and every field of a bundle, and none that there isn't."""

from __future__ import annotations

import re

import pytest

from models.bundle import SECTIONS
from models.bundle_element import Element
from models.bundle_judging import ChecklistItem
from models.bundle_plan import About, Question
from models.bundle_reader import read_bundle
from models.bundle_shape import fields_of
from models.bundle_words import SUBJECTS
from models.cadence import CADENCE_TYPES
from tests.repository import text

PAGE = text("docs/programmes.md")
PARTS = {"programme": About, **SECTIONS}


def part(section: str) -> str:
    found = re.search(rf"^### {section}$(.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, section
    return found[1]


def named(table: str) -> set[str]:
    """The fields that the first column of a part's tables names."""
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w]+)`", row)}


@pytest.mark.parametrize("section", PARTS)
def test_every_field_of_a_section_is_named_and_no_other(section: str) -> None:
    of_all = set(fields_of(Element)) if section != "programme" else set[str]()
    if PARTS[section] is Question:
        of_all = {"id"}
    fields = set(fields_of(PARTS[section])) - of_all
    if section == "checklists":
        fields |= set(fields_of(ChecklistItem)) - {"id"}
    assert named(part(section)) == fields


def test_what_all_elements_have_is_told_once() -> None:
    rules = PAGE.partition("## Rules for all sections")[2].partition("## The sections")[0]
    for name in fields_of(Element):
        assert f"`{name}`" in rules
    for word in (*SUBJECTS, *CADENCE_TYPES):
        assert f"`{word}`" in rules, word


def test_the_words_of_every_field_stand_on_the_page() -> None:
    for section, struct in PARTS.items():
        for field in fields_of(struct).values():
            for value in getattr(field.type, "values", ()):
                assert f"`{value}`" in part(section), (section, value)


def test_the_example_of_the_page_is_a_bundle_without_a_problem() -> None:
    example = re.search(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert example
    assert not read_bundle(example[1].encode()).problems
