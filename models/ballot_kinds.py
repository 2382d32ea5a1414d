"""Kinds around anonymous ballots: what is asked of whom under which key, and the words that an organiser rules on. The
ballots themselves are no documents.
"""

from __future__ import annotations

from models.kind import Kind, once, server

BALLOT_KINDS = (
    Kind(
        "ballot_context",
        "匿名投票范围",
        (
            server("source", "id", once=True),
            server("subject", "id", once=True),
            server("voter_class", "label", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("form", "form_name", once=True),
            server("threshold", "number", once=True),
            server("electors", "number", once=True),
            server("opens_at", "moment"),
            server("closes_at", "moment"),
            server("roll/<person>", "true", once=True),
            server("key", "text", once=True),
            server("issued_steps", "number"),
            server("cast_steps", "number"),
            server("closed", "moment", once=True),
            server("root", "label", once=True),
            server("counted", "number", once=True),
        ),
        natural=("source", "subject", "voter_class"),
        group_path="source",
    ),
    Kind(
        "anonymous_words",
        "匿名评语",
        (
            server("round", "id", once=True),
            server("subject", "id", once=True),
            server("institution", "id", once=True),
            server("branch", "id", once=True),
            server("words/<n>", "text", once=True),
            once("rulings/<n>/<person>", "words_ruling"),
        ),
        natural=("round", "subject"),
        group_path="round",
    ),
)
