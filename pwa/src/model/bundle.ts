/** The sections of a programme, typed. Made from models/bundle_*.py by `mingcha types`; edit those, not this. */
import type { Value } from "../sync/interface";
import type { CarrierType, EvaluationKind, Anonymity, Decider, Coverage, Unsaid, Polarity, ItemScale, Method, Evidence, TargetOp, StageKind, RelationKind, Practice, DeadlineWord, PublicationKind, Timing, AwardKind, AwardVeto, AwardPeriod, PledgeMatter } from "./bundle-words";
import type { Item } from "./generated";

/** 条目: one of an element's items; in a bundle its title alone may stand for it. */
export interface Entry {
  readonly title: string;
  readonly title_en?: string;
  readonly definition?: string;
  readonly raw?: string;
  readonly items?: readonly string[];
  readonly unlisted?: boolean;
  readonly truncated?: boolean;
}

/** 要素: what stands in a section of a bundle: an id of its own there, and a Chinese title. */
export interface Element {
  readonly id: string;
  readonly title: string;
  readonly title_en?: string;
  readonly note?: string;
  readonly raw?: string;
  readonly question?: readonly string[];
  /** Its place in the section. */
  readonly order?: number;
}

/** 活动方案: what the section `programme` says of the programme as a whole. */
export interface About {
  readonly code: string;
  readonly title: string;
  readonly title_en?: string;
  readonly short_title?: string;
  readonly issuer?: string;
  readonly issued_on?: string | null;
  readonly doc_no?: string;
  readonly level?: string;
  readonly sector?: string;
  readonly version?: number;
  readonly family?: readonly string[];
  readonly parent?: string;
  readonly text_quality?: readonly string[];
  readonly starts_on?: string | null;
  readonly ends_on?: string | null;
  readonly note?: string;
}

/** 文件: a paper that the programme carries out, issues, owes or copies to somebody. */
export interface PlanDocument extends Element {
  readonly relation: RelationKind;
  readonly doc_no?: string;
  readonly issuer?: string;
  readonly date?: string | null;
  readonly due?: readonly string[];
  readonly to?: string;
  readonly items?: readonly string[];
  readonly masked?: boolean;
  readonly external?: string;
  readonly aspects?: number | null;
}

/** 参加范围: who or what takes part. */
export interface PlanScope extends Element {
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly units?: readonly string[];
  readonly every?: readonly (string | { readonly [name: string]: Value })[];
  readonly extended?: boolean;
}

/** 主题: a named aim, and what it is made of. */
export interface Theme extends Element {
  readonly items?: readonly string[];
}

/** 标准: a named set of what is expected of a branch or a person. */
export interface Standard extends Element {
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly items?: readonly Entry[];
}

