"""Rows of the table that `make bench` prints: a figure, what it is measured against, and the ratio."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One line: `figure` in `unit`; `against` is what the same run measured for comparison, None where nothing."""

    what: str
    figure: float
    unit: str
    against: float | None = None
    named: str = ""


def show(title: str, rows: Sequence[Row]) -> None:
    """Prints one part of the table as it is done."""
    print(f"\n{title}")
    for row in rows:
        line = f"  {row.what:<58} {_written(row.figure):>10} {row.unit:<14}"
        if row.against:
            line += f" {_written(row.against):>10} {row.named:<34} ×{row.figure / row.against:.2f}"
        elif row.named:
            line += f" {row.named}"
        print(line.rstrip())
    sys.stdout.flush()


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _written(value: float) -> str:
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"
