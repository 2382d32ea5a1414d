/** An invented hospital of two wards, a pharmacy and a branch, with a month of self-evaluations and a review round. */
import { addDays, dayOf, weekdayOf } from "../../src/model/day";
import { bytesOf, dashed } from "../../src/model/ids";
import { startOf } from "../../src/model/months";
import type { Hex, Replica, Value } from "../../src/sync/interface";
import { FakeReplica, naturalId } from "./replica";

export const NOW = Date.parse("2026-11-21T10:05:00Z");
const TODAY = dayOf(NOW);
const SERVER = "0".repeat(32);

function id(family: number, n: number): Hex {
  return `0192000000007000800${family}${n.toString(16).padStart(12, "0")}`.slice(0, 32);
}

const INSTITUTION = id(1, 1);
const UNITS: [string, string][] = [
  ["内科病区", "ward"],
  ["外科病区", "ward"],
  ["门诊药房", "service_window"],
];
const PEOPLE: [string, string, number][] = [
  ["覃小燕", "qxy", 0],
  ["李明亮", "lml", 0],
  ["韦丽萍", "wlp", 0],
  ["黄志强", "hzq", 0],
  ["李明亮", "lml", 1],
  ["陆海燕", "lhy", 0],
  ["莫春花", "mch", 0],
  ["农建国", "njg", 1],
  ["王芳", "wf", 1],
  ["张伟", "zw", 2],
  ["周静", "zj", 2],
  ["欧阳雪梅", "oyxm", 0],
];

const DAILY: [string, Value][] = [
  ["name", "daily@1"],
  ["title", "每日自评"],
  [
    "items/first",
    {
      order: 1,
      type: "choice",
      label: "首问负责：来访者的第一个问题由我负责到底",
      required: true,
      aspect: "服务",
      options: [
        { value: "full", label: "做到了" },
        { value: "part", label: "部分" },
        { value: "none", label: "没做到" },
      ],
    },
  ],
  ["items/manner", { order: 2, type: "rating", label: "服务态度", required: true, min: 1, max: 5, aspect: "服务" }],
  ["items/hands", { order: 3, type: "pass_fail", label: "手卫生", required: true, aspect: "质量" }],
  [
    "items/score",
    {
      order: 4,
      type: "score",
      label: "今天的工作给自己打几分",
      required: true,
      min: 0,
      max: 10,
      step: 0.5,
      aspect: "质量",
    },
  ],
  ["items/honest", { order: 5, type: "yes_no", label: "没有收受红包、回扣", required: true, aspect: "医德" }],
  ["items/praise", { order: 6, type: "number", label: "今天被患者表扬几次", min: 0, aspect: "医德" }],
  [
    "items/study",
    {
      order: 7,
      type: "multiple",
      label: "今天做了哪些",
      max_choices: 2,
      options: ["学习规范", "带教", "志愿服务"],
      aspect: "其他",
    },
  ],
  ["items/photo", { order: 8, type: "photo", label: "现场照片", aspect: "其他" }],
  ["items/sign", { order: 9, type: "signature", label: "本人签名", aspect: "其他" }],
  ["items/when", { order: 10, type: "date", label: "下次学习日期", aspect: "其他" }],
  ["items/words", { order: 11, type: "text", label: "一句话小结", max: 50, aspect: "其他" }],
];
const PEER: [string, Value][] = [
  ["name", "peer@1"],
  ["title", "同事互评"],
  ["items/duty", { order: 1, type: "score", label: "责任心", required: true, min: 0, max: 10, step: 1 }],
  ["items/team", { order: 2, type: "score", label: "协作", required: true, min: 0, max: 10, step: 1 }],
  ["items/advice", { order: 3, type: "text", label: "一条建议" }],
];
const ANSWERS: [string, Value][] = [
  ["answers/first", "full"],
  ["answers/manner", 4],
  ["answers/hands", "pass"],
  ["answers/score", 9.5],
  ["answers/honest", true],
  ["answers/praise", 1],
];

