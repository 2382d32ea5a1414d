/** 封顶: how many records of a month count, and how many points they bring at most, as the programmes in force say. */
import type { JSX } from "preact";
import { fieldOf } from "../../model/deed";
import { entryOf, tallies } from "../../model/record-count";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import { monthWords } from "../when";
import { own } from "./face";
import { caps, offers } from "./programmes";
import { recordType } from "./words";

export function RecordCap({ doc }: { doc: Doc }): JSX.Element | null {
  const { type, day } = entryOf(doc);
  const month = day.slice(0, 7);
  const most = caps();
  const types = tallies(own("record_entry", "person").map(entryOf), most).get(month);
  const tally = types?.get(type);
  if (!types || !tally) return null;
  const lines: string[] = [];
  const cap = most[type];
  const said = { month: monthWords(month), type: recordType(type) };
  if (cap !== undefined) {
    lines.push(t(tally.number > cap ? "record.capped" : "record.cap", { ...said, n: tally.number, cap }));
  }
  for (const { title, each, limit, of } of bonuses(type)) {
    const number = of === "all" ? [...types.values()].reduce((sum, { counted }) => sum + counted, 0) : tally.counted;
    const points = Math.min(number * each, limit);
    lines.push(t(number * each >= limit ? "record.points.full" : "record.points", { title, n: points, cap: limit }));
  }
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="promise">
          <Icon name="info" />
          <span>{line}</span>
        </p>
      ))}
    </>
  );
}

interface Bonus {
  readonly title: string;
  readonly each: number;
  readonly limit: number;
  readonly of: string;
}

/** The parts of the programmes' scores that this type of record adds points to, up to a limit. */
function bonuses(type: string): Bonus[] {
  return offers("scoring").flatMap(({ value }) => {
    const parts = Array.isArray(value.components) ? value.components : [];
    return parts.flatMap((part: Value) => {
      const of = String(fieldOf(fieldOf(part, "source") ?? null, "records") ?? "");
      const [each, limit] = [Number(fieldOf(part, "each") ?? 1), Number(fieldOf(part, "cap") ?? Number.NaN)];
      const fits = (of === type || of === "all") && fieldOf(part, "aggregate") === "bonus";
      return fits && Number.isFinite(each) && Number.isFinite(limit)
        ? [{ title: String(fieldOf(part, "title") ?? ""), each, limit, of }]
        : [];
    });
  });
}
