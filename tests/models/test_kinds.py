"""The registry of kinds: examples stand in scopes_kinds.json; here what must hold for every kind."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import kind as kind_module
from models.document import NATURAL_NAMESPACE, Register, natural_id, stamp_ms, uuid_text
from models.kind import Kind, PathRule
from models.kinds import KINDS, registry_json
from models.values import VALUE_TYPES
from sync.change import KIND_PATTERN
from sync.natural import natural_id as synced_natural_id
from tests.models.world import PEOPLE, TODAY, id_of


def test_every_path_has_a_type_that_is_known() -> None:
    for kind in KINDS.values():
        assert KIND_PATTERN.fullmatch(kind.name)
        for rule in kind.paths:
            assert rule.type in VALUE_TYPES, rule
            assert rule.writer in ("any", "server")
            path = re.sub(r"<\w+>", "q1", rule.pattern.replace("<person>", uuid_text(id_of(1))))
            assert kind.path_rule(path) is rule


def test_a_natural_key_is_made_of_what_is_written_once() -> None:
    for kind in KINDS.values():
        assert set(kind.natural) <= set(kind.once_paths())
        for path in (kind.subject_path, kind.day_path, kind.group_path):
            assert path is None or kind.path_rule(path) is not None


def test_the_registry_is_json_with_its_version() -> None:
    registry = json.loads(json.dumps(registry_json()))
    assert registry["version"] == 1
    assert registry["kinds"].keys() == KINDS.keys()
    evaluation = registry["kinds"]["self_evaluation"]
    assert evaluation["natural"] == ["person", "form", "day"]
    assert evaluation["paths"]["day"] == {"type": "day", "once": True, "writer": "any"}
    assert registry["kinds"]["person"]["natural"] is None


@given(st.text(max_size=30) | st.from_regex(re.compile(r"[a-z]+(/[A-Za-z0-9_.-]+){0,3}"), fullmatch=True))
def test_any_path_is_known_or_not_twice_alike(path: str) -> None:
    for kind in KINDS.values():
        assert kind.path_rule(path) == kind.path_rule(path)


def test_the_memory_of_paths_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kind_module, "PATH_CACHE_MAX", 3)
    kind = Kind("trial", "试", (PathRule("a/<n>", "text"),))
    for number in range(10):
        assert kind.path_rule(f"a/{number}") == kind.paths[0]
        assert kind.path_rule(f"b/{number}") is None


@given(st.text(min_size=1, max_size=40))
def test_natural_ids_are_those_of_the_protocol(name: str) -> None:
    assert natural_id(name) == synced_natural_id(name)
    assert natural_id(name)[6] >> 4 == 5
    assert uuid_text(natural_id(name)) == str(uuid.uuid5(NATURAL_NAMESPACE, name))


def test_a_name_is_read_from_values_and_from_registers() -> None:
    person = PEOPLE["nurse"]
    values = {"person": person, "form": "daily@7", "day": TODAY}
    registers = {path: Register(bytes(16), value, person, 0) for path, value in values.items()}
    kind = KINDS["self_evaluation"]
    assert kind.natural_name(values) == f"self_evaluation/{uuid_text(person)}/daily/{TODAY}"
    assert kind.natural_name(registers) == kind.natural_name(values)
    assert kind.natural_name({**values, "person": 5}) is None
    assert kind.natural_name({**values, "form": ""}) is None
    assert KINDS["person"].natural_name(values) is None


def test_an_id_carries_the_moment_of_its_making() -> None:
    assert stamp_ms(id_of(5)) - stamp_ms(id_of(0)) == 5
