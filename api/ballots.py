"""Anonymous ballots: issuing to whom is on the roll, casting by nobody in particular, and what is published at the end.

Promises: issuing knows the person and not the key that is signed, casting knows the key and not the person, and no row,
stamp or line of a log joins the two. The same request gets the same answer. Turnout is told in steps of five.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from msgspec import Struct

from api import ballot_box
from api.ballot_keys import private_key
from api.ballot_signing import is_issued, is_proven, public_key, sign_blindly
from api.clock import Clock
from api.database import Txn
from api.intake import write_as_server
from api.ledger import now_of
from api.problems import Problem
from api.roster_cache import roster_of
from api.sessions import Caller, Doors
from api.shelf import Shelf, shelf_of
from models.ballot import SIGNATURE_BYTES, Ballot, BallotInvalid, inclusion_path, leaf_hash, open_envelope, steps
from models.ballot_context import BallotContext, grace_ms, keeps_office, on_roll, read_context
from models.ballot_publication import rows
from models.document import Document, ServerAct, natural_id, uuid_text
from models.form import Form, read_form
from models.moderation import peer_result_id
from models.poll_plan import read_poll, result_id
from models.recusal import recusal_id

KEYS_KEPT = 2_000


class IssueAsked(Struct, forbid_unknown_fields=True):
    """签发请求: `blinded` is the blinded token, as long as the key."""

    context: bytes
    blinded: bytes


class CastAnswer(Struct, frozen=True):
    """投票答复: a status, and what a receipt says of the ballot's place."""

    status: int
    told: dict[str, Any]


HELD = CastAnswer(202, {})


