"""Reading a scoring model from plain maps, as YAML or a register gives them.

Promises: total: any value that JSON can say gives a model or faults, never an exception; each fault has the path
of the field that is meant. TypeScript's `readModel` reads the same models, and takes what is published to be sound.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, cast

from models.fault import Fault, Path
from models.scoring_model import (
    AGGREGATES,
    COMPONENTS_MAX,
    DECIMALS_MAX,
    DECIMALS_USUAL,
    ROUNDINGS,
    SOURCES,
    TIE_RULES,
    UNKNOWN_OPTIONS,
    BallotRules,
    Band,
    Component,
    Deduct,
    Gate,
    Met,
    Quota,
    ScoringModel,
    Share,
    Source,
    Step,
    Trim,
    Veto,
    When,
)
from models.scoring_plain import Fields, fingerprint, fraction
from models.scoring_tree import tree_faults
from models.scoring_when import SUGAR, read_when
from models.scoring_words import severity

_TITLED = ("id", "title", "title_en", "question", "note", "raw", "order")
"""`order` is the place in a programme's section, and no part of what the model says."""


def read_model(plain: Any, path: Path = ()) -> tuple[ScoringModel | None, list[Fault]]:
    """The model of an element of the section `scoring` that stands at `path`; None where it can't be used."""
    faults: list[Fault] = []
    if not isinstance(plain, Mapping):
        return None, [Fault(path, "not_a_map", {"field": "scoring"})]
    fields = Fields(cast("Mapping[str, Any]", plain), path, faults)
    model = _model(fields)
    fields.nothing_else(_TITLED)
    faults += [Fault((*path, *each.path), each.code, each.params) for each in tree_faults(model)]
    return (None if any(severity(each.code) == "error" for each in faults) else model), faults


def _model(fields: Fields) -> ScoringModel:
    components = tuple(_component(each) for each in fields.maps("components", most=COMPONENTS_MAX))
    weighted = any(each.parent is None and each.weight is not None for each in components)
    ballots = fields.map("ballots")
    return ScoringModel(
        id=fields.text("id", ""),
        title=fields.text("title", ""),
        title_en=fields.text("title_en", ""),
        components=components,
        aggregate=fields.choice("aggregate", AGGREGATES, "weighted" if weighted else "sum"),
        full=fields.number("full"),
        base=fields.number("base") or Fraction(0),
        cap=fields.number("cap"),
        floor=fields.number("floor"),
        decimals=fields.whole("decimals", DECIMALS_USUAL, 0, DECIMALS_MAX),
        rounding=fields.choice("rounding", ROUNDINGS, "half_up"),
        vetoes=tuple(_veto(each) for each in fields.maps("vetoes")),
        gates=tuple(_gate(each) for each in fields.maps("gates")),
        bands=tuple(_band(each) for each in fields.maps("bands")),
        quotas=tuple(_quota(each) for each in fields.maps("quotas")),
        ties=fields.choice("ties", TIE_RULES, "open"),
        tie_by=fields.texts("tie_by"),
        ballots=None if ballots is None else _ballots(ballots),
        sha256=fingerprint({name: value for name, value in fields.given.items() if name != "order"}),
    )


def _component(fields: Fields) -> Component:
    weight = fields.number("weight")
    unknown_options = fields.texts("unknown_options")
    deduct, met, source = (fields.map(name) for name in ("deduct", "met", "source"))
    trim = fields.map("trim")
    component = Component(
        id=fields.id(),
        title=fields.text("title"),
        title_en=fields.text("title_en", ""),
        parent=fields.text("parent", "") or None,
        aggregate=fields.choice("aggregate", AGGREGATES, "sum"),
        weight=weight,
        source=None if source is None else _source(source),
        points=fields.numbers("points"),
        full=fields.number("full"),
        out_of=fields.number("out_of"),
        base=fields.number("base") or Fraction(0),
        cap=fields.number("cap"),
        floor=fields.number("floor"),
        deduct=None if deduct is None else _deduct(deduct),
        each=fields.number("each"),
        trim=Trim(5, 1) if trim is None else _trim(trim),
        unknown=fields.choice("unknown", ("exclude", "count"), "exclude"),
        unknown_options=unknown_options or UNKNOWN_OPTIONS,
        numerator=fields.texts("numerator"),
        met=None if met is None else _met(met),
        expect=fields.whole("expect", None, 1, 400),
        default=fields.number("default"),
        apart=fields.flag("apart"),
    )
    fields.nothing_else(("question", "note", "raw"))
    return component


def _source(fields: Fields) -> Source | None:
    for kind in SOURCES:
        names = fields.texts(kind)
        if names:
            fields.nothing_else()
            return Source(kind, names)
    fields.say("source_unknown", allowed=", ".join(SOURCES))
    return None


