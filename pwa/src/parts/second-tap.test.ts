import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reachesDock } from "./second-tap";

const tap = { detail: 1, y: 300, height: 800, low: false, docked: false };

describe("a second tap", () => {
  it("is kept off the dock after a tap in the dock or on a sheet", () => {
    expect(reachesDock({ ...tap, low: true, docked: true })).toBe(true);
    expect(reachesDock({ ...tap, low: true })).toBe(true);
  });

  it("is kept off a dock that comes to stand where a row was tapped", () => {
    expect(reachesDock({ ...tap, y: 700 })).toBe(true);
    expect(reachesDock(tap)).toBe(false);
  });

  it("leaves the dock alone after an answer above it", () => {
    expect(reachesDock({ ...tap, y: 700, docked: true })).toBe(false);
  });

  it("is nobody's who presses by key or by voice", () => {
    expect(reachesDock({ ...tap, detail: 0, low: true })).toBe(false);
  });

  it("is kept off where motion is reduced, too", () => {
    const css = ["./shell.css", "./second-tap.css"].map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
    const rules = [...css.join().matchAll(/animation(-name)?: settle[^;]*/g)].map(([rule]) => rule);
    expect(rules.length).toBe(3);
    for (const rule of rules) expect(rule).toContain("!important");
  });
});
