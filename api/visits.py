"""The end of an assessor's task: no sign-in after the last day, and soon no session.

Promises: from the day after the last one an assessor reads nothing (`models.scopes`) and can't sign in; a device that
is still signed in may send what was done in time for as long as surveys take it, and is then ended like any other.
"""

from __future__ import annotations

from api import accounts
from api.database import Txn
from api.roster_cache import roster_of
from models.calendar import local_day
from models.roster import Roster
from models.survey import GRACE_MS


def is_over(txn: Txn, person: bytes, now_ms: int) -> bool:
    """True for somebody from outside whose last day has passed."""
    return _over(roster_of(txn, now_ms), person, local_day(now_ms))


def end_visits(txn: Txn, now_ms: int) -> None:
    """Ends the devices of those whose last day lies further back than the grace."""
    roster, then = roster_of(txn, now_ms), local_day(now_ms - GRACE_MS)
    for person in sorted(roster.persons):
        if _over(roster, person, then):
            accounts.end_all_devices(txn, person, now_ms)


def _over(roster: Roster, person: bytes, day: str) -> bool:
    if not roster.is_external(person):
        return False
    ends = [role.end for role in roster.persons[person].roles if role.role == "assessor"]
    return all(end is not None and end < day for end in ends)
