/** Every kind of document with its registers. Made from models/kinds.py by `mingcha types`; edit that, not this. */
import type { PhotoReference, Value } from "../sync/interface";

export const SCHEMA_VERSION = 1;

export type ItemType = "rating" | "score" | "choice" | "multiple" | "yes_no" | "pass_fail" | "number" | "text" | "photo" | "signature" | "date" | "note" | "calculate";
export type Ruling = "pass" | "fail" | "na";
export type Role = "staff" | "head" | "secretary" | "leader" | "inspector" | "supervisor" | "admin" | "assessor";
export type UnitType = "department" | "service_window" | "leadership" | "station" | "office" | "ward" | "other";
export type PartyStatus = "member" | "probationary" | "none";
export type RoundRuleType = "same_unit" | "cross_unit" | "branch" | "all";
export type DayType = "work" | "rest" | "holiday";
export type RoundKindName = "peer" | "upward" | "mass" | "combined" | "external";
export type PartSource = "round" | "self" | "commentary" | "remark" | "survey";
export type Polarity = "required" | "prohibited" | "encouraged" | "mixed";
export type Scale = "pass_fail" | "yes_no" | "score" | "rating" | "number" | "percent" | "choice" | "multiple" | "text" | "date" | "photo" | "signature" | "note" | "calculate";
export type Evidence = "none" | "photo" | "photo_if_fail" | "document" | "signature";
export type MeetingItemKind = "evaluations" | "results" | "commentary" | "findings" | "orders" | "pledges" | "complaints" | "poll" | "other";

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

/** 整改来源: what an order rests on: a kind, the document's id and the part of it, or free words. */
export interface OrderOrigin {
  readonly kind: "finding" | "commentary" | "complaint" | "survey" | "result" | "meeting" | "words";
  readonly id?: Uint8Array | null;
  readonly part?: string | null;
  readonly words?: string | null;
}

/** 督办步骤: one rung of the ladder that was reached: which, for which due day, on what day, and who was told. */
export interface OrderStep {
  readonly step: string;
  readonly title: string;
  readonly due_on: string;
  readonly on: string;
  readonly told: readonly Uint8Array[];
}

/** 回头看: what a published visit that looked at an order again found. */
export interface Reinspection {
  readonly title: string;
  readonly practice: string;
  readonly on: string;
  readonly passed: number;
  readonly failed: number;
  /** Neither: it didn't apply, or nobody looked. */
  readonly other: number;
  readonly checklist: Uint8Array;
  /** The items that failed again. */
  readonly items: readonly string[];
}

/** 帮扶指标: what is to get better, from where, and how far; without a value any improvement will do. */
export interface AssistIndicator {
  readonly title: string;
  readonly op: "increase" | "decrease" | ">=" | "<=";
  readonly value?: string | number | null;
  readonly baseline: string | number;
  readonly unit?: string | null;
  readonly source: "stated" | "result";
  readonly relative?: boolean | null;
}

/** 满意率: what ratings add up to; of fewer than five nothing but how many there are. Per cent as decimal texts. */
export interface RatingShare {
  readonly n: number;
  readonly below?: true;
  readonly counted?: number;
  readonly satisfied?: number;
  readonly rate?: string;
  readonly low?: string;
  readonly high?: string;
}

/** 异常评价之一: one rating that waits for a second person: seconds after the first one, and what it said. */
export interface HeldRating {
  readonly after_s: number;
  readonly answers: Readonly<Record<string, Value>>;
  readonly words?: string | null;
}

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

/** 议程: one item of a meeting's agenda; `order` says where it stands among the others. */
export interface MeetingItem {
  readonly kind: MeetingItemKind;
  readonly title: string;
  readonly order: number;
  readonly doc?: Uint8Array | null;
  readonly speaker?: Uint8Array | null;
}

/** 决定: what a meeting decided on an item, what it becomes, and the document that it became. */
export interface MeetingDecision {
  readonly text: string;
  readonly becomes: "note" | "task" | "order";
  readonly item?: string | null;
  readonly responsible?: Uint8Array | null;
  readonly unit?: Uint8Array | null;
  readonly due_on?: string | null;
  readonly doc?: Uint8Array | null;
}

/** 本月发现: one published finding of a department of the branch: its words cut short, and nobody's name. */
export interface MonthFinding {
  readonly unit: Uint8Array;
  readonly day?: string | null;
  readonly order?: number | null;
  readonly published_at?: number | null;
  readonly text?: string | null;
  readonly suggestion?: string | null;
  readonly building?: string | null;
  readonly floor?: string | null;
  readonly object?: string | null;
  readonly praise?: boolean | null;
  readonly fixed?: boolean | null;
}

/** 本月整改: one open order of a department of the branch; without a title where that may be somebody's own words. */
export interface MonthOrder {
  readonly unit: Uint8Array;
  readonly due_on: string;
  readonly origin: string;
  readonly title?: string | null;
}

/** 机构: its registers by path. */
export interface Institution {
  readonly name?: string | null;
  readonly code?: string | null;
  readonly parent?: Uint8Array | null;
  readonly timezone?: string | null;
  readonly self_evaluation_form?: string | null;
  readonly ballot_spread_s?: number | null;
}

/** 科室: its registers by path. */
export interface Unit {
  readonly institution?: Uint8Array;
  readonly name?: string | null;
  readonly type?: "department" | "service_window" | "leadership" | "station" | "office" | "ward" | "other" | null;
  readonly parent?: Uint8Array | null;
  readonly order?: number | null;
  readonly ended_on?: string | null;
}

/** 党支部: its registers by path. */
export interface PartyBranch {
  readonly institution?: Uint8Array;
  readonly name?: string | null;
  readonly parent?: Uint8Array | null;
  readonly ended_on?: string | null;
}

/** 人员: its registers by path. */
export interface Person {
  readonly institution?: Uint8Array;
  readonly name?: string | null;
  readonly pinyin?: string | null;
  readonly staff_no?: string | null;
  readonly party?: "member" | "probationary" | "none" | null;
  readonly profession?: "doctor" | "nurse" | "pharmacist" | "technician" | "manager" | "support" | null;
  readonly [path: `memberships/${string}`]: Membership | null | undefined;
  readonly [path: `branches/${string}`]: BranchMembership | null | undefined;
  readonly [path: `roles/${string}`]: RoleHeld | null | undefined;
}

/** 账号事件: its registers by path. */
export interface AccountEvent {
  readonly person?: Uint8Array;
  readonly by?: Uint8Array;
  readonly what?: "code_issued" | "account_reset" | "account_opened";
  readonly at?: number;
}

/** 表单: its registers by path. */
export interface Form {
  readonly name?: string;
  readonly title?: string | null;
  readonly title_en?: string | null;
  readonly [path: `items/${string}`]: Item | null | undefined;
  readonly correctable?: true;
  readonly grace_hours?: number | null;
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly used?: true;
}

/** 个人自评: its registers by path. */
export interface SelfEvaluation {
  readonly person?: Uint8Array;
  readonly form?: string;
  readonly day?: string;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly note?: string | null;
  readonly submitted?: true;
}

/** 互评轮次: its registers by path. */
export interface PeerRound {
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly title?: string | null;
  readonly form?: string | null;
  readonly opens_at?: number | null;
  readonly closes_at?: number | null;
  readonly anonymity?: "named" | "confidential" | "anonymous" | null;
  readonly threshold?: number | null;
  readonly rule?: RoundRule | null;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly kind?: "peer" | "upward" | "mass" | "combined" | "external" | null;
  readonly evaluators?: Value | null;
  readonly subjects?: Value | null;
  readonly quorum?: string | null;
  readonly decider?: "leader" | "supervisor" | "secretary" | null;
  readonly [path: `bands/${string}`]: Band | null | undefined;
  readonly [path: `parts/${string}`]: RoundPart | null | undefined;
  readonly rerun_of?: Uint8Array;
  readonly opened?: true;
  readonly published?: true;
  readonly seed_hash?: string;
  readonly seed?: string;
  readonly not_valid?: true;
}

/** 互评任务: its registers by path. */
export interface PeerAssignment {
  readonly round?: Uint8Array;
  readonly reviewer?: Uint8Array;
  readonly [path: `subjects/${string}`]: true | null | undefined;
  readonly [path: `done/${string}`]: true | null | undefined;
  readonly [path: `names/${string}`]: string | null | undefined;
}

/** 互评: its registers by path. */
export interface PeerReview {
  readonly round?: Uint8Array;
  readonly reviewer?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly note?: string | null;
  readonly submitted?: true;
  readonly shown?: true;
  readonly withheld?: true;
}

