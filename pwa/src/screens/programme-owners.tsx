/** 谁负责: a person for each role and each evaluation; and from which month an evaluation is held how often. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Placed, placedIn } from "../model/editing";
import { mapOf } from "../model/given";
import { bytesOf, idOf } from "../model/ids";
import { Desk } from "../parts/editor/frame";
import { type Edited, put } from "../parts/editor/plan";
import { elementWords, sectionWords, valueWords } from "../parts/editor/words";
import { personAt, today } from "../parts/here";
import { later } from "../parts/later";
import { monthWords } from "../parts/when";
import type { Params } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/editor/editor.css";

const Control = later(() => import("../parts/editor/control").then((module) => module.Control));
const PickPeople = later(() => import("../parts/deeds/pick-people").then((module) => module.PickPeople));

export default function ProgrammeOwners({ params }: { params: Params }): JSX.Element {
  return (
    <Desk id={params.id} above={`/programmes/${params.id}`} title={t("plans.owners")}>
      {(plan) => (
        <>
          <p class="hint">{t("plans.owners.why")}</p>
          {(["roles", "evaluations"] as const).map((section) => (
            <section key={section} class="stack" aria-label={sectionWords(section)}>
              <h2 class="section">{sectionWords(section)}</h2>
              <div class="card stack">
                {placedIn(plan.registers, section).map((placed) => (
                  <Owner key={placed.id} plan={plan} placed={placed} />
                ))}
              </div>
            </section>
          ))}
          <section class="stack" aria-label={t("plans.switch")}>
            <h2 class="section">{t("plans.switch")}</h2>
            <p class="hint">{t("plans.switch.why")}</p>
            <div class="card stack">
              {placedIn(plan.registers, "evaluations").map((placed) => (
                <Switch key={placed.id} plan={plan} placed={placed} />
              ))}
            </div>
          </section>
        </>
      )}
    </Desk>
  );
}

interface RowProps {
  readonly plan: Edited;
  readonly placed: Placed;
}

function Owner({ plan, placed }: RowProps): JSX.Element {
  const owner = idOf(plan.registers.get(`owners/${placed.id}`));
  const chosen = useSignal<readonly Hex[]>(owner ? [owner] : []);
  const picked = chosen.value[0] ?? null;
  const set = () => void put(plan.id, [[`owners/${placed.id}`, picked ? bytesOf(picked) : null]]);
  return (
    <details class="fold-line">
      <summary>
        <span class="grow">
          <b class="block">{elementWords(placed.id, placed.value)}</b>
          <span class="muted">{(owner && personAt(owner)?.name) || t("plans.owner.none")}</span>
        </span>
      </summary>
      <PickPeople chosen={chosen} one />
      {picked !== owner && (
        <button type="button" class="btn soft" onClick={set}>
          {t("plans.set")}
        </button>
      )}
    </details>
  );
}

function Switch({ plan, placed }: RowProps): JSX.Element {
  const month = useSignal(today.value.slice(0, 7));
  const cadence = useSignal<Value>(null);
  const above = `cadences/${placed.id}`;
  const held = placedIn(plan.registers, above);
  const set = async () => {
    await put(plan.id, [[`${above}/${month.peek()}`, cadence.peek()]]);
    cadence.value = null;
  };
  return (
    <details class="fold-line">
      <summary>
        <span class="grow">
          <b class="block">{elementWords(placed.id, placed.value)}</b>
          <span class="muted block">{valueWords(mapOf(placed.value.cadence ?? null))}</span>
          {held.map(({ id, value }) => (
            <span key={id} class="small block">
              {t("plans.switch.line", { month: monthWords(id), words: valueWords(value) })}
            </span>
          ))}
        </span>
      </summary>
      <div class="line">
        <label>
          {t("plans.switch.from")}
          <input
            class="input"
            type="month"
            value={month.value}
            onChange={(event) => {
              if (event.currentTarget.value) month.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <Control
        shape={{ name: "cadence", kind: "cadence" }}
        registers={plan.registers}
        value={cadence.value}
        onChange={(value) => {
          cadence.value = value;
        }}
      />
      <button type="button" class="btn soft" disabled={!cadence.value} onClick={() => void set()}>
        {t("plans.set")}
      </button>
    </details>
  );
}
