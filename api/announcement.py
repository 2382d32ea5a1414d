"""What the event loop is told after a commit: which scopes have something new, and whose rights changed."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field


class Entry(NamedTuple):
    """One entry of a scope as pull and socket send it: with `author` None it says: forget the document `content`."""

    seq: int
    author: bytes | None
    received_ms: int
    content: bytes


class Announcement(Struct):
    """消息: the news of one commit.

    `scopes`: name to first and last new sequence number. `entries`: what stands of them, ready to send.
    `digests`: the digest of each scope after the commit. `rights_changed`: persons who may now see more or less.
    `paced`: those of `scopes` in which nothing is new but tallies.
    `keys_wanted`: anonymous ballots are to be put to somebody, and their issuer has no key yet.
    """

    scopes: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    entries: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])
    digests: dict[str, bytes] = field(default_factory=dict[str, bytes])
    rights_changed: set[bytes] = field(default_factory=set[bytes])
    paced: set[str] = field(default_factory=set[str])
    keys_wanted: bool = False

    def _tallies(self, name: str) -> bool:
        """Whether nothing but tallies is told here of a scope."""
        return name not in self.scopes or name in self.paced

    def __bool__(self) -> bool:
        return bool(self.scopes or self.rights_changed or self.keys_wanted)

    def add(self, later: Announcement) -> None:
        """Takes in the news of a later job of the same commit."""
        self.paced = {name for name in self.paced | later.paced if self._tallies(name) and later._tallies(name)}
        for name, (first, last) in later.scopes.items():
            known = self.scopes.get(name)
            self.scopes[name] = (known[0] if known else first, last)
            self.entries.setdefault(name, []).extend(later.entries.get(name, ()))
        self.digests.update(later.digests)
        self.rights_changed |= later.rights_changed
        self.keys_wanted |= later.keys_wanted
