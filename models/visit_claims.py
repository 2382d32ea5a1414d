"""认领: who said to look at which section of a visit, and what observations name; read on phone and server alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from models.document import Register, uuid_text


def claims_of(registers: Mapping[str, Register], person: bytes) -> list[str]:
    """The first items of the sections that a person has claimed and not given back."""
    tail = f"/{uuid_text(person)}"
    return sorted(
        path[len("claims/") : -len(tail)]
        for path, register in registers.items()
        if path.startswith("claims/") and path.endswith(tail) and register.value is not None
    )


def photos_named(registers: Mapping[str, Register]) -> list[str]:
    """The hashes of the pictures that an observation names."""
    named: list[str] = []
    for path, register in registers.items():
        value: Any = register.value
        if path.startswith("photos/") and isinstance(value, dict):
            hash = cast("dict[str, Any]", value).get("blob")
            if isinstance(hash, str):
                named.append(hash)
    return named
