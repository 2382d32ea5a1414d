"""The registry: every kind of document, its paths, who may write them and once or again, and what its id is made of.

Promises: data only. Permission, scopes, the server's index columns, `GET /api/sync/kinds` and the TypeScript types
are all read from here; a new kind of record is an entry in `KINDS` and its rules, never a new endpoint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from models.document import Register, is_id, uuid_text
from models.values import VALUE_TYPES

SCHEMA_VERSION = 1
"""Of the registry as a whole: raised when a path or a type changes its meaning."""

PATH_CACHE_MAX = 20_000
NAME_PART_MAX = 64
"""Characters of a part of a natural name; what is longer is no form's name and no day."""

_PLACEHOLDERS = {
    "<person>": re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"),
}
_TOKEN = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")


class PathRule(Struct, frozen=True):
    """路径规则: one pattern of paths, the type of its values, and who may write it."""

    pattern: str
    type: str
    once: bool = False
    writer: str = "any"
    """"any" (as the kind's permission says) or "server"."""


class Kind(Struct):
    """文档种类: all that is known of a kind without looking at a document."""

    name: str
    zh: str
    paths: tuple[PathRule, ...]
    natural: tuple[str, ...] = ()
    """The registers that make the id's name, in order; empty where the id is a UUIDv7."""
    schema: int = 1
    ageing: bool = False
    """True where its documents live in scopes that are split by quarter."""
    presence: bool = False
    subject_path: str | None = None
    day_path: str | None = None
    group_path: str | None = None
    _exact: dict[str, PathRule] = field(default_factory=dict[str, PathRule])
    _cache: dict[str, PathRule | None] = field(default_factory=dict[str, PathRule | None])

    def __post_init__(self) -> None:
        self._exact = {rule.pattern: rule for rule in self.paths if "<" not in rule.pattern}

    def path_rule(self, path: str) -> PathRule | None:
        """The rule of a path, or None where this version knows no such path."""
        rule = self._exact.get(path)
        if rule is not None:
            return rule
        if path in self._cache:
            return self._cache[path]
        if len(self._cache) >= PATH_CACHE_MAX:
            self._cache.clear()
        rule = self._cache[path] = next((each for each in self.paths if _matches(each.pattern, path)), None)
        return rule

    def once_paths(self) -> tuple[str, ...]:
        return tuple(rule.pattern for rule in self.paths if rule.once)

    def natural_name(self, writes: Mapping[str, Any]) -> str | None:
        """`self_evaluation/<person>/daily/2026-11-21`: the name behind the id; None where a part is missing.

        `writes` maps paths to values or to `Register`s. A kind without natural key has no name.
        """
        if not self.natural:
            return None
        parts = [self.name]
        for path in self.natural:
            value = writes.get(path)
            part = _part(path, value.value if isinstance(value, Register) else value)
            if part is None:
                return None
            parts.append(part if self.name == "form" else part.partition("@")[0])
        return "/".join(parts)


def _part(path: str, value: Any) -> str | None:
    if is_id(value):
        return uuid_text(value)
    return value if isinstance(value, str) and 0 < len(value) <= NAME_PART_MAX else None


def _matches(pattern: str, path: str) -> bool:
    expected, given = pattern.split("/"), path.split("/")
    return len(expected) == len(given) and all(
        (_PLACEHOLDERS.get(want, _TOKEN).match(have) is not None) if want.startswith("<") else want == have
        for want, have in zip(expected, given, strict=True)
    )


def _once(pattern: str, type: str) -> PathRule:
    return PathRule(pattern, type, once=True)


def _server(pattern: str, type: str, *, once: bool = False) -> PathRule:
    return PathRule(pattern, type, once=once, writer="server")


