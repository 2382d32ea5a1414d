"""Patterns of texts, such as `1[0-9]{10}`: what `regex()` of an XLSForm asks, as far as it is told alike everywhere.

Promises: pure; a text matches as a whole or not at all; the time it takes grows with the text and never explodes, for
the places that may have been reached are followed together. Characters, `.`, `[a-z]`, `[^a-z]`, `\\d`, `\\w`, `\\s` and
their opposites (of ASCII), groups, `|`, and `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}` after one; TypeScript reads the same.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

DEPTH_MAX = 5
TIMES_MAX = 200

_CLASSES: dict[str, list[tuple[str, str]]] = {
    "d": [("0", "9")],
    "w": [("0", "9"), ("A", "Z"), ("a", "z"), ("_", "_")],
    "s": [(" ", " "), ("\t", "\t"), ("\n", "\n"), ("\r", "\r")],
}
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}
_MEANS_SOMETHING = frozenset("\\^$.|?*+()[]{}")

_Node = tuple[Any, ...]
"""("one", negated, ranges) · ("all", nodes) · ("any", nodes) · ("times", node, least, most or None)"""


class _NoPattern(Exception):  # noqa: N818 - says what is the case
    """Not of the small language."""


def is_pattern(pattern: str) -> bool:
    try:
        _read(pattern)
    except _NoPattern:
        return False
    return True


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text is of the pattern, which has passed `is_pattern`."""
    return len(text) in _after(_read(pattern), text, {0})


@lru_cache(maxsize=256)
def _read(pattern: str) -> _Node:
    bare = pattern.removeprefix("^")
    if bare.endswith("$") and not bare.endswith("\\$"):
        bare = bare[:-1]
    reader = _Reader(bare)
    node = reader.either(0)
    if reader.at < len(bare):
        raise _NoPattern
    return node


class _Reader:
    """Reads down from alternatives to single characters."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def _sign(self) -> str:
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def _next(self) -> str:
        sign = self._sign()
        if not sign:
            raise _NoPattern
        self.at += 1
        return sign

    def either(self, depth: int) -> _Node:
        if depth > DEPTH_MAX:
            raise _NoPattern
        found = [self._row(depth)]
        while self._sign() == "|":
            self.at += 1
            found.append(self._row(depth))
        return found[0] if len(found) == 1 else ("any", tuple(found))

    def _row(self, depth: int) -> _Node:
        found: list[_Node] = []
        while self._sign() not in ("", "|", ")"):
            found.append(self._times(self._one(depth)))
        return ("all", tuple(found))

    def _one(self, depth: int) -> _Node:
        sign = self._next()
        if sign == "(":
            if self.pattern.startswith("?:", self.at):
                self.at += 2
            node = self.either(depth + 1)
            if self._next() != ")":
                raise _NoPattern
            return node
        if sign == "[":
            return self._class()
        if sign == ".":
            return ("one", True, (("\n", "\n"), ("\r", "\r")))
        if sign == "\\":
            negated, ranges = self._escaped()
            return ("one", negated, tuple(ranges))
        if sign in _MEANS_SOMETHING:
            raise _NoPattern
        return ("one", False, ((sign, sign),))

    def _escaped(self) -> tuple[bool, list[tuple[str, str]]]:
        sign = self._next()
        if sign.lower() in _CLASSES:
            return sign.isupper(), _CLASSES[sign.lower()]
        if sign.isascii() and sign.isalnum() and sign not in _SIGNS:
            raise _NoPattern
        sign = _SIGNS.get(sign, sign)
        return False, [(sign, sign)]

    def _class(self) -> _Node:
        negated = self._sign() == "^"
        self.at += negated
        ranges: list[tuple[str, str]] = []
        while self._sign() != "]" or not ranges:
            low = self._class_sign(ranges)
            if low is None:
                continue
            if self._sign() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
                self.at += 1
                high = self._class_sign([])
                if high is None or high < low:
                    raise _NoPattern
                ranges.append((low, high))
            else:
                ranges.append((low, low))
        self.at += 1
        return ("one", negated, tuple(ranges))

    def _class_sign(self, ranges: list[tuple[str, str]]) -> str | None:
        """One character of a class; None where it was a class of its own, then among the ranges."""
        sign = self._next()
        if sign == "[" or (sign == "]" and ranges):
            raise _NoPattern
        if sign != "\\":
            return sign
        negated, found = self._escaped()
        if negated:
            raise _NoPattern
        if len(found) == 1 and found[0][0] == found[0][1]:
            return found[0][0]
        ranges += found
        return None

    def _times(self, node: _Node) -> _Node:
        sign = self._sign()
        if sign not in ("?", "*", "+", "{"):
            return node
        self.at += 1
        least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}.get(sign) or self._counts()
        if self._sign() in ("?", "+", "*", "{"):
            raise _NoPattern
        return ("times", node, least, most)

    def _counts(self) -> tuple[int, int | None]:
        end = self.pattern.find("}", self.at)
        low, comma, high = self.pattern[self.at : max(end, self.at)].partition(",")
        self.at = end + 1
        if end < 0 or not _is_count(low) or not (high == "" or _is_count(high)):
            raise _NoPattern
        most = int(high) if high else None if comma else int(low)
        if most is not None and most < int(low):
            raise _NoPattern
        return int(low), most


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= TIMES_MAX


def _after(node: _Node, text: str, places: set[int]) -> set[int]:
    """The places in the text that can be reached from these by what the node stands for."""
    match node:
        case ("one", negated, ranges):
            return {
                at + 1
                for at in places
                if at < len(text) and any(low <= text[at] <= high for low, high in ranges) is not negated
            }
        case ("all", nodes):
            for each in nodes:
                places = _after(each, text, places)
            return places
        case ("any", nodes):
            return set[int]().union(*(_after(each, text, places) for each in nodes))
        case (_, inner, least, most):
            return _repeated(inner, least, most, text, places)
        case _:
            return set()


def _repeated(inner: _Node, least: int, most: int | None, text: str, places: set[int]) -> set[int]:
    for _ in range(least):
        before, places = places, _after(inner, text, places)
        if places == before:
            break
    reached, fresh, rounds = set(places), places, least
    while fresh and (most is None or rounds < most):
        fresh = _after(inner, text, fresh) - reached
        reached |= fresh
        rounds += 1
    return reached
