"""Value types of polls: how a question is asked and counted, what a ballot holds, what paper and hands come to.

Promises: as `models.value_type`. A ballot's answer is looked at for its shape alone: whether it counts is
`models.poll_count`'s to say, on paper and on the phone alike.
"""

from __future__ import annotations

import re
from typing import Any, cast

from models.evaluation_values import EVALUATION_VALUES
from models.value_type import NAME_MAX, TEXT_MAX, ValueType, a_map, as_decimal, is_whole, one_of, optional, text

POLL_TYPES = ("appraisal", "approval", "choice", "score")
MODES = ("anonymous", "confidential", "open")
ROUNDINGS = ("floor", "round", "ceil")
OPTIONS_MAX = 50
BALLOTS_MAX = 100_000

_share = re.compile(r"(?:[1-9][0-9]?/[1-9][0-9]?|[1-9][0-9]?%)\Z", re.ASCII)
_quorum = EVALUATION_VALUES["quorum"].check
_flag = EVALUATION_VALUES["flag"].check


def _exact(value: Any) -> str | None:
    return "wrong_type" if as_decimal(value) is None else None


def _range(value: Any) -> str | None:
    reason = a_map(min=_exact, max=_exact, step=_exact)(value)
    if reason is not None:
        return reason
    low, high, step = (as_decimal(value[each]) or 0 for each in ("min", "max", "step"))
    return None if low < high and step > 0 else "poll_range"


def _quota(value: Any) -> str | None:
    reason = a_map(rounding=optional(one_of(*ROUNDINGS).check), of=optional(one_of("subjects", "due").check))(value)
    if reason is not None:
        return reason
    share = value.get("share")
    right = 0 < share <= BALLOTS_MAX if is_whole(share) else isinstance(share, str) and _share.match(share)
    return None if right else "poll_quota"


_rules = a_map(
    quorum=optional(_quorum),
    majority=optional(_quorum),
    majority_of=optional(one_of("valid", "due").check),
    all_equal_void=optional(_flag),
    own=optional(_flag),
    trim=optional(_flag),
    quota=optional(_quota),
    excellent=optional(lambda value: None if is_whole(value) else "wrong_type"),
)


def _answer(value: Any) -> str | None:
    """An option's number, a list of them, or a score."""
    if isinstance(value, list):
        given = cast("list[Any]", value)
        return None if len(given) <= OPTIONS_MAX and all(map(is_whole, given)) else "wrong_type"
    return _exact(value)


def _paper(value: Any) -> str | None:
    """What one paper says: by subject, or "-" where the question is about nobody."""
    if not isinstance(value, dict):
        return "wrong_type"
    given = cast("dict[Any, Any]", value)
    if len(given) > 1_000 or not all(isinstance(each, str) and len(each) <= 36 for each in given):
        return "wrong_type"
    return next((reason for each in given.values() if each is not None and (reason := _answer(each))), None)


def _counts(value: Any) -> str | None:
    """Papers or hands by option number, and `blank` and `spoilt` beside them."""
    if not isinstance(value, dict):
        return "wrong_type"
    given = cast("dict[Any, Any]", value)
    right = all(isinstance(name, str) and _known.match(name) and counts(number) for name, number in given.items())
    return None if right and len(given) <= OPTIONS_MAX + 2 else "wrong_type"


_known = re.compile(r"(?:[1-9][0-9]?|blank|spoilt)\Z", re.ASCII)


def counts(value: Any) -> bool:
    """A number of ballots."""
    return is_whole(value) and 0 <= value <= BALLOTS_MAX


def _servers(value: Any) -> str | None:
    """Only the server writes these."""
    return None


