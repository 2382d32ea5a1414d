"""A small world for the rules: two institutions, a bureau above them, everybody of every role, and a library in memory.

`World.tries` asks the rules in the intake's order and, where they say yes, applies the act with what follows from it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from models import built_in_forms
from models.ballot_context import BallotBox
from models.calendar import DAY_MS, HOUR_MS, day_start_ms, local_day
from models.consequences import consequences, due, follows_by_itself, keeping
from models.document import SERVER, Act, Document, Refusal, Register, ServerAct, natural_id, uuid_text
from models.kinds import KINDS
from models.permission import judge, may_create, unknown
from models.roster import ROSTER_KINDS, Roster
from models.scopes import holds, scopes_of

TODAY = "2026-11-21"
NOON = day_start_ms(TODAY) + 12 * HOUR_MS
SINCE = "2025-01-01"


def id_of(number: int) -> bytes:
    """A UUIDv7 that a test can recognise, made on the first day of 2025."""
    ms = day_start_ms("2025-01-01") + number
    return (ms << 80 | 0x7 << 76 | 0b10 << 62 | number).to_bytes(16, "big")


BUREAU, CENTRE, OTHER = id_of(1), id_of(2), id_of(3)
WARD, BAY, SURGERY, OTHER_UNIT = id_of(11), id_of(12), id_of(13), id_of(14)
BRANCH, OTHER_BRANCH, SECOND_BRANCH = id_of(21), id_of(22), id_of(23)

PEOPLE = {
    name: id_of(100 + number)
    for number, name in enumerate(
        (
            "nurse",
            "colleague",
            "head",
            "head_of_bay",
            "head_of_surgery",
            "secretary",
            "leader",
            "inspector",
            "supervisor",
            "admin",
            "bureau_supervisor",
            "bureau_admin",
            "stranger",
            "strange_admin",
            "assessor",
        )
    )
}
_PLACES: dict[str, tuple[bytes, bytes | None, bytes | None, tuple[tuple[str, bytes], ...]]] = {
    "nurse": (CENTRE, BAY, BRANCH, ()),
    "colleague": (CENTRE, BAY, BRANCH, ()),
    "head": (CENTRE, WARD, BRANCH, (("head", WARD),)),
    "head_of_bay": (CENTRE, BAY, None, (("head", BAY),)),
    "head_of_surgery": (CENTRE, SURGERY, None, (("head", SURGERY),)),
    "secretary": (CENTRE, SURGERY, BRANCH, (("secretary", BRANCH),)),
    "leader": (CENTRE, SURGERY, None, (("leader", CENTRE),)),
    "inspector": (CENTRE, SURGERY, None, (("inspector", CENTRE),)),
    "supervisor": (CENTRE, SURGERY, None, (("supervisor", CENTRE),)),
    "admin": (CENTRE, SURGERY, None, (("admin", CENTRE),)),
    "bureau_supervisor": (BUREAU, BUREAU, None, (("supervisor", BUREAU), ("supervisor", CENTRE))),
    "bureau_admin": (BUREAU, BUREAU, None, (("admin", BUREAU),)),
    "stranger": (OTHER, OTHER_UNIT, OTHER_BRANCH, ()),
    "strange_admin": (OTHER, OTHER_UNIT, None, (("admin", OTHER),)),
    "assessor": (CENTRE, None, None, (("assessor", CENTRE),)),
}
ENDS = {"assessor": "2026-12-31"}
"""The last day of roles that have one."""


class World:
    """A library whose clock and documents a test moves by hand."""

    def __init__(self) -> None:
        self.now_ms = NOON
        self.key = b"known to this world alone"
        self.documents: dict[bytes, Document] = {}
        self.boxes: dict[bytes, BallotBox] = {}
        """By context, the anonymous ballots that a test has cast."""
        self.issued: set[tuple[bytes, bytes]] = set()
        """Contexts, and who was given a ballot of them."""
        self.roster = Roster((), TODAY)
        self.quarantine: dict[bytes, Act] = {}
        """What was answered `not_found`, by its stamp."""
        self.issued_ms = 0
        """When the replicas were issued that write from now on."""
        self.taken: list[Act] = []
        """What was taken, in order of arrival."""
        self.counter = 0
        self.replica = 70_000
        """Which device writes from now on."""
        self._found()

    @property
    def today(self) -> str:
        return local_day(self.now_ms)

    def document(self, id: bytes) -> Document | None:
        assert len(id) == 16, "the ledger is asked for ids alone"
        return self.documents.get(id)

    def secret_for(self, doc: bytes) -> bytes:
        return hashlib.sha256(self.key + doc).digest()

    def refused(self, id: bytes) -> Act | None:
        return self.quarantine.get(id)

    def documents_of(self, kind: str, key: bytes) -> list[Document]:
        path = KINDS[kind].group_path
        return [
            document
            for document in self.documents.values()
            if document.kind == kind and path is not None and document.value(path) == key
        ]

    def about(self, kind: str, subjects: Sequence[bytes], first: str, last: str) -> Iterator[Document]:
        of = KINDS[kind]
        for document in self.documents.values():
            fits = document.kind == kind and document.value(of.subject_path or "") in subjects
            if fits and first <= document.value(of.day_path or "") <= last:
                yield document

    def ballot_box(self, context: bytes) -> BallotBox:
        return self.boxes.get(context, BallotBox())

    def alone(self, id: bytes) -> None:
        """One act is judged at a time here."""

    def ballot_issued(self, context: bytes, person: bytes) -> bool:
        return (context, person) in self.issued

    def columns(self, kind: str, key: bytes, prefixes: tuple[str, ...]) -> dict[bytes, dict[str, Any]]:
        subject = KINDS[kind].subject_path or ""
        return {
            each.value(subject): {
                path: found.value for path, found in each.registers.items() if path.startswith(prefixes)
            }
            for each in self.documents_of(kind, key)
        }

    # -- acts -----------------------------------------------------------------------------------------------

    def stamp(self, ms: int) -> bytes:
        self.counter += 1
        return (ms << 80 | 0x7 << 76 | self.counter << 64 | 0b10 << 62 | self.replica).to_bytes(16, "big")

    def act(self, author: bytes, kind: str, doc: bytes, writes: dict[str, Any], at_ms: int | None = None) -> Act:
        """An act stamped at `at_ms` (now, if not told) and received now."""
        ms = self.now_ms if at_ms is None else at_ms
        return Act(author, self.replica, self.stamp(ms), ms, self.now_ms, doc, kind, writes, self.issued_ms)

    def tries(
        self, who: str, kind: str, doc: bytes, writes: dict[str, Any], at_ms: int | None = None
    ) -> Refusal | None:
        """None where the act was taken, and then it and what follows stand."""
        act = self.act(PEOPLE[who], kind, doc, writes, at_ms)
        refusal = self.verdict(act)
        if refusal is None:
            self.apply(act)
        elif refusal.code == "not_found":
            self.quarantine[act.stamp] = act
        return refusal

    def verdict(self, act: Act) -> Refusal | None:
        """The answer of the intake, in its order."""
        for path in act.writes:
            if KINDS[act.kind].path_rule(path) is None:
                return Refusal("outdated", "unknown_path", path)
        document = self.documents.get(act.doc)
        readable = document is not None and holds(act.author, scopes_of(document, self.roster), self.roster)
        if refusal := unknown(act, self):
            return refusal
        if not readable and (document is not None or not may_create(act, self)):
            return Refusal("not_found", "not_found")
        return judge(act, document, self)

    def code(self, who: str, kind: str, doc: bytes, writes: dict[str, Any], at_ms: int | None = None) -> str | None:
        refusal = self.tries(who, kind, doc, writes, at_ms)
        return None if refusal is None else refusal.code

    def reason(self, who: str, kind: str, doc: bytes, writes: dict[str, Any], at_ms: int | None = None) -> str | None:
        refusal = self.tries(who, kind, doc, writes, at_ms)
        return None if refusal is None else refusal.reason

    def apply(self, act: Act) -> None:
        kept = keeping(act, self)
        self.taken.append(act)
        document = self.documents.setdefault(act.doc, Document(act.doc, act.kind, act.author))
        for path, value in act.writes.items():
            old = document.registers.get(path)
            if old is None or old.stamp < act.stamp:
                document.registers[path] = Register(act.stamp, value, act.author, act.received_ms)
        if act.kind in ROSTER_KINDS:
            self.roster.apply(document)
        further = [] if follows_by_itself(act, kept) else consequences(act, document, self)
        for follow in [*kept, *further]:
            self.write(follow)

    def write(self, act: ServerAct) -> None:
        self.apply(self.act(SERVER, act.kind, act.doc, act.writes))

    def pass_time(self, ms: int) -> list[ServerAct]:
        """Moves the clock and does what has become due; returns that."""
        self.now_ms += ms
        self.roster.turn_to(self.today)
        acts = due(self, self.now_ms)
        for each in acts:
            self.write(each)
        return acts

    def sees(self, who: str, doc: bytes) -> bool:
        document = self.documents.get(doc)
        return document is not None and holds(PEOPLE[who], scopes_of(document, self.roster), self.roster)

    # -- the beginning --------------------------------------------------------------------------------------

    def _found(self) -> None:
        for act in built_in_forms.acts():
            self.write(act)
        self._put("institution", BUREAU, name="青岭县卫生健康局")
        self._put("institution", CENTRE, name="洛溪镇中心卫生院", parent=BUREAU)
        self._put("institution", OTHER, name="石桥乡卫生院", parent=BUREAU)
        self._put("unit", WARD, institution=CENTRE, name="内科", type="department", order=1)
        self._put("unit", BAY, institution=CENTRE, name="内科一组", type="ward", parent=WARD)
        self._put("unit", SURGERY, institution=CENTRE, name="外科", type="department", order=2)
        self._put("unit", OTHER_UNIT, institution=OTHER, name="门诊部", type="department")
        self._put("party_branch", BRANCH, institution=CENTRE, name="临床党支部")
        self._put("party_branch", SECOND_BRANCH, institution=CENTRE, name="后勤党支部")
        self._put("party_branch", OTHER_BRANCH, institution=OTHER, name="党支部")
        for name, (institution, unit, branch, roles) in _PLACES.items():
            self.add_person(PEOPLE[name], name, institution, unit, branch=branch, roles=roles)

    def _put(self, kind: str, doc: bytes, **registers: Any) -> None:
        self.write(ServerAct(doc, kind, registers))

    def add_person(
        self,
        id: bytes,
        name: str,
        institution: bytes,
        unit: bytes | None,
        *,
        branch: bytes | None = None,
        roles: tuple[tuple[str, bytes], ...] = (),
    ) -> None:
        writes: dict[str, Any] = {"institution": institution, "name": name}
        if unit is not None:
            writes["memberships/1"] = {"unit": unit, "from": SINCE, "to": None}
        if branch is not None:
            writes["branches/1"] = {"branch": branch, "from": SINCE}
        for number, (role, at) in enumerate(roles, 1):
            writes[f"roles/{number}"] = {"role": role, "at": at, "from": SINCE, "to": ENDS.get(role)}
        self.write(ServerAct(id, "person", writes))


def evaluation_id(who: str, day: str = TODAY, form: str = "daily") -> bytes:
    return natural_id(f"self_evaluation/{uuid_text(PEOPLE[who])}/{form}/{day}")


def opening(who: str, day: str = TODAY, form: str = "daily@1") -> dict[str, Any]:
    return {"person": PEOPLE[who], "form": form, "day": day}


REQUIRED = {"answers/first_asked": "full", "answers/attitude": 5, "answers/discipline": True}
WHOLE = {**REQUIRED, "submitted": True}

__all__ = [
    "DAY_MS",
    "HOUR_MS",
    "NOON",
    "PEOPLE",
    "REQUIRED",
    "TODAY",
    "WHOLE",
    "World",
    "evaluation_id",
    "id_of",
    "opening",
]
