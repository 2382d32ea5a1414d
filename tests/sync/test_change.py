"""Changes: what is encoded comes back, and what isn't a change is told apart without harm."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, cast

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import (
    CHANGE_BYTES_MAX,
    WRITES_MAX,
    decode_change,
    decode_value,
    encode_change,
    encode_standing,
    encode_value,
    is_path,
    split,
    stored_change,
)
from sync.errors import Malformed
from sync.stamp import make
from sync.walk import VALUE_BYTES_MAX, check_value, length_of, skip
from tests.sync.strategies import DOCS, NOW_MS, REPLICA, paths, stamps, values, writes
from tests.vectors.change_cases import change_vectors
from tests.vectors.tagged import unrun

STAMP = make(NOW_MS, 0, REPLICA)


@given(stamps, st.binary(min_size=16, max_size=16), writes)
def test_what_is_encoded_comes_back(stamped: bytes, doc: bytes, written: dict[str, Any]) -> None:
    raw = encode_change(stamped, doc, "note", list(written.items()))
    change = decode_change(raw)
    assert (change.id, change.doc, change.kind, change.raw) == (stamped, doc, "note", raw)
    assert change.values() == written
    assert stored_change(raw) == change
    assert encode_standing(change.id, change.doc, change.kind, change.writes) == raw


@given(st.binary(max_size=200))
def test_no_bytes_break_the_decoder(raw: bytes) -> None:
    for tried in (raw, encode_change(STAMP, DOCS[0], "note", [("a", 1)])[:-1] + raw):
        try:
            change = decode_change(tried)
        except Malformed:
            continue
        assert decode_change(encode_standing(*change[:4])).values() == change.values()


@given(writes, st.data())
def test_no_damage_breaks_the_decoder(written: dict[str, Any], data: st.DataObject) -> None:
    raw = bytearray(encode_change(STAMP, DOCS[0], "note", list(written.items())))
    for _ in range(data.draw(st.integers(1, 4))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    for tried in (bytes(raw), cut):
        with suppress(Malformed):
            assert decode_change(tried).raw == tried


@given(values)
def test_every_value_that_may_be_held_comes_back(value: Any) -> None:
    raw = encode_value(value)
    assert decode_value(raw) == value
    assert check_value(raw) == skip(raw, 0) == len(raw)


@given(st.recursive(st.none(), lambda inner: st.lists(inner, min_size=1, max_size=2), max_leaves=12))
def test_six_levels_are_the_limit(value: Any) -> None:
    def levels(each: Any) -> int:
        return 1 + max(map(levels, cast("list[Any]", each))) if isinstance(each, list) else 0

    raw = msgspec.msgpack.encode(value)
    if levels(value) <= 6:
        assert check_value(raw) == len(raw)
    else:
        with pytest.raises(Malformed, match="6 levels"):
            check_value(raw)


@pytest.mark.parametrize("case", change_vectors()["malformed"], ids=lambda case: case["why"])
def test_it_is_malformed(case: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        decode_change(unrun(case["bytes"]))


def test_sizes_stand_at_their_limits() -> None:
    at_limit = "x" * (VALUE_BYTES_MAX - 3)
    assert decode_change(encode_change(STAMP, DOCS[0], "note", [("a", at_limit)])).values() == {"a": at_limit}
    fitting = [(f"w/{n}", "x" * 16_000) for n in range(16)]
    assert len(encode_change(STAMP, DOCS[0], "note", fitting)) <= CHANGE_BYTES_MAX
    decode_change(encode_change(STAMP, DOCS[0], "note", fitting))
    with pytest.raises(Malformed, match="256 KiB"):
        decode_change(bytes(CHANGE_BYTES_MAX + 1))


def test_a_value_too_large_in_sum_is_refused_while_it_is_read() -> None:
    with pytest.raises(Malformed, match="16 KiB"):
        encode_value(["x" * 9_000, "y" * 9_000])


@given(paths)
def test_paths_are_known_again(path: str) -> None:
    assert is_path(path)
    assert is_path(path)
    assert not is_path(path + "/")


def test_paths_are_remembered_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.change._KNOWN_PATHS_MAX", 0)
    assert is_path("never/seen/before")


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xc1", b"\xd4\x01\x00", b"\xc5\x00", b"\xa3ab", b"\xc4\x05abc", b"\xcd\x01", b"\xdc\x00\x02\x01", b"\x91"],
)
def test_what_is_cut_or_unknown_has_no_end(raw: bytes) -> None:
    for walk in (check_value, skip):
        with pytest.raises(Malformed):
            walk(raw, 0)


@pytest.mark.parametrize("raw", [b"\xa1\xff", b"\xd9\x02\xc3\x28", b"\x81\xa1\xff\x01", b"\x91\xa3\xed\xa0\x80"])
def test_text_that_is_not_utf_8_is_no_value(raw: bytes) -> None:
    with pytest.raises(Malformed, match="UTF-8"):
        check_value(raw)


def test_heads_say_what_follows() -> None:
    assert length_of(b"\xdf\x00\x00\x00\x02", 0) == ("map", 2, 5)
    assert length_of(b"\x83", 0) == ("map", 3, 1)
    assert length_of(b"\xcb" + bytes(8), 0) == ("scalar", 0, 9)
    assert length_of(b"\xc5\x01\x00", 0) == ("binary", 256, 3)
    assert length_of(b"\xdb\x00\x00\x00\x07", 0) == ("text", 7, 5)
    assert skip(b"\x82\xa1a\x01\xa1b\x92\x01\x02", 0) == 9


@given(st.lists(st.integers(0, VALUE_BYTES_MAX - 3), max_size=60), st.integers(0, 2 * WRITES_MAX))
def test_what_is_split_is_whole_in_its_order_and_within_every_limit(long: list[int], short: int) -> None:
    raws = [encode_value("x" * length) for length in long] + [encode_value(True)] * short
    written = [(f"{'x' * 60}/{'y' * 60}/{number}", raw) for number, raw in enumerate(raws)]
    parts = split(written)
    assert [write for part in parts for write in part] == written
    encoded = [encode_standing(STAMP, bytes(16), "k" * 64, part) for part in parts]
    assert [decode_change(raw).writes for raw in encoded] == parts
    for raw, after in zip(encoded, parts[1:], strict=False):
        path, value = after[0]
        fits = len(raw) + len(path) + len(value) + 120 <= CHANGE_BYTES_MAX
        assert len(decode_change(raw).writes) == WRITES_MAX or not fits
