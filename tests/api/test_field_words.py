"""Fields of a refused request are told of in the reader's language."""

from typing import Annotated

import msgspec
import pytest
from msgspec import Meta, Struct

from api.field_words import field_words
from api.problems import Problem


class _Asked(Struct, forbid_unknown_fields=True):
    """问到的: something of each kind."""

    name: Annotated[str, Meta(min_length=2, max_length=4)]
    count: Annotated[int, Meta(ge=1, le=9)] = 1
    day: str | None = None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{}", "缺少 name"),
        (b'{"name": "ab", "other": 1}', "没有 other 这个字段"),
        (b'{"name": 3}', "应当是文字，收到的是整数"),
        (b'{"name": "ab", "day": 3}', "应当是文字或空，收到的是整数"),
        (b'{"name": "a"}', "至少要有 2 个"),
        (b'{"name": "abcde"}', "最多 4 个"),
        (b'{"name": "ab", "count": 0}', "不能小于 1"),
        (b'{"name": "ab", "count": 10}', "不能大于 9"),
    ],
)
def test_each_thing_that_is_checked_has_a_chinese_sentence(body: bytes, words: str) -> None:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.json.decode(body, type=_Asked)
    assert field_words(str(refused.value)) == words


def test_what_has_no_sentence_is_told_of_without_english() -> None:
    assert field_words("Something new and unheard of") == "内容不符合要求"


def test_the_document_speaks_the_readers_language() -> None:
    problem = Problem(
        "invalid", extra={"fields": [{"field": "name", "message": "Object missing required field `name`"}]}
    )
    assert msgspec.json.decode(problem.told("zh-CN").body)["fields"] == [{"field": "name", "message": "缺少 name"}]
    assert "missing" in msgspec.json.decode(problem.told("en").body)["fields"][0]["message"]
