"""更换责任人: who is responsible for an order after it was issued, why it changed, and who was told.

Promises: pure; whoever is responsible stays so until the office says who it is now, with a reason, so that nothing is
stuck when somebody leaves; who had it keeps reading the order, may hand on what he had written, and answers no more.
"""

from __future__ import annotations

from typing import Any

from models import order_rights as rights
from models.deed import Registers, id_at, under
from models.document import SERVER, Act, Document, Library, Refusal, ServerAct
from models.people import MISSING
from models.roster import Roster

HANDED = "handovers/"
PASSED = ("passed_on/", "passed_photos/")
"""Words, and pictures, that who had it hands on to who has it now."""


def formers(registers: Registers) -> frozenset[bytes]:
    """Whoever was responsible before."""
    found = (registers[path].value["from"] for path in under(registers, HANDED))
    return frozenset(each for each in found if isinstance(each, bytes))


def has_left(order: Document, roster: Roster) -> bool:
    """Whether the responsible isn't of the unit any more."""
    unit, person = id_at(order, "unit"), id_at(order, "responsible")
    return unit is not None and person is not None and not rights.may_be_responsible(person, unit, roster)


def wrong(act: Act, order: Document, numbers: list[int]) -> Refusal | None:
    """After the issue the responsible changes together with a handover that says from whom, to whom and why."""
    paths = [path for path in act.writes if path.startswith(HANDED)]
    if "responsible" in act.writes and not paths:
        same = act.writes["responsible"] == order.value("responsible")
        return None if same else Refusal("invalid", "handover_reason", "responsible")
    for path in paths:
        value, here = act.writes[path], order.registers.get(path)
        if here is not None and here.value == value:
            continue
        if (
            value is None
            or path != f"{HANDED}{max(numbers, default=0) + 1}"
            or value["from"] != order.value("responsible")
        ):
            return Refusal("invalid", "handover_over", path)
        if act.writes.get("responsible") != value["to"] or value["to"] == value["from"]:
            return Refusal("invalid", "handover_over", path)
    return None


def telling(act: Act, order: Document, library: Library) -> list[ServerAct]:
    """Who is told of a handover: the two of them, the heads of the unit, those taken along, and the leader."""
    writes: dict[str, Any] = {}
    for path in act.writes:
        number = path.removeprefix(HANDED)
        if path == number or act.author == SERVER or order.value(f"told/{number}") is not None:
            continue
        value = order.value(path)
        people = [value["from"], value["to"], *library.roster.heads_of(id_at(order, "unit") or MISSING)]
        people += [
            bytes.fromhex(each[len("helpers/") :].replace("-", "")) for each in under(order.registers, "helpers/")
        ]
        people += [each for each in (id_at(order, "leader"),) if each is not None]
        told = [each for each in dict.fromkeys(people) if library.roster.person(each) is not None]
        writes[f"told/{number}"] = {"at": library.now_ms, "people": told}
    return [ServerAct(order.id, "order", writes)] if writes else []


def passes_on(person: bytes, order: Document) -> bool:
    """Who had it may hand on what he had written for it."""
    return person in formers(order.registers) or person == order.value("responsible")
