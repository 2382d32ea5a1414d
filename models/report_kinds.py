"""Kinds of documents of reporting upward: the month's and the year's report, a brief, and who has sent what.

What was sent stands (备案): a report is put right by its next edition, a brief by another that names it.
"""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

_SENT = (
    PathRule("checks/<person>", "deed_review"),
    PathRule("sent", "true"),
    server("sender", "name", once=True),
    server("number", "number", once=True),
    server("year", "year", once=True),
    server("sent_on", "day", once=True),
)

REPORT_KINDS = (
    Kind(
        "report",
        "上报材料",
        (
            once("institution", "id"),
            once("type", "report_type"),
            once("period", "period"),
            once("edition", "edition"),
            PathRule("title", "name"),
            PathRule("reason", "text"),
            PathRule("sections/<n>", "report_section"),
            PathRule("figures/<n>", "report_figure"),
            PathRule("targets/<n>", "report_target"),
            *_SENT,
            server("due_on", "day", once=True),
        ),
        natural=("institution", "type", "period", "edition"),
        group_path="institution",
    ),
    Kind(
        "brief",
        "简报",
        (
            once("institution", "id"),
            once("day", "day"),
            once("corrects", "id"),
            once("record", "id"),
            PathRule("reason", "text"),
            PathRule("type", "brief_type"),
            PathRule("title", "name"),
            PathRule("text", "text"),
            PathRule("unit", "id"),
            PathRule("who", "label"),
            PathRule("photos/<n>", "photo"),
            PathRule("drafting", "still"),
            *_SENT,
        ),
        day_path="day",
        group_path="institution",
    ),
    Kind(
        "report_register",
        "上报编号簿",
        (
            server("institution", "id", once=True),
            server("series", "label", once=True),
            server("year", "year", once=True),
            server("last", "number"),
        ),
        natural=("institution", "series", "year"),
        group_path="institution",
    ),
    Kind(
        "report_turnout",
        "报送情况",
        (
            server("institution", "id", once=True),
            server("type", "report_type", once=True),
            server("period", "period", once=True),
            server("due/<institution>", "day"),
            server("names/<institution>", "name"),
            server("sent/<institution>", "day"),
        ),
        natural=("institution", "type", "period"),
        group_path="institution",
    ),
)
"""`drafting`: whoever writes the brief is still at it. `edition` is "1" for the report as it was first sent, "2" and on
for what put it right. 报送情况 is the office's above: `institution` is who receives the reports."""
