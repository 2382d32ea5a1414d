"""Who stands where to an order: the office that issues it, the unit that answers it, and who looks again.

Promises: pure; nobody looks again at the work of his own unit or of himself. The phone asks the same of its roster
(`pwa/src/parts/orders/rights.ts`, by the same cases).
"""

from __future__ import annotations

from models.deed import id_at, in_office, leads, under
from models.document import Document, uuid_text
from models.roster import Roster


def issues(person: bytes, institution: object, roster: Roster) -> bool:
    """Leaders and supervisors of the institution."""
    return in_office(person, institution, roster)


def answers(person: bytes, order: Document, roster: Roster) -> bool:
    """The unit's side: who is responsible, the heads of the unit and of those above it, and whom they take along."""
    return runs(person, order, roster) or order.value(f"helpers/{uuid_text(person)}") is True


def runs(person: bytes, order: Document, roster: Roster) -> bool:
    """Who answers for the unit, and so may take others along."""
    unit = id_at(order, "unit")
    return person == order.value("responsible") or (unit is not None and leads(person, unit, roster))


def of_unit(person: bytes, unit: bytes | None, roster: Roster) -> bool:
    """Whether somebody belongs to the unit or to one below it, or heads it."""
    if unit is None:
        return False
    below = roster.below(unit)
    return leads(person, unit, roster) or any(place in below for place in roster.units_of(person, roster.today))


def looks_again(person: bytes, order: Document, roster: Roster) -> bool:
    """The office, or whom it has charged with it; never who answers, who reported, or anybody of the unit."""
    charged = order.value(f"checkers/{uuid_text(person)}") is True
    if not charged and not in_office(person, order.value("institution"), roster):
        return False
    return independent(person, order, roster)


def independent(person: bytes, order: Document, roster: Roster) -> bool:
    """True for who has no part in the work: not of the unit, no reporter of any round, and never taken along by it,
    even if the unit has let them go since: a report that somebody wrote over says nothing of who wrote it first."""
    reporters = {order.registers[path].author for path in under(order.registers, "reports/")}
    taken_along = f"helpers/{uuid_text(person)}" in order.registers
    if person in reporters or taken_along or answers(person, order, roster):
        return False
    return not of_unit(person, id_at(order, "unit"), roster)


def may_be_responsible(person: bytes, unit: bytes, roster: Roster) -> bool:
    """Somebody of the unit, or who heads it."""
    return roster.institution_of(person) == roster.institution_of_place(unit) and of_unit(person, unit, roster)
