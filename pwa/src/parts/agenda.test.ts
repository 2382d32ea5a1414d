import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { bytesOf } from "../model/ids";
import { programmeFormName } from "../model/programme-form";
import type { Doc, Replica, Value } from "../sync/interface";
import { agenda } from "./agenda-todos";
import { replica, selfForm, today } from "./here";
import { periodWords } from "./plan-words";

const ME = "01".repeat(16);
const HERE = "02".repeat(16);
const PLAN = "03".repeat(16);
const NOW = Date.parse("2026-11-20T02:00:00Z");

/** The replica of somebody who holds these documents. */
function holding(docs: readonly Doc[]): Replica {
  const known = [
    docOf("person", { institution: bytesOf(HERE), name: "某人", party: "member" }, NOW, ME),
    docOf("institution", { name: "卫生院", self_evaluation_form: "daily@1" }, NOW, HERE),
    ...docs,
  ];
  const found = {
    person: ME,
    now: () => NOW,
    doc: (id: string) => signal(known.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(known.filter((doc) => doc.kind === kind)),
  };
  return found as unknown as Replica;
}

function programme(evaluation: { [name: string]: Value }, more: { [path: string]: Value } = {}): Doc {
  const registers = {
    institution: bytesOf(HERE),
    version: 1,
    published: true,
    "about/starts_on": "2026-10-01",
    "evaluations/self": { title: "自评", kind: "self", evaluators: "party_member", ...evaluation },
    ...more,
  };
  return docOf("programme", registers, NOW, PLAN);
}

const evaluated = (form: string, day: string) =>
  docOf("self_evaluation", { person: bytesOf(ME), form, day, submitted: true }, NOW);

describe("what a programme asks of this person", () => {
  beforeEach(() => {
    replica.value = null;
  });

  it("is done by a self-evaluation of the programme's own form within the period", () => {
    const own = programmeFormName("self", PLAN, 1);
    const plan = programme({ cadence: { type: "monthly" }, form: "self" });
    replica.value = holding([plan, evaluated(own, "2026-10-31"), evaluated("daily@1", "2026-11-03")]);
    expect(agenda.value.map(({ task, done, href }) => [task.label, done, href])).toEqual([
      ["2026-10", true, `/self/2026-10-31/form/${encodeURIComponent(own)}`],
      ["2026-11", false, `/self/2026-11-20/form/${encodeURIComponent(own)}`],
      ["2026-12", false, `/programme/${PLAN}`],
    ]);
  });

  it("makes the day's card ask for its form where it asks for one each day", async () => {
    await import("./agenda");
    replica.value = holding([programme({ cadence: { type: "daily" }, form: "night@2" })]);
    expect(today.value).toBe("2026-11-20");
    expect(selfForm.value).toBe("night@2");
    replica.value = holding([programme({ cadence: { type: "daily" }, form: "daily@1" })]);
    expect(selfForm.value).toBe("daily@1");
  });

  it("stands in its newest published version alone", () => {
    const monthly = { cadence: { type: "monthly" } };
    const next = docOf("programme", {
      institution: bytesOf(HERE),
      version: 2,
      supersedes: bytesOf(PLAN),
      published: true,
      "about/starts_on": "2026-11-01",
    });
    replica.value = holding([programme(monthly), next]);
    expect(agenda.value).toEqual([]);
  });

  it("asks in a new version from its publication on; what was due before is the one's before it", () => {
    const monthly = { cadence: { type: "monthly" }, form: "self" };
    const twice = { title: "自评", kind: "self", evaluators: "party_member", form: "self" };
    const next = docOf(
      "programme",
      {
        institution: bytesOf(HERE),
        version: 2,
        supersedes: bytesOf(PLAN),
        published: true,
        "about/starts_on": "2026-09-01",
        "evaluations/self": { ...twice, cadence: { type: "monthly" } },
      },
      NOW,
      "05".repeat(16),
    );
    const done = evaluated(programmeFormName("self", PLAN, 1), "2026-11-03");
    replica.value = holding([programme(monthly), next, done]);
    expect(agenda.value.map(({ of, task, done: is }) => [of.version, task.label, is])).toEqual([
      [1, "2026-10", false],
      [2, "2026-11", true],
      [2, "2026-12", false],
    ]);
  });

  it("is marked as done by who was named for it", () => {
    const report = { title: "月报", kind: "report", cadence: { type: "monthly", due_day: 25 } };
    const plan = programme({ cadence: "unspecified" }, { "publications/report": report, "owners/report": bytesOf(ME) });
    const mark = docOf("task_mark", {
      programme: bytesOf(PLAN),
      element: "publications.report",
      period: "2026-11",
      person: bytesOf(ME),
      done_on: "2026-11-19",
    });
    replica.value = holding([plan, mark]);
    expect(agenda.value.map(({ task, done, markable }) => [task.label, done, markable])).toEqual([
      ["2026-10", false, true],
      ["2026-11", true, true],
      ["2026-12", false, true],
    ]);
  });
});

describe("periods in words", () => {
  it.each([
    ["2026-11-30", "2026-10-01", "2026-11-30", ""],
    ["2026-11-20", "2026-11-20", "2026-11-20", "11月20日"],
    ["2026-10/2026-11", "2026-10-01", "2026-11-30", "10月–11月"],
    ["2026-11", "2026-11-01", "2026-11-30", "11月"],
    ["2025-11", "2025-11-01", "2025-11-30", "2025年11月"],
  ])("%s", (label, begin, end, words) => {
    const [todo] = [{ label, begin, end, due: end }];
    const of = { doc: programme({}) };
    type Args = Parameters<typeof periodWords>;
    expect(periodWords(of as unknown as Args[0], todo as unknown as Args[1], "2026-11-20")).toBe(words);
  });
});
