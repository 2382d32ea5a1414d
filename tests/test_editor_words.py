"""What the programme editor shows of the format has words in both languages: no bare key stands on a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "pwa" / "src"
FIELDS = SOURCE / "model" / "bundle-fields.ts"
WORDS = SOURCE / "model" / "bundle-words.ts"


def _keys(language: str) -> set[str]:
    text = (SOURCE / "text" / f"{language}.fields.ts").read_text("utf-8")
    return set(re.findall(r'^\s+"?([\w.]+)"?:', text, re.MULTILINE))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_field_and_every_value_of_a_list_has_its_words(language: str) -> None:
    names = set(re.findall(r'name: "(\w+)"', FIELDS.read_text("utf-8")))
    lists = dict(re.findall(r"export const (\w+) = \[(.*?)\] as const", WORDS.read_text("utf-8")))
    assert len(names) > 50
    assert len(lists) > 20
    wanted = {f"field.{name}" for name in names}
    for name, values in lists.items():
        family = "who" if name == "SUBJECTS" else "word"
        wanted |= {f"{family}.{value}" for value in re.findall(r'"(\w+)"', values)}
    assert sorted(wanted - _keys(language)) == []