/** 互评结果: its registers by path. */
export interface PeerResult {
  readonly round?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly count?: number;
  readonly below?: true;
  readonly total?: string;
  readonly [path: `items/${string}`]: ItemResult | null | undefined;
  readonly [path: `words/${string}`]: string | null | undefined;
}

/** 互评进度: its registers by path. */
export interface PeerTurnout {
  readonly round?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly owed?: number | null;
  readonly submitted?: number | null;
  readonly due?: number;
  readonly taking_part?: number | null;
  readonly n?: number | null;
}

/** 考核: its registers by path. */
export interface Assessment {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly period?: string;
  readonly by?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly note?: string | null;
  readonly submitted?: true;
  readonly told?: "subject" | "everyone" | null;
}

/** 推荐: its registers by path. */
export interface Nomination {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly subject?: Uint8Array;
  readonly period?: string;
  readonly institution?: Uint8Array;
  readonly reason?: string | null;
  readonly [path: `steps/${string}`]: Readonly<{ ruling: "put_forward" | "returned"; reason?: string | null }> | null | undefined;
  readonly up?: true;
}

/** 检查表: its registers by path. */
export interface Checklist {
  readonly institution?: Uint8Array;
  readonly name?: string | null;
  readonly name_en?: string | null;
  readonly version?: number | null;
  readonly supersedes?: Uint8Array;
  readonly subject?: string | null;
  readonly source?: string | null;
  readonly [path: `items/${string}`]: ChecklistItem | null | undefined;
  readonly published?: true;
  readonly ended_on?: string | null;
}

/** 支部讲评: its registers by path. */
export interface BranchCommentary {
  readonly period?: string;
  readonly branch?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly by_leader?: true;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly strengths?: string | null;
  readonly problems?: string | null;
  readonly advice?: string | null;
  readonly direction?: string | null;
  readonly [path: `from/${string}`]: Uint8Array | null | undefined;
  readonly score?: number | string | null;
  readonly submitted?: true;
  readonly follow_up?: boolean | null;
  readonly outcome?: "done" | "partly" | "not_done" | null;
  readonly outcome_note?: string | null;
  readonly public?: boolean | null;
}

/** 讲评记录: its registers by path. */
export interface CommentaryNote {
  readonly meeting?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly by?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly period?: string;
  readonly [path: `said/${string}`]: string | null | undefined;
}

/** 讲评进度: its registers by path. */
export interface CommentaryCoverage {
  readonly branch?: Uint8Array;
  readonly period?: string;
  readonly institution?: Uint8Array;
  readonly [path: `done/${string}`]: true | null | undefined;
  readonly n?: number | null;
}

/** 领导点评: its registers by path. */
export interface LeaderRemark {
  readonly by?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly text?: string | null;
  readonly follow_up?: boolean | null;
  readonly outcome?: "done" | "partly" | "not_done" | null;
  readonly outcome_note?: string | null;
}

/** 集中点评: its registers by path. */
export interface QuarterlyRemark {
  readonly period?: string;
  readonly by?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly strengths?: string | null;
  readonly problems?: string | null;
  readonly advice?: string | null;
  readonly direction?: string | null;
  readonly [path: `from/${string}`]: Uint8Array | null | undefined;
  readonly score?: number | string | null;
  readonly submitted?: true;
  readonly follow_up?: boolean | null;
  readonly outcome?: "done" | "partly" | "not_done" | null;
  readonly outcome_note?: string | null;
}

/** 承诺: its registers by path. */
export interface Pledge {
  readonly institution?: Uint8Array;
  readonly pledger?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly day?: string;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly replaces?: Uint8Array;
  readonly type?: "shared" | "post" | "concrete" | null;
  readonly aspects?: readonly string[] | null;
  readonly text?: string | null;
  readonly due_on?: string | null;
  readonly [path: `handed_in/${string}`]: true | null | undefined;
  readonly [path: `reviews/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly [path: `published/${string}`]: Readonly<{ on: string; places: readonly string[] }> | null | undefined;
  readonly [path: `fulfilments/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly reported?: true;
  readonly excuse?: string | null;
  readonly [path: `grades/${string}`]: Readonly<{ grade: "kept" | "mostly" | "not"; reason?: string | null; excuse?: "accepted" | "returned" | null }> | null | undefined;
  readonly withdrawn?: true;
}

/** 台账: its registers by path. */
export interface RecordEntry {
  readonly institution?: Uint8Array;
  readonly person?: Uint8Array;
  readonly day?: string;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly upward?: true;
  readonly type?: "study" | "volunteer" | "contest" | "good_deed" | "error_free" | "other" | null;
  readonly title?: string | null;
  readonly place?: string | null;
  readonly note?: string | null;
  readonly hours?: string | number | null;
  readonly count?: string | number | null;
  readonly amount?: string | number | null;
  readonly error?: true;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `handed_in/${string}`]: true | null | undefined;
  readonly [path: `reviews/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly withdrawn?: true;
}

/** 活动: its registers by path. */
export interface Activity {
  readonly institution?: Uint8Array;
  readonly organiser?: Uint8Array;
  readonly place?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly type?: "training" | "contest" | "forum" | "service_month" | "service_week" | "service_day" | "talk" | "volunteer" | "meeting" | "other" | null;
  readonly title?: string | null;
  readonly venue?: string | null;
  readonly agenda?: string | null;
  readonly begins_at?: number | null;
  readonly ends_at?: number | null;
  readonly due_by?: "everyone" | "party" | "heads" | "list" | null;
  readonly [path: `people/${string}`]: true | null | undefined;
  readonly announced?: true;
  readonly [path: `due/${string}`]: true | null | undefined;
  readonly minutes?: string | null;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly ended?: true;
  readonly cancelled?: string | null;
}

/** 签到码: its registers by path. */
export interface ActivityKey {
  readonly activity?: Uint8Array;
  readonly organiser?: Uint8Array;
  readonly key?: Uint8Array;
}

/** 出席: its registers by path. */
export interface Attendance {
  readonly activity?: Uint8Array;
  readonly person?: Uint8Array;
  readonly organiser?: Uint8Array;
  readonly place?: Uint8Array;
  readonly signed_in?: Readonly<{ code: string; at: number }> | null;
  readonly excuse?: string | null;
  readonly [path: `marks/${string}`]: Readonly<{ mark: "present" | "absent" | "excused"; reason?: string | null }> | null | undefined;
}

/** 承包任务: its registers by path. */
export interface ContractedTask {
  readonly institution?: Uint8Array;
  readonly assigner?: Uint8Array;
  readonly responsible?: Uint8Array;
  readonly day?: string;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly meeting?: Uint8Array;
  readonly decision?: string;
  readonly title?: string | null;
  readonly text?: string | null;
  readonly due_on?: string | null;
  readonly amount?: string | number | null;
  readonly reward?: string | null;
  readonly assigned?: true;
  readonly [path: `answers/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly [path: `progress/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `reports/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `checks/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly cancelled?: string | null;
}

/** 支部会议: its registers by path. */
export interface Meeting {
  readonly activity?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly [path: `chair/${string}`]: true | null | undefined;
  readonly [path: `scribes/${string}`]: true | null | undefined;
  readonly quorum?: ">1/2" | "2/3" | "4/5" | null;
  readonly [path: `agenda/${string}`]: MeetingItem | null | undefined;
  readonly at?: string | null;
  readonly speaker?: Uint8Array | null;
  readonly shown?: Readonly<{ what: string; doc?: Uint8Array | null; page?: number | null; dark?: boolean | null }> | null;
  readonly [path: `notes/${string}`]: string | null | undefined;
  readonly [path: `decisions/${string}`]: MeetingDecision | null | undefined;
  readonly begun?: true;
  readonly ended?: true;
  readonly [path: `signed/${string}`]: true | null | undefined;
  readonly [path: `due/${string}`]: true | null | undefined;
  readonly [path: `spoken/${string}`]: true | null | undefined;
  readonly [path: `ordered/${string}`]: Uint8Array | null | undefined;
  readonly [path: `tasked/${string}`]: Uint8Array | null | undefined;
}

/** 本月情况: its registers by path. */
export interface MeetingMonth {
  readonly activity?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly [path: `serving/${string}`]: true | null | undefined;
  readonly [path: `findings/${string}`]: MonthFinding | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `orders/${string}`]: MonthOrder | null | undefined;
  readonly [path: `complaints/${string}`]: string | null | undefined;
}

/** 限期整改通知书: its registers by path. */
export interface Order {
  readonly institution?: Uint8Array;
  readonly issuer?: Uint8Array;
  readonly day?: string;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly origin?: OrderOrigin;
  readonly unit?: Uint8Array | null;
  readonly title?: string | null;
  readonly matter?: string | null;
  readonly measure?: string | null;
  readonly responsible?: Uint8Array | null;
  readonly leader?: Uint8Array | null;
  readonly within?: number | null;
  readonly due_on?: string | null;
  readonly building?: string | null;
  readonly spot?: string | null;
  readonly [path: `concerns/${string}`]: true | null | undefined;
  readonly [path: `items/${string}`]: string | null | undefined;
  readonly [path: `found/${string}`]: PhotoReference | null | undefined;
  readonly issued?: true;
  readonly number?: number;
  readonly year?: string;
  readonly issued_on?: string;
  readonly [path: `handovers/${string}`]: Readonly<{ from: Uint8Array; to: Uint8Array; reason: string }> | null | undefined;
  readonly [path: `told/${string}`]: Readonly<{ at: number; people: readonly Uint8Array[] }> | null | undefined;
  readonly [path: `passed_on/${string}`]: string | null | undefined;
  readonly [path: `passed_photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `helpers/${string}`]: true | null | undefined;
  readonly [path: `checkers/${string}`]: true | null | undefined;
  readonly [path: `receipts/${string}`]: true | null | undefined;
  readonly [path: `extensions/${string}`]: Readonly<{ until: string; reason: string }> | null | undefined;
  readonly [path: `grants/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly [path: `before/${string}`]: PhotoReference | null | undefined;
  readonly [path: `after/${string}`]: PhotoReference | null | undefined;
  readonly [path: `reports/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `rechecks/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null; due_on?: string | null }> | null | undefined;
  readonly [path: `rechecked/${string}`]: PhotoReference | null | undefined;
  readonly [path: `closings/${string}`]: string | null | undefined;
  readonly [path: `reopenings/${string}`]: Readonly<{ due_on: string; reason: string }> | null | undefined;
  readonly withdrawn?: string | null;
  readonly [path: `steps/${string}`]: OrderStep | null | undefined;
  readonly [path: `sent/${string}`]: number | null | undefined;
  readonly [path: `held/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `reinspections/${string}`]: Reinspection | null | undefined;
}

/** 整改内部备注: its registers by path. */
export interface OrderNote {
  readonly order?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly [path: `people/${string}`]: true | null | undefined;
  readonly text?: string | null;
  readonly ended?: string | null;
}

/** 整改报告草稿: its registers by path. */
export interface OrderDraft {
  readonly order?: Uint8Array;
  readonly person?: Uint8Array;
  readonly text?: string | null;
  readonly ended?: string | null;
}

/** 整改编号簿: its registers by path. */
export interface OrderRegister {
  readonly institution?: Uint8Array;
  readonly year?: string;
  readonly last?: number | null;
}

/** 帮扶联系点: its registers by path. */
export interface Assistance {
  readonly institution?: Uint8Array;
  readonly maker?: Uint8Array;
  readonly leader?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly day?: string;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly title?: string | null;
  readonly goal?: string | null;
  readonly [path: `indicators/${string}`]: AssistIndicator | null | undefined;
  readonly begun?: true;
  readonly [path: `visits/${string}`]: Readonly<{ on: string; text: string; percent?: number | null }> | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `readings/${string}`]: Readonly<{ on: string; value: string | number; period?: string | null; note?: string | null }> | null | undefined;
  readonly [path: `closings/${string}`]: string | null | undefined;
  readonly [path: `reopenings/${string}`]: string | null | undefined;
}

