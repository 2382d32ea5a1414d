import { describe, expect, it } from "vitest";
import { FakeReplica } from "../../../tests/fake/replica";
import { type Tagged, untag, vectors } from "../../../tests/tagged";
import type { Doc } from "../../sync/interface";
import { replica } from "../here";
import { answers, issues, looksAgain, runs } from "./rights";

interface Written {
  id: string;
  kind: string;
  registers: [string, Tagged, string, string][];
}
interface Rights {
  now: number;
  roster: Written[];
  order: Written;
  people: Record<string, Record<string, boolean | string>>;
}

const [CASE] = vectors<{ rights: Rights[] }>("orders").rights as [Rights];

function docOf({ id, kind, registers }: Written): Doc {
  const held = registers.map(([path, value, stamp, author]) => {
    return [path, { value: untag(value), stamp, author, receivedMs: 0 }] as const;
  });
  return { id, kind, registers: new Map(held), waiting: false };
}

describe("what the screens offer is what the server allows", () => {
  const order = docOf(CASE.order);
  it.each(Object.entries(CASE.people))("%s", (_, { id, ...allowed }) => {
    const mine = new FakeReplica(String(id), () => CASE.now);
    mine.docs.value = new Map(CASE.roster.map((written) => [written.id, docOf(written)]));
    replica.value = mine;
    expect({
      issues: issues(order),
      answers: answers(order),
      runs: runs(order),
      looks: looksAgain(order),
    }).toEqual(allowed);
  });
});
