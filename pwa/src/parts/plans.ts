/** 方案与日程: the programmes that run here, the calendar and the roster as selectors ask for them, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type Day, dayOf } from "../model/day";
import type { Registers } from "../model/given";
import { idOf, momentOf } from "../model/ids";
import { type Scene, siteOf } from "../model/selector";
import { type Plan, planOf } from "../model/timetable";
import { workingDays } from "../model/working-days";
import type { Doc, Hex } from "../sync/interface";
import { all, institution, today } from "./here";
import { registersOf } from "./plan-titles";

/** 方案: a published programme with its plan. */
export interface Running {
  readonly id: Hex;
  readonly doc: Doc;
  readonly registers: Registers;
  readonly version: number;
  readonly plan: Plan;
  /** The day from which it asks in place of the version before; empty where it takes nobody's place. */
  readonly since: Day;
}

export const days = computed(() => workingDays(all("work_calendar"), institution.value?.id ?? null));

export const scene: ReadonlySignal<Scene> = computed(() => {
  const sites = [...all("unit"), ...all("party_branch")].map(siteOf);
  return {
    institution: institution.value?.id ?? "",
    sites: new Map(sites.map((site) => [site.id, site])),
    roles: new Map(),
    owners: new Map(),
  };
});

export function runningOf(doc: Doc): Running {
  const registers = registersOf(doc);
  const version = registers.get("version");
  const published = doc.registers.get("published");
  const day = published ? dayOf(momentOf(published.stamp)) : null;
  return {
    id: doc.id,
    doc,
    registers,
    version: typeof version === "number" ? version : 1,
    plan: planOf(registers, days.value, day),
    since: (registers.get("supersedes") && day) || "",
  };
}

/** The published programmes of the institution, each in its newest version; an ended one stays while work of it is late. */
export const running: ReadonlySignal<readonly Running[]> = computed(() => {
  const out = all("programme").filter(({ registers }) => registers.get("published")?.value === true);
  const replaced = new Set(out.map(({ registers }) => idOf(registers.get("supersedes")?.value)));
  const mine = out.filter(
    ({ id, registers }) => !replaced.has(id) && idOf(registers.get("institution")?.value) === scene.value.institution,
  );
  return mine.sort((one, other) => (one.id < other.id ? -1 : 1)).map(runningOf);
});

/** Whether a programme is running on a day. */
export function runs({ plan }: Running, day: Day = today.value): boolean {
  const { within, endedOn } = plan.frame;
  return !(endedOn && endedOn < day) && !(within.end && within.end < day);
}

/** Where the selectors of a plan are read. */
export function sceneOf({ plan }: Running): Scene {
  return { ...scene.value, roles: plan.roles, owners: plan.owners };
}
