"""The registry of kinds as TypeScript: `mingcha types` writes `pwa/src/model/generated.ts` from it.

Promises: the same registry always gives the same text; a test fails while the committed file differs from it.
"""

from __future__ import annotations

import json
from pathlib import Path

from models.calendar import HOUR_MS
from models.checklist_item import EVIDENCE, POLARITIES, SCALES
from models.evaluation_values import PART_SOURCES, ROUND_KIND_NAMES
from models.form import GRACE_HOURS
from models.item import ITEM_TYPES, RULINGS, TEXT_ANSWER_MAX
from models.kind import Kind, PathRule
from models.kinds import KINDS, SCHEMA_VERSION
from models.meeting_values import ITEM_KINDS, MEETING_TYPESCRIPT
from models.order_values import ORDER_TYPESCRIPT
from models.poll_values import POLL_TYPESCRIPT
from models.public_values import PUBLIC_TYPESCRIPT
from models.result_values import RESULT_TYPESCRIPT
from models.round import EACH, THRESHOLD
from models.value_type import NAME_MAX, TEXT_MAX
from models.values import DAY_TYPES, PARTY_STATUS, ROLES, ROUND_RULES, UNIT_TYPES, VALUE_TYPES

TARGET = Path("pwa/src/model/generated.ts")

_HEAD = """\
/** Every kind of document with its registers. Made from models/kinds.py by `mingcha types`; edit that, not this. */
import type { PhotoReference, Value } from "../sync/interface";

export const SCHEMA_VERSION = __VERSION__;

__WORDS__

/** 题目: what `items/<item>` of a form holds; `min`, `max` and `step` may be decimal text. */
export interface Item {
  readonly order?: number | string;
  readonly type: ItemType;
  readonly label: string;
  readonly label_en?: string;
  readonly aspect?: string;
  readonly required?: boolean;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly step?: number | string;
  readonly max_choices?: number;
  readonly initial?: unknown;
  /** How to answer, below the question. */
  readonly hint?: string;
  /** Shown only while this holds; docs/conditions.md. */
  readonly when?: Condition;
  /** What must hold of the answer before submitting; `constraint_words` says it. */
  readonly constraint?: Condition;
  readonly constraint_words?: string;
  readonly options?: readonly (string | Option)[];
  /** What a `calculate` is worked out by; nobody answers it. */
  readonly calculation?: Condition;
  /** An option is offered only while this holds of its columns and the answers above. */
  readonly choice_filter?: Condition;
  readonly required_when?: Condition;
}

/** Steps in postfix order, such as [["answer", "a"], ["text", "yes"], ["="]]. */
export type Condition = readonly (readonly [string, (string | number)?])[];

export interface Option {
  readonly value: string | number;
  readonly label?: string;
  readonly label_en?: string;
  /** What it says of itself for a `choice_filter`. */
  readonly columns?: { readonly [name: string]: string };
}

/** 特别日: what `days/<n>` (`10-01`) of a work calendar holds. */
export interface SpecialDay {
  readonly type: DayType;
  readonly name?: string;
}

/** 检查项: what `items/<item>` of a checklist holds; amounts may be decimal text. */
export interface ChecklistItem {
  readonly order?: number | string;
  readonly text: string;
  readonly text_en?: string;
  /** The headings it stands under, from above. */
  readonly group?: string | readonly string[];
  readonly core?: boolean;
  readonly subject?: string;
  readonly polarity?: Polarity;
  readonly scale?: Scale;
  readonly points?: number | string;
  readonly detail?: string;
  readonly rule?: string;
  readonly method?: string;
  readonly evidence?: Evidence;
  readonly deduct?: {
    readonly each?: number | string;
    readonly step?: number | string;
    readonly cap?: number | string;
    readonly all_or_nothing?: boolean;
    readonly discretionary?: boolean;
  };
  readonly children?: readonly { readonly id: string; readonly text: string; readonly points?: number | string }[];
  readonly required?: boolean;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly step?: number | string;
  readonly max_choices?: number;
  readonly options?: readonly (string | Option)[];
  readonly hint?: string;
  /** In words: when it is looked at at all. */
  readonly condition?: string;
  readonly when?: Condition;
  readonly constraint?: Condition;
  readonly constraint_words?: string;
  readonly calculation?: Condition;
  readonly choice_filter?: Condition;
  readonly required_when?: Condition;
}

export type Answer = Value;

/** A span of local days, both included; without an end it is open. */
export interface Interval {
  readonly from: string;
  readonly to?: string | null;
}

export interface Membership extends Interval {
  readonly unit: Uint8Array;
}

export interface BranchMembership extends Interval {
  readonly branch: Uint8Array;
}

export interface RoleHeld extends Interval {
  readonly role: Role;
  readonly at: Uint8Array;
}

export interface RoundRule {
  readonly type: RoundRuleType;
  readonly each: number;
  readonly load?: number | null;
  readonly sample?: { readonly count: number } | { readonly percent: number | string } | null;
}

/** A grade and the least percentage that it takes. */
export interface Band {
  readonly grade: string;
  readonly from: number | string;
}

/** One source of a combined result; `of` is the round or survey, `period` the time where there is none. */
export interface RoundPart {
  readonly source: PartSource;
  readonly weight: number | string;
  readonly of?: Uint8Array | null;
  readonly period?: string | null;
}

/** A part's percentage, or why it is missing. */
export interface PartResult {
  readonly weight: string;
  readonly score?: string;
  readonly missing?: string;
}

/** What the score comes to; without a grade where no band takes it, without a score where there is none. */
export interface Proposal {
  readonly score?: string;
  readonly grade?: string;
  /** The SHA-256 of the programme's scoring model, where one proposes; the place, and why the grade is what it is. */
  readonly model?: string;
  readonly place?: number;
  /** The quota was full, so the grade is a lower one. */
  readonly moved?: boolean;
  /** A tie goes past the quota: somebody has to choose. */
  readonly open?: boolean;
  /** Vetoes and gates that hold. */
  readonly reasons?: readonly string[];
  /** What is still to come. */
  readonly missing?: readonly string[];
}

export interface KinPair {
  readonly one: Uint8Array;
  readonly other: Uint8Array;
}

/** The options of one item that count as satisfied, and those that are left out. */
export interface Measure {
  readonly item: string;
  readonly satisfied: readonly (string | number)[];
  readonly excluded: readonly (string | number)[];
}

/** What answers add up to; `rate` and `mean` are decimal text, `below` says that there are too few. */
export interface Tally {
  readonly n: number;
  readonly below?: true;
  readonly counted?: number;
  readonly satisfied?: number;
  readonly rate?: string;
  readonly mean?: string;
  readonly options?: { readonly [option: string]: number };
}

/** What an element of a programme holds; `bundle.ts` has the types by section. */
export interface ElementValue {
  readonly [name: string]: Value;
}

/** `mean` is decimal text, exact to two places. */
export interface ItemResult {
  readonly mean: string;
  readonly n: number;
}
"""


