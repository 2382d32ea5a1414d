/** 定级: what the score proposes for each, to be confirmed or overridden with a reason; the subject sees it after. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { has, textAt } from "../model/person";
import { decisionOf, moreOf } from "../model/round";
import { Frame } from "../parts/frame";
import { confirmAll, DECIDING, GradeRow } from "../parts/grade-rows";
import { all, docAt, person, replica } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

export default function RoundGrades({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.round);
  const decisions = all("decision")
    .filter((each) => idOf(each.registers.get("round")?.value) === params.round)
    .map(decisionOf)
    .sort((one, other) => Number(other.score) - Number(one.score));
  if (!doc || decisions.length === 0) {
    return (
      <Frame title={t("grade.decide")} above={`/rounds/${params.round}`}>
        <Nothing title={t("grade.none")}>{t("grade.none.why")}</Nothing>
      </Frame>
    );
  }
  const { bands, decider } = moreOf(doc);
  const may = has(person.value, ...(DECIDING[decider as keyof typeof DECIDING] ?? []));
  const agreed = decisions.filter(
    (one) => !one.decided && one.proposed && !one.open && one.subject !== replica.value?.person,
  );
  return (
    <Frame
      title={t("grade.decide")}
      under={textAt(doc, "title")}
      above={`/rounds/${params.round}`}
      dock={
        may &&
        agreed.length > 1 && (
          <button type="button" class="btn" onClick={() => void confirmAll(agreed, "decision")}>
            {t("grade.confirm_all", { n: agreed.length })}
          </button>
        )
      }
    >
      <p class="promise">
        <Icon name="info" />
        <span>{may ? t("grade.promise") : t("grade.others")}</span>
      </p>
      <div class="card list">
        {decisions.map((one) => (
          <GradeRow
            key={one.id}
            decision={one}
            kind="decision"
            grades={bands.map(({ grade }) => grade)}
            may={may && one.subject !== replica.value?.person}
          />
        ))}
      </div>
    </Frame>
  );
}
