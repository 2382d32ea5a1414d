"""The committed vectors are what the rules say now; TypeScript plays the same files."""

import pytest

from tests.models.make import FOLDER, MAKERS, text_of


@pytest.mark.parametrize("name", MAKERS)
def test_the_committed_vectors_are_what_is_made(name: str) -> None:
    committed = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert committed == text_of(name), "the rules have changed: run `python -m tests.models.make` and look at the diff"
