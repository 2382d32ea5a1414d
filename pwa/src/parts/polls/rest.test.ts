import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { REST_MS, restOf } from "./rest";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("takes no tap for a moment after a ballot was cast, then it does", () => {
  const on = signal(false);
  restOf(on)();
  vi.advanceTimersByTime(REST_MS - 1);
  expect(on.value).toBe(true);
  vi.advanceTimersByTime(1);
  expect(on.value).toBe(false);
});

it("rests as long from when it began last: casting takes its time on a slow phone", () => {
  const on = signal(false);
  const begin = restOf(on);
  begin();
  vi.advanceTimersByTime(REST_MS - 100);
  begin();
  vi.advanceTimersByTime(REST_MS - 100);
  expect(on.value).toBe(true);
  vi.advanceTimersByTime(100);
  expect(on.value).toBe(false);
});
