"""The sections of a bundle that say what people do beside judging, and what follows from it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from models.bundle_element import CadenceMap, Days, Element, FormId, LostEntries, Selectors, Words
from models.bundle_judging import ChecklistId
from models.bundle_words import (
    AwardKind,
    AwardPeriod,
    AwardVeto,
    DeadlineWord,
    PledgeMatter,
    Polarity,
    Practice,
    PublicationKind,
    Timing,
    Unsaid,
)


class Pledge(Element, frozen=True, kw_only=True):
    """承诺: what is publicly promised, by whom, and where it can be read."""

    matter: PledgeMatter = "text"
    subjects: Selectors = ()
    items: LostEntries = ()
    aspects: Words = ()
    channels: Words = ()
    audience: Words = ()
    content: Words = ()
    source: Selectors = ()
    """Whose representatives speak up about it."""
    declared_count: int | None = None
    checkable: bool = False
    polarity: Polarity = "required"
    instrument: str = ""
    form: FormId | None = None


class FeedbackChannel(Element, frozen=True, kw_only=True):
    """意见渠道: a way in which people can say what they think."""

    channel: str
    place: str = ""
    anonymous: bool | None = None
    response_days: int | None = None


class Inspection(Element, frozen=True, kw_only=True):
    """检查: who goes and looks, in what manner, how often."""

    practice: Annotated[tuple[Practice, ...], Meta(extra={"one_or_list": True})]
    cadence: CadenceMap | None = None
    inspectors: Selectors = ()
    subjects: Selectors = ()
    announced: bool | Unsaid = "unspecified"
    due: Days = ()
    checklist: ChecklistId | None = None


class Deadline(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """期限: a number of days."""

    days: int


class Rectification(Element, frozen=True, kw_only=True):
    """整改: how what was found gets put right."""

    deadline: Deadline | DeadlineWord = "unspecified"
    triggers: Words = ()
    origin: Words = ()
    fields: Words = ()
    """What a rectification must say."""
    ladder: Words = ()
    """What follows, step by step, where it isn't done."""
    measures: Words = ()
    close_when: str = ""
    loop: Words = ()
    output: str = ""
    priority: str = ""


class Publication(Element, frozen=True, kw_only=True):
    """公布: what is told to whom, where and when."""

    kind: PublicationKind
    audience: Selectors = ()
    place: str = ""
    timing: Timing = "unspecified"
    due: Days = ()
    cadence: CadenceMap | None = None
    items: Words = ()
    to: str = ""
    file_with: str = ""
    sanction: bool = False


class Quota(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """名额: a span, or a share of those who may be named."""

    min: int | None = None
    max: int | None = None
    ratio: str | None = None
    rounding: str = ""


class ChainStep(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """推荐层级: one level that an award passes on its way up."""

    level: str
    quota: int | Quota | None = None


class StarLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """星级线: from which total on there are so many stars."""

    level: int
    min: int | float


class AwardNeeds(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """评优条件: the total of the last closed result, one of these grades, or an amount without an error."""

    total: int | float | None = None
    grades: Words = ()
    error_free: int | None = None


class Award(Element, frozen=True, kw_only=True):
    """表彰: a title, star, flag or grade, for whom and how many."""

    aliases: Words = ()
    subject: Selectors = ()
    kind: AwardKind | tuple[AwardKind, ...] | dict[str, AwardKind] = "title"
    quota: int | Quota | Unsaid = "unspecified"
    level: str = ""
    method: str = ""
    chain: tuple[ChainStep, ...] = ()
    nominated_to: str = ""
    when: str = ""
    """`2011-year_end`, `07-01`."""
    period: AwardPeriod = "yearly"
    """评选周期: for how long a stretch somebody is put forward; places are counted anew in each."""
    items: LostEntries = ()
    rule: str = ""
    publicity_days: int | None = None
    """公示: for how many working days it is on public notice before it is conferred."""
    stars: tuple[StarLine, ...] = ()
    vetoes: tuple[AwardVeto, ...] = ()
    """What rules somebody out."""
    needs: AwardNeeds | None = None


class Grade(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """等次系数: the share of the bonus (`value`, in per cent) for the grade of that title."""

    title: str
    value: int | float


class Pay(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """分配办法: what a result does to the bonus of a period, as `models.pay_proposal` works it out."""

    baseline: int | float | None = None
    step: int | float | None = None
    """Per cent more or less for each point above or below the baseline."""
    min: int | float | None = None
    """Nothing is proposed for a total below it."""
    max: int | float | None = None
    """The most that is proposed, in per cent."""
    grades: tuple[Grade, ...] = ()


class Consequence(Element, frozen=True, kw_only=True):
    """结果运用: what an outcome counts towards; computed here, never paid."""

    subjects: Selectors = ()
    input: str = ""
    formula: str = ""
    cadence: CadenceMap | None = None
    items: Words = ()
    pay: Pay | None = None
    """The rule by which a result proposes a share of the bonus."""


class Activity(Element, frozen=True, kw_only=True):
    """活动: what people do together."""

    type: str = ""
    items: Words = ()
    subjects: Selectors = ()
    object: str = ""
