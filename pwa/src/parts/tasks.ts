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
  /** How many are not submitted yet. */
  readonly left: number;
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
    const list = owed(assignment, reviews, opened.person).map((one) =>
      opened.booth?.value?.given(round.id, one.subject) ? { ...one, state: "done" as const } : one,
    );
    tasks.push({ round, assignment, owed: list, left: list.filter(({ state }) => state !== "done").length });
  }
  return tasks.sort((one, other) => one.round.closesAt - other.round.closesAt);
});
