"""Who reads what of anonymous ballots: those on the roll and the office; of a large roll, the whole institution. Words
about somebody: the organisers, but for whom they are about.

Promises: pure. A roll of more than `ROLL_SCOPES_MAX` would put every step of the turnout into as many scopes; who may
take part in a ballot of a whole institution is no secret in it. Nobody ever holds words about himself, whatever role he
is given later: they are in a scope for each of sixteen bits of the subject's hash, and an organiser holds the opposite
of each of his own. Two people in 65,536 are taken for one, and another organiser reads it.
"""

from __future__ import annotations

from hashlib import sha256

from models.ballot_context import ROLL
from models.document import Document, uuid_text
from models.roster import Roster
from models.scope_names import NOWHERE, named

ROLL_SCOPES_MAX = 60


def of_context(document: Document, roster: Roster) -> frozenset[str]:
    office = named("office", document.value("institution")) | named("office", document.value("branch"))
    roll = [path[len(ROLL) :] for path in document.registers if path.startswith(ROLL)]
    if len(roll) > ROLL_SCOPES_MAX:
        return office | named("institution", document.value("institution"))
    return office.union(f"person/{person}" for person in roll)


def of_words(document: Document, roster: Roster) -> frozenset[str]:
    subject = document.value("subject")
    places = (document.value("institution"), document.value("branch"))
    held = [
        _words(place, _bits(subject)) for place in places if isinstance(place, bytes) and isinstance(subject, bytes)
    ]
    return NOWHERE.union(*held)


def moderated(person: bytes, place: bytes) -> frozenset[str]:
    """What an organiser of an institution or a branch holds: the words about everybody else."""
    return _words(place, _bits(person) ^ (1 << _BITS) - 1)


_BITS = 16


def _bits(person: bytes) -> int:
    return int.from_bytes(sha256(person).digest()[: _BITS // 8])


def _words(place: bytes, bits: int) -> frozenset[str]:
    return frozenset(f"words/{uuid_text(place)}/{bit}.{bits >> bit & 1}" for bit in range(_BITS))
