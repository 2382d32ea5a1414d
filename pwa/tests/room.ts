/** For tests: a branch's meeting, with the device of somebody who is at it. */
import { bytesOf, dashed } from "../src/model/ids";
import { replica } from "../src/parts/here";
import type { Doc, Hex, Value } from "../src/sync/interface";
import { docOf } from "./docs";
import { FakeReplica } from "./fake/replica";

export const NOW = Date.parse("2026-11-20T02:00:00Z");
export const [SECRETARY, SCRIBE, MEMBER, LEADER] = ["01", "02", "03", "04"].map((byte) => byte.repeat(16)) as [
  Hex,
  Hex,
  Hex,
  Hex,
];
export const [HOUSE, BRANCH, WARD, ACTIVITY, MEETING] = ["0a", "0b", "0c", "0d", "0e"].map((byte) =>
  byte.repeat(16),
) as [Hex, Hex, Hex, Hex, Hex];
const DUE = Object.fromEntries([SECRETARY, SCRIBE, MEMBER].map((id) => [`due/${dashed(id)}`, true]));

function somebody(id: Hex, name: string, roles: { [path: string]: Value } = {}): Doc {
  const stays = {
    "memberships/1": { unit: bytesOf(WARD), from: "2025-01-01" },
    "branches/1": { branch: bytesOf(BRANCH), from: "2025-01-01" },
  };
  return docOf("person", { institution: bytesOf(HOUSE), name, pinyin: name, ...stays, ...roles }, NOW, id);
}

const role = (name: string, at: Hex) => ({ "roles/1": { role: name, at: bytesOf(at), from: "2025-01-01" } });

/** Everybody of the branch, the leader, the activity and its meeting. */
export function meetingDocs(meeting: { [path: string]: Value } = {}): Doc[] {
  const place = { institution: bytesOf(HOUSE), organiser: bytesOf(SECRETARY), place: bytesOf(BRANCH) };
  return [
    docOf("institution", { name: "卫生院" }, NOW, HOUSE),
    docOf("unit", { institution: bytesOf(HOUSE), name: "内科" }, NOW, WARD),
    docOf("party_branch", { institution: bytesOf(HOUSE), name: "临床支部" }, NOW, BRANCH),
    somebody(SECRETARY, "陈秀英", role("secretary", BRANCH)),
    somebody(SCRIBE, "赵敏"),
    somebody(MEMBER, "李燕"),
    somebody(LEADER, "黄德明", role("leader", HOUSE)),
    docOf("activity", { ...place, type: "meeting", title: "支部党员大会", announced: true, ...DUE }, NOW, ACTIVITY),
    docOf(
      "meeting",
      {
        ...{ activity: bytesOf(ACTIVITY), institution: bytesOf(HOUSE), branch: bytesOf(BRANCH) },
        ...{ [`scribes/${dashed(SCRIBE)}`]: true, ...DUE },
        ...meeting,
      },
      NOW,
      MEETING,
    ),
  ];
}

/** The device of somebody, with these documents. */
export function deviceOf(person: Hex, ...docs: Doc[]): FakeReplica {
  const mine = new FakeReplica(person, () => NOW);
  mine.docs.value = new Map(docs.map((doc) => [doc.id, doc]));
  replica.value = mine;
  return mine;
}
