/**
 * 帮扶联系点: how an assistance stands: it runs until every indicator has improved. Mirror of `models/assistance.py`.
 * Promises: pure, exact, and the same as Python for every case of `tests/vectors/orders.json`.
 */
import { closedAt } from "./closings";
import { fieldOf, type Registers, under } from "./facts";
import { readings } from "./readings";
import { exactOf } from "./scoring-number";
import { isMet } from "./target";

/** 帮扶状态 */
export interface AssistanceStanding {
  readonly state: "draft" | "running" | "improved" | "closed";
  /** By indicator; null while nobody has measured. */
  readonly met: Readonly<Record<string, boolean | null>>;
}

export function assistanceStanding(registers: Registers): AssistanceStanding {
  const met: Record<string, boolean | null> = {};
  for (const path of under(registers, "indicators/")) met[path.slice("indicators/".length)] = metOf(registers, path);
  const begun = registers.get("begun");
  if (!begun || begun.value === null) return { state: "draft", met };
  if (closedAt(registers) !== null) return { state: "closed", met };
  const all = Object.values(met);
  return { state: all.length > 0 && all.every((each) => each === true) ? "improved" : "running", met };
}

function metOf(registers: Registers, path: string): boolean | null {
  const given = registers.get(path)?.value;
  const reading = readings(registers, path.slice("indicators/".length)).at(-1);
  if (reading === undefined) return null;
  const indicator = {
    formula: "value",
    numerator: [],
    denominator: [],
    exclude: [],
    op: String(fieldOf(given, "op")),
    value: exactOf(fieldOf(given, "value")),
    relative: fieldOf(given, "relative") === true,
  };
  return isMet(indicator, exactOf(fieldOf(reading, "value")), exactOf(fieldOf(given, "baseline")));
}
