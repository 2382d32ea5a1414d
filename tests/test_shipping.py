"""What is shipped, locked and licensed: every package and file, hashes for every version, no rule let pass unnamed."""

import json
import re
import tomllib
from pathlib import PurePosixPath
from typing import Any, cast

import pytest

from tests.repository import names, python, text, texts

pytestmark = pytest.mark.xdist_group("sources")

PROJECT = tomllib.loads(text("pyproject.toml"))
LOCKS = ("requirements.txt", "requirements-dev.txt")
# Written in two halves, so that this page doesn't hold what it looks for.
BARE = re.compile(
    r"(?:pyright|type): ?" + r"ignore(?!\[[A-Za-z-]+(?:, [A-Za-z-]+)*\])"
    r"|# ?(?:ruff|flake8): ?" + r"noqa|# ?" + r"noqa(?!: [A-Z]+\d+)|# ?pyright: ?(?:basic|standard|off)"
    r"|@ts-(?:" + r"ignore|nocheck|expect-error)|biome-" + r"ignore(?! lint/[a-z\d]+/\w+: \S)"
)


def test_every_package_is_shipped() -> None:
    modules = python(*PROJECT["project"]["scripts"]["mingcha"].split(".")[:1], "models", "sync")
    folders = {".".join(PurePosixPath(name).parent.parts) for name in modules}
    assert sorted(PROJECT["tool"]["setuptools"]["packages"]) == sorted(folders)


def test_every_file_that_the_server_reads_beside_its_modules_is_shipped() -> None:
    data: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    beside = [name for name in names() if name.startswith(("api/", "models/", "sync/")) and not name.endswith(".py")]
    assert beside
    shipped = [(package, pattern) for package, patterns in data.items() for pattern in patterns]
    assert not [
        name for name in beside if not any(PurePosixPath(name).match(f"{package}/{each}") for package, each in shipped)
    ]


def test_it_is_licensed_under_apache_2() -> None:
    title, _, terms = text("LICENSE").strip().partition("TERMS AND CONDITIONS FOR USE")
    assert "Apache License" in title
    assert "Version 2.0, January 2004" in title
    assert "END OF TERMS AND CONDITIONS" in terms
    assert PROJECT["project"]["license"] == "Apache-2.0"


def test_ci_makes_the_tests_and_asks_the_linters_and_does_nothing_else() -> None:
    lines = [line for line in text(".ci/run").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not line.startswith(("set ", "cd "))] == [
        "make test",
        "make --jobs=2 --output-sync lint types",
    ]


def test_the_locks_are_the_three_that_are_named() -> None:
    """`uv` writes the two of Python; its own kind of lock names hosts."""
    others = {"uv.lock", "poetry.lock", "Pipfile.lock", "pdm.lock", "yarn.lock", "pnpm-lock.yaml", "bun.lock"}
    found = {name for name in names() if PurePosixPath(name).name in others | {"package-lock.json", *LOCKS}}
    assert found == {*LOCKS, "pwa/package-lock.json"}


def test_the_locks_name_no_host_and_hold_hashes() -> None:
    lock = json.loads(text("pwa/package-lock.json"))["packages"]
    assert not [name for name, entry in lock.items() if "resolved" in entry]
    assert not [name for name, entry in lock.items() if name and "integrity" not in entry]


@pytest.mark.parametrize("name", LOCKS)
def test_each_version_that_a_python_lock_pins_has_its_hashes(name: str) -> None:
    pins = [each for each in re.split(r"^(?=[a-z\d])", text(name), flags=re.MULTILINE) if each.strip()]
    assert pins
    assert not [each for each in pins if not re.match(r"\S+==\S+ .*?--hash=sha256:[\da-f]{64}", each, re.DOTALL)]
    assert "://" not in text(name)


def test_both_python_locks_agree() -> None:
    pin = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
    runtime, development = (dict(pin.findall(text(name))) for name in LOCKS)
    assert runtime
    assert runtime.items() <= development.items()


def test_what_is_let_pass_is_named() -> None:
    """An ignore names its rule: a bare one would hide the next mistake of its line too."""
    found = [f"{name}: {hit[0]}" for name in texts() for hit in BARE.finditer(text(name))]
    assert not found


def test_every_rule_that_is_switched_off_has_its_reason() -> None:
    reasons = dict(re.findall(r"^- `(\w+)`(?: of \w+)?: (\S.*)$", text("CONTRIBUTING.md"), re.MULTILINE))
    off = set(_off(json.loads(text("pwa/biome.json"))["linter"]["rules"])) | set(
        PROJECT["tool"]["ruff"]["lint"]["ignore"]
    )
    assert off == reasons.keys()


def _off(rules: dict[str, Any]) -> list[str]:
    """The names of Biome's rules that are switched off for everything."""
    inner = [each for rule in rules.values() if isinstance(rule, dict) for each in _off(cast("dict[str, Any]", rule))]
    return [name for name, rule in rules.items() if rule == "off"] + inner


def test_what_biome_leaves_out_is_generated() -> None:
    patterns: list[str] = json.loads(text("pwa/biome.json"))["files"]["includes"]
    left_out = [each.removeprefix("!").removeprefix("**/") for each in patterns if each.startswith("!")]
    modules = [name for name in names() if name.startswith("pwa/src/") and name.endswith((".ts", ".tsx"))]
    ours = [name for name in modules if any(PurePosixPath(name).match(each) for each in left_out)]
    assert ours
    assert not [name for name in ours if "by `mingcha types`" not in text(name).split("\n", 1)[0]]
