"""Kinds of what the public says and of what comes of it: batches of codes, tallies, what looks odd, cases, complaints.

A rating itself is no document: it stands in a table, and what staff read of it is counted. A case or a complaint is
named by the hash of its code, so who holds the code finds it and nobody finds the code by it.
"""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

PUBLIC_KINDS = (
    Kind(
        "rating_batch",
        "评价码批次",
        (
            once("institution", "id"),
            once("unit", "id"),
            once("by", "id"),
            once("means", "rating_means"),
            once("programme", "id"),
            once("element", "label"),
            once("form", "form_name"),
            once("measure", "survey_measure"),
            once("labels", "label_count"),
            server("number", "label", once=True),
            server("printed", "moment", once=True),
            PathRule("activated", "label"),
            PathRule("stopped", "text"),
        ),
        group_path="institution",
    ),
    Kind(
        "rating_tally",
        "患者评价统计",
        (
            server("unit", "id", once=True),
            server("form", "form_name", once=True),
            server("period", "period", once=True),
            server("institution", "id", once=True),
            server("programme", "id"),
            server("element", "label"),
            server("counted", "rating_share"),
            server("poster", "rating_share"),
            server("held", "number"),
            server("dropped", "number"),
        ),
        natural=("unit", "form", "period"),
        group_path="institution",
    ),
    Kind(
        "rating_flag",
        "异常评价",
        (
            server("batch", "id", once=True),
            server("key", "label", once=True),
            server("institution", "id", once=True),
            server("unit", "id", once=True),
            server("form", "form_name", once=True),
            server("period", "period", once=True),
            server("reason", "label", once=True),
            server("ratings/<n>", "held_rating", once=True),
            PathRule("rulings/<person>", "rating_ruling"),
        ),
        natural=("batch", "key"),
        group_path="institution",
    ),
    Kind(
        "rating_case",
        "低分回访",
        (
            server("key", "label", once=True),
            server("institution", "id", once=True),
            server("unit", "id", once=True),
            server("batch", "id", once=True),
            server("form", "form_name", once=True),
            server("day", "day", once=True),
            server("answers/<item>", "answer", once=True),
            server("words", "text", once=True),
            server("callback_by", "day", once=True),
            server("rectify_by", "day", once=True),
            server("said/<n>", "text", once=True),
            PathRule("handler", "id"),
            once("replies/<n>", "said"),
            once("rectified", "said"),
            once("closed", "said"),
        ),
        natural=("key",),
        group_path="institution",
    ),
    Kind(
        "complaint",
        "投诉意见",
        (
            once("key", "label"),
            once("institution", "id"),
            once("means", "complaint_means"),
            once("day", "day"),
            once("by", "id"),
            once("text", "said"),
            once("contact", "label"),
            once("within", "few"),
            PathRule("unit", "id"),
            PathRule("handler", "id"),
            once("passed/<n>", "complaint_pass"),
            server("due_on", "day", once=True),
            server("said/<n>", "text", once=True),
            once("replies/<n>", "said"),
            once("finding", "complaint_finding"),
        ),
        natural=("key",),
        group_path="institution",
    ),
)
