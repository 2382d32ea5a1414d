"""定等: what the committee decides after the reveal, and the trace that each decision leaves.

Promises: pure. A decision says one of the words that were asked; who decides otherwise than the ballots propose, or
where they propose nothing, says why; no more are excellent than the quota has room for; what was decided is changed
with a new reason, and who decided what, and when, stays readable. Nothing is decided of a void poll.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from models.document import Act, Document, Library, Refusal, ServerAct, standing, wins
from models.poll_count import question_of
from models.poll_plan import Poll, result_id
from models.poll_proposal import excellent, places

PREFIX = "outcome/"
JOINED = "、"
"""Between the options of a choice, as its proposal joins them."""


def outcome_closed(act: Act, library: Library) -> Refusal | None:
    """A void poll has nothing to decide on: it is put anew."""
    path = next((path for path in act.writes if path.startswith(PREFIX)), None)
    found = None if path is None else library.document(result_id(act.doc))
    return None if found is None or not found.value("void") else Refusal("closed", "poll_void", path)


def outcome_wrong(poll: Poll, act: Act, document: Document | None, library: Library) -> Iterator[Refusal]:
    result = library.document(result_id(act.doc))
    for path, given in act.writes.items():
        if not path.startswith(PREFIX) or not wins(act, document, path):
            continue
        line, before = path.removeprefix(PREFIX), None if document is None else document.value(path)
        if given is None:
            if before is not None:
                yield Refusal("invalid", "poll_decided", path)
            continue
        proposal: dict[str, Any] = (None if result is None else result.value(f"proposals/{line}")) or {}
        if line not in poll.lines:
            yield Refusal("invalid", "unknown_subject", path)
        elif not _is_asked(given["grade"], poll):
            yield Refusal("invalid", "poll_unknown_grade", path)
        why = (given.get("reason") or "").strip()
        if (
            before is not None
            and before["grade"] != given["grade"]
            and why in ("", (before.get("reason") or "").strip())
        ):
            yield Refusal("invalid", "poll_decided", path)
        if not why and not _is_proposed(given["grade"], proposal, poll):
            yield Refusal("invalid", "poll_reason_missing", path)
    yield from _above_quota(poll, act, document)


def _is_asked(grade: str, poll: Poll) -> bool:
    """Scores have no words of their own, so that theirs are free."""
    words = set(poll.options.values())
    if poll.type == "score" or grade in words:
        return True
    named = grade.split(JOINED)
    return poll.type == "choice" and len(set(named)) == len(named) <= poll.most and words.issuperset(named)


def _is_proposed(grade: str, proposal: dict[str, Any], poll: Poll) -> bool:
    if poll.type != "score":
        return proposal.get("grade") == grade
    even = proposal.get("tied") is True and bool(poll.rules.get("quota")) and "adopted" not in proposal
    return bool(proposal) and not even


def _above_quota(poll: Poll, act: Act, document: Document | None) -> Iterator[Refusal]:
    """The quota is on those who are excellent; of scores nobody is, by any word that was asked."""
    question = question_of(poll)
    most = places(question) if poll.type == "appraisal" else None
    top = None if most is None else poll.options.get(excellent(question))
    decided = standing(act, document, PREFIX)
    if most is None or sum(each["grade"] == top for each in decided.values()) <= most:
        return
    for path, given in act.writes.items():
        if path.startswith(PREFIX) and given is not None and given["grade"] == top and wins(act, document, path):
            yield Refusal("invalid", "poll_quota_full", path, {"most": most})


def deciding(act: Act, document: Document) -> list[ServerAct]:
    """The trace of what this act decided, in the order in which it was taken."""
    told = [each.value for path, each in document.registers.items() if path.startswith("decided/")]
    traces: dict[str, Any] = {}
    for path, given in act.writes.items():
        register = document.registers.get(path)
        if not path.startswith(PREFIX) or given is None or register is None or register.stamp != act.stamp:
            continue
        trace = {"line": path.removeprefix(PREFIX), **given, "by": act.author, "at": act.stamp_ms}
        if trace not in told:
            traces[f"decided/{len(told) + len(traces) + 1}"] = trace
    return [ServerAct(document.id, "poll", traces)] if traces else []
