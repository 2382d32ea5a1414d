"""What a person reads when a change is not the encoding of one: the limit that it broke, or the name that stands twice.

The reasons are those of `sync.errors.Malformed`; the limits come with the refusal.
"""

MALFORMED_REASONS: dict[str, tuple[str, str]] = {
    "change_too_large": (
        "一次更改太大，最多 {limit} 字节，没有收下。请分几次写。",
        "One change is too large: at most {limit} bytes. Please write it in several.",
    ),
    "writes_count": (
        "一次更改应有 1 到 {limit} 项，没有收下。请分几次写。",
        "One change has from 1 to {limit} entries. Please write it in several.",
    ),
    "value_too_large": (
        "这一项太大，最多 {limit} 字节，没有收下。请删短一些。",
        "This entry is too large: at most {limit} bytes. Please shorten it.",
    ),
    "value_too_deep": (
        "这一项嵌套太深，最多 {limit} 层，没有收下。请更新后重试。",
        "This entry nests too deeply: at most {limit} levels. Please update and try again.",
    ),
    "binary_too_long": (
        "这一项的二进制内容太长，最多 {limit} 字节，没有收下。请更新后重试。",
        "This entry's binary content is too long: at most {limit} bytes. Please update and try again.",
    ),
    "number_not_finite": (
        "这一项不是普通的数字，没有收下。请核对。",
        "This entry is no ordinary number; please check it.",
    ),
    "integer_too_large": (
        "这个整数太大，没有收下。请核对。",
        "This whole number is too large; please check it.",
    ),
    "path_shape": (
        "有一项的名称不合规定，没有收下。请更新后重试。",
        "An entry's name is not one that the protocol allows. Please update and try again.",
    ),
    "path_twice": (
        "“{name}”在一次更改里出现了两次，没有收下。请更新后重试。",
        "“{name}” stands twice in one change. Please update and try again.",
    ),
    "key_twice": (
        "这一项里“{name}”出现了两次，没有收下。请更新后重试。",
        "“{name}” stands twice in this entry. Please update and try again.",
    ),
}