POLL_VALUES: dict[str, ValueType] = {
    "poll_type": one_of(*POLL_TYPES),
    "poll_mode": one_of(*MODES),
    "poll_range": ValueType(_range, "PollRange"),
    "poll_rules": ValueType(_rules, "PollRules"),
    "poll_judged": one_of("graded", "ungraded"),
    "ballot_answer": ValueType(_answer, "BallotAnswer"),
    "paper_marks": ValueType(_paper, "PaperMarks"),
    "option_counts": ValueType(_counts, "OptionCounts"),
    "poll_outcome": ValueType(a_map(grade=text(NAME_MAX, empty=False), reason=optional(text(TEXT_MAX))), "PollOutcome"),
    "poll_readers": ValueType(_servers, "PollReaders"),
    "poll_decision": ValueType(_servers, "PollDecision"),
    "poll_quorum": ValueType(_servers, "PollQuorum"),
    "poll_quota": ValueType(_servers, "PollQuotaMet"),
    "poll_channel": ValueType(_servers, "PollChannel"),
    "poll_counts": ValueType(_servers, "PollCounts"),
    "poll_proposal": ValueType(_servers, "PollProposal"),
}

POLL_TYPESCRIPT = """\
/** 计票规则: how a poll counts: quorum and majority as "1/2" (at least) or ">1/2" (more than). */
export interface PollRules {
  readonly quorum?: string | null;
  readonly majority?: string | null;
  /** Of which the majority is: of the valid ballots, or of those due. */
  readonly majority_of?: "valid" | "due" | null;
  readonly all_equal_void?: boolean | null;
  /** People may judge themselves. */
  readonly own?: boolean | null;
  /** Of more than five scores the highest and the lowest are left out. */
  readonly trim?: boolean | null;
  readonly quota?: {
    readonly share: string | number;
    readonly rounding?: "floor" | "round" | "ceil" | null;
    readonly of?: "subjects" | "due" | null;
  } | null;
  /** The number of the option that the quota is on. */
  readonly excellent?: number | null;
}

export interface PollRange {
  readonly min: number | string;
  readonly max: number | string;
  readonly step: number | string;
}

export type BallotAnswer = number | string | readonly number[];

/** 纸质票: what one paper says, by subject or "-". */
export interface PaperMarks {
  readonly [line: string]: BallotAnswer | null | undefined;
}

/** Ballots by option number, and "blank" and "spoilt" beside them. */
export interface OptionCounts {
  readonly [option: string]: number;
}

/** 定等: what was decided of a subject; a reason where it isn't what the ballots propose. */
export interface PollOutcome {
  readonly grade: string;
  readonly reason?: string | null;
}

/** 读者: the people to whom something is told, where that isn't everybody. */
export type PollReaders = readonly Uint8Array[];

/** 定等经过: one decision as it was taken: on which line, by whom and when. */
export interface PollDecision extends PollOutcome {
  readonly line: string;
  readonly by: Uint8Array;
  readonly at: number;
}

export interface PollQuorum {
  readonly needed: string;
  readonly due: number;
  readonly taking_part: number;
  readonly met: boolean;
}

/** 优秀名额: how many may be excellent, and how many have the ballots for it. */
export interface PollQuotaMet {
  readonly most: number;
  readonly would_be: number;
}

export interface PollChannel {
  readonly issued?: number | null;
  readonly returned: number;
  readonly valid: number;
  readonly spoilt: number;
  readonly abstained: number;
}

/** 计票: the ballots on one subject, in all and by channel; `mean` of scores as decimal text. */
export interface PollCounts {
  readonly counts: OptionCounts;
  readonly channels: { readonly [channel: string]: OptionCounts };
  readonly valid: number;
  readonly spoilt: number;
  readonly abstained: number;
  readonly mean?: string | null;
  readonly n?: number | null;
}

/** 建议: what the ballots come to; `tied` where they can't tell, `over_quota` where there is no room above. */
export interface PollProposal {
  readonly grade?: string | null;
  readonly option?: number | null;
  readonly options?: readonly number[] | null;
  readonly tied?: readonly number[] | boolean | null;
  readonly adopted?: boolean | null;
  readonly over_quota?: boolean | null;
  readonly rank?: number | null;
}
"""
