"""The demonstration: what it must hold, that it is the same every time, and that it comes in by the one way in."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from api.accounts import add_account
from api.ballot_audit import audited
from api.database import Store, Txn
from api.demo.accounts import accounts
from api.demo.ballots import HELD_BACK, LET_THROUGH, WAITING
from api.demo.closings import closed_months
from api.demo.history import self_evaluations
from api.demo.hospital import Hospital, build
from api.demo.rounds import peer_deeds
from api.demo.seed import SEED, NotADemonstration, ensure, is_demonstration
from api.migrate import migrate
from api.passwords import Passwords, check_new
from api.roster_cache import roster_of
from api.shelf import read_documents
from api.stores import open_store
from models.calendar import DAY_MS, HOUR_MS, add_days, day_start_ms
from models.document import SERVER, natural_id, uuid_text
from models.kinds import KINDS
from models.period_result import result_id
from models.scopes import scopes_for
from tests.api.recount import registers

TODAY = "2026-11-21"
EVENING = day_start_ms(TODAY) + 19 * HOUR_MS
SIXTY = 60
"""Days that the demonstration looks back on."""


@pytest.fixture(scope="module")
def hospital() -> Hospital:
    return build(SEED, TODAY)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty database."""
    opened = open_store(database_url)
    migrate(opened, bytes(16))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def seeded(new_database: Callable[[], str]) -> Iterator[Store]:
    """The demonstration, filled once; nobody writes to it."""
    opened = open_store(new_database())
    migrate(opened, bytes(16))
    ensure(opened, EVENING)
    yield opened
    opened.close()


def secret_for(round: bytes) -> bytes:
    return round[::-1]


def count(txn: Txn, kind: str) -> int:
    return txn.fetch("select count(*) from documents where kind = ?", [kind])[0][0]


# -- the data ---------------------------------------------------------------------------------------------------


def test_the_health_centre_has_its_places_and_people(hospital: Hospital) -> None:
    here = hospital.places["centre"]
    units = [deed for deed in hospital.deeds if deed.kind == "unit" and deed.writes["institution"] == here]
    types = Counter(deed.writes["type"] for deed in units)
    assert (types["department"], types["service_window"]) == (4, 8)
    branches = [deed for deed in hospital.deeds if deed.kind == "party_branch" and deed.writes["institution"] == here]
    assert len(branches) == 2
    people = [person for person in hospital.people if person.institution == here]
    assert len(people) == 40
    assert {person.role for person in people} == {
        "staff",
        "head",
        "secretary",
        "leader",
        "inspector",
        "supervisor",
        "admin",
    }


def test_two_people_share_a_name_in_different_units(hospital: Hospital) -> None:
    here = hospital.places["centre"]
    names = Counter(person.name for person in hospital.people if person.institution == here)
    ((shared, times),) = [(name, times) for name, times in names.items() if times > 1]
    assert times == 2
    assert len({person.unit for person in hospital.people if person.name == shared}) == 2


def test_the_same_seed_and_day_give_the_same_past(hospital: Hospital) -> None:
    again = build(SEED, TODAY)
    assert again == hospital
    assert build(SEED + 1, TODAY).people != hospital.people
    assert self_evaluations(again, TODAY, 0, EVENING) == self_evaluations(hospital, TODAY, 0, EVENING)
    assert peer_deeds(again, TODAY, EVENING, secret_for) == peer_deeds(hospital, TODAY, EVENING, secret_for)


def test_a_day_is_told_alike_whenever_it_is_told(hospital: Hospital) -> None:
    since, until = day_start_ms(add_days(TODAY, -15)), day_start_ms(add_days(TODAY, -4))
    told_then = self_evaluations(hospital, add_days(TODAY, -3), since, until)
    assert len(told_then) > 100
    assert self_evaluations(hospital, TODAY, since, until) == told_then


def test_the_past_lies_in_the_past_and_the_nurse_has_today_before_her(hospital: Hospital) -> None:
    deeds = self_evaluations(hospital, TODAY, 0, EVENING) + peer_deeds(hospital, TODAY, EVENING, secret_for)
    assert all(deed.moment_ms < EVENING and deed.author != SERVER for deed in deeds)
    days = {deed.writes["day"] for deed in deeds if deed.author == hospital.nurse.id and "day" in deed.writes}
    assert max(days) < TODAY
    assert len(days) >= 35
    assert {deed.writes["day"] for deed in deeds if "day" in deed.writes} >= {
        add_days(TODAY, -back) for back in range(SIXTY + 1)
    }
    assert min(deed.moment_ms for deed in deeds if "day" in deed.writes) < day_start_ms(add_days(TODAY, 1 - SIXTY))
    share = Counter(deed.writes["day"] for deed in deeds if deed.kind == "self_evaluation")
    assert share["2026-11-19"] > 2 * share["2026-11-15"]  # a Thursday, a Sunday


def test_notes_are_chinese_and_of_a_sentences_length(hospital: Hospital) -> None:
    notes = [deed.writes["note"] for deed in self_evaluations(hospital, TODAY, 0, EVENING) if "note" in deed.writes]
    assert len(notes) > 100
    assert all(8 <= len(note) <= 40 and note.endswith("。") for note in notes)


def test_everybody_can_sign_in_by_a_name_of_their_own(hospital: Hospital) -> None:
    people = accounts(hospital)
    assert people[0].username == "liyan"
    assert people[0].person == hospital.nurse.id
    assert len({account.username for account in people}) == len(hospital.everybody)
    for account in people:
        check_new(account.password, account.username)


