"""What the server writes keeps to the limits of a change, however many it is about: an act becomes several changes."""

from __future__ import annotations

from typing import Any

from models.document import ServerAct, natural_id, uuid_text
from sync.change import WRITES_MAX, Change, decode_change
from sync.stamp import SERVER_REPLICA, replica_of
from tests.api.hospital import ADMIN, BRANCH, HEAD, INSTITUTION, NOW_MS, NURSE, WARD, Hospital, server_id
from tests.api.recount import registers

STAFF = [server_id(1_000 + number) for number in range(600)]
ROUND, ACTIVITY, PLAN = (server_id(2_000 + number) for number in range(3))
ELECTORATE = natural_id(f"electorate/{uuid_text(ROUND)}")


def told(hospital: Hospital, person: bytes, doc: bytes) -> list[Change]:
    """The changes of a document that somebody pulls in one scope, each as a client that checks §4 reads it."""
    scopes = hospital.phone(person).pull(limit=5_000).scopes.values()
    found = [[decode_change(entry.content) for entry in scope.entries if entry.author is not None] for scope in scopes]
    return next(mine for scope in found if (mine := [change for change in scope if change.doc == doc]))


def whole(changes: list[Change]) -> dict[str, Any]:
    return {path: value for change in changes for path, value in change.values().items()}


def test_an_act_of_many_writes_is_several_changes_with_its_names_in_the_first(hospital: Hospital) -> None:
    people = {f"evaluators/{uuid_text(person)}": True for person in STAFF}
    people |= {f"subjects/{uuid_text(person)}": 3 for person in STAFF}
    names = {"institution": INSTITUTION, "day": "2026-11-21", "round": ROUND}
    hospital.write(ServerAct(ELECTORATE, "electorate", {**people, **names}))
    with hospital.store.transaction() as txn:
        assert {path: value for (_, path), (_, value) in registers(txn, ELECTORATE).items()} == {**people, **names}
    changes = told(hospital, ADMIN, ELECTORATE)
    assert [len(change.writes) for change in changes] == [WRITES_MAX, WRITES_MAX, len(people) + 3 - 2 * WRITES_MAX]
    assert changes[0].writes[0][0] == "round"
    assert whole(changes) == {**people, **names}
    assert sorted({change.id for change in changes}) == [change.id for change in changes]


def test_a_long_act_of_few_writes_is_split_by_its_bytes(hospital: Hospital) -> None:
    words = {f"items/q{number}": {"label": "字" * 5_000} for number in range(40)}
    form = natural_id("form/long@1")
    hospital.write(ServerAct(form, "form", {"title": "长表", **words, "name": "long@1"}))
    changes = told(hospital, NURSE, form)
    assert len(changes) == 3
    assert changes[0].writes[0][0] == "name"
    assert whole(changes) == {"title": "长表", **words, "name": "long@1"}


def test_what_follows_from_a_long_act_follows_once_when_all_of_it_stands(hospital: Hospital) -> None:
    since = {"from": "2020-01-01", "to": None}
    hospital.write(
        *(
            ServerAct(
                id, "person", {"institution": INSTITUTION, "name": "某人", "memberships/1": {"unit": WARD, **since}}
            )
            for id in STAFF
        )
    )
    asked = {f"people/{uuid_text(person)}": True for person in STAFF}
    times = {"begins_at": NOW_MS + 3_600_000, "ends_at": NOW_MS + 7_200_000}
    at = {"institution": INSTITUTION, "organiser": HEAD, "place": BRANCH, "type": "training", "title": "学习"}
    announced = {"announced": True, "due_by": "named", **at, **times, **asked}
    hospital.write(ServerAct(ACTIVITY, "activity", announced))
    changes = told(hospital, STAFF[-1], ACTIVITY)
    due = [path for change in changes for path, _ in change.writes if path.startswith("due/")]
    assert sorted(due) == sorted(f"due/{uuid_text(person)}" for person in STAFF)
    assert max(len(change.writes) for change in changes) <= WRITES_MAX


def test_the_parts_of_a_quiet_act_move_no_clock_of_the_servers(hospital: Hospital) -> None:
    notice = natural_id(f"inspection_notice/{uuid_text(PLAN)}")
    places = {f"places/{uuid_text(person)}": True for person in STAFF}
    hospital.write(ServerAct(notice, "inspection_notice", {**places, "plan": PLAN, "institution": INSTITUTION}))
    changes = told(hospital, NURSE, notice)
    assert len(changes) == 2
    assert whole(changes) == {**places, "plan": PLAN, "institution": INSTITUTION}
    assert all(replica_of(change.id) != SERVER_REPLICA for change in changes)
