"""排名: who stands where, as far as the numbers can say it, and what small groups keep for themselves.

Promises: pure and exact: whole numbers and square roots rounded outwards, so that Python and TypeScript
(`pwa/src/model/ranking.ts`) give the same text for every case of `tests/vectors/ranking.json`.

- A rate has Wilson's score interval (Wilson 1927; Brown, Cai and DasGupta 2001 recommend it for small n); a mean has
  Student's t interval. Both at 95 %; the quantiles of t are those of the NIST/SEMATECH e-Handbook, section 1.3.6.7.2,
  and between two rows of its table the wider one holds.
- The order is by value, and nothing else. Equal values share a place (1, 2, 2, 4). Beside the place stands the span of
  places that the intervals leave open: whoever lies wholly above comes before, whoever lies wholly below comes after.
- `few` (n under the minimum) and `wide` (the interval says too little) are answers, not places, and count for nobody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isqrt

from msgspec import Struct

from models.value_type import as_decimal

N_MIN = 5
"""Fewer observations than this are never told (see also `models.suppression`)."""
WIDTH_MAX = 40
"""Hundredths of the scale: an interval wider than this ranks nobody."""
_FINE = 10**10
_T = (
    "12706 4303 3182 2776 2571 2447 2365 2306 2262 2228 2201 2179 2160 2145 2131 2120 2110 2101 2093 2086 2080 2074 "
    "2069 2064 2060 2056 2052 2048 2045 2042"
)
_T_THOUSANDTHS = tuple(int(each) for each in _T.split())
_T_BEYOND = ((120, 1980), (60, 2000), (40, 2021), (30, 2042))


class Measured(Struct, frozen=True):
    """测得: what was seen of one subject: `hits` of `n` for a rate; for a mean `sum` and `squares` as decimal texts.

    `ceiling` bounds a mean's interval above (0 below) where the scale ends there.
    """

    id: str
    n: int
    hits: int | None = None
    sum: str = "0"
    squares: str = "0"
    ceiling: int | None = None


class Interval(Struct, frozen=True):
    """区间: value and bounds in hundredths; a rate's are hundredths of a per cent."""

    value: int
    low: int
    high: int


class Place(Struct, frozen=True):
    """名次: `state` is ranked, wide or few; only ranked ones have a place, and few ones have nothing at all."""

    id: str
    state: str
    value: str | None = None
    low: str | None = None
    high: str | None = None
    place: int | None = None
    best: int | None = None
    worst: int | None = None


def interval(measured: Measured) -> Interval:
    """The value with its 95 % interval, bounds rounded outwards. n is at least 1 for a rate and 2 for a mean."""
    return _wilson(measured.hits, measured.n) if measured.hits is not None else _student(measured)


def rank(all: Sequence[Measured], n_min: int = N_MIN, width_max: int = WIDTH_MAX) -> list[Place]:
    """Places in order: ranked ones by value, then `wide`, then `few` ones; by id where nothing else decides."""
    few = [each for each in all if each.n < max(n_min, 2)]
    told = [(each, interval(each)) for each in all if each.n >= max(n_min, 2)]
    wide = [(each, seen) for each, seen in told if seen.high - seen.low > width_max * 100]
    sure = [(each, seen) for each, seen in told if seen.high - seen.low <= width_max * 100]
    sure.sort(key=lambda pair: (-pair[1].value, pair[0].id))
    spans = [seen for _, seen in sure]
    values = [seen.value for seen in spans]
    above, below = sorted(seen.low for seen in spans), sorted(seen.high for seen in spans)
    places = [
        Place(
            each.id,
            "ranked",
            *_texts(seen),
            place=1 + values.index(seen.value),
            best=1 + len(above) - _count_up_to(above, seen.high),
            worst=len(below) - _count_up_to(below, seen.low - 1),
        )
        for each, seen in sure
    ]
    places += [Place(each.id, "wide", *_texts(seen)) for each, seen in sorted(wide, key=lambda pair: pair[0].id)]
    return places + [Place(each.id, "few") for each in sorted(few, key=lambda one: one.id)]


def text_of(hundredths: int) -> str:
    """9250 → "92.50"."""
    sign, whole = "-" if hundredths < 0 else "", abs(hundredths)
    return f"{sign}{whole // 100}.{whole % 100:02}"


def _texts(seen: Interval) -> tuple[str, str, str]:
    return text_of(seen.value), text_of(seen.low), text_of(seen.high)


def _count_up_to(ordered: Sequence[int], limit: int) -> int:
    """How many of these (sorted) are at most `limit`."""
    first, last = 0, len(ordered)
    while first < last:
        middle = (first + last) // 2
        if ordered[middle] <= limit:
            first = middle + 1
        else:
            last = middle
    return first


def _wilson(hits: int, n: int) -> Interval:
    """Wilson's bounds with z = 49/25, multiplied through by 625: (1250 k + 2401 ± 49 √…) / (1250 n + 4802)."""
    root = 49 * (isqrt((2401 * n + 2500 * hits * (n - hits)) * _FINE * _FINE // n) + 1)
    middle, whole = (1250 * hits + 2401) * _FINE, (1250 * n + 4802) * _FINE
    low = max(0, 10_000 * (middle - root) // whole)
    high = min(10_000, -(-10_000 * (middle + root) // whole))
    return Interval((20_000 * hits + n) // (2 * n), low, high)


def _student(measured: Measured) -> Interval:
    """mean ± t·s/√n from whole numbers: sums in units of 10^-places, squares in units of 10^-2·places."""
    n = measured.n
    places, total, squares = _aligned(measured.sum, measured.squares)
    spread = max(0, n * squares - total * total)
    root = isqrt(spread * _FINE * _FINE // (n * n * (n - 1))) + 1 if spread else 0
    unit = 10**places
    middle, half, whole = total * 1000 * _FINE, _t(n - 1) * root * n, n * unit * 10 * _FINE
    low, high = (middle - half) // whole, -(-(middle + half) // whole)
    if measured.ceiling is not None:
        low, high = max(0, low), min(100 * measured.ceiling, high)
    value = (abs(total) * 200 + n * unit) // (2 * n * unit)
    return Interval(-value if total < 0 else value, low, high)


def _aligned(total: str, squares: str) -> tuple[int, int, int]:
    """The places that both need, the sum in units of 10^-places, the sum of squares in units of 10^-2·places."""
    zero = Decimal(0)
    one, two = as_decimal(total) or zero, as_decimal(squares) or zero
    places = max(_places(one), (_places(two) + 1) // 2)
    return places, int(one.scaleb(places)), int(two.scaleb(2 * places))


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _t(freedom: int) -> int:
    """The 97.5 % quantile of Student's t in thousandths, never too small."""
    if freedom <= len(_T_THOUSANDTHS):
        return _T_THOUSANDTHS[freedom - 1]
    return next(value for least, value in _T_BEYOND if freedom >= least)