/** 满意度调查: its registers by path. */
export interface SurveyRound {
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly title?: string | null;
  readonly form?: string | null;
  readonly opens_at?: number | null;
  readonly closes_at?: number | null;
  readonly measure?: Measure | null;
  readonly target?: number | string | null;
  readonly [path: `interviewers/${string}`]: true | null | undefined;
  readonly opened?: true;
  readonly published?: true;
}

/** 调查答卷: its registers by path. */
export interface SurveyAnswer {
  readonly survey?: Uint8Array;
  readonly by?: Uint8Array;
  readonly channel?: "phone" | "street" | "visit" | "box";
  readonly batch?: Uint8Array;
  readonly department?: Uint8Array | null;
  readonly encounter?: "outpatient" | "inpatient" | "emergency" | "discharged" | "other" | null;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly note?: string | null;
  readonly submitted?: true;
  readonly counted?: true;
}

/** 纸质答卷箱: its registers by path. */
export interface SurveyBatch {
  readonly survey?: Uint8Array;
  readonly by?: Uint8Array;
  readonly department?: Uint8Array | null;
  readonly issued?: number | null;
  readonly returned?: number | null;
  readonly note?: string | null;
}

/** 调查结果: its registers by path. */
export interface SurveyResult {
  readonly survey?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly count?: number | null;
  readonly valid?: number;
  readonly below?: true;
  readonly rate?: string;
  readonly satisfied?: number;
  readonly counted?: number;
  readonly excluded?: number;
  readonly [path: `tallies/${string}`]: Tally | null | undefined;
  readonly [path: `units/${string}`]: Tally | null | undefined;
  readonly [path: `channels/${string}`]: number | null | undefined;
  readonly [path: `invalid_batches/${string}`]: string | null | undefined;
  readonly n?: number | null;
}

/** 工作日历: its registers by path. */
export interface WorkCalendar {
  readonly institution?: Uint8Array;
  readonly year?: string;
  readonly source?: string | null;
  readonly [path: `days/${string}`]: SpecialDay | null | undefined;
}

/** 任务办结: its registers by path. */
export interface TaskMark {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly period?: string;
  readonly person?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly done_on?: string | null;
  readonly note?: string | null;
}

/** 活动方案: its registers by path. */
export interface Programme {
  readonly institution?: Uint8Array;
  readonly code?: string;
  readonly version?: number;
  readonly supersedes?: Uint8Array;
  readonly [path: `about/${string}`]: Value | null | undefined;
  readonly [path: `documents/${string}`]: ElementValue | null | undefined;
  readonly [path: `scope/${string}`]: ElementValue | null | undefined;
  readonly [path: `themes/${string}`]: ElementValue | null | undefined;
  readonly [path: `standards/${string}`]: ElementValue | null | undefined;
  readonly [path: `stages/${string}`]: ElementValue | null | undefined;
  readonly [path: `carriers/${string}`]: ElementValue | null | undefined;
  readonly [path: `evaluations/${string}`]: ElementValue | null | undefined;
  readonly [path: `targets/${string}`]: ElementValue | null | undefined;
  readonly [path: `pledges/${string}`]: ElementValue | null | undefined;
  readonly [path: `checklists/${string}`]: ElementValue | null | undefined;
  readonly [path: `feedback/${string}`]: ElementValue | null | undefined;
  readonly [path: `inspections/${string}`]: ElementValue | null | undefined;
  readonly [path: `rectification/${string}`]: ElementValue | null | undefined;
  readonly [path: `publications/${string}`]: ElementValue | null | undefined;
  readonly [path: `awards/${string}`]: ElementValue | null | undefined;
  readonly [path: `consequences/${string}`]: ElementValue | null | undefined;
  readonly [path: `activities/${string}`]: ElementValue | null | undefined;
  readonly [path: `roles/${string}`]: ElementValue | null | undefined;
  readonly [path: `questions/${string}`]: ElementValue | null | undefined;
  readonly [path: `forms/${string}`]: ElementValue | null | undefined;
  readonly [path: `scoring/${string}`]: ElementValue | null | undefined;
  readonly [path: `owners/${string}`]: Uint8Array | null | undefined;
  readonly [path: `lists/${string}`]: Uint8Array | null | undefined;
  readonly [path: `cadences/${string}`]: ElementValue | null | undefined;
  readonly [path: `unit_cadences/${string}`]: ElementValue | null | undefined;
  readonly ended_on?: string | null;
  readonly published?: true;
}

/** 考核结果: its registers by path. */
export interface PeriodResult {
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array | "none";
  readonly period?: string;
  readonly subject?: Uint8Array;
  readonly batch?: Uint8Array;
  readonly subject_kind?: "person" | "department" | "window" | "branch" | "institution" | null;
  readonly components?: ResultComponent[] | null;
  readonly total?: string | null;
  readonly sum?: string | null;
  readonly squares?: string | null;
  readonly grade?: string | null;
  readonly next?: ResultNext | null;
  readonly model?: string | null;
  readonly judged_by?: Uint8Array | null;
  readonly [path: `scores/${string}`]: ProgrammeScore | null | undefined;
  readonly [path: `sheets/${string}`]: Value | null | undefined;
  readonly months?: string[] | null;
  readonly people?: number | null;
  readonly below?: boolean | null;
  readonly [path: `rows/${string}`]: ResultRow | null | undefined;
  readonly computed_at?: number | null;
  readonly revision?: number | null;
  readonly reason?: string | null;
  readonly [path: `earlier/${string}`]: ResultEarlier | null | undefined;
  readonly late?: number | null;
  readonly reopened?: boolean | null;
  readonly decision?: ResultDecision | null;
  readonly [path: `decided/${string}`]: DecidedLine | null | undefined;
}

