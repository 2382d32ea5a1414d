"""Problems: everything the server can refuse, in one table, told as RFC 9457 documents in the reader's language.

Promises: a `code` is stable and has one status; the words say what the person can do; a body never holds a stack, an id
or anything else of the server's own. Two refusals of the same code and language are the same bytes below 500.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from api.database import DatabaseError, StorageFull
from api.field_words import field_words
from api.problem_table import PROBLEMS

PROBLEM_TYPE = "application/problem+json"
Language = Literal["zh-CN", "en"]
_RANGE = re.compile(r"\s*([A-Za-z*]{1,8})(?:-[A-Za-z0-9*-]{1,40})?\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")
_BY_STATUS = {
    400: "bad_request",
    401: "no_session",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "content_type",
    429: "too_many_attempts",
    503: "unavailable",
}


class Told(NamedTuple):
    """A problem ready to be sent: status, body and the headers that belong to it."""

    status: int
    body: bytes
    headers: dict[str, str]


class Problem(Exception):  # noqa: N818 -- the word of RFC 9457
    """What was refused, by its key in the table; `params` fill the words, `extra` are members of the document."""

    def __init__(
        self,
        key: str,
        *,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
        **params: int | str,
    ) -> None:
        super().__init__(key)
        self.key = key
        self.status, self.code = PROBLEMS[key].status, PROBLEMS[key].code
        self.params = {name: _sayable(value) for name, value in params.items()}
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    def told(self, language: Language, request_id: str = "") -> Told:
        """The document in this language. The request's id stands in the body of the server's own failures only."""
        entry = PROBLEMS[self.key]
        title, detail = (entry.zh, entry.zh_detail) if language == "zh-CN" else (entry.en, entry.en_detail)
        document: dict[str, Any] = {
            "type": f"urn:mingcha:problem:{self.code}",
            "title": title,
            "status": self.status,
            "code": self.code,
            "detail": detail.format(**self.params) if self.params else detail,
            **{name: value for name, value in self.params.items() if name != "status"},
            **self.extra,
        }
        if language == "zh-CN" and "fields" in self.extra:
            document["fields"] = [each | {"message": field_words(each["message"])} for each in self.extra["fields"]]
        if self.status >= 500 and request_id:
            document["request"] = request_id
        headers = {"content-type": PROBLEM_TYPE, "content-language": language, **self.headers}
        return Told(self.status, msgspec.json.encode(document), headers)


def _sayable(value: int | str) -> int | str:
    """What can be sent: half of a pair of surrogates, which JSON can name, becomes a question mark."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def language_of(accept: str | None) -> Language:
    """zh-CN or en, by Accept-Language's weights; zh-CN where it says nothing that we have."""
    best: Language = "zh-CN"
    best_weight = 0.0
    for part in (accept or "")[:512].split(","):
        found = _RANGE.fullmatch(part)
        weight = float(found[2] or 1) if found else 0.0
        if found and weight > best_weight:
            name = found[1].lower()
            if name in {"zh", "en"}:
                best, best_weight = ("zh-CN" if name == "zh" else "en"), weight
    return best


def language_in(headers: Iterable[tuple[bytes, bytes]]) -> Language:
    """The language asked for by these raw request headers."""
    for name, value in headers:
        if name == b"accept-language":
            return language_of(value.decode("latin-1"))
    return "zh-CN"


def problem_of(error: Exception) -> Problem:
    """The problem that an exception amounts to; what nobody planned is `internal`."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, ValidationException):
        return Problem("invalid", extra={"fields": _fields(error)})
    if isinstance(error, HTTPException):
        key = _BY_STATUS.get(error.status_code, "bad_request" if error.status_code < 500 else "internal")
        headers = {name.lower(): value for name, value in (error.headers or {}).items()}
        if key == "method_not_allowed":
            headers = {"allow": _allowed(headers.get("allow", ""))}
        return Problem(key, headers=headers)
    if isinstance(error, StorageFull):
        return Problem("storage_full")
    if isinstance(error, DatabaseError):
        return Problem("unavailable", headers={"retry-after": str(error.retry_after_s)})
    return Problem("internal")


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """Litestar's exception handler for everything."""
    problem = problem_of(error)
    if problem.status >= 500:
        request.scope["state"]["error"] = error
    request.scope["state"]["code"] = problem.code
    told = problem.told(language_in(request.scope["headers"]), request.scope["state"].get("request_id", ""))
    return Response(told.body, status_code=told.status, headers=told.headers, media_type=PROBLEM_TYPE)


def _allowed(listed: str) -> str:
    methods = {method.strip() for method in listed.split(",") if method.strip()} - {"OPTIONS"}
    return ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))


def _fields(error: ValidationException) -> list[dict[str, str]]:
    """Which fields were wrong and how, without what was in them."""
    found: list[dict[str, str]] = []
    listed: Any = error.extra
    for entry in listed if isinstance(listed, list) else []:  # pyright: ignore[reportUnknownVariableType] -- Litestar's
        if isinstance(entry, dict):
            named: dict[str, Any] = entry  # pyright: ignore[reportUnknownVariableType]
            found.append({"field": str(named.get("key", ""))[:100], "message": str(named.get("message", ""))[:200]})
    return found
