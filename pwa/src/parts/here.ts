/**
 * Who is here, on what day, in which institution: the few facts that every screen asks for.
 * Promises: all of it is live; nothing here waits for the network.
 */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Day, dayOf } from "../model/day";
import { has, type Person, personOf } from "../model/person";
import type { Doc, Hex, Replica, Sessions } from "../sync/interface";

export const replica = signal<Replica | null>(null);

let opened: Sessions | null = null;

export function setSessions(sessions: Sessions): void {
  opened = sessions;
}

export function sessions(): Sessions {
  if (!opened) throw new Error("the sessions are asked for before the app has started");
  return opened;
}

/** The signed-in person's replica; only screens behind the sign-in ask. */
export function mine(): Replica {
  const found = replica.value;
  if (!found) throw new Error("a screen behind the sign-in is shown without a replica");
  return found;
}

/** What GET /api/info says of the deployment. */
export interface Info {
  readonly demo: boolean;
  readonly version: string;
  readonly empty: boolean;
}

export const info = signal<Info>({ demo: false, version: "", empty: false });

const minute = signal(0);
/** Counts minutes, so that what hangs on the time of day follows it. */
export function tick(): void {
  minute.value++;
}

/** The server's time as this device knows it; read again each minute. */
export const now: ReadonlySignal<number> = computed(() => {
  minute.value;
  return replica.value?.now() ?? Date.now();
});

export const today: ReadonlySignal<Day> = computed(() => dayOf(now.value));

/** All documents of a kind, or none when nobody is signed in. */
export function all(kind: string): readonly Doc[] {
  return replica.value?.ofKind(kind).value ?? [];
}

export function docAt(id: Hex | null | undefined): Doc | undefined {
  return id ? replica.value?.doc(id).value : undefined;
}

export const person: ReadonlySignal<Person | null> = computed(() => {
  const doc = docAt(replica.value?.person);
  return doc ? personOf(doc, today.value) : null;
});

export const institution: ReadonlySignal<Doc | undefined> = computed(() => docAt(person.value?.institution));

export function personAt(id: Hex): Person | null {
  const doc = docAt(id);
  return doc ? personOf(doc, today.value) : null;
}

/** A unit's or branch's name, empty if it is not known here. */
export function placeName(id: Hex | null | undefined): string {
  const name = docAt(id)?.registers.get("name")?.value;
  return typeof name === "string" ? name : "";
}

/** The form that a programme asks for each day instead of the institution's; set once the programmes are read. */
export const askedForm = signal<string | null>(null);

/** The name and version of the form that today's self-evaluation uses. */
export const selfForm: ReadonlySignal<string> = computed(() => {
  if (askedForm.value) return askedForm.value;
  const named = institution.value?.registers.get("self_evaluation_form")?.value;
  return typeof named === "string" ? named : "daily@1";
});

export const isOrganiser: ReadonlySignal<boolean> = computed(() =>
  has(person.value, "supervisor", "admin", "secretary"),
);
export const isAdmin: ReadonlySignal<boolean> = computed(() => has(person.value, "admin"));
