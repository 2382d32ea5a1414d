"""Kinds of documents of results: what a period came to, and the closing of a month that says so."""

from __future__ import annotations

from models.kind import Kind, once, server

RESULT_KINDS = (
    Kind(
        "period_result",
        "考核结果",
        (
            server("institution", "id", once=True),
            server("programme", "programme_or_none", once=True),
            server("period", "period", once=True),
            server("subject", "id", once=True),
            server("batch", "id", once=True),
            server("subject_kind", "subject_kind"),
            server("components", "result_components"),
            server("total", "decimal"),
            server("sum", "decimal"),
            server("squares", "decimal"),
            server("grade", "label"),
            server("next", "result_next"),
            server("model", "label"),
            server("months", "texts"),
            server("people", "number"),
            server("below", "flag"),
            server("rows/<person>", "result_row"),
            server("computed_at", "moment"),
            server("revision", "number"),
            server("reason", "text"),
            server("earlier/<n>", "result_earlier"),
            server("late", "number"),
            server("reopened", "flag"),
        ),
        natural=("institution", "programme", "period", "subject"),
        ageing=True,
        subject_path="subject",
        group_path="batch",
    ),
    Kind(
        "month_close",
        "月度结账",
        (
            once("institution", "id"),
            once("period", "month"),
            once("closings/<n>", "text"),
            once("reopenings/<n>", "text"),
            once("corrections/<n>", "text"),
            server("state", "month_state"),
            server("computed_at", "moment"),
            server("results", "number"),
            server("model", "label"),
            server("late/<person>", "number"),
        ),
        natural=("institution", "period"),
        group_path="institution",
    ),
    Kind(
        "export_event",
        "导出记录",
        (
            server("institution", "id", once=True),
            server("by", "id", once=True),
            server("what", "export_what", once=True),
            server("period", "period", once=True),
            server("subject", "id", once=True),
            server("at", "moment", once=True),
        ),
        group_path="institution",
    ),
)
