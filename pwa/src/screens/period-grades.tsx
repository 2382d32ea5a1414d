/** 定级: the grades of a closed month, quarter or year, confirmed or overridden by whom the programme names. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { inOrder, isPlain } from "../model/period-decision";
import { Frame } from "../parts/frame";
import { confirmAll, GradeRow } from "../parts/grade-rows";
import { all } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { allDecisions, decides } from "../parts/period-grades";
import { periodWords } from "../parts/result-words";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const SHOWN = 50;

export default function PeriodGrades({ params }: { params: Params }): JSX.Element {
  const period = params.period ?? "";
  const shown = useSignal(SHOWN);
  const working = useSignal(false);
  const decisions = inOrder(allDecisions().filter((one) => one.period === period));
  if (decisions.length === 0) {
    return (
      <Frame title={t("grade.decide")} under={periodWords(period)} above="/sheets">
        <Nothing title={t("grade.none")}>{t("grade.period.none.why")}</Nothing>
      </Frame>
    );
  }
  const isOpen = isOpenAgain(period);
  const may = !isOpen && decisions.some(decides);
  const agreed = decisions.filter((one) => !one.decided && isPlain(one) && decides(one));
  const confirm = async () => {
    working.value = true;
    await confirmAll(agreed, "period_decision");
    working.value = false;
  };
  const waiting = decisions.filter(({ decided }) => !decided).length;
  return (
    <Frame
      title={t("grade.decide")}
      under={periodWords(period)}
      above="/sheets"
      dock={
        may &&
        agreed.length > 1 && (
          <button type="button" class="btn" disabled={working.value} onClick={() => void confirm()}>
            {t("grade.confirm_all", { n: agreed.length })}
          </button>
        )
      }
    >
      <p class="promise">
        <Icon name="info" />
        <span>{isOpen ? t("grade.period.open") : may ? t("grade.period.promise") : t("grade.period.others")}</span>
      </p>
      <p class="muted num">{t("grade.period.progress", { n: decisions.length - waiting, of: decisions.length })}</p>
      <div class="card list">
        {decisions.slice(0, shown.value).map((one) => (
          <GradeRow
            key={`${one.id} ${one.again}`}
            decision={one}
            kind="period_decision"
            grades={one.grades}
            may={!isOpen && decides(one)}
          />
        ))}
      </div>
      {decisions.length > shown.value && (
        <button type="button" class="btn soft" onClick={() => (shown.value += SHOWN)}>
          {t("grade.period.more", { n: decisions.length - shown.value })}
        </button>
      )}
    </Frame>
  );
}

/** A month of the period is open again or being worked out: what is decided now would be sent back. */
function isOpenAgain(period: string): boolean {
  return all("month_close").some((doc) => {
    const month = String(doc.registers.get("period")?.value ?? "");
    const state = doc.registers.get("state")?.value;
    return isIn(month, period) && state !== undefined && state !== "closed";
  });
}

function isIn(month: string, period: string): boolean {
  if (!period.includes("Q")) return month.startsWith(period);
  return month.slice(0, 4) === period.slice(0, 4) && Math.ceil(Number(month.slice(5)) / 3) === Number(period.slice(5));
}
