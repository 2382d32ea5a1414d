/** To the grades of a closed period, where a programme has them decided; with how many wait. */
import type { JSX } from "preact";
import { t } from "../text";
import { allDecisions } from "./period-grades";

export function GradesLink({ period }: { period: string }): JSX.Element | null {
  const decisions = allDecisions().filter((one) => one.period === period);
  if (decisions.length === 0) return null;
  const waiting = decisions.filter(({ decided }) => !decided).length;
  return (
    <a class="btn soft" href={`/grades/${period}`}>
      {waiting > 0 ? t("grades.of_period", { n: waiting }) : t("grades.all_decided")}
    </a>
  );
}
