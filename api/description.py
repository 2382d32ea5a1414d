"""The description of the interface (OpenAPI): what Litestar tells of the handlers, and what it can't see of them.

Promises: every body has its media type and, where it is MessagePack, its shape; every operation has its problem
answers, whose codes are those of the table of problems. docs/protocol.md stays the contract.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, cast

from litestar.handlers import HTTPRouteHandler
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.spec import OpenAPI

from api.problem_table import PROBLEMS
from api.problems import PROBLEM_TYPE
from models.step_up import STEP_UP
from sync.change import WRITES_MAX
from sync.errors import REFUSAL_CODES
from sync.messages import CURSORS_MAX, EVENTS_MAX, PULL_ENTRIES_MAX, PUSH_CHANGES_MAX, SEQUENCE_MAX

Schema = dict[str, Any]
JSON = "application/json"
MESSAGEPACK = "application/x-msgpack"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
YAML = "application/yaml"

_BYTES: Schema = {"type": "string", "format": "binary"}
_ID: Schema = {**_BYTES, "minLength": 16, "maxLength": 16, "description": "bin 16"}
_LOG: Schema = {"oneOf": [_ID, {"type": "null"}]}
_MS: Schema = {"type": "integer", "minimum": 0, "description": "Unix milliseconds"}
_SEQUENCE: Schema = {"type": "integer", "minimum": 0, "maximum": SEQUENCE_MAX}
_WRITES: Schema = {
    "type": "array",
    "minItems": 1,
    "maxItems": WRITES_MAX,
    "items": {"type": "array", "prefixItems": [{"type": "string"}, {}], "minItems": 2, "maxItems": 2},
}
_CHANGE: Schema = {
    "type": "array",
    "description": "[id, doc, kind, writes], protocol §4",
    "prefixItems": [_ID, _ID, {"type": "string"}, _WRITES],
    "minItems": 4,
    "maxItems": 4,
}


def _map(required: Iterable[str], properties: Schema, *, closed: bool = False) -> Schema:
    told: Schema = {"type": "object", "required": sorted(required), "properties": properties}
    return {**told, "additionalProperties": False} if closed else told


_REFUSAL = _map(
    ("code", "message", "path"),
    {
        "code": {"enum": [*REFUSAL_CODES, STEP_UP.code]},
        "message": {"type": "string"},
        "path": {"type": ["string", "null"]},
    },
)
_SCOPE = _map(
    ("seq", "entries", "more"),
    {
        "seq": _SEQUENCE,
        "entries": {"type": "array", "items": {"type": "array", "description": "protocol §7"}},
        "more": {"type": "boolean"},
        "digest": _ID,
    },
)
_PUSH = _map(
    ("changes",),
    {"log": _LOG, "changes": {"type": "array", "maxItems": PUSH_CHANGES_MAX, "items": _CHANGE}},
    closed=True,
)
_PUSHED = _map(
    ("now", "log", "results"),
    {"now": _MS, "log": _ID, "results": {"type": "array", "items": {"oneOf": [{"type": "null"}, _REFUSAL]}}},
)
_COUNT: Schema = {"type": "integer", "minimum": 0}
_WAITING: Schema = {
    "type": "array",
    "description": "[changes, photos, oldest_ms]",
    "prefixItems": [_COUNT, _COUNT, {"type": ["integer", "null"]}],
    "minItems": 3,
    "maxItems": 3,
}
_EVENT: Schema = {"type": "array", "prefixItems": [_MS, {"type": "string"}], "minItems": 2, "maxItems": 2}
_PULL = _map(
    ("log", "cursors"),
    {
        "log": _LOG,
        "cursors": {"type": "object", "maxProperties": CURSORS_MAX, "additionalProperties": _SEQUENCE},
        "limit": {"type": "integer", "minimum": 1, "maximum": PULL_ENTRIES_MAX},
        "waiting": {"oneOf": [{"type": "null"}, _WAITING]},
        "events": {"type": "array", "maxItems": EVENTS_MAX, "items": _EVENT},
    },
    closed=True,
)
_PULLED = _map(
    ("now", "log", "scopes", "gone"),
    {
        "now": _MS,
        "log": _ID,
        "scopes": {"type": "object", "additionalProperties": _SCOPE},
        "gone": {"type": "array", "items": {"type": "string"}},
    },
)
_TAKEN: dict[str, Schema] = {"/api/sync/push": _PUSH, "/api/sync/pull": _PULL}
_GIVEN: dict[str, dict[str, Schema]] = {
    "/api/sync/push": {MESSAGEPACK: _PUSHED},
    "/api/sync/pull": {MESSAGEPACK: _PULLED},
    "/api/documents/{doc}/blobs/{sha256}": {"image/jpeg": _BYTES, "image/png": _BYTES, "image/webp": _BYTES},
    "/api/templates/{code}": {YAML: _BYTES},
    "/api/exports/programme/{doc}": {YAML: _BYTES},
    "/api/exports/roster-template": {XLSX: _BYTES},
    "/api/exports/roster": {XLSX: _BYTES},
    "/api/exports/checklist-template": {XLSX: _BYTES},
    "/api/exports/{what}/{file}": {XLSX: _BYTES},
    "/api/exports/file/{person}/{file}": {PDF: _BYTES},
    "/api/exports/order/{order}/{file}": {PDF: _BYTES, XLSX: _BYTES},
    "/api/exports/jobs/{job}/result": {XLSX: _BYTES},
}
"""What a GET (of push and pull, a POST) is answered with where it isn't JSON."""

