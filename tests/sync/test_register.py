"""Merging: any order, repetition and grouping of changes ends alike."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sync.change import Change
from sync.register import Registers, merge, merged
from sync.scope import NOTHING, chain_change, chain_forget, digest, register_hash
from tests.sync.strategies import DOCS, OTHER_PERSON, PERSON, a_change, histories, near_stamps

State = dict[bytes, Registers]


def received(change: Change) -> int:
    return int.from_bytes(change.id[-2:], "big")


def played(changes: list[Change]) -> State:
    state: State = {}
    for change in changes:
        merge(state.setdefault(change.doc, {}), change, PERSON, received(change))
    return state


def digest_of(state: State) -> bytes:
    return digest((doc, path, written.stamp) for doc, registers in state.items() for path, written in registers.items())


@given(histories(), st.data())
def test_every_order_of_arrival_ends_alike(history: list[Change], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(history))
    assert played(shuffled) == played(history)


@given(histories(), st.data())
def test_repetition_changes_nothing(history: list[Change], data: st.DataObject) -> None:
    again = data.draw(st.lists(st.sampled_from(history), max_size=6)) if history else []
    assert played(history + again) == played(history)


@given(histories(), st.integers(0, 12), st.integers(0, 12))
def test_every_grouping_ends_alike(history: list[Change], one: int, two: int) -> None:
    first, last = sorted((one, two))
    parts = [played(history[:first]), played(history[first:last]), played(history[last:])]
    whole = played(history)
    for order in itertools.permutations(parts):
        assert {doc: merged(part.get(doc, {}) for part in order) for doc in whole} == whole


@given(histories())
def test_a_register_holds_the_write_with_the_greatest_stamp(history: list[Change]) -> None:
    for doc, registers in played(history).items():
        for path, written in registers.items():
            rivals = [change for change in history if change.doc == doc and path in change.values()]
            assert written.stamp == max(change.id for change in rivals)


@given(histories())
def test_merging_names_the_paths_that_moved(history: list[Change]) -> None:
    registers: Registers = {}
    for change in history:
        before = dict(registers)
        moved = merge(registers, change, PERSON, 0)
        assert sorted(moved) == sorted(path for path in registers if registers[path] != before.get(path))
    assert all(not merge(registers, change, OTHER_PERSON, 9) for change in history)


@given(histories())
def test_the_digest_kept_step_by_step_equals_the_digest_of_the_state(history: list[Change]) -> None:
    state: State = {}
    total = 0
    for change in history:
        registers = state.setdefault(change.doc, {})
        before = dict(registers)
        for path in merge(registers, change, PERSON, 0):
            if path in before:
                total ^= register_hash(change.doc, path, before[path].stamp)
            total ^= register_hash(change.doc, path, change.id)
        assert total.to_bytes(16, "big") == digest_of(state)


@given(st.lists(st.tuples(st.sampled_from(DOCS), st.sampled_from(["a", "b/c"]), near_stamps), unique=True), st.data())
def test_digests_know_no_order_and_tell_states_apart(rows: list[tuple[bytes, str, bytes]], data: st.DataObject) -> None:
    assert digest(data.draw(st.permutations(rows))) == digest(rows)
    assert (digest(rows) == NOTHING) == (not rows)
    if rows:
        assert digest(rows[1:]) != digest(rows)


@given(st.binary(min_size=32, max_size=32), st.integers(1, 1 << 40), near_stamps, st.data())
def test_any_changed_byte_of_an_entry_breaks_its_chain(
    before: bytes, number: int, stamped: bytes, data: st.DataObject
) -> None:
    raw = a_change(stamped, DOCS[0], {"a": 1}).raw
    head = chain_change(before, number, PERSON, 1_000, raw)
    at = data.draw(st.integers(0, len(raw) - 1))
    damaged = raw[:at] + bytes([raw[at] ^ data.draw(st.integers(1, 255))]) + raw[at + 1 :]
    others = {
        chain_change(before, number, PERSON, 1_000, damaged),
        chain_change(before, number + 1, PERSON, 1_000, raw),
        chain_change(before, number, OTHER_PERSON, 1_000, raw),
        chain_change(before, number, PERSON, 1_001, raw),
        chain_change(bytes(32), number, PERSON, 1_000, raw + b"\0"),
        chain_forget(before, number, PERSON, 1_000, DOCS[0]),
    }
    assert head not in others
    assert len(others) == 6
