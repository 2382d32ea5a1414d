"""Kinds of documents of publishing: what is proposed of a visit, the findings that the server writes, and bulletins.

A finding and all that rests on it are new documents: nothing in them, in their ids or in their stamps comes from the
covert ones but what two people chose (docs/bulletins.md).
"""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

BULLETIN_KINDS = (
    Kind(
        "publication",
        "公布方案",
        (
            once("visit", "id"),
            PathRule("findings/<n>", "proposed_finding"),
            PathRule("photos/<n>", "photo"),
            PathRule("withheld", "chosen"),
            PathRule("proposed/<n>/<person>", "moment"),
            PathRule("returned/<n>/<person>", "words"),
            PathRule("confirmed/<n>/<person>", "moment"),
        ),
        natural=("visit",),
        group_path="visit",
    ),
    Kind(
        "finding",
        "检查发现",
        (
            server("visit", "id", once=True),
            server("key", "item_name", once=True),
            server("institution", "id", once=True),
            server("unit", "id", once=True),
            server("title", "name", once=True),
            server("practice", "practice", once=True),
            server("manner", "manner", once=True),
            server("day", "day", once=True),
            server("order", "number", once=True),
            server("item", "item_name", once=True),
            server("kind", "label", once=True),
            server("text", "text", once=True),
            server("suggestion", "text", once=True),
            server("building", "label", once=True),
            server("floor", "label", once=True),
            server("object", "label", once=True),
            server("praise", "chosen", once=True),
            server("fixed", "chosen", once=True),
            server("seen_at", "moment", once=True),
            server("published_at", "moment", once=True),
            server("photos/<n>", "photo", once=True),
            server("inspectors/<person>", "chosen", once=True),
        ),
        natural=("visit", "key"),
        day_path="day",
        group_path="institution",
    ),
    Kind(
        "bulletin",
        "通报",
        (
            once("institution", "id"),
            once("corrects", "id"),
            PathRule("reason", "text"),
            PathRule("title", "name"),
            PathRule("code", "label"),
            PathRule("audience", "label"),
            PathRule("everyone", "chosen"),
            PathRule("units/<unit>", "chosen"),
            PathRule("opening", "text"),
            PathRule("entries/<n>", "bulletin_entry"),
            PathRule("photos/<n>", "photo"),
            PathRule("comparison", "text"),
            PathRule("criticised/<unit>", "chosen"),
            PathRule("requirements", "text"),
            PathRule("objection_days", "few"),
            PathRule("objection_how", "text"),
            PathRule("copies", "label"),
            PathRule("issued", "true"),
            server("number", "number", once=True),
            server("year", "year", once=True),
            server("issued_on", "day", once=True),
            server("objections_until", "day", once=True),
        ),
        group_path="institution",
    ),
    Kind(
        "bulletin_register",
        "通报编号簿",
        (server("institution", "id", once=True), server("year", "year", once=True), server("last", "number")),
        natural=("institution", "year"),
        group_path="institution",
    ),
    Kind(
        "bulletin_objection",
        "通报异议",
        (
            once("bulletin", "id"),
            once("unit", "id"),
            once("institution", "id"),
            PathRule("text", "text"),
            PathRule("raised", "true"),
            PathRule("answer", "objection_answer"),
        ),
        natural=("bulletin", "unit"),
        group_path="bulletin",
    ),
)
