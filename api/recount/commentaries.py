"""讲评进度, counted again: of whom in a branch something has been said, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from api.recount.log import Expected, Log

READS = ("branch_commentary",)


def expected(log: Log) -> Iterator[Expected]:
    said: dict[tuple[bytes, str], set[str]] = {}
    for each in log.of("branch_commentary").values():
        branch, subject, period = (each.get(path) for path in ("branch", "subject", "period"))
        if each.get("submitted") is True and branch is not None and subject is not None and period is not None:
            said.setdefault((branch, period), set()).add(f"done/{UUID(bytes=subject)}")
    for (branch, period), done in said.items():
        names = {"branch": branch, "period": period}
        yield Expected("commentary_coverage", names, dict.fromkeys(done, True), listed=("done/",))
