"""A programme goes out as a file that reads back as the same programme."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bundle import Bundle
from models.bundle_plan import About, Question, Theme
from models.bundle_reader import read_bundle
from models.bundle_writer import WIDTH, write_bundle, write_tree
from models.programme import bundle_tree, programme_writes
from tests.models.fact_table import bundle_of, codes


@pytest.mark.parametrize("code", codes())
def test_every_shipped_programme_goes_out_and_comes_back(code: str) -> None:
    text = write_bundle(bundle_of(code))
    assert read_bundle(text.encode()).bundle == bundle_of(code)
    again = write_tree(bundle_tree(programme_writes(bundle_of(code))))
    assert read_bundle(again.encode()).bundle == bundle_of(code)


def test_short_elements_stand_on_one_line_and_long_ones_on_several() -> None:
    text = write_bundle(bundle_of("P01"))
    assert "- {id: survey, title: 社会满意度调查, title_en: Survey of the public, channel: survey}\n" in text
    assert "\n- id: windows\n  title: 一线服务窗口\n" in text
    assert max(map(len, text.splitlines())) <= 3 * WIDTH


def test_what_is_unfinished_is_written_too() -> None:
    tree: dict[str, Any] = {"programme": {"code": "x"}, "stages": [{"id": "a"}, {"id": "b", "from": "soon"}]}
    assert write_tree(tree) == "programme:\n  code: x\n\nstages:\n- {id: a}\n- {id: b, from: soon}\n"


_texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
_odd = st.sampled_from(
    ["true", "no", "~", "007", "1.5", "2011-07", "- a", "a: b", "#x", "'", '"', "x ", "*a", "=", "<<", "?", "-"]
)


@given(st.lists(_texts | _odd, max_size=4), _texts | _odd)
def test_no_text_reads_back_as_anything_else(items: list[str], title: str) -> None:
    kept = tuple(each.strip() for each in items if each.strip())
    about = About(code="x", title="方案", note=title.strip())
    whole = Bundle(
        programme=about,
        themes=(Theme(id="a", title="主题", items=kept),),
        questions=(Question(id="q", text="问", default=title.strip()),),
    )
    assert read_bundle(write_bundle(whole).encode()).bundle == whole
