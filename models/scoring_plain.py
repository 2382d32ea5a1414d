"""The plain maps that a scoring model is written in: exact numbers, fields with faults by path, the canonical form.

Promises: the canonical form depends on what is said and not on how it is spelled: the order of keys, 90 or 90.0, a
field set to null or left out are the same. Python and TypeScript make it alike to the byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast, overload

from models.fault import Fault, Path
from models.value_type import as_decimal, is_whole

ID_MAX = 48
_ID = re.compile(r"[a-z0-9_.-]{1,48}\Z")
_DIGITS = re.compile(r"-?\d{1,15}(\.\d{1,15})?\Z", re.ASCII)


def fraction(value: Any) -> Fraction | None:
    """The exact number that is meant: 90, 89.5, "89.5", "15%", "1/3"; None for anything else."""
    if isinstance(value, str):
        if value.endswith("%"):
            share = _digits(value[:-1])
            return None if share is None else share / 100
        above, slash, below = value.partition("/")
        if slash:
            top, bottom = _digits(above), _digits(below)
            return None if top is None or not bottom else top / bottom
        return _digits(value)
    exact = as_decimal(value)
    return None if exact is None else Fraction(exact)


def _digits(text: str) -> Fraction | None:
    return Fraction(Decimal(text)) if _DIGITS.match(text) else None


def number_text(value: Fraction) -> str:
    """The shortest words for an exact number: a decimal where it ends, else "1/3"."""
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest //= 10
        places += 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
            places += 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    units = value * 10**places
    text = str(abs(units.numerator)).rjust(places + 1, "0")
    whole, part = text[: len(text) - places], text[len(text) - places :].rstrip("0")
    return ("-" if units < 0 else "") + (f"{whole}.{part}" if part else whole)


def canonical(plain: Any) -> str:
    """JSON without spaces, keys in the order of their code points, numbers as decimal text, no nulls."""
    return json.dumps(_canonical(plain), ensure_ascii=False, separators=(",", ":"))


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        given = cast("Mapping[Any, Any]", value)
        return {word(key): _canonical(given[key]) for key in sorted(given, key=word) if given[key] is not None}
    if isinstance(value, list | tuple):
        return [_canonical(each) for each in cast("Sequence[Any]", value)]
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    exact = fraction(value)
    return str(value) if exact is None else number_text(exact)


def fingerprint(plain: Any) -> str:
    """The SHA-256 of the canonical form, in hex: a stored score carries it."""
    return hashlib.sha256(canonical(plain).encode("utf-8", "surrogatepass")).hexdigest()


class Fields:
    """One map of a model: its fields read by name and type, what is wrong told to `faults`."""

    def __init__(self, given: Mapping[str, Any], path: Path, faults: list[Fault]) -> None:
        self.given = given
        self.path = path
        self.faults = faults
        self._asked: set[str] = set()

    def say(self, code: str, at: str | None = None, **params: str | int) -> None:
        """A fault of the map, or of the field `at`, whose name its words may use."""
        path, named = (self.path, {}) if at is None else ((*self.path, at), {"field": at})
        self.faults.append(Fault(path, code, {**named, **params}))

    def nothing_else(self, *also: Sequence[str]) -> None:
        """A field that nobody has asked for is most likely misspelled; it is kept, and said."""
        known = self._asked.union(*also)
        for name in self.given:
            if name not in known:
                self.say("unknown_field", str(name))

    def get(self, name: str) -> Any:
        self._asked.add(name)
        return self.given.get(name)

    def text(self, name: str, default: str | None = None) -> str:
        value = self.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.say("no_text" if value is None or isinstance(value, str) else "not_a_text", name)
            return ""
        return value

    def id(self) -> str:
        value = self.get("id")
        if not isinstance(value, str) or not _ID.match(value):
            self.say("bad_id", "id")
            return ""
        return value

    def number(self, name: str, *, needed: bool = False) -> Fraction | None:
        value = self.get(name)
        if value is None:
            if needed:
                self.say("no_number", name)
            return None
        exact = fraction(value)
        if exact is None:
            self.say("not_a_number", name)
        return exact

    @overload
    def whole(self, name: str, default: int, low: int, high: int) -> int: ...
    @overload
    def whole(self, name: str, default: None, low: int, high: int) -> int | None: ...
    def whole(self, name: str, default: int | None, low: int, high: int) -> int | None:
        value = self.get(name)
        if value is None:
            return default
        if not is_whole(value) or not low <= value <= high:
            self.say("not_whole", name, low=low, high=high)
            return default
        return value

    def flag(self, name: str) -> bool:
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            self.say("not_yes_or_no", name)
        return value is True

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, str) or value not in allowed:
            self.say("not_a_choice", name, allowed=", ".join(allowed))
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; one text stands for a list of one."""
        value = self.get(name)
        if value is None:
            return ()
        each = cast("list[Any]", value) if isinstance(value, list) else [value]
        if not all(isinstance(one, str) and one for one in each):
            self.say("not_texts", name)
            return ()
        return tuple(each)

    def numbers(self, name: str) -> dict[str, Fraction]:
        """A map from words to numbers; YAML's own numbers as keys are taken as words."""
        value = self.get(name)
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.say("not_a_map", name)
            return {}
        found: dict[str, Fraction] = {}
        for key, one in cast("Mapping[Any, Any]", value).items():
            exact = fraction(one)
            if exact is None:
                self.faults.append(Fault((*self.path, name, str(key)), "not_a_number", {"field": str(key)}))
            else:
                found[word(key)] = exact
        return found

    def map(self, name: str) -> Fields | None:
        value = self.get(name)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.say("not_a_map", name)
            return None
        return Fields(cast("Mapping[str, Any]", value), (*self.path, name), self.faults)

    def maps(self, name: str, *, most: int = 100) -> list[Fields]:
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.say("not_a_list", name)
            return []
        found: list[Fields] = []
        rows = cast("list[Any]", value)
        if len(rows) > most:
            self.say("too_many", name, most=most)
        for at, one in enumerate(rows[:most]):
            if isinstance(one, Mapping):
                found.append(Fields(cast("Mapping[str, Any]", one), (*self.path, name, at), self.faults))
            else:
                self.faults.append(Fault((*self.path, name, at), "not_a_map", {"field": name}))
        return found


def word(value: Any) -> str:
    """An option as a word: true and false as `true` and `false`, numbers as decimal text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    exact = fraction(value)
    return "" if exact is None else number_text(exact)
