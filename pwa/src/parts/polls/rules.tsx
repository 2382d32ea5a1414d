/** The rules of counting, folded: what is usual is set, and each can be changed before the poll opens. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import type { PollRules } from "../../model/generated";
import { leastOf, type Poll, THRESHOLD_MIN } from "../../model/poll";
import { type Key, t } from "../../text";
import { Choose } from "../choose";
import { TextLine } from "../entry";
import { At } from "./fault";
import type { Fields } from "./fields";
import "../fold.css";

interface Props {
  readonly fields: Fields;
  readonly type: Poll["type"];
}

const NONE = "none";
const QUORUMS = [NONE, ">1/2", "2/3", "4/5"] as const;
const QUOTAS = [NONE, "1/3", "15%"] as const;
const ROUNDINGS = ["floor", "round", "ceil"] as const;

export function PollRulesFields({ fields, type }: Props): JSX.Element {
  const { rules } = fields;
  const change = (part: Partial<PollRules>) => {
    rules.value = { ...rules.peek(), ...part };
  };
  const { quorum, majority, majority_of, quota } = rules.value;
  const words = `${t("poll.quorum")} ${quorum ? t(`poll.quorum.${quorum}` as Key) : t("poll.quorum.none")}`;
  return (
    <details class="card stack fold">
      <summary class="row">
        <span class="grow">
          <b class="block">{t("poll.rules")}</b>
          <span class="muted">{words}</span>
        </span>
      </summary>
      <OneOf
        label={t("poll.quorum")}
        of={QUORUMS}
        words={(each) => t(`poll.quorum.${each}` as Key)}
        now={quorum ?? NONE}
        onChoose={(value) => change({ quorum: value === NONE ? null : value })}
      />
      {type !== "score" && (
        <OneOf
          label={t("poll.majority")}
          of={QUORUMS}
          words={(each) => t(`poll.quorum.${each}` as Key)}
          none={type === "approval" ? t("poll.quorum.>1/2") : t("poll.majority.none")}
          now={majority ?? NONE}
          onChoose={(value) => change({ majority: value === NONE ? null : value })}
        />
      )}
      {type !== "score" && majority && (
        <OneOf
          label={t("poll.majority_of")}
          of={["valid", "due"] as const}
          words={(each) => t(`poll.majority_of.${each}` as Key)}
          now={majority_of ?? "valid"}
          onChoose={(value) => change({ majority_of: value as "valid" | "due" })}
        />
      )}
      {type === "appraisal" && (
        <OneOf
          label={t("poll.quota")}
          of={QUOTAS}
          words={(each) => t(`poll.quota.${each}` as Key)}
          now={String(quota?.share ?? NONE)}
          onChoose={(value) =>
            change({ quota: value === NONE ? null : { share: value, rounding: quota?.rounding ?? "floor" } })
          }
        />
      )}
      {type === "appraisal" && quota && (
        <OneOf
          label={t("poll.rounding")}
          of={ROUNDINGS}
          words={(each) => t(`poll.rounding.${each}` as Key)}
          now={quota.rounding ?? "floor"}
          onChoose={(value) => change({ quota: { ...quota, rounding: value as (typeof ROUNDINGS)[number] } })}
        />
      )}
      {fields.mode.value !== "open" && <Threshold fields={fields} />}
      {(type === "appraisal" || type === "score") && <OfPeople fields={fields} change={change} />}
      {type === "score" && (
        <Tick label={t("poll.trim")} on={rules.value.trim === true} onTick={(on) => change({ trim: on })} />
      )}
    </details>
  );
}

/** What only a question about people needs. */
function OfPeople({ fields, change }: { fields: Fields; change: (part: Partial<PollRules>) => void }): JSX.Element {
  const { all_equal_void, own } = fields.rules.value;
  const anonymous = fields.mode.value === "anonymous";
  return (
    <>
      <Tick
        label={t("poll.probation")}
        on={fields.probation.value === "graded"}
        onTick={(on) => {
          fields.probation.value = on ? "graded" : "taking_part";
        }}
      />
      <Tick label={t("poll.all_equal")} on={all_equal_void === true} onTick={(on) => change({ all_equal_void: on })} />
      {anonymous ? (
        <p class="hint">{t("poll.own.anonymous")}</p>
      ) : (
        <Tick label={t("poll.own.may")} on={own === true} onTick={(on) => change({ own: on })} />
      )}
    </>
  );
}

/** Fewer ballots than this tell nothing; asked anonymously, fewer people than this can't be. */
function Threshold({ fields }: { fields: Fields }): JSX.Element {
  const mode = fields.mode.value;
  const numbers = { usual: leastOf(mode), least: THRESHOLD_MIN };
  return (
    <At name="threshold" fault={fields.fault}>
      <TextLine
        label={t("poll.threshold")}
        value={fields.threshold}
        inputMode="numeric"
        hint={t(mode === "anonymous" ? "poll.threshold.anonymous" : "poll.threshold.confidential", numbers)}
      />
    </At>
  );
}

interface OneOfProps {
  readonly label: string;
  readonly of: readonly string[];
  readonly words: (each: string) => string;
  readonly now: string;
  readonly none?: string;
  readonly onChoose: (value: string) => void;
}

function OneOf({ label, of, words, now, none, onChoose }: OneOfProps): JSX.Element {
  const said = (each: string) => (each === NONE && none ? none : words(each));
  return (
    <Choose
      label={label}
      value={{ value: now } as Signal<string>}
      onChoose={onChoose}
      options={of.map((each) => ({ value: each, label: said(each) }))}
    />
  );
}

function Tick({ label, on, onTick }: { label: string; on: boolean; onTick: (on: boolean) => void }): JSX.Element {
  return (
    <div class="choices">
      <label class="choice">
        <input type="checkbox" checked={on} onChange={(event) => onTick(event.currentTarget.checked)} />
        <span>{label}</span>
      </label>
    </div>
  );
}
