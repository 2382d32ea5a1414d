"""Work that is stamped again after a backup was restored: what has to be done in time counts from when its replica was
issued, is refused in words where that is too late, and is not lost (protocol §5). Both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.database import Txn
from api.ledger import scopes_of_document
from api.quarantine import listed
from api.roster_cache import roster_of
from models.document import ServerAct, natural_id, uuid_text
from sync.stamp import make
from tests.api.hospital import COLLEAGUE, INSTITUTION, NOW_MS, NURSE, Hospital, Phone, fetch, hospital_at, server_id

POLL = server_id(70)
ENDED_MS = NOW_MS - 2_000_000
CAST_MS = ENDED_MS - 60_000
BEFORE_MS = ENDED_MS - 1_000_000


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    """A poll of everybody that was closed half an hour ago."""
    asked = {"institution": INSTITUTION, "title": "是否同意", "type": "approval", "mode": "confidential"}
    with hospital_at(database_url) as made:
        made.write(ServerAct(POLL, "poll", {**asked, "opened": True}), now_ms=BEFORE_MS)
        made.write(ServerAct(POLL, "poll", {"closed": True}), now_ms=ENDED_MS)
        yield made


def _ballot(phone: Phone, at_ms: int = CAST_MS) -> bytes:
    """A ballot of this person, stamped by this phone."""
    writes = {"poll": POLL, "voter": phone.person, "answers/-": 1, "cast": True}
    return phone.change(_id(phone.person), writes, kind="poll_ballot", stamp=make(at_ms, 0, phone.replica))


def _id(voter: bytes) -> bytes:
    return natural_id(f"poll_ballot/{uuid_text(POLL)}/{uuid_text(voter)}")


def _restored(txn: Txn, replica: int) -> None:
    """The backup is older than this replica's sign-in."""
    txn.execute("delete from replicas where id = ?", [replica])


def test_a_ballot_of_a_replica_that_the_backup_knows_counts_however_late_it_comes(hospital: Hospital) -> None:
    nurse = hospital.phone(NURSE, issued_ms=BEFORE_MS)
    assert nurse.codes(_ballot(nurse)) == [None]


def test_one_that_is_stamped_again_by_a_replica_from_after_the_end_is_refused_in_words_and_kept(
    hospital: Hospital,
) -> None:
    lost = hospital.phone(COLLEAGUE, issued_ms=BEFORE_MS)
    with hospital.store.transaction() as txn:
        _restored(txn, lost.replica)
    assert lost.codes(_ballot(lost)) == ["replica"]
    assert fetch(hospital, "select count(*) from quarantine") == [(0,)], (
        "it may be stamped again: nothing is judged yet"
    )
    again = hospital.phone(COLLEAGUE, issued_ms=NOW_MS)
    (answer,) = again.push(_ballot(again)).results
    assert answer is not None
    assert answer["code"] == "closed"
    assert answer["message"]
    with hospital.store.reading() as txn:
        (kept,) = listed(txn, COLLEAGUE, roster_of(txn, NOW_MS), "zh-CN")
        assert scopes_of_document(txn, _id(COLLEAGUE)) == frozenset()
    assert (kept.kind, kept.code, kept.message) == ("poll_ballot", "closed", answer["message"])
    assert "answers/-" in kept.paths
    assert again.push(_ballot(again)).results == [answer], "and judged once"


def test_one_that_is_stamped_again_before_the_end_counts(hospital: Hospital) -> None:
    """The restore was over, and its person signed in anew, while the poll was still open."""
    again = hospital.phone(COLLEAGUE, issued_ms=CAST_MS - 1)
    assert again.codes(_ballot(again)) == [None]


def test_what_has_no_end_keeps_its_day_under_a_new_replica(hospital: Hospital) -> None:
    again = hospital.phone(COLLEAGUE, issued_ms=NOW_MS)
    writes = {**again.opening(), "note": "写在备份之前"}
    change = again.change(again.evaluation(), writes, stamp=make(CAST_MS, 0, again.replica))
    assert again.codes(change) == [None]
