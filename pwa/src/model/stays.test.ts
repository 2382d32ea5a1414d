import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import type { Value } from "../sync/interface";
import { bytesOf } from "./ids";
import { begun, covers, ended, moved, standing, staysOf } from "./stays";

const WARD = "01".repeat(16);
const SURGERY = "02".repeat(16);
const [ward, surgery] = [bytesOf(WARD), bytesOf(SURGERY)];

function person(registers: Record<string, Value>) {
  return docOf("person", registers);
}

describe("somebody who moves", () => {
  const doc = person({ "memberships/1": { unit: ward, from: "2024-01-01", to: null } });

  it("ends the stay the day before and leaves the past", () => {
    expect(moved(doc, "memberships", SURGERY, "2026-12-01")).toEqual([
      ["memberships/1", { unit: ward, from: "2024-01-01", to: "2026-11-30" }],
      ["memberships/d20261201", { unit: surgery, from: "2026-12-01", to: null }],
    ]);
  });

  it("changes nothing where they are already", () => {
    expect(moved(doc, "memberships", WARD, "2026-12-01")).toEqual([]);
  });

  it("is corrected in place on the very day", () => {
    const today = person({ "memberships/1": { unit: ward, from: "2026-12-01", to: null } });
    expect(moved(today, "memberships", SURGERY, "2026-12-01")).toEqual([
      ["memberships/1", { unit: surgery, from: "2026-12-01", to: null }],
    ]);
  });

  it("begins anew who had left", () => {
    const gone = person({ "memberships/1": { unit: ward, from: "2024-01-01", to: "2025-01-01" } });
    expect(moved(gone, "memberships", WARD, "2026-12-01")).toEqual([
      ["memberships/d20261201", { unit: ward, from: "2026-12-01", to: null }],
    ]);
  });
});

describe("stays and roles", () => {
  const doc = person({
    "roles/1": { role: "head", at: ward, from: "2025-01-01", to: "2025-12-31" },
    "roles/d20260101": { role: "admin", at: surgery, from: "2026-01-01" },
    "roles/2": null,
    "roles/3": "broken",
  });
  const roles = staysOf(doc, "roles");

  it("stand in the order in which they begin, broken ones left out", () => {
    expect(roles.map(({ role, place, to }) => [role, place, to])).toEqual([
      ["head", WARD, "2025-12-31"],
      ["admin", SURGERY, null],
    ]);
    expect(standing(roles, "2026-03-01")?.role).toBe("admin");
    expect(standing(roles, "2024-03-01")).toBeUndefined();
    expect(roles.map((role) => covers(role, "2025-12-31"))).toEqual([true, false]);
  });

  it("end on a day, or are taken away where they had not begun", () => {
    const [head, admin] = roles;
    expect(head && ended(head, "2025-06-30")).toEqual([
      ["roles/1", { role: "head", at: ward, from: "2025-01-01", to: "2025-06-30" }],
    ]);
    expect(admin && ended(admin, "2025-12-31")).toEqual([["roles/d20260101", null]]);
  });

  it("take a name that no other has", () => {
    expect(begun(doc, "roles", WARD, "2026-01-01", "staff", "2026-02-01")).toEqual([
      ["roles/d20260101.1", { role: "staff", at: ward, from: "2026-01-01", to: "2026-02-01" }],
    ]);
  });
});
