"""计分办法: how answers become a score, as data: the shape that a programme's section `scoring` has.

Promises: a model is flat (components name their parent), so it fits one register: at most six levels and 16 KiB.
Numbers are exact: a decimal (90, "89.5"), a fraction ("1/3") or a percentage ("15%"). `models.scoring` works it out,
`models.scoring_check` looks for gaps, `models.scoring_reader` reads it from plain maps with faults by their path.

A condition is a sentence of three words, `total >= 90`, or `core between 7..9`. Its first word is a measure: `total`,
`deductions` (points lost), `bonus` (points won beyond the items), `vetoes` (how many hold), a component's id, or
`answer/<key>` for a raw answer.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

AGGREGATES = (
    "sum",
    "weighted",
    "mean",
    "trimmed_mean",
    "min",
    "max",
    "count",
    "rate",
    "ballots",
    "deductions",
    "bonus",
)
"""How values become one: 合计 加权 平均 去极值平均 最低 最高 计数 比率 票数折分 扣分 加分."""
LEAF_ONLY = frozenset({"rate", "ballots", "deductions", "bonus"})
SOURCES = (
    "items",
    "evaluation",
    "indicator",
    "checklist",
    "records",
    "pledges",
    "activities",
    "honours",
    "results",
    "components",
)
ROUNDINGS = ("half_up", "half_even", "floor", "ceil")
OPERATIONS = (">=", ">", "<=", "<", "=", "!=", "between")
MEASURES = ("total", "deductions", "bonus", "vetoes")
TIE_RULES = ("open", "all", "none")
UNKNOWN_OPTIONS = ("unknown", "na")
"""What stands for 不了解 and 不适用 where a component names no options of its form."""
DECIMALS_USUAL = 2
DECIMALS_MAX = 6
COMPONENTS_MAX = 200


class Condition(Struct, frozen=True):
    """条件: one comparison of a measure; `to` is set for `between`, whose both ends belong to it."""

    of: str
    op: str
    value: Fraction
    to: Fraction | None = None


class When(Struct, frozen=True):
    """成立条件: all of `all`, and where `any` has alternatives, all of at least one of them."""

    all: tuple[Condition, ...] = ()
    any: tuple[tuple[Condition, ...], ...] = ()

    def conditions(self) -> tuple[Condition, ...]:
        return (*self.all, *(condition for each in self.any for condition in each))


class Source(Struct, frozen=True):
    """来源: where a component's raw values come from."""

    kind: str
    names: tuple[str, ...]

    def keys(self) -> tuple[str, ...]:
        """The keys in the answers: an item by its id, all else as `<kind>/<id>`."""
        return self.names if self.kind == "items" else tuple(f"{self.kind}/{name}" for name in self.names)


class Step(Struct, frozen=True):
    """扣分档: from so many times on, so many points in all; None means all of the item."""

    at: Fraction
    points: Fraction | None


class Deduct(Struct, frozen=True):
    """扣分办法: what each time costs, or the highest step reached; `discretionary` takes the points from the answer."""

    each: Fraction | None = None
    steps: tuple[Step, ...] = ()
    all_or_nothing: bool = False
    discretionary: bool = False
    cap: Fraction | None = None


class Trim(Struct, frozen=True):
    """去极值: with more than `n_gt` values the `drop` highest and the `drop` lowest are left out."""

    n_gt: int
    drop: int


class Met(Struct, frozen=True):
    """达标: a component counts from this share of its full points on; `at` states other points by full points."""

    share: Fraction
    at: dict[Fraction, Fraction] = {}


class Component(Struct, frozen=True, kw_only=True):
    """计分项: one place of the tree. It has either a source or components below it."""

    id: str
    title: str
    title_en: str = ""
    parent: str | None = None
    aggregate: str = "sum"
    weight: Fraction | None = None
    source: Source | None = None
    points: dict[str, Fraction] = {}
    """What each option is worth; an answer that is no option is not read."""
    full: Fraction | None = None
    """满分: what it can be worth at most; deductions begin here."""
    out_of: Fraction | None = None
    """The raw scale, brought to `full`: `full: 10, out_of: 100` takes a tenth."""
    base: Fraction = Fraction(0)
    """基础分: stands before anything is added."""
    cap: Fraction | None = None
    floor: Fraction | None = None
    deduct: Deduct | None = None
    each: Fraction | None = None
    """What each time earns (bonus), or what each counted value is worth (count)."""
    trim: Trim = Trim(5, 1)
    unknown: str = "exclude"
    """`exclude`: 不了解 is left out of the denominator; `count`: it counts there and earns nothing."""
    unknown_options: tuple[str, ...] = UNKNOWN_OPTIONS
    numerator: tuple[str, ...] = ()
    """The options that a rate counts."""
    met: Met | None = None
    expect: int | None = None
    """How many values must be there: four quarters; fewer are missing, not guessed."""
    default: Fraction | None = None
    """The raw value that holds where there is no answer, such as 0 times."""
    apart: bool = False
    """True for what is only looked at by conditions and is no part of its parent's score."""


