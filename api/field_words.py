"""What is wrong with a field of a request, in the reader's language.

Promises: the checker's own English where English is asked for; in Chinese a sentence for each thing that it checks,
and never an English one.
"""

import re

_KINDS = {
    "str": "文字",
    "int": "整数",
    "float": "数",
    "bool": "是或否",
    "null": "空",
    "array": "列表",
    "object": "对象",
    "bytes": "字节",
}
_SENTENCES = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"Object missing required field `(.+?)`", "缺少 {0}"),
        (r"Object contains unknown field `(.+?)`", "没有 {0} 这个字段"),
        (r"Expected `\w+` of length >= (\d+)", "至少要有 {0} 个"),
        (r"Expected `\w+` of length <= (\d+)", "最多 {0} 个"),
        (r"Expected `\w+` >= (\S+)", "不能小于 {0}"),
        (r"Expected `\w+` <= (\S+)", "不能大于 {0}"),
        (r"Expected `(.+?)`, got `(.+?)`", "应当是{0}，收到的是{1}"),
    )
)
_OTHERWISE = "内容不符合要求"


def field_words(message: str) -> str:
    """The Chinese sentence for the checker's English one."""
    for pattern, words in _SENTENCES:
        if found := pattern.match(message):
            return words.format(*(_kinds(name) for name in found.groups()))
    return _OTHERWISE


def _kinds(name: str) -> str:
    """Such as `str | null`; what is no kind stays as it is: a field's name, a bound."""
    return "或".join(_KINDS.get(each, each) for each in name.split(" | "))
