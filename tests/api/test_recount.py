"""`mingcha recount`: agrees with the server, finds every tally that is planted wrong, and changes nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from api.clock import system_clock
from api.database import Store, Txn
from api.demo.seed import ensure
from api.intake import write_as_server
from api.migrate import migrate
from api.recount import ratings
from api.recount.compare import COUNTERS, recount
from api.stores import open_store
from models.document import ServerAct
from models.kinds import KINDS
from models.ranking import Measured, interval, text_of
from tests.api.hospital import LOG, server_id
from tests.api.planting import falsify, found_after
from tests.api.test_commands import environment, mingcha
from tests.repository import ROOT

PACKAGE = ROOT / "api" / "recount"
COUNTED = {
    "peer_turnout": "submitted",
    "survey_result": "count",
    "commentary_coverage": "n",
    "rating_tally": "held",
    "poll_turnout": "cast",
    "poll_result": "returned",
    "ballot_context": "cast_steps",
    "visit_tally": "observations",
}
"""A path of each kind of tally that the demonstration has; polls are recounted in test_recount_polls.py."""


@pytest.fixture(scope="module")
def url(new_database: Callable[[], str]) -> str:
    """A database with the demonstration hospital, which has rounds, surveys and commentary."""
    url = new_database()
    store = open_store(url)
    migrate(store, LOG)
    ensure(store, system_clock())
    store.close()
    return url


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    store = open_store(url)
    yield store
    store.close()


def one_of(txn: Txn, kind: str) -> bytes:
    return txn.fetch("select id from documents where kind = ? order by id limit 1", [kind])[0][0]


def test_the_demonstration_is_counted_alike_and_each_kind_of_tally_is_there(store: Store):
    with store.reading() as txn:
        found = recount(txn)
        there = {kind for (kind,) in txn.fetch("select distinct kind from documents")}
    assert found.differences == []
    assert found.tallies >= len(COUNTED)
    assert COUNTED.keys() <= there & COUNTERS.keys()


@pytest.mark.parametrize("kind", sorted(COUNTED))
def test_a_stored_count_that_the_log_does_not_make_is_found(store: Store, kind: str):
    docs: list[bytes] = []

    def plant(txn: Txn) -> None:
        docs.append(one_of(txn, kind))
        falsify(txn, docs[0], COUNTED[kind], 990)

    (found,) = found_after(store, plant)
    assert (found.kind, found.doc, found.path, found.said) == (kind, docs[0], COUNTED[kind], 990)


@pytest.mark.parametrize("kind", ["peer_turnout", "survey_result"])
def test_a_count_that_the_server_wrote_wrongly_is_found(store: Store, kind: str):
    def plant(txn: Txn) -> None:
        write_as_server(txn, [ServerAct(one_of(txn, kind), kind, {COUNTED[kind]: 991})], system_clock())

    (found,) = found_after(store, plant)
    assert (found.kind, found.path, found.said) == (kind, COUNTED[kind], 991)


def test_somebody_who_is_marked_as_done_and_of_whom_nothing_was_said_is_found(store: Store):
    path = "done/00000000-0000-7000-8000-00000000abcd"

    def plant(txn: Txn) -> None:
        doc = one_of(txn, "commentary_coverage")
        write_as_server(txn, [ServerAct(doc, "commentary_coverage", {path: True})], system_clock())

    (found,) = found_after(store, plant)
    assert (found.path, found.said, found.counted) == (path, True, None)


def test_a_tally_of_nothing_and_a_tally_that_is_missing_are_found(store: Store):
    stray = server_id(900)

    def plant(txn: Txn) -> None:
        doc = one_of(txn, "peer_turnout")
        txn.execute("delete from changes where doc = ?", [doc])
        write_as_server(txn, [ServerAct(stray, "peer_turnout", {"round": stray, "owed": 1})], system_clock())

    found = found_after(store, plant)
    assert [(each.doc, each.said) for each in found] == [(None, None), (stray, "a tally")]


def test_every_kind_that_is_numbered_is_recounted_and_its_number_rises_with_each_state(store: Store):
    assert {kind.name for kind in KINDS.values() if kind.tally} <= COUNTERS.keys()
    numbers: dict[bytes, list[int]] = {}
    with store.reading() as txn:
        for doc, body in txn.fetch("select doc, body from changes order by id"):
            kind = msgspec.msgpack.decode(body)[2]
            if KINDS[kind].tally:
                numbers.setdefault(doc, []).append(dict(msgspec.msgpack.decode(body)[3])["n"])
    assert numbers
    assert all(each == list(range(1, len(each) + 1)) for each in numbers.values())


def test_the_recount_imports_nothing_of_what_makes_the_tallies():
    imported: set[str] = set()
    for file in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
            elif isinstance(node, ast.Import):
                imported |= {each.name for each in node.names}
    own = {name for name in imported if name.split(".")[0] in ("api", "models", "sync")}
    assert own - {"api.database"} == {name for name in own if name.startswith("api.recount")}


def test_the_command_says_so_by_its_exit_and_a_line_for_each_difference(url: str, tmp_path: Path):
    given = environment(tmp_path, url)
    agreed = mingcha(given, "recount")
    assert (agreed.returncode, agreed.stderr) == (0, "")
    assert "一致" in agreed.stdout
    store = open_store(url)
    with store.transaction() as txn:
        doc = one_of(txn, "survey_result")
        (right,) = (each[1] for each in txn.fetch("select doc, registers from states where doc = ?", [doc]))
        falsify(txn, doc, "count", 4321)
    differs = mingcha(given, "recount")
    with store.transaction() as txn:
        txn.execute("update states set registers = ? where doc = ?", [right, doc])
    store.close()
    assert differs.returncode == 1
    first, last = differs.stdout.splitlines()
    assert first.startswith("survey_result ")
    assert "count: 4321 ≠ " in first
    assert "1 处不同" in last


def test_the_command_makes_no_database_where_there_is_none(tmp_path: Path):
    away = tmp_path / "nothing" / "here.sqlite"
    asked = mingcha(environment(tmp_path, f"sqlite:///{away}"), "recount")
    assert asked.returncode == 2
    assert "no database" in asked.stderr
    assert not away.parent.exists()


def test_the_interval_of_a_rate_is_worked_out_alike():
    whole = {375: {159, 216}, 625: {288, 337}}  # bounds that are whole hundredths, and rounded outwards all the same
    for answered in (*range(1, 41), 97, 100, 375, 625, 1_000, 12_345):
        for happy in {*range(0, answered + 1, max(1, answered // 30)), answered, *whole.get(answered, ())}:
            seen = interval(Measured("", answered, happy))
            assert ratings.bounds(happy, answered) == (text_of(seen.low), text_of(seen.high))


@pytest.mark.parametrize("bound", ["low", "high"])
def test_an_interval_that_was_changed_is_found(store: Store, bound: str):
    def plant(txn: Txn) -> None:
        for doc in [id for (id,) in txn.fetch("select id from documents where kind = 'rating_tally' order by id")]:
            for (page,) in txn.fetch("select registers from states where doc = ?", [doc]):
                said = msgspec.msgpack.decode(page).get("counted")
                if said is not None and bound in said[1]:
                    falsify(txn, doc, "counted", {**said[1], bound: "50.01"})
                    return
        raise LookupError("no tally with a rate")

    (found,) = found_after(store, plant)
    assert (found.kind, found.path) == ("rating_tally", "counted")


def test_a_code_more_than_labels_were_printed_is_found(store: Store):
    batches: list[bytes] = []

    def plant(txn: Txn) -> None:
        batches.extend(batch for (batch,) in txn.fetch("select distinct batch from rating_codes order by batch"))
        rows = [(bytes([number]) * 32, batch, False) for number, batch in enumerate(batches)]
        txn.execute_many("insert into rating_codes (code_hash, batch, many) values (?, ?, ?)", rows)

    found = found_after(store, plant)
    assert batches
    assert {(each.kind, each.doc) for each in found} == {("rating_batch", batch) for batch in batches}
    assert all(each.said == each.counted + 1 for each in found)
