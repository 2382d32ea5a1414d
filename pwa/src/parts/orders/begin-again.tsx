/** 安排回头看: a visit to the unit of an order, that looks at what failed and at nothing else; begun with one sheet. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, checklistOf, currentOf } from "../../model/checklist";
import { addDays } from "../../model/day";
import { under, valueAt } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { navigate } from "../../router";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { DayLine } from "../day-line";
import { Chips } from "../deeds/ask";
import { Asking } from "../deeds/asking";
import { textAt } from "../deeds/bits";
import { all, mine, today } from "../here";

const DAYS = 14;
const TITLE_MAX = 60;
type Manner = "open" | "covert";

function itemsOf(doc: Doc): string[] {
  return [...new Set(under(doc.registers, "items/").map((path) => textAt(doc, path)))];
}

/** Published checklists that have all that failed, those that go on first; where nothing is named, all that go on. */
function fitting(items: readonly string[]): Checklist[] {
  const lists = all("checklist")
    .map(checklistOf)
    .filter(({ published }) => published);
  const current = new Set(currentOf(lists, today.peek()));
  const fits = lists.filter((list) =>
    items.length > 0 ? items.every((id) => list.items.some((item) => item.id === id)) : current.has(list),
  );
  return fits.sort(
    (one, other) => Number(current.has(other)) - Number(current.has(one)) || other.version - one.version,
  );
}

export function BeginAgain({ doc }: { doc: Doc }): JSX.Element {
  const manner = useSignal<Manner>("open");
  const [from, to] = [useSignal(today.peek()), useSignal(addDays(today.peek(), DAYS))];
  const items = itemsOf(doc);
  const lists = fitting(items);
  const chosen = useSignal<Hex>(lists[0]?.id ?? "");
  if (lists.length === 0) return <p class="muted">{t("again.no_checklist")}</p>;
  const begin = async () => {
    const id = mine().newId();
    await mine().write(id, "inspection_plan", [
      ["institution", valueAt(doc, "institution") ?? null],
      ["organiser", bytesOf(mine().person)],
      ["manner", manner.value],
      ["title", [...t("again.title", { title: textAt(doc, "title") })].slice(0, TITLE_MAX).join("")],
      ["practice", manner.value],
      ["from", from.value],
      ["to", to.value],
      ["checklist", bytesOf(chosen.value)],
      ["rule", "worst"],
      ["again", true],
      ["order", bytesOf(doc.id)],
      [`candidates/${dashed(idOf(valueAt(doc, "unit")) ?? "")}`, true],
      ...items.map((item): [string, Value] => [`only/${item}`, true]),
      ...(manner.value === "covert" ? [["silent", true] as [string, Value]] : []),
    ]);
    navigate(`/inspections/${id}`);
  };
  return (
    <Asking
      words={t("again.begin")}
      yes={t("again.next")}
      ready={chosen.value !== "" && to.value >= from.value}
      onYes={() => void begin()}
    >
      <p class="muted num">{items.length > 0 ? t("again.items", { n: items.length }) : t("again.whole")}</p>
      <Chips
        label={t("again.manner")}
        of={["open", "covert"]}
        on={[manner.value]}
        words={(each) => (each === "open" ? t("again.open") : t("again.covert"))}
        onTap={(each) => {
          manner.value = each === "open" ? "open" : "covert";
        }}
      />
      {lists.length > 1 && (
        <label class="line">
          <b class="block">{t("again.checklist")}</b>
          <select
            class="input"
            value={chosen.value}
            onChange={(event) => {
              chosen.value = event.currentTarget.value;
            }}
          >
            {lists.map(({ id, name, version }) => (
              <option key={id} value={id}>
                {t("again.list", { name, version })}
              </option>
            ))}
          </select>
        </label>
      )}
      <DayLine label={t("again.from")} value={from} min={today.value} />
      <DayLine label={t("again.to")} value={to} min={from.value} />
    </Asking>
  );
}
