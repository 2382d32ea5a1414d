"""Who may do what with a poll, its ballots and its papers: scenes for the permission table, and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.poll_plan import ballot_id
from tests.models import polls
from tests.models.polls import HANDS, PLAN, POLL, RESULT, TURNOUT, own, paper_id, papers
from tests.models.world import PEOPLE, World

Row = tuple[str, str, str, Callable[[World], object], bytes, dict[str, Any]]

POLL_GROUPS = {
    "chairs": "secretary supervisor admin bureau_supervisor",
    "committee": "secretary leader supervisor admin bureau_supervisor",
    "members": "nurse colleague head",
    "strangers": "head_of_bay head_of_surgery inspector bureau_admin stranger strange_admin assessor",
}
POLL_TABLE = """
poll | absent | create | yes: chairs; not_found: others
poll | absent | create and open | yes: chairs; not_found: others
poll | prepared | rename | yes: chairs; forbidden: leader; not_found: others
poll | prepared | open | yes: chairs; forbidden: leader; not_found: others
poll | prepared | close | invalid: chairs; forbidden: leader; not_found: others
poll | prepared | declare void | invalid: chairs; forbidden: leader; not_found: others
poll | prepared | reveal | invalid: chairs; forbidden: leader; not_found: others
poll | prepared / removed | remove | yes: chairs; forbidden: leader; not_found: others
poll | open / closed / void / revealed | remove | forbidden: members leader; closed: chairs; not_found: others
poll | removed | rename | forbidden: leader; closed: chairs; not_found: others
poll | removed | open | forbidden: leader; closed: chairs; not_found: others
poll | removed | close | forbidden: leader; closed: chairs; not_found: others
poll | removed | declare void | forbidden: leader; closed: chairs; not_found: others
poll | removed | reveal | forbidden: leader; closed: chairs; not_found: others
poll | removed | sign | forbidden: committee; not_found: others
poll | removed | decide | closed: committee; not_found: others
poll | removed | write the roll | forbidden: committee; not_found: others
poll | prepared | sign | forbidden: committee; not_found: others
poll | prepared | decide | invalid: committee; not_found: others
poll | prepared | write the roll | forbidden: committee; not_found: others
poll | open / closed / void / revealed | rename | forbidden: members leader; closed: chairs; not_found: others
poll | open / closed / void / revealed | open | forbidden: members leader; yes: chairs; not_found: others
poll | open / closed / void / revealed | close | forbidden: members leader; yes: chairs; not_found: others
poll | open / closed | declare void | forbidden: members leader; yes: chairs; not_found: others
poll | open | reveal | forbidden: members leader; invalid: chairs; not_found: others
poll | open / closed | sign | invalid: head; not_found: strangers; forbidden: others
poll | open / closed | decide | forbidden: members; invalid: committee; not_found: others
poll | open / closed / void / revealed | write the roll | not_found: strangers; forbidden: others
poll | closed / revealed | reveal | forbidden: members leader; yes: chairs; not_found: others
poll | void / revealed | declare void | forbidden: members leader; closed: chairs; not_found: others
poll | void | reveal | forbidden: members leader; closed: chairs; not_found: others
poll | void | sign | closed: head; not_found: strangers; forbidden: others
poll | void | decide | forbidden: members; closed: committee; not_found: others
poll | revealed | sign | yes: head; not_found: strangers; forbidden: others
poll | revealed | decide | forbidden: members; yes: committee; not_found: others
poll_ballot | no poll / prepared / removed | cast | not_found: others
poll_ballot | open | cast | yes: nurse; not_found: others
poll_ballot | voted | revise | yes: nurse; not_found: others
poll_ballot | closed / revealed | revise | closed: nurse; not_found: others
poll_ballot | voted | show | forbidden: nurse; not_found: others
poll_paper | no poll | create | not_found: others
poll_paper | open | create | yes: head; not_found: others
poll_paper | void | create | closed: head; not_found: others
poll_paper | present | hand out | yes: head; not_found: others
poll_paper | present | enter | yes: head; not_found: others
poll_hands | confidential | create | invalid: head; not_found: others
poll_hands | open | create | yes: head; not_found: others
poll_hands | present | enter | yes: head chairs; forbidden: leader; not_found: others
poll_turnout | open | write | not_found: strangers; forbidden: others
poll_result | revealed | write | not_found: strangers; forbidden: others
"""


def nothing(world: World) -> None:
    """Nobody has asked anything yet."""


def scenes() -> Iterator[Row]:
    yield "poll", "absent", "create", nothing, POLL, PLAN
    yield "poll", "absent", "create and open", nothing, POLL, {**PLAN, "opened": True}
    acts: dict[str, dict[str, Any]] = {
        "rename": {"title": "改名"},
        "remove": {"removed": True},
        "open": {"opened": True},
        "close": {"closed": True},
        "declare void": {"voided": "重来"},
        "reveal": {"revealed": True},
        "sign": {own("signed/", "head"): True},
        "decide": {own("outcome/", "nurse"): {"grade": "合格", "reason": "一贯认真"}},
        "write the roll": {own("due/", "nurse"): True},
    }
    states: tuple[tuple[str, Callable[[World], object]], ...] = (
        ("prepared", polls.prepared),
        ("removed", polls.removed),
        ("open", polls.opened),
        ("closed", polls.closed),
        ("void", polls.voided),
        ("revealed", polls.revealed),
    )
    for state, prepare in states:
        for act, writes in acts.items():
            yield "poll", state, act, prepare, POLL, writes
    yield from _ballots()
    yield from _papers()
    yield "poll_turnout", "open", "write", polls.opened, TURNOUT, {"cast": 4}
    yield "poll_result", "revealed", "write", polls.revealed, RESULT, {"valid": 4}


_BEFORE: tuple[tuple[str, Callable[[World], object]], ...] = (
    ("no poll", nothing),
    ("prepared", polls.prepared),
    ("removed", polls.removed),
    ("open", polls.opened),
)


def _ballots() -> Iterator[Row]:
    doc, whole = ballot_id(POLL, PEOPLE["nurse"]), polls.judging("nurse")
    for state, prepare in _BEFORE:
        yield "poll_ballot", state, "cast", prepare, doc, whole
    yield "poll_ballot", "voted", "revise", polls.voted, doc, polls.judging("nurse", 3)
    yield "poll_ballot", "closed", "revise", polls.closed, doc, polls.judging("nurse", 3)
    yield "poll_ballot", "revealed", "revise", polls.revealed, doc, polls.judging("nurse", 3)
    yield "poll_ballot", "voted", "show", polls.voted, doc, {"shown": True}


def _papers() -> Iterator[Row]:
    doc, batch = paper_id("head"), papers("head", issued=2, returned=1)
    for state, prepare in (("no poll", nothing), ("open", polls.opened), ("void", polls.voided)):
        yield "poll_paper", state, "create", prepare, doc, batch
    yield "poll_paper", "present", "hand out", polls.counted, doc, {own("given/", "nurse"): True}
    yield "poll_paper", "present", "enter", polls.counted, doc, {"papers/1": {own("", "nurse"): 1}}
    hands = papers("head", present=2)
    yield "poll_hands", "confidential", "create", polls.opened, HANDS, hands
    yield "poll_hands", "open", "create", polls.moved, HANDS, hands
    yield "poll_hands", "present", "enter", polls.raised, HANDS, {"tallied/-": {"1": 2}}
