"""The values that results and closings hold, as types of registers.

Promises: as `models.value_type`; what only the server writes is not looked at again.
"""

from __future__ import annotations

from typing import Any

from models.export_event import WHAT
from models.result_period import is_month
from models.value_type import ValueType, one_of

SUBJECT_KINDS = ("person", "department", "window", "branch", "institution")
"""Whose a result is: 个人、科室、窗口、支部、全院."""
COMPONENT_SOURCES = ("self_evaluation", "peer_review", "records", "pledges", "activities", "commentary", "remarks")


def _month(value: Any) -> str | None:
    return None if is_month(value) else "bad_month"


def _servers(value: Any) -> str | None:
    return None


RESULT_VALUES: dict[str, ValueType] = {
    "month": ValueType(_month, "string"),
    "programme_or_none": ValueType(_servers, 'Uint8Array | "none"'),
    "subject_kind": one_of(*SUBJECT_KINDS),
    "month_state": one_of("open", "closing", "closed"),
    "result_components": ValueType(_servers, "ResultComponent[]"),
    "result_next": ValueType(_servers, "ResultNext"),
    "programme_score": ValueType(_servers, "ProgrammeScore"),
    "kept_sheets": ValueType(_servers, "Value"),
    "result_row": ValueType(_servers, "ResultRow"),
    "result_earlier": ValueType(_servers, "ResultEarlier"),
    "result_decision": ValueType(_servers, "ResultDecision"),
    "decided_line": ValueType(_servers, "DecidedLine"),
    "export_what": one_of(*WHAT),
    "flag": ValueType(_servers, "boolean"),
    "texts": ValueType(_servers, "string[]"),
}

RESULT_TYPESCRIPT = """\
/** 组成: one thing that a result is made of. `value` is decimal text in hundredths of the full measure, `n` how many
 * were seen. A rate has its `hits`; a group's mean has `sum` and `squares` of its people's values. */
export interface ResultComponent {
  readonly id: string;
  readonly source: string;
  readonly value: string;
  readonly n: number;
  readonly weight?: string;
  /** True where the programme's scoring model draws on it. */
  readonly counts?: boolean;
  readonly hits?: number;
  readonly sum?: string;
  readonly squares?: string;
}

/** 方案得分: what a programme's scoring model made of the period. `parts` and `measures` are exact (`1/3`), by the
 * model's own ids; `total` and `grade` are shown ones. `missing` names what is still to come. */
export interface ProgrammeScore {
  readonly version: number;
  readonly evaluation: string;
  /** The SHA-256 of the model's canonical form. */
  readonly model: string;
  readonly complete: boolean;
  readonly total?: string;
  readonly band?: string;
  readonly grade?: string;
  /** True where the quota of a better band was full; `by_score` is the grade that the score alone has. */
  readonly moved?: boolean;
  readonly by_score?: string;
  /** True where several share the last place of a quota, and a committee decides. */
  readonly open?: boolean;
  readonly next?: { readonly grade: string; readonly lacking?: string };
  readonly parts: readonly ScorePart[];
  readonly measures?: { readonly [measure: string]: string };
  readonly missing?: readonly string[];
  readonly unread?: readonly string[];
  readonly vetoes?: readonly string[];
  readonly gates?: readonly string[];
  /** Of a period longer than the model's own: how many of its parts were complete, of how many. */
  readonly months?: number;
  readonly of?: number;
}

export interface ScorePart {
  readonly id: string;
  readonly value?: string;
  readonly counted?: number;
  readonly excluded?: number;
  readonly dropped?: number;
  readonly lost?: string;
  readonly cut?: string;
  readonly complete?: boolean;
  readonly applies?: boolean;
}

/** The next better grade, and how many points are lacking to it. */
export interface ResultNext {
  readonly grade: string;
  readonly lacking: string;
}

/** One person's line on the sheet of a department or branch. */
export interface ResultRow {
  readonly total?: string;
  readonly grade?: string;
  readonly hits?: number;
  readonly due?: number;
}

/** 期间定级 as a result tells it: who decides, and from the decision on the grade; `proposed` is what the score came
 * to, `reason` why it is another one. */
export interface ResultDecision {
  readonly decider: string;
  readonly grade?: string;
  readonly proposed?: string;
  readonly reason?: string;
  readonly by?: Uint8Array;
  readonly at?: number;
}

/** The decided grade in one person's line. */
export interface DecidedLine {
  readonly grade: string;
  readonly changed: boolean;
}

/** What a result said before it was corrected. */
export interface ResultEarlier {
  readonly total?: string;
  readonly grade?: string;
  readonly components: readonly ResultComponent[];
  readonly computed_at: number;
  readonly reason?: string;
}
"""
