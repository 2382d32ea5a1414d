"""Passwords: which ones are taken, and their hashes (argon2id), two at a time and off the event loop.

Promises: nothing longer than 128 characters is ever hashed; a name that nobody has costs what a wrong password costs.
"""

import asyncio
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from api.problems import Problem

PASSWORD_LENGTH_MIN = 8
PASSWORD_LENGTH_MAX = 128
HASHES_AT_ONCE = 2
_DISTINCT_CHARACTERS_MIN = 4
_RUNS = (
    "01234567890",
    "09876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
)
_COMMON = frozenset((Path(__file__).parent / "passwords_common.txt").read_text(encoding="utf-8").split())
_STRONG = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_DEMO = PasswordHasher(time_cost=1, memory_cost=256, parallelism=1)


class Passwords:
    """口令: hashes and checks them. `demo`: with the demonstration's cheap parameters, which protect nothing."""

    def __init__(self, *, demo: bool = False) -> None:
        self._hasher = _DEMO if demo else _STRONG
        self._gate = asyncio.Semaphore(HASHES_AT_ONCE)
        self._nobodys = self._hasher.hash("the password that nobody has")

    async def hash(self, password: str) -> str:
        """The hash to store. The password must have passed `check_new`."""
        async with self._gate:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def matches(self, stored: str | None, password: str) -> bool:
        """Whether this is the password; `stored` None costs the same time and is never true."""
        check_length(password)
        async with self._gate:
            right = await asyncio.to_thread(self._verify, stored or self._nobodys, _normal(password))
        return right and stored is not None

    def _verify(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return False


def hash_for_demo(password: str) -> str:
    """A hash that is quick to make, for the demonstration's published passwords only."""
    return _DEMO.hash(_normal(password))


def check_length(password: str) -> None:
    """422 for what is too long to hash or can't have been typed."""
    if len(password) > PASSWORD_LENGTH_MAX:
        raise Problem("password_length", minimum=PASSWORD_LENGTH_MIN, maximum=PASSWORD_LENGTH_MAX)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in password):
        raise Problem("password_character")


def check_new(password: str, username: str) -> None:
    """422 for a password that nobody should set."""
    check_length(password)
    if len(password) < PASSWORD_LENGTH_MIN:
        raise Problem("password_length", minimum=PASSWORD_LENGTH_MIN, maximum=PASSWORD_LENGTH_MAX)
    plain = _normal(password).casefold()
    name = username.casefold()
    if (
        plain in _COMMON
        or len(set(plain)) < _DISTINCT_CHARACTERS_MIN
        or any(plain in run * 2 for run in _RUNS)
        or plain.strip("0123456789.-_!@#$%") in _COMMON
        or (name and plain.replace(name, "").strip("0123456789") == "" and name in plain)
    ):
        raise Problem("password_common")


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