def typescript() -> str:
    """The whole text of the generated file."""
    words = {
        "ItemType": ITEM_TYPES,
        "Ruling": RULINGS,
        "Role": ROLES,
        "UnitType": UNIT_TYPES,
        "PartyStatus": PARTY_STATUS,
        "RoundRuleType": ROUND_RULES,
        "DayType": DAY_TYPES,
        "RoundKindName": ROUND_KIND_NAMES,
        "PartSource": PART_SOURCES,
        "Polarity": POLARITIES,
        "Scale": SCALES,
        "Evidence": EVIDENCE,
        "MeetingItemKind": ITEM_KINDS,
    }
    unions = "\n".join(_union(name, values) for name, values in words.items())
    parts = [_HEAD.replace("__VERSION__", str(SCHEMA_VERSION)).replace("__WORDS__", unions)]
    parts += [RESULT_TYPESCRIPT, ORDER_TYPESCRIPT, PUBLIC_TYPESCRIPT, POLL_TYPESCRIPT, MEETING_TYPESCRIPT]
    parts += [_interface(kind) for kind in KINDS.values()]
    parts += [_kinds(), _rules(), _limits()]
    return "\n".join(parts)


def write(root: Path) -> Path:
    """Writes the file under the repository's root; returns where."""
    target = root / TARGET
    target.write_text(typescript(), encoding="utf-8")
    return target


def _union(name: str, values: tuple[str, ...]) -> str:
    return f"export type {name} = {' | '.join(json.dumps(value) for value in values)};"


def _interface(kind: Kind) -> str:
    lines = [f"/** {kind.zh}: its registers by path. */", f"export interface {_camel(kind.name)} {{"]
    lines += [f"  {_field(rule)}" for rule in kind.paths]
    return "\n".join([*dict.fromkeys(lines), "}", ""])


def _field(rule: PathRule) -> str:
    type = VALUE_TYPES[rule.type].typescript
    if "<" in rule.pattern:
        prefix = rule.pattern.partition("<")[0]
        return f"readonly [path: `{prefix}${{string}}`]: {type} | null | undefined;"
    removed = "" if rule.once or rule.type == "true" else " | null"
    return f"readonly {rule.pattern}?: {type}{removed};"


def _kinds() -> str:
    lines = [f"  readonly {name}: {_camel(name)};" for name in KINDS]
    return "\n".join(["export interface Kinds {", *lines, "}", "", "export type KindName = keyof Kinds;", ""])


def _rules() -> str:
    """What the app must know while it runs: how ids are named, what is written once, what by the server."""
    lines = ["export const KINDS = {"]
    for kind in KINDS.values():
        once = [rule.pattern for rule in kind.paths if rule.once]
        server = [rule.pattern for rule in kind.paths if rule.writer == "server"]
        fields = {"natural": list(kind.natural), "once": once, "server": server, "presence": kind.presence}
        body = ", ".join(f"{name}: {json.dumps(value)}" for name, value in fields.items())
        lines.append(f"  {kind.name}: {{ {body} }},")
    return "\n".join([*lines, "} as const;", ""])


def _limits() -> str:
    limits = {
        "nameCodePoints": NAME_MAX,
        "noteCodePoints": TEXT_MAX,
        "textAnswerCodePoints": TEXT_ANSWER_MAX,
        "graceMs": GRACE_HOURS * HOUR_MS,
        "threshold": THRESHOLD,
        "each": EACH,
    }
    lines = [f"  {name}: {value:_}," for name, value in limits.items()]
    return "\n".join(["export const LIMITS = {", *lines, "} as const;", ""])


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