def _deduct(fields: Fields) -> Deduct:
    steps = tuple(_step(each) for each in fields.maps("steps"))
    deduct = Deduct(
        each=fields.number("each"),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
        all_or_nothing=fields.flag("all_or_nothing"),
        discretionary=fields.flag("discretionary"),
        cap=fields.number("cap"),
    )
    fields.nothing_else()
    return deduct


def _step(fields: Fields) -> Step:
    everything = fields.given.get("points") == "all"
    step = Step(fields.number("at", needed=True) or Fraction(0), None if everything else fields.number("points"))
    if not everything and step.points is None:
        fields.say("step_points", "points")
    fields.nothing_else(("points",))
    return step


def _trim(fields: Fields) -> Trim:
    trim = Trim(fields.whole("n_gt", 5, 1, 1000), fields.whole("drop", 1, 1, 100))
    fields.nothing_else()
    return trim


def _met(fields: Fields) -> Met:
    at = {fraction(key): value for key, value in fields.numbers("at").items()}
    if None in at:
        fields.say("not_a_number", "at")
    met = Met(
        fields.number("share", needed=True) or Fraction(0),
        {key: value for key, value in at.items() if key is not None},
    )
    fields.nothing_else()
    return met


def _veto(fields: Fields) -> Veto:
    veto = Veto(
        id=fields.id(),
        title=fields.text("title"),
        title_en=fields.text("title_en", ""),
        when=_needed(fields, read_when(fields)),
        band=fields.text("band", "") or None,
    )
    fields.nothing_else(("question", "note", "raw"))
    return veto


def _gate(fields: Fields) -> Gate:
    gate = Gate(
        id=fields.id(),
        title=fields.text("title"),
        title_en=fields.text("title_en", ""),
        when=_needed(fields, read_when(fields)),
        deduct=fields.number("deduct"),
        each=fields.number("each"),
        zero=fields.text("zero", "") or None,
        at_most=fields.text("at_most", "") or None,
        band=fields.text("band", "") or None,
    )
    if all(each is None for each in (gate.deduct, gate.each, gate.zero, gate.at_most, gate.band)):
        fields.say("gate_without_effect")
    fields.nothing_else(("question", "note", "raw"))
    return gate


def _needed(fields: Fields, when: When) -> When:
    if not when.conditions():
        fields.say("no_condition", "when")
    return when


def _band(fields: Fields) -> Band:
    band = Band(
        id=fields.id(),
        title=fields.text("title"),
        title_en=fields.text("title_en", ""),
        when=read_when(fields, sugar=True),
        otherwise=fields.flag("otherwise"),
    )
    if band.otherwise == bool(band.when.conditions()):
        fields.say("band_without_condition" if not band.otherwise else "otherwise_with_condition")
    fields.nothing_else(("question", "note", "raw", *SUGAR))
    return band


def _quota(fields: Fields) -> Quota:
    quota = Quota(
        band=fields.text("band"),
        ratio=fields.number("ratio"),
        count=fields.whole("count", None, 0, 1_000_000),
        at_least=fields.whole("at_least", None, 0, 1_000_000),
        rounding=fields.choice("rounding", ("floor", "half_up", "ceil"), "floor"),
        rounding_stated="rounding" in fields.given,
        of=fields.choice("of", ("graded", "everyone"), "graded"),
        base=fields.whole("base", None, 1, 1_000_000),
    )
    if quota.ratio is None and quota.count is None and quota.at_least is None:
        fields.say("quota_without_number")
    fields.nothing_else(("id", "title", "title_en", "question", "note", "raw"))
    return quota


def _ballots(fields: Fields) -> BallotRules:
    rules = BallotRules(
        distribution=tuple(_share(each) for each in fields.maps("distribution")),
        equal_invalid=fields.flag("equal_invalid"),
        full_invalid=fields.flag("full_invalid"),
        full=fields.number("full") or Fraction(100),
        quorum=fields.number("quorum"),
        quorum_exceeded=fields.flag("quorum_exceeded"),
        marks_max=fields.whole("marks_max", None, 1, 10_000),
        redo_if_more_returned=fields.given.get("redo_if_more_returned") is not False,
    )
    fields.nothing_else(("redo_if_more_returned", "question", "note", "raw"))
    return rules


def _share(fields: Fields) -> Share:
    share = Share(
        low=fields.number("low"),
        below=fields.number("below"),
        at_most=fields.whole("at_most", None, 0, 10_000),
        at_least=fields.whole("at_least", None, 0, 10_000),
    )
    fields.nothing_else(("title",))
    return share
