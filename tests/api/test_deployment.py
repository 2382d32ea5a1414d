"""The secret of a deployment, and the draw of reviews that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.database import Txn
from api.deployment import deployment_key, document_secret
from api.roster_cache import roster_of
from api.shelf import read_documents
from models.document import ServerAct, natural_id, uuid_text
from models.round import assignments, read_round
from tests.api.hospital import ADMIN, INSTITUTION, NOW_MS, TODAY, WARD, Hospital, hospital_at, server_id

DAY_MS = 86_400_000
ROUND_PLAN: dict[str, Any] = {
    "institution": INSTITUTION,
    "title": "第四季度互评",
    "form": "review@1",
    "opens_at": NOW_MS - DAY_MS,
    "closes_at": NOW_MS + DAY_MS,
    "anonymity": "named",
    "rule": {"type": "same_unit", "each": 2},
}


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


def test_the_secret_is_drawn_once_and_each_document_has_its_own(hospital: Hospital) -> None:
    with hospital.store.transaction() as txn:
        key, mine, other = deployment_key(txn), document_secret(txn, ADMIN), document_secret(txn, WARD)
    hospital.store.close()
    with hospital.store.transaction() as txn:
        assert (deployment_key(txn), document_secret(txn, ADMIN)) == (key, mine)
    assert {len(each) for each in (key, mine, other)} == {32}
    assert len({key, mine, other}) == 3


def test_who_reads_the_round_and_the_roster_cannot_work_out_who_reviews_whom(hospital: Hospital) -> None:
    stay = {"unit": WARD, "from": "2020-01-01", "to": None}
    people = {server_id(number): f"职工{number}" for number in range(100, 120)}
    hospital.write(
        *(
            ServerAct(id, "person", {"institution": INSTITUTION, "name": name, "memberships/1": stay})
            for id, name in people.items()
        )
    )
    admin = hospital.phone(ADMIN)
    round = admin.stamp()
    for writes in (ROUND_PLAN, {"opened": True}):
        assert admin.codes(admin.change(round, writes, kind="peer_round")) == [None]
    with hospital.store.transaction() as txn:
        secret = document_secret(txn, round)
        assert _stored(txn, round) == _drawn(txn, round, secret)
        for known in (round, INSTITUTION, ADMIN, b""):
            assert _stored(txn, round) != _drawn(txn, round, known)


def _drawn(txn: Txn, round: bytes, secret: bytes) -> dict[bytes, set[str]]:
    (document,) = read_documents(txn, [round])
    drawn = assignments(read_round(document), roster_of(txn, NOW_MS), TODAY.isoformat(), secret)
    return {who: {f"subjects/{uuid_text(each)}" for each in subjects} for who, subjects in drawn.items()}


def _stored(txn: Txn, round: bytes) -> dict[bytes, set[str]]:
    people = [person.id for person in roster_of(txn, NOW_MS).people_of(INSTITUTION)]
    return {who: {path for path in _paths(txn, round, who) if path.startswith("subjects/")} for who in people}


def _paths(txn: Txn, round: bytes, reviewer: bytes) -> set[str]:
    doc = natural_id(f"peer_assignment/{uuid_text(round)}/{uuid_text(reviewer)}")
    return {path for document in read_documents(txn, [doc]) for path in document.registers}
