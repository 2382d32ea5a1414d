"""The roster in memory: built once per connection, brought up to date by what has changed since.

`meta.roster_version` counts the commits that changed a person, unit, branch or institution; each of those documents
carries the version at which it last changed, so a connection reads only what it hasn't seen.
"""

from __future__ import annotations

from api.database import Txn
from api.shelf import read_documents
from models.calendar import local_day
from models.roster import ROSTER_KINDS, Roster

_MEMORY = "roster"


def roster_of(txn: Txn, now_ms: int) -> Roster:
    """The roster as this transaction sees it, turned to the local day of `now_ms` (Unix milliseconds).

    Persons whose roles began or ended with the day go into the news of a writing transaction.
    """
    version = version_of(txn)
    known: tuple[int, Roster] | None = txn.memory.get(_MEMORY)
    day = local_day(now_ms)
    if known is None:
        seen, roster = -1, Roster((), day)
    else:
        seen, roster = known
    if version != seen:
        for document in read_documents(txn, _changed_since(txn, seen)):
            roster.apply(document)
        txn.memory[_MEMORY] = (version, roster)
    txn.news.rights_changed |= roster.turn_to(day)
    return roster


def version_of(txn: Txn) -> int:
    """How often the roster has changed."""
    return int(txn.fetch("select value from meta where key = 'roster_version'")[0][0])


def raise_version(txn: Txn, roster: Roster) -> int:
    """The next version, to be carried by the documents that changed; `roster` already holds them."""
    version = version_of(txn) + 1
    txn.execute("update meta set value = ? where key = 'roster_version'", [str(version)])
    txn.memory[_MEMORY] = (version, roster)
    return version


def _changed_since(txn: Txn, version: int) -> list[bytes]:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(ROSTER_KINDS))
    rows = txn.fetch(f"select id from documents where kind in ({kinds}) and revision > ?", [version])  # noqa: S608
    return [id for (id,) in rows]
