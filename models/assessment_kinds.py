"""The kinds of what is judged on a form without a round: an assessment, and a nomination for an award."""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

ASSESSMENT_KINDS = (
    Kind(
        "assessment",
        "考核",
        (
            once("programme", "id"),
            once("element", "label"),
            once("period", "label"),
            once("by", "id"),
            once("subject", "id"),
            once("institution", "id"),
            PathRule("answers/<item>", "answer"),
            PathRule("note", "text"),
            PathRule("submitted", "true"),
            PathRule("told", "assessment_audience"),
        ),
        natural=("programme", "element", "period", "by", "subject"),
        subject_path="subject",
        group_path="programme",
    ),
    Kind(
        "nomination",
        "推荐",
        (
            once("programme", "id"),
            once("element", "label"),
            once("subject", "id"),
            once("period", "period"),
            once("institution", "id"),
            PathRule("reason", "text"),
            PathRule("steps/<level>/<person>", "nomination_step"),
            server("up", "true", once=True),
        ),
        natural=("programme", "element", "subject", "period"),
        optional=frozenset({"period"}),
        subject_path="subject",
        group_path="programme",
    ),
)
"""`period` is a label of `models.schedule`, or a month where the programme names no time. `told`: who reads it beside
its author and the office: `subject` or `everyone`. A step is what one person ruled at one level of the award's chain;
a nomination without a period is one from before they had any (`models.award_period`). `up`: its own house has put it
forward, and a level above rules on it next.
"""
