"""选票: an anonymous ballot as it travels, when it is valid, and the tree in which it is published.

Promises: pure; a ballot has one spelling only, so equal ballots are equal bytes; every envelope has the same size; the
tree is RFC 6962's over leaf hashes in ascending order, so nothing of it tells when a ballot came. What a signature
proves is asked of `models.blind_signature` and of whoever knows P-256. TypeScript (`pwa/src/model/ballot.ts`) does the
same, held by tests/vectors/ballot.json.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec
from msgspec import Struct

from models.sealed_words import unsealed

ENVELOPE_BYTES = 8_192
ANSWERS_BYTES_MAX = 7_168
"""Of the answers and the words kept apart from them together."""
ANSWERS_DEPTH_MAX = 4
KEY_BYTES = 65
"""An uncompressed point of P-256."""
NONCE_BYTES = 32
TOKEN_BYTES = NONCE_BYTES + KEY_BYTES
SIGNATURE_BYTES = 256
PROOF_BYTES = 64
REVISION_MAX = 2**32 - 1
HASH_BYTES = 32
STEP = 5
"""Turnout is told in steps of so many; so many ballots are written at once."""

_UNCOMPRESSED = b"\x04"
_PROOF_OF = b"mingcha-ballot-1"
_LEAF, _NODE = b"\x00", b"\x01"


class Ballot(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """选票: answers under a one-time key that the issuer signed blindly; nothing of it says whose they are.

    `answers` are MessagePack as sent; `token` is what the issuer signed: 32 random bytes and the key; `proof` is the
    key's own signature over context, revision and answers. `words` are what the answers hold digests of
    (`models.sealed_words`): they travel with the ballot, and are no part of its leaf.
    """

    context: bytes
    revision: int
    answers: bytes
    key: bytes
    token: bytes
    signature: bytes
    proof: bytes
    words: bytes = b""


class _Envelope(Ballot, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """信封: a ballot padded to the size of all."""

    pad: bytes


class BallotInvalid(ValueError):  # noqa: N818 - says what is the case
    """Bytes that are no ballot; `reason` is a stable word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Envelope).decode
_decode_answers = msgspec.msgpack.Decoder(dict[str, Any]).decode


def seal(ballot: Ballot) -> bytes:
    """The envelope of a ballot. BallotInvalid where its answers don't fit."""
    if _is_too_long(ballot):
        raise BallotInvalid("answers_too_long")
    fields = _fields(ballot)
    spare = ENVELOPE_BYTES - len(_encode({**fields, "pad": bytes(256)})) + 256
    return _encode({**fields, "pad": bytes(spare)})


def open_envelope(body: bytes) -> Ballot:
    """The ballot in an envelope. BallotInvalid unless it is the one spelling of a well-formed ballot."""
    if len(body) != ENVELOPE_BYTES:
        raise BallotInvalid("wrong_size")
    try:
        envelope = _decode(body)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        raise BallotInvalid("unreadable") from None
    fields = msgspec.structs.asdict(envelope)
    del fields["pad"]
    ballot = Ballot(**fields)
    reason = misshapen(ballot)
    if reason is not None:
        raise BallotInvalid(reason)
    if seal(ballot) != body:
        raise BallotInvalid("other_spelling")
    return ballot


def misshapen(ballot: Ballot) -> str | None:
    """Why a ballot can't be one, whatever its signatures say; None where it can."""
    sizes = (
        (ballot.context, 16),
        (ballot.key, KEY_BYTES),
        (ballot.token, TOKEN_BYTES),
        (ballot.signature, SIGNATURE_BYTES),
        (ballot.proof, PROOF_BYTES),
    )
    if any(len(given) != size for given, size in sizes) or not 0 <= ballot.revision <= REVISION_MAX:
        return "wrong_field"
    if ballot.key[:1] != _UNCOMPRESSED or ballot.token[NONCE_BYTES:] != ballot.key:
        return "wrong_token"
    if _is_too_long(ballot):
        return "answers_too_long"
    if answers_of(ballot) is None:
        return "answers_unreadable"
    return None if said_of(ballot) is not None else "words_unreadable"


def _is_too_long(ballot: Ballot) -> bool:
    return len(ballot.answers) + len(ballot.words) > ANSWERS_BYTES_MAX


def _fields(ballot: Ballot) -> dict[str, Any]:
    """As an envelope names them: `words` where there are some."""
    return {name: value for name, value in msgspec.structs.asdict(ballot).items() if name != "words" or value}


def answers_of(ballot: Ballot) -> dict[str, Any] | None:
    """The answers as a map; None where they are none, or nest too deeply."""
    try:
        answers = _decode_answers(ballot.answers)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    return answers if _depth(answers) <= ANSWERS_DEPTH_MAX else None


def said_of(ballot: Ballot) -> dict[str, Any] | None:
    """The answers with their words in place; None where what is kept apart doesn't open what stands in the answers."""
    answers = answers_of(ballot)
    return None if answers is None else unsealed(answers, ballot.words)


def proven_message(ballot: Ballot) -> bytes:
    """What the one-time key signs."""
    return _PROOF_OF + ballot.context + ballot.revision.to_bytes(4, "big") + ballot.answers


def leaf_hash(ballot: Ballot) -> bytes:
    """The ballot's leaf: SHA-256 over 0x00 and its fields in order, without the words, as one MessagePack array."""
    return hashlib.sha256(_LEAF + _encode(list(msgspec.structs.astuple(ballot)[:-1]))).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes in their order; SHA-256 of nothing where there are none (RFC 6962 §2.1)."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return leaves[0]
    split = _split(len(leaves))
    return _node(tree_root(leaves[:split]), tree_root(leaves[split:]))


def inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes beside the way from a leaf to the root, from below (RFC 6962 §2.1.1)."""
    if len(leaves) <= 1:
        return ()
    split = _split(len(leaves))
    if index < split:
        return (*inclusion_path(leaves[:split], index), tree_root(leaves[split:]))
    return (*inclusion_path(leaves[split:], index - split), tree_root(leaves[:split]))


def is_included(leaf: bytes, index: int, size: int, path: Iterable[bytes], root: bytes) -> bool:
    """Whether the path leads from this leaf of a tree of that size to its root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, leaf
    for beside in path:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            reached = _node(beside, reached)
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            reached = _node(reached, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == root


def steps(count: int) -> int:
    """A turnout as it may be told before the end: the last full step."""
    return count - count % STEP


def is_full(held: int, to_come: int) -> bool:
    """Whether what waits may be written before the end: five at least, and nobody is left alone for it."""
    return held >= STEP and (to_come <= 0 or to_come >= STEP)


def told_at(electors: int) -> list[tuple[int, int]]:
    """At how many ballots the turnout of a roll moves before the end, and to what; all of them cast once."""
    moves, written = list[tuple[int, int]](), 0
    for count in range(1, electors + 1):
        if is_full(count - written, electors - count):
            moves, written = [*moves, (count, steps(count))], count
    return moves


def _split(size: int) -> int:
    """The greatest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _depth(value: Any) -> int:
    """How deep maps and arrays nest; more than may be, counted no further."""
    level, depth = [value], 0
    while level and depth <= ANSWERS_DEPTH_MAX:
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner += cast("dict[str, Any]", each).values()
            elif isinstance(each, list):
                inner += cast("list[Any]", each)
        if not any(isinstance(each, dict | list) for each in level):
            return depth
        level, depth = inner, depth + 1
    return depth
