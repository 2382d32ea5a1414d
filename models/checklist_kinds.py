"""The kind of document that says what an inspection looks at."""

from __future__ import annotations

from models.kind import Kind, PathRule, once

CHECKLIST_KINDS = (
    Kind(
        "checklist",
        "检查表",
        (
            once("institution", "id"),
            PathRule("name", "name"),
            PathRule("name_en", "label"),
            PathRule("version", "number"),
            once("supersedes", "id"),
            PathRule("subject", "label"),
            PathRule("source", "label"),
            PathRule("items/<item>", "checklist_item"),
            PathRule("published", "true"),
            PathRule("ended_on", "day"),
        ),
        group_path="institution",
    ),
)