PROBLEM: Schema = {
    "description": "RFC 9457; docs/problems.md says what each code means and what to do",
    **_map(
        ("type", "title", "status", "code", "detail"),
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"enum": sorted({entry.code for entry in PROBLEMS.values()})},
            "detail": {"type": "string"},
        },
    ),
}
_WORDS = {
    "400": "The body or an argument makes no sense",
    "401": "Nobody is signed in",
    "403": "Not from our own page, or not allowed",
    "404": "It doesn't exist, or may not be seen",
    "413": "Over a limit",
    "415": "Another content type or coding than the operation's",
    "422": "A field isn't valid",
    "default": "Any other problem",
}


@dataclass
class Description(OpenAPIConfig):
    """描述: Litestar's configuration, which knows the handlers too."""

    handlers: tuple[Any, ...] = ()

    def to_openapi_schema(self) -> OpenAPI:
        plain = super().to_openapi_schema()
        made = _Described(**{field.name: getattr(plain, field.name) for field in fields(plain)})
        made.handlers = self.handlers
        return made


class _Described(OpenAPI):
    handlers: tuple[Any, ...] = ()

    def to_schema(self) -> Schema:
        told = super().to_schema()
        for handler in self.handlers:
            if isinstance(handler, HTTPRouteHandler):
                for path in handler.paths:
                    for method in handler.http_methods:
                        _complete(told["paths"], _plain(path), method.lower(), dict(handler.opt))
        told.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
        return told


def _plain(path: str) -> str:
    """`/a/{b:str}` as the description writes it."""
    return "/".join(part.partition(":")[0] + "}" if ":" in part else part for part in path.split("/"))


def _complete(paths: Schema, path: str, method: str, opt: Schema) -> None:
    operation = cast("Schema | None", paths.get(path, {}).get(method))
    if operation is None:
        return
    takes = opt.get("takes", JSON)
    if method in {"post", "put"} and takes not in (None, JSON):
        kinds = (takes,) if isinstance(takes, str) else takes
        shape = _TAKEN.get(path, _BYTES)
        operation["requestBody"] = {"required": True, "content": {kind: {"schema": shape} for kind in kinds}}
    for status, answer in operation["responses"].items():
        if status.startswith("2"):
            _give(path, method, status, answer)
    statuses = {"400", "default"}
    if not opt.get("open"):
        statuses |= {"401"}
    if method not in {"get", "head"}:
        statuses |= {"403", "413", "415"}
    if "{" in path:
        statuses |= {"404"}
    if "requestBody" in operation:
        statuses |= {"422"}
    for status in sorted(statuses):
        content = {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        answer: Schema = {"description": _WORDS[status]}
        operation["responses"][status] = answer if method == "head" else {**answer, "content": content}


def _give(path: str, method: str, status: str, answer: Schema) -> None:
    """The media types of what is given: none without a body, and a GET's own where it isn't JSON."""
    if status == "204" or method in {"head", "put"}:
        answer.pop("content", None)
    elif path in _GIVEN and (method == "get" or path.startswith("/api/sync/")):
        answer["content"] = {kind: {"schema": shape} for kind, shape in _GIVEN[path].items()}
