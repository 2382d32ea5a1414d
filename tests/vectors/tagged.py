"""Tagged JSON: how a vector writes the values that JSON has no words for (see README.md)."""

from __future__ import annotations

import re
from typing import Any, cast

Tagged = Any


def tag(value: Any) -> Tagged:
    """The tagged form of a register's value."""
    if isinstance(value, bytes):
        return {"bin": value.hex()}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, list):
        return [tag(item) for item in cast("list[Any]", value)]
    if isinstance(value, dict):
        return {"map": [[key, tag(item)] for key, item in cast("dict[str, Any]", value).items()]}
    return value


def untag(tagged: Tagged) -> Any:
    """The value of a tagged form."""
    if isinstance(tagged, list):
        return [untag(item) for item in cast("list[Any]", tagged)]
    if not isinstance(tagged, dict):
        return tagged
    ((word, content),) = cast("dict[str, Any]", tagged).items()
    if word == "bin":
        return bytes.fromhex(content)
    if word == "float":
        return float(content)
    return {key: untag(item) for key, item in content}


RUN_BYTES_MIN = 64
_RUN = re.compile(rb"(.)\1{%d,}" % (RUN_BYTES_MIN - 1), re.DOTALL)


def runs(raw: bytes) -> str | list[list[Any]]:
    """Bytes as hex; where one byte repeats long, as a list of [hex, times]."""
    parts: list[list[Any]] = []
    at = 0
    for run in _RUN.finditer(raw):
        parts += [[raw[at : run.start()].hex(), 1], [run[1].hex(), run.end() - run.start()]]
        at = run.end()
    return [*parts, [raw[at:].hex(), 1]] if parts else raw.hex()


def unrun(written: str | list[list[Any]]) -> bytes:
    """The bytes that `runs` wrote."""
    parts: list[list[Any]] = [[written, 1]] if isinstance(written, str) else written
    return b"".join(bytes.fromhex(part) * times for part, times in parts)
