"""Places: how many live sockets one person and one address may hold open at once.

Promises: a place taken is given back exactly once. The address's limit is a wide net: a hospital is one address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager

SOCKETS_A_PERSON_MAX = 1_024
SOCKETS_AN_ADDRESS_MAX = 4_096


class PlacesTakenError(Exception):
    """No place is left for this person or this address."""


class Places:
    """座位: counts per person and address of one process; `taken` is how many sockets are open."""

    def __init__(self, a_person: int = SOCKETS_A_PERSON_MAX, an_address: int = SOCKETS_AN_ADDRESS_MAX) -> None:
        self._limits = (a_person, an_address)
        self._taken: Counter[bytes | str] = Counter()
        self.taken = 0

    @contextmanager
    def place(self, person: bytes, address: str) -> Generator[None]:
        """Holds a place while the block runs; PlacesTakenError if there is none."""
        for key, limit in zip((person, address), self._limits, strict=True):
            if self._taken[key] >= limit:
                raise PlacesTakenError
        self._taken.update((person, address))
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1
            for key in (person, address):
                self._taken[key] -= 1
                if not self._taken[key]:
                    del self._taken[key]
