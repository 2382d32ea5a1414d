/** The grade of a result: proposed, waiting for who decides, confirmed, or another one with the reason. */
import type { JSX } from "preact";
import type { PeriodResult } from "../model/results";
import { type Key, t } from "../text";
import { personAt } from "./here";
import { Icon } from "./icons";
import { gradeWords } from "./result-words";

const DECIDERS: readonly string[] = ["leader", "supervisor", "secretary"];

export function Decided({ result }: { result: PeriodResult }): JSX.Element | null {
  const { decision, grade } = result;
  if (!decision) return grade ? <Tag grade={grade} /> : null;
  if (decision.grade === null) {
    const who = DECIDERS.includes(decision.decider) ? t(`decider.${decision.decider}` as Key) : "";
    return (
      <>
        {grade && <Tag grade={grade} />}
        <p class="small">{t("decided.waits", { who })}</p>
      </>
    );
  }
  const name = personAt(decision.by ?? "")?.name ?? "";
  const changed = decision.grade !== decision.proposed;
  return (
    <>
      <p>
        <span class="tag pass">
          <Icon name="check" />
          {gradeWords(decision.grade)}
        </span>
      </p>
      <p class="small">
        {changed
          ? t("decided.changed", { name, proposed: decision.proposed ? gradeWords(decision.proposed) : "–" })
          : t("decided.confirmed", { name })}
      </p>
      {changed && decision.reason && <p class="wrote">{decision.reason}</p>}
    </>
  );
}

function Tag({ grade }: { grade: string }): JSX.Element {
  return (
    <p>
      <span class="tag info">{gradeWords(grade)}</span>
    </p>
  );
}
