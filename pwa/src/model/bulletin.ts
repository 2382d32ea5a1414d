/**
 * 检查发现与通报: what findings and bulletins say, in their order and under their kinds.
 * Promises: pure; groups by kind in the order in which kinds first appear, as on paper (models/bulletin_paper.py).
 */
import type { Doc, Hex, Value } from "../sync/interface";
import { type Day, dayOf } from "./day";
import { isMap, under } from "./deed";
import { idOf, momentOf } from "./ids";

/** 事项: one matter, as it is proposed, published or told in a bulletin. */
export interface Matter {
  readonly kind: string;
  readonly text: string;
  readonly suggestion: string;
  readonly building: string;
  readonly floor: string;
  readonly object: string;
  readonly praise: boolean;
}

/** 检查发现 */
export interface Finding extends Matter {
  readonly doc: Doc;
  readonly visit: Hex;
  readonly unit: Hex | null;
  readonly title: string;
  readonly practice: string;
  readonly day: Day;
  readonly order: number;
  readonly item: string;
  readonly photos: readonly string[];
  readonly inspectors: readonly Hex[];
  readonly fixed: boolean;
  readonly publishedMs: number;
}

/** 通报条目 */
export interface Entry extends Matter {
  readonly key: string;
  readonly order: number;
  readonly finding: Hex | null;
  readonly unit: Hex | null;
  readonly photos: readonly string[];
}

export type Outcome = "upheld" | "partly" | "rejected";

export const textIn = (value: Value | undefined, name: string): string => {
  const found = isMap(value) ? value[name] : null;
  return typeof found === "string" ? found : "";
};

export const textAt = (doc: Doc, path: string): string => {
  const value = doc.registers.get(path)?.value;
  return typeof value === "string" ? value : "";
};

export function matterIn(value: Value | undefined): Matter {
  return {
    kind: textIn(value, "kind"),
    text: textIn(value, "text"),
    suggestion: textIn(value, "suggestion"),
    building: textIn(value, "building"),
    floor: textIn(value, "floor"),
    object: textIn(value, "object"),
    praise: isMap(value) && value.praise === true,
  };
}

/** A matter as a register's map; what is empty is left out. */
export function matterValue(matter: Matter, more: { [key: string]: Value }): { [key: string]: Value } {
  const { praise, ...texts } = matter;
  const said = Object.entries(texts).filter(([, text]) => text.trim() !== "");
  const marks: [string, Value][] = praise ? [["praise", true]] : [];
  return Object.fromEntries([
    ...said.map(([name, text]): [string, Value] => [name, text.trim()]),
    ...marks,
    ...Object.entries(more),
  ]);
}

/** Building, floor and object in one breath. */
export function placeOf({ building, floor, object }: Matter): string {
  return [building, floor, object].filter(Boolean).join(" ");
}

export function findingOf(doc: Doc): Finding {
  const at = (path: string): Value => doc.registers.get(path)?.value ?? null;
  const whole: { [key: string]: Value } = {};
  for (const name of ["kind", "text", "suggestion", "building", "floor", "object", "praise"]) whole[name] = at(name);
  return {
    ...matterIn(whole),
    doc,
    visit: idOf(at("visit")) ?? "",
    unit: idOf(at("unit")),
    title: textAt(doc, "title"),
    practice: textAt(doc, "practice"),
    day: textAt(doc, "day"),
    order: Number(at("order") ?? 0),
    item: textAt(doc, "item"),
    photos: under(doc.registers, "photos/"),
    inspectors: under(doc.registers, "inspectors/").map((path) => idOf(path.slice(11)) ?? ""),
    fixed: at("fixed") === true,
    publishedMs: Number(at("published_at") ?? 0),
  };
}

export function entriesOf(doc: Doc): Entry[] {
  return under(doc.registers, "entries/")
    .map((path): Entry => {
      const value = doc.registers.get(path)?.value;
      const map = isMap(value) ? value : {};
      const key = path.slice(8);
      return {
        ...matterIn(value),
        key,
        order: Number(map.order ?? 0),
        finding: idOf(map.finding),
        unit: idOf(map.unit),
        photos: under(doc.registers, `photos/${key}.`),
      };
    })
    .sort((one, other) => one.order - other.order || (one.key < other.key ? -1 : 1));
}

/** The matters by their kind, those with praise by themselves. */
export function byKind<M extends Matter>(matters: readonly M[]): { praise: M[]; groups: [string, M[]][] } {
  const groups = new Map<string, M[]>();
  const praise: M[] = [];
  for (const one of matters) {
    if (one.praise) praise.push(one);
    else groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  }
  return { praise, groups: [...groups] };
}

export const isIssued = (doc: Doc): boolean => doc.registers.get("issued")?.value === true;

/** The units that a set of paths names, such as `units/` or `criticised/`. */
export function unitsAt(doc: Doc, prefix: string): Hex[] {
  return under(doc.registers, prefix).flatMap((path) => idOf(path.slice(prefix.length)) ?? []);
}

/** Whether the head of a unit may still object today. */
export function mayObject(doc: Doc, today: Day): boolean {
  const until = textAt(doc, "objections_until");
  return until !== "" && today <= until;
}

/** The day that a bulletin bears; of a draft the day on which it was begun. */
export function dayOfBulletin(doc: Doc): Day {
  return textAt(doc, "issued_on") || dayOf(momentOf(doc.id));
}
