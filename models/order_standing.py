"""整改状态: how an order stands, read from its facts.

Promises: pure, and the same as `pwa/src/model/order.ts` for every case of `tests/vectors/orders.json`; any order of
arrival gives the same; a fact that came when it could no longer count is named (`odd`), not hidden.
"""

from __future__ import annotations

from msgspec import Struct

from models.deed import Registers, Verdict, round_of, stamp_of, under, verdict

OPEN = frozenset({"issued", "received", "failed", "reopened"})
"""The unit owes something: here the clock runs."""
ENDED = frozenset({"closed", "withdrawn"})


class OrderStanding(Struct, frozen=True):
    """整改状态: `state` is draft, issued, received, reported, failed, passed, closed, reopened or withdrawn."""

    state: str
    round: int
    """The last report's, from 1; 0 for none."""
    due_on: str
    """The day set last: by the order, a granted extension, a failed recheck, or a reopening."""
    asked: int
    """The number of the extension that waits for an answer; 0 for none."""
    failures: int
    """Rounds that were sent back."""
    disputed: bool
    """Two rechecked and differ, or it was closed over a recheck that says no."""
    odd: tuple[str, ...]


def order_standing(registers: Registers) -> OrderStanding:
    checked = verdict(registers, "reports/", "rechecks/")
    state, odd = _state(registers, checked)
    here = _rulings(registers, checked.round)
    return OrderStanding(
        state,
        checked.round,
        due_at(registers),
        _asked(registers),
        sum("returned" in _rulings(registers, number) for number in range(1, checked.round + 1)),
        len(here) > 1 or (state == "closed" and "returned" in here),
        tuple(sorted({*checked.odd, *odd})),
    )


def numbers(registers: Registers, prefix: str) -> list[int]:
    """The numbers of what stands under a prefix, rising."""
    found = {round_of(path.removeprefix(prefix)) for path in under(registers, prefix)}
    return sorted(found - {0})


def closed_at(registers: Registers) -> bytes | None:
    """When it was closed; None where it wasn't, or was opened again."""
    closings, reopenings = numbers(registers, "closings/"), numbers(registers, "reopenings/")
    last = max(closings, default=0)
    return stamp_of(registers, f"closings/{last}") if last > max(reopenings, default=0) else None


def reopened_at(registers: Registers) -> bytes | None:
    last = max(numbers(registers, "reopenings/"), default=0)
    return stamp_of(registers, f"reopenings/{last}") if last else None


def due_at(registers: Registers, before: bytes | None = None) -> str:
    """The day that was set last, or last before a stamp; "" where none was."""
    best: tuple[bytes, str] | None = None
    for stamp, day in _days_set(registers):
        if (before is None or stamp < before) and (best is None or stamp > best[0]):
            best = (stamp, day)
    return "" if best is None else best[1]


def _state(registers: Registers, checked: Verdict) -> tuple[str, list[str]]:
    withdrawn, closed = stamp_of(registers, "withdrawn"), closed_at(registers)
    if stamp_of(registers, "issued") is None:
        return ("draft" if withdrawn is None else "withdrawn"), []
    if withdrawn is not None and (closed is None or withdrawn < closed):
        return "withdrawn", []
    odd = [] if withdrawn is None else ["withdrawn"]
    if closed is not None:
        return "closed", odd
    again, reported = reopened_at(registers), stamp_of(registers, f"reports/{checked.round}")
    if again is not None and (reported is None or reported < again):
        return "reopened", odd
    if checked.state == "draft":
        return ("received" if under(registers, "receipts/") else "issued"), odd
    return {"waiting": "reported", "returned": "failed", "accepted": "passed"}[checked.state], odd


def _rulings(registers: Registers, round: int) -> frozenset[str]:
    paths = under(registers, f"rechecks/{round}/")
    return frozenset(registers[path].value["ruling"] for path in paths)


def granted(registers: Registers, number: int) -> str:
    """What became of an extension: accepted, returned, or "" while nobody has said; a refusal outweighs."""
    found = {registers[path].value["ruling"] for path in under(registers, f"grants/{number}/")}
    return "returned" if "returned" in found else "accepted" if found else ""


def _asked(registers: Registers) -> int:
    waiting = [each for each in numbers(registers, "extensions/") if not granted(registers, each)]
    return max(waiting, default=0)


def _days_set(registers: Registers) -> list[tuple[bytes, str]]:
    found: list[tuple[bytes, str]] = []
    first = registers.get("due_on")
    if first is not None and first.value is not None:
        found.append((first.stamp, first.value))
    for number in numbers(registers, "extensions/"):
        if granted(registers, number) == "accepted":
            last = max(registers[path].stamp for path in under(registers, f"grants/{number}/"))
            found.append((last, registers[f"extensions/{number}"].value["until"]))
    for path in (*under(registers, "rechecks/"), *under(registers, "reopenings/")):
        register = registers[path]
        day = register.value.get("due_on")
        if day and register.value.get("ruling") != "accepted":
            found.append((register.stamp, day))
    return found
