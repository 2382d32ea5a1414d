/** 定级: one line for each who gets a grade: what is proposed and why, to be confirmed or overridden with a reason. */
import { computed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { shared } from "../model/people";
import { type Decision, percentText } from "../model/round";
import { t } from "../text";
import { mine, personAt, placeName } from "./here";
import { Icon } from "./icons";
import { later } from "./later";
import { Face, nameOf } from "./person-line";
import { people } from "./roster";
import { say } from "./toast";
import "./round.css";

const Override = later(() => import("./grade-override").then((module) => module.GradeOverride));

/** Names that several bear: their units stand beside them. */
const doubles = computed(() => shared(people.value));

export const DECIDING = {
  leader: ["leader"],
  supervisor: ["supervisor", "admin"],
  secretary: ["secretary"],
} as const;

export type DecisionKind = "decision" | "period_decision";

/** Confirms each of these as it is proposed. */
export async function confirmAll(decisions: readonly Decision[], kind: DecisionKind): Promise<void> {
  for (const one of decisions) {
    await mine().write(one.id, kind, [
      ["grade", one.proposed],
      ["decided", true],
    ]);
  }
  say(t("grade.confirmed", { n: decisions.length }));
}

interface RowProps {
  readonly decision: Decision;
  readonly kind: DecisionKind;
  readonly grades: readonly string[];
  readonly may: boolean;
}

export function GradeRow({ decision, kind, grades, may }: RowProps): JSX.Element {
  const changing = useSignal(false);
  const { subject, proposed } = decision;
  const one = subject ? personAt(subject) : null;
  const name = one?.institution ? one.name : placeName(subject);
  const named = one?.institution ? nameOf(one, doubles.value) : name;
  const confirm = () =>
    void mine().write(decision.id, kind, [
      ["grade", proposed],
      ["decided", true],
    ]);
  return (
    <section class="grade-row" aria-label={named}>
      <span class="row">
        <Face name={name} />
        <span class="grow">
          <b class="block">{named}</b>
          <span class="muted num">{scoreWords(decision, kind)}</span>
          <Why decision={decision} />
        </span>
        {decision.decided && (
          <span class="tag pass">
            <Icon name="check" />
            {decision.grade}
          </span>
        )}
      </span>
      {decision.decided && decision.reason && <p class="wrote">{decision.reason}</p>}
      {decision.decided && decision.by && (
        <span class="small">{t("grade.by", { name: personAt(decision.by)?.name ?? "" })}</span>
      )}
      {!decision.decided && may && !changing.value && (
        <span class="row wrap">
          {proposed && (
            <button type="button" class="btn short" onClick={confirm}>
              {t("grade.confirm", { grade: proposed })}
            </button>
          )}
          <button type="button" class="btn soft short" onClick={() => (changing.value = true)}>
            {t("grade.other")}
          </button>
        </span>
      )}
      {!decision.decided && changing.value && (
        <Override decision={decision} kind={kind} grades={grades} onDone={() => (changing.value = false)} />
      )}
    </section>
  );
}

/** By a programme's model points with the place, else a share of what can be reached. */
function scoreWords({ score, proposed, place }: Decision, kind: DecisionKind): string {
  if (!score) return t("grade.no_score");
  const said = { score: percentText(score), grade: proposed || "–" };
  if (kind === "period_decision") return t("grade.points", said);
  return place === null ? t("grade.proposal", said) : t("grade.placed", { ...said, place });
}

/** What the points alone don't say: a full quota, a tie, a veto, something that is still to come. */
function Why({ decision: { moved, open, reasons, missing } }: { decision: Decision }): JSX.Element {
  return (
    <>
      {moved && <span class="small block">{t("grade.moved")}</span>}
      {open && <span class="small block">{t("grade.tie")}</span>}
      {reasons.length > 0 && (
        <span class="small block">{t("grade.reasons", { what: reasons.join(t("list.comma")) })}</span>
      )}
      {missing > 0 && <span class="small block">{t("grade.missing", { n: missing })}</span>}
    </>
  );
}
