"""The expressions of an XLSForm that a phone can work out, read into the steps of `models.condition`.

    steps("${smokes} = 'yes' and ${age} >= 18")

Promises: pure; nothing is guessed. Whatever is not of the small language in `docs/conditions.md` is `NotRead`, which
names the part that stands in the way.
"""

from __future__ import annotations

import re
from typing import Any

from models.condition import STEPS_MAX, TEXT_MAX, Condition
from models.value_type import as_decimal

DEPTH_MAX = 30
CHARACTERS_MAX = 4_000

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<ref>\$\{\s*[^{}\s]+\s*\})
    | (?P<path>(?:\.\.?/)+[\w./:-]*[\w-]|/[\w./:-]+)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<name>[A-Za-z_][\w:.-]*)
    | (?P<sign><=|>=|!=|=|<|>|\(|\)|,|\.|-|\+|\*|\||\[|\])
    | (?P<other>\S)
    )""",
    re.VERBOSE,
)
_COMPARING = frozenset({"=", "!=", "<", "<=", ">", ">="})


class NotRead(Exception):  # noqa: N818 - says what is the case
    """What of an expression can't be worked out on a phone."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part[:80]


def steps(text: str) -> Condition:
    """The steps of an expression; the answers in it by the names that it uses."""
    if len(text) > CHARACTERS_MAX:
        raise NotRead(text[:40])
    reader = _Reader(_tokens(text))
    found = reader.either(0)
    if reader.at < len(reader.tokens):
        raise NotRead(reader.tokens[reader.at][1])
    if len(found) > STEPS_MAX:
        raise NotRead(text[:40])
    return found


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            raise NotRead(text[at : at + 20])
        kind = found.lastgroup
        if kind == "other":
            raise NotRead(found[kind])
        tokens.append((kind, found[kind]))
        at = found.end()
    return tokens


class _Reader:
    """Reads down from `or` to single values; each method gives the steps of what it has read."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    def _next(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise NotRead("…")
        self.at += 1
        return self.tokens[self.at - 1]

    def _word(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self, word: str) -> None:
        found = self._next()
        if found[1] != word:
            raise NotRead(found[1])

    def either(self, depth: int) -> Condition:
        if depth > DEPTH_MAX:
            raise NotRead("(((")
        return self._joined("or", lambda: self._joined("and", lambda: self._compared(depth)))

    def _joined(self, word: str, inner: Any) -> Condition:
        found: Condition = inner()
        while self.at < len(self.tokens) and self.tokens[self.at] == ("name", word):
            self.at += 1
            found = [*found, *inner(), [word]]
        return found

    def _compared(self, depth: int) -> Condition:
        found = self._value(depth)
        if self._word() in _COMPARING and self.tokens[self.at][0] == "sign":
            sign = self._next()[1]
            found = [*found, *self._value(depth), [sign]]
            if self._word() in _COMPARING:
                raise NotRead(self._word())
        return found

    def _value(self, depth: int) -> Condition:
        kind, word = self._next()
        if kind == "name":
            return self._called(word, depth)
        if word == "(":
            found = self.either(depth + 1)
            self._take(")")
            return found
        if word == "-" and self.at < len(self.tokens) and self.tokens[self.at][0] == "number":
            kind, word = "number", "-" + self._next()[1]
        return [_constant(kind, word)]

    def _called(self, name: str, depth: int) -> Condition:
        if self._word() != "(":
            raise NotRead(name)
        self._take("(")
        if name in ("true", "false"):
            self._take(")")
            return [[name]]
        if name not in _FUNCTIONS:
            raise NotRead(f"{name}()")
        step, count = _FUNCTIONS[name]
        found: Condition = []
        for number in range(count):
            if number:
                self._take(",")
            found += self.either(depth + 1)
        self._take(")")
        return [*found, [step]]


_FUNCTIONS = {
    "not": ("not", 1),
    "selected": ("selected", 2),
    "count-selected": ("count", 1),
    "string-length": ("length", 1),
}


def _constant(kind: str, word: str) -> list[Any]:
    """A reference, a text, a number or the own answer."""
    if kind == "ref":
        return ["answer", word[2:-1].strip()]
    if kind == "path":
        return ["answer", word.rsplit("/", 1)[-1]]
    if kind == "text" and len(word) - 2 <= TEXT_MAX:
        return ["text", word[1:-1]]
    if kind == "number":
        return _number(word)
    if word == ".":
        return ["own"]
    raise NotRead(word)


def _number(word: str) -> list[Any]:
    exact = as_decimal(word)
    if exact is None:
        raise NotRead(word)
    return ["number", int(exact) if exact == exact.to_integral_value() else word]