/** 期间定级: its registers by path. */
export interface PeriodDecision {
  readonly institution?: Uint8Array;
  readonly period?: string;
  readonly subject?: Uint8Array;
  readonly batch?: Uint8Array;
  readonly programme?: Uint8Array | null;
  readonly branch?: Uint8Array | null;
  readonly decider?: "leader" | "supervisor" | "secretary" | null;
  readonly grades?: string[] | null;
  readonly proposal?: Proposal | null;
  readonly revision?: number | null;
  readonly void?: boolean | null;
  readonly [path: `earlier/${string}`]: ResultDecision | null | undefined;
  readonly grade?: string | null;
  readonly reason?: string | null;
  readonly decided?: true;
}

/** 月度结账: its registers by path. */
export interface MonthClose {
  readonly institution?: Uint8Array;
  readonly period?: string;
  readonly [path: `closings/${string}`]: string | null | undefined;
  readonly [path: `reopenings/${string}`]: string | null | undefined;
  readonly [path: `corrections/${string}`]: string | null | undefined;
  readonly state?: "open" | "closing" | "closed" | null;
  readonly computed_at?: number | null;
  readonly results?: number | null;
  readonly model?: string | null;
  readonly [path: `late/${string}`]: number | null | undefined;
}

/** 导出记录: its registers by path. */
export interface ExportEvent {
  readonly institution?: Uint8Array;
  readonly by?: Uint8Array;
  readonly what?: "month_sheet" | "pay_proposal" | "personal_file" | "order_ledger" | "order_paper" | "honour_paper" | "report_paper" | "meeting_minutes" | "poll_protocol";
  readonly period?: string;
  readonly subject?: Uint8Array;
  readonly at?: number;
}

/** 参评名单: its registers by path. */
export interface Electorate {
  readonly round?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly day?: string | null;
  readonly due?: number | null;
  readonly [path: `evaluators/${string}`]: true | null | undefined;
  readonly [path: `subjects/${string}`]: number | null | undefined;
  readonly [path: `excluded/${string}`]: string | null | undefined;
  readonly [path: `short/${string}`]: number | null | undefined;
  readonly [path: `uncovered/${string}`]: true | null | undefined;
}

/** 亲属关系: its registers by path. */
export interface Relatives {
  readonly institution?: Uint8Array;
  readonly [path: `pairs/${string}`]: KinPair | null | undefined;
}

/** 回避: its registers by path. */
export interface Recusal {
  readonly round?: Uint8Array;
  readonly reviewer?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly reason?: string | null;
}

/** 综合结果: its registers by path. */
export interface CombinedResult {
  readonly round?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly total?: string;
  readonly [path: `parts/${string}`]: PartResult | null | undefined;
}

/** 定级: its registers by path. */
export interface Decision {
  readonly round?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly decider?: "leader" | "supervisor" | "secretary";
  readonly proposal?: Proposal;
  readonly grade?: string | null;
  readonly reason?: string | null;
  readonly decided?: true;
}

/** 检查方案: its registers by path. */
export interface InspectionPlan {
  readonly institution?: Uint8Array;
  readonly organiser?: Uint8Array;
  readonly manner?: "open" | "covert";
  readonly title?: string | null;
  readonly practice?: "open" | "covert" | "surprise" | "spot_check" | "special" | "random" | "regular" | "daily" | "concentrated" | "research" | "first_hand" | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly checklist?: Uint8Array | null;
  readonly order?: Uint8Array;
  readonly [path: `only/${string}`]: true | null | undefined;
  readonly rule?: "worst" | "majority" | "leader" | null;
  readonly [path: `planners/${string}`]: true | null | undefined;
  readonly [path: `candidates/${string}`]: true | null | undefined;
  readonly [path: `inspectors/${string}`]: true | null | undefined;
  readonly places?: number | null;
  readonly each?: number | null;
  readonly leader?: Uint8Array | null;
  readonly again?: true | null;
  readonly silent?: true | null;
  readonly sealed?: true;
  readonly announced?: true;
  readonly cancelled?: string;
  readonly note?: string | null;
  readonly seed_hash?: string;
  readonly seed?: string;
  readonly [path: `drawn/${string}`]: Readonly<{ team: readonly Uint8Array[]; leader: Uint8Array }> | null | undefined;
  readonly [path: `excused/${string}`]: readonly Readonly<{ place: Uint8Array; why: "own_unit" | "relative" | "last_visit" }>[] | null | undefined;
  readonly [path: `redrawn/${string}`]: Readonly<{ sealed_at: number; cancelled_at: number | null; reason: string | null }> | null | undefined;
  readonly [path: `seen/${string}`]: number | null | undefined;
  readonly [path: `reset/${string}`]: number | null | undefined;
}

/** 检查组: its registers by path. */
export interface InspectionTeam {
  readonly visit?: Uint8Array;
  readonly plan?: Uint8Array;
  readonly place?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly manner?: "open" | "covert";
  readonly [path: `members/${string}`]: true | null | undefined;
  readonly [path: `names/${string}`]: string | null | undefined;
  readonly leader?: Uint8Array | null;
  readonly [path: `stewards/${string}`]: true | null | undefined;
}

/** 检查通知: its registers by path. */
export interface InspectionNotice {
  readonly plan?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly title?: string;
  readonly practice?: "open" | "covert" | "surprise" | "spot_check" | "special" | "random" | "regular" | "daily" | "concentrated" | "research" | "first_hand";
  readonly from?: string;
  readonly to?: string;
  readonly [path: `places/${string}`]: true | null | undefined;
  readonly cancelled?: string | null;
}

/** 现场检查: its registers by path. */
export interface Visit {
  readonly plan?: Uint8Array;
  readonly place?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly manner?: "open" | "covert";
  readonly title?: string;
  readonly practice?: "open" | "covert" | "surprise" | "spot_check" | "special" | "random" | "regular" | "daily" | "concentrated" | "research" | "first_hand";
  readonly checklist?: Uint8Array;
  readonly order?: Uint8Array;
  readonly [path: `only/${string}`]: true | null | undefined;
  readonly rule?: "worst" | "majority" | "leader";
  readonly from?: string;
  readonly to?: string;
  readonly silent?: true;
  readonly announced?: true;
  readonly [path: `seen/${string}`]: number | null | undefined;
  readonly [path: `reset/${string}`]: number | null | undefined;
  readonly day?: string | null;
  readonly [path: `begun/${string}`]: number | null | undefined;
  readonly [path: `claims/${string}`]: number | null | undefined;
  readonly host_name?: string | null;
  readonly host_signature?: PhotoReference | null;
  readonly host_note?: string | null;
  readonly [path: `finished/${string}`]: number | null | undefined;
  readonly [path: `reopened/${string}`]: string | null | undefined;
  readonly released?: true;
  readonly [path: `taken_in/${string}`]: true | null | undefined;
  readonly cancelled?: string | null;
  readonly published?: number | null;
  readonly redrawn?: number | null;
}

/** 检查记录: its registers by path. */
export interface Observation {
  readonly visit?: Uint8Array;
  readonly item?: string;
  readonly inspector?: Uint8Array;
  readonly verdict?: "pass" | "fail" | "na" | "unseen" | null;
  readonly points?: string | number | null;
  readonly answer?: Answer | null;
  readonly deduction?: Readonly<{ points: string | number; reason: string }> | null;
  readonly [path: `children/${string}`]: "pass" | "fail" | "na" | "unseen" | null | undefined;
  readonly place?: string | null;
  readonly person?: Uint8Array | null;
  readonly count?: number | null;
  readonly note?: string | null;
  readonly suggestion?: string | null;
  readonly fixed?: true | null;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `brought/${string}`]: number | null | undefined;
  readonly counted?: Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; points: string | number | null; lost: string | number | null; failed: number; count: number }> | null;
}

/** 组长裁定: its registers by path. */
export interface VisitRuling {
  readonly visit?: Uint8Array;
  readonly item?: string;
  readonly [path: `by/${string}`]: Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; points?: string | number | null; lost?: string | number | null; reason: string }> | null | undefined;
}

/** 检查计分: its registers by path. */
export interface VisitTally {
  readonly visit?: Uint8Array;
  readonly judged?: number | null;
  readonly failed?: number | null;
  readonly disputed?: number | null;
  readonly observations?: number | null;
  readonly full?: string | null;
  readonly score?: string | null;
  readonly lost?: string | null;
  readonly [path: `items/${string}`]: Readonly<{ verdict: "pass" | "fail" | "na" | "unseen"; lost: string; disputed: boolean; seen: number; by: readonly Uint8Array[] }> | null | undefined;
  readonly n?: number | null;
}

