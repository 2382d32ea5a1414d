/** 确定等次: the committee's outcome on one line, with a reason where it isn't what the ballots propose, or is changed. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PollProposal, PollQuotaMet } from "../../model/generated";
import { mapOf } from "../../model/given";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { type Poll, pollIdOf, runs } from "../../model/poll";
import { t } from "../../text";
import { Choose } from "../choose";
import { TextLine } from "../entry";
import { all, mine, person } from "../here";
import { Icon } from "../icons";

/** Between the options of a choice, as its proposal joins them. */
const JOINED = "、";
const REASON_MAX = 2000;

interface Props {
  readonly poll: Poll;
  readonly line: string;
  readonly made: PollProposal;
}

export default function Decide({ poll, line, made }: Props): JSX.Element | null {
  const decided = poll.outcome.get(line);
  const labels = [...poll.options.values()];
  const grade = useSignal(decided?.grade ?? made.grade ?? (poll.type === "choice" ? "" : (labels[0] ?? "")));
  const reason = useSignal("");
  const open = useSignal(false);
  const may = runs(person.value, poll) || has(person.value, "leader");
  if (!may || poll.stage !== "revealed" || idOf(line) === mine().person) return null;
  const changes = decided !== undefined && decided.grade !== grade.value;
  const needed = changes || lacksProposal(poll, made) || (!!made.grade && grade.value !== made.grade);
  const full = isFull(poll, line, grade.value);
  const lacks = !grade.value.trim() || full !== null || (needed && !reason.value.trim());
  const keep = async () => {
    const why = reason.value.trim() || (changes ? null : (decided?.reason ?? null));
    await mine().write(poll.id, "poll", [[`outcome/${line}`, { grade: grade.value.trim(), reason: why }]]);
    reason.value = "";
    open.value = false;
  };
  return (
    <details open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t("poll.decide")}</summary>
      <div class="stack">
        <p class="small">{t("poll.decide.words")}</p>
        {poll.type === "score" ? (
          <TextLine label={t("poll.decide.as")} value={grade} />
        ) : poll.type === "choice" && poll.most > 1 ? (
          <Several value={grade} labels={labels} />
        ) : (
          <Choose
            label={t("poll.decide.as")}
            value={grade}
            options={labels.map((label) => ({ value: label, label }))}
          />
        )}
        {full !== null && (
          <p class="small row">
            <Icon name="alert" />
            {t("poll.decide.full", { most: full })}
          </p>
        )}
        {needed && (
          <div class="line">
            <label>
              {t(changes ? "poll.decide.changed" : made.grade ? "poll.decide.why" : "poll.decide.even")}
              <textarea
                class="input"
                rows={2}
                data-max={REASON_MAX}
                value={reason.value}
                onInput={(event) => {
                  reason.value = event.currentTarget.value;
                }}
              />
            </label>
          </div>
        )}
        <button type="button" class="btn soft" disabled={lacks} onClick={() => void keep()}>
          {t("poll.decide")}
        </button>
      </div>
    </details>
  );
}

/** Where the ballots propose nothing, who decides says why; scores propose an order, but at a quota's edge. */
function lacksProposal(poll: Poll, made: PollProposal): boolean {
  if (poll.type !== "score") return !made.grade;
  return !made.rank || (made.tied === true && !!poll.rules.quota && made.adopted === undefined);
}

/** How many may be excellent, where they are already and this would be one more; else null. */
function isFull(poll: Poll, line: string, grade: string): number | null {
  const top = poll.options.get(poll.rules.excellent ?? Math.min(...poll.options.keys()));
  const result = all("poll_result").find((each) => pollIdOf(each) === poll.id);
  const quota = mapOf(result?.registers.get("quota")?.value) as PollQuotaMet | null;
  if (!quota || poll.type !== "appraisal" || grade !== top) return null;
  const others = [...poll.outcome].filter(([other, each]) => other !== line && each.grade === top);
  return others.length >= quota.most ? quota.most : null;
}

/** More than one option may be chosen. */
function Several({ value, labels }: { value: Signal<string>; labels: readonly string[] }): JSX.Element {
  const chosen = labels.filter((label) => value.value.split(JOINED).includes(label));
  return (
    <fieldset class="line">
      <legend>{t("poll.decide.as")}</legend>
      <div class="stack">
        {labels.map((label) => (
          <label key={label} class="choice">
            <input
              type="checkbox"
              checked={chosen.includes(label)}
              onChange={({ currentTarget: { checked } }) => {
                const next = labels.filter((each) => (each === label ? checked : chosen.includes(each)));
                value.value = next.join(JOINED);
              }}
            />
            <span>
              {label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
