/** 新的帮扶联系点: which leader for which unit; the rest stands on its own sheet. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { byName } from "../model/people";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { mine, person, today } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { issues } from "../parts/orders/rights";
import { Pick } from "../parts/pick";
import { people, units } from "../parts/roster";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

export default function AssistanceNew(): JSX.Element {
  const leaders = people.value.filter((one) => has(one, "leader")).sort(byName);
  const leader = useSignal(leaders[0]?.id ?? "");
  const unit = useSignal(units.value[0]?.id ?? "");
  const institution = person.value?.institution;
  if (!issues() || !institution) {
    return (
      <Frame title={t("assistance.new")} above="/assistance">
        <Nothing title={t("not_yours")}>{t("order.not_yours")}</Nothing>
      </Frame>
    );
  }
  const begin = async () => {
    const id = mine().newId();
    await mine().write(id, "assistance", firstWrites(leader.value, unit.value, institution, today.peek()));
    navigate(`/assistance/${id}`, { replace: true });
  };
  return (
    <Frame
      title={t("assistance.new")}
      above="/assistance"
      dock={
        <button type="button" class="btn" disabled={!leader.value || !unit.value} onClick={() => void begin()}>
          {t("assistance.next")}
        </button>
      }
    >
      <section class="card stack">
        <Pick
          label={t("assistance.leader")}
          value={leader}
          options={leaders.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Pick
          label={t("order.unit")}
          value={unit}
          options={units.value.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </section>
      <p class="small">{t("assistance.rule")}</p>
    </Frame>
  );
}

function firstWrites(leader: string, unit: string, institution: string, day: string): [string, Value][] {
  return [
    ["institution", bytesOf(institution)],
    ["maker", bytesOf(mine().person)],
    ["leader", bytesOf(leader)],
    ["unit", bytesOf(unit)],
    ["day", day],
  ];
}