/** 现场访谈: its registers by path. */
export interface Interview {
  readonly visit?: Uint8Array;
  readonly interviewer?: Uint8Array;
  readonly form?: string;
  readonly place?: string | null;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly note?: string | null;
  readonly done?: true;
  readonly [path: `brought/${string}`]: number | null | undefined;
}

/** 公布方案: its registers by path. */
export interface Publication {
  readonly visit?: Uint8Array;
  readonly [path: `findings/${string}`]: { readonly kind: string; readonly text: string; readonly suggestion?: string | null; readonly building?: string | null; readonly floor?: string | null; readonly object?: string | null; readonly praise?: true | null; readonly item?: string | null; readonly fixed?: true | null } | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly withheld?: true | null;
  readonly [path: `proposed/${string}`]: number | null | undefined;
  readonly [path: `returned/${string}`]: string | null | undefined;
  readonly [path: `confirmed/${string}`]: number | null | undefined;
}

/** 检查发现: its registers by path. */
export interface Finding {
  readonly visit?: Uint8Array;
  readonly key?: string;
  readonly institution?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly title?: string;
  readonly practice?: "open" | "covert" | "surprise" | "spot_check" | "special" | "random" | "regular" | "daily" | "concentrated" | "research" | "first_hand";
  readonly manner?: "open" | "covert";
  readonly day?: string;
  readonly order?: number;
  readonly item?: string;
  readonly kind?: string;
  readonly text?: string;
  readonly suggestion?: string;
  readonly building?: string;
  readonly floor?: string;
  readonly object?: string;
  readonly praise?: true;
  readonly fixed?: true;
  readonly seen_at?: number;
  readonly redrawn?: number;
  readonly published_at?: number;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly [path: `inspectors/${string}`]: true | null | undefined;
}

/** 通报: its registers by path. */
export interface Bulletin {
  readonly institution?: Uint8Array;
  readonly corrects?: Uint8Array;
  readonly reason?: string | null;
  readonly title?: string | null;
  readonly code?: string | null;
  readonly audience?: string | null;
  readonly everyone?: true | null;
  readonly public?: true | null;
  readonly [path: `units/${string}`]: true | null | undefined;
  readonly opening?: string | null;
  readonly [path: `entries/${string}`]: { readonly kind: string; readonly text: string; readonly suggestion?: string | null; readonly building?: string | null; readonly floor?: string | null; readonly object?: string | null; readonly praise?: true | null; readonly order: number; readonly finding?: Uint8Array | null; readonly unit?: Uint8Array | null } | null | undefined;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly comparison?: string | null;
  readonly [path: `criticised/${string}`]: true | null | undefined;
  readonly requirements?: string | null;
  readonly objection_days?: number | null;
  readonly objection_how?: string | null;
  readonly copies?: string | null;
  readonly issued?: true;
  readonly number?: number;
  readonly year?: string;
  readonly issued_on?: string;
  readonly objections_until?: string;
}

/** 通报编号簿: its registers by path. */
export interface BulletinRegister {
  readonly institution?: Uint8Array;
  readonly year?: string;
  readonly last?: number | null;
}

/** 通报异议: its registers by path. */
export interface BulletinObjection {
  readonly bulletin?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly text?: string | null;
  readonly raised?: true;
  readonly answer?: Readonly<{ outcome: "upheld" | "partly" | "rejected"; text: string }>;
}

/** 答复更正: its registers by path. */
export interface AnswerCorrection {
  readonly objection?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly answer?: Readonly<{ outcome: "upheld" | "partly" | "rejected"; text: string }>;
  readonly reason?: string;
}

/** 匿名投票范围: its registers by path. */
export interface BallotContext {
  readonly source?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly voter_class?: string;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly form?: string;
  readonly threshold?: number;
  readonly electors?: number;
  readonly opens_at?: number | null;
  readonly closes_at?: number | null;
  readonly [path: `roll/${string}`]: true | null | undefined;
  readonly key?: string;
  readonly issued_steps?: number | null;
  readonly cast_steps?: number | null;
  readonly closed?: number;
  readonly root?: string;
  readonly counted?: number;
}

/** 匿名评语: its registers by path. */
export interface AnonymousWords {
  readonly round?: Uint8Array;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly [path: `words/${string}`]: string | null | undefined;
  readonly [path: `rulings/${string}`]: Readonly<{ told: boolean; reason?: string | null }> | null | undefined;
}

/** 评价码批次: its registers by path. */
export interface RatingBatch {
  readonly institution?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly by?: Uint8Array;
  readonly means?: "label" | "kiosk" | "poster";
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly form?: string;
  readonly measure?: Measure;
  readonly labels?: number;
  readonly until?: string;
  readonly number?: string;
  readonly printed?: number;
  readonly [path: `printers/${string}`]: true | null | undefined;
  readonly activated?: string | null;
  readonly stopped?: string | null;
}

/** 患者评价统计: its registers by path. */
export interface RatingTally {
  readonly unit?: Uint8Array;
  readonly form?: string;
  readonly period?: string;
  readonly institution?: Uint8Array;
  readonly programme?: Uint8Array | null;
  readonly element?: string | null;
  readonly counted?: RatingShare | null;
  readonly poster?: RatingShare | null;
  readonly held?: number | null;
  readonly dropped?: number | null;
  readonly n?: number | null;
}

/** 异常评价: its registers by path. */
export interface RatingFlag {
  readonly batch?: Uint8Array;
  readonly key?: string;
  readonly institution?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly form?: string;
  readonly period?: string;
  readonly reason?: string;
  readonly [path: `ratings/${string}`]: HeldRating | null | undefined;
  readonly [path: `rulings/${string}`]: Readonly<{ counts: boolean; reason: string }> | null | undefined;
}

/** 低分回访: its registers by path. */
export interface RatingCase {
  readonly key?: string;
  readonly institution?: Uint8Array;
  readonly unit?: Uint8Array;
  readonly batch?: Uint8Array;
  readonly form?: string;
  readonly day?: string;
  readonly [path: `answers/${string}`]: Answer | null | undefined;
  readonly words?: string;
  readonly callback_by?: string;
  readonly rectify_by?: string;
  readonly [path: `said/${string}`]: string | null | undefined;
  readonly handler?: Uint8Array | null;
  readonly [path: `replies/${string}`]: string | null | undefined;
  readonly rectified?: string;
  readonly closed?: string;
}

/** 投诉意见: its registers by path. */
export interface Complaint {
  readonly key?: string;
  readonly institution?: Uint8Array;
  readonly means?: "box" | "phone" | "onsite" | "qr";
  readonly day?: string;
  readonly by?: Uint8Array;
  readonly text?: string;
  readonly contact?: string;
  readonly within?: number;
  readonly unit?: Uint8Array | null;
  readonly handler?: Uint8Array | null;
  readonly [path: `passed/${string}`]: Readonly<{ to: Uint8Array; reason: string }> | null | undefined;
  readonly due_on?: string;
  readonly [path: `said/${string}`]: string | null | undefined;
  readonly [path: `replies/${string}`]: string | null | undefined;
  readonly finding?: Readonly<{ substantiated: "yes" | "partly" | "no"; reason: string }>;
}

/** 荣誉: its registers by path. */
export interface Honour {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly period?: string;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly post?: string;
  readonly title?: string | null;
  readonly reason?: string | null;
  readonly days?: number | null;
  readonly announced?: true;
  readonly conferred?: true;
  readonly withdrawn?: string | null;
  readonly stripped?: string | null;
  readonly announced_on?: string;
  readonly objections_until?: string;
  readonly conferred_on?: string;
  readonly stripped_on?: string;
  readonly number?: number;
  readonly year?: string;
}

/** 荣誉证书编号簿: its registers by path. */
export interface HonourRegister {
  readonly institution?: Uint8Array;
  readonly year?: string;
  readonly last?: number | null;
}

/** 公示异议: its registers by path. */
export interface HonourObjection {
  readonly honour?: Uint8Array;
  readonly by?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly text?: string | null;
  readonly raised?: true;
  readonly answer?: Readonly<{ outcome: "upheld" | "partly" | "rejected"; text: string }>;
}

/** 星级: its registers by path. */
export interface StarRating {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly subject?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly [path: `levels/${string}`]: Readonly<{ stars: number; reason: string; total?: string | null; by?: Uint8Array | null }> | null | undefined;
}

