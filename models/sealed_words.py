"""封存评语: words of an anonymous ballot apart from its answers, which hold a salted digest in their place.

Promises: pure; who has the answers alone can check leaf, proof and count, and learns neither the words nor, where every
place for words holds a digest, whether there are any; who has the words too can check that they are the ones that were
cast. A digest nobody opened is no answer. TypeScript (`pwa/src/sync/booth/sealed-words.ts`) does the same, held by
tests/vectors/ballot.json.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, cast

import msgspec

SALT_BYTES = 32
_DIGEST_OF = b"mingcha-words-1"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, tuple[bytes, str]]).decode


def words_digest(salt: bytes, words: str) -> bytes:
    """What stands in the answers; nothing said is an empty text."""
    return hashlib.sha256(_DIGEST_OF + salt + words.encode()).digest()


def sealed(answers: dict[str, Any], places: Iterable[str], salt: Callable[[], bytes]) -> tuple[dict[str, Any], bytes]:
    """The answers with a digest at every place for words, and the words as they travel beside them."""
    apart = {place: (salt(), cast("str", answers.get(place) or "")) for place in places}
    digests = {place: words_digest(*each) for place, each in apart.items()}
    return answers | digests, _encode(apart) if apart else b""


def unsealed(answers: dict[str, Any], words: bytes) -> dict[str, Any] | None:
    """The answers with their words in place again; None unless every digest is opened, and nothing else is."""
    try:
        apart = _decode(words) if words else {}
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    if {place for place, value in answers.items() if isinstance(value, bytes)} != apart.keys() or _hides(answers):
        return None
    for place, (salt, said) in apart.items():
        if len(salt) != SALT_BYTES or answers[place] != words_digest(salt, said):
            return None
    spoken = {place: said for place, (_, said) in apart.items() if said}
    return {place: value for place, value in answers.items() if place not in apart} | spoken


def _hides(answers: dict[str, Any]) -> bool:
    """Whether bytes stand where no words are expected: inside of an answer."""
    return any(_holds_bytes(value) for value in answers.values() if not isinstance(value, bytes))


def _holds_bytes(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_bytes, cast("dict[Any, Any]", value).values()))
    if isinstance(value, list):
        return any(map(_holds_bytes, cast("list[Any]", value)))
    return isinstance(value, bytes)
