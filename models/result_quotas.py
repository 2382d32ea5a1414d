"""结果名额: the quotas of a programme's model over everybody whom it has judged for a period.

Promises: pure; a band's share is rounded as the model says (down where it says nothing) and its ties are parted or left
open as it says. Who finds no place has the next band, with `moved` and what the score alone would have had as
`by_score`; who shares the last place is `open`. All of it is a proposal; scores stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from models.document import uuid_text
from models.grading import Standing, grade
from models.programme_scoring import Ruling
from models.scored_result import Said
from models.scoring_plain import fraction


def within_quotas(ruling: Ruling, said: Mapping[bytes, Said]) -> dict[bytes, Said]:
    """The same scores, with the bands that are left for each."""
    model = ruling.model
    if not model.quotas:
        return dict(said)
    standings = [_standing(subject, each) for subject, each in said.items()]
    placings = {each.who: each for each in grade(model, standings).placings}
    found: dict[bytes, Said] = {}
    for subject, each in said.items():
        placing = placings[uuid_text(subject)]
        band = None if placing.band is None else model.band(placing.band)
        told: dict[str, Any] = dict(each)
        if placing.moved and band is not None:
            told |= {"band": band.id, "grade": band.title, "moved": True, "by_score": each["grade"]}
        if placing.open:
            told["open"] = True
        found[subject] = told
    return found


def _standing(subject: bytes, said: Said) -> Standing:
    whole = said.get("complete") is True and said.get("total") is not None
    measures: dict[str, Fraction | None] = {name: fraction(value) for name, value in said.get("measures", {}).items()}
    return Standing(
        who=uuid_text(subject),
        total=Fraction(said["total"]) if whole else None,
        band=said.get("band") if whole else None,
        measures=measures,
    )
