"""期间定级: the grade of a month, quarter or year that is over, proposed by a programme's score and confirmed or
overridden by who decides, where the programme says `decided_by`.

    proposing(...) → what a closing or a correction writes of it
    following(...) → what a decision writes into the results that people read

Promises: as `models.decision`. A decision waits while a month of its period is open again or being worked out. A
correction that comes to another grade asks anew; what was decided before stays under `earlier/<n>`, and an answer to
the former proposal that arrives late is refused, not lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from models import decision
from models.decision import DECIDING
from models.document import Act, Document, Library, Refusal, ServerAct, natural_id, stamp_ms, uuid_text
from models.period_key import batch_id, result_id
from models.programme_scoring import Ruling
from models.result_evidence import branch_of, place_of
from models.result_period import months_of
from models.roster import Roster

KIND = "period_decision"
Said = Mapping[str, Any]


def decision_id(institution: bytes, period: str, subject: bytes) -> bytes:
    return natural_id(f"{KIND}/{uuid_text(institution)}/{period}/{uuid_text(subject)}")


def proposing(
    institution: bytes,
    period: str,
    months: Sequence[str],
    marks: Mapping[bytes, Sequence[tuple[Ruling, Said]]],
    library: Library,
) -> list[ServerAct]:
    """A proposal for each whom a programme judges whose grades are decided, once the period's last month is closed."""
    stored = {each.value("subject"): each for each in library.documents_of(KIND, batch_id(institution, period))}
    asked: dict[bytes, tuple[Ruling, Said]] = {}
    if months_of(period)[-1] in months:
        firsts = {subject: found[0] for subject, found in marks.items() if found}
        asked = {subject: each for subject, each in firsts.items() if _decider(each[0]) and each[0].model.bands}
    acts: list[ServerAct] = []
    for subject in sorted({*asked, *stored}):
        if subject not in asked:
            acts += _void(stored[subject])
            continue
        ruling, said = asked[subject]
        names = {"institution": institution, "period": period, "subject": subject}
        acts += _proposed(names, ruling, _proposal(ruling, said), stored.get(subject), library)
    return acts


def _decider(ruling: Ruling) -> str:
    named = ruling.elements[ruling.evaluation].get("decided_by")
    return named if isinstance(named, str) and named in DECIDING else ""


def _proposal(ruling: Ruling, said: Said) -> dict[str, Any]:
    """As a round's decision has it; what is not the case isn't said."""
    model = ruling.model
    whole = said.get("complete") is True and said.get("total") is not None
    made: dict[str, Any] = {"model": model.sha256}
    if whole:
        made |= {"score": said["total"], **({"grade": said["grade"]} if "grade" in said else {})}
    made |= {name: True for name in ("moved", "open") if said.get(name) is True}
    reasons = [each.title for each in model.vetoes if each.id in said.get("vetoes", ())]
    reasons += [each.title for each in model.gates if each.id in said.get("gates", ())]
    made |= {"reasons": reasons} if reasons else {}
    return made | ({"missing": list(said["missing"])} if said.get("missing") else {})


def _proposed(
    names: dict[str, Any], ruling: Ruling, made: dict[str, Any], stored: Document | None, library: Library
) -> list[ServerAct]:
    subject, period = names["subject"], names["period"]
    id, decider = decision_id(names["institution"], period, subject), _decider(ruling)
    writes: dict[str, Any] = {
        "decider": decider,
        "programme": ruling.programme,
        "branch": _branch(subject, period, library.roster),
        "grades": [band.title for band in ruling.model.bands],
        "proposal": made,
        "void": False,
    }
    if stored is None:
        head = {**names, "batch": batch_id(names["institution"], period), "revision": 1}
        return [ServerAct(id, KIND, {**head, **writes}), *_told(names, {"decider": decider}, library)]
    changed = {path: value for path, value in writes.items() if stored.value(path) != value}
    if not changed:
        return []
    before: dict[str, Any] = stored.value("proposal") or {}
    same = stored.value("void") is not True and before.get("grade") == made.get("grade")
    if same and stored.value("decider") == decider:
        return [ServerAct(id, KIND, changed)]
    changed["revision"] = stored.value("revision", 1) + 1
    return [ServerAct(id, KIND, changed | _asked_anew(stored)), *_told(names, {"decider": decider}, library)]


def _void(stored: Document) -> list[ServerAct]:
    """Nobody asks for this grade any longer; one that was decided stands."""
    if stored.value("decided") is True or stored.value("void") is True:
        return []
    names = {path: stored.value(path) for path in ("institution", "period", "subject")}
    result = result_id(names["institution"], names["period"], names["subject"])
    return [ServerAct(stored.id, KIND, {"void": True}), ServerAct(result, "period_result", {"decision": None})]


def _asked_anew(stored: Document) -> dict[str, Any]:
    """Empties what was decided on the former proposal, and keeps it."""
    if stored.value("decided") is not True:
        return {}
    kept = _said(stored)
    emptied = {path: None for path in ("grade", "reason", "decided") if stored.value(path) is not None}
    return {**emptied, f"earlier/{stored.value('revision', 1)}": kept}


def _said(document: Document) -> dict[str, Any]:
    """What was decided, by whom and when, and why where it is another grade than the proposed one."""
    made: dict[str, Any] = document.value("proposal") or {}
    decided = document.registers["decided"]
    told = {"decider": document.value("decider"), "grade": document.value("grade"), "by": decided.author}
    told |= {"at": stamp_ms(decided.stamp)}
    told |= {"proposed": made["grade"]} if "grade" in made else {}
    return told | ({"reason": document.value("reason")} if document.value("reason") else {})


def _branch(subject: bytes, period: str, roster: Roster) -> bytes | None:
    if subject in roster.branches:
        return subject
    person = roster.persons.get(subject)
    return None if person is None else branch_of(person, months_of(period)[-1])


def _told(names: Mapping[str, Any], told: Mapping[str, Any], library: Library) -> list[ServerAct]:
    """Into the subject's result, and into those whose sheets have the subject's line."""
    institution, period, subject = names["institution"], names["period"], names["subject"]
    acts = [ServerAct(result_id(institution, period, subject), "period_result", {"decision": dict(told)})]
    person, path = library.roster.persons.get(subject), f"decided/{uuid_text(subject)}"
    if person is None:
        return acts
    last = months_of(period)[-1]
    for place in (place_of(person, last), branch_of(person, last)):
        sheet = None if place is None else library.document(result_id(institution, period, place))
        line = {"grade": told["grade"], "changed": told["grade"] != told.get("proposed")} if "grade" in told else None
        if sheet is not None and sheet.value(path) != line:
            acts.append(ServerAct(sheet.id, "period_result", {path: line}))
    return acts


def following(act: Act, document: Document, library: Library) -> list[ServerAct]:
    if act.writes.get("decided") is not True or document.value("decided") is not True:
        return []
    names = {path: document.value(path) for path in ("institution", "period", "subject")}
    return _told(names, _said(document), library)


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    institution, period = document.value("institution"), document.value("period")
    closings = [library.document(batch_id(institution, month)) for month in months_of(period)]
    if any(each is not None and each.value("state") != "closed" for each in closings):
        return Refusal("closed", "period_open")
    if document.value("void") is True or act.stamp < document.registers["revision"].stamp:
        return Refusal("closed", "proposed_anew")
    return decision.closed(act, document, library)


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    grades: list[str] = [] if document is None else document.value("grades", [])
    return decision.grade_wrong(act, document, set(grades))
