/**
 * Who said what of which item, as the measures of agreement read it: of this visit, and of every visit with the same
 * version of the checklist that this phone holds. Read anew only when an observation or a visit has changed.
 */
import { type Agreement, across, type Ratings } from "../../model/agreement";
import { idOf } from "../../model/ids";
import { type Exact, roundedText, ZERO } from "../../model/scoring-number";
import { visitStanding } from "../../model/visit";
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

type Said = Map<string, Map<string, string>>;

export function ratingsOf({ rows }: Pick<Visit, "rows">): Ratings {
  return new Map(
    rows.map(({ id, seen }) => {
      const said = seen.filter(({ verdict }) => verdict !== "unseen").map(({ by, verdict }) => [by, verdict] as const);
      return [id, new Map<string, string>(said)] as const;
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
  const same = visits.filter(
    ({ registers }) =>
      idOf(registers.get("checklist")?.value) === checklist && visitStanding(registers).state !== "cancelled",
  );
  const found = new Map<Hex, Said>(same.map(({ id }) => [id, new Map()]));
  for (const doc of observations) {
    const ratings = found.get(visitOf(doc) ?? "");
    const at = (path: string) => doc.registers.get(path)?.value ?? null;
    const [item, verdict, inspector] = [at("item"), at("verdict"), idOf(at("inspector"))];
    if (!ratings || typeof item !== "string" || typeof verdict !== "string" || !inspector) continue;
    if (verdict === "unseen") continue;
    ratings.set(item, (ratings.get(item) ?? new Map<string, string>()).set(inspector, verdict));
  }
  const judged = [...found.values()].filter((ratings) => [...ratings.values()].some(({ size }) => size > 1));
  return { items: across(found), visits: judged.length };
}
