"""表决结果: the registers of a poll's result, from every ballot by every channel.

Promises: pure; TypeScript (`pwa/src/model/poll-result.ts`) gives the same. More returned than issued, or than there
are people due, or fewer than the quorum makes the poll void, to be put anew; of fewer ballots than the threshold a poll
that isn't open tells no counts; how the few on paper voted, or that they didn't, is told apart only where nobody can be
found out by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.poll_count import Ballot, Batch, Line, Question, Tally, mean, reaches, tally
from models.poll_plan import ABSTAIN
from models.poll_proposal import proposals, quota_met
from models.result import rounded


def result(question: Question, phone: Iterable[Ballot], batches: Iterable[Batch]) -> dict[str, Any]:
    """The registers of a result beside those that say whose it is."""
    found = tally(question, phone, batches)
    writes: dict[str, Any] = {"issued": question.due, "returned": found.returned}
    needed = question.rules.get("quorum")
    if needed:
        met = reaches(needed, found.returned, question.due)
        writes["quorum"] = {"needed": needed, "due": question.due, "taking_part": found.returned, "met": met}
    reason = void(question, found)
    if reason is not None:
        return {**writes, "void": reason, **_channels(found, told=False)}
    if question.mode != "open" and found.returned < question.threshold:
        return {**writes, "below": True}
    spoilt = sum(each.spoilt for each in found.channels.values())
    writes |= {"valid": found.returned - spoilt, "spoilt": spoilt}
    writes["abstained"] = sum(each.abstained for each in found.channels.values())
    by_channel = _may_tell_channels(question, found)
    writes |= _channels(found, told=by_channel)
    for line, count in found.lines.items():
        writes[f"counts/{line}"] = _line(count, question, by_channel=by_channel)
    quota = quota_met(question, found)
    if quota is not None:
        writes["quota"] = quota
    return writes | {f"proposals/{line}": made for line, made in proposals(question, found).items()}


def _channels(found: Tally, *, told: bool) -> dict[str, Any]:
    writes: dict[str, Any] = {}
    for name, each in found.channels.items():
        if each.returned or each.issued is not None:
            said: dict[str, Any] = {"returned": each.returned}
            if each.issued is not None:
                said["issued"] = each.issued
            if told:
                said |= {"valid": each.returned - each.spoilt, "spoilt": each.spoilt, "abstained": each.abstained}
            writes[f"channels/{name}"] = said
    return writes


def _may_tell_channels(question: Question, found: Tally) -> bool:
    """Where ballots are not shown, a channel by which few came would tell whose they are, and so would the rest."""
    used = [each.returned for each in found.channels.values() if each.returned]
    return question.mode == "open" or (len(used) > 1 and min(used) >= max(question.threshold, 1))


def _line(count: Line, question: Question, *, by_channel: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"valid": count.valid, "spoilt": count.spoilt, "abstained": count.abstained}
    if question.type == "score":
        average = mean(count.scores, trim=question.rules.get("trim") is True)
        return {**said, "n": len(count.scores), **({} if average is None else {"mean": rounded(average)})}
    said["counts"] = {str(option): count.counts[option] for option in question.options}
    if question.type == "approval":
        said["counts"][str(ABSTAIN)] = count.abstained
    if by_channel:
        options = sorted({*question.options, ABSTAIN} if question.type == "approval" else question.options)
        said["channels"] = {
            name: {str(option): each[option] for option in options if each[option]}
            for name, each in sorted(count.channels.items())
        }
    return said


def void(question: Question, found: Tally) -> str | None:
    """Why nothing may be made of the ballots; None where it may."""
    if any(each.issued is not None and each.returned > each.issued for each in found.channels.values()):
        return "returned_above_issued"
    if found.returned > question.due:
        return "returned_above_due"
    needed = question.rules.get("quorum")
    return "no_quorum" if needed and not reaches(needed, found.returned, question.due) else None
