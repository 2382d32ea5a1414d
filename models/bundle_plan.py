"""The sections of a bundle that say what a programme is: its papers, whom it covers, its aims, its times, its roles."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct, field

from models.bundle_element import (
    Day,
    DayOrMonth,
    Days,
    DaysOrMonths,
    Element,
    Entries,
    LostEntries,
    MaskedDay,
    MonthDay,
    Selectors,
    StageId,
    Words,
)
from models.bundle_words import CarrierType, RelationKind, StageKind


class About(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """活动方案: what the section `programme` says of the programme as a whole."""

    code: Annotated[str, Meta(extra={"check": "code"})]
    title: str
    title_en: str = ""
    short_title: str = ""
    """What people call it: 五亮五比五创五评."""
    issuer: str = ""
    issued_on: MaskedDay | None = None
    doc_no: str = ""
    level: str = ""
    sector: str = ""
    version: int = 1
    family: Words = ()
    """The movements it belongs to: 创先争优, 三好一满意."""
    parent: str = ""
    """The programme or notice that it carries out."""
    text_quality: Words = ()
    """What is known to be wrong with the text that it was written from."""
    starts_on: Day | None = None
    ends_on: Day | None = None
    note: str = ""
    extra: dict[str, Any] = {}


class PlanDocument(Element, frozen=True, kw_only=True):
    """文件: a paper that the programme carries out, issues, owes or copies to somebody."""

    relation: RelationKind
    doc_no: str = ""
    issuer: str = ""
    date: MaskedDay | None = None
    due: Days = ()
    to: str = ""
    items: Words = ()
    masked: bool = False
    external: str = ""
    """The title of a paper that is named and not contained."""
    aspects: int | None = None
    """How many aspects a paper has that is named and not contained."""


class PlanScope(Element, frozen=True, kw_only=True):
    """参加范围: who or what takes part."""

    subject: Selectors = ()
    units: Words = ()
    every: Selectors = ()
    """Each and every one of these: every unit, every employee."""
    extended: bool = False
    """True where the programme reaches beyond those it was first made for."""


class Theme(Element, frozen=True, kw_only=True):
    """主题: a named aim, and what it is made of."""

    items: Words = ()


class Standard(Element, frozen=True, kw_only=True):
    """标准: a named set of what is expected of a branch or a person."""

    subject: Selectors = ()
    items: Entries = ()


class PlanWindow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """重要时段: a time around a day that moves or was not yet fixed."""

    title: str
    title_en: str = ""
    at: MonthDay | None = None
    around_days: int = 0
    year: int | None = None
    begins: DayOrMonth | None = field(default=None, name="from")
    ends: DayOrMonth | None = field(default=None, name="to")
    extra: dict[str, Any] = {}


class PlanStage(Element, frozen=True, kw_only=True):
    """阶段: from when to when; also a milestone (due on days), and a window around moving days."""

    kind: StageKind | None = None
    """None: a milestone where it is due and doesn't begin, a window where it has moving days, else a stage."""
    begins: DayOrMonth | None = field(default=None, name="from")
    ends: DayOrMonth | None = field(default=None, name="to")
    due: DaysOrMonths = ()
    at: Annotated[str, Meta(extra={"check": "stage_at"})] | None = None
    """`year_end`, with `year`."""
    year: int | None = None
    duration: Annotated[str, Meta(extra={"check": "duration"})] | None = None
    parent: StageId | None = None
    moving: Annotated[tuple[PlanWindow, ...], Meta(extra={"bare": "title"})] = ()
    tasks: Words = ()
    items: Words = ()


class Carrier(Element, frozen=True, kw_only=True):
    """载体: a numbered list that people know by its name: 五亮, 五比."""

    type: CarrierType
    declared_count: int | None = None
    items: LostEntries = ()
    unlisted: bool = False
    monthly_cap: int | None = None
    """How many records of it count in a month, at most."""


class Role(Element, frozen=True, kw_only=True):
    """角色: somebody with a part in the programme, by what they are rather than who."""

    holder: str = ""
    """The word or the role of the roster that fills it: `secretary`, `external`."""
    external: bool = False


class Question(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """待定问题: what the source leaves open, and what holds until somebody decides."""

    id: Annotated[str, Meta(extra={"check": "id"})]
    text: str
    text_en: str = ""
    default: str = ""
    about: Annotated[tuple[str, ...], Meta(extra={"one_or_list": True, "check": "about"})] = ()
    """Elements as `section.id`."""
    extra: dict[str, Any] = {}
