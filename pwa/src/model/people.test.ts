import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { bytesOf, dashed, hexOf, idOf, momentOf } from "./ids";
import { byName, find, type Place, shared, under } from "./people";
import { has, type Person, personOf } from "./person";
import { initials } from "./pinyin";

function person(name: string, pinyin: string, staffNo = ""): Person {
  return { id: pinyin + name, name, pinyin, staffNo, institution: null, units: [], branches: [], roles: [] };
}

const STAFF = [
  person("李明亮", "lml", "007"),
  person("李明亮", "lml", "017"),
  person("陆海燕", "lhy"),
  person("覃小燕", "qxy"),
];

describe("finding people", () => {
  it("takes pinyin initials, names from the middle, staff numbers and full-width letters", () => {
    expect(find(STAFF, "qx").map(({ name }) => name)).toEqual(["覃小燕"]);
    expect(find(STAFF, "燕").map(({ name }) => name)).toEqual(["陆海燕", "覃小燕"]);
    expect(find(STAFF, "017").map(({ staffNo }) => staffNo)).toEqual(["017"]);
    expect(find(STAFF, "ＬＨ").map(({ name }) => name)).toEqual(["陆海燕"]);
  });

  it("shows everybody for nothing typed, and nobody for what nobody is called", () => {
    expect(find(STAFF, " ")).toHaveLength(4);
    expect(find(STAFF, "zzz")).toEqual([]);
  });

  it("knows which names two people bear", () => {
    expect([...shared(STAFF)]).toEqual(["李明亮"]);
  });

  it("sorts by pinyin", () => {
    expect([...STAFF].sort(byName).map(({ pinyin }) => pinyin)).toEqual(["lhy", "lml", "lml", "qxy"]);
  });
});

it("holds a role and a unit on the days that the register says, both included", () => {
  const unit = "0a".repeat(16);
  const doc = docOf("person", {
    name: "覃小燕",
    "memberships/1": { unit: bytesOf(unit), from: "2026-01-01", to: "2026-11-20" },
    "roles/1": { role: "head", at: bytesOf(unit), from: "2026-11-20" },
    "roles/2": null,
  });
  expect(personOf(doc, "2026-11-20").units).toEqual([unit]);
  expect(personOf(doc, "2026-11-21").units).toEqual([]);
  expect(has(personOf(doc, "2026-11-20"), "head")).toBe(true);
  expect(has(personOf(doc, "2026-11-19"), "head", "admin")).toBe(false);
});

it("finds everything under a place, at any depth", () => {
  const place = (id: string, parent: string | null): Place => ({ id, name: id, parent, order: 0 });
  const places = [place("bed", "bay"), place("bay", "ward"), place("ward", null), place("other", null)];
  expect(under("ward", places)).toEqual(new Set(["ward", "bay", "bed"]));
});

it("guesses pinyin initials, letters kept", () => {
  expect(initials("覃小燕")).toMatch(/^[qt]xy$/);
  expect(initials("欧阳雪梅")).toBe("oyxm");
  expect(initials("Li 明")).toBe("lim");
});

it("reads ids in every dress and refuses what is none", () => {
  const hex = "0192f0a1b2c37d4e8f5a6b7c8d9e0f10";
  expect(idOf(bytesOf(hex))).toBe(hex);
  expect(idOf(dashed(hex).toUpperCase())).toBe(hex);
  expect(hexOf(bytesOf(hex))).toBe(hex);
  expect([idOf("xyz"), idOf(new Uint8Array(4)), idOf(null), idOf(7)]).toEqual([null, null, null, null]);
  expect(momentOf("0000000003e87000")).toBe(1000);
});
