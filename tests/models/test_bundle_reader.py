"""A bundle is read whole, and everything that is wrong with it is told by its line."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.bundle import Bundle
from models.bundle_check import checked
from models.bundle_problem import WORDS
from models.bundle_reader import PROBLEMS_MAX, read_bundle
from models.bundle_spelling import folded, garbled, masked, misspelled
from models.fault import Fault
from models.fault_words import fault_words
from models.programme import WRITES_MAX, bundle_tree, changes, programme_writes

HEAD = "programme: {code: X, title: 某院方案}\n"


def bundle(text: str) -> Bundle:
    read = read_bundle((HEAD + text).encode())
    assert read.bundle is not None
    return read.bundle


def told(text: str, head: str = HEAD) -> list[tuple[int, str, str, str]]:
    """Line, path, severity and code of every problem."""
    problems = read_bundle((head + text).encode()).problems
    return [(each.line, each.path, each.severity, each.code) for each in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"forms:\n- {{id: {'f' * 33}, title: 表}}\n", (3, f"forms/{'f' * 33}/id", "error", "bad_id")),
        ("stagse: []\n", (2, "stagse", "error", "unknown_section")),
        ("stages: {}\n", (2, "stages", "error", "wrong_type")),
        ("stages:\n- x\n", (3, "stages/0", "error", "wrong_type")),
        ("stages:\n- {title: 动员}\n", (3, "stages/0", "error", "missing")),
        ("stages:\n- {id: a, title: ''}\n", (3, "stages/a/title", "error", "empty_text")),
        ("stages:\n- id: a\n  title: [动员]\n", (4, "stages/a/title", "error", "wrong_type")),
        ("stages:\n- id: a\n  title: 动员\n  colour: red\n", (5, "stages/a/colour", "warning", "unknown_key")),
        ("stages:\n- {id: A B, title: 动员}\n", (3, "stages/A B/id", "error", "bad_id")),
        ("stages:\n- {id: a, title: 一}\n- {id: a, title: 二}\n", (4, "stages/a/id", "error", "duplicate_id")),
        ("stages:\n- {id: a, title: 一, from: 2011-13}\n", (3, "stages/a/from", "error", "bad_month")),
        ("stages:\n- {id: a, title: 一, due: [2011-02-30]}\n", (3, "stages/a/due/0", "error", "bad_month")),
        ("stages:\n- {id: a, title: 一, kind: era}\n", (3, "stages/a/kind", "error", "unknown_word")),
        ("stages:\n- {id: a, title: 一, year: twelve}\n", (3, "stages/a/year", "error", "wrong_type")),
        ("stages:\n- {id: a, title: 一, duration: 1 year}\n", (3, "stages/a/duration", "error", "bad_duration")),
        ("stages:\n- {id: a, title: 一, at: noon}\n", (3, "stages/a/at", "error", "unknown_word")),
        ("stages:\n- {id: a, title: 一, at: year_end}\n", (3, "stages/a/at", "warning", "year_missing")),
        (
            "stages:\n- {id: a, title: 一, from: 2011-09, to: 2011-07}\n",
            (3, "stages/a/to", "error", "ends_before_it_begins"),
        ),
        (
            "stages:\n- {id: a, title: 一, moving: [{title: 五一, from: 2012-05-02, to: 2012-05-01}]}\n",
            (3, "stages/a/moving/0/to", "error", "ends_before_it_begins"),
        ),
        ("stages:\n- {id: a, title: 一, parent: b}\n", (3, "stages/a/parent", "error", "unknown_reference")),
        ("stages:\n- {id: a, title: 一, parent: a}\n", (3, "stages/a/parent", "error", "parent_of_itself")),
        (
            "stages:\n- {id: a, title: 一, from: 2011-12, to: 2012-05}\n"
            "- {id: b, title: 二, from: 2011-11, parent: a}\n",
            (4, "stages/b/parent", "warning", "outside_parent"),
        ),
        (
            "stages:\n- {id: a, title: 一, to: 2012-05}\n- {id: b, title: 二, to: 2012-06-01, parent: a}\n",
            (4, "stages/b/parent", "warning", "outside_parent"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, form: nine}\n",
            (3, "evaluations/a/form", "error", "unknown_reference"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, scoring: s}\n",
            (3, "evaluations/a/scoring", "error", "unknown_reference"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, question: q}\n",
            (3, "evaluations/a/question/0", "error", "unknown_reference"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: [self, horoscope]}\n",
            (3, "evaluations/a/kind/1", "error", "unknown_word"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, evaluators: [staff, martian]}\n",
            (3, "evaluations/a/evaluators/1", "error", "unknown_selector"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, evaluators: {rolle: head}}\n",
            (3, "evaluations/a/evaluators/0/rolle", "error", "unknown_word"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, quorum: half}\n",
            (3, "evaluations/a/quorum", "error", "bad_fraction"),
        ),
        (
            "evaluations:\n- id: a\n  title: 自评\n  kind: self\n  cadence: {type: monthly, due_day: 40}\n",
            (6, "evaluations/a/cadence/due_day", "error", "bad_cadence"),
        ),
        (
            "evaluations:\n- {id: a, title: 自评, kind: self, "
            "cadence: {type: choice_of, of: [{type: in_stage, stage: s}]}}\n",
            (3, "evaluations/a/cadence/of/0/stage", "error", "unknown_reference"),
        ),
        (
            "targets:\n- {id: a, title: 满意度, metric: satisfaction_rate, op: '>='}\n",
            (3, "targets/a/op", "error", "value_missing"),
        ),
        (
            "awards:\n- {id: a, title: 示范点, quota: {min: 2, max: 1}}\n",
            (3, "awards/a/quota", "error", "quota_crossed"),
        ),
        ("awards:\n- {id: a, title: 示范点, quota: many}\n", (3, "awards/a/quota", "error", "unknown_word")),
        (
            "inspections:\n- {id: a, title: 检查, practice: open, announced: 1}\n",
            (3, "inspections/a/announced", "error", "unknown_word"),
        ),
        (
            "rectification:\n- {id: a, title: 整改, deadline: {days: x}}\n",
            (3, "rectification/a/deadline/days", "error", "wrong_type"),
        ),
        (
            "questions:\n- {id: a, text: 何时, about: stages.x}\n",
            (3, "questions/a/about/0", "error", "unknown_reference"),
        ),
        (
            "forms:\n- {id: f, title: 表, items: [{id: a, type: x, label: 好}]}\n",
            (3, "forms/f/items/a", "error", "bad_form_item"),
        ),
        (
            "forms:\n- {id: f, title: 表, items: [{type: text, label: 好}]}\n",
            (3, "forms/f/items/0/id", "error", "bad_id"),
        ),
        (
            "forms:\n- {id: f, title: 表, items: [{id: a, type: text, label: 好}, {id: a, type: text, label: 坏}]}\n",
            (3, "forms/f/items/a/id", "error", "duplicate_id"),
        ),
        (
            "checklists:\n- {id: c, title: 表, items: [{id: a, text: 好}, {id: a, text: 坏}]}\n",
            (3, "checklists/c/items/a/id", "error", "duplicate_id"),
        ),
        (
            "checklists:\n- {id: c, title: 表, items: [{id: a, text: 好, truncated: true}]}\n",
            (3, "checklists/c/items/a", "flag", "truncated"),
        ),
        ("themes:\n- {id: a, title: 一, items: [一, null]}\n", (3, "themes/a/items/1", "error", "wrong_type")),
        (f"themes:\n- {{id: a, title: 一, note: {'长' * 6000}}}\n", (3, "themes/a", "error", "too_big")),
        ("awards:\n- {id: a, title: 统一布臵}\n", (3, "awards/a/title", "flag", "corrected")),
        ("awards:\n- {id: a, title: 合理收费, raw: 全理收费}\n", (3, "awards/a/title", "flag", "corrected")),
        ('awards:\n- {id: a, title: "?己宋拿骺剖"}\n', (3, "awards/a/title", "warning", "garbled")),
        (
            "documents:\n- {id: a, title: 通知, relation: refers_to, doc_no: '***〔2011〕*号'}\n",
            (3, "documents/a/doc_no", "flag", "masked"),
        ),
    ],
)
def test_each_thing_that_is_wrong_has_its_line(text: str, expected: tuple[int, str, str, str]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("x: 1\n", [(1, "x", "error", "unknown_section"), (1, "", "error", "missing")]),
        ("[]\n", [(1, "", "error", "wrong_type")]),
        ("programme: {code: a b, title: 方案}\n", [(1, "programme/code", "error", "bad_code")]),
        (
            "programme:\n  code: a\n  title: 方案\n  issued_on: 201*-01-06\n",
            [(4, "programme/issued_on", "flag", "masked")],
        ),
        (
            "programme:\n  code: a\n  title: 方案\n  starts_on: 2012-02-01\n  ends_on: 2012-01-01\n",
            [(5, "programme/ends_on", "error", "ends_before_it_begins")],
        ),
        (
            "programme:\n  code: a\n  title: 方案\n  issued_on: 6 January\n",
            [(4, "programme/issued_on", "error", "bad_day")],
        ),
    ],
)
def test_the_head_is_looked_at_too(head: str, expected: list[tuple[int, str, str, str]]) -> None:
    assert told("", head) == expected


def test_a_list_that_is_shorter_than_it_says_is_a_flag_and_no_error() -> None:
    lost = "carriers:\n- {id: bi, title: 五比, type: contest, declared_count: 5, items: [null, null, 赛等, 学, 赶超]}\n"
    assert told(lost) == [
        (3, "carriers/bi/declared_count", "flag", "incomplete"),
        (3, "carriers/bi/items", "flag", "items_lost"),
    ]
    assert not read_bundle((HEAD + lost).encode()).wrong()
    unlisted = "carriers:\n- {id: a, title: 五好四强, type: other, items: [{title: 五好, unlisted: true}]}\n"
    assert [code for *_, code in told(unlisted)] == ["unlisted"]
    assert [code for *_, code in told("carriers:\n- {id: a, title: 三亮, type: bright, unlisted: true}\n")] == [
        "unlisted"
    ]


def test_one_value_stands_for_a_list_of_one_and_a_title_for_an_item() -> None:
    read = bundle(
        "standards:\n- id: a\n  title: 五个好\n  subject: branch\n"
        "  items: [领导班子好, {title: 党员队伍好, definition: 素质优良}]\n"
        "evaluations:\n- {id: b, title: 评, kind: mass, cadence: year_end}\n"
    )
    assert read.standards[0].subject == ("branch",)
    assert [item.title for item in read.standards[0].items] == ["领导班子好", "党员队伍好"]
    assert (read.evaluations[0].kind, read.evaluations[0].cadence) == (("mass",), {"type": "year_end"})


def test_what_the_timetable_follows_of_a_checklist_is_known() -> None:
    text = (
        "checklists:\n- id: desk\n  title: 窗口\n  cadence: {type: monthly, due_day: 5}\n  due: [2026-12-05]\n"
        "  inspectors: [leader]\n  items:\n  - {id: a, text: 整洁}\n"
    )
    assert told(text) == []


def test_a_number_where_text_is_asked_keeps_its_spelling() -> None:
    assert bundle("documents:\n- {id: a, title: 2012, relation: issued, doc_no: 0.50}\n").documents[0].doc_no == "0.50"
    assert bundle("scope:\n- {id: a, title: 一, units: 12}\n").scope[0].units == ("12",)


def test_a_role_of_the_programme_is_somebody() -> None:
    evaluation = "evaluations:\n- {id: a, title: 考核, kind: external, evaluators: district}\n"
    assert not told("roles:\n- {id: district, title: 区文明委}\n" + evaluation)


def test_a_built_in_form_is_named_in_full() -> None:
    assert not told("evaluations:\n- {id: a, title: 自评, kind: self, form: daily@1}\n")


def test_nothing_is_dropped_in_silence() -> None:
    awards = "awards:\n- {id: a, title: 十佳, colour: [red, {deep: true}]}\n"
    read = bundle(awards + "scoring:\n- {id: s, title: 计分, parts: [1, 2.5]}\n")
    assert read.awards[0].extra == {"colour": ["red", {"deep": True}]}
    assert read.scoring[0].extra == {"parts": [1, 2.5]}
    again = checked(bundle_tree(programme_writes(read))).bundle
    assert again == read


def test_every_problem_is_told_in_both_languages() -> None:
    problems = read_bundle((HEAD + "stages:\n- {id: a, title: 一, parent: b, form: 2}\nawards: 7\n").encode()).problems
    assert len(problems) == 3
    for problem in problems:
        assert re.search("[\u4e00-\u9fff]", problem.zh)
        assert problem.en
        assert problem.column >= 1
    for zh, en in WORDS.values():
        assert set(re.findall(r"\{(\w+)\}", en)) <= {
            each.removesuffix("_zh") for each in re.findall(r"\{(\w+)\}", zh)
        } | {"hint", "expected"}


def test_a_file_that_is_nothing_but_wrong_says_so_in_a_bounded_number_of_problems() -> None:
    text = "".join(f"wrong{number}: 1\n" for number in range(600))
    assert len(read_bundle(text.encode()).problems) == PROBLEMS_MAX
    assert read_bundle(b"").wrong()


def test_a_fault_without_words_is_told_by_its_name() -> None:
    assert fault_words(Fault((), "something_new", {"at": 3}))[1] == "something_new at=3"
    assert fault_words(Fault((), "loop", {"id": "a"}))[0] == "“a”是它自己的上级"


def test_spellings_are_corrected_only_where_that_is_certain() -> None:
    assert misspelled("设臵意见箱") == "设置意见箱"
    assert misspelled("服务承诺".encode().decode("gb18030", "replace")) in (None, "服务承诺")
    assert misspelled("Ã¦Å“ï¿½") is None
    assert misspelled("服务".encode().decode("cp1252", "replace")) != "x"
    assert misspelled("五比五创") is None
    assert garbled("?己宋拿骺剖")
    assert garbled("锟斤拷")
    assert garbled("服\ufffd")
    assert not garbled("是不是?")
    assert masked("201*-01-06")
    assert masked("××社区")
    assert folded("（一）ＡＢ 设臵") == folded("(一)ab设置")


def test_a_change_is_never_too_big() -> None:
    writes = {f"awards/a{number}": {"title": "长" * 4000} for number in range(100)}
    parts = changes(writes)
    assert {path: value for part in parts for path, value in part.items()} == writes
    assert all(len(part) <= WRITES_MAX and len(msgspec.msgpack.encode(part)) <= 256 * 1024 for part in parts)
    assert [len(part) for part in changes({f"a{number}": 1 for number in range(1000)})] == [512, 488]


_words = st.sampled_from(["id", "title", "kind", "from", "items", "a", "x y", "2011-07", "self", "order", "form"])
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 99) | st.floats(allow_nan=False) | _words,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(_words, below, max_size=4),
    max_leaves=12,
)
_sections = st.sampled_from(
    ["programme", "stages", "evaluations", "awards", "checklists", "forms", "carriers", "questions", "roles", "scope"]
)


@given(st.dictionaries(_sections, _values | st.lists(st.dictionaries(_words, _values, max_size=5), max_size=3)))
def test_no_tree_can_make_the_check_fail(tree: dict[str, object]) -> None:
    read = checked(tree)
    assert read.bundle is not None or read.errors()
    if read.bundle is not None and not read.errors():
        assert checked(bundle_tree(programme_writes(read.bundle))).bundle == read.bundle
