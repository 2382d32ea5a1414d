"""A ward for tests of what is live: an institution, a unit with its head, people, a form, and changes they make."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from api.accounts import add_account, open_session
from api.database import Txn
from api.intake import take, write_as_server
from models.document import ServerAct, uuid_text
from sync.change import encode_change
from sync.messages import encode_push
from sync.natural import natural_id
from sync.stamp import ZERO, make, next_stamp

FOUNDED_MS = 1_600_000_000_000
FORM = "round@1"
SINCE = "2020-01-01"


@dataclass
class Colleague:
    """A person who is signed in on one device: 16 bytes each, the cookie's token in `token`."""

    person: bytes
    replica: int = 0
    device: bytes = bytes(16)
    token: str = ""
    latest: bytes = ZERO


@dataclass
class Ward:
    """Everybody by name. `found` writes the documents and signs them in."""

    colleagues: dict[str, Colleague] = field(default_factory=dict[str, Colleague])
    institution: bytes = field(default_factory=lambda: made(1))
    unit: bytes = field(default_factory=lambda: made(2))

    def found(self, txn: Txn, now_ms: int, *names: str, head: str | None = None) -> None:
        """The institution with its unit and form, and these people in the unit; `head` is its head."""
        title = {"name": FORM, "title": "Round", "items/a": {"order": 1, "type": "text", "label": "A"}, "used": True}
        acts = [
            ServerAct(self.institution, "institution", {"name": "Centre"}),
            ServerAct(self.unit, "unit", {"institution": self.institution, "name": "Ward", "type": "department"}),
            ServerAct(natural_id(f"form/{FORM}"), "form", title),
        ]
        for number, name in enumerate(names, 10):
            colleague = self.colleagues[name] = Colleague(made(number))
            acts.append(ServerAct(colleague.person, "person", self._person(name, head=name == head)))
        write_as_server(txn, acts, now_ms)
        for name in names:
            self.sign_in(txn, name, now_ms)

    def sign_in(self, txn: Txn, name: str, now_ms: int) -> None:
        """An account and a session below the doors of sign-in."""
        colleague = self.colleagues[name]
        add_account(txn, colleague.person, name, "-", now_ms)
        session = open_session(txn, colleague.person, "phone", now_ms)
        colleague.replica, colleague.device, colleague.token = session.replica, session.device, session.token

    def write(self, txn: Txn, name: str, day: str, writes: dict[str, Any], now_ms: int) -> None:
        """One change of somebody to their own evaluation of a day, pushed; it must be taken."""
        body = self.push_body(name, day, writes, now_ms)
        assert take(txn, self.colleagues[name], body, now_ms, "en").results == [None]

    def push_body(self, name: str, day: str, writes: dict[str, Any], now_ms: int) -> bytes:
        """The body of a push with one change; `person`, `form` and `day` are written as well."""
        colleague = self.colleagues[name]
        colleague.latest = next_stamp(colleague.latest, now_ms, colleague.replica)
        doc = self.evaluation(name, day)
        named = {"person": colleague.person, "form": FORM, "day": day, **writes}
        return encode_push(None, [encode_change(colleague.latest, doc, "self_evaluation", list(named.items()))])

    def evaluation(self, name: str, day: str) -> bytes:
        """The id of somebody's evaluation of a day."""
        return natural_id(f"self_evaluation/{uuid_text(self.colleagues[name].person)}/{FORM.partition('@')[0]}/{day}")

    def scope(self, name: str, quarter: str) -> str:
        return f"person/{uuid_text(self.colleagues[name].person)}/{quarter}"

    def dismiss(self, txn: Txn, name: str, now_ms: int) -> None:
        """Somebody is head of the unit no longer."""
        gone = {"roles/1": {"role": "head", "at": self.unit, "from": SINCE, "to": SINCE}}
        write_as_server(txn, [ServerAct(self.colleagues[name].person, "person", gone)], now_ms)

    def _person(self, name: str, *, head: bool) -> dict[str, Any]:
        stay = {"unit": self.unit, "from": SINCE, "to": None}
        writes: dict[str, Any] = {"institution": self.institution, "name": name, "memberships/1": stay}
        if head:
            writes["roles/1"] = {"role": "head", "at": self.unit, "from": SINCE, "to": None}
        return writes


def made(number: int) -> bytes:
    """An id of the server's own."""
    return make(FOUNDED_MS, number, 1)
