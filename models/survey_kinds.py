"""Kinds of interview surveys: the survey, one respondent's answers, a box of paper forms, and what came of it."""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

SURVEY_KINDS = (
    Kind(
        "survey_round",
        "满意度调查",
        (
            once("institution", "id"),
            once("programme", "id"),
            once("element", "label"),
            PathRule("title", "name"),
            PathRule("form", "form_name"),
            PathRule("opens_at", "moment"),
            PathRule("closes_at", "moment"),
            PathRule("measure", "survey_measure"),
            PathRule("target", "percent"),
            PathRule("interviewers/<person>", "true"),
            PathRule("opened", "true"),
            PathRule("published", "true"),
        ),
        group_path="institution",
    ),
    Kind(
        "survey_answer",
        "调查答卷",
        (
            once("survey", "id"),
            once("by", "id"),
            once("channel", "channel"),
            once("batch", "id"),
            PathRule("department", "id"),
            PathRule("encounter", "encounter"),
            PathRule("answers/<item>", "answer"),
            PathRule("note", "text"),
            PathRule("submitted", "true"),
            server("counted", "true", once=True),
        ),
        ageing=True,
        group_path="survey",
    ),
    Kind(
        "survey_batch",
        "纸质答卷箱",
        (
            once("survey", "id"),
            once("by", "id"),
            PathRule("department", "id"),
            PathRule("issued", "number"),
            PathRule("returned", "number"),
            PathRule("note", "text"),
        ),
        ageing=True,
        group_path="survey",
    ),
    Kind(
        "survey_result",
        "调查结果",
        (
            server("survey", "id", once=True),
            server("institution", "id", once=True),
            server("count", "number"),
            server("valid", "number", once=True),
            server("below", "true", once=True),
            server("rate", "decimal", once=True),
            server("satisfied", "number", once=True),
            server("counted", "number", once=True),
            server("excluded", "number", once=True),
            server("tallies/<item>", "tally", once=True),
            server("units/<unit>", "tally", once=True),
            server("channels/<channel>", "number", once=True),
            server("invalid_batches/<batch>", "label", once=True),
            server("n", "number"),
        ),
        natural=("survey",),
        tally=True,
        group_path="survey",
    ),
)
