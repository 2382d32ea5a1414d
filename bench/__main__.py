"""`python -m bench` (= `make bench`): prints what things cost. `--quick` measures less; names choose parts."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable

from api.server import allow_open_files
from bench import (
    app_screens,
    app_visit,
    ballots,
    board,
    bundle,
    durable_push,
    fan_out,
    growth,
    intake,
    merging,
    month_close,
    morning_storm,
    new_phone,
    offline_edits,
)
from bench.report import Row, show
from tests.postgresql import PostgreSQL


def main() -> None:
    """Measures the chosen parts one after the other, each on databases of its own."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="What things cost, against the same run")
    parser.add_argument("--quick", action="store_true", help="smaller loads: about a minute")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"some of: {', '.join(PARTS)}")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    allow_open_files()
    print(f"{os.cpu_count()} processors; ratios compare within this run, absolute figures with nothing else")
    for name, (title, measure) in PARTS.items():
        if not asked.parts or name in asked.parts:
            show(title, measure(asked.quick))


def _push(quick: bool) -> list[Row]:
    loads = ((1, 10, 100), (50, 4, 20), (100, 5, 1)) if quick else ((1, 50, 100), (50, 10, 20), (1_000, 10, 1))
    return [row for load in loads for row in durable_push.on_sqlite(*load)]


def _push_postgresql(quick: bool) -> list[Row]:
    """On a server of the bench's own, durable as PostgreSQL is by itself."""
    loads = ((50, 4, 20),) if quick else ((1, 20, 100), (50, 10, 20), (1_000, 10, 1))
    try:
        server = PostgreSQL(durable=True)
    except RuntimeError as error:
        return [Row(f"no PostgreSQL here ({error})", 0, "")]
    server.start()
    try:
        return [row for load in loads for row in durable_push.on_postgresql(server.url(server.create()), *load)]
    finally:
        server.remove()


def _fan_out(quick: bool) -> list[Row]:
    loads = ((200, 60),) if quick else ((200, 400), (1_000, 200))
    return [row for sockets, edits in loads for row in fan_out.measure(sockets, edits)]


PARTS: dict[str, tuple[str, Callable[[bool], list[Row]]]] = {
    "push": ("Durable push, SQLite", _push),
    "push-postgresql": ("Durable push, PostgreSQL", _push_postgresql),
    "intake": ("Intake, in process", lambda quick: intake.measure(4 if quick else intake.ROUNDS)),
    "offline": ("A week offline", lambda quick: offline_edits.measure()),
    "fan-out": (f"Live fan-out, {fan_out.EDITS_A_SECOND} edits a second", _fan_out),
    "new-phone": ("A new phone", lambda quick: new_phone.measure(500 if quick else 5_000)),
    "storm": (
        "The morning storm",
        lambda quick: morning_storm.measure(100, 6) if quick else morning_storm.measure(1_000, 60),
    ),
    "ballots": (
        "An anonymous ballot",
        lambda quick: ballots.measure(100, 6) if quick else ballots.measure(1_000, 30),
    ),
    "merging": ("Merging", lambda quick: merging.measure(20_000 if quick else 100_000)),
    "growth": ("As the log grows", lambda quick: growth.measure(1_000 if quick else 5_000)),
    "month": (
        "A month's results",
        lambda quick: month_close.measure(200, 3) if quick else month_close.measure(2_000, 12),
    ),
    "bundle": ("The app's files", lambda quick: bundle.measure()),
    "app": ("The app in a browser", app_screens.measure),
    "board": ("The projector in a browser", board.measure),
    "checklist": ("A visit's checklist of 1,000 items in a browser", app_visit.measure),
}


if __name__ == "__main__":
    main()
