import { describe, expect, it } from "vitest";
import { FakeReplica } from "../../../tests/fake/replica";
import { type Tagged, untag, vectors } from "../../../tests/tagged";
import type { Doc } from "../../sync/interface";
import { replica } from "../here";
import { mayAssignTo, mayConfirm, mayPublish, mayReview, mayRun } from "./rights";

interface Written {
  id: string;
  kind: string;
  registers: [string, Tagged, string, string][];
}
interface Rights {
  now: number;
  roster: Written[];
  deeds: Record<string, Written>;
  nurse: string;
  people: Record<string, Record<string, boolean | string>>;
}

const [CASE] = vectors<{ rights: Rights[] }>("deeds").rights as [Rights];

function docOf({ id, kind, registers }: Written): Doc {
  const held = registers.map(([path, value, stamp, author]) => {
    return [path, { value: untag(value), stamp, author, receivedMs: 0 }] as const;
  });
  return { id, kind, registers: new Map(held), waiting: false };
}

describe("what the screens offer is what the server allows", () => {
  const deed = (kind: string) => docOf(CASE.deeds[kind] as Written);
  it.each(Object.entries(CASE.people))("%s", (_, { id, ...allowed }) => {
    const mine = new FakeReplica(String(id), () => CASE.now);
    mine.docs.value = new Map(CASE.roster.map((written) => [written.id, docOf(written)]));
    replica.value = mine;
    expect({
      review: mayReview(deed("pledge")),
      publish: mayPublish(deed("pledge")),
      confirm: mayConfirm(deed("record_entry")),
      run: mayRun(deed("activity")),
      assign: mayAssignTo(CASE.nurse),
    }).toEqual(allowed);
  });
});
