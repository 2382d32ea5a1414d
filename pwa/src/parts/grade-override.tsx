/** 改定: another grade than the proposed one, with the reason. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Decision } from "../model/round";
import { t } from "../text";
import { Choose } from "./choose";
import { TextLine } from "./entry";
import { mine } from "./here";

interface OverrideProps {
  readonly decision: Decision;
  readonly kind: "decision" | "period_decision";
  readonly grades: readonly string[];
  readonly onDone: () => void;
}

export function GradeOverride({ decision, kind, grades, onDone }: OverrideProps): JSX.Element {
  const grade = useSignal(decision.grade || decision.proposed);
  const reason = useSignal(decision.reason);
  const needed = grade.value !== decision.proposed;
  const decide = async () => {
    await mine().write(decision.id, kind, [
      ["grade", grade.value],
      ...(reason.value.trim() ? ([["reason", reason.value.trim()]] as const) : []),
      ["decided", true],
    ]);
    onDone();
  };
  return (
    <div class="stack">
      <Choose label={t("grade")} value={grade} options={grades.map((grade) => ({ value: grade, label: grade }))} />
      <TextLine label={needed ? t("grade.reason.needed") : t("grading.reason")} value={reason} />
      <span class="row wrap">
        <button
          type="button"
          class="btn short"
          disabled={!grade.value || (needed && !reason.value.trim())}
          onClick={() => void decide()}
        >
          {t("grading.give")}
        </button>
        <button type="button" class="btn soft short" onClick={onDone}>
          {t("cancel")}
        </button>
      </span>
    </div>
  );
}
