"""现场检查: one place at one time: who came when, who looks at what, and when it was finished, reopened and published.

Promises: what stands is derived from the registers and their stamps alone, the same on phone and server (`visit.ts`).
Whatever was seen before the leader finished is taken, however late it comes; what comes after the publication is kept
apart until the leader reopens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from models.deed import round_of, signed, under
from models.document import Act, Document, Library, Refusal, Register, after, uuid_text
from models.inspection_circle import INSPECTORS, PLANNERS, Team
from models.roster import Roster

Registers = Mapping[str, Register]
HOST = ("host_name", "host_signature", "host_note")


class Standing(Struct, frozen=True):
    """检查状态: planned, begun, finished, published or cancelled; the stamps that decide on what comes late."""

    state: str
    round: int
    """How often it was finished; the next finish is one more."""
    finish: bytes | None
    """The stamp of the finish that holds; None while nothing holds, as after a reopening."""
    reopened: int
    """How often it was reopened."""
    published_ms: int | None
    """When it was published; None where it was reopened since."""


def visit_standing(registers: Registers) -> Standing:
    """What the facts of a visit come to."""
    finishes, reopenings = _rounds(registers, "finished/"), _rounds(registers, "reopened/")
    published = registers.get("published")
    last, again = max(finishes, default=0), max(reopenings, default=0)
    holds = last > again
    finish = finishes[last] if holds else None
    out = published is not None and published.value is not None
    published_ms = published.received_ms if out and published is not None and _stands(published, registers) else None
    cancelled = registers.get("cancelled")
    if cancelled is not None and cancelled.value is not None:
        state = "cancelled"
    elif published_ms is not None:
        state = "published"
    elif holds:
        state = "finished"
    else:
        state = "begun" if under(registers, "begun/") else "planned"
    return Standing(state, last, finish, again, published_ms)


def _rounds(registers: Registers, prefix: str) -> dict[int, bytes]:
    """Number → the first stamp under which it was said."""
    found: dict[int, bytes] = {}
    for path in under(registers, prefix):
        number = round_of(path[len(prefix) :].partition("/")[0])
        if number:
            stamp = registers[path].stamp
            found[number] = min(found.get(number, stamp), stamp)
    return found


def _stands(published: Register, registers: Registers) -> bool:
    """A reopening undoes the publication that was said before it, and that which its phone couldn't know of yet."""
    again = [registers[path] for path in under(registers, "reopened/")]
    return all(each.stamp < published.stamp and each.received_ms <= published.received_ms for each in again)


def timing(registers: Registers, found: Standing, received_ms: int | None) -> str:
    """How what was seen stands to the visit: "in_time", "late" (after the finish had come) or "apart" (after the
    publication). `received_ms` is None for what this device has not sent."""
    if found.finish is None:
        return "in_time"
    came = received_ms if received_ms is not None else 1 << 53
    if found.published_ms is not None and came > found.published_ms:
        return "apart"
    ends = [register.received_ms for path, register in registers.items() if path.startswith(f"finished/{found.round}/")]
    return "late" if ends and came > min(ends) else "in_time"


# -- the rules ------------------------------------------------------------------------------------------------


def member(person: bytes, visit: bytes, roster: Roster) -> bool:
    return roster.circle.is_member(person, visit, roster)


