"""Words of refusals: both languages, every reason, exact numbers, no key shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words import CODES, REASONS, explain
from tests.models.world import World, evaluation_id, opening

MODELS = Path(__file__).parent.parent.parent / "models"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
LATIN_ALLOWED = {"daily"}


def reasons_in_the_rules() -> set[str]:
    """Every text after `Refusal("code",` and every reason that a check returns."""
    found: set[str] = set()
    for path in MODELS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'Refusal\(\s*"[a-z_]+",\s*"([a-z_]+)"', text))
        if path.name in {"item.py", "values.py", "value_type.py", "administration.py"}:
            returned = re.findall(r"^ +(?:return|broken =|reason =) (.*)$", text, re.MULTILINE)
            found |= {key for line in returned for key in re.findall(r'"([a-z]+(?:_[a-z]+)+)"', line)}
    for path in (MODELS.parent / "sync").glob("*.py"):
        found |= set(re.findall(r'Malformed\(\s*f?"[^"]+",\s*"([a-z_]+)"', path.read_text(encoding="utf-8")))
    return found


def test_every_reason_in_the_rules_has_words() -> None:
    reasons = reasons_in_the_rules()
    assert len(reasons) > 40
    assert reasons <= REASONS.keys()


def test_no_words_are_for_nothing() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in (MODELS, MODELS.parent / "api", MODELS.parent / "sync")
        for path in folder.glob("*.py")
        if not path.name.endswith("words.py")
    )
    composed = {f"{kind}_{what}" for kind in ("rating", "score", "number") for what in ("range", "step")}
    unused = [reason for reason in REASONS if f'"{reason}"' not in sources and reason not in composed]
    assert unused == []


def test_every_sentence_is_in_its_language_and_ends() -> None:
    for reason, (chinese, english) in {**REASONS, **CODES}.items():
        plain = re.sub(r"\{\w+\}", "", chinese)
        assert _CHINESE.search(plain), reason
        assert set(_LATIN_WORD.findall(plain)) <= LATIN_ALLOWED, reason
        assert chinese.endswith("。"), reason
        assert not _CHINESE.search(english), reason
        assert english.endswith("."), reason
        assert len(chinese) <= 60, reason
        assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", english)), reason


def test_every_code_of_the_protocol_has_words() -> None:
    of_the_push = {"malformed", "replica", "stamp_reused", "clock_ahead", "stamp_order", "unknown_kind", "outdated"}
    assert CODES.keys() == of_the_push | {"not_found", "forbidden", "closed", "immutable", "invalid"}


def test_a_sentence_about_an_item_says_which(world: World) -> None:
    doc = evaluation_id("nurse")
    assert world.code("nurse", "self_evaluation", doc, opening("nurse")) is None
    refusal = world.tries("nurse", "self_evaluation", doc, {"answers/attitude": 9})
    assert refusal is not None
    chinese = explain(refusal.code, refusal.reason, refusal.params, "zh-CN")
    assert chinese == "第 2 项「服务态度」没有被接受：评分应在 1 到 5 之间。"
    english = explain(refusal.code, refusal.reason, refusal.params, "en-GB")
    assert english == "Item 2 (服务态度): the rating must be from 1 to 5."


@pytest.mark.parametrize(
    ("reason", "params", "language", "sentence"),
    [
        (
            "missing_answer",
            {"number": 3, "count": 1},
            "zh-CN",
            "第 3 项没有被接受：还没有填写（共缺 1 项）。填好后再提交。",
        ),
        ("missing_answer", {"number": 3, "count": 1}, "en", "Item 3: it is not filled in yet (1 missing in all)."),
        ("too_many_choices", {}, "zh-CN", "最多选 … 项，请去掉多余的。"),
        ("no_such_reason", {}, "zh-CN", "已经截止，没有收下。你写的内容还在，可以另存或放弃。"),
        ("wrong_type", {}, "en", "This answer has the wrong form; please fill it in again."),
    ],
)
def test_what_is_unknown_never_shows_as_a_key(
    reason: str, params: dict[str, int | float | str], language: str, sentence: str
) -> None:
    assert explain("closed", reason, params, language).startswith(sentence)


@given(st.text(max_size=12), st.text(max_size=12), st.dictionaries(st.text(max_size=8), st.integers()), st.text())
def test_anything_is_explained(code: str, reason: str, params: dict[str, int | float | str], language: str) -> None:
    assert explain(code, reason, params, language)
