"""Who reads what of anonymous ballots: those on the roll and the office; of a large roll, the whole institution.

Promises: pure. A roll of more than `ROLL_SCOPES_MAX` would put every step of the turnout into as many scopes; who may
take part in a ballot of a whole institution is no secret in it.
"""

from __future__ import annotations

from models.ballot_context import ROLL
from models.document import Document
from models.roster import Roster
from models.scope_names import named

ROLL_SCOPES_MAX = 60


def of_context(document: Document, roster: Roster) -> frozenset[str]:
    office = named("office", document.value("institution")) | named("office", document.value("branch"))
    roll = [path[len(ROLL) :] for path in document.registers if path.startswith(ROLL)]
    if len(roll) > ROLL_SCOPES_MAX:
        return office | named("institution", document.value("institution"))
    return office.union(f"person/{person}" for person in roll)