def leads(person: bytes, visit: bytes, roster: Roster) -> bool:
    team = roster.circle.teams.get(visit)
    return team is not None and team.leader == person and member(person, visit, roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    roster = library.roster
    on_team, leader = member(act.author, document.id, roster), leads(act.author, document.id, roster)
    plans = _plans(act.author, roster.circle.teams.get(document.id), roster)
    for path in act.writes:
        first = path.partition("/")[0]
        if first in ("begun", "claims", "finished", "reopened") and not signed(path, act.author):
            return Refusal("forbidden", "own_name_only", path)
        if first in ("finished", "reopened", "released", "taken_in"):
            allowed, reason = leader, "team_leader_only"
        elif first == "day":
            allowed, reason = leader or plans, "team_leader_only"
        else:
            allowed, reason = on_team, "team_only"
        if not allowed:
            return Refusal("forbidden", reason, path)
    return None


def _plans(person: bytes, team: Team | None, roster: Roster) -> bool:
    return team is not None and roster.circle.plans_it(person, team.plan, roster)


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    found = visit_standing(document.registers)
    if found.state == "cancelled":
        return Refusal("closed", "inspection_cancelled")
    for path in act.writes:
        late = found.finish is not None and act.stamp > found.finish
        if late and path.partition("/")[0] in ("begun", "claims", "day", "released", *HOST):
            return Refusal("closed", "visit_finished", path)
    return None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    registers = {} if document is None else document.registers
    found = visit_standing(registers)
    for path, value in act.writes.items():
        first, _, rest = path.partition("/")
        number = round_of(rest.partition("/")[0])
        if first == "finished" and (number != found.round + 1 or not _may_finish(found)) and path not in registers:
            return Refusal("invalid", "visit_not_to_finish", path)
        if first == "reopened" and path not in registers:
            if number != found.reopened + 1 or found.state not in ("finished", "published"):
                return Refusal("invalid", "visit_not_finished", path)
            if not (value or "").strip():
                return Refusal("invalid", "reason_missing", path)
        if first == "day" and value is not None and not _in_window(act, document, value):
            return Refusal("invalid", "day_outside", path)
    if any(path.startswith("finished/") for path in act.writes) and not _hosted(act, document):
        return Refusal("invalid", "host_missing", "host_note")
    return None


def _may_finish(found: Standing) -> bool:
    return found.state in ("planned", "begun")


def _in_window(act: Act, document: Document | None, day: str) -> bool:
    begin, end = after(act, document, "from"), after(act, document, "to")
    return isinstance(begin, str) and isinstance(end, str) and begin <= day <= end


def _hosted(act: Act, document: Document | None) -> bool:
    """Somebody of the place has signed, or it says why nobody did."""
    return after(act, document, "host_signature") is not None or bool((after(act, document, "host_note") or "").strip())


# -- the team ---------------------------------------------------------------------------------------------------


def team_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Whoever planned the visit may change its team. Where nobody of them may any more, the leader of the team (or,
    where there is none, any member) asks a leader or supervisor to take over."""
    roster, visit = library.roster, document.value("visit")
    if _hands_over(act):
        alone = all(path.startswith("stewards/") for path in act.writes)
        if not alone or not _may_hand_over(act.author, visit, roster):
            return Refusal("forbidden", "team_leader_only")
        return None if roster.circle.is_orphaned(visit, roster) else Refusal("forbidden", "planners_there")
    allowed = _plans(act.author, roster.circle.teams.get(visit), roster)
    return None if allowed else Refusal("forbidden", "planners_only")


def _may_hand_over(person: bytes, visit: bytes, roster: Roster) -> bool:
    team = roster.circle.teams.get(visit)
    led = team is not None and member(team.leader, visit, roster)
    return leads(person, visit, roster) if led else member(person, visit, roster)


def team_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    visit = None if document is None else library.document(document.value("visit"))
    if visit is None:
        return None
    state = visit_standing(visit.registers).state
    return Refusal("closed", "visit_finished") if state in ("published", "cancelled") else None


_WANTED = {"stewards": (PLANNERS, "not_a_planner")}
"""What those whom a path names must be, where it isn't inspectors."""


def _hands_over(act: Act) -> bool:
    return any(path.startswith("stewards/") for path in act.writes)


def team_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    roster, place = library.roster, document.value("place")
    for path, value in act.writes.items():
        person = value if path == "leader" else bytes.fromhex(path.partition("/")[2].replace("-", ""))
        if value is None or not isinstance(person, bytes):
            continue
        roles, reason = _WANTED.get(path.partition("/")[0], (INSPECTORS, "not_an_inspector"))
        if not roster.holds_role(person, document.value("institution"), *roles):
            return Refusal("invalid", reason, path)
        if roster.belongs(person, place):
            return Refusal("invalid", "planner_belongs", path)
    leader = after(act, document, "leader")
    if leader is None:
        return Refusal("invalid", "leader_on_team", "leader")
    if not _hands_over(act) and after(act, document, f"members/{uuid_text(leader)}") is not True:
        return Refusal("invalid", "leader_on_team", "leader")
    return None


def state_of(visit: Any, library: Library) -> tuple[Document, Standing] | None:
    """A visit's document and what it comes to."""
    found = library.document(visit) if isinstance(visit, bytes) else None
    return None if found is None or found.kind != "visit" else (found, visit_standing(found.registers))