/** 重要时段: a time around a day that moves or was not yet fixed. */
export interface PlanWindow {
  readonly title: string;
  readonly title_en?: string;
  readonly at?: string | null;
  readonly around_days?: number;
  readonly year?: number | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** 阶段: from when to when; also a milestone (due on days), and a window around moving days. */
export interface PlanStage extends Element {
  readonly kind?: StageKind | null;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly due?: readonly string[];
  readonly at?: string | null;
  readonly year?: number | null;
  readonly duration?: string | null;
  readonly parent?: string | null;
  readonly moving?: readonly PlanWindow[];
  readonly tasks?: readonly string[];
  readonly items?: readonly string[];
}

/** 载体: a numbered list that people know by its name: 五亮, 五比. */
export interface Carrier extends Element {
  readonly type: CarrierType;
  readonly declared_count?: number | null;
  readonly items?: readonly (Entry | null)[];
  readonly unlisted?: boolean;
  readonly monthly_cap?: number | null;
}

/** 评价: who judges whom, how often, on which form, and what becomes of it. */
export interface Evaluation extends Element {
  readonly kind: readonly EvaluationKind[];
  readonly evaluators?: readonly (string | { readonly [name: string]: Value })[];
  readonly subjects?: readonly (string | { readonly [name: string]: Value })[];
  readonly unit?: string;
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly anonymity?: Anonymity;
  readonly form?: string | null;
  readonly scoring?: string | null;
  readonly decided_by?: Decider | null;
  readonly checklist?: string | null;
  readonly comment?: readonly string[];
  readonly coverage?: Coverage;
  readonly times?: number | null;
  readonly quorum?: string | null;
  readonly threshold?: number | null;
  readonly voluntary?: boolean;
  readonly instrument?: string;
  readonly handed_by?: string;
  readonly returned_via?: string;
  readonly venue?: string;
  readonly organiser?: string;
  readonly methods?: readonly string[];
  readonly channels?: readonly string[];
  readonly scale?: ItemScale | null;
  readonly combines?: readonly string[];
  readonly follow_up?: string;
  readonly feeds?: readonly string[];
  readonly report_to?: string;
}

/** 指标: one of a target's measures. */
export interface Metric {
  readonly title: string;
  readonly metric: string;
  readonly title_en?: string;
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly op?: TargetOp | null;
  readonly value?: number | null;
  readonly unit?: string;
  readonly errors?: number | null;
}

/** 目标: a measure, and what it is to reach. */
export interface Target extends Element {
  readonly metric?: string;
  readonly op?: TargetOp | null;
  readonly value?: number | null;
  readonly unit?: string;
  readonly formula?: string;
  readonly numerator?: readonly string[];
  readonly denominator?: readonly string[];
  readonly exclude?: readonly string[];
  readonly relative?: boolean;
  readonly window?: string;
  readonly metrics?: readonly Metric[];
  readonly items?: readonly string[];
}

/** 承诺: what is publicly promised, by whom, and where it can be read. */
export interface Pledge extends Element {
  readonly matter?: PledgeMatter;
  readonly subjects?: readonly (string | { readonly [name: string]: Value })[];
  readonly items?: readonly (Entry | null)[];
  readonly aspects?: readonly string[];
  readonly channels?: readonly string[];
  readonly audience?: readonly string[];
  readonly content?: readonly string[];
  readonly source?: readonly (string | { readonly [name: string]: Value })[];
  readonly declared_count?: number | null;
  readonly checkable?: boolean;
  readonly polarity?: Polarity;
  readonly instrument?: string;
  readonly form?: string | null;
}

/** 扣分: what a failed item costs. */
export interface Deduct {
  readonly each?: number | null;
  readonly step?: number | null;
  readonly cap?: number | null;
  readonly all_or_nothing?: boolean;
  readonly discretionary?: boolean;
}

/** 检查项目: one thing to look at, and the parts it falls into. */
export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly text_en?: string;
  readonly raw?: string;
  readonly group?: string;
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly polarity?: Polarity;
  readonly children?: readonly Entry[];
  readonly objects?: readonly string[];
  readonly channels?: readonly string[];
  readonly scale?: ItemScale;
  readonly method?: readonly Method[];
  readonly evidence?: Evidence;
  readonly deduct?: Deduct | null;
  readonly condition?: string;
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly due_day?: number | null;
  readonly rule?: string;
  readonly truncated?: boolean;
  readonly note?: string;
  readonly question?: readonly string[];
  /** Its place in the section. */
  readonly order?: number;
}

/** 检查表: the things that somebody looks at in one kind of place or person. */
export interface Checklist extends Element {
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly due?: readonly string[];
  readonly inspectors?: readonly (string | { readonly [name: string]: Value })[];
  /** In registers of their own; `readProgramme` puts them here in order. */
  readonly items: readonly (ChecklistItem)[];
}

/** 意见渠道: a way in which people can say what they think. */
export interface FeedbackChannel extends Element {
  readonly channel: string;
  readonly place?: string;
  readonly anonymous?: boolean | null;
  readonly response_days?: number | null;
}

/** 检查: who goes and looks, in what manner, how often. */
export interface Inspection extends Element {
  readonly practice: readonly Practice[];
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly inspectors?: readonly (string | { readonly [name: string]: Value })[];
  readonly subjects?: readonly (string | { readonly [name: string]: Value })[];
  readonly announced?: boolean | Unsaid;
  readonly due?: readonly string[];
  readonly checklist?: string | null;
}

/** 期限: a number of days. */
export interface Deadline {
  readonly days: number;
}