async function evaluation(replica: FakeReplica, person: Hex, day: string, atMs: number): Promise<void> {
  const doc = await naturalId("self_evaluation", dashed(person), "daily", day);
  replica.put(
    doc,
    "self_evaluation",
    [
      ["person", bytesOf(person)],
      ["form", "daily@1"],
      ["day", day],
      ...ANSWERS,
      ["note", "给 12 床家属讲解了一日清单，家属表示满意。"],
      ["submitted", true],
    ],
    atMs,
    person,
  );
}

async function roster(replica: FakeReplica, roles: string[]): Promise<void> {
  const put = (doc: Hex, kind: string, writes: [string, Value][]) => replica.put(doc, kind, writes, NOW - 9e9, SERVER);
  put(INSTITUTION, "institution", [
    ["name", "青山镇中心卫生院"],
    ["self_evaluation_form", "daily@1"],
  ]);
  for (const [n, [name, type]] of UNITS.entries())
    put(id(2, n), "unit", [
      ["institution", bytesOf(INSTITUTION)],
      ["name", name],
      ["type", type],
      ["order", n],
    ]);
  put(id(5, 0), "party_branch", [
    ["institution", bytesOf(INSTITUTION)],
    ["name", "临床党支部"],
  ]);
  for (const [n, [name, pinyin, unit]] of PEOPLE.entries()) {
    const mine = n === 0 ? roles : ["staff"];
    const at = (role: string) => (role === "head" ? id(2, unit) : role === "secretary" ? id(5, 0) : INSTITUTION);
    put(id(3, n), "person", [
      ["institution", bytesOf(INSTITUTION)],
      ["name", name],
      ["pinyin", pinyin],
      ["staff_no", `00${n + 1}`],
      ["memberships/1", { unit: bytesOf(id(2, unit)), from: "2026-01-01", to: null }],
      ["branches/1", { branch: bytesOf(id(5, 0)), from: "2026-01-01", to: null }],
      ...mine.map((role, at2): [string, Value] => [
        `roles/${at2}`,
        { role, at: bytesOf(at(role)), from: "2026-01-01", to: null },
      ]),
    ]);
  }
  put(await naturalId("form", "daily@1"), "form", DAILY);
  put(await naturalId("form", "peer@1"), "form", PEER);
}

async function rounds(replica: FakeReplica): Promise<void> {
  const me = replica.person;
  const put = (doc: Hex, kind: string, writes: [string, Value][]) => replica.put(doc, kind, writes, NOW - 9e8, SERVER);
  const make = (n: number, title: string, opens: number, closes: number, more: [string, Value][]) =>
    put(id(4, n), "peer_round", [
      ["institution", bytesOf(INSTITUTION)],
      ["title", title],
      ["form", "peer@1"],
      ["opens_at", NOW + opens * 864e5],
      ["closes_at", NOW + closes * 864e5],
      ["anonymity", "confidential"],
      ["threshold", 5],
      ["rule", { type: "same_unit", each: 5 }],
      ["opened", true],
      ...more,
    ]);
  make(1, "第四季度互评", -4, 5.6, []);
  make(2, "第三季度互评", -90, -80, [["published", true]]);
  make(3, "第二季度互评", -180, -170, [["published", true]]);
  make(4, "十月药房互评", -30, -1, []);
  const subjects = [1, 2, 3, 5, 6].map((n): [string, Value] => [`subjects/${dashed(id(3, n))}`, true]);
  put(await naturalId("peer_assignment", dashed(id(4, 1)), dashed(me)), "peer_assignment", [
    ["round", bytesOf(id(4, 1))],
    ["reviewer", bytesOf(me)],
    ...subjects,
  ]);
  for (const n of [1, 2, 3]) {
    const done: [string, Value][] = n < 3 ? [["submitted", true]] : [];
    put(await naturalId("peer_review", dashed(id(4, 1)), dashed(me), dashed(id(3, n))), "peer_review", [
      ["round", bytesOf(id(4, 1))],
      ["reviewer", bytesOf(me)],
      ["subject", bytesOf(id(3, n))],
      ["answers/duty", 9],
      ["answers/team", 8],
      ...done,
    ]);
  }
  put(await naturalId("peer_turnout", dashed(id(4, 1))), "peer_turnout", [
    ["round", bytesOf(id(4, 1))],
    ["owed", 45],
    ["submitted", 31],
  ]);
  put(await naturalId("peer_turnout", dashed(id(4, 4))), "peer_turnout", [
    ["round", bytesOf(id(4, 4))],
    ["owed", 10],
    ["submitted", 10],
  ]);
  put(await naturalId("peer_result", dashed(id(4, 2)), dashed(me)), "peer_result", [
    ["round", bytesOf(id(4, 2))],
    ["subject", bytesOf(me)],
    ["count", 6],
    ["total", "17.8"],
    ["items/duty", { mean: "9.2", n: 6 }],
    ["items/team", { mean: "8.6", n: 6 }],
  ]);
  put(await naturalId("peer_result", dashed(id(4, 3)), dashed(me)), "peer_result", [
    ["round", bytesOf(id(4, 3))],
    ["subject", bytesOf(me)],
    ["below", true],
  ]);
}

