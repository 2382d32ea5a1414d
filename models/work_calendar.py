"""工作日历: what an administrator may say of the institution's own working days, over those of the library.

Promises: the library's calendars are the server's alone; a day belongs to the year of its calendar.
"""

from __future__ import annotations

from models.calendar import is_day
from models.document import Act, Document, Library, Refusal, after
from models.people import MISSING
from models.scope_names import named

LIBRARY_ONLY = frozenset({"library"})


def scopes_of(institution: object) -> frozenset[str]:
    """The library's are everybody's, the others those of their institution."""
    return LIBRARY_ONLY if institution == MISSING else named("institution", institution)


def may_create(act: Act, library: Library) -> bool:
    institution = act.writes.get("institution")
    return isinstance(institution, bytes) and library.roster.administers(act.author, institution)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    institution = document.value("institution")
    if isinstance(institution, bytes) and library.roster.administers(act.author, institution):
        return None
    return Refusal("forbidden", "administrators_only")


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    year = after(act, document, "year")
    for path in act.writes:
        if path.startswith("days/") and not (isinstance(year, str) and is_day(f"{year}-{path[5:]}")):
            return Refusal("invalid", "bad_day", path)
    return None
