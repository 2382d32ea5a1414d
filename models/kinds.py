"""The registry: every kind of document, joined from the tables of what belongs together.

Promises: permission, scopes, the server's index columns, `GET /api/sync/kinds` and the TypeScript types are all read
from here; a new kind of record is an entry in a table and its rules, never a new endpoint.
"""

from __future__ import annotations

from typing import Any

from models.assessment_kinds import ASSESSMENT_KINDS
from models.ballot_kinds import BALLOT_KINDS
from models.bulletin_kinds import BULLETIN_KINDS
from models.checklist_kinds import CHECKLIST_KINDS
from models.commentary_kinds import COMMENTARY_KINDS
from models.deed_kinds import DEED_KINDS
from models.draft_kinds import DRAFT_KINDS
from models.evaluation_kinds import EVALUATION_KINDS
from models.honour_kinds import HONOUR_KINDS
from models.inspection_kinds import INSPECTION_KINDS
from models.kind import Kind
from models.meeting_kinds import MEETING_KINDS
from models.order_kinds import ORDER_KINDS
from models.people_kinds import PEOPLE_KINDS
from models.poll_kinds import POLL_KINDS
from models.programme_kinds import PROGRAMME_KINDS
from models.public_kinds import PUBLIC_KINDS
from models.report_kinds import REPORT_KINDS
from models.result_kinds import RESULT_KINDS
from models.round_kinds import ROUND_KINDS
from models.survey_kinds import SURVEY_KINDS
from models.timetable_kinds import TIMETABLE_KINDS
from models.values import VALUE_TYPES

SCHEMA_VERSION = 1
"""Of the registry as a whole: raised when a path or a type changes its meaning."""

KINDS: dict[str, Kind] = {
    kind.name: kind
    for table in (
        PEOPLE_KINDS,
        EVALUATION_KINDS,
        ASSESSMENT_KINDS,
        CHECKLIST_KINDS,
        COMMENTARY_KINDS,
        DEED_KINDS,
        MEETING_KINDS,
        ORDER_KINDS,
        SURVEY_KINDS,
        TIMETABLE_KINDS,
        PROGRAMME_KINDS,
        RESULT_KINDS,
        ROUND_KINDS,
        INSPECTION_KINDS,
        BULLETIN_KINDS,
        BALLOT_KINDS,
        PUBLIC_KINDS,
        HONOUR_KINDS,
        REPORT_KINDS,
        POLL_KINDS,
        DRAFT_KINDS,
    )
    for kind in table
}


def registry_json() -> dict[str, Any]:
    """What `GET /api/sync/kinds` answers: plain maps and lists, keys in a fixed order."""
    return {
        "version": SCHEMA_VERSION,
        "kinds": {
            kind.name: {
                "schema": kind.schema,
                "title": kind.zh,
                "natural": list(kind.natural) or None,
                "paths": {
                    rule.pattern: {"type": rule.type, "once": rule.once, "writer": rule.writer} for rule in kind.paths
                },
                "presence": kind.presence,
            }
            for kind in KINDS.values()
        },
        "types": {name: each.typescript for name, each in VALUE_TYPES.items()},
    }
