"""评价的分批: ratings move a tally in steps, so that nobody who sees a patient rate reads that rating off the tally.

    step_of(fresh, ruled, last, over=…) → which of those that wait are told now, and in which step

Promises: pure. A step takes five at least that nobody has been shown; what a step once told is told as a whole or not
at all: where one of it is held, the others wait for five fresh ones. What a second person has let count has been seen
one by one, and so hides nobody: it goes with the next step, or by itself from five on. When the month is over, all is
told.
"""

from __future__ import annotations

STEP = 5
"""As many as the turnout of anonymous ballots moves by."""
FRESH, RULED, WITHDRAWN = 0, -1, -2
"""What waits: nobody has been shown it; shown in a flag and let count; told before, in a step of which one is held."""
WAITING = frozenset({FRESH, RULED, WITHDRAWN})


def step_of(fresh: int, ruled: int, last: int, *, over: bool) -> tuple[int, frozenset[int]]:
    """The number of the step, and what it takes; nothing where they have to wait. `last`: the last step so far.

    What comes after the month has ended joins the last step, so that no small step stands alone.
    """
    if over:
        return max(last, 1), WAITING
    if fresh >= STEP:
        return last + 1, WAITING
    return last + 1, frozenset({RULED} if ruled >= STEP else ())


def in_steps(number: int) -> int:
    """How many of those that are held the tally tells."""
    return number - number % STEP
