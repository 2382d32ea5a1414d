"""The words that a programme bundle may use where the code knows what they mean.

Promises: data only. A word that is not here is reported with its line; whoever takes part and has no word here is a
role of the programme (section `roles`) and named by that role's id.
"""

from __future__ import annotations

from typing import Literal

CarrierType = Literal[
    "bright", "study", "contest", "create", "standardise", "evaluate", "pledge", "promote", "fix", "service", "other"
]
"""亮 学 比 创 规范 评 承诺 推动 定 服务, and what is none of them."""

EvaluationKind = Literal[
    "self",
    "peer",
    "branch_commentary",
    "leader_remark",
    "mass",
    "patient",
    "upward",
    "pledge_fulfilment",
    "combined",
    "external",
    "unit_self",
    "unit_assessment",
    "personal_assessment",
    "comparison",
    "rating",
    "experience",
    "survey",
    "principle",
]
"""自评 互评 支部讲评 领导点评 群众评议 患者评议 评议领导 承诺兑现 综合 外部 单位自评
单位考核 个人考核 比较 评级 亲身体验 调查 评价原则."""

Anonymity = Literal["named", "confidential", "anonymous", "unspecified"]
Decider = Literal["leader", "supervisor", "secretary"]
Coverage = Literal["every_subject", "sample", "unspecified"]
Unsaid = Literal["unspecified"]
"""The source doesn't say."""
Polarity = Literal["required", "prohibited", "encouraged", "mixed"]
ItemScale = Literal["pass_fail", "yes_no", "score", "rating", "count", "text"]
Method = Literal["look", "ask", "documents", "sample", "phone", "measure"]
Evidence = Literal["none", "photo", "photo_if_fail", "document"]
TargetOp = Literal[">=", "<=", ">", "<", "=", "increase", "decrease"]
StageKind = Literal["stage", "milestone", "window"]
RelationKind = Literal[
    "implements", "issued", "follows", "refers_to", "report", "addressed", "copy_up", "copy_to", "attached", "other"
]
Practice = Literal[
    "open",
    "covert",
    "surprise",
    "spot_check",
    "special",
    "random",
    "routine",
    "daily",
    "concentrated",
    "visit",
    "research_visit",
    "experience",
    "report_driven",
    "supervision",
    "inspection",
    "discipline_drive",
]
"""明察 暗访 突击 抽查 专项 随机 定期 日常 集中 走访 调研 亲身体验 举报 督导 检查 集中整治."""

DeadlineWord = Literal["set_per_case", "immediate", "until_condition", "unspecified"]
PublicationKind = Literal["bulletin", "public_notice", "report", "file", "copy", "publicity", "other"]
Timing = Literal["immediate", "prompt", "after_result", "regular", "unspecified"]
AwardKind = Literal["title", "star", "flag", "grade", "model_post", "counter", "brand"]
AwardVeto = Literal["vetoed", "overdue_order"]
AwardPeriod = Literal["monthly", "quarterly", "half_yearly", "yearly"]
PledgeMatter = Literal["text", "channels", "fulfilment", "principle"]

SUBJECTS = frozenset(
    {
        "party_member",
        "probationary_member",
        "staff",
        "doctor",
        "nurse",
        "middle_manager",
        "leader",
        "leadership",
        "leadership_member",
        "department",
        "service_window",
        "window",
        "unit",
        "hospital",
        "station",
        "booth",
        "post",
        "team",
        "branch",
        "party_group",
        "section",
        "office",
        "case",
        "site",
        "brand",
        "person",
        "self",
        "public",
        "inpatient",
        "patient",
        "relative",
        "service_recipient",
        "owner",
        "conduct_supervisor",
        "image_supervisor",
        "reviewer",
        "invited_representative",
        "survey_agency",
        "superior",
        "organisation",
        "community_staff",
        "toll_collector",
        "manager",
    }
)
"""Who or what a selector may name without the programme saying more about them."""

SELECTOR_KEYS = frozenset({"role", "party", "unit_type", "unit", "branch", "post"})
"""What a selector that is a map may ask for."""
