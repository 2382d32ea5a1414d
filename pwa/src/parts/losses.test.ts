/** The chip doesn't say that all has arrived while this device knows of something that may be lost. */
import { afterEach, expect, test } from "vitest";
import { FakeReplica } from "../../tests/fake/replica";
import { chipFace } from "./frame";
import { replica } from "./here";

afterEach(() => {
  replica.value = null;
});

test.each([
  ["photo_lost", "warn"],
  ["photo_too_large", "warn"],
  ["photo_not_an_image", "warn"],
  ["storage_evicted", "warn"],
  ["unsent_unreadable", "warn"],
  ["storage_not_persistent", "pass"],
  ["clock_wrong", "pass"],
])("after %s the chip is in the tone %s", (code, tone) => {
  const mine = new FakeReplica("7a0f3a525f1e4c5e8d570d6f6a4a9c11", () => 0);
  replica.value = mine;
  expect(chipFace(mine.status.value).tone).toBe("pass");
  mine.notices.value = [{ code, atMs: 0, count: null }];
  expect(chipFace(mine.status.value).tone).toBe(tone);
});