_ALL = (
    Kind(
        "institution",
        "机构",
        (
            PathRule("name", "name"),
            PathRule("code", "label"),
            PathRule("parent", "id"),
            PathRule("timezone", "zone"),
            PathRule("self_evaluation_form", "form_name"),
        ),
    ),
    Kind(
        "unit",
        "科室",
        (
            _once("institution", "id"),
            PathRule("name", "name"),
            PathRule("type", "unit_type"),
            PathRule("parent", "id"),
            PathRule("order", "number"),
        ),
        group_path="institution",
    ),
    Kind(
        "party_branch",
        "党支部",
        (_once("institution", "id"), PathRule("name", "name"), PathRule("parent", "id")),
        group_path="institution",
    ),
    Kind(
        "person",
        "人员",
        (
            _once("institution", "id"),
            PathRule("name", "name"),
            PathRule("pinyin", "label"),
            PathRule("staff_no", "label"),
            PathRule("party", "party"),
            PathRule("memberships/<n>", "membership"),
            PathRule("branches/<n>", "branch_membership"),
            PathRule("roles/<n>", "role"),
        ),
        group_path="institution",
    ),
    Kind(
        "form",
        "表单",
        (
            _once("name", "form_name"),
            PathRule("title", "name"),
            PathRule("title_en", "label"),
            PathRule("items/<item>", "item"),
            PathRule("correctable", "true"),
            PathRule("grace_hours", "hours"),
            _server("used", "true", once=True),
        ),
        natural=("name",),
    ),
    Kind(
        "self_evaluation",
        "个人自评",
        (
            _once("person", "id"),
            _once("form", "form_name"),
            _once("day", "day"),
            PathRule("answers/<item>", "answer"),
            PathRule("note", "text"),
            PathRule("submitted", "true"),
        ),
        natural=("person", "form", "day"),
        ageing=True,
        subject_path="person",
        day_path="day",
    ),
    Kind(
        "peer_round",
        "互评轮次",
        (
            _once("institution", "id"),
            _once("branch", "id"),
            PathRule("title", "name"),
            PathRule("form", "form_name"),
            PathRule("opens_at", "moment"),
            PathRule("closes_at", "moment"),
            PathRule("anonymity", "anonymity"),
            PathRule("threshold", "threshold"),
            PathRule("rule", "round_rule"),
            PathRule("opened", "true"),
            PathRule("published", "true"),
        ),
        group_path="institution",
    ),
    Kind(
        "peer_assignment",
        "互评任务",
        (
            _server("round", "id", once=True),
            _server("reviewer", "id", once=True),
            _server("subjects/<person>", "true"),
            _server("done/<person>", "true"),
        ),
        natural=("round", "reviewer"),
        group_path="round",
    ),
    Kind(
        "peer_review",
        "互评",
        (
            _once("round", "id"),
            _once("reviewer", "id"),
            _once("subject", "id"),
            PathRule("answers/<item>", "answer"),
            PathRule("note", "text"),
            PathRule("submitted", "true"),
            _server("shown", "true", once=True),
            _server("withheld", "true", once=True),
        ),
        natural=("round", "reviewer", "subject"),
        ageing=True,
        subject_path="subject",
        group_path="round",
    ),
    Kind(
        "peer_result",
        "互评结果",
        (
            _server("round", "id", once=True),
            _server("subject", "id", once=True),
            _server("institution", "id", once=True),
            _server("branch", "id", once=True),
            _server("count", "number", once=True),
            _server("below", "true", once=True),
            _server("total", "decimal", once=True),
            _server("items/<item>", "item_result", once=True),
        ),
        natural=("round", "subject"),
        subject_path="subject",
        group_path="round",
    ),
    Kind(
        "peer_turnout",
        "互评进度",
        (
            _server("round", "id", once=True),
            _server("institution", "id", once=True),
            _server("branch", "id", once=True),
            _server("owed", "number"),
            _server("submitted", "number"),
        ),
        natural=("round",),
        group_path="round",
    ),
    Kind(
        "account_event",
        "账号事件",
        (
            _server("person", "id", once=True),
            _server("by", "id", once=True),
            _server("what", "account_act", once=True),
            _server("at", "moment", once=True),
        ),
        subject_path="person",
    ),
)

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}


def registry_json() -> dict[str, Any]:
    """What `GET /api/sync/kinds` answers: plain maps and lists, keys in a fixed order."""
    return {
        "version": SCHEMA_VERSION,
        "kinds": {
            kind.name: {
                "schema": kind.schema,
                "title": kind.zh,
                "natural": list(kind.natural) or None,
                "paths": {
                    rule.pattern: {"type": rule.type, "once": rule.once, "writer": rule.writer} for rule in kind.paths
                },
                "presence": kind.presence,
            }
            for kind in _ALL
        },
        "types": {name: each.typescript for name, each in VALUE_TYPES.items()},
    }
