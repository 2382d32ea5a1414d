"""Kinds around a round: who takes part, who is related, who withdrew, what came of several sources, and the grade."""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

ROUND_KINDS = (
    Kind(
        "electorate",
        "参评名单",
        (
            server("round", "id", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("day", "day"),
            server("due", "number"),
            server("evaluators/<person>", "true"),
            server("subjects/<person>", "number"),
            server("excluded/<person>", "label"),
            server("short/<person>", "number"),
            server("uncovered/<person>", "true"),
        ),
        natural=("round",),
        group_path="round",
    ),
    Kind(
        "relatives",
        "亲属关系",
        (once("institution", "id"), PathRule("pairs/<n>", "kin_pair")),
        natural=("institution",),
        group_path="institution",
    ),
    Kind(
        "recusal",
        "回避",
        (once("round", "id"), once("reviewer", "id"), once("subject", "id"), PathRule("reason", "text")),
        natural=("round", "reviewer", "subject"),
        group_path="round",
    ),
    Kind(
        "combined_result",
        "综合结果",
        (
            server("round", "id", once=True),
            server("subject", "id", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("total", "decimal", once=True),
            server("parts/<part>", "part_result", once=True),
        ),
        natural=("round", "subject"),
        subject_path="subject",
        group_path="round",
    ),
    Kind(
        "decision",
        "定级",
        (
            server("round", "id", once=True),
            server("subject", "id", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("decider", "decider", once=True),
            server("proposal", "proposal", once=True),
            PathRule("grade", "name"),
            PathRule("reason", "text"),
            PathRule("decided", "true"),
        ),
        natural=("round", "subject"),
        subject_path="subject",
        group_path="round",
    ),
)
