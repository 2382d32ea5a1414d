"""检查表: what an inspection looks at, as one document for each version.

Promises: those who keep checklists are the institution's administrators and supervisors; a published version stands
still but for the day it ends; a new version is a new document that names the one it supersedes.
"""

from __future__ import annotations

from typing import Any

from models.calendar import is_day
from models.checklist_item import check_checklist_item
from models.document import Act, Document, Library, Refusal, after, standing
from models.ending import ended_early
from models.value_type import is_whole

ITEMS_MAX = 1_000
VERSION_MAX = 9_999
KEEPERS = ("admin", "supervisor")
OPEN_WHEN_PUBLISHED = frozenset({"ended_on", "published"})


def may_create(act: Act, library: Library) -> bool:
    institution = act.writes.get("institution")
    return isinstance(institution, bytes) and library.roster.holds_role(act.author, institution, *KEEPERS)


def forbidden(act: Act, document: Document, library: Library) -> Refusal | None:
    """Everybody of the institution reads a published one; its keepers write."""
    institution = document.value("institution")
    if isinstance(institution, bytes) and library.roster.holds_role(act.author, institution, *KEEPERS):
        return None
    return Refusal("forbidden", "checklist_keepers_only")


def closed(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if document is None or document.value("published") is not True:
        return None
    changed = [path for path in act.writes if path not in OPEN_WHEN_PUBLISHED]
    return Refusal("closed", "checklist_published", changed[0]) if changed else None


def invalid(act: Act, document: Document | None, library: Library) -> Refusal | None:
    if (document is None or "name" in act.writes) and not after(act, document, "name"):
        return Refusal("invalid", "name_missing", "name")
    version = after(act, document, "version")
    if "version" in act.writes and (not is_whole(version) or not 1 <= version <= VERSION_MAX):
        return Refusal("invalid", "bad_version", "version")
    if "supersedes" in act.writes and not _follows(act, document, library):
        return Refusal("invalid", "supersedes_unknown", "supersedes")
    return _items_wrong(act, document, is_whole(version)) or ended_early(act, document, None, library)


def _items_wrong(act: Act, document: Document | None, numbered: bool) -> Refusal | None:
    for path, value in act.writes.items():
        if path.startswith("items/") and value is not None and (reason := check_checklist_item(value)) is not None:
            return Refusal("invalid", reason, path, {"item": path[6:]})
    items = standing(act, document, "items/")
    if len(items) > ITEMS_MAX:
        return Refusal("invalid", "too_many_items", None, {"max": ITEMS_MAX})
    if act.writes.get("published") is True and not (items and numbered):
        return Refusal("invalid", "checklist_incomplete", "published")
    return None


def _follows(act: Act, document: Document | None, library: Library) -> bool:
    """True when the act names a published checklist of the same institution with a lower version."""
    before = act.writes["supersedes"]
    found = library.document(before) if isinstance(before, bytes) else None
    if found is None or found.kind != "checklist" or found.value("published") is not True:
        return False
    number: Any = after(act, document, "version")
    return (
        found.value("institution") == after(act, document, "institution")
        and is_whole(number)
        and is_whole(found.value("version"))
        and number > found.value("version")
    )


def in_force(document: Document, day: str) -> bool:
    """True when the version is published and hasn't ended before the day."""
    ended = document.value("ended_on")
    return document.value("published") is True and not (isinstance(ended, str) and is_day(ended) and ended < day)