class Ballots:
    """匿名投票: everything that is not a document."""

    def __init__(self, database: Callable[[], Doors], clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._keys: dict[bytes, RSAPublicKey] = {}

    async def issue(self, caller: Caller, body: bytes) -> bytes:
        """The blind signature; Problem: malformed, not_found, ballot_issued, ballot_on_paper, closed, unavailable."""
        try:
            asked = msgspec.msgpack.decode(body, type=IssueAsked)
        except (msgspec.MsgspecError, RecursionError, ValueError):
            raise Problem("malformed") from None
        if len(asked.context) != 16 or len(asked.blinded) != SIGNATURE_BYTES:
            raise Problem("malformed")
        now_ms = self._clock()
        before = await self._database().read(
            lambda txn: _issuable(txn, Shelf(txn, locking=False), caller.person, asked, now_ms)
        )
        if isinstance(before, _Issued):
            return before.signature
        try:
            signature = await asyncio.to_thread(sign_blindly, before.private, asked.blinded)
        except ValueError:
            raise Problem("malformed") from None
        return await self._database().write(lambda txn: write_issue(txn, caller.person, asked, signature, now_ms))

    async def issued(self, caller: Caller) -> list[bytes]:
        """The contexts of which the caller was given a ballot, on whatever device; what became of it nobody knows."""
        return await self._database().read(lambda txn: ballot_box.issued_to(txn, caller.person))

    async def cast(self, body: bytes) -> CastAnswer:
        """What becomes of a ballot; Problem: ballot_invalid, ballot_revision, ballot_early, ballot_closed."""
        try:
            ballot = open_envelope(body)
        except BallotInvalid:
            raise Problem("ballot_invalid") from None
        key = await self._key(ballot.context)
        if key is None or not is_issued(key, ballot) or not is_proven(ballot):
            raise Problem("ballot_invalid")
        now_ms = self._clock()
        return await self._database().write(lambda txn: take_ballot(txn, ballot, now_ms))

    async def published(self, caller: Caller, context: bytes) -> dict[str, Any]:
        """Every ballot of a context that has closed, for a recount, and no words; Problem `not_found` for all else."""
        now_ms = self._clock()
        return await self._database().read(lambda txn: _published(txn, caller.person, context, now_ms))

    async def _key(self, context: bytes) -> RSAPublicKey | None:
        """The issuer's key; it never changes, so it is read once."""
        known = self._keys.get(context)
        if known is None:
            document = await self._database().read(lambda txn: _document(Shelf(txn, locking=False), context))
            told = "" if document is None else read_context(document).key
            if not told:
                return None
            if len(self._keys) >= KEYS_KEPT:
                self._keys.clear()
            known = self._keys[context] = public_key(told)
        return known


class _Issued(Struct, frozen=True):
    """已签发: the answer that was given before."""

    signature: bytes


class _Issuable(Struct, frozen=True):
    """可签发: by this key."""

    private: bytes


def _issuable(txn: Txn, shelf: Shelf, person: bytes, asked: IssueAsked, now_ms: int) -> _Issued | _Issuable:
    document = _document(shelf, asked.context)
    if document is None or not on_roll(document, person):
        raise Problem("not_found")
    before = txn.fetch("select hash, signature from ballot_issues where id = ?", [person + asked.context])
    if before:
        if before[0][0] != _hash(asked.blinded):
            raise Problem("ballot_issued")
        return _Issued(before[0][1])
    context = read_context(document)
    if _document(shelf, recusal_id(context.source, person, context.subject), "recusal") is not None:
        raise Problem("not_found")
    source = _document(shelf, context.source, "poll")
    poll = None if source is None else read_poll(source)
    if poll is not None and uuid_text(person) in poll.on_paper:
        raise Problem("ballot_on_paper")
    ended = context.closes_at is not None and now_ms > context.closes_at
    if context.closed is not None or ended or (poll is not None and poll.closed):
        raise Problem("issue_closed")
    private = private_key(txn, asked.context)
    if private is None:
        raise Problem("unavailable", headers={"retry-after": "1"})
    return _Issuable(private)


def write_issue(txn: Txn, person: bytes, asked: IssueAsked, signature: bytes, now_ms: int) -> bytes:
    """Stores that somebody was given this signature; the one that was given before, where there is one."""
    shelf = _opened_shelf(txn)
    shelf.gather([asked.context], writing=True)  # who hands out a paper asks for it, too
    found = _issuable(txn, shelf, person, asked, now_ms)
    if isinstance(found, _Issued):
        return found.signature
    txn.execute(
        "insert into ballot_issues (id, context, hash, signature) values (?, ?, ?, ?)",
        [person + asked.context, asked.context, _hash(asked.blinded), signature],
    )
    _tell_turnout(txn, asked.context, "issued_steps", ballot_box.count_issued(txn, asked.context), now_ms)
    return signature


def take_ballot(txn: Txn, ballot: Ballot, now_ms: int) -> CastAnswer:
    """What becomes of a ballot whose signatures hold."""
    document = _document(_opened_shelf(txn), ballot.context)
    if document is None:
        raise Problem("ballot_invalid")
    context = read_context(document)
    if context.closed is not None:
        return _receipt(txn, ballot, document)
    if context.opens_at is not None and now_ms < context.opens_at:
        raise Problem("ballot_early")
    if _is_over(txn, context, now_ms) and not ballot_box.is_taken(txn, ballot):
        raise Problem("ballot_closed")
    ended = context.closes_at is not None and now_ms > context.closes_at
    to_cast = ballot_box.count_issued(txn, ballot.context) if ended else context.electors
    written = ballot_box.put(txn, ballot, to_cast)
    # What waits is not told: it may be lost with the server, and is cast again.
    _tell_turnout(txn, ballot.context, "cast_steps", ballot_box.count_written(txn, ballot.context), now_ms)
    return CastAnswer(200, {"written": True, "leaf": leaf_hash(ballot).hex()}) if written else HELD


def _is_over(txn: Txn, context: BallotContext, now_ms: int) -> bool:
    """A round ends by its time, and a grace for what is on its way; a poll by its chair's reveal."""
    if context.form is None or context.closes_at is None or now_ms <= context.closes_at:
        return False
    institution = _document(_opened_shelf(txn), context.institution, "institution")
    return now_ms > context.closes_at + grace_ms(institution)


def _receipt(txn: Txn, ballot: Ballot, document: Document) -> CastAnswer:
    """Where the ballot stands in the published tree; Problem `ballot_closed` where it does not."""
    leaf, leaves = leaf_hash(ballot), ballot_box.leaves_of(txn, ballot.context)
    if leaf not in leaves:
        raise Problem("ballot_closed")
    index = leaves.index(leaf)
    path = [each.hex() for each in inclusion_path(leaves, index)]
    told = {"leaf": leaf.hex(), "index": index, "path": path, "root": document.value("root"), "size": len(leaves)}
    return CastAnswer(200, told)


def _published(txn: Txn, person: bytes, id: bytes, now_ms: int) -> dict[str, Any]:
    shelf = Shelf(txn, locking=False)
    document = _document(shelf, id)
    if document is None:
        raise Problem("not_found")
    in_office = keeps_office(person, document, roster_of(txn, now_of(txn, now_ms)))
    counted, context = document.value("counted"), read_context(document)
    if not (in_office or on_roll(document, person)) or counted is None or counted < context.threshold:
        raise Problem("not_found")
    if _is_sealed(shelf, context):
        raise Problem("not_found")
    box, of_round = ballot_box.box_of(txn, id), context.form is not None
    mine = in_office and person != context.subject if of_round else not _few_beside(shelf, context)
    readable = mine and _has_result(shelf, context, of_round=of_round)
    given = rows(box.ballots, _form(shelf, context), of_round=of_round, readable=readable)
    told = {"ballots": given, "leaves": [leaf_hash(each) for each in box.ballots], "issued": box.issued}
    return told | {"root": document.value("root"), "key": context.key, "counts": {"counted": counted}}


def _form(shelf: Shelf, context: BallotContext) -> Form | None:
    found = None if context.form is None else _document(shelf, natural_id(f"form/{context.form}"), "form")
    return None if found is None else read_form(found)


def _is_sealed(shelf: Shelf, context: BallotContext) -> bool:
    """The ballots of a poll are nobody's to read before its chair reveals the result."""
    source = _document(shelf, context.source, "poll")
    return source is not None and source.value("revealed") is not True


def _has_result(shelf: Shelf, context: BallotContext, *, of_round: bool) -> bool:
    """Whether anything is made of the ballots: those of a void poll, and of a round below its quorum or with too few
    valid sheets, tell nobody more than the result does."""
    if of_round:
        result = _document(shelf, peer_result_id(context.source, context.subject), "peer_result")
        return result is not None and result.value("below") is not True
    result = _document(shelf, result_id(context.source), "poll_result")
    return result is None or not (result.value("void") or result.value("below"))


def _few_beside(shelf: Shelf, context: BallotContext) -> bool:
    """Whether so few came on paper or by hand that the ballots taken from the result would say how those fell."""
    result = _document(shelf, result_id(context.source), "poll_result")
    told = [] if result is None else [result.value(f"channels/{name}") for name in ("paper", "hands")]
    return any(each and 0 < each["returned"] < context.threshold for each in told)


def _tell_turnout(txn: Txn, context: bytes, path: str, count: int, now_ms: int) -> None:
    document = _document(_opened_shelf(txn), context)
    if document is not None and document.value(path) != steps(count):
        write_as_server(txn, [ServerAct(context, "ballot_context", {path: steps(count)})], now_ms)


def _opened_shelf(txn: Txn) -> Shelf:
    shelf = shelf_of(txn)
    shelf.open()
    return shelf


def _document(shelf: Shelf, id: bytes, kind: str = "ballot_context") -> Document | None:
    shelf.open()
    held = shelf.get(id)
    return held.document if held is not None and held.document.kind == kind else None


def _hash(blinded: bytes) -> bytes:
    return hashlib.sha256(blinded).digest()
