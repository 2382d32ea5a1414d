/** Which unit an order goes to, who there is responsible, which leader, and where it was seen. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { bytesOf, idOf } from "../../model/ids";
import { byName } from "../../model/people";
import { has } from "../../model/person";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { mine } from "../here";
import { people, units } from "../roster";
import { ofUnit } from "./rights";

async function put(doc: Doc, ...writes: [string, Value][]): Promise<void> {
  await mine().write(doc.id, "order", writes);
}

interface PickProps {
  readonly label: string;
  readonly value: Hex | null;
  readonly options: readonly { readonly id: Hex; readonly name: string }[];
  readonly onPick: (id: Hex | null) => void;
}

function PickOne({ label, value, options, onPick }: PickProps): JSX.Element {
  return (
    <div class="line">
      <label>
        {label}
        <select class="input" value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value || null)}>
          <option value="">{t("order.pick")}</option>
          {options.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

export function Where({ doc }: { doc: Doc }): JSX.Element {
  const unit = idOf(valueAt(doc, "unit"));
  const own = people.value.filter((one) => ofUnit(unit, one)).sort(byName);
  const leaders = people.value.filter((one) => has(one, "leader")).sort(byName);
  const set = (path: string) => (id: Hex | null) => void put(doc, [path, id ? bytesOf(id) : null]);
  const setUnit = (id: Hex | null) => {
    const heads = id
      ? people.value.filter((one) => one.roles.some((held) => held.role === "head" && held.at === id))
      : [];
    const head = heads[0]?.id;
    void put(doc, ["unit", id ? bytesOf(id) : null], ["responsible", head ? bytesOf(head) : null]);
  };
  const place = (path: "building" | "spot", label: string) => (
    <label class="line">
      <b class="block">{label}</b>
      <input
        class="input"
        value={textAt(doc, path)}
        autocomplete="off"
        onChange={(event) => void put(doc, [path, event.currentTarget.value.trim()])}
      />
    </label>
  );
  return (
    <>
      <PickOne label={t("order.unit")} value={unit} options={units.value} onPick={setUnit} />
      <PickOne
        label={t("order.responsible")}
        value={idOf(valueAt(doc, "responsible"))}
        options={own}
        onPick={set("responsible")}
      />
      <PickOne
        label={t("order.leader.optional")}
        value={idOf(valueAt(doc, "leader"))}
        options={leaders}
        onPick={set("leader")}
      />
      {place("building", t("order.building"))}
      {place("spot", t("order.spot"))}
    </>
  );
}