# -- its way in -------------------------------------------------------------------------------------------------


def test_the_demonstration_fills_an_empty_database(seeded: Store, hospital: Hospital) -> None:
    with seeded.transaction() as txn:
        assert is_demonstration(txn)
        assert txn.fetch("select count(*) from quarantine")[0][0] == 0
        assert count(txn, "person") == len(hospital.everybody)
        assert count(txn, "self_evaluation") > 1_000
        # Nobody's account has been handed over yet.
        kinds = {row[0] for row in txn.fetch("select distinct kind from documents")}
        assert kinds == KINDS.keys() - {"account_event", "export_event"}
        late = txn.fetch("select max(received_ms) from changes")[0][0]
        assert late <= EVENING


def test_words_of_its_anonymous_round_are_let_through_held_back_and_waiting(seeded: Store) -> None:
    with seeded.transaction() as txn:
        ids = [id for (id,) in txn.fetch("select id from documents where kind in ('anonymous_words', 'peer_result')")]
        found = list(read_documents(txn, ids))
        assert audited(txn) == []
    (asked,) = [each for each in found if each.kind == "anonymous_words"]
    said = {path: each.value for path, each in asked.registers.items() if path.startswith("words/")}
    assert sorted(said.values()) == sorted((*LET_THROUGH, HELD_BACK, *WAITING))
    ruled = {path.split("/")[1] for path in asked.registers if path.startswith("rulings/")}
    assert {words for path, words in said.items() if path[6:] not in ruled} == set(WAITING)
    results = [each for each in found if each.kind == "peer_result"]
    told = [each.value for one in results for path, each in one.registers.items() if path.startswith("words/")]
    assert sorted(told) == sorted(LET_THROUGH)


def test_its_passwords_open_its_accounts(seeded: Store, hospital: Hospital) -> None:
    with seeded.transaction() as txn:
        stored: dict[str, str] = dict(txn.fetch("select username, password_hash from account"))
    mine, other, *_ = accounts(hospital)
    checked = Passwords(demo=True)
    assert asyncio.run(checked.matches(stored[mine.username], mine.password))
    assert not asyncio.run(checked.matches(stored[mine.username], other.password))


def test_the_nurse_owes_five_reviews_and_has_a_result(seeded: Store, hospital: Hospital) -> None:
    person = hospital.nurse.id
    with seeded.transaction() as txn:
        rounds = [id for (id,) in txn.fetch("select id from documents where kind = 'peer_round' order by id")]
        rounds = [id for id in rounds if (id, "kind") not in registers(txn, id)]
        past, running = rounds
        owed = natural_id(f"peer_assignment/{uuid_text(running)}/{uuid_text(person)}")
        paths = [path for _, path in registers(txn, owed)]
        assert sum(path.startswith("subjects/") for path in paths) == 5
        assert not any(path.startswith("done/") for path in paths)
        result = natural_id(f"peer_result/{uuid_text(past)}/{uuid_text(person)}")
        told = {path for _, path in registers(txn, result)}
        assert {"count", "total", "items/virtue"} <= told


def test_the_months_within_what_is_told_are_closed_and_the_current_one_is_open(
    seeded: Store, hospital: Hospital
) -> None:
    assert closed_months("2026-11-28") == ["2026-09", "2026-10"]
    assert closed_months("2026-03-02") == ["2026-01", "2026-02"]
    assert closed_months("2026-01-31") == ["2025-11", "2025-12"]
    here = hospital.places["centre"]
    with seeded.transaction() as txn:
        for period, told in (("2026-10", 40), ("2026Q4", 40), ("2026-11", 0)):
            ids = [result_id(here, period, person.id) for person in hospital.people]
            rows = [registers(txn, id) for id in ids]
            told_of = [row[id, "components"][1] for id, row in zip(ids, rows, strict=True) if (id, "components") in row]
            assert len(told_of) == told
            contests = [each for value in told_of for each in value if each["id"].startswith("self/比")]
            assert len(contests) == 5 * told


def test_the_neighbour_shares_the_library_alone(seeded: Store, hospital: Hospital) -> None:
    with seeded.transaction() as txn:
        roster = roster_of(txn, EVENING)
        held: dict[bytes, set[str]] = {}
        for person in hospital.people:
            families = scopes_for(person.id, roster)
            held.setdefault(person.institution, set()).update(families.plain, families.ageing)
    assert held[hospital.places["centre"]] & held[hospital.places["neighbour"]] == {"library"}


def test_asked_again_it_adds_only_the_days_that_have_passed(store: Store, hospital: Hospital) -> None:
    people = ensure(store, EVENING)
    with store.transaction() as txn:
        before = count(txn, "self_evaluation")
    assert ensure(store, EVENING) == people
    with store.transaction() as txn:
        assert count(txn, "self_evaluation") == before
    assert ensure(store, EVENING + 2 * DAY_MS) == people
    with store.transaction() as txn:
        assert before + 20 <= count(txn, "self_evaluation") <= before + 120
        assert txn.fetch("select count(*) from quarantine")[0][0] == 0


def test_it_keeps_away_from_a_database_that_is_somebody_elses(store: Store) -> None:
    with store.transaction() as txn:
        assert not is_demonstration(txn)
        add_account(txn, bytes(15) + b"\x01", "somebody", "hash", EVENING)
    with pytest.raises(NotADemonstration):
        ensure(store, EVENING)
    with store.transaction() as txn:
        assert count(txn, "person") == 0
