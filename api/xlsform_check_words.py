"""What pyxform says of an XLSForm, in Chinese: each kind of its messages by the words that it is known by.

Promises: a message that is not among them is quoted as it is, after a Chinese sentence that says whose it is.
"""

from __future__ import annotations

import re

_KINDS: tuple[tuple[str, str], ...] = (
    # Names
    (r"'name' value '(.+?)' is invalid\. Questions, groups, and repeats must be unique", "名称“{0}”在同一组里重复了"),
    (r"'name' value '(.+?)' is problematic", "名称“{0}”与另一个只差大小写，请换一个"),
    (
        r"'name' value '(.+?)' is invalid\. Repeat names must not be the same as the survey",
        "重复组不能叫“{0}”，这是整张表单的名称",
    ),
    (r"'name' value '(.+?)' is invalid\. Repeat names must unique", "重复组的名称“{0}”在整张表里只能用一次"),
    (r"The name 'meta' is reserved", "名称“meta”是表单自用的，请换一个"),
    (r"'choices' sheet, the 'name' value is invalid\. Choices must have a name", "这个选项没有 name"),
    (r"Choice names must be unique for each choice list", "同一选项表里有两个相同的 name"),
    (r"Choices should have a label", "这个选项没有 label"),
    (
        r"On the '(\w+)' sheet, the '([^']+)' value is invalid\. Names must begin with a letter",
        "{1} 列的名称要以字母或下划线开头，后面只用字母、数字、_、-、.",
    ),
    (
        r"The '(.+?)' value is invalid\. Names must begin with a letter",
        "名称“{0}”要以字母或下划线开头，后面只用字母、数字、_、-、.",
    ),
    (
        r"the '([^']+)' value is invalid\. Names used here must not",
        "{0} 列的名称不能用在这里（不能以两个下划线开头、不能有点，也不能叫 name 或 label）",
    ),
    (
        r"Choice names with spaces cannot be added to multiple choice selects\. See \[(.*?)\] in \[(.*?)\]",
        "多选题的选项名称不能有空格：选项表“{1}”里的“{0}”",
    ),
    (r"Question or group with no name", "这一行没有 name"),
    (r"Question with no type", "这一行没有 type"),
    (r"Unknown question type '(.+?)'", "没有“{0}”这种题型"),
    # References
    (r"the '([^']+)' value is invalid\. Reference variables must start with", "{0} 列里引用别的题要写成 ${{名称}}"),
    (
        r"the '([^']+)' value is invalid\. Reference variable lists must have a comma",
        "{0} 列里的几个 ${{名称}} 之间要用逗号隔开",
    ),
    (
        r"the '([^']+)' value is invalid\. .*Could not find the name '(.+?)'",
        "{0} 列引用了“{1}”，survey 表里没有这个名称",
    ),
    (
        r"the '([^']+)' value is invalid\. .*The name '(.+?)' appears more than once",
        "{0} 列引用的“{1}”不止一处，分不清是哪一题",
    ),
    (r"There is no survey element named '(.+?)'", "引用了“{0}”，survey 表里没有这个名称"),
    (r"There are multiple survey elements named '(.+?)'", "引用的“{0}”不止一处，分不清是哪一题"),
    # Groups
    (r"Unmatched 'end_(\w+)'", "这里结束的组没有对应的开始行"),
    (r"Unmatched 'begin_(\w+)'", "这一组没有对应的结束行"),
    # Parameters
    (r"For the 'range' question type, the parameter '(.+?)' must be a number", "range 题的参数 {0} 应是数字"),
    (r"For the 'range' question type, the parameter '(.+?)' must not be '0'", "range 题的参数 {0} 不能是 0"),
    (
        r"For the 'range' question type, the parameter '(.+?)' must not be larger than the range",
        "range 题的参数 {0} 大于 start 与 end 之差",
    ),
    (r"For the 'range' question type", "range 题的参数不合要求，请核对 start、end、step 和刻度"),
    (r"Parameters must be in the form of", "parameters 列要写成“名称=值 名称=值”"),
    (
        r"The accepted parameter keys for this question type are '(.*?)'\. .*parameter key\(s\): '(.+?)'",
        "这种题型没有参数“{1}”（可用：{0}）",
    ),
    (r"randomize must be set to true or false: '(.+?)'", "参数 randomize 只能是 true 或 false，不能是“{0}”"),
    (
        r"seed value must be a number|Parameters must include randomize=true",
        "参数 seed 要和 randomize=true 一起用，并且是数字或对别的题的引用",
    ),
    (r"Parameter (\S+) must have an integer value", "参数 {0} 应是整数"),
    (r"'parameters' value is invalid", "parameters 列里的参数不合要求"),
    (r"'incremental' parameter may", "参数 incremental 只能是 true，或者不写"),
    # Choices and calculations
    (r"Missing calculation", "计算没有写算式（calculation 列）"),
    (r"List name not in choices sheet: (.+)", "choices 表里没有选项表“{0}”"),
    (r"List name not in external choices sheet: (.+)", "external_choices 表里没有选项表“{0}”"),
    (r"There should be an external_choices sheet", "缺少 external_choices 表（要有 list_name 和 name 两列）"),
    (r"There should be a choices sheet", "缺少 choices 表（要有 list_name、name 和 label 三列）"),
    (r"Choice filter not supported with or_other", "or_other 不能和选项筛选（choice_filter）一起用"),
    (r"Please specify choices for this 'or other' question", "or_other 题没有写选项"),
    (r"File name for '(.+?)' should end with", "“{0}”要写带扩展名的文件名（.csv、.xml 或 .geojson）"),
    (r"Audits must always be named", "audit 行的 name 要留空"),
    (r"A background-geopoint|must have a trigger", "这种题型要写 trigger"),
    # Headers and sheets
    (r"Duplicate column header: (.+)", "表头“{0}”写了两次"),
    (
        r"for sheet: '(\w+)'\. Headers that are different names .* were found: '(.+?)', '(.+?)'",
        "{0} 表里“{1}”和“{2}”是同一列的两种写法，请留一个",
    ),
    (r"for sheet: '(\w+)'\. One or more required column headers were not found: (.+?)\.", "{0} 表缺少表头 {1}"),
    (r"Invalid headers provided for sheet: '(\w+)'", "{0} 表没有可用的表头"),
    (r"Column headers must not be empty and must not contain spaces", "choices 表的表头不能为空，也不能有空格"),
    (r"looking for a sheet named '(\w+)'", "没有找到名为“{0}”的工作表，请核对拼写"),
    (r"To use big-image, you must .* named (.+)", "“{0}”写了 big-image，还要写 image"),
    (r"Survey cannot have an empty id_string", "settings 表里的 form_id 是空的"),
    # Entities
    (r"'save_to' value is invalid|'entities' sheet", "这里不用 entities（save_to），请去掉"),
)


def in_chinese(words: str) -> str:
    """A sentence without its full stop."""
    for known, sentence in _KINDS:
        found = re.search(known, words, re.DOTALL)
        if found:
            return sentence.format(*(part or "" for part in found.groups()))
    return f"检查程序没有认可这里的写法，它的原话是“{words}”"
