/** 检查方案: from whom is drawn; the seal; then the draw as it fell, who was left out and why, and who knows of it. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { Confirm } from "../parts/confirm";
import { docAt, mine } from "../parts/here";
import { Icon } from "../parts/icons";
import { type Plan, planOf } from "../parts/inspect/plan";
import { TextInput } from "../parts/inspect/text-input";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { SentBack } from "../parts/sent-back";
import type { Params } from "../router";
import type { Value } from "../sync/interface";
import { moreTexts, t } from "../text";

const DraftLots = later(async () => (await import("../parts/inspect/lots")).DraftLots);
const OfOrder = later(async () => {
  const [module] = await Promise.all([import("../parts/inspect/of-order"), moreTexts("orders")]);
  return module.OfOrder;
});
const Sealing = later(async () => (await import("../parts/inspect/sealed")).Sealing);

export type Write = (writes: readonly (readonly [string, Value])[]) => void;

interface PlanProps {
  readonly plan: Plan;
  readonly write: Write;
  /** The order that it looks at again. */
  readonly of: ComponentChildren;
}

const WORDS_MAX = 2_000;

export default function Inspection({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.plan);
  if (doc?.kind !== "inspection_plan") {
    return (
      <VisitFrame title={t("insp")} above="/inspections">
        <SentBack doc={params.plan}>
          <Nothing title={t("insp.plan.gone")}>{t("insp.visit.gone.why")}</Nothing>
        </SentBack>
      </VisitFrame>
    );
  }
  const write: Write = (writes) => void mine().write(doc.id, "inspection_plan", writes);
  const plan = planOf(doc);
  const of = doc.registers.has("order") && <OfOrder doc={doc} />;
  return plan.sealed || plan.cancelled !== null ? (
    <Sealed plan={plan} write={write} of={of} />
  ) : (
    <Draft plan={plan} write={write} of={of} />
  );
}

function Draft({ plan, write, of }: PlanProps): JSX.Element {
  const asking = useSignal(false);
  const ready = plan.candidates.length > 0 && plan.inspectors.length > 0;
  return (
    <VisitFrame
      title={plan.title || t("insp.plan")}
      under={t(plan.covert ? "insp.manner.covert" : "insp.manner.open")}
      above="/inspections"
      dock={
        <button
          type="button"
          class="btn"
          disabled={!ready}
          onClick={() => {
            asking.value = true;
          }}
        >
          <Icon name="lock" />
          {t("insp.seal")}
        </button>
      }
    >
      <p class="promise">
        <Icon name="lock" />
        <span>{t(plan.covert ? "insp.draft.covert" : "insp.draft.open")}</span>
      </p>
      <SentBack doc={plan.id} />
      {of}
      <DraftLots plan={plan} write={write} />
      <Confirm
        open={asking.value}
        title={t("insp.seal.ask")}
        words={t("insp.seal.words")}
        yes={t("insp.seal.do")}
        onYes={() => {
          asking.value = false;
          write([["sealed", true]]);
        }}
        onNo={() => {
          asking.value = false;
        }}
      />
    </VisitFrame>
  );
}

function Sealed({ plan, write, of }: PlanProps): JSX.Element {
  return (
    <VisitFrame
      title={plan.title || t("insp.plan")}
      under={t(plan.covert ? "insp.manner.covert" : "insp.manner.open")}
      above="/inspections"
    >
      {plan.cancelled !== null ? (
        <p class="card row fail" role="status">
          <Icon name="alert" />
          <span class="grow">{t("insp.cancelled.why", { why: plan.cancelled })}</span>
        </p>
      ) : (
        <Seal plan={plan} />
      )}
      <SentBack doc={plan.id} />
      {of}
      <Sealing plan={plan} />
      {!plan.covert && !plan.announced && plan.cancelled === null && (
        <section class="card row">
          <span class="grow muted">{t("insp.announce.why")}</span>
          <button type="button" class="btn soft short" onClick={() => write([["announced", true]])}>
            {t("insp.announce")}
          </button>
        </section>
      )}
      {plan.cancelled === null && <Cancel write={write} />}
    </VisitFrame>
  );
}

function Seal({ plan }: { plan: Plan }): JSX.Element {
  return (
    <section class="card stack" role="status">
      <p class="row">
        <span class="tag pass">
          <Icon name="lock" />
          {t("insp.plan.sealed")}
        </span>
        {plan.announced && <span class="tag info">{t("insp.announced")}</span>}
      </p>
      {plan.seedHash ? (
        <>
          <p class="muted">{t("insp.seed.why")}</p>
          <p class="secret small">{plan.seedHash}</p>
        </>
      ) : (
        <p class="muted">{t("insp.seed.wait")}</p>
      )}
    </section>
  );
}

function Cancel({ write }: { write: Write }): JSX.Element {
  const why = useSignal("");
  return (
    <details class="card">
      <summary>{t("insp.cancel")}</summary>
      <div class="stack">
        <TextInput
          label={t("insp.cancel.why")}
          value=""
          max={WORDS_MAX}
          onSave={(text) => {
            why.value = text;
          }}
        />
        <button
          type="button"
          class="btn danger"
          disabled={why.value.trim() === ""}
          onClick={() => write([["cancelled", why.value.trim()]])}
        >
          {t("insp.cancel")}
        </button>
      </div>
    </details>
  );
}
