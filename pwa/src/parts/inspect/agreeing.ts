/**
 * Who said what of which item, as the measures of agreement read it: of this visit, and of every visit with the same
 * version of the checklist that this phone holds. Read anew only when an observation or a visit has changed.
 */
import { type Agreement, across, type Ratings } from "../../model/agreement";
import { counting } from "../../model/counted";
import { idOf } from "../../model/ids";
import { type Exact, roundedText, ZERO } from "../../model/scoring-number";
import { type Registers, type Standing, visitStanding } from "../../model/visit";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all } from "../here";
import { visitOf } from "./gathered";
import type { Visit } from "./view";

export const percentOf = ({ n, d }: Exact): string => roundedText({ n: n * 100n, d }, 0, "half_up");
export const kappaOf = (kappa: Exact): string => roundedText(kappa, 2, "half_up");

/** How often, and how many pairs of inspectors said the same. */
export function acrossWords(found: Agreement): string {
  if (!found.kappa) return t("insp.across.alike", { n: found.subjects });
  return t("insp.across.line", { n: found.subjects, percent: percentOf(found.observed ?? ZERO) });
}

interface Judged {
  readonly registers: Registers;
  readonly standing: Standing;
  /** Item to inspector to verdict. */
  readonly ratings: Map<string, Map<string, string>>;
}

export function ratingsOf({ rows }: Pick<Visit, "rows">): Ratings {
  return new Map(
    rows.map(({ id, seen }) => {
      const said = new Map<string, string>();
      for (const { by, counted } of seen) if (counted && counted.verdict !== "unseen") said.set(by, counted.verdict);
      return [id, said] as const;
    }),
  );
}

/** Each item over all visits with this checklist, and how many of them were judged by more than one. */
export interface Course {
  readonly items: ReadonlyMap<string, Agreement>;
  readonly visits: number;
}

interface Read {
  readonly observations: readonly Doc[];
  readonly visits: readonly Doc[];
  readonly checklist: Hex;
  readonly course: Course;
}

let last: Read | null = null;

export function courseOf(checklist: Hex): Course {
  const [observations, visits] = [all("observation"), all("visit")];
  if (last?.observations !== observations || last.visits !== visits || last.checklist !== checklist) {
    last = { observations, visits, checklist, course: courseIn(observations, visits, checklist) };
  }
  return last.course;
}

/** The same, of what is given. Pure. */
export function courseIn(observations: readonly Doc[], visits: readonly Doc[], checklist: Hex): Course {
  const found = new Map<Hex, Judged>();
  for (const { id, registers } of visits) {
    const standing = visitStanding(registers);
    if (idOf(registers.get("checklist")?.value) !== checklist || standing.state === "cancelled") continue;
    found.set(id, { registers, standing, ratings: new Map() });
  }
  for (const doc of observations) {
    const visit = found.get(visitOf(doc) ?? "");
    const [item, inspector] = [doc.registers.get("item")?.value, idOf(doc.registers.get("inspector")?.value)];
    if (!visit || typeof item !== "string" || !inspector) continue;
    const { verdict } = counting(doc.registers, visit.registers, visit.standing) ?? { verdict: "unseen" };
    if (verdict === "unseen") continue;
    visit.ratings.set(item, (visit.ratings.get(item) ?? new Map<string, string>()).set(inspector, verdict));
  }
  const ratings = new Map([...found].map(([id, visit]) => [id, visit.ratings]));
  const judged = [...ratings.values()].filter((of) => [...of.values()].some(({ size }) => size > 1));
  return { items: across(ratings), visits: judged.length };
}
