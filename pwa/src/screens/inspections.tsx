/** 检查: my visits, and for those who plan the plans. Neutral outside: no place stands in the window's name. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { has, textAt } from "../model/person";
import { visitStanding } from "../model/visit";
import { all, person, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { visits } from "../parts/inspect/visits";
import { windowWords } from "../parts/inspect/window-words";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Many = later(async () => (await import("../parts/many")).Many);
const Notices = later(async () => (await import("../parts/inspect/notices")).Notices);

export default function Inspections(): JSX.Element {
  const plans = [...all("inspection_plan")].sort((one, other) => (one.id < other.id ? 1 : -1));
  const own = visits();
  const told = [...all("inspection_notice")].sort((one, other) =>
    textAt(one, "from") < textAt(other, "from") ? 1 : -1,
  );
  const may = has(person.value, "leader", "supervisor");
  return (
    <VisitFrame
      title={t("insp")}
      above="/me"
      dock={
        may ? (
          <a class="btn" href="/inspections/new">
            <Icon name="plus" />
            {t("insp.new")}
          </a>
        ) : undefined
      }
    >
      {own.length + plans.length + told.length === 0 && (
        <Nothing title={t("insp.none")}>{t(may ? "insp.none.planner" : "insp.none.inspector")}</Nothing>
      )}
      {own.length > 0 && (
        <>
          <h2 class="section">{t("insp.visits")}</h2>
          <Many name="visits" of={own.map((doc) => [doc.id, wordsOf(doc)])}>
            {(shown) => (
              <nav class="card list" aria-label={t("insp.visits")}>
                {own
                  .filter(({ id }) => shown.has(id))
                  .map((doc) => (
                    <VisitRow key={doc.id} doc={doc} />
                  ))}
              </nav>
            )}
          </Many>
        </>
      )}
      {plans.length > 0 && (
        <>
          <h2 class="section">{t("insp.plans")}</h2>
          <Many name="plans" of={plans.map((doc) => [doc.id, wordsOf(doc)])}>
            {(shown) => (
              <nav class="card list" aria-label={t("insp.plans")}>
                {plans
                  .filter(({ id }) => shown.has(id))
                  .map((doc) => (
                    <PlanRow key={doc.id} doc={doc} />
                  ))}
              </nav>
            )}
          </Many>
        </>
      )}
      {told.length > 0 && <Notices told={told} when={windowWords} />}
    </VisitFrame>
  );
}

/** By what a visit or a plan is looked for. */
function wordsOf(doc: Doc): string {
  const { registers } = doc;
  const place = registers.has("place") ? placeName(idOf(registers.get("place")?.value)) : "";
  return [textAt(doc, "title"), place, textAt(doc, "day"), windowWords(doc)].join(" ");
}

function VisitRow({ doc }: { doc: Doc }): JSX.Element {
  const { state } = visitStanding(doc.registers);
  const day = textAt(doc, "day");
  return (
    <a class="line-row" href={`/visits/${doc.id}`}>
      <span class="grow">
        <b class="block">{placeName(idOf(doc.registers.get("place")?.value))}</b>
        <span class="muted">
          {textAt(doc, "title")} · {day ? dayWords(day) : windowWords(doc)}
        </span>
      </span>
      <span class={`tag ${state === "begun" ? "info" : state === "cancelled" ? "fail" : ""}`}>
        {t(`insp.state.${state}`)}
      </span>
      <Icon name="go" />
    </a>
  );
}

function PlanRow({ doc }: { doc: Doc }): JSX.Element {
  const sealed = doc.registers.get("sealed")?.value === true;
  const cancelled = (doc.registers.get("cancelled")?.value ?? null) !== null;
  const state = cancelled ? "cancelled" : sealed ? "sealed" : "draft";
  const covert = doc.registers.get("manner")?.value !== "open";
  return (
    <a class="line-row" href={`/inspections/${doc.id}`}>
      {covert && <Icon name="lock" />}
      <span class="grow">
        <b class="block">{textAt(doc, "title") || t("insp.untitled")}</b>
        <span class="muted">{windowWords(doc)}</span>
      </span>
      <span class={`tag ${state === "sealed" ? "pass" : state === "cancelled" ? "fail" : "warn"}`}>
        {t(`insp.plan.${state}`)}
      </span>
      <Icon name="go" />
    </a>
  );
}
