import { describe, expect, it, test } from "vitest";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import { answerTo, type Command } from "./acts";
import { fingerprint } from "./scoring-canonical";
import { readModel } from "./scoring-model";

interface Case {
  readonly name: string;
  readonly command: Tagged;
  readonly answer: Tagged;
  readonly sha256?: string;
}

const cases = vectors<Record<string, Case[]>>("scoring");

describe("the shared vectors", () => {
  for (const [group, each] of Object.entries(cases)) {
    test.each(each.map((one) => [one.name, one] as const))(`${group} as in Python: %s`, async (_, one) => {
      const command = untag(one.command) as Command;
      expect(JSON.parse(JSON.stringify(answerTo(command)))).toEqual(untag(one.answer));
      if (one.sha256) expect(await fingerprint(command.model ?? null)).toBe(one.sha256);
    });
  }
});

it("is no model without components", () => {
  expect(readModel(null)).toBeNull();
  expect(readModel([1])).toBeNull();
  expect(readModel({ components: [] })).toBeNull();
});

it("knows nothing of what it is not asked for", () => {
  expect(answerTo({ do: "dance" })).toBeUndefined();
  expect(answerTo({ do: "score", model: 5 })).toEqual({ error: "no model" });
});
