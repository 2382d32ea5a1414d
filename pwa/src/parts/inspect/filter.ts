/** Which rows of a checklist a filter shows, and how many each would. Pure. */
import { isDone } from "./done";
import type { Row } from "./view";

export type Filter = "all" | "open" | "fail" | "differ";
export const FILTERS: readonly Filter[] = ["all", "open", "fail", "differ"];

export function passes(row: Row, filter: Filter): boolean {
  switch (filter) {
    case "open":
      return !isDone(row);
    case "fail":
      return row.own?.verdict === "fail" || row.result.verdict === "fail";
    case "differ":
      return row.result.disagree || row.result.source === "open";
    default:
      return true;
  }
}

/** 筛选计数: kept up row by row. */
export class Counts {
  readonly #held: Record<Filter, number> = { all: 0, open: 0, fail: 0, differ: 0 };

  count(row: Row, by: 1 | -1): void {
    for (const filter of FILTERS) if (passes(row, filter)) this.#held[filter] += by;
  }

  told(): Readonly<Record<Filter, number>> {
    return { ...this.#held };
  }
}
