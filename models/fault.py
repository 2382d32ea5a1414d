"""What is wrong with a plain map, and where: what readers of plans give back instead of raising.

Promises: a path is made of keys and list indices from the map that was handed in, so whoever knows the file can name
the line; codes are stable, their words stand where they are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """差错: one thing that is wrong, the way to it, and what a sentence about it needs."""

    path: Path
    code: str
    params: dict[str, Any]


class Reading:
    """读取: one map being read; gathers what is wrong and never raises."""

    def __init__(self, value: Any, path: Path, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self.map: dict[str, Any] = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.wrong((), "not_a_map")

    def wrong(self, at: Path, code: str, **params: Any) -> None:
        self.faults.append(Fault((*self.path, *at), code, params))

    def only(self, allowed: Iterable[str]) -> None:
        """Marks the keys that nobody knows."""
        known = frozenset(allowed)
        for key in self.map:
            if key not in known:
                self.wrong((key,), "unknown_key", key=str(key))

    def text(self, key: str, default: str = "") -> str:
        value = self.map.get(key)
        if value is None:
            return default
        if isinstance(value, str) and value.strip():
            return value
        self.wrong((key,), "not_a_text")
        return default

    def one_of(self, key: str, allowed: Iterable[str], default: str) -> str:
        value = self.map.get(key)
        known = tuple(allowed)
        if value is None:
            return default
        if isinstance(value, str) and value in known:
            return value
        self.wrong((key,), "unknown_choice", value=str(value), choices=", ".join(known))
        return default

    def whole(self, key: str, low: int, high: int) -> int | None:
        value = self.map.get(key)
        if value is None:
            return None
        if type(value) is int and low <= value <= high:
            return value
        self.wrong((key,), "not_a_number_within", min=low, max=high)
        return None

    def true(self, key: str) -> bool:
        value = self.map.get(key, False)
        if not isinstance(value, bool):
            self.wrong((key,), "not_yes_or_no")
        return value is True

    def list(self, key: str) -> list[Any]:
        """The list under a key; a single value stands for a list of one."""
        value = self.map.get(key)
        if value is None:
            return []
        return cast("list[Any]", value) if isinstance(value, list) else [value]

    def below(self, key: str, index: int | None = None) -> Path:
        return (*self.path, key) if index is None else (*self.path, key, index)
