"""Packed pushes: gzip is taken for what it is, never unpacked beyond the limit, and named in every answer."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable

import pytest

from api.bodies import BODY_BYTES_MAX, inflate
from api.problems import Problem


def test_a_packed_body_is_unpacked_up_to_the_limit_and_no_further() -> None:
    assert inflate(gzip.compress(b"x" * 100), 100) == b"x" * 100
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(Problem) as refused:
        inflate(bomb, BODY_BYTES_MAX)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == "body_too_large"
    assert peak < 4 * BODY_BYTES_MAX


def _cut(packed: bytes) -> bytes:
    return packed[:-1]


def _continued(packed: bytes) -> bytes:
    return packed + b"x"


def _headless(packed: bytes) -> bytes:
    return packed[4:]


def _altered(packed: bytes) -> bytes:
    return packed[:-6] + bytes([packed[-6] ^ 1]) + packed[-5:]


@pytest.mark.parametrize(
    ("damage", "code"),
    [(_cut, "malformed"), (_continued, "malformed"), (_headless, "content_encoding"), (_altered, "content_encoding")],
)
def test_a_packed_body_that_is_damaged_or_none_is_refused(damage: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(Problem) as refused:
        inflate(damage(gzip.compress(b"a push")), 1_000)
    assert refused.value.code == code
