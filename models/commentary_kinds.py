"""Kinds of what is said to a person and not counted: the branch's commentary, what is noted of it as it is spoken, and
the leaders' remarks."""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

_FOUR_PARTS = (
    PathRule("strengths", "text"),
    PathRule("problems", "text"),
    PathRule("advice", "text"),
    PathRule("direction", "text"),
    PathRule("from/<n>", "id"),
    PathRule("score", "percent"),
    PathRule("submitted", "true"),
)
_AFTERWARDS = (
    PathRule("follow_up", "flag"),
    PathRule("outcome", "outcome"),
    PathRule("outcome_note", "text"),
)
_OF_A_PROGRAMME = (once("programme", "id"), once("element", "label"))

COMMENTARY_KINDS = (
    Kind(
        "branch_commentary",
        "支部讲评",
        (
            once("period", "period"),
            once("branch", "id"),
            once("subject", "id"),
            once("institution", "id"),
            once("by_leader", "true"),
            *_OF_A_PROGRAMME,
            *_FOUR_PARTS,
            *_AFTERWARDS,
            PathRule("public", "flag"),
        ),
        natural=("period", "branch", "subject"),
        ageing=True,
        subject_path="subject",
        group_path="branch",
    ),
    Kind(
        "commentary_note",
        "讲评记录",
        (
            once("meeting", "id"),
            once("subject", "id"),
            once("by", "id"),
            once("branch", "id"),
            once("institution", "id"),
            once("period", "period"),
            PathRule("said/<n>", "text"),
        ),
        natural=("meeting", "subject", "by"),
        ageing=True,
        subject_path="subject",
        group_path="meeting",
    ),
    Kind(
        "commentary_coverage",
        "讲评进度",
        (
            server("branch", "id", once=True),
            server("period", "period", once=True),
            server("institution", "id", once=True),
            server("done/<person>", "true"),
            server("n", "number"),
        ),
        natural=("branch", "period"),
        tally=True,
        group_path="institution",
    ),
    Kind(
        "leader_remark",
        "领导点评",
        (
            once("by", "id"),
            once("subject", "id"),
            once("institution", "id"),
            *_OF_A_PROGRAMME,
            PathRule("text", "text"),
            *_AFTERWARDS,
        ),
        ageing=True,
        subject_path="subject",
        group_path="institution",
    ),
    Kind(
        "quarterly_remark",
        "集中点评",
        (
            once("period", "period"),
            once("by", "id"),
            once("subject", "id"),
            once("institution", "id"),
            *_OF_A_PROGRAMME,
            *_FOUR_PARTS,
            *_AFTERWARDS,
        ),
        natural=("period", "by", "subject"),
        ageing=True,
        subject_path="subject",
        group_path="institution",
    ),
)
