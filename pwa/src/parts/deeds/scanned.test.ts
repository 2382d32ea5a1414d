import { expect, test } from "vitest";
import { CODE_MS, codeAt, codeFits } from "../../model/deed";
import { scannedIn } from "./scanned";

const NOW = 1_795_000_000_000;

test("digits that are read by who is signed in count from now on", () => {
  expect(scannedIn("#012345", NOW + 0.4, 9_000)).toEqual({ code: "012345", at: NOW });
});

test("digits that were read before the sign-in count from when they were read", () => {
  expect(scannedIn("#012345.2000", NOW, 92_000)).toEqual({ code: "012345", at: NOW - 90_000 });
});

test("a page that was loaded anew in between doesn't make a moment of the future", () => {
  expect(scannedIn("#012345.92000", NOW, 100)).toEqual({ code: "012345", at: NOW });
});

test.each(["", "#", "#12345", "#1234567", "#012345.", "#012345.x", "#abcdef"])(
  "%j is nothing that was read",
  (hash) => {
    expect(scannedIn(hash, NOW, 1)).toBeNull();
  },
);

test("the organiser's phone takes the code of the moment of reading, though the sign-in took longer than a code stands", async () => {
  const key = Uint8Array.from({ length: 16 }, (_, at) => at);
  const read = scannedIn(`#${await codeAt(key, NOW)}.1000`, NOW + 3 * CODE_MS, 1_000 + 3 * CODE_MS);
  expect(read?.at).toBe(NOW);
  expect(await codeFits(key, read?.code ?? "", read?.at ?? 0)).toBe(true);
  expect(await codeFits(key, read?.code ?? "", NOW + 3 * CODE_MS)).toBe(false);
});
