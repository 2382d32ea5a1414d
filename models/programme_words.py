"""Why a checklist or a programme was not taken, in words; merged into `models.words`."""

from __future__ import annotations

PROGRAMME_REASONS: dict[str, tuple[str, str]] = {
    # Checklists
    "checklist_keepers_only": (
        "检查表由本单位管理员和督导维护。",
        "Checklists are kept by your institution's administrators and supervisors.",
    ),
    "checklist_published": (
        "这一版检查表已经发布，不能再改。请新建一个版本。",
        "This version of the checklist is published and stands. Please make a new version.",
    ),
    "checklist_incomplete": (
        "发布之前，检查表至少要有一项，并有版本号。",
        "Before it is published, a checklist needs an item and a version.",
    ),
    "checklist_group": (
        "分组最多 5 级，子项最多 60 个，且编号不能重复。",
        "An item stands under at most 5 headings and has at most 60 parts, each with an id of its own.",
    ),
    "bad_version": ("版本号应是 1 到 9999 的整数。", "A version is a whole number from 1 to 9,999."),
    "supersedes_unknown": (
        "新版本应接在本单位已发布的、版本号较低的检查表之后。",
        "A new version follows a published one of the same institution with a lower number.",
    ),
    # Programmes
    "programme_makers_only": (
        "只有本单位的管理员和督导可以改方案。",
        "Only administrators and supervisors may change the institution's programmes.",
    ),
    "programme_published": (
        "方案已发布，不能再改。请另建新版本。",
        "This programme is published. Please make a new version of it.",
    ),
    "programme_head_missing": ("请填写方案的代号和版本。", "A programme needs a code and a version."),
    "programme_element": ("“{field}”填写有误，请核对。", "“{field}” isn't right; please check it."),
    "programme_incomplete": (
        "方案还有 {count} 处要改，第一处在“{place}”。",
        "{count} things are still to be put right in this programme, first at “{place}”.",
    ),
    "item_reused": (
        "“{item}”在上一版是另一种题目，请换一个编号。",
        "“{item}” was another kind of item in the version before; please give it an id of its own.",
    ),
    "bad_programme_code": (
        "代号只能用字母、数字和 _ . -，最多 48 个。",
        "A code holds letters, digits and _ . - only, at most 48.",
    ),
    "bad_cadence": ("频次填写有误，请核对。", "This cadence isn't right; please check it."),
    "unknown_cadence_place": ("没有这项评价，或月份不对。", "There is no such evaluation, or no such month."),
    "form_ended": ("这份表单所属的方案已经结束。", "The programme of this form has ended."),
    "programme_ended": ("这个方案已经结束。", "This programme has ended."),
    "owner_of_elsewhere": ("负责人应是本单位的人员。", "An owner must be somebody of this institution."),
    "version_taken": (
        "这份方案的第 {version} 版已经发布。请在它之上另建新版本。",
        "Version {version} of this programme is published. Please make the next version from that one.",
    ),
    "supersedes_nothing": (
        "被替代的应是同一方案的较早版本。",
        "What it supersedes must be an earlier version of the same programme.",
    ),
}
