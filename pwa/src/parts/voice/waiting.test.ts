import { signal } from "@preact/signals";
import { beforeEach, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf, dashed } from "../../model/ids";
import type { Doc, Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { closingsWaiting, flagsWaiting } from "./second";
import { casesWaiting, complaintsWaiting } from "./waiting";

const [ME, OTHER, HERE, WARD] = ["01", "02", "03", "04"].map((pair) => pair.repeat(16)) as [
  string,
  string,
  string,
  string,
];
const NOW = Date.parse("2026-11-20T02:00:00Z");
const HEAD: Value = { role: "head", at: bytesOf(WARD), from: "2026-01-01", to: null };

function holding(docs: readonly Doc[], role: Value = null): void {
  const me = { institution: bytesOf(HERE), name: "某人", ...(role ? { "roles/1": role } : {}) };
  const known = [docOf("person", me, NOW, ME), docOf("unit", { institution: bytesOf(HERE) }, NOW, WARD), ...docs];
  replica.value = {
    person: ME,
    now: () => NOW,
    doc: (id: string) => signal(known.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(known.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
}

const complaint = (registers: Record<string, Value>) => docOf("complaint", registers, NOW);
const low = (registers: Record<string, Value>) => docOf("rating_case", { unit: bytesOf(WARD), ...registers }, NOW);

beforeEach(() => {
  replica.value = null;
});

it("counts the complaints that I took in until somebody else handles them", () => {
  const mine = complaint({ by: bytesOf(ME), due_on: "2026-11-25" });
  const passedOn = complaint({ by: bytesOf(ME), handler: bytesOf(OTHER), due_on: "2026-11-10" });
  const passedHere = complaint({ by: bytesOf(OTHER), handler: bytesOf(ME), due_on: "2026-11-19" });
  holding([mine, passedOn, passedHere, complaint({ by: bytesOf(OTHER), due_on: "2026-11-01" })]);
  expect(complaintsWaiting()).toEqual({ docs: [passedHere, mine], nearest: "2026-11-19", late: 1 });
});

it("counts for the office what came by a QR code, of which nobody was asked first", () => {
  const byCode = complaint({ institution: bytesOf(HERE), means: "qr", due_on: "2026-11-24" });
  const passedOn = complaint({ institution: bytesOf(HERE), means: "qr", handler: bytesOf(OTHER) });
  holding([byCode, passedOn], { role: "supervisor", at: bytesOf(HERE), from: "2026-01-01", to: null });
  expect(complaintsWaiting().docs).toEqual([byCode]);
  holding([byCode], HEAD);
  expect(complaintsWaiting().docs).toEqual([]);
});

it("counts no complaint that was answered or found so or not", () => {
  const answered = complaint({ by: bytesOf(ME), due_on: "2026-11-10", "replies/1": "已答复" });
  const found = complaint({ by: bytesOf(ME), due_on: "2026-11-10", finding: { outcome: "no", reason: "查无此事" } });
  holding([answered, found]);
  expect(complaintsWaiting()).toEqual({ docs: [], nearest: "", late: 0 });
});

it("counts a complaint whose day the server hasn't said yet, after those that have one", () => {
  const fresh = complaint({ by: bytesOf(ME) });
  const due = complaint({ by: bytesOf(ME), due_on: "2026-11-20" });
  holding([fresh, due]);
  expect(complaintsWaiting()).toEqual({ docs: [due, fresh], nearest: "2026-11-20", late: 0 });
});

it("counts again what somebody wrote to after the last answer, until it is answered or closed", () => {
  const at = (ms: number, registers: Record<string, Value>) => docOf("complaint", registers, ms).registers;
  const later = (doc: Doc, registers: Record<string, Value>): Doc => ({
    ...doc,
    registers: new Map([...doc.registers, ...at(NOW + 1_000, registers)]),
  });
  const mine = complaint({ by: bytesOf(ME), "replies/101": "已修好" });
  const again = later(mine, { "said/1": "晚上又坏了" });
  const settled = later(low({ "replies/1": "已联系", rectified: "已换床" }), { "said/1": "又吵了" });
  const closed = later(low({ "replies/1": "已联系", closed: "结案" }), { "said/1": "又吵了" });
  holding([mine, again, settled, closed], HEAD);
  expect(complaintsWaiting().docs).toEqual([again]);
  expect(casesWaiting().docs).toEqual([settled]);
});

it("counts the low ratings of my unit, by the day of the answer and then of the setting right", () => {
  const days = { callback_by: "2026-11-18", rectify_by: "2026-11-27" };
  const unanswered = low(days);
  const answered = low({ ...days, "replies/1": "已联系" });
  const settled = [low({ ...days, "replies/1": "已联系", rectified: "已换床" }), low({ ...days, closed: "结案" })];
  holding([answered, unanswered, ...settled, low({ ...days, handler: bytesOf(OTHER) })], HEAD);
  expect(casesWaiting()).toEqual({ docs: [unanswered, answered], nearest: "2026-11-18", late: 1 });
});

it("counts a low rating of another unit only for who handles it", () => {
  const handed = low({ handler: bytesOf(ME), callback_by: "2026-11-23" });
  holding([handed, low({ callback_by: "2026-11-23" })]);
  expect(casesWaiting().docs).toEqual([handed]);
});

const SUPERVISOR: Value = { role: "supervisor", at: bytesOf(HERE), from: "2026-01-01", to: null };

it("tells whoever had no hand in a batch of its odd ratings, until somebody has ruled", () => {
  const batch = (id: string, registers: Record<string, Value>) => docOf("rating_batch", registers, NOW, id.repeat(16));
  const batches = [
    batch("b1", { by: bytesOf(OTHER) }),
    batch("b2", { by: bytesOf(ME) }),
    batch("b3", { by: bytesOf(OTHER), [`printers/${dashed(ME)}`]: true }),
  ];
  const flag = (of: number, registers: Record<string, Value> = {}) =>
    docOf("rating_flag", { unit: bytesOf(WARD), batch: bytesOf(batches[of]?.id ?? ""), ...registers }, NOW);
  const ruled = { [`rulings/${dashed(OTHER)}`]: { counts: true, reason: "查过" } };
  const fresh = flag(0);
  holding([...batches, fresh, flag(0, ruled), flag(1), flag(2)], SUPERVISOR);
  expect(flagsWaiting()).toEqual([fresh]);
  holding([...batches, fresh], HEAD);
  expect(flagsWaiting()).toEqual([]);
});

it("tells the office of cases that are set right and not closed, once nobody has written to them since", () => {
  const said = { "replies/1": "已补" };
  const right = low({ ...said, rectified: "已改" });
  holding([low(said), right, low({ ...said, rectified: "已改", closed: "结案" })], SUPERVISOR);
  expect(closingsWaiting()).toEqual([right]);
  holding([right], HEAD);
  expect(closingsWaiting()).toEqual([]);
});
