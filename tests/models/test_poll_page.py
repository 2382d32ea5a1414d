"""docs/polls.md says what the code does: every rule of counting, every word of a poll, every reason of a void one."""

from __future__ import annotations

import re

from models import poll_ballot, poll_plan, poll_proposal
from models.calendar import DAY_MS
from models.poll_kinds import POLL_KINDS
from models.poll_values import MODES, POLL_TYPES, POLL_TYPESCRIPT, ROUNDINGS
from tests.repository import text

PAGE = text("docs/polls.md")


def part(heading: str) -> str:
    found = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def named(table: str) -> set[str]:
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w/<>]+)`", row)}


def test_the_rules_of_counting_are_those_of_the_code() -> None:
    shape = POLL_TYPESCRIPT.partition("export interface PollRules {")[2].partition("\n}\n")[0]
    fields = set(re.findall(r"^  readonly (\w+)\?", shape, re.MULTILINE))
    assert named(part("The rules of counting")) == fields
    for word in (*ROUNDINGS, "valid", "due"):
        assert f"`{word}`" in part("The rules of counting"), word


def test_what_is_stated_are_registers_of_a_poll_that_its_organiser_writes() -> None:
    (poll,) = [kind for kind in POLL_KINDS if kind.name == "poll"]
    patterns = {rule.pattern for rule in poll.paths if rule.writer == "any"}
    stated = part("What is stated before the first answer")
    assert named(stated) <= patterns
    for word in (*POLL_TYPES, *MODES):
        assert f"`{word}`" in stated, word


def test_every_reason_of_a_void_poll_stands_on_the_page() -> None:
    reasons = set(re.findall(r'"((?:returned|no)_\w+)"', text("models/poll_result.py"))) - {"returned"}
    assert len(reasons) == 3
    assert all(f"`{reason}`" in PAGE for reason in reasons)


def test_its_numbers_are_those_of_the_code() -> None:
    assert f"{poll_plan.ANONYMOUS_LEAST} where it is anonymous and {poll_plan.CONFIDENTIAL_LEAST} where" in PAGE
    assert poll_ballot.GRACE_MS == 3 * DAY_MS
    assert "three days are over" in PAGE
    assert poll_proposal.MOST_ARE_FOR == ">1/2"
    assert "an approval without it takes more than half" in PAGE
