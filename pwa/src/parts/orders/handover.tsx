/** 更换责任人: who of the unit puts it right from now on, and why; both stand in the order, with who was told. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { numbers } from "../../model/closings";
import { valueAt } from "../../model/facts";
import { bytesOf, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { Words } from "../deeds/ask";
import { Asking } from "../deeds/asking";
import { nameOfPerson } from "../deeds/bits";
import { PickPeople } from "../deeds/pick-people";
import { mine } from "../here";
import { say } from "../toast";
import { ofUnit } from "./rights";

export function Handover({ doc, face = "btn soft short" }: { doc: Doc; face?: string }): JSX.Element {
  const chosen = useSignal<readonly Hex[]>([]);
  const why = useSignal("");
  const unit = idOf(valueAt(doc, "unit"));
  const from = idOf(valueAt(doc, "responsible"));
  const to = chosen.value[0];
  const number = (numbers(doc.registers, "handovers/").at(-1) ?? 0) + 1;
  const keep = () => {
    if (!to || !from) return;
    const value = { from: bytesOf(from), to: bytesOf(to), reason: why.value.trim() };
    void mine().write(doc.id, "order", [
      ["responsible", bytesOf(to)],
      [`handovers/${number}`, value],
    ]);
    say(t("handover.done", { name: nameOfPerson(to) }));
  };
  return (
    <Asking words={t("handover")} face={face} ready={to !== undefined && why.value.trim() !== ""} onYes={keep}>
      <p class="muted">{t("handover.how", { name: nameOfPerson(from) })}</p>
      <PickPeople chosen={chosen} one among={(one) => one.id !== from && ofUnit(unit, one)} />
      <Words label={t("handover.why")} value={why} />
    </Asking>
  );
}
