/** A poll that was taken away leaves the meeting's list, its agenda and the projector, before the server knows of it too. */
import { signal } from "@preact/signals";
import { beforeEach, expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import { bytesOf } from "../../model/ids";
import { agendaOf } from "../../model/meeting";
import type { Doc, Replica, Value } from "../../sync/interface";
import { replica } from "../here";
import { pollOf } from "../projector/poll-of";
import { pollsOf, registersOf } from "./acts";

const [ME, MEETING, GONE, KEPT] = ["01", "02", "03", "04"].map((byte) => byte.repeat(16)) as [
  string,
  string,
  string,
  string,
];
const item = (title: string, order: number, doc?: string): Value => ({
  kind: doc ? "poll" : "other",
  title,
  order,
  ...(doc ? { doc: bytesOf(doc) } : {}),
});
let meeting: Doc;

beforeEach(() => {
  const agenda = {
    "agenda/a": item("议题", 1),
    "agenda/b": item("删掉的", 2, GONE),
    "agenda/c": item("留下的", 3, KEPT),
  };
  meeting = docOf("meeting", { ...agenda, begun: true }, 0, MEETING);
  const put = { meeting: bytesOf(MEETING), title: "表决" };
  const docs = [meeting, docOf("poll", { ...put, removed: true }, 9, GONE), docOf("poll", put, 1, KEPT)];
  replica.value = {
    person: ME,
    now: () => 0,
    doc: (id: string) => signal(docs.find((doc) => doc.id === id)),
    ofKind: (kind: string) => signal(docs.filter((doc) => doc.kind === kind)),
  } as unknown as Replica;
});

it("is in no list of the meeting's polls", () => {
  expect(pollsOf(MEETING).map(({ id }) => id)).toEqual([KEPT]);
});

it("is no item of its agenda, and all else stands", () => {
  expect(agendaOf(registersOf(meeting)).map(({ title }) => title)).toEqual(["议题", "留下的"]);
  expect(registersOf(meeting).get("begun")?.value).toBe(true);
});

it("is shown on no projector, whether the scene names it or not", () => {
  expect(pollOf(meeting, GONE)).toBe(undefined);
  expect(pollOf(meeting, null)?.id).toBe(KEPT);
});
