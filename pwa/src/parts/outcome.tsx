/** 落实情况: what came of what was said, judged later by who said it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Commentary, Outcome } from "../model/commentary";
import { moreTexts, t } from "../text";
import { Choose } from "./choose";
import { inOffice } from "./deeds/leading";
import { TextLine } from "./entry";
import { mine } from "./here";
import { later } from "./later";
import { say } from "./toast";

const OrderFrom = later(async () => {
  const [module] = await Promise.all([import("./orders/order-from"), moreTexts("orders")]);
  return module.OrderFrom;
});

export function OutcomeCard({ said }: { said: Commentary }): JSX.Element {
  const outcome = useSignal<Outcome | "">(said.outcome ?? "");
  const note = useSignal(said.outcomeNote);
  const changed = outcome.value !== (said.outcome ?? "") || note.value !== said.outcomeNote;
  const keep = async () => {
    await mine().write(said.id, said.kind, [
      ["outcome", outcome.value || null],
      ["outcome_note", note.value.trim()],
    ]);
    say(t("outcome.kept"));
  };
  return (
    <section class="card stack">
      <Choose
        label={t("outcome")}
        value={outcome}
        options={[
          { value: "done", label: t("outcome.done") },
          { value: "partly", label: t("outcome.partly") },
          { value: "not_done", label: t("outcome.not_done") },
        ]}
      />
      <TextLine label={t("outcome.note")} value={note} />
      <button type="button" class="btn soft" disabled={!changed || !outcome.value} onClick={() => void keep()}>
        {t("outcome.keep")}
      </button>
      {inOffice() && <OrderFrom kind="commentary" id={said.id} />}
    </section>
  );
}
