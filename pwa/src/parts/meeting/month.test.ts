import { describe, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { ACTIVITY, BRANCH, deviceOf, MEETING, meetingDocs, NOW, SECRETARY, WARD } from "../../../tests/room";
import { bytesOf } from "../../model/ids";
import { draftAgenda } from "../../model/meeting-draft";
import type { Doc, Value } from "../../sync/interface";
import { docAt } from "../here";
import { monthOf, readers } from "./month";

async function month(...docs: Doc[]) {
  deviceOf(SECRETARY, ...meetingDocs(), ...docs);
  return monthOf(docAt(ACTIVITY) as Doc, docAt(MEETING), await readers());
}

const told = (registers: { [path: string]: Value }) =>
  docOf("meeting_month", { activity: bytesOf(ACTIVITY), branch: bytesOf(BRANCH), ...registers }, NOW);

function poll(title: string, registers: { [path: string]: Value } = {}): Doc {
  return docOf("poll", { branch: bytesOf(BRANCH), meeting: bytesOf(MEETING), title, ...registers }, NOW);
}

describe("the agenda of a secretary who reads no order and no finding", () => {
  it("has what the server told the meeting", async () => {
    const here = await month(
      told({
        "orders/1": { unit: bytesOf(WARD), due_on: "2026-11-01", origin: "words", title: "一" },
        "orders/2": { unit: bytesOf(WARD), due_on: "2026-12-01", origin: "words", title: "二" },
        "findings/1": { unit: bytesOf(WARD), text: "地面湿滑" },
        "complaints/1": "2026-11-01",
      }),
    );
    expect(draftAgenda(here).map(({ kind, n, late }) => [kind, n, late])).toEqual(
      expect.arrayContaining([
        ["findings", 1, 0],
        ["orders", 2, 1],
        ["complaints", 1, 1],
      ]),
    );
  });
  it("takes another meeting's month for none of its own", async () => {
    const other = told({ activity: bytesOf("ff".repeat(16)), "findings/1": { unit: bytesOf(WARD), text: "地面湿滑" } });
    expect((await month(other)).findings).toBe(0);
  });
});

describe("polls on an agenda that is drafted", () => {
  it("are those that stand: what was voided isn't proposed beside what was put anew", async () => {
    const again = poll("民主评议");
    const { polls } = await month(poll("民主评议", { opened: true, voided: "漏了一人" }), again);
    expect(polls.map(({ id }) => id)).toEqual([again.id]);
  });
  it("are the branch's own that run outside a meeting, too, unless they are void", async () => {
    const alone = { meeting: null, opened: true };
    const runs = poll("增补支委", alone);
    const { polls } = await month(runs, poll("增补支委", { ...alone, voided: "名单有误" }));
    expect(polls.map(({ id }) => id)).toEqual([runs.id]);
  });
});
