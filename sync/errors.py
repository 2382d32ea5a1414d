"""Refusals: why the server doesn't take a change, in the order in which they are looked for.

Refused
 ├─ Malformed       not the encoding, or over a limit            (leaves no memory)
 └─ BodyError       the whole request: nothing of it was read
"""

from __future__ import annotations

REFUSAL_CODES = (
    "malformed",
    "replica",
    "stamp_reused",
    "clock_ahead",
    "stamp_order",
    "unknown_kind",
    "outdated",
    "not_found",
    "forbidden",
    "closed",
    "immutable",
    "invalid",
)
FORGOTTEN_CODES = frozenset({"malformed", "replica"})
RESTAMPED_CODES = frozenset({"clock_ahead", "stamp_order", "stamp_reused", "replica"})


class Refused(Exception):  # noqa: N818 - the protocol's word: a refusal, not a mistake
    """Something from outside is not taken; `code` says why in one stable word."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class Malformed(Refused):
    """One change is not the encoding of a change, or over a limit.

    `reason` and `params` say which in words (`models.words`); `path` is the register, where one is known.
    """

    def __init__(self, detail: str, reason: str = "malformed", **params: int | str) -> None:
        super().__init__("malformed", detail)
        self.reason = reason
        self.params = params
        self.path: str | None = None


class BodyError(Refused):
    """A whole request body can't be read; `status` is the HTTP status that says so (400 or 413).

    `params` name what is wrong: a `limit`, a `field`, a `name`.
    """

    def __init__(self, code: str, detail: str, status: int = 400, **params: int | str) -> None:
        super().__init__(code, detail)
        self.status = status
        self.params = params
