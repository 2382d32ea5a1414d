"""A server that is killed while ballots wait in it: what was answered with 202 is sent again and counted, once."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from setup.steps import ROOT
from tests.acceptance.ballot import Voter
from tests.acceptance.phone import Phone, Store
from tests.demonstration import Demonstration, Hospital, free_port

pytestmark = pytest.mark.slow
ROLL = "roll/"
VOTERS = 5
KEY_LOOKS_MAX = 300


def signed_in(hospital: Hospital, account: dict[str, Any]) -> Phone:
    return Phone(hospital.base_url, account["username"], account["password"])


def asked(hospital: Hospital) -> tuple[bytes, bytes, list[Voter]]:
    """The demonstration's anonymous poll, its context, and five of its voters with their ballots issued."""
    chair = signed_in(hospital, hospital.of_role("secretary"))
    told = Store().follow(chair)
    poll = next(doc for doc in told.of_kind("poll") if told.document(doc)["mode"] == "anonymous")
    context = next(doc for doc in told.of_kind("ballot_context") if told.document(doc)["source"] == poll)
    found = told.document(context)
    for _ in range(KEY_LOOKS_MAX):  # the key is made a moment after the rest
        if "key" in found:
            break
        threading.Event().wait(0.2)
        found = Store().follow(chair).document(context)
    chair.http.close()
    voters: list[Voter] = []
    for account in [each for each in hospital.accounts if f"{ROLL}{each['person']}" in found][:VOTERS]:
        phone = signed_in(hospital, account)
        voters.append(Voter(phone, context, found["key"]))
        phone.http.close()
    return poll, context, voters


def of_context(hospital: Hospital, context: bytes, poll: bytes, *acts: str) -> dict[str, Any]:
    """The context after these acts of the chair."""
    chair = signed_in(hospital, hospital.of_role("secretary"))
    for act in acts:
        assert chair.push(chair.change(poll, "poll", [[act, True]])) == [None]
    found = Store().follow(chair).document(context)
    chair.http.close()
    return found


def test_what_was_held_when_the_server_was_killed_is_sent_again_and_counted_once(
    tmp_path: Path, new_database: Callable[[], str]
) -> None:
    """On SQLite what waited is gone with the process, on PostgreSQL it is there: the phones do the same, and no turnout
    told of it."""
    url, port = new_database(), free_port()
    demonstration = Demonstration(tmp_path / "demonstration", url)
    with demonstration.open(port=port) as hospital:
        poll, context, voters = asked(hospital)
        before = of_context(hospital, context, poll)["cast_steps"]
        ballots = [voter.sealed({"-": 1 + number % 2}) for number, voter in enumerate(voters)]
        held = [voter.send(ballot)[0] for voter, ballot in zip(voters[:3], ballots, strict=False)]
        assert held == [202, 202, 202]
        hospital.process.kill()
        hospital.process.join(20)
    with demonstration.open(port=port) as hospital:
        assert of_context(hospital, context, poll)["cast_steps"] == before == 0
        answers = [voter.send(ballot) for voter, ballot in zip(voters, ballots, strict=True)]
        assert [status for status, _ in answers] == [202, 202, 202, 202, 200]
        leaves = {told["leaf"] for status, told in map(_again, voters, ballots) if status == 200 and told["written"]}
        assert len(leaves) == VOTERS, "each has a receipt that it is written"
        hospital.process.kill()
        hospital.process.join(20)
    with demonstration.open(port=port) as hospital:
        closed = of_context(hospital, context, poll, "closed", "revealed")
        assert (closed["counted"], closed["cast_steps"]) == (VOTERS, VOTERS)
        told = [told for status, told in map(_again, voters, ballots) if status == 200]
        assert {each["leaf"] for each in told} == leaves
        assert sorted((each["index"], each["size"]) for each in told) == [(place, VOTERS) for place in range(VOTERS)]
    _recounted(url)


def _again(voter: Voter, ballot: bytes) -> tuple[int, dict[str, Any]]:
    return voter.send(ballot)


def _recounted(url: str) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MINGCHA_")}
    again = subprocess.run(
        [sys.executable, "-m", "api", "recount", "--demo"],
        env=ours | {"MINGCHA_DATABASE_URL": url},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert again.returncode == 0, again.stdout + again.stderr
