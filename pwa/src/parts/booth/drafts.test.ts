/** What is filled in anonymously on a device without room. */
import { signal } from "@preact/signals";
import { afterEach, expect, it, vi } from "vitest";
import type { Answers, Replica } from "../../sync/interface";
import { replica } from "../here";
import { keepBallotDraft } from "./booth";

const CONTEXT = "01".repeat(16);

afterEach(() => {
  vi.unstubAllGlobals();
  replica.value = null;
});

it("is said not to be kept, and what is filled in next takes it along", async () => {
  const told = vi.fn(() => null);
  vi.stubGlobal("document", { getElementById: told });
  const stored: Answers[] = [];
  let full = true;
  const saveDraft = async (_context: string, answers: Answers) => {
    if (full) throw new DOMException("full", "QuotaExceededError");
    stored.push(answers);
  };
  replica.value = { booth: signal({ saveDraft }) } as unknown as Replica;
  await keepBallotDraft(CONTEXT, { first: 1 });
  expect(told).toHaveBeenCalledExactlyOnceWith("toast");
  full = false;
  await keepBallotDraft(CONTEXT, { first: 1, second: 2 });
  expect([told.mock.calls.length, stored]).toEqual([1, [{ first: 1, second: 2 }]]);
});
