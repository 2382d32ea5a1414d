"""The expressions of an XLSForm that a phone can work out, read into the steps of `models.condition`.

    steps("${smokes} = 'yes' and ${age} >= 18")
    steps("district = ${district}", also="column")

Promises: pure; nothing is guessed. Whatever is not of the small language in `docs/conditions.md` is `NotRead`, which
names the part that stands in the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from models.condition import OPERANDS_MAX, STEPS_MAX, TEXT_MAX, Condition
from models.small_pattern import is_pattern
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
_TYPOGRAPHIC = str.maketrans({
    "’": "'", "‘": "'", "“": '"', "”": '"', "（": "(", "）": ")", "＝": "=", "，": ",", "＞": ">", "＜": "<", "＋": "+",
    "\u00a0": " ", "\u3000": " ", "－": "-", "＊": "*", **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
})  # fmt: skip
"""What spreadsheets and Chinese keyboards make of the signs of an expression."""


class NotRead(Exception):  # noqa: N818 - says what is the case
    """What of an expression can't be worked out on a phone."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part[:80]


def spelled_plainly(text: str) -> str:
    """The expression with plain quotes and signs, where the file has typographic ones and they are all it takes."""
    try:
        _tokens(text)
    except NotRead:
        return text.translate(_TYPOGRAPHIC)
    return text


def steps(text: str, *, also: str = "") -> Condition:
    """The steps of an expression; the answers in it by the names that it uses.

    `also` is what has a meaning here alone: "column", bare names of an option's columns, or "today".
    """
    if len(text) > CHARACTERS_MAX:
        raise NotRead(text[:40])
    reader = _Reader(_tokens(text), also)
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

    def __init__(self, tokens: list[tuple[str, str]], also: str) -> None:
        self.tokens, self.also, self.at = tokens, also, 0

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
        return self._joined(("or",), lambda: self._joined(("and",), lambda: self._equated(depth)))

    def _joined(self, words: tuple[str, ...], inner: Callable[[], Condition]) -> Condition:
        found = inner()
        while self.at < len(self.tokens) and self.tokens[self.at] in (("name", self._word()), ("sign", self._word())):
            word = self._word()
            if word not in words:
                break
            self.at += 1
            found = [*found, *inner(), [word]]
        return found

    def _equated(self, depth: int) -> Condition:
        found = self._sum(depth)
        if self._word() in _COMPARING and self.tokens[self.at][0] == "sign":
            sign = self._next()[1]
            found = [*found, *self._sum(depth), [sign]]
            if self._word() in _COMPARING:
                raise NotRead(self._word())
        return found

    def _sum(self, depth: int) -> Condition:
        return self._joined(("+", "-"), lambda: self._joined(("*", "div", "mod"), lambda: self._signed(depth)))

    def _signed(self, depth: int) -> Condition:
        minus = 0
        while self.at < len(self.tokens) and self.tokens[self.at] == ("sign", "-"):
            self.at += 1
            minus += 1
        found = self._value(depth)
        if minus % 2 == 0:
            return found
        if len(found) == 1 and found[0][0] == "number":
            return [_number(f"-{found[0][1]}")]
        return [*found, ["neg"]]

    def _value(self, depth: int) -> Condition:
        kind, word = self._next()
        if kind == "name":
            return self._called(word, depth)
        if word == "(":
            found = self.either(depth + 1)
            self._take(")")
            return found
        return [_constant(kind, word)]

    def _called(self, name: str, depth: int) -> Condition:
        if self._word() != "(":
            if self.also != "column":
                raise NotRead(name)
            return [["column", name]]
        self._take("(")
        given: list[Condition] = []
        while self._word() != ")":
            if given:
                self._take(",")
            given.append(self.either(depth + 1))
            if len(given) > OPERANDS_MAX:
                raise NotRead(f"{name}()")
        self._take(")")
        return self._applied(name, given)

    def _applied(self, name: str, given: list[Condition]) -> Condition:
        if name == "today" and self.also == "today" and not given:
            return [["today"]]
        if (
            name in ("sum", "count", "min", "max")
            and len(given) == 1
            and len(given[0]) == 1
            and given[0][0][0] == "answer"
        ):
            return [[f"{name}_of", given[0][0][1]]]  # of all times of a repeat: models.xlsform_words puts them there
        if name == "regex" and len(given) == 2:
            return [*given[0], _pattern(given[1])]
        if name == "round" and len(given) == 1:
            given = [given[0], [["number", 0]]]
        makers = _FUNCTIONS.get(name)
        if makers is None or not makers[1] <= len(given) <= makers[2]:
            raise NotRead(f"{name}()")
        step, _, most = makers
        counted = step in ("concat", "min", "max", "substr")
        return [*(each for steps in given for each in steps), [step, len(given)] if counted and most > 1 else [step]]


_FUNCTIONS: dict[str, tuple[str, int, int]] = {
    "true": ("true", 0, 0),
    "false": ("false", 0, 0),
    "not": ("not", 1, 1),
    "selected": ("selected", 2, 2),
    "selected-at": ("selected_at", 2, 2),
    "count-selected": ("count", 1, 1),
    "string-length": ("length", 1, 1),
    "if": ("if", 3, 3),
    "coalesce": ("coalesce", 2, 2),
    "concat": ("concat", 1, OPERANDS_MAX),
    "min": ("min", 1, OPERANDS_MAX),
    "max": ("max", 1, OPERANDS_MAX),
    "round": ("round", 2, 2),
    "int": ("int", 1, 1),
    "floor": ("floor", 1, 1),
    "ceiling": ("ceiling", 1, 1),
    "abs": ("abs", 1, 1),
    "number": ("as_number", 1, 1),
    "string": ("as_text", 1, 1),
    "boolean": ("as_truth", 1, 1),
    "normalize-space": ("trim", 1, 1),
    "contains": ("contains", 2, 2),
    "starts-with": ("starts_with", 2, 2),
    "ends-with": ("ends_with", 2, 2),
    "substr": ("substr", 2, 3),
}
"""Its name, the step, and how many operands it takes: at least, at most."""


def _pattern(given: Condition) -> list[Any]:
    """The pattern of a `regex()`: a text that is written out, of the small language of patterns."""
    if len(given) != 1 or given[0][0] != "text" or not is_pattern(given[0][1]):
        raise NotRead(f"regex({given[0][1] if given[0][0] == 'text' else '…'})")
    return ["matches", given[0][1]]


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
