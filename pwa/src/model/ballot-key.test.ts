import { expect, test } from "vitest";
import { fingerprint } from "./ballot-key";

test("a key's fingerprint is the beginning of its SHA-256, in fours; of what is no key there is none", () => {
  expect(fingerprint(btoa("abc"))).toBe("ba78 16bf 8f01 cfea");
  expect(fingerprint("%%%")).toBe("");
});
