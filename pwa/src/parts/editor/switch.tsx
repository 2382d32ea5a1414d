/** 换频次: from which month an evaluation is held how often, for the whole house or for one unit or branch. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Placed, placedIn } from "../../model/editing";
import { mapOf } from "../../model/given";
import { dashed, idOf } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { placeName, today } from "../here";
import { later } from "../later";
import { Pick } from "../pick";
import { branches, units } from "../roster";
import { monthWords } from "../when";
import { type Edited, put } from "./plan";
import { elementWords, valueWords } from "./words";

const Control = later(() => import("./control").then((module) => module.Control));

interface RowProps {
  readonly plan: Edited;
  readonly placed: Placed;
}

/** Units and branches by their names, for who chooses one. */
function places(): { value: Hex; label: string }[] {
  return [...units.value, ...branches.value].map(({ id, name }) => ({ value: id, label: name }));
}

/** What single places have switched to: whose, from which month, and how often. */
function switchedPlaces({ registers }: Edited, evaluation: string) {
  const prefix = `unit_cadences/${evaluation}/`;
  return [...registers].flatMap(([path, value]) => {
    const [place = "", month = ""] = path.startsWith(prefix) ? path.slice(prefix.length).split("/") : [];
    const given = mapOf(value);
    return given && month ? [{ key: path, name: placeName(idOf(place)), month, words: valueWords(given) }] : [];
  });
}

export function Switch({ plan, placed }: RowProps): JSX.Element {
  const month = useSignal(today.value.slice(0, 7));
  const cadence = useSignal<Value>(null);
  const place = useSignal("");
  const above = place.value ? `unit_cadences/${placed.id}/${dashed(place.value)}` : `cadences/${placed.id}`;
  const held = placedIn(plan.registers, `cadences/${placed.id}`);
  const own = switchedPlaces(plan, placed.id);
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
          {own.map(({ key, name, month: from, words }) => (
            <span key={key} class="small block">
              {`${name}：${t("plans.switch.line", { month: monthWords(from), words })}`}
            </span>
          ))}
        </span>
      </summary>
      <Pick
        label={t("plans.switch.where")}
        value={place}
        options={[{ value: "", label: t("plans.switch.house") }, ...places()]}
      />
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
