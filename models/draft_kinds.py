"""Kinds of what is only being written: forms that become a document once they are saved."""

from __future__ import annotations

from models.kind import Kind, PathRule, once

DRAFT_KINDS = (
    Kind(
        "form_draft",
        "表单草稿",
        (once("person", "id"), once("form", "label"), PathRule("fields/<n>", "form_words")),
        natural=("person", "form"),
        group_path="person",
    ),
)
"""`form` says which form it is, and of what: `complaint`, `poll`, `poll.<the poll that is changed>`."""
