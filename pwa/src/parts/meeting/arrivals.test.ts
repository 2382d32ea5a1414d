import { describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { ACTIVITY, deviceOf, MEMBER, meetingDocs, NOW, SCRIBE, SECRETARY } from "../../../tests/room";
import { codeAt } from "../../model/deed";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { mayGiveCode } from "../deeds/attendance";
import { docAt } from "../here";
import { arrivedAt } from "../projector/arrived";
import { guestsTold, sifted } from "./arrivals";

const KEY = bytesOf("5a".repeat(16));

function attendance(person: Hex, registers: { [path: string]: Value }): Doc {
  return docOf("attendance", { activity: bytesOf(ACTIVITY), person: bytesOf(person), ...registers }, NOW);
}

const key = docOf("activity_key", { activity: bytesOf(ACTIVITY), organiser: bytesOf(SECRETARY), key: KEY }, NOW);
const activity = () => docAt(ACTIVITY) as Doc;

describe("how many came", () => {
  const came = attendance(MEMBER, { [`marks/${dashed(SECRETARY)}`]: { mark: "present" } });
  it("is told where the device holds it", () => {
    deviceOf(SECRETARY, ...meetingDocs(), came);
    expect(guestsTold(activity())?.map(({ state }) => state)).toEqual(
      expect.arrayContaining(["present", "none", "none"]),
    );
    expect(arrivedAt(activity())?.present.size).toBe(1);
  });
  it("is no number where it doesn't: a scribe holds nobody's attendance but their own", () => {
    deviceOf(SCRIBE, ...meetingDocs(), attendance(SCRIBE, { signed_in: { code: "123456", at: NOW } }));
    expect(guestsTold(activity())).toBeNull();
    expect(arrivedAt(activity())).toBeNull();
  });
});

describe("somebody who typed a wrong code", () => {
  it("is named to the organiser, and nobody else with them", async () => {
    const right = attendance(MEMBER, { signed_in: { code: await codeAt(KEY, NOW), at: NOW } });
    const wrong = attendance(SCRIBE, { signed_in: { code: "000000", at: NOW } });
    deviceOf(SECRETARY, ...meetingDocs(), key, right, wrong);
    const told = await sifted(activity(), guestsTold(activity()) ?? []);
    expect(told.wrong.map(({ person }) => person.name)).toEqual(["赵敏"]);
    expect(told.right.map(({ person }) => person.name)).toEqual(["李燕"]);
  });
  it("waits for the organiser on the wall, and is told apart there", () => {
    deviceOf(SECRETARY, ...meetingDocs(), attendance(SCRIBE, { signed_in: { code: "000000", at: NOW } }));
    const here = arrivedAt(activity());
    expect([here?.present.size, here?.waiting.size]).toEqual([1, 1]);
  });
  it("may type it again until an organiser has said who was there, or it is over", () => {
    deviceOf(SCRIBE, ...meetingDocs());
    expect((["none", "signed_in", "asked", "excused"] as const).every((state) => mayGiveCode(activity(), state))).toBe(
      true,
    );
    expect((["present", "absent"] as const).some((state) => mayGiveCode(activity(), state))).toBe(false);
    expect(mayGiveCode(docOf("activity", { ended: true }), "signed_in")).toBe(false);
  });
});
