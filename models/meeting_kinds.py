"""Kinds of a branch's meeting: how it runs, and what the month has for it.

Its activity says when and where it is, and who is due.
"""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

MEETING_KINDS = (
    Kind(
        "meeting",
        "支部会议",
        (
            once("activity", "id"),
            once("institution", "id"),
            once("branch", "id"),
            PathRule("chair/<person>", "named"),
            PathRule("scribes/<person>", "named"),
            PathRule("quorum", "meeting_quorum"),
            PathRule("agenda/<n>", "meeting_item"),
            PathRule("at", "label"),
            PathRule("speaker", "id"),
            PathRule("shown", "meeting_shown"),
            PathRule("notes/<n>", "text"),
            PathRule("decisions/<n>", "meeting_decision"),
            PathRule("begun", "true"),
            PathRule("ended", "true"),
            PathRule("signed/<person>", "true"),
            server("due/<person>", "true"),
            server("spoken/<person>", "true"),
            server("ordered/<n>", "id", once=True),
            server("tasked/<n>", "id", once=True),
        ),
        natural=("activity",),
        presence=True,
        group_path="branch",
    ),
    Kind(
        "meeting_month",
        "本月情况",
        (
            server("activity", "id", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("serving/<person>", "true"),
            server("findings/<n>", "month_finding"),
            server("photos/<n>", "photo"),
            server("orders/<n>", "month_order"),
            server("complaints/<n>", "day"),
        ),
        natural=("activity",),
        group_path="branch",
    ),
)
