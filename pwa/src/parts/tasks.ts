/** The reviews that one owes, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { idOf } from "../model/ids";
import { type Owed, owed, type Round, roundOf, stageOf } from "../model/peer";
import type { Doc } from "../sync/interface";
import { all, docAt, now, replica } from "./here";

/** 互评任务: a round that I am a reviewer in. */
export interface Task {
  readonly round: Round;
  readonly assignment: Doc;
  readonly owed: readonly Owed[];
  /** How many are not submitted yet, and can be from this device. */
  readonly left: number;
  readonly done: number;
}

/** The rounds that are open now and assigned to me, the one that closes first before the others. */
export const myTasks: ReadonlySignal<readonly Task[]> = computed(() => {
  const opened = replica.value;
  if (!opened) return [];
  const reviews = all("peer_review");
  const tasks: Task[] = [];
  for (const assignment of all("peer_assignment")) {
    if (idOf(assignment.registers.get("reviewer")?.value) !== opened.person) continue;
    const doc = docAt(idOf(assignment.registers.get("round")?.value));
    const round = doc && roundOf(doc);
    if (!round || stageOf(round, now.value) !== "open") continue;
    const list = owed(assignment, reviews, opened.person).map((one) => {
      const given = opened.booth?.value?.given(round.id, one.subject);
      return given ? { ...one, state: given === "here" ? ("done" as const) : given } : one;
    });
    const count = (wanted: string) => list.filter(({ state }) => state === wanted).length;
    const done = count("done");
    tasks.push({ round, assignment, owed: list, left: list.length - done - count("elsewhere"), done });
  }
  return tasks.sort((one, other) => one.round.closesAt - other.round.closesAt);
});
