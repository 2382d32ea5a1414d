/** 谁负责: a person for each role and each evaluation; and from which month an evaluation is held how often. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Placed, placedIn } from "../model/editing";
import { bytesOf, idOf } from "../model/ids";
import { Desk } from "../parts/editor/frame";
import { type Edited, put } from "../parts/editor/plan";
import { elementWords, sectionWords } from "../parts/editor/words";
import { personAt } from "../parts/here";
import { later } from "../parts/later";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/editor/editor.css";

const Switch = later(() => import("../parts/editor/switch").then((module) => module.Switch));
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
