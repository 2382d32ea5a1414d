"""表彰办法: what a programme says of an award: its kinds, the names it goes by, its stars, and what stands in the way.

Promises: pure; aliases are equal: two awards that share a name are one where places and titles are counted. What the
programme leaves out has the defaults that are stated here.
"""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import Any, cast

from msgspec import Struct

from models.document import Document
from models.scoring_plain import fraction
from models.selector import listed

PUBLICITY_DAYS = 5
"""公示: working days, where the programme names none."""
STAR, FLAG, MODEL_POST, COUNTER = "star", "flag", "model_post", "counter"
DEFAULT_BANDS = ((5, 90), (4, 80), (3, 70), (2, 60), (1, 0))
"""五星 from 90, 四星 from 80, 三星 from 70, 二星 from 60; below it one star."""
_QUOTES = frozenset("“”‘’\"'《》 ")


class StarBand(Struct, frozen=True):
    """星级线: from this total on so many stars."""

    stars: int
    least: Fraction


def award_of(programme: Document | None, element: Any) -> dict[str, Any] | None:
    """An award as its programme has it."""
    found = None if programme is None else programme.value(f"awards/{element}")
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def kinds_of(award: Any) -> frozenset[str]:
    """title, star, flag …: one, several, or one for each kind of subject; a title where it says nothing."""
    said = _map(award).get("kind")
    given = list(cast("dict[str, Any]", said).values()) if isinstance(said, dict) else listed(said)
    return frozenset(str(each) for each in given) or frozenset({"title"})


def plain_name(name: str) -> str:
    """A title without what is only typography: width, quotes, spaces."""
    return "".join(each for each in unicodedata.normalize("NFKC", name) if each not in _QUOTES)


def names_of(award: Any) -> frozenset[str]:
    """The one title of an award under all its names."""
    given = _map(award)
    said = [given.get("title"), *listed(given.get("aliases"))]
    return frozenset(plain_name(each) for each in said if isinstance(each, str) and each)


def titles_of(award: Any) -> frozenset[str]:
    """All that somebody may be called who gets it: its names, and the titles that it covers."""
    items = [_map(each).get("title") if isinstance(each, dict) else each for each in listed(_map(award).get("items"))]
    return names_of(award) | {plain_name(each) for each in items if isinstance(each, str) and each}


def same_award(programme: Document, element: Any) -> frozenset[str]:
    """The elements of a programme that are this award, under whatever name."""
    own = names_of(award_of(programme, element))
    return frozenset({str(element)}) | {
        path.removeprefix("awards/")
        for path, register in programme.registers.items()
        if path.startswith("awards/") and path.count("/") == 1 and own & names_of(register.value)
    }


def same_title(one: Any, other: Any, award: Any) -> bool:
    """Whether two titles mean one: spelt alike, or both names of this award."""
    first, second, names = plain_name(str(one)), plain_name(str(other)), names_of(award)
    return first == second or (first in names and second in names)


def publicity_days(award: Any) -> int:
    days = _map(award).get("publicity_days")
    return days if type(days) is int and days > 0 else PUBLICITY_DAYS


def bands_of(award: Any) -> tuple[StarBand, ...]:
    """The lines of a star award, the most stars first."""
    given = [cast("dict[str, Any]", each) for each in listed(_map(award).get("stars")) if isinstance(each, dict)]
    read = [(each.get("level"), fraction(str(each.get("min", 0)))) for each in given]
    bands = [StarBand(stars, least) for stars, least in read if type(stars) is int and least is not None]
    found = bands or [StarBand(stars, Fraction(least)) for stars, least in DEFAULT_BANDS]
    return tuple(sorted(found, key=lambda band: -band.stars))


def stars_for(total: Any, bands: tuple[StarBand, ...]) -> int | None:
    """How many stars a total comes to; 0 below every line, None without a total."""
    exact = None if total is None else fraction(str(total))
    if exact is None:
        return None
    return next((band.stars for band in bands if exact >= band.least), 0)


def _map(award: Any) -> dict[str, Any]:
    return cast("dict[str, Any]", award) if isinstance(award, dict) else {}
