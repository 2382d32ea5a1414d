"""Kinds of documents of honours: what is conferred after a publicity period, stars, and the roving banner.

A quarter's banner is one document by its natural name, so it has one holder however many tablets hand it over.
"""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

HONOUR_KINDS = (
    Kind(
        "honour",
        "荣誉",
        (
            once("programme", "id"),
            once("element", "label"),
            once("period", "period"),
            once("subject", "id"),
            once("institution", "id"),
            once("post", "label"),
            PathRule("title", "name"),
            PathRule("reason", "text"),
            PathRule("days", "few"),
            PathRule("announced", "true"),
            PathRule("conferred", "true"),
            PathRule("withdrawn", "text"),
            PathRule("stripped", "text"),
            server("announced_on", "day", once=True),
            server("objections_until", "day", once=True),
            server("conferred_on", "day", once=True),
            server("stripped_on", "day", once=True),
            server("number", "number", once=True),
            server("year", "year", once=True),
        ),
        subject_path="subject",
        group_path="programme",
    ),
    Kind(
        "honour_register",
        "荣誉证书编号簿",
        (server("institution", "id", once=True), server("year", "year", once=True), server("last", "number")),
        natural=("institution", "year"),
        group_path="institution",
    ),
    Kind(
        "honour_objection",
        "公示异议",
        (
            once("honour", "id"),
            once("by", "id"),
            once("institution", "id"),
            PathRule("text", "text"),
            PathRule("raised", "true"),
            once("answer", "objection_answer"),
        ),
        natural=("honour", "by"),
        group_path="honour",
    ),
    Kind(
        "star_rating",
        "星级",
        (
            once("programme", "id"),
            once("element", "label"),
            once("subject", "id"),
            once("institution", "id"),
            PathRule("levels/<period>", "star_level"),
        ),
        natural=("programme", "element", "subject"),
        subject_path="subject",
        group_path="programme",
    ),
    Kind(
        "roving_banner",
        "流动红旗",
        (
            once("programme", "id"),
            once("element", "label"),
            once("period", "period"),
            once("institution", "id"),
            once("holder", "id"),
            PathRule("reason", "text"),
            PathRule("withdrawn", "text"),
        ),
        natural=("programme", "element", "period"),
        subject_path="holder",
        group_path="programme",
    ),
)
"""`post` names a model post (示范岗) at the subject. `period` is a month, a quarter or a year, as results have it."""
