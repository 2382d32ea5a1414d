"""Every published ballot checked by its signatures: what `mingcha recount` prints beside the tallies that differ.

Promises: writes nothing; the counting is `models.ballot_recount`, which shares nothing with what counted first.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import msgspec

from api.ballot_signing import is_proof, is_signature, public_key
from api.database import Txn
from api.shelf import read_documents
from models.ballot import Ballot
from models.ballot_recount import Mismatch, Published, Row, mismatches
from models.document import Document

_decode = msgspec.msgpack.decode


def audited(txn: Txn) -> list[str]:
    """A line for each thing that doesn't hold, of every context that has closed."""
    ids = [id for (id,) in txn.fetch("select id from documents where kind = 'ballot_context' order by id")]
    return [
        f"ballot_context {UUID(bytes=document.id)} {mismatch.what}: {mismatch.said} ≠ {mismatch.counted}"
        for document in read_documents(txn, ids)
        if document.value("closed") is not None
        for mismatch in _mismatches(txn, document)
    ]


def _mismatches(txn: Txn, document: Document) -> list[Mismatch]:
    told = document.value("key")
    found = list(_ballots(txn, document.id))
    rows: list[Row] = [(e.key, e.revision, e.answers, e.token, e.signature, e.proof) for e in found]
    issued = txn.fetch("select count(*) from ballot_issues where context = ?", [document.id])[0][0]
    counts = (issued, document.value("counted", 0), document.value("root", ""))
    published = Published(document.id, rows, *counts, words=[each.words for each in found])
    if not told:  # it closed before it had a key
        return mismatches(published, lambda token, signature: False, is_proof)
    key = public_key(told)
    return mismatches(published, lambda token, signature: is_signature(key, token, signature), is_proof)


def _ballots(txn: Txn, context: bytes) -> Iterator[Ballot]:
    for (body,) in txn.fetch("select body from ballots where context = ? order by leaf", [context]):
        yield _decode(body, type=Ballot)
