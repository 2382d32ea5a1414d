"""公布方案: what of a visit is to be published; one proposes, another confirms, and then it is out.

Promises: nobody confirms what he proposed himself; what is proposed stands still until it is returned, so the second
person confirms exactly what was read; a picture that isn't of the visit, and where names are withheld an inspector's
name in a text, are refused before anything is out.
"""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from msgspec import Struct

from models.deed import Registers, round_of, signed, under
from models.document import Act, Document, Library, Refusal, after, natural_id, standing, uuid_text
from models.roster import Roster
from models.visit import visit_standing

FINDINGS_MAX = 200
TEXTS = ("kind", "text", "suggestion", "building", "floor", "object")


class Publication(Struct, frozen=True):
    """公布进度: `state` is open, proposed, returned or confirmed; `round` counts the proposals."""

    state: str
    round: int
    proposers: frozenset[bytes]
    """Who proposed the last round."""


def publication_standing(registers: Registers) -> Publication:
    """The last proposal decides; what was confirmed stays so until there is another."""
    rounds = {_number(path, "proposed/") for path in under(registers, "proposed/")}
    last = max(rounds, default=0)
    if last == 0:
        return Publication("open", 0, frozenset())
    proposers = {registers[path].author for path in under(registers, "proposed/") if _number(path, "proposed/") == last}
    state = "proposed"
    for name in ("returned", "confirmed"):
        if any(_number(path, f"{name}/") == last for path in under(registers, f"{name}/")):
            state = name
    return Publication(state, last, frozenset(proposers))


def _number(path: str, prefix: str) -> int:
    return round_of(path[len(prefix) :].partition("/")[0])


def publishes(person: bytes, visit: Any, roster: Roster) -> bool:
    """Who may propose and confirm: the leader of the team, and those who planned it or took over from them."""
    team = roster.circle.teams.get(visit) if isinstance(visit, bytes) else None
    if team is None or not roster.circle.holds(person, visit, roster):
        return False
    leads = person == team.leader and roster.circle.is_member(person, visit, roster)
    planned = roster.circle.plans_it(person, team.plan, roster) or roster.circle.is_steward(person, team.visit, roster)
    return leads or planned


def finding_id(visit: bytes, key: str) -> bytes:
    return natural_id(f"finding/{uuid_text(visit)}/{key}")


def may_create(act: Act, library: Library) -> bool:
    return publishes(act.author, act.writes.get("visit"), library.roster)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    if not publishes(act.author, document.value("visit"), library.roster):
        return Refusal("forbidden", "publishers_only")
    found = publication_standing(document.registers)
    for path in act.writes:
        step = path.partition("/")[0]
        if step in ("proposed", "returned", "confirmed") and not signed(path, act.author):
            return Refusal("forbidden", "own_name_only", path)
        if step == "confirmed" and act.author in found.proposers:
            return Refusal("forbidden", "publication_two", path)
    return None


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    visit = library.document(document.value("visit"))
    if visit is not None and visit_standing(visit.registers).state == "cancelled":
        return Refusal("closed", "inspection_cancelled")
    found = publication_standing(document.registers)
    for path in act.writes:
        if _is_step(path):
            continue
        if found.state == "proposed":
            return Refusal("closed", "publication_waits", path)
        key = path.partition("/")[2].partition(".")[0]
        if path.startswith(("findings/", "photos/")) and library.document(finding_id(document.value("visit"), key)):
            return Refusal("closed", "finding_is_out", path)
    return None


def _is_step(path: str) -> bool:
    return path.startswith(("proposed/", "returned/", "confirmed/"))


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    id = after(act, document, "visit")
    visit = library.document(id) if isinstance(id, bytes) else None
    if visit is None or visit.kind != "visit":
        return Refusal("invalid", "visit_not_ended", "visit")
    if any(not signed(path, act.author) for path in act.writes if _is_step(path)):
        return Refusal("forbidden", "own_name_only")
    return _photos_wrong(act, visit, library) or _steps_wrong(act, document, visit, library)


def _photos_wrong(act: Act, visit: Document, library: Library) -> Refusal | None:
    named = {path: value for path, value in act.writes.items() if path.startswith("photos/") and value is not None}
    if not named:
        return None
    taken = {
        register.value["blob"]
        for seen in library.documents_of("observation", visit.id)
        for path, register in seen.registers.items()
        if path.startswith("photos/") and register.value is not None
    }
    wrong = next((path for path, value in named.items() if value["blob"] not in taken), None)
    return None if wrong is None else Refusal("invalid", "photo_of_visit", wrong)


def _steps_wrong(act: Act, document: Document | None, visit: Document, library: Library) -> Refusal | None:
    found = publication_standing({} if document is None else document.registers)
    for path in act.writes:
        if document is not None and path in document.registers:
            continue
        step, _, rest = path.partition("/")
        number = round_of(rest.partition("/")[0])
        if step == "proposed" and (number != found.round + 1 or found.state == "proposed"):
            return Refusal("invalid", "publication_waits", path)
        if step in ("returned", "confirmed") and (found.state != "proposed" or number != found.round):
            return Refusal("invalid", "publication_not_proposed", path)
        if step == "returned" and not (act.writes[path] or "").strip():
            return Refusal("invalid", "reason_missing", path)
        if step in ("proposed", "confirmed") and (refusal := _not_ready(act, document, visit, library, path)):
            return refusal
    return None


def _not_ready(act: Act, document: Document | None, visit: Document, library: Library, path: str) -> Refusal | None:
    """The visit is finished, there is something to publish, and withheld names stand in no text.

    What looks at an order again has its result to tell, even where nothing was found.
    """
    if visit_standing(visit.registers).state != "finished":
        return Refusal("invalid", "visit_not_ended", path)
    findings = standing(act, document, "findings/")
    fresh = {key for key in findings if library.document(finding_id(visit.id, key)) is None}
    bare = visit.value("order") is not None
    if (not fresh and not bare) or len(findings) > FINDINGS_MAX:
        return Refusal("invalid", "publication_empty", path)
    if after(act, document, "withheld") is not True:
        out = (library.document(finding_id(visit.id, key)) for key in findings)
        unnamed = any(each is not None and not under(each.registers, "inspectors/") for each in out)
        return Refusal("invalid", "names_were_withheld", "withheld") if unnamed else None
    names = inspectors_named(visit.id, library)
    if any(name in _bare(visit.value("title")) for name in names):
        return Refusal("invalid", "names_inspector", "withheld")
    for key in sorted(fresh):
        said = cast("dict[str, Any]", findings[key])
        if any(name in _bare(said.get(part)) for part in TEXTS for name in names):
            return Refusal("invalid", "names_inspector", f"findings/{key}")
    return None


def inspectors_named(visit: bytes, library: Library) -> list[str]:
    """The names of everybody who was there or planned it, who is on the team no more among them; bare."""
    team = library.roster.circle.teams.get(visit)
    people: set[Any] = set() if team is None else {*library.roster.circle.circle_of(team)}
    people |= {each.value("inspector") for each in library.documents_of("observation", visit)}
    found = (library.roster.person(person) for person in people)
    names = {_bare(person.name) for person in found if person is not None}
    of_team = library.document(natural_id(f"inspection_team/{uuid_text(visit)}"))
    if of_team is not None:
        names |= {_bare(of_team.value(path)) for path in under(of_team.registers, "names/")}
    return sorted(names - {""})


def _bare(text: Any) -> str:
    """Without spaces and widths: 叶 青青 is nobody else."""
    return "".join(unicodedata.normalize("NFKC", str(text or "")).split())