class Veto(Struct, frozen=True, kw_only=True):
    """一票否决: where it holds, the band is `band` (the last one where not said), whatever the sum."""

    id: str
    title: str
    title_en: str = ""
    when: When
    band: str | None = None


class Gate(Struct, frozen=True, kw_only=True):
    """关口: looked at after the sum: takes points off (`deduct` once, `each` by the first measure), puts a component to
    nothing, or limits the band.
    """

    id: str
    title: str
    title_en: str = ""
    when: When
    deduct: Fraction | None = None
    each: Fraction | None = None
    zero: str | None = None
    at_most: str | None = None
    """The best band that is still possible."""
    band: str | None = None
    """The band that is forced."""


class Band(Struct, frozen=True, kw_only=True):
    """等次: the first band from the top whose conditions hold; `otherwise` takes what no other takes."""

    id: str
    title: str
    title_en: str = ""
    when: When = When()
    otherwise: bool = False


class Quota(Struct, frozen=True, kw_only=True):
    """名额: how many of a group may have a band, as a share with its rounding, or as a number."""

    band: str
    ratio: Fraction | None = None
    count: int | None = None
    at_least: int | None = None
    rounding: str = "floor"
    rounding_stated: bool = True
    of: str = "graded"
    """The base of the share: `graded` (who takes part in grading) or `everyone`."""
    base: int | None = None
    """The size of the group where the rule names it: 11 offices."""


class Share(Struct, frozen=True, kw_only=True):
    """分布要求: within one ballot, how many of its scores may or must lie from `low` (in it) to `below` (not in it)."""

    low: Fraction | None = None
    below: Fraction | None = None
    at_most: int | None = None
    at_least: int | None = None


class BallotRules(Struct, frozen=True, kw_only=True):
    """票的效力: when a ballot is not valid, and how many must take part."""

    distribution: tuple[Share, ...] = ()
    equal_invalid: bool = False
    full_invalid: bool = False
    full: Fraction = Fraction(100)
    quorum: Fraction | None = None
    quorum_exceeded: bool = False
    """True where more than the share must take part, and not merely as many."""
    marks_max: int | None = None
    """More marks than seats spoil a ballot."""
    redo_if_more_returned: bool = True


class ScoringModel(Struct, frozen=True, kw_only=True):
    """计分办法: the tree of components, what is looked at after the sum, and the bands."""

    id: str = ""
    title: str = ""
    title_en: str = ""
    components: tuple[Component, ...] = ()
    aggregate: str = "sum"
    """How the components without a parent become the total; `weighted` where one of them has a weight."""
    full: Fraction | None = None
    base: Fraction = Fraction(0)
    cap: Fraction | None = None
    floor: Fraction | None = None
    decimals: int = DECIMALS_USUAL
    rounding: str = "half_up"
    vetoes: tuple[Veto, ...] = ()
    gates: tuple[Gate, ...] = ()
    bands: tuple[Band, ...] = ()
    """From the best to the worst."""
    quotas: tuple[Quota, ...] = ()
    ties: str = "open"
    """Who shares the last place of a quota: `all` get it, `none` gets it, or it is left `open` to the committee."""
    tie_by: tuple[str, ...] = ()
    """Measures that part equal totals, in this order, the higher first."""
    ballots: BallotRules | None = None
    sha256: str = ""
    """Of the canonical form of the map that it was read from."""

    def component(self, id: str) -> Component | None:
        return next((each for each in self.components if each.id == id), None)

    def children(self, id: str | None) -> tuple[Component, ...]:
        return tuple(each for each in self.components if each.parent == id)

    def band(self, id: str) -> Band | None:
        return next((each for each in self.bands if each.id == id), None)
