"""What every element of a programme bundle has, and the named kinds of its fields.

Promises: a field's type says all that reading needs: which section a reference points into, what a text must look
like, and whether one value may stand for a list of one.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

ID_MAX = 48

ElementId = Annotated[str, Meta(extra={"check": "id"})]
Day = Annotated[str, Meta(extra={"check": "day"})]
"""`2011-08-20`."""
MaskedDay = Annotated[str, Meta(extra={"check": "masked_day"})]
"""A day of which digits may be masked: `201*-01-06`."""
DayOrMonth = Annotated[str, Meta(extra={"check": "day_or_month"})]
"""`2011-08-20`, or `2011-08`: from its first to its last day."""
MonthDay = Annotated[str, Meta(extra={"check": "month_day"})]
"""`05-01`: a day of every year."""
Days = Annotated[tuple[Day, ...], Meta(extra={"one_or_list": True})]
DaysOrMonths = Annotated[tuple[DayOrMonth, ...], Meta(extra={"one_or_list": True})]
Selector = str | dict[str, Any]
"""Whom: a word of `models.bundle_words.SUBJECTS`, the id of one of the roles, or a map such as `{role: head}`."""
Selectors = Annotated[tuple[Selector, ...], Meta(extra={"one_or_list": True, "check": "selectors"})]
Words = Annotated[tuple[str, ...], Meta(extra={"one_or_list": True})]
CadenceMap = Annotated[dict[str, Any], Meta(extra={"check": "cadence", "word": "type"})]
"""When again: the map that `models.cadence` reads; its type alone may stand for it."""

StageId = Annotated[str, Meta(extra={"refers": "stages"})]
FormId = Annotated[str, Meta(extra={"refers": "forms"})]
"""A form of the programme, or a built-in one by its full name (`daily@1`)."""
ScoringId = Annotated[str, Meta(extra={"refers": "scoring"})]
Questions = Annotated[
    tuple[Annotated[str, Meta(extra={"refers": "questions"})], ...], Meta(extra={"one_or_list": True})
]


class Element(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """要素: what stands in a section of a bundle: an id of its own there, and a Chinese title."""

    id: ElementId
    title: str
    title_en: str = ""
    note: str = ""
    """A remark of whoever wrote the bundle down."""
    raw: str = ""
    """The source's own spelling, where the title shows a corrected one."""
    question: Questions = ()
    """Open questions (section `questions`) that this element depends on."""
    extra: dict[str, Any] = {}
    """Fields that this version doesn't know, kept as they were written."""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """条目: one of an element's items; in a bundle its title alone may stand for it."""

    title: str
    title_en: str = ""
    definition: str = ""
    raw: str = ""
    items: tuple[str, ...] = ()
    unlisted: bool = False
    """True where the source names a set and doesn't say what is in it."""
    truncated: bool = False
    """True where the source cuts it off."""
    extra: dict[str, Any] = {}


Entries = Annotated[tuple[Entry, ...], Meta(extra={"bare": "title"})]
LostEntries = Annotated[tuple[Entry | None, ...], Meta(extra={"bare": "title"})]
"""Entries of which some are lost: null stands for each."""
