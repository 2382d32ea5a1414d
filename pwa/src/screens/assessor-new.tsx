/** 外部评议员: an account with a last day for somebody from outside, made by an administrator. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../model/day";
import { bytesOf } from "../model/ids";
import { DayLine } from "../parts/day-line";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { isAdmin, mine, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { navigate } from "../router";
import { t } from "../text";

export default function AssessorNew(): JSX.Element {
  const name = useSignal("");
  const from = useSignal(today.value);
  const to = useSignal(addDays(today.value, 30));
  if (!isAdmin.value) {
    return (
      <Frame title={t("assessor.new")} above="/people">
        <Nothing title={t("not_yours")}>{t("assessor.admins")}</Nothing>
      </Frame>
    );
  }
  const make = async () => {
    const institution = person.peek()?.institution;
    if (!institution || !name.value.trim()) return;
    const id = mine().newId();
    await mine().write(id, "person", [
      ["institution", bytesOf(institution)],
      ["name", name.value.trim()],
      ["roles/1", { role: "assessor", at: bytesOf(institution), from: from.value, to: to.value }],
    ]);
    navigate(`/admin/code/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("assessor.new")}
      above="/people"
      dock={
        <button
          type="button"
          class="btn"
          disabled={!name.value.trim() || to.value < from.value}
          onClick={() => void make()}
        >
          {t("assessor.make")}
        </button>
      }
    >
      <section class="card stack">
        <TextLine label={t("assessor.name")} value={name} hint={t("assessor.name.hint")} />
        <DayLine label={t("assessor.from")} value={from} min={today.value} />
        <DayLine label={t("assessor.to")} value={to} min={from.value} />
      </section>
      <p class="promise">
        <Icon name="lock" />
        <span>{t("assessor.promise")}</span>
      </p>
    </Frame>
  );
}
