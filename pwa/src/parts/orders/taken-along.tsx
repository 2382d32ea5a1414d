/** 经办人: whom the unit takes along: they see the order and may report on it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { under } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Asking } from "../deeds/asking";
import { nameOfPerson } from "../deeds/bits";
import { mine } from "../here";
import { later } from "../later";

const PickPeople = later(() => import("../deeds/pick-people").then((module) => module.PickPeople));

export function Helpers({ doc }: { doc: Doc }): JSX.Element {
  const known = under(doc.registers, "helpers/").map((path) => idOf(path.slice("helpers/".length)) ?? "");
  const chosen = useSignal<readonly Hex[]>(known);
  const keep = () => {
    const added = chosen.value.filter((id) => !known.includes(id));
    const writes = added.map((id): [string, Value] => [`helpers/${dashed(id)}`, true]);
    if (writes.length > 0) void mine().write(doc.id, "order", writes);
  };
  return (
    <section class="card stack">
      <div class="row wrap">
        <b class="grow">{t("order.helpers")}</b>
        <Asking words={t("order.helpers.add")} face="btn soft short" yes={t("order.helpers.keep")} onYes={keep}>
          <PickPeople chosen={chosen} />
        </Asking>
      </div>
      <p class="muted">{known.map(nameOfPerson).join(t("list.comma")) || t("order.helpers.none")}</p>
    </section>
  );
}
