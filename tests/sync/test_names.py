"""Natural ids and the parts of blobs."""

from __future__ import annotations

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.blob import BLOB_BYTES_MAX, Part, parse_content_range
from sync.errors import BodyError
from sync.natural import NAMESPACE, is_natural, natural_id


@given(st.text())
def test_a_name_gives_its_uuid5(name: str) -> None:
    assert natural_id(name) == uuid5(UUID(bytes=NAMESPACE), name).bytes
    assert is_natural(natural_id(name))


@given(st.binary(max_size=18))
def test_only_a_uuid5_is_natural(doc: bytes) -> None:
    assert is_natural(doc) == (len(doc) == 16 and doc[6] & 0xF0 == 0x50 and doc[8] & 0xC0 == 0x80)


@given(st.integers(1, BLOB_BYTES_MAX), st.data())
def test_a_part_is_read_from_its_header(size: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start + 1, size))
    assert parse_content_range(f"bytes {start}-{end - 1}/{size}", end - start) == Part(start, end, size)
    assert parse_content_range(None, size) == Part(0, size, size)
    with pytest.raises(BodyError) as refused:
        parse_content_range(f"bytes {start}-{end - 1}/{size}", end - start + 1)
    assert refused.value.code == "content_range"


@pytest.mark.parametrize(
    ("header", "length", "code"),
    [
        ("", 1, "content_range"),
        ("bytes 0-0/*", 1, "content_range"),
        ("bytes 5-4/10", 0, "content_range"),
        ("bytes 5-10/10", 6, "content_range"),
        (None, 0, "content_range"),
        (None, BLOB_BYTES_MAX + 1, "blob_too_large"),
        (f"bytes 0-0/{BLOB_BYTES_MAX + 1}", 1, "blob_too_large"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(header: str | None, length: int, code: str) -> None:
    with pytest.raises(BodyError) as refused:
        parse_content_range(header, length)
    assert refused.value.code == code
