import { expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { vectors } from "../../tests/tagged";
import { takenUntilMs } from "./ballot-leaving";

interface GraceCase {
  readonly spread: number | null;
  readonly ms: number;
}

const { graces } = vectors<{ graces: readonly GraceCase[] }>("peer_review");

it.each([...graces])("waits for what is on its way as the server does: $spread s", ({ spread, ms }) => {
  const institution = docOf("institution", spread === null ? {} : { ballot_spread_s: spread });
  expect(takenUntilMs(1_000, institution)).toBe(1_000 + ms);
});

it("waits the usual hour where the institution isn't here", () => {
  expect(takenUntilMs(0, undefined)).toBe(3_660_000);
});