/** Two refusals: one that can be mended here, one that can't. */
async function trouble(replica: FakeReplica): Promise<void> {
  const doc = await naturalId("self_evaluation", dashed(replica.person), "daily", TODAY);
  const review = await naturalId("peer_review", dashed(id(4, 1)), dashed(replica.person), dashed(id(3, 3)));
  replica.refused.value = [
    {
      id: "9".repeat(32),
      doc,
      kind: "self_evaluation",
      code: "invalid",
      message: "第 4 项：得分应在 0 到 10 之间。",
      path: "answers/score",
      writes: [
        ["form", "daily@1"],
        ["answers/score", 12],
        ["note", "给 12 床家属讲解了一日清单。"],
      ],
      stampMs: NOW - 6e5,
    },
    {
      id: "8".repeat(32),
      doc: review,
      kind: "peer_review",
      code: "closed",
      message: "本轮互评已经截止。你写的内容还在，可以另存或放弃。",
      path: null,
      writes: [["answers/duty", 9]],
      stampMs: NOW - 9e7,
    },
  ];
  replica.status.value = { ...replica.status.peek(), refused: 2 };
  replica.notices.value = [{ code: "storage_evicted", atMs: NOW - 8e7, count: 3 }];
}

export async function hospital(who: string, state: string): Promise<Replica> {
  const roles: Record<string, string[]> = {
    head: ["staff", "head"],
    secretary: ["staff", "secretary"],
    admin: ["staff", "admin", "supervisor"],
  };
  const began = Date.now();
  const replica = new FakeReplica(id(3, 0), () => NOW + Date.now() - began);
  if (state === "loading") return replica;
  await roster(replica, roles[who] ?? ["staff"]);
  const states = state.split(",");
  if (!states.includes("fresh")) {
    await rounds(replica);
    for (let back = 1; back < 40; back++) {
      const day = addDays(TODAY, -back);
      if (weekdayOf(day) < 5 && back !== 9 && !(states.includes("gap") && back === 2))
        await evaluation(replica, replica.person, day, startOf(day) + (back === 12 ? 3 : 0) * 864e5 + 64_800_000);
    }
    if (who !== "staff") for (const n of [1, 2, 5]) await evaluation(replica, id(3, n), TODAY, NOW - n * 6e5);
  }
  if (states.includes("draft")) {
    const doc = await naturalId("self_evaluation", dashed(replica.person), "daily", TODAY);
    replica.put(
      doc,
      "self_evaluation",
      [["person", bytesOf(replica.person)], ["form", "daily@1"], ["day", TODAY], ...ANSWERS.slice(0, 3)],
      NOW,
    );
  }
  if (states.includes("done")) await evaluation(replica, replica.person, TODAY, NOW - 6e4);
  if (states.includes("offline"))
    replica.status.value = { ...replica.status.peek(), phase: "offline", waitingChanges: 2, lastSyncedMs: NOW - 4e6 };
  if (states.includes("refused")) {
    await trouble(replica);
  }
  return replica;
}
