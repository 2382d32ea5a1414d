/**
 * 投影: what a meeting's projector shows: the scene that was chosen last, and what comes after it.
 * Promises: pure; of one document no older state is ever shown after a newer one, in whatever order they come.
 */
import type { Doc, Hex, Register, Value } from "../sync/interface";
import { isMap, valueAt } from "./facts";
import { idOf } from "./ids";

export const VIEWS = ["attendance", "agenda", "month", "poll", "results", "findings", "orders", "commentary"] as const;
export type View = (typeof VIEWS)[number];

/** 画面 */
export interface Scene {
  readonly what: View;
  readonly doc: Hex | null;
  readonly page: number;
  readonly dark: boolean;
}

/** 议程 */
export interface Item {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly order: number;
  readonly doc: Hex | null;
  readonly speaker: Hex | null;
}

type Registers = ReadonlyMap<string, Register>;

/** The agenda in its order. */
export function agendaOf(registers: Registers): Item[] {
  const items: Item[] = [];
  for (const [path, { value }] of registers) {
    if (!path.startsWith("agenda/") || !isMap(value)) continue;
    items.push({
      key: path.slice("agenda/".length),
      kind: String(value.kind ?? ""),
      title: String(value.title ?? ""),
      order: Number(value.order ?? 0),
      doc: idOf(value.doc),
      speaker: idOf(value.speaker),
    });
  }
  return items.sort((one, other) => one.order - other.order || (one.key < other.key ? -1 : 1));
}

function isView(name: Value | undefined): name is View {
  return VIEWS.some((each) => each === name);
}

/** Items of which there is a number and no more: they are shown in the month's own scene. */
const COUNTED: readonly string[] = ["evaluations", "pledges", "complaints"];

/** What an item of the agenda is shown as: polls, results, findings, orders and commentary as themselves. */
export function sceneOfItem(item: Item | undefined, dark: boolean): Scene {
  const what = isView(item?.kind) ? item.kind : COUNTED.includes(item?.kind ?? "") ? "month" : "agenda";
  return { what, doc: item?.doc ?? null, page: 0, dark };
}

/** The scene that stands: what was asked for last, or else what the agenda has come to. */
export function sceneOf(registers: Registers): Scene {
  const asked = registers.get("shown");
  const at = registers.get("at");
  const shown = isMap(asked?.value) ? asked.value : null;
  const dark = shown?.dark !== false;
  const later = (asked?.stamp ?? "") >= (at?.stamp ?? "");
  if (shown && isView(shown.what) && (later || !at?.value)) {
    return { what: shown.what, doc: idOf(shown.doc), page: Number(shown.page ?? 0), dark };
  }
  const item = agendaOf(registers).find(({ key }) => key === at?.value);
  return item ? sceneOfItem(item, dark) : { what: "attendance", doc: null, page: 0, dark };
}

/** Another page of a scene; null where there is none before the first one or after the last. */
export function pageTurned(scene: Scene, by: -1 | 1, pages: number): Scene | null {
  const page = Math.min(scene.page, pages - 1) + by;
  return page < 0 || page >= pages ? null : { ...scene, page };
}

/** One step on: the next page, or the next item of the agenda (`at`); null at the end. Before the first: attendance. */
export function nextOf(registers: Registers, scene: Scene, pages: number): { scene: Scene; at?: string } | null {
  const page = pageTurned(scene, 1, pages);
  if (page) return { scene: page };
  const items = agendaOf(registers);
  const at = registers.get("at")?.value;
  const current = items.find(({ key }) => key === at);
  const home = sceneOfItem(current, scene.dark);
  // From an aside back to where the agenda stands.
  if (current && home.what !== scene.what) return { scene: home };
  const next = items[items.findIndex(({ key }) => key === at) + 1];
  return next ? { scene: sceneOfItem(next, scene.dark), at: next.key } : null;
}

/** One step back: from a scene that has `pages`. */
export function previousOf(
  registers: Registers,
  scene: Scene,
  pages = scene.page + 1,
): { scene: Scene; at?: string } | null {
  const page = pageTurned(scene, -1, pages);
  if (page) return { scene: page };
  const items = agendaOf(registers);
  const at = registers.get("at")?.value;
  const before = items[items.findIndex(({ key }) => key === at) - 1];
  if (before) return { scene: sceneOfItem(before, scene.dark), at: before.key };
  return scene.what === "attendance" ? null : { scene: { what: "attendance", doc: null, page: 0, dark: scene.dark } };
}

function numberAt(doc: Doc, path: string): number {
  const value = doc.registers.get(path)?.value;
  return typeof value === "number" ? value : 0;
}

/** 只进不退: keeps the newest state of each document that was seen, by its number. */
export class Steady {
  private readonly seen = new Map<Hex, Doc>();

  /** The document as it may be shown now; what is not here for a moment is shown as it was. */
  newest(id: Hex | null, doc: Doc | undefined): Doc | undefined {
    if (!id) return undefined;
    const known = this.seen.get(id);
    if (!doc || (known && numberAt(known, "n") > numberAt(doc, "n"))) return known;
    this.seen.set(id, doc);
    return doc;
  }
}

const opened = (poll: Doc) => poll.registers.get("opened")?.stamp ?? "";
const isVoid = (poll: Doc) => typeof valueAt(poll, "voided") === "string";
const runs = (poll: Doc) => opened(poll) !== "" && !isVoid(poll) && valueAt(poll, "closed") !== true;
const byOpening = (one: Doc, other: Doc) => (opened(one) < opened(other) ? 1 : -1);

/** The polls that a room may be shown one after the other: those that were opened and stand, the last one first. */
export function pollsToShow(polls: readonly Doc[]): Doc[] {
  return polls.filter((poll) => opened(poll) !== "" && !isVoid(poll)).sort(byOpening);
}

/** The poll of a scene: the one that was asked for, else the one opened last; one that is void gives way to one that runs. */
export function pollToShow(polls: readonly Doc[], asked: Doc | undefined): Doc | undefined {
  const standing = pollsToShow(polls);
  if (asked) return isVoid(asked) ? (standing.find(runs) ?? asked) : asked;
  return (
    standing[0] ??
    [...polls].sort((one, other) => Number(isVoid(one)) - Number(isVoid(other)) || byOpening(one, other))[0]
  );
}

/** The one to bring up after the one that is shown; none where there is no other. */
export function pollAfter(polls: readonly Doc[], shown: Doc | undefined): Doc | undefined {
  const standing = pollsToShow(polls);
  const next = standing[(standing.findIndex(({ id }) => id === shown?.id) + 1) % Math.max(1, standing.length)];
  return next?.id === shown?.id ? undefined : next;
}
