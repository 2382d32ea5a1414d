"""Kinds of documents about people: institutions, units, party branches, persons, and what became of an account."""

from __future__ import annotations

from models.kind import Kind, PathRule, once, server

PEOPLE_KINDS = (
    Kind(
        "institution",
        "机构",
        (
            PathRule("name", "name"),
            PathRule("code", "label"),
            PathRule("parent", "id"),
            PathRule("timezone", "zone"),
            PathRule("self_evaluation_form", "form_name"),
            PathRule("ballot_spread_s", "ballot_spread"),
        ),
    ),
    Kind(
        "unit",
        "科室",
        (
            once("institution", "id"),
            PathRule("name", "name"),
            PathRule("type", "unit_type"),
            PathRule("parent", "id"),
            PathRule("order", "number"),
            PathRule("ended_on", "day"),
        ),
        group_path="institution",
    ),
    Kind(
        "party_branch",
        "党支部",
        (
            once("institution", "id"),
            PathRule("name", "name"),
            PathRule("parent", "id"),
            PathRule("ended_on", "day"),
        ),
        group_path="institution",
    ),
    Kind(
        "person",
        "人员",
        (
            once("institution", "id"),
            PathRule("name", "name"),
            PathRule("pinyin", "label"),
            PathRule("staff_no", "label"),
            PathRule("party", "party"),
            PathRule("profession", "profession"),
            PathRule("memberships/<n>", "membership"),
            PathRule("branches/<n>", "branch_membership"),
            PathRule("roles/<n>", "role"),
        ),
        group_path="institution",
    ),
    Kind(
        "account_event",
        "账号事件",
        (
            server("person", "id", once=True),
            server("by", "id", once=True),
            server("what", "account_act", once=True),
            server("at", "moment", once=True),
        ),
        subject_path="person",
    ),
)
