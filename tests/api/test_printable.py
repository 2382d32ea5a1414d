"""Files that are XML inside hold any text that was typed, without what XML forbids."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from api.official_word import OfficialWord
from api.printable import printable
from tests.repository import ROOT


@given(st.text())
def test_what_is_printable_can_stand_in_xml_and_nothing_else_is_lost(text: str) -> None:
    kept = printable(text)
    assert ElementTree.fromstring(f"<a><![CDATA[{kept.replace(']]>', '')}]]></a>") is not None  # noqa: S314 - our own
    assert printable(kept) == kept
    assert [each for each in text if each.isprintable()] == [each for each in kept if each.isprintable()]


def test_a_word_file_is_made_of_every_character_below_the_surrogates_and_above_them() -> None:
    text = "".join(map(chr, [*range(0x20), 0x7F, 0x85, 0x2028, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600])) + "完"
    word = OfficialWord(text[:200], text[:200], datetime(2026, 11, 29, tzinfo=UTC))
    word.add("to", text)
    assert Document(io.BytesIO(word.save())).paragraphs[-1].text.endswith("\U0001f600完")


def test_every_module_hands_its_words_to_word_by_the_one_way() -> None:
    raw = re.compile(r"\.add_run\((?!\))|\.add_paragraph\((?!style=|printable\(|\))")
    found = [path.name for path in sorted((ROOT / "api").rglob("*.py")) if raw.search(path.read_text())]
    assert found == ["official_word.py"]
