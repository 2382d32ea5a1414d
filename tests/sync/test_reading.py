"""Reading for judging: whichever way a change takes, it is the change that `decode_change` finds, or malformed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import decode_change, encode_change
from sync.errors import Malformed
from sync.reading import read_change
from sync.stamp import make
from tests.sync.strategies import DOCS, NOW_MS, REPLICA, paths, stamps, writes
from tests.vectors.change_cases import change_vectors
from tests.vectors.tagged import unrun

STAMP = make(NOW_MS, 0, REPLICA)
plain_writes = st.dictionaries(
    paths,
    st.none()
    | st.booleans()
    | st.integers(-(1 << 60), 1 << 60)
    | st.floats()
    | st.text(max_size=20)
    | st.binary(max_size=70),
    min_size=1,
    max_size=20,
)


def alike(raw: bytes) -> None:
    try:
        change = decode_change(raw)
    except Malformed:
        with pytest.raises(Malformed):
            read_change(raw)
        return
    read = read_change(raw)
    assert (read.id, read.doc, read.kind, read.raw) == (change.id, change.doc, change.kind, raw)
    assert list(read.values.items()) == list(change.values().items())


@given(stamps, st.binary(min_size=15, max_size=17), st.sampled_from(["note", "Note", "a" * 31]), writes)
def test_what_is_encoded_is_read(stamped: bytes, doc: bytes, kind: str, written: dict[str, Any]) -> None:
    alike(encode_change(stamped, doc, kind, list(written.items())))


@given(plain_writes)
def test_plain_values_are_read_within_their_limits(written: dict[str, Any]) -> None:
    alike(encode_change(STAMP, DOCS[0], "self_evaluation", list(written.items())))


@given(writes, st.data())
def test_damaged_bytes_are_read_alike_or_not_at_all(written: dict[str, Any], data: st.DataObject) -> None:
    raw = bytearray(encode_change(STAMP, DOCS[0], "self_evaluation", [*written.items(), ("zz", "x" * 40)]))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    alike(bytes(raw))
    alike(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


@pytest.mark.parametrize("case", change_vectors()["malformed"], ids=lambda case: case["why"])
def test_what_is_malformed_stays_so(case: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        read_change(unrun(case["bytes"]))


def test_a_path_that_is_named_twice_or_is_none_goes_no_way() -> None:
    for pairs in ([("a", "x" * 40), ("a", 1)], [("a", "x" * 40), ("no path", 1)]):
        with pytest.raises(Malformed):
            read_change(encode_change(STAMP, DOCS[0], "note", pairs))
