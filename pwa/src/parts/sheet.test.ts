/** The second tap of a double one was meant for what lay below: no button of a sheet takes it. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const SOURCES = new URL("../", import.meta.url);
const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tsx"));
const sheets = files
  .map((name) => [name, readFileSync(new URL(name, SOURCES), "utf8")] as const)
  .filter(([, source]) => source.includes("<dialog"));

it("rests every button of every sheet as it opens", () => {
  const style = readFileSync(new URL("./shell.css", import.meta.url), "utf8");
  expect(style).toMatch(/\.sheet\[open\] \.btn \{\s*animation: settle 0\.45s step-end !important;/);
  expect(sheets.length).toBeGreaterThan(3);
  for (const [name, source] of sheets) {
    const dialogs = source.match(/<dialog[^>]*>/g) ?? [];
    expect([name, dialogs.every((each) => each.includes('class="sheet"'))]).toEqual([name, true]);
  }
});
