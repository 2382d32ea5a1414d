/** The first act of an order: a draft that names what it rests on, with the usual time; its sheet is its own address. */
import { bytesOf } from "../../model/ids";
import { addWorkingDays } from "../../model/working-days";
import { navigate } from "../../router";
import type { Hex, Value } from "../../sync/interface";
import { mine, person, today } from "../here";
import { days } from "./days";
import { rectification, sourceWrites } from "./programme";

const USUAL_DAYS = 10;
const TITLE_MAX = 40;

/** 来源: what an order begins with when it rests on this. */
export interface Origin {
  readonly kind: OriginKind;
  readonly id: Hex;
  readonly part: string;
  readonly title: string;
  readonly under: string;
  readonly matter: string;
  readonly unit: Hex | null;
  /** What a finding says beside its words: what to do, and where it was seen. */
  readonly measure?: string;
  readonly building?: string;
  readonly spot?: string;
}

export type OriginKind = "commentary" | "survey" | "result" | "finding" | "complaint" | "meeting" | "words";

/** The register's value. */
function originValue(origin: Origin | null, words: string): Value {
  if (!origin) return { kind: "words", words };
  return { kind: origin.kind, id: bytesOf(origin.id), ...(origin.part ? { part: origin.part } : {}) };
}

/** Makes the draft; its sheet is the order's own address. */
export async function begin(origin: Origin | null, words: string): Promise<void> {
  const own = person.peek();
  const id = mine().newId();
  const days10 = rectification()?.days ?? USUAL_DAYS;
  const writes: [string, Value][] = [
    ["institution", own?.institution ? bytesOf(own.institution) : null],
    ["issuer", bytesOf(mine().person)],
    ["day", today.peek()],
    ["origin", originValue(origin, words)],
    ...sourceWrites(),
    ["within", days10],
    ["due_on", addWorkingDays(days.peek(), today.peek(), days10)],
  ];
  const matter = origin?.matter ?? words;
  if (matter) writes.push(["matter", matter], ["title", [...matter].slice(0, TITLE_MAX).join("")]);
  if (origin?.unit) writes.push(["unit", bytesOf(origin.unit)]);
  for (const path of ["measure", "building", "spot"] as const) {
    const said = origin?.[path];
    if (said) writes.push([path, said]);
  }
  // What a linked re-inspection looks at again.
  if (origin?.kind === "finding" && origin.part) writes.push(["items/1", origin.part]);
  await mine().write(id, "order", writes);
  navigate(`/orders/${id}`, { replace: true });
}
