import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { accountEvents, toNotice } from "./account";
import { bytesOf } from "./ids";

const [ME, ADMIN, OTHER] = ["01", "02", "03"].map((pair) => pair.repeat(16)) as [string, string, string];
const DAY_MS = 86_400_000;

function event(what: string, at: number, person = ME, by = ADMIN) {
  return docOf("account_event", { person: bytesOf(person), by: bytesOf(by), what, at });
}

describe("the account record", () => {
  it("is one's own events, the newest first, with who did what", () => {
    const docs = [event("code_issued", 10), event("account_reset", 20, ME, ME), event("code_issued", 15, OTHER)];
    expect(accountEvents(docs, ME).map(({ by, what, atMs }) => [by, what, atMs])).toEqual([
      [ME, "account_reset", 20],
      [ADMIN, "code_issued", 10],
    ]);
  });

  it("puts the later document first where two bear the same moment", () => {
    const docs = [event("code_issued", 10), event("account_reset", 10)];
    for (const list of [docs, [...docs].reverse()]) {
      expect(accountEvents(list, ME).map(({ what }) => what)).toEqual(["account_reset", "code_issued"]);
    }
  });

  it("leaves out what a newer server may write and what is incomplete", () => {
    const docs = [event("account_praised", 1), docOf("account_event", { person: bytesOf(ME), what: "code_issued" })];
    expect(accountEvents(docs, ME)).toEqual([]);
  });
});

describe("what one should look at", () => {
  const newest = (...docs: Parameters<typeof accountEvents>[0]) => toNotice(accountEvents(docs, ME), 40 * DAY_MS);

  it("is a code or a reset of the last thirty days", () => {
    expect(newest(event("code_issued", 11 * DAY_MS))?.what).toBe("code_issued");
    expect(newest(event("code_issued", 11 * DAY_MS), event("account_reset", 12 * DAY_MS))?.what).toBe("account_reset");
    expect(newest(event("code_issued", 10 * DAY_MS))).toBeNull();
    expect(newest()).toBeNull();
  });

  it("is nothing for somebody who has just opened the account", () => {
    expect(newest(event("code_issued", 38 * DAY_MS), event("account_opened", 39 * DAY_MS))).toBeNull();
  });
});
