/** 确定等次: the committee's outcome on one line, with a reason where it isn't what the ballots propose. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { PollProposal } from "../../model/generated";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { type Poll, runs } from "../../model/poll";
import { t } from "../../text";
import { Choose } from "../choose";
import { TextLine } from "../entry";
import { mine, person } from "../here";

interface Props {
  readonly poll: Poll;
  readonly line: string;
  readonly made: PollProposal;
}

export default function Decide({ poll, line, made }: Props): JSX.Element | null {
  const decided = poll.outcome.get(line);
  const labels = poll.type === "score" ? [] : [...poll.options.values()];
  const grade = useSignal(decided?.grade ?? made.grade ?? labels[0] ?? "");
  const reason = useSignal(decided?.reason ?? "");
  const open = useSignal(false);
  const may = runs(person.value, poll) || has(person.value, "leader");
  if (!may || poll.stage !== "revealed" || idOf(line) === mine().person) return null;
  const differs = !!made.grade && grade.value !== made.grade;
  const lacks = !grade.value.trim() || (differs && !reason.value.trim());
  const keep = async () => {
    await mine().write(poll.id, "poll", [
      [`outcome/${line}`, { grade: grade.value.trim(), reason: reason.value.trim() || null }],
    ]);
    open.value = false;
  };
  return (
    <details open={open.value} onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t("poll.decide")}</summary>
      <div class="stack">
        <p class="small">{t("poll.decide.words")}</p>
        {labels.length && poll.type !== "choice" ? (
          <Choose
            label={t("poll.decide.as")}
            value={grade}
            options={labels.map((label) => ({ value: label, label }))}
          />
        ) : (
          <TextLine label={t("poll.decide.as")} value={grade} />
        )}
        {(differs || !made.grade) && <TextLine label={t("poll.decide.why")} value={reason} />}
        <button type="button" class="btn soft" disabled={lacks} onClick={() => void keep()}>
          {t("poll.decide")}
        </button>
      </div>
    </details>
  );
}
