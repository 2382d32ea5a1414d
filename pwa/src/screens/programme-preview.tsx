/** 预览: what a programme asks of somebody on a day, and how its forms look, before anybody else sees it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { placedIn } from "../model/editing";
import { byName } from "../model/people";
import { Desk } from "../parts/editor/frame";
import { elementWords } from "../parts/editor/words";
import { placeName, today } from "../parts/here";
import { later } from "../parts/later";
import { DayPick, Pick } from "../parts/pick";
import { people } from "../parts/roster";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/fold.css";

const AskedOf = later(() => import("../parts/editor/asked-of").then((module) => module.AskedOf));
const FormPreview = later(() => import("../parts/editor/form-preview").then((module) => module.FormPreview));

export default function ProgrammePreview({ params }: { params: Params }): JSX.Element {
  const everybody = [...people.value].sort(byName);
  const nurse = everybody.find(({ roles }) => roles.every(({ role }) => role === "staff")) ?? everybody[0];
  const who = useSignal(nurse?.id ?? "");
  const day = useSignal(today.value);
  return (
    <Desk id={params.id} above={`/programmes/${params.id}`} title={t("plans.preview")}>
      {(plan) => (
        <>
          <section class="card stack">
            <Pick
              label={t("plans.preview.who")}
              value={who}
              options={everybody.map(({ id, name, units }) => ({
                value: id,
                label: [name, placeName(units[0])].filter(Boolean).join(" · "),
              }))}
            />
            <DayPick label={t("plans.preview.day")} value={day} />
          </section>
          <AskedOf plan={plan} who={who.value} day={day.value} />
          {placedIn(plan.registers, "forms").map(({ id, value }) => (
            <FormPreview key={id} plan={plan} id={id} title={elementWords(id, value)} />
          ))}
        </>
      )}
    </Desk>
  );
}
