"""What two devices of a secretary type into one part of a commentary, over the real intake. Both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.ledger import scopes_of_document
from api.shelf import read_documents
from models.commentary_kept import note_id
from models.document import natural_id, uuid_text
from sync.stamp import make
from tests.api.hospital import BRANCH, INSTITUTION, NOW_MS, NURSE, SECRETARY, Hospital, Phone, hospital_at

PERIOD = "2026Q4"
DOC = natural_id(f"branch_commentary/{PERIOD}/{uuid_text(BRANCH)}/{uuid_text(NURSE)}")
NAMED = {"period": PERIOD, "branch": BRANCH, "subject": NURSE, "institution": INSTITUTION}
NOTE = note_id(DOC, NURSE, SECRETARY)


@pytest.fixture
def hospital(database_url: str) -> Iterator[Hospital]:
    with hospital_at(database_url) as made:
        yield made


def _typed(phone: Phone, words: str, at_ms: int) -> bytes:
    stamp = make(at_ms, 0, phone.replica)
    return phone.change(DOC, {**NAMED, "problems": words}, kind="branch_commentary", stamp=stamp)


@pytest.mark.parametrize("earlier_first", [True, False], ids=["in order", "the earlier last"])
def test_both_are_there_in_whatever_order_they_arrive(hospital: Hospital, earlier_first: bool) -> None:
    ward, home = hospital.phone(SECRETARY), hospital.phone(SECRETARY)
    pushes = [(ward, _typed(ward, "记录慢", NOW_MS - 2_000)), (home, _typed(home, "字迹潦草", NOW_MS - 1_000))]
    for phone, change in pushes if earlier_first else reversed(pushes):
        assert phone.codes(change) == [None]
    with hospital.store.reading() as txn:
        (commentary,), (note,) = read_documents(txn, [DOC]), read_documents(txn, [NOTE])
        assert scopes_of_document(txn, NOTE) == {
            f"person/{uuid_text(SECRETARY)}/{PERIOD}",
            f"branch/{uuid_text(BRANCH)}/evaluations/{PERIOD}",
        }
    assert commentary.value("problems") == "字迹潦草"
    assert [each.value for path, each in note.registers.items() if path.startswith("said/")] == ["记录慢"]
    told = ward.pull(limit=5_000)
    assert "记录慢".encode() in b"".join(entry.content for scope in told.scopes.values() for entry in scope.entries)
