"""评星定级 and 流动红旗: honours that are held for a while: stars that rise and fall, a banner with one holder.

Promises: every change of a star says why, and what was before stays; a star above what the result comes to is never
quiet. A banner of one period has one holder: what arrives second is told who holds it.
"""

from __future__ import annotations

from typing import Any, cast

from models.award import FLAG, STAR, award_of, bands_of, kinds_of, stars_for
from models.award_bar import barred
from models.award_period import fits_award, wrong_period
from models.deed import in_office
from models.document import Act, Document, Library, Refusal, after
from models.honour import may_award
from models.period import first_day, is_period
from models.period_key import result_id

LEVELS = "levels/"


def may_rate(act: Act, library: Library) -> bool:
    return may_award(act, library, "subject") and STAR in kinds_of(_award(act, None, library))


def may_hand_over(act: Act, library: Library) -> bool:
    return may_award(act, library, "holder") and FLAG in kinds_of(_award(act, None, library))


def stars_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return _forbidden(act, document, "subject", library)


def banner_forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    return _forbidden(act, document, "holder", library)


def stars_before(document: Document | None, period: str) -> int:
    """The stars of the period before; 0 for none."""
    earlier = [] if document is None else [each for each in _levels(document) if first_day(each[0]) < first_day(period)]
    return max(earlier, key=lambda each: first_day(each[0]), default=("", {"stars": 0}))[1]["stars"]


def stars_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    """A level stands once a later period has one."""
    if document is None:
        return None
    last = max((first_day(period) for period, _ in _levels(document)), default="")
    for path in act.writes:
        period = path.removeprefix(LEVELS)
        if path.startswith(LEVELS) and is_period(period) and first_day(period) < last:
            return Refusal("closed", "star_stands", path)
    return None


def stars_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    award = _award(act, document, library)
    if award is None:
        return Refusal("invalid", "unknown_award", "element")
    subject = after(act, document, "subject")
    for path, value in act.writes.items():
        if path.startswith(LEVELS):
            refusal = _level_wrong(path, value, act, document, award=award, subject=subject, library=library)
            if refusal is not None:
                return refusal
    return None


def _level_wrong(
    path: str,
    value: Any,
    act: Act,
    document: Document | None,
    *,
    award: dict[str, Any],
    subject: bytes,
    library: Library,
) -> Refusal | None:
    period = path.removeprefix(LEVELS)
    if value is None:
        return Refusal("invalid", "bad_period", path)
    if (wrong := wrong_period(period, path, library)) is not None:
        return wrong
    bands, before, stars = bands_of(award), stars_before(document, period), value["stars"]
    result = library.document(result_id(after(act, document, "institution"), period, subject))
    total = None if result is None else result.value("total")
    earned = stars_for(total, bands)
    moves = stars != before or (earned is not None and stars != earned)
    for breaks, reason in (
        (stars > bands[0].stars, "bad_stars"),
        (value.get("by") not in (None, act.author), "own_name_only"),
        (value.get("total") not in (None, total), "star_total_wrong"),
        (moves and not value["reason"].strip(), "reason_missing"),
    ):
        if breaks:
            return Refusal("invalid", reason, path)
    return barred(award, subject, library.today, library, period) if stars > before else None


def _levels(document: Document) -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.removeprefix(LEVELS), cast("dict[str, Any]", register.value))
        for path, register in document.registers.items()
        if path.startswith(LEVELS) and register.value is not None
    ]


def banner_closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None:
        return None
    if "holder" in act.writes and act.writes["holder"] != document.value("holder"):
        return Refusal("closed", "banner_taken", "holder", {"name": _name(document.value("holder"), library)})
    if document.value("withdrawn") is not None:
        changed = next((path for path, value in act.writes.items() if document.value(path) != value), None)
        return None if changed is None else Refusal("closed", "honour_over", changed)
    return None


def banner_invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    award = _award(act, document, library)
    if award is None:
        return Refusal("invalid", "unknown_award", "element")
    period, holder = act.writes.get("period"), act.writes.get("holder")
    if period is not None and (document is None or document.value("period") != period):
        wrong = wrong_period(period, "period", library)
        if wrong is not None or not fits_award(period, award):
            return wrong or Refusal("invalid", "bad_period", "period")
    if "withdrawn" in act.writes and not (act.writes["withdrawn"] or "").strip():
        return Refusal("invalid", "reason_missing", "withdrawn")
    if not (after(act, document, "reason") or "").strip():
        return Refusal("invalid", "reason_missing", "reason")
    if document is not None or holder is None:
        return None
    return barred(award, holder, library.today, library, period)


def _forbidden(act: Act, document: Document, who: str, library: Library) -> Refusal | None:
    if not in_office(act.author, document.value("institution"), library.roster):
        return Refusal("forbidden", "honour_office_only")
    return Refusal("forbidden", "not_on_oneself") if document.value(who) == act.author else None


def _name(place: Any, library: Library) -> str:
    roster = library.roster
    for found in (roster.units.get(place), roster.branches.get(place), roster.persons.get(place)):
        if found is not None:
            return found.name
    return ""


def _award(act: Act, document: Document | None, library: Library) -> dict[str, Any] | None:
    return award_of(library.document(after(act, document, "programme")), after(act, document, "element"))