/** 整改: how what was found gets put right. */
export interface Rectification extends Element {
  readonly deadline?: Deadline | DeadlineWord;
  readonly triggers?: readonly string[];
  readonly origin?: readonly string[];
  readonly fields?: readonly string[];
  readonly ladder?: readonly string[];
  readonly measures?: readonly string[];
  readonly close_when?: string;
  readonly loop?: readonly string[];
  readonly output?: string;
  readonly priority?: string;
}

/** 公布: what is told to whom, where and when. */
export interface Publication extends Element {
  readonly kind: PublicationKind;
  readonly audience?: readonly (string | { readonly [name: string]: Value })[];
  readonly place?: string;
  readonly timing?: Timing;
  readonly due?: readonly string[];
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly items?: readonly string[];
  readonly to?: string;
  readonly file_with?: string;
  readonly sanction?: boolean;
}

/** 名额: a span, or a share of those who may be named. */
export interface Quota {
  readonly min?: number | null;
  readonly max?: number | null;
  readonly ratio?: string | null;
  readonly rounding?: string;
}

/** 推荐层级: one level that an award passes on its way up. */
export interface ChainStep {
  readonly level: string;
  readonly quota?: number | Quota | null;
}

/** 星级线: from which total on there are so many stars. */
export interface StarLine {
  readonly level: number;
  readonly min: number;
}

/** 评优条件: the total of the last closed result, one of these grades, or an amount without an error. */
export interface AwardNeeds {
  readonly total?: number | null;
  readonly grades?: readonly string[];
  readonly error_free?: number | null;
}

/** 表彰: a title, star, flag or grade, for whom and how many. */
export interface Award extends Element {
  readonly aliases?: readonly string[];
  readonly subject?: readonly (string | { readonly [name: string]: Value })[];
  readonly kind?: AwardKind | readonly AwardKind[] | { readonly [name: string]: AwardKind };
  readonly quota?: number | Quota | Unsaid;
  readonly level?: string;
  readonly method?: string;
  readonly chain?: readonly ChainStep[];
  readonly nominated_to?: string;
  readonly when?: string;
  readonly period?: AwardPeriod;
  readonly items?: readonly (Entry | null)[];
  readonly rule?: string;
  readonly publicity_days?: number | null;
  readonly stars?: readonly StarLine[];
  readonly vetoes?: readonly AwardVeto[];
  readonly needs?: AwardNeeds | null;
}

/** 等次系数: the share of the bonus (`value`, in per cent) for the grade of that title. */
export interface Grade {
  readonly title: string;
  readonly value: number;
}

/** 分配办法: what a result does to the bonus of a period, as `models.pay_proposal` works it out. */
export interface Pay {
  readonly baseline?: number | null;
  readonly step?: number | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly grades?: readonly Grade[];
}

/** 结果运用: what an outcome counts towards; computed here, never paid. */
export interface Consequence extends Element {
  readonly subjects?: readonly (string | { readonly [name: string]: Value })[];
  readonly input?: string;
  readonly formula?: string;
  readonly cadence?: { readonly [name: string]: Value } | null;
  readonly items?: readonly string[];
  readonly pay?: Pay | null;
}

/** 活动: what people do together. */
export interface Activity extends Element {
  readonly type?: string;
  readonly items?: readonly string[];
  readonly subjects?: readonly (string | { readonly [name: string]: Value })[];
  readonly object?: string;
}

/** 角色: somebody with a part in the programme, by what they are rather than who. */
export interface Role extends Element {
  readonly holder?: string;
  readonly external?: boolean;
}

/** 待定问题: what the source leaves open, and what holds until somebody decides. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly text_en?: string;
  readonly default?: string;
  readonly about?: readonly string[];
  /** Its place in the section. */
  readonly order?: number;
}

/** 方案表单: a form that the programme brings; publishing makes it a document of kind `form`. */
export interface BundleForm extends Element {
  readonly correctable?: boolean;
  readonly grace_hours?: number | null;
  /** In registers of their own; `readProgramme` puts them here in order. */
  readonly items: readonly (Item & { readonly id: string })[];
}

/** 计分办法: a scoring model; what it holds beside id and title is read by `models.scoring`. */
export interface ScoringModel extends Element {
}