/** 流动红旗: its registers by path. */
export interface RovingBanner {
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly period?: string;
  readonly institution?: Uint8Array;
  readonly holder?: Uint8Array;
  readonly reason?: string | null;
  readonly withdrawn?: string | null;
}

/** 上报材料: its registers by path. */
export interface Report {
  readonly institution?: Uint8Array;
  readonly type?: "monthly" | "yearly";
  readonly period?: string;
  readonly edition?: string;
  readonly title?: string | null;
  readonly reason?: string | null;
  readonly [path: `sections/${string}`]: Readonly<{ order: number; heading: string; text: string; drafted?: true | null }> | null | undefined;
  readonly [path: `figures/${string}`]: Readonly<{ order: number; label: string; value: string; before?: string | null }> | null | undefined;
  readonly [path: `targets/${string}`]: Readonly<{ order: number; label: string; wanted?: string | null; value?: string | null; met?: boolean | null }> | null | undefined;
  readonly [path: `checks/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly sent?: true;
  readonly sender?: string;
  readonly number?: number;
  readonly year?: string;
  readonly sent_on?: string;
  readonly due_on?: string;
}

/** 简报: its registers by path. */
export interface Brief {
  readonly institution?: Uint8Array;
  readonly day?: string;
  readonly corrects?: Uint8Array;
  readonly record?: Uint8Array;
  readonly reason?: string | null;
  readonly type?: "brief" | "good_deed" | "experience" | null;
  readonly title?: string | null;
  readonly text?: string | null;
  readonly unit?: Uint8Array | null;
  readonly who?: string | null;
  readonly [path: `photos/${string}`]: PhotoReference | null | undefined;
  readonly drafting?: true | null | null;
  readonly [path: `checks/${string}`]: Readonly<{ ruling: "accepted" | "returned"; reason?: string | null }> | null | undefined;
  readonly sent?: true;
  readonly sender?: string;
  readonly number?: number;
  readonly year?: string;
  readonly sent_on?: string;
}

/** 上报编号簿: its registers by path. */
export interface ReportRegister {
  readonly institution?: Uint8Array;
  readonly series?: string;
  readonly year?: string;
  readonly last?: number | null;
}

/** 报送情况: its registers by path. */
export interface ReportTurnout {
  readonly institution?: Uint8Array;
  readonly type?: "monthly" | "yearly";
  readonly period?: string;
  readonly [path: `due/${string}`]: string | null | undefined;
  readonly [path: `names/${string}`]: string | null | undefined;
  readonly [path: `sent/${string}`]: string | null | undefined;
}

/** 表决: its registers by path. */
export interface Poll {
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly meeting?: Uint8Array;
  readonly programme?: Uint8Array;
  readonly element?: string;
  readonly redo_of?: Uint8Array;
  readonly title?: string | null;
  readonly note?: string | null;
  readonly type?: "appraisal" | "approval" | "choice" | "score" | null;
  readonly mode?: "anonymous" | "confidential" | "open" | null;
  readonly voters?: Value | null;
  readonly [path: `subjects/${string}`]: boolean | null | undefined;
  readonly [path: `options/${string}`]: string | null | undefined;
  readonly most?: number | null;
  readonly range?: PollRange | null;
  readonly rules?: PollRules | null;
  readonly probationary?: boolean | null;
  readonly threshold?: number | null;
  readonly [path: `chair/${string}`]: boolean | null | undefined;
  readonly [path: `tellers/${string}`]: boolean | null | undefined;
  readonly opens_at?: number | null;
  readonly closes_at?: number | null;
  readonly removed?: true;
  readonly opened?: true;
  readonly [path: `due/${string}`]: true | null | undefined;
  readonly [path: `on_paper/${string}`]: true | null | undefined;
  readonly [path: `judged/${string}`]: "graded" | "ungraded" | null | undefined;
  readonly closed?: true;
  readonly ended?: number;
  readonly voided?: string | null;
  readonly revealed?: true;
  readonly [path: `signed/${string}`]: true | null | undefined;
  readonly [path: `outcome/${string}`]: PollOutcome | null | undefined;
  readonly [path: `decided/${string}`]: PollDecision | null | undefined;
}

/** 表决票: its registers by path. */
export interface PollBallot {
  readonly poll?: Uint8Array;
  readonly voter?: Uint8Array;
  readonly [path: `answers/${string}`]: BallotAnswer | null | undefined;
  readonly [path: `marks/${string}`]: BallotAnswer | null | undefined;
  readonly cast?: true;
  readonly counted?: true;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly readers?: PollReaders;
  readonly shown?: true;
}

/** 纸质票: its registers by path. */
export interface PollPaper {
  readonly poll?: Uint8Array;
  readonly by?: Uint8Array;
  readonly issued?: number | null;
  readonly returned?: number | null;
  readonly [path: `given/${string}`]: boolean | null | undefined;
  readonly [path: `papers/${string}`]: PaperMarks | null | undefined;
  readonly [path: `tallied/${string}`]: OptionCounts | null | undefined;
  readonly note?: string | null;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly shown?: true;
}

/** 举手表决: its registers by path. */
export interface PollHands {
  readonly poll?: Uint8Array;
  readonly by?: Uint8Array | null;
  readonly present?: number | null;
  readonly [path: `tallied/${string}`]: OptionCounts | null | undefined;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly readers?: PollReaders;
  readonly shown?: true;
}

/** 表决进度: its registers by path. */
export interface PollTurnout {
  readonly poll?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly due?: number;
  readonly cast?: number | null;
  readonly phone?: number | null;
  readonly paper?: number | null;
  readonly hands?: number | null;
  readonly n?: number | null;
}

/** 表决结果: its registers by path. */
export interface PollResult {
  readonly poll?: Uint8Array;
  readonly institution?: Uint8Array;
  readonly branch?: Uint8Array;
  readonly readers?: PollReaders;
  readonly issued?: number;
  readonly returned?: number;
  readonly valid?: number;
  readonly spoilt?: number;
  readonly abstained?: number;
  readonly void?: string;
  readonly below?: true;
  readonly quorum?: PollQuorum;
  readonly quota?: PollQuotaMet;
  readonly [path: `channels/${string}`]: PollChannel | null | undefined;
  readonly [path: `counts/${string}`]: PollCounts | null | undefined;
  readonly [path: `proposals/${string}`]: PollProposal | null | undefined;
  readonly root?: string;
}

/** 表单草稿: its registers by path. */
export interface FormDraft {
  readonly person?: Uint8Array;
  readonly form?: string;
  readonly [path: `fields/${string}`]: string | null | undefined;
}

export interface Kinds {
  readonly institution: Institution;
  readonly unit: Unit;
  readonly party_branch: PartyBranch;
  readonly person: Person;
  readonly account_event: AccountEvent;
  readonly form: Form;
  readonly self_evaluation: SelfEvaluation;
  readonly peer_round: PeerRound;
  readonly peer_assignment: PeerAssignment;
  readonly peer_review: PeerReview;
  readonly peer_result: PeerResult;
  readonly peer_turnout: PeerTurnout;
  readonly assessment: Assessment;
  readonly nomination: Nomination;
  readonly checklist: Checklist;
  readonly branch_commentary: BranchCommentary;
  readonly commentary_note: CommentaryNote;
  readonly commentary_coverage: CommentaryCoverage;
  readonly leader_remark: LeaderRemark;
  readonly quarterly_remark: QuarterlyRemark;
  readonly pledge: Pledge;
  readonly record_entry: RecordEntry;
  readonly activity: Activity;
  readonly activity_key: ActivityKey;
  readonly attendance: Attendance;
  readonly contracted_task: ContractedTask;
  readonly meeting: Meeting;
  readonly meeting_month: MeetingMonth;
  readonly order: Order;
  readonly order_note: OrderNote;
  readonly order_draft: OrderDraft;
  readonly order_register: OrderRegister;
  readonly assistance: Assistance;
  readonly survey_round: SurveyRound;
  readonly survey_answer: SurveyAnswer;
  readonly survey_batch: SurveyBatch;
  readonly survey_result: SurveyResult;
  readonly work_calendar: WorkCalendar;
  readonly task_mark: TaskMark;
  readonly programme: Programme;
  readonly period_result: PeriodResult;
  readonly period_decision: PeriodDecision;
  readonly month_close: MonthClose;
  readonly export_event: ExportEvent;
  readonly electorate: Electorate;
  readonly relatives: Relatives;
  readonly recusal: Recusal;
  readonly combined_result: CombinedResult;
  readonly decision: Decision;
  readonly inspection_plan: InspectionPlan;
  readonly inspection_team: InspectionTeam;
  readonly inspection_notice: InspectionNotice;
  readonly visit: Visit;
  readonly observation: Observation;
  readonly visit_ruling: VisitRuling;
  readonly visit_tally: VisitTally;
  readonly interview: Interview;
  readonly publication: Publication;
  readonly finding: Finding;
  readonly bulletin: Bulletin;
  readonly bulletin_register: BulletinRegister;
  readonly bulletin_objection: BulletinObjection;
  readonly answer_correction: AnswerCorrection;
  readonly ballot_context: BallotContext;
  readonly anonymous_words: AnonymousWords;
  readonly rating_batch: RatingBatch;
  readonly rating_tally: RatingTally;
  readonly rating_flag: RatingFlag;
  readonly rating_case: RatingCase;
  readonly complaint: Complaint;
  readonly honour: Honour;
  readonly honour_register: HonourRegister;
  readonly honour_objection: HonourObjection;
  readonly star_rating: StarRating;
  readonly roving_banner: RovingBanner;
  readonly report: Report;
  readonly brief: Brief;
  readonly report_register: ReportRegister;
  readonly report_turnout: ReportTurnout;
  readonly poll: Poll;
  readonly poll_ballot: PollBallot;
  readonly poll_paper: PollPaper;
  readonly poll_hands: PollHands;
  readonly poll_turnout: PollTurnout;
  readonly poll_result: PollResult;
  readonly form_draft: FormDraft;
}

export type KindName = keyof Kinds;

export const KINDS = {
  institution: { natural: [], once: [], server: [], presence: false },
  unit: { natural: [], once: ["institution"], server: [], presence: false },
  party_branch: { natural: [], once: ["institution"], server: [], presence: false },
  person: { natural: [], once: ["institution"], server: [], presence: false },
  account_event: { natural: [], once: ["person", "by", "what", "at"], server: ["person", "by", "what", "at"], presence: false },
  form: { natural: ["name"], once: ["name", "institution", "programme", "used"], server: ["institution", "programme", "used"], presence: false },
  self_evaluation: { natural: ["person", "form", "day"], once: ["person", "form", "day"], server: [], presence: false },
  peer_round: { natural: [], once: ["institution", "branch", "programme", "element", "rerun_of", "seed_hash", "seed", "not_valid"], server: ["seed_hash", "seed", "not_valid"], presence: false },
  peer_assignment: { natural: ["round", "reviewer"], once: ["round", "reviewer"], server: ["round", "reviewer", "subjects/<person>", "done/<person>", "names/<person>"], presence: false },
  peer_review: { natural: ["round", "reviewer", "subject"], once: ["round", "reviewer", "subject", "shown", "withheld"], server: ["shown", "withheld"], presence: false },
  peer_result: { natural: ["round", "subject"], once: ["round", "subject", "institution", "branch", "count", "below", "total", "items/<item>", "words/<mark>"], server: ["round", "subject", "institution", "branch", "count", "below", "total", "items/<item>", "words/<mark>"], presence: false },
  peer_turnout: { natural: ["round"], once: ["round", "institution", "branch", "due"], server: ["round", "institution", "branch", "owed", "submitted", "due", "taking_part", "n"], presence: false },
  assessment: { natural: ["programme", "element", "period", "by", "subject"], once: ["programme", "element", "period", "by", "subject", "institution"], server: [], presence: false },
  nomination: { natural: ["programme", "element", "subject", "period"], once: ["programme", "element", "subject", "period", "institution", "up"], server: ["up"], presence: false },
  checklist: { natural: [], once: ["institution", "supersedes"], server: [], presence: false },
  branch_commentary: { natural: ["period", "branch", "subject"], once: ["period", "branch", "subject", "institution", "by_leader", "programme", "element"], server: [], presence: false },
  commentary_note: { natural: ["meeting", "subject", "by"], once: ["meeting", "subject", "by", "branch", "institution", "period"], server: [], presence: false },
  commentary_coverage: { natural: ["branch", "period"], once: ["branch", "period", "institution"], server: ["branch", "period", "institution", "done/<person>", "n"], presence: false },
  leader_remark: { natural: [], once: ["by", "subject", "institution", "programme", "element"], server: [], presence: false },
  quarterly_remark: { natural: ["period", "by", "subject"], once: ["period", "by", "subject", "institution", "programme", "element"], server: [], presence: false },
  pledge: { natural: [], once: ["institution", "pledger", "unit", "branch", "day", "programme", "element", "replaces"], server: [], presence: false },
  record_entry: { natural: [], once: ["institution", "person", "day", "programme", "element", "upward"], server: [], presence: false },
  activity: { natural: [], once: ["institution", "organiser", "place", "programme", "element"], server: ["due/<person>"], presence: false },
  activity_key: { natural: ["activity", "organiser"], once: ["activity", "organiser", "key"], server: [], presence: false },
  attendance: { natural: ["activity", "person"], once: ["activity", "person", "organiser", "place"], server: [], presence: false },
  contracted_task: { natural: [], once: ["institution", "assigner", "responsible", "day", "programme", "element", "meeting", "decision"], server: [], presence: false },
  meeting: { natural: ["activity"], once: ["activity", "institution", "branch", "ordered/<n>", "tasked/<n>"], server: ["due/<person>", "spoken/<person>", "ordered/<n>", "tasked/<n>"], presence: true },
  meeting_month: { natural: ["activity"], once: ["activity", "institution", "branch"], server: ["activity", "institution", "branch", "serving/<person>", "findings/<n>", "photos/<n>", "orders/<n>", "complaints/<n>"], presence: false },
  order: { natural: [], once: ["institution", "issuer", "day", "programme", "element", "origin", "number", "year", "issued_on"], server: ["number", "year", "issued_on", "told/<n>", "steps/<n>", "sent/<n>", "reinspections/<visit>"], presence: false },
  order_note: { natural: ["order"], once: ["order", "institution"], server: ["ended"], presence: false },
  order_draft: { natural: ["order", "person"], once: ["order", "person"], server: ["ended"], presence: false },
  order_register: { natural: ["institution", "year"], once: ["institution", "year"], server: ["institution", "year", "last"], presence: false },
  assistance: { natural: [], once: ["institution", "maker", "leader", "unit", "day", "programme", "element"], server: [], presence: false },
  survey_round: { natural: [], once: ["institution", "programme", "element"], server: [], presence: false },
  survey_answer: { natural: [], once: ["survey", "by", "channel", "batch", "counted"], server: ["counted"], presence: false },
  survey_batch: { natural: [], once: ["survey", "by"], server: [], presence: false },
  survey_result: { natural: ["survey"], once: ["survey", "institution", "valid", "below", "rate", "satisfied", "counted", "excluded", "tallies/<item>", "units/<unit>", "channels/<channel>", "invalid_batches/<batch>"], server: ["survey", "institution", "count", "valid", "below", "rate", "satisfied", "counted", "excluded", "tallies/<item>", "units/<unit>", "channels/<channel>", "invalid_batches/<batch>", "n"], presence: false },
  work_calendar: { natural: ["institution", "year"], once: ["institution", "year"], server: [], presence: false },
  task_mark: { natural: ["programme", "element", "period", "person"], once: ["programme", "element", "period", "person", "institution"], server: [], presence: false },
  programme: { natural: [], once: ["institution", "code", "version", "supersedes"], server: [], presence: false },
  period_result: { natural: ["institution", "programme", "period", "subject"], once: ["institution", "programme", "period", "subject", "batch"], server: ["institution", "programme", "period", "subject", "batch", "subject_kind", "components", "total", "sum", "squares", "grade", "next", "model", "judged_by", "scores/<programme>", "sheets/<programme>", "months", "people", "below", "rows/<person>", "computed_at", "revision", "reason", "earlier/<n>", "late", "reopened", "decision", "decided/<person>"], presence: false },
  period_decision: { natural: ["institution", "period", "subject"], once: ["institution", "period", "subject", "batch"], server: ["institution", "period", "subject", "batch", "programme", "branch", "decider", "grades", "proposal", "revision", "void", "earlier/<n>"], presence: false },
  month_close: { natural: ["institution", "period"], once: ["institution", "period", "closings/<n>", "reopenings/<n>", "corrections/<n>"], server: ["state", "computed_at", "results", "model", "late/<person>"], presence: false },
  export_event: { natural: [], once: ["institution", "by", "what", "period", "subject", "at"], server: ["institution", "by", "what", "period", "subject", "at"], presence: false },
  electorate: { natural: ["round"], once: ["round", "institution", "branch"], server: ["round", "institution", "branch", "day", "due", "evaluators/<person>", "subjects/<person>", "excluded/<person>", "short/<person>", "uncovered/<person>"], presence: false },
  relatives: { natural: ["institution"], once: ["institution"], server: [], presence: false },
  recusal: { natural: ["round", "reviewer", "subject"], once: ["round", "reviewer", "subject"], server: [], presence: false },
  combined_result: { natural: ["round", "subject"], once: ["round", "subject", "institution", "branch", "total", "parts/<part>"], server: ["round", "subject", "institution", "branch", "total", "parts/<part>"], presence: false },
  decision: { natural: ["round", "subject"], once: ["round", "subject", "institution", "branch", "decider", "proposal"], server: ["round", "subject", "institution", "branch", "decider", "proposal"], presence: false },
  inspection_plan: { natural: [], once: ["institution", "organiser", "manner", "order", "cancelled", "seed_hash", "seed", "redrawn/<plan>"], server: ["seed_hash", "seed", "drawn/<place>", "excused/<person>", "redrawn/<plan>", "seen/<person>", "reset/<person>"], presence: false },
  inspection_team: { natural: ["visit"], once: ["visit", "plan", "place", "institution", "manner"], server: ["visit", "plan", "place", "institution", "manner", "names/<person>"], presence: false },
  inspection_notice: { natural: ["plan"], once: ["plan", "institution", "title", "practice", "from", "to", "places/<place>"], server: ["plan", "institution", "title", "practice", "from", "to", "places/<place>", "cancelled"], presence: false },
  visit: { natural: ["plan", "place"], once: ["plan", "place", "institution", "manner", "title", "practice", "checklist", "order", "rule", "from", "to"], server: ["plan", "place", "institution", "manner", "title", "practice", "checklist", "order", "only/<item>", "rule", "from", "to", "silent", "announced", "seen/<person>", "reset/<person>", "cancelled", "published", "redrawn"], presence: true },
  observation: { natural: ["visit", "item", "inspector"], once: ["visit", "item", "inspector", "brought/<change>"], server: ["brought/<change>", "counted"], presence: false },
  visit_ruling: { natural: ["visit", "item"], once: ["visit", "item"], server: [], presence: false },
  visit_tally: { natural: ["visit"], once: ["visit"], server: ["visit", "judged", "failed", "disputed", "observations", "full", "score", "lost", "items/<item>", "n"], presence: false },
  interview: { natural: [], once: ["visit", "interviewer", "form", "brought/<change>"], server: ["brought/<change>"], presence: false },
  publication: { natural: ["visit"], once: ["visit"], server: [], presence: false },
  finding: { natural: ["visit", "key"], once: ["visit", "key", "institution", "unit", "title", "practice", "manner", "day", "order", "item", "kind", "text", "suggestion", "building", "floor", "object", "praise", "fixed", "seen_at", "redrawn", "published_at", "photos/<n>", "inspectors/<person>"], server: ["visit", "key", "institution", "unit", "title", "practice", "manner", "day", "order", "item", "kind", "text", "suggestion", "building", "floor", "object", "praise", "fixed", "seen_at", "redrawn", "published_at", "photos/<n>", "inspectors/<person>"], presence: false },
  bulletin: { natural: [], once: ["institution", "corrects", "number", "year", "issued_on", "objections_until"], server: ["number", "year", "issued_on", "objections_until"], presence: false },
  bulletin_register: { natural: ["institution", "year"], once: ["institution", "year"], server: ["institution", "year", "last"], presence: false },
  bulletin_objection: { natural: ["bulletin", "unit"], once: ["bulletin", "unit", "institution", "answer"], server: [], presence: false },
  answer_correction: { natural: [], once: ["objection", "unit", "institution", "answer", "reason"], server: [], presence: false },
  ballot_context: { natural: ["source", "subject", "voter_class"], once: ["source", "subject", "voter_class", "institution", "branch", "form", "threshold", "electors", "roll/<person>", "key", "closed", "root", "counted"], server: ["source", "subject", "voter_class", "institution", "branch", "form", "threshold", "electors", "opens_at", "closes_at", "roll/<person>", "key", "issued_steps", "cast_steps", "closed", "root", "counted"], presence: false },
  anonymous_words: { natural: ["round", "subject"], once: ["round", "subject", "institution", "branch", "words/<n>", "rulings/<n>/<person>"], server: ["round", "subject", "institution", "branch", "words/<n>"], presence: false },
  rating_batch: { natural: [], once: ["institution", "unit", "by", "means", "programme", "element", "form", "measure", "labels", "until", "number", "printed", "printers/<person>"], server: ["number", "printed", "printers/<person>"], presence: false },
  rating_tally: { natural: ["unit", "form", "period"], once: ["unit", "form", "period", "institution"], server: ["unit", "form", "period", "institution", "programme", "element", "counted", "poster", "held", "dropped", "n"], presence: false },
  rating_flag: { natural: ["batch", "key"], once: ["batch", "key", "institution", "unit", "form", "period", "reason", "ratings/<n>"], server: ["batch", "key", "institution", "unit", "form", "period", "reason", "ratings/<n>"], presence: false },
  rating_case: { natural: ["key"], once: ["key", "institution", "unit", "batch", "form", "day", "answers/<item>", "words", "callback_by", "rectify_by", "said/<n>", "replies/<n>", "rectified", "closed"], server: ["key", "institution", "unit", "batch", "form", "day", "answers/<item>", "words", "callback_by", "rectify_by", "said/<n>"], presence: false },
  complaint: { natural: ["key"], once: ["key", "institution", "means", "day", "by", "text", "contact", "within", "passed/<n>", "due_on", "said/<n>", "replies/<n>", "finding"], server: ["due_on", "said/<n>"], presence: false },
  honour: { natural: [], once: ["programme", "element", "period", "subject", "institution", "post", "announced_on", "objections_until", "conferred_on", "stripped_on", "number", "year"], server: ["announced_on", "objections_until", "conferred_on", "stripped_on", "number", "year"], presence: false },
  honour_register: { natural: ["institution", "year"], once: ["institution", "year"], server: ["institution", "year", "last"], presence: false },
  honour_objection: { natural: ["honour", "by"], once: ["honour", "by", "institution", "answer"], server: [], presence: false },
  star_rating: { natural: ["programme", "element", "subject"], once: ["programme", "element", "subject", "institution"], server: [], presence: false },
  roving_banner: { natural: ["programme", "element", "period"], once: ["programme", "element", "period", "institution", "holder"], server: [], presence: false },
  report: { natural: ["institution", "type", "period", "edition"], once: ["institution", "type", "period", "edition", "sender", "number", "year", "sent_on", "due_on"], server: ["sender", "number", "year", "sent_on", "due_on"], presence: false },
  brief: { natural: [], once: ["institution", "day", "corrects", "record", "sender", "number", "year", "sent_on"], server: ["sender", "number", "year", "sent_on"], presence: false },
  report_register: { natural: ["institution", "series", "year"], once: ["institution", "series", "year"], server: ["institution", "series", "year", "last"], presence: false },
  report_turnout: { natural: ["institution", "type", "period"], once: ["institution", "type", "period"], server: ["institution", "type", "period", "due/<institution>", "names/<institution>", "sent/<institution>"], presence: false },
  poll: { natural: [], once: ["institution", "branch", "meeting", "programme", "element", "redo_of", "due/<person>", "judged/<person>", "ended", "decided/<n>"], server: ["due/<person>", "on_paper/<person>", "judged/<person>", "ended", "decided/<n>"], presence: false },
  poll_ballot: { natural: ["poll", "voter"], once: ["poll", "voter", "counted", "institution", "branch", "readers", "shown"], server: ["counted", "institution", "branch", "readers", "shown"], presence: false },
  poll_paper: { natural: ["poll", "by"], once: ["poll", "by", "institution", "branch", "shown"], server: ["institution", "branch", "shown"], presence: false },
  poll_hands: { natural: ["poll"], once: ["poll", "institution", "branch", "readers", "shown"], server: ["institution", "branch", "readers", "shown"], presence: false },
  poll_turnout: { natural: ["poll"], once: ["poll", "institution", "branch", "due"], server: ["poll", "institution", "branch", "due", "cast", "phone", "paper", "hands", "n"], presence: false },
  poll_result: { natural: ["poll"], once: ["poll", "institution", "branch", "readers", "issued", "returned", "valid", "spoilt", "abstained", "void", "below", "quorum", "quota", "channels/<channel>", "counts/<subject>", "proposals/<subject>", "root"], server: ["poll", "institution", "branch", "readers", "issued", "returned", "valid", "spoilt", "abstained", "void", "below", "quorum", "quota", "channels/<channel>", "counts/<subject>", "proposals/<subject>", "root"], presence: false },
  form_draft: { natural: ["person", "form"], once: ["person", "form"], server: [], presence: false },
} as const;

export const LIMITS = {
  nameCodePoints: 100,
  noteCodePoints: 2_000,
  textAnswerCodePoints: 2_000,
  graceMs: 259_200_000,
  threshold: 5,
  each: 5,
} as const;
