"""Kinds of documents that time is reckoned by: the calendars of work, and marks of what is done."""

from __future__ import annotations

from models.kind import Kind, PathRule, once

TIMETABLE_KINDS = (
    Kind(
        "work_calendar",
        "工作日历",
        (
            once("institution", "id"),
            once("year", "year"),
            PathRule("source", "label"),
            PathRule("days/<n>", "special_day"),
        ),
        natural=("institution", "year"),
        group_path="institution",
    ),
    Kind(
        "task_mark",
        "任务办结",
        (
            once("programme", "id"),
            once("element", "label"),
            once("period", "label"),
            once("person", "id"),
            once("institution", "id"),
            PathRule("done_on", "day"),
            PathRule("note", "text"),
        ),
        natural=("programme", "element", "period", "person"),
        group_path="programme",
    ),
)
"""`element` is a section and an id, `publications.report`; `period` a label of `models.schedule`.

A calendar of the library has an institution of zeros: everybody reads it, and the server alone writes it.
"""
