"""参评名单: who takes part in a round, who is its subject and who is left out and why, by the roster of that day.

Promises: settled once, when the round opens; while the round is planned the organiser is told whom the rule can't
cover. Nobody reviews himself or a relative; only the server can repeat the draw.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from models.assignment import draw_some, spread
from models.document import Document, Library, natural_id, uuid_text
from models.roster import Roster
from models.round import Round, assignments
from models.selector import Scene, listed, persons_of, places_of

OUTSIDE = frozenset({"assessor", "conduct_supervisor", "image_supervisor", "reviewer", "survey_agency"})
"""Words that mean the assessors from outside."""
ALL = 1_000
"""More reviewers than any subject has."""


class Electorate(Struct, frozen=True):
    """参评名单: reviewers, subjects, exclusions with their reasons, and the draw."""

    evaluators: frozenset[bytes]
    subjects: frozenset[bytes]
    drawn: dict[bytes, tuple[bytes, ...]]
    """Reviewer → subjects."""
    excluded: dict[bytes, str] = field(default_factory=dict[bytes, str])
    short: dict[bytes, int] = field(default_factory=dict[bytes, int])
    """Subject → how many reviewers it gets, where these are fewer than were asked for."""

    def reviewers_of(self, subject: bytes) -> int:
        return sum(subject in subjects for subjects in self.drawn.values())


def electorate(round: Round, library: Library) -> Electorate:
    """Who takes part today, and the draw with the secret of the round."""
    if round.kind == "combined":
        return Electorate(frozenset(), frozenset(_subjects(round, library.roster, library.today)), {})
    kin = relatives(round.institution, library)
    if round.plain and not kin:
        return _plain(round, library)
    return _drawn(round, library, kin)


def _plain(round: Round, library: Library) -> Electorate:
    """A round that says no more than its rule: each reviewer is given so many."""
    drawn = assignments(round, library.roster, library.today, library.secret_for(round.id))
    subjects = frozenset(subject for subjects in drawn.values() for subject in subjects)
    idle = {reviewer: "nobody_to_review" for reviewer, owed in drawn.items() if not owed}
    return Electorate(frozenset(drawn.keys() - idle.keys()), subjects, drawn, idle)


def _drawn(round: Round, library: Library, kin: frozenset[tuple[bytes, bytes]]) -> Electorate:
    roster, day, secret = library.roster, library.today, library.secret_for(round.id)
    excluded: dict[bytes, str] = {}
    evaluators = _placed(_evaluators(round, roster, day), round, roster, day, excluded=excluded)
    subjects = _placed(_subjects(round, roster, day), round, roster, day, excluded=excluded)
    kept = draw_some(subjects, round.sample_of(len(subjects)), secret)
    excluded |= dict.fromkeys(subjects.keys() - set(kept), "not_drawn")
    possible = {
        subject: [
            reviewer
            for reviewer, group in evaluators.items()
            if reviewer != subject and (reviewer, subject) not in kin and _fits(round.rule, group, subjects[subject])
        ]
        for subject in kept
    }
    each = ALL if round.rule == "all" else round.each
    chosen = spread(possible, each=min(each, len(evaluators)), most=round.load, seed=secret)
    drawn: dict[bytes, list[bytes]] = {reviewer: [] for reviewer in evaluators}
    for subject, reviewers in chosen.items():
        for reviewer in reviewers:
            drawn[reviewer].append(subject)
    idle = {reviewer for reviewer, owed in drawn.items() if not owed}
    excluded |= {reviewer: "nobody_to_review" for reviewer in idle if reviewer not in kept}
    wanted = max(1, round.threshold) if round.rule == "all" else round.each
    short = {subject: len(reviewers) for subject, reviewers in chosen.items() if len(reviewers) < wanted}
    owed = {reviewer: tuple(sorted(drawn[reviewer])) for reviewer in sorted(drawn)}
    return Electorate(frozenset(evaluators.keys() - idle), frozenset(kept), owed, excluded, short)


def _evaluators(round: Round, roster: Roster, day: str) -> Iterable[bytes]:
    chosen = round.evaluators
    outside = any(
        each == {"role": "assessor"} or (isinstance(each, str) and each in OUTSIDE) for each in listed(chosen)
    )
    if outside:
        return [
            person.id
            for person in roster.people_of(round.institution)
            if ("assessor", round.institution) in roster.roles_on(person.id, day)
        ]
    return _insiders(chosen or "staff", round, roster, day)


def _subjects(round: Round, roster: Roster, day: str) -> Iterable[bytes]:
    scene = Scene(roster, round.institution)
    places = places_of(round.subjects, scene) if round.kind == "external" else []
    return places or _insiders(round.subjects or "staff", round, roster, day)


def _insiders(chosen: Any, round: Round, roster: Roster, day: str) -> list[bytes]:
    own = [each for each in persons_of(chosen, day, Scene(roster, round.institution)) if not roster.is_external(each)]
    if round.branch is None:
        return own
    return [each for each in own if round.branch in roster.branches_of(each, day)]


def _placed(
    people: Iterable[bytes], round: Round, roster: Roster, day: str, *, excluded: dict[bytes, str]
) -> dict[bytes, bytes]:
    """Everybody with the unit or branch by which the rule knows them; who has none goes to the excluded."""
    placed: dict[bytes, bytes] = {}
    for person in people:
        if round.rule == "all":
            group: bytes | None = round.institution
        elif round.rule == "branch":
            group = round.branch or next(iter(roster.branches_of(person, day)), None)
        else:
            group = roster.unit_of(person, day)
        if group is None:
            excluded[person] = "no_branch" if round.rule == "branch" else "no_unit"
        else:
            placed[person] = group
    return placed


def _fits(rule: str, reviewer: bytes, subject: bytes) -> bool:
    return (reviewer == subject) is not (rule == "cross_unit")


def relatives(institution: bytes, library: Library) -> frozenset[tuple[bytes, bytes]]:
    """Pairs who don't review each other, both ways round."""
    found = library.document(natural_id(f"relatives/{uuid_text(institution)}")) if len(institution) == 16 else None
    pairs: set[tuple[bytes, bytes]] = set()
    for path, register in ({} if found is None else found.registers).items():
        pair: dict[str, Any] | None = register.value if path.startswith("pairs/") else None
        if pair is not None:
            one, other = pair["one"], pair["other"]
            pairs |= {(one, other), (other, one)}
    return frozenset(pairs)


def registers_of(found: Electorate, round: Round, day: str, before: Document | None) -> dict[str, Any]:
    """The registers of the snapshot; what an earlier look said and is so no more is removed."""
    writes: dict[str, Any] = {"day": day, "due": len(found.evaluators)}
    writes |= {f"evaluators/{uuid_text(person)}": True for person in found.evaluators}
    writes |= {f"subjects/{uuid_text(subject)}": found.reviewers_of(subject) for subject in found.subjects}
    writes |= {f"excluded/{uuid_text(person)}": reason for person, reason in found.excluded.items()}
    writes |= {f"short/{uuid_text(subject)}": count for subject, count in found.short.items()}
    known = {} if before is None else {path: each.value for path, each in before.registers.items()}
    gone = {path: None for path, value in known.items() if "/" in path and value is not None and path not in writes}
    return {path: value for path, value in {**writes, **gone}.items() if known.get(path) != value}
