"""The shared vectors are what the program makes, and say what they mean on their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sync.change import decode_change, encode_change
from sync.stamp import counter_of, ms_of, replica_of
from tests.vectors.make import FOLDER, MAKERS, text_of
from tests.vectors.tagged import runs, tag, unrun, untag


@pytest.mark.parametrize("name", MAKERS)
def test_the_committed_file_is_what_the_program_makes(name: str) -> None:
    committed = Path(FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert committed == text_of(name), "python -m tests.vectors.make writes the vectors anew; read what changed first"


def test_tagged_values_come_back() -> None:
    values = [None, True, 7, -1.5, "字", b"\x00\xff", [1, [b"x"]], {"b": {"a": 2.25}}]
    assert untag(json.loads(json.dumps(tag(values)))) == values


def test_runs_come_back() -> None:
    for raw in (b"", b"abc", b"ab" + b"x" * 64 + b"c", b"x" * 1_000 + b"y" * 63 + b"z" * 100):
        assert unrun(runs(raw)) == raw


def test_the_encoded_changes_decode_to_their_values() -> None:
    for case in json.loads(text_of("changes"))["encode"]:
        writes = [(path, untag(value)) for path, value in case["writes"]]
        raw = encode_change(bytes.fromhex(case["id"]), bytes.fromhex(case["doc"]), case["kind"], writes)
        assert raw == unrun(case["bytes"])
        assert list(decode_change(raw).values().items()) == writes


def test_the_made_stamps_read_back() -> None:
    for case in json.loads(text_of("stamps"))["make"]:
        made = bytes.fromhex(case["stamp"])
        assert (ms_of(made), counter_of(made), replica_of(made)) == (case["ms"], case["counter"], int(case["replica"]))
