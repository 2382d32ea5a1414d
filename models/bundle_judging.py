"""The sections of a bundle that say how people and places are judged: evaluations, targets, checklists, forms."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from msgspec import Meta, Struct

from models.bundle_element import (
    CadenceMap,
    Days,
    Element,
    ElementId,
    Entries,
    FormId,
    Questions,
    ScoringId,
    Selectors,
    Words,
)
from models.bundle_words import (
    Anonymity,
    Coverage,
    Decider,
    EvaluationKind,
    Evidence,
    ItemScale,
    Method,
    Polarity,
    TargetOp,
)

EvaluationRef = Annotated[str, Meta(extra={"refers": "evaluations"})]
ChecklistId = Annotated[str, Meta(extra={"refers": "checklists"})]
Kinds = Annotated[tuple[EvaluationKind, ...], Meta(extra={"one_or_list": True})]


class Evaluation(Element, frozen=True, kw_only=True):
    """评价: who judges whom, how often, on which form, and what becomes of it."""

    kind: Kinds
    evaluators: Selectors = ()
    subjects: Selectors = ()
    unit: str = ""
    """What it is done by: `branch` where every branch holds its own."""
    cadence: CadenceMap | None = None
    anonymity: Anonymity = "unspecified"
    form: FormId | None = None
    scoring: ScoringId | None = None
    decided_by: Decider | None = None
    """Who confirms or overrides the grades of its model; nobody where it says nothing."""
    checklist: ChecklistId | None = None
    comment: Words = ()
    """What a written remark must contain: 肯定成绩, 指出问题, 改进意见, 努力方向."""
    coverage: Coverage = "unspecified"
    times: int | None = None
    quorum: Annotated[str, Meta(extra={"check": "fraction"})] | None = None
    """The share that must take part: `1/2`."""
    threshold: int | None = None
    """The fewest answers of which a result is told."""
    voluntary: bool = False
    instrument: str = ""
    """The name of the paper form."""
    handed_by: str = ""
    returned_via: str = ""
    venue: str = ""
    organiser: str = ""
    methods: Words = ()
    channels: Words = ()
    scale: ItemScale | None = None
    combines: Annotated[tuple[EvaluationRef, ...], Meta(extra={"one_or_list": True})] = ()
    """The evaluations that a combined one is made of."""
    follow_up: str = ""
    feeds: Words = ()
    report_to: str = ""


class Metric(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """指标: one of a target's measures."""

    title: str
    metric: str
    title_en: str = ""
    subject: Selectors = ()
    op: TargetOp | None = None
    value: int | float | None = None
    unit: str = ""
    errors: int | None = None
    extra: dict[str, Any] = {}


class Target(Element, frozen=True, kw_only=True):
    """目标: a measure, and what it is to reach."""

    metric: str = ""
    op: TargetOp | None = None
    value: int | float | None = None
    unit: str = ""
    formula: str = ""
    numerator: Words = ()
    denominator: Words = ()
    exclude: Words = ()
    relative: bool = False
    """True where an increase is meant as a share of what was before, in per cent."""
    window: str = ""
    metrics: tuple[Metric, ...] = ()
    items: Words = ()


class Deduct(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """扣分: what a failed item costs."""

    each: int | float | None = None
    step: int | float | None = None
    cap: int | float | None = None
    all_or_nothing: bool = False
    discretionary: bool = False
    extra: dict[str, Any] = {}


class ChecklistItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """检查项目: one thing to look at, and the parts it falls into."""

    id: ElementId
    text: str
    text_en: str = ""
    raw: str = ""
    group: str = ""
    subject: Selectors = ()
    polarity: Polarity = "required"
    children: Entries = ()
    objects: Words = ()
    channels: Words = ()
    scale: ItemScale = "pass_fail"
    method: Annotated[tuple[Method, ...], Meta(extra={"one_or_list": True})] = ()
    evidence: Evidence = "none"
    deduct: Deduct | None = None
    condition: str = ""
    cadence: CadenceMap | None = None
    due_day: int | None = None
    rule: str = ""
    truncated: bool = False
    note: str = ""
    question: Questions = ()
    extra: dict[str, Any] = {}


class Checklist(Element, frozen=True, kw_only=True):
    """检查表: the things that somebody looks at in one kind of place or person."""

    subject: Selectors = ()
    cadence: CadenceMap | None = None
    """How often it is gone through; an item may have its own."""
    due: Days = ()
    inspectors: Selectors = ()
    """Who goes through it."""
    items: tuple[ChecklistItem, ...] = ()


class BundleForm(Element, frozen=True, kw_only=True):
    """方案表单: a form that the programme brings; publishing makes it a document of kind `form`."""

    items: Annotated[tuple[dict[str, Any], ...], Meta(extra={"check": "form_items"})] = ()
    correctable: bool = False
    grace_hours: int | None = None


class ScoringModel(Element, frozen=True, kw_only=True):
    """计分办法: a scoring model; what it holds beside id and title is read by `models.scoring`."""

    open: ClassVar[bool] = True
