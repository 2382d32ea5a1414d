"""Kinds of documents that time is reckoned by: the calendars of work."""

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
)
"""A calendar of the library has an institution of zeros: everybody reads it, and the server alone writes it."""
