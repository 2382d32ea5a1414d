"""How far a closing is: told step by step while it lasts, and nothing of it afterwards."""

from __future__ import annotations

from api.closing_progress import READ_SHARE, ClosingProgress, told_of
from models.document import ServerAct

CLOSING = bytes(15) + b"\1"


def test_it_rises_from_nothing_and_is_forgotten_at_the_end() -> None:
    progress = ClosingProgress()
    seen: list[int | None] = [progress.of(CLOSING)]
    with progress.telling(CLOSING) as telling:
        assert telling is not None
        for day in range(30):
            telling.read(day, 30)
            seen.append(progress.of(CLOSING))
        acts = [ServerAct(bytes(16), "period_result", {})] * 1_000
        for _ in told_of(acts, telling):
            seen.append(progress.of(CLOSING))
    assert seen[0] is None
    told = [each for each in seen if each is not None]
    assert told == sorted(told)
    assert told[0] == 0
    assert READ_SHARE < told[-1] < 100
    assert progress.of(CLOSING) is None


def test_what_is_no_closing_is_told_of_nowhere() -> None:
    progress = ClosingProgress()
    with progress.telling(None) as telling:
        assert telling is None
        assert [*told_of([ServerAct(CLOSING, "form", {})], telling)] == [ServerAct(CLOSING, "form", {})]
    assert progress.of(CLOSING) is None
