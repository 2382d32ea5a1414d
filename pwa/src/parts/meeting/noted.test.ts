import { expect, test } from "vitest";
import type { Doc, Register } from "../../sync/interface";
import { type Noted, notedIn, taken } from "./noted";

const BY = "019a0000000070008000000000000015";
const EMPTY = { strengths: "", problems: "", advice: "", direction: "" };

function register(value: Register["value"]): Register {
  return { stamp: "00", value, author: BY, receivedMs: 1 };
}

function noted(part: Noted["part"], text: string): Noted {
  return { part, path: `said/${part}.0a1b2c`, by: BY, text };
}

test("a note tells its parts in their order, each device's words by themselves", () => {
  const bytes = Uint8Array.from(BY.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const registers = new Map([
    ["by", register(bytes)],
    ["said/problems.ffeedd", register("字迹潦草")],
    ["said/direction.0a1b2c", register("带好新人")],
    ["said/problems.0a1b2c", register("记录慢")],
    ["said/strengths.0a1b2c", register("  ")],
    ["said/thanks.0a1b2c", register("好")],
  ]);
  const doc: Doc = { id: "00", kind: "commentary_note", registers, waiting: false };
  expect(notedIn(doc).map(({ by, part, text }) => [by, part, text])).toEqual([
    [BY, "problems", "记录慢"],
    [BY, "problems", "字迹潦草"],
    [BY, "direction", "带好新人"],
  ]);
});

test("words are taken over after what stands there, once", () => {
  const parts = { ...EMPTY, problems: "来得晚" };
  const two = [noted("problems", "记录慢"), noted("problems", "字迹潦草"), noted("advice", "当班写完 ")];
  const once = taken(parts, two);
  expect(once).toEqual([
    ["problems", "来得晚\n记录慢\n字迹潦草"],
    ["advice", "当班写完"],
  ]);
  expect(taken({ ...parts, ...Object.fromEntries(once) }, two)).toEqual([]);
});

test("two scribes who wrote the same words are taken over as one", () => {
  expect(taken(EMPTY, [noted("advice", "当班写完"), noted("advice", "当班写完")])).toEqual([["advice", "当班写完"]]);
});
