"""Founding: the first documents of a deployment, written by the server, and the roster as enrolment reads it."""

import secrets
from typing import Any

from api.database import Txn
from api.intake import write_as_server
from api.roster_cache import roster_of
from models import built_in_forms, public_holidays
from models.account_event import account_event
from models.calendar import local_day
from models.document import ServerAct
from models.roster import Roster
from sync.stamp import COUNTER_MAX, SERVER_REPLICA, make


class Founding:
    """建立: what `api.enrolment` needs of the documents."""

    def roster(self, txn: Txn, now_ms: int) -> Roster:
        """Who is who, as this transaction sees it."""
        return roster_of(txn, now_ms)

    def found_institution(self, txn: Txn, name: str, administrator: dict[str, Any], now_ms: int) -> bytes:
        """Writes the institution and its first person, who administers it; returns the person's id."""
        institution, person = new_id(txn, now_ms), new_id(txn, now_ms)
        role = {"role": "admin", "at": institution, "from": administrator["since"], "to": None}
        write_as_server(
            txn,
            [
                ServerAct(institution, "institution", {"name": name}),
                ServerAct(
                    person,
                    "person",
                    {
                        "institution": institution,
                        "name": administrator["name"],
                        "pinyin": administrator["pinyin"],
                        "roles/1": role,
                    },
                ),
            ],
            now_ms,
        )
        return person

    def note(self, txn: Txn, person: bytes, by: bytes, what: str, now_ms: int) -> None:
        """Writes what was done to the person's account, for them to see, with what follows of it."""
        write_as_server(txn, [account_event(new_id(txn, now_ms), person, by, what, now_ms)], now_ms)


def bring_library(txn: Txn, now_ms: int) -> int:
    """Writes the library's forms and calendars that this database doesn't have yet; returns how many."""
    year = int(local_day(now_ms)[:4])
    acts = [*built_in_forms.acts(), *public_holidays.acts(range(year - 1, year + 2))]
    known = {id for (id,) in txn.fetch_in("select id from documents where id in (*)", [act.doc for act in acts])}
    missing = [act for act in acts if act.doc not in known]
    if missing:
        write_as_server(txn, missing, now_ms)
    return len(missing)


def new_id(txn: Txn, now_ms: int) -> bytes:
    """A document id of the server's own that nobody has yet."""
    while True:
        id = make(now_ms - secrets.randbelow(1000), secrets.randbelow(COUNTER_MAX + 1), SERVER_REPLICA)
        if not txn.fetch("select 1 from documents where id = ?", [id]):
            return id
