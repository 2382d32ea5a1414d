/** 涉及人员: who is named in the order; or, where names are withheld, in a note that the office alone reads. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { under } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { PickPeople } from "../deeds/pick-people";
import { docAt, mine, person } from "../here";
import { withheldOf } from "./withheld";

const PEOPLE = { concerns: "concerns/", people: "people/" } as const;

export function Concerned({ doc }: { doc: Doc }): JSX.Element {
  const named = under(doc.registers, PEOPLE.concerns).map((path) => idOf(path.slice(PEOPLE.concerns.length)) ?? "");
  const withheld = withheldOf(doc.id);
  const hiding = useSignal(withheld.length > 0);
  const chosen = useSignal<readonly Hex[]>(hiding.value ? withheld : named);
  const keep = async () => {
    const here = chosen.value;
    const writes = changes(PEOPLE.concerns, named, hiding.value ? [] : here);
    if (writes.length > 0) await mine().write(doc.id, "order", writes);
    await writeNote(doc, withheld, hiding.value ? here : []);
  };
  return (
    <section class="card stack">
      <b>{t("order.concerns.optional")}</b>
      <PickPeople chosen={chosen} />
      <label class="row" style={{ minHeight: "48px" }}>
        <input
          type="checkbox"
          checked={hiding.value}
          onChange={(event) => {
            hiding.value = event.currentTarget.checked;
          }}
        />
        <span class="grow">
          {t("order.withhold")}
          <span class="small block">{t("order.withhold.how")}</span>
        </span>
      </label>
      <button type="button" class="btn soft" onClick={() => void keep()}>
        {t("order.concerns.keep", { n: chosen.value.length })}
      </button>
    </section>
  );
}

/** What takes a set of people from one state to another. */
function changes(prefix: string, before: readonly Hex[], now: readonly Hex[]): [string, Value][] {
  const added = now.filter((id) => !before.includes(id)).map((id): [string, Value] => [prefix + dashed(id), true]);
  const gone = before.filter((id) => !now.includes(id)).map((id): [string, Value] => [prefix + dashed(id), null]);
  return [...added, ...gone];
}

async function writeNote(doc: Doc, before: readonly Hex[], now: readonly Hex[]): Promise<void> {
  const writes = changes(PEOPLE.people, before, now);
  if (writes.length === 0) return;
  const id = await mine().naturalId("order_note", dashed(doc.id));
  const institution = person.peek()?.institution;
  const once: [string, Value][] = docAt(id)
    ? []
    : [
        ["order", bytesOf(doc.id)],
        ["institution", institution ? bytesOf(institution) : null],
      ];
  await mine().write(id, "order_note", [...once, ...writes]);
}
