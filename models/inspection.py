"""检查方案: who plans an inspection, what a plan holds, and what is fixed once it is sealed.

Promises: whoever reads a plan belongs to no place that it could lead to; once it is sealed nothing of the draw changes;
the checklist is a published version of the same institution. A plan that was a mistake is cancelled, never changed.
"""

from __future__ import annotations

from typing import Any

from models import reinspection
from models.checklist import in_force
from models.document import Act, Document, Library, Refusal, after, natural_id, standing, uuid_text
from models.electorate import relatives
from models.inspection_circle import PLANNERS
from models.inspection_draw import Lots, short
from models.roster import Roster

NEEDED = ("title", "practice", "from", "to", "checklist", "rule")
AFTER_SEAL = frozenset({"announced", "cancelled", "note"})
SILENT_PRACTICES = frozenset({"covert", "surprise", "first_hand"})
"""暗访, 突击, 亲身体验: practices that can't be announced."""


def plans(person: bytes, institution: Any, roster: Roster) -> bool:
    return isinstance(institution, bytes) and roster.holds_role(person, institution, *PLANNERS)


def may_create(act: Act, library: Library) -> bool:
    writes = act.writes
    return writes.get("organiser") == act.author and plans(act.author, writes.get("institution"), library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Whoever holds a plan may write it: those who plan it, as long as they may plan."""
    allowed = library.roster.circle.plans_it(act.author, document.id, library.roster)
    return None if allowed else Refusal("forbidden", "planners_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    if document.value("cancelled") is not None and set(act.writes) != {"cancelled"}:
        return Refusal("closed", "inspection_cancelled")
    if document.value("sealed") is not True:
        return None
    path = next((path for path in act.writes if path not in AFTER_SEAL and path != "sealed"), None)
    return None if path is None else Refusal("closed", "inspection_sealed", path)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    shape = document or Document(act.doc, act.kind, act.author)
    if after(act, shape, "manner") is None:
        return Refusal("invalid", "inspection_incomplete", "manner")
    return (
        _days_wrong(act, shape)
        or _people_wrong(act, shape, library)
        or _places_wrong(act, shape, library.roster)
        or _checklist_wrong(act, shape, library)
        or reinspection.of_order(act, shape, library)
        or _step_wrong(act, shape, library)
    )


def _days_wrong(act: Act, shape: Document) -> Refusal | None:
    begin, end = after(act, shape, "from"), after(act, shape, "to")
    if isinstance(begin, str) and isinstance(end, str) and end < begin:
        return Refusal("invalid", "ends_before_it_begins", "to")
    return None


def _people_wrong(act: Act, shape: Document, library: Library) -> Refusal | None:
    """Inspectors hold that role, planners may plan, and none of those who read the plan belongs to a candidate."""
    roster, institution = library.roster, after(act, shape, "institution")
    leader = act.writes.get("leader")
    for path, value in act.writes.items():
        prefix, _, name = path.partition("/")
        if value is not True or prefix not in ("inspectors", "planners"):
            continue
        person = _id(name)
        if prefix == "inspectors" and not roster.holds_role(person, institution, "inspector"):
            return Refusal("invalid", "not_an_inspector", path)
        if prefix == "planners" and not plans(person, institution, roster):
            return Refusal("invalid", "not_a_planner", path)
    if isinstance(leader, bytes) and not roster.holds_role(leader, institution, "inspector"):
        return Refusal("invalid", "not_an_inspector", "leader")
    return None


def _places_wrong(act: Act, shape: Document, roster: Roster) -> Refusal | None:
    institution = after(act, shape, "institution")
    readers = {after(act, shape, "organiser"), *(_id(name) for name in standing(act, shape, "planners/"))}
    for name in standing(act, shape, "candidates/"):
        place = _id(name)
        if roster.institution_of_place(place) != institution:
            return Refusal("invalid", "unknown_unit", f"candidates/{name}")
        if any(isinstance(reader, bytes) and roster.belongs(reader, place) for reader in readers):
            return Refusal("invalid", "planner_belongs", f"candidates/{name}")
    return None


def _checklist_wrong(act: Act, shape: Document, library: Library) -> Refusal | None:
    sealing = "sealed" in act.writes and shape.value("sealed") is not True
    id = after(act, shape, "checklist") if sealing else act.writes.get("checklist")
    if not isinstance(id, bytes):
        return None
    found = library.document(id)
    good = (
        found is not None
        and found.kind == "checklist"
        and found.value("published") is True
        and found.value("institution") == after(act, shape, "institution")
    )
    if found is None or not good:
        return Refusal("invalid", "checklist_unknown", "checklist")
    return None if in_force(found, library.today) else Refusal("invalid", "checklist_ended", "checklist")


def _step_wrong(act: Act, shape: Document, library: Library) -> Refusal | None:
    if "sealed" in act.writes and shape.value("sealed") is not True:
        return _sealing_wrong(act, shape, library)
    if "announced" in act.writes:
        covert = after(act, shape, "manner") != "open" or after(act, shape, "practice") in SILENT_PRACTICES
        if covert or shape.value("sealed") is not True:
            return Refusal("invalid", "not_to_be_announced", "announced")
    if "cancelled" in act.writes and not (act.writes["cancelled"] or "").strip():
        return Refusal("invalid", "reason_missing", "cancelled")
    return None


def _sealing_wrong(act: Act, shape: Document, library: Library) -> Refusal | None:
    for path in NEEDED:
        if after(act, shape, path) is None:
            return Refusal("invalid", "inspection_incomplete", path)
    for prefix in ("candidates", "inspectors"):
        if not standing(act, shape, f"{prefix}/"):
            return Refusal("invalid", "inspection_incomplete", prefix)
    refusal = reinspection.items_wrong(act, shape, library)
    if refusal is not None:
        return refusal
    lots = lots_of(act, shape, library)
    if lots.places is not None and lots.places > len(lots.candidates):
        return Refusal("invalid", "too_few_candidates", "places")
    lacking = short(lots)
    if lacking:
        return Refusal("invalid", "too_few_inspectors", f"candidates/{uuid_text(lacking[0])}")
    return None


def lots_of(act: Act | None, plan: Document, library: Library) -> Lots:
    """What the draw of a plan is made of, as it stands (after the act)."""

    def value(path: str) -> Any:
        return plan.value(path) if act is None else after(act, plan, path)

    def chosen(prefix: str) -> frozenset[bytes]:
        names = (
            standing(act, plan, prefix)
            if act is not None
            else {
                path[len(prefix) :]
                for path, register in plan.registers.items()
                if path.startswith(prefix) and register.value is True
            }
        )
        return frozenset(_id(name) for name in names)

    leader = value("leader")
    inspectors = chosen("inspectors/") | _alone(leader)
    candidates = chosen("candidates/")
    why = excuses(plan, inspectors, candidates, library, again=value("again") is True)
    return Lots(candidates, inspectors, frozenset(why), value("places"), value("each"), leader)


def _alone(person: Any) -> frozenset[bytes]:
    return frozenset({person}) if isinstance(person, bytes) else frozenset[bytes]()


def sealed_lots(plan: Document) -> Lots:
    """What a sealed plan was drawn from, as its document has it: with the seed, `draw` gives the same draw again."""

    def under(prefix: str) -> frozenset[bytes]:
        return frozenset(
            _id(path[len(prefix) :])
            for path, register in plan.registers.items()
            if path.startswith(prefix) and register.value is True
        )

    excused = {
        (_id(path.removeprefix("excused/")), each["place"])
        for path, register in plan.registers.items()
        if path.startswith("excused/")
        for each in register.value
    }
    leader = plan.value("leader")
    inspectors = under("inspectors/") | _alone(leader)
    places, each = plan.value("places"), plan.value("each")
    return Lots(under("candidates/"), inspectors, frozenset(excused), places, each, leader)


def excuses(
    plan: Document, inspectors: frozenset[bytes], candidates: frozenset[bytes], library: Library, *, again: bool
) -> dict[tuple[bytes, bytes], str]:
    """(inspector, place) → why they don't go together. Plans that this one's organiser may not know of say nothing."""
    roster = library.roster
    institution = next(
        (found for place in candidates if (found := roster.institution_of_place(place)) is not None), b""
    )
    kin = relatives(institution, library)
    last = {} if again else _last_visits(plan, institution, library)
    why: dict[tuple[bytes, bytes], str] = {}
    for inspector in sorted(inspectors):
        related = [other for one, other in kin if one == inspector]
        for place in sorted(candidates):
            if roster.belongs(inspector, place):
                why[inspector, place] = "own_unit"
            elif any(roster.belongs(other, place) for other in related):
                why[inspector, place] = "relative"
            elif inspector in last.get(place, frozenset()):
                why[inspector, place] = "last_visit"
    return why


def _last_visits(plan: Document, institution: bytes, library: Library) -> dict[bytes, frozenset[bytes]]:
    """Place → who inspected it last: visits that this plan's organiser holds, or whose team was named in public."""
    latest: dict[bytes, tuple[bytes, frozenset[bytes]]] = {}
    for team in library.documents_of("inspection_team", institution):
        known = library.roster.circle.teams.get(team.value("visit"))
        visit = library.document(team.value("visit"))
        if known is None or known.plan == plan.id or visit is None or visit.value("cancelled") is not None:
            continue
        if not _knows(plan.value("organiser", plan.creator), visit, library):
            continue
        stamp = team.registers["visit"].stamp
        if known.place not in latest or latest[known.place][0] < stamp:
            latest[known.place] = stamp, known.members
    return {place: members for place, (_, members) in latest.items()}


def _knows(organiser: bytes, visit: Document, library: Library) -> bool:
    """Whether the one who plans may be told by a draw who made this visit."""
    roster = library.roster
    if roster.circle.holds(organiser, visit.id, roster):
        return True
    publication = library.document(natural_id(f"publication/{uuid_text(visit.id)}"))
    named = publication is not None and publication.value("withheld") is not True
    return visit.value("published") is not None and named


def visit_id(plan: bytes, place: bytes) -> bytes:
    return natural_id(f"visit/{uuid_text(plan)}/{uuid_text(place)}")


def team_id(visit: bytes) -> bytes:
    return natural_id(f"inspection_team/{uuid_text(visit)}")


def _id(name: str) -> bytes:
    """The id that a path names; zeros for what is none."""
    digits = name.replace("-", "")
    return bytes.fromhex(digits) if len(digits) == 32 and not set(digits) - _HEX else bytes(16)


_HEX = frozenset("0123456789abcdef")
