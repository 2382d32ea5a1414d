import { describe, expect, it } from "vitest";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Doc, Register } from "../sync/interface";
import {
  codeAt,
  codeFits,
  type PledgeStanding,
  pledgeStanding,
  presence,
  recordState,
  type TaskStanding,
  taskStanding,
} from "./deed";
import { bytesOf } from "./ids";
import { type Entry, entryOf, errorFree, plain, type Tally, tallies } from "./record-count";

type Fact = [string, Tagged, string, string];
interface Case {
  why: string;
  facts: Fact[];
}
interface Cases {
  pledges: (Case & { standing: PledgeStanding })[];
  tasks: (Case & { standing: TaskStanding })[];
  attendances: (Case & { organiser: string; is: string })[];
  records: { id: string; registers: Fact[]; state: string }[];
  tallies: { caps: Record<string, number> | null; months: Record<string, Record<string, object>> }[];
  error_free: { of: number; thresholds: number[]; counter: object }[];
  codes: { key: string; ms: number; code: string }[];
}

const CASES = vectors<Cases>("deeds");

function held(facts: readonly Fact[]): Map<string, Register> {
  const registers = new Map<string, Register>();
  for (const [path, value, stamp, author] of facts) {
    if ((registers.get(path)?.stamp ?? "") < stamp) {
      registers.set(path, { value: untag(value), stamp, author, receivedMs: 0 });
    }
  }
  return registers;
}

const entries: Entry[] = CASES.records.map(({ id, registers }) =>
  entryOf({ id, kind: "record_entry", registers: held(registers), waiting: false } as Doc),
);

describe("how things stand", () => {
  it.each(CASES.pledges)("pledge: $why", ({ facts, standing }) => {
    expect(pledgeStanding(held(facts))).toEqual(standing);
    expect(pledgeStanding(held([...facts].reverse()))).toEqual(standing);
  });
  it.each(CASES.tasks)("task: $why", ({ facts, standing }) => {
    expect(taskStanding(held(facts))).toEqual(standing);
  });
  it.each(CASES.attendances)("attendance: $why", ({ facts, organiser, is }) => {
    expect(presence(held(facts), organiser)).toBe(is);
  });
  it("records", () => {
    expect(CASES.records.map(({ registers }) => recordState(held(registers)))).toEqual(
      CASES.records.map(({ state }) => state),
    );
  });
});

describe("what records add up to", () => {
  const words = ({ hours, ...rest }: Tally) => ({ ...rest, hours: plain(hours) });
  it.each(CASES.tallies)("by month, capped by $caps", ({ caps, months }) => {
    const found = [...tallies(entries, caps ?? {})].map(([month, types]) => [
      month,
      Object.fromEntries([...types].map(([type, tally]) => [type, words(tally)])),
    ]);
    expect(Object.fromEntries(found)).toEqual(months);
  });
  it.each(CASES.error_free)("error-free, the first $of", ({ of, thresholds, counter }) => {
    const { amount, waiting, ...rest } = errorFree(entries.slice(0, of), thresholds);
    expect({ ...rest, amount: plain(amount), waiting: plain(waiting) }).toEqual(counter);
  });
});

describe("the code that changes", () => {
  it.each(CASES.codes)("at $ms", async ({ key, ms, code }) => {
    expect(await codeAt(bytesOf(key), ms)).toBe(code);
    expect(await codeFits(bytesOf(key), code, ms + 30_000)).toBe(true);
    expect(await codeFits(bytesOf(key), code, ms + 90_000)).toBe(false);
  });
});
