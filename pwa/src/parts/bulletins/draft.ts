/** 起草通报: a draft from what is published, with opening and comparison worked out; a correction from an earlier one. */
import {
  byKind,
  type Entry,
  entriesOf,
  type Finding,
  findingOf,
  type Matter,
  matterValue,
  textAt,
} from "../../model/bulletin";
import { bytesOf } from "../../model/ids";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { all, mine, person, placeName } from "../here";
import { dayWords } from "../when";
import { newKey, practiceWords } from "./face";

const OBJECTION_DAYS = 5;
const COPIED = [
  "title",
  "code",
  "audience",
  "everyone",
  "opening",
  "comparison",
  "requirements",
  "objection_days",
  "objection_how",
  "copies",
];

/** 一次检查: the findings of one published visit. */
export interface Told {
  readonly visit: Hex;
  readonly found: readonly Finding[];
  readonly day: string;
  readonly unit: Hex | null;
  readonly practice: string;
  readonly title: string;
}

/** All published visits, the newest first. */
export function toldVisits(): Told[] {
  const visits = new Map<Hex, Finding[]>();
  for (const one of all("finding").map(findingOf)) visits.set(one.visit, [...(visits.get(one.visit) ?? []), one]);
  return [...visits]
    .map(([visit, found]): Told => {
      const sorted = found.sort((one, other) => one.order - other.order);
      const [first] = sorted;
      return {
        visit,
        found: sorted,
        day: sorted.map(({ day }) => day).sort()[0] ?? "",
        unit: first?.unit ?? null,
        practice: first?.practice ?? "",
        title: first?.title ?? "",
      };
    })
    .sort((one, other) => (one.day < other.day ? 1 : -1));
}

const faults = (found: readonly Finding[]): Finding[] => found.filter(({ praise }) => !praise);

/** How these visits stand beside earlier ones of the same places: counts, and kinds that come again. */
export function comparisonOf(chosen: readonly Told[], every: readonly Told[]): string {
  const lines: string[] = [];
  for (const unit of new Set(chosen.map((each) => each.unit))) {
    const now = chosen.filter((each) => each.unit === unit);
    const first = now.map(({ day }) => day).sort()[0] ?? "";
    const before = every.filter((each) => each.unit === unit && each.day < first && !chosen.includes(each)).slice(0, 2);
    if (before.length === 0) continue;
    const n = now.reduce((sum, { found }) => sum + faults(found).length, 0);
    const counts = before.map((each) =>
      t("bul.compare.then", { day: dayWords(each.day), n: faults(each.found).length }),
    );
    const kinds = new Set(before.flatMap(({ found }) => faults(found).map(({ kind }) => kind)));
    const again = [...new Set(now.flatMap(({ found }) => faults(found).map(({ kind }) => kind)))].filter((kind) =>
      kinds.has(kind),
    );
    const name = placeName(unit);
    lines.push(
      t("bul.compare.now", { name, n, before: counts.join(t("list.comma")) }) +
        (again.length > 0 ? t("bul.compare.again", { kinds: again.join(t("list.comma")) }) : ""),
    );
  }
  return lines.join("\n");
}

function openingOf(chosen: readonly Told[]): string {
  const found = chosen.flatMap((each) => each.found);
  const bad = faults(found).length;
  return t("bul.opening.begin", {
    days: [...new Set(chosen.map(({ day }) => dayWords(day)))].reverse().join(t("list.comma")),
    places: [...new Set(chosen.map(({ unit }) => placeName(unit)))].join(t("list.comma")),
    practice: [...new Set(chosen.map(({ practice }) => practiceWords(practice)))].join(t("list.comma")),
    bad,
    good: found.length - bad,
  });
}

/** The entries of a new draft: by kind, praise first, each with the pictures of its finding. */
function entryWrites(found: readonly Finding[]): [string, Value][] {
  const { praise, groups } = byKind(found);
  return [...praise, ...groups.flatMap(([, each]) => each)].flatMap((one, at): [string, Value][] => {
    const key = newKey();
    const more = { order: at + 1, finding: bytesOf(one.doc.id), ...(one.unit ? { unit: bytesOf(one.unit) } : {}) };
    const photos = one.photos.map((path, n): [string, Value] => [
      `photos/${key}.${n + 1}`,
      one.doc.registers.get(path)?.value ?? null,
    ]);
    return [[`entries/${key}`, matterValue(matterOf(one), more)], ...photos];
  });
}

function matterOf({ kind, text, suggestion, building, floor, object, praise }: Matter): Matter {
  return { kind, text, suggestion, building, floor, object, praise };
}

/** A new draft about these visits; its id. */
export async function draftOf(chosen: readonly Told[]): Promise<Hex> {
  const id = mine().newId();
  const institution = person.peek()?.institution;
  const former = [...all("bulletin")].sort((one, other) => (one.id < other.id ? 1 : -1))[0];
  const title = chosen.length === 1 ? (chosen[0]?.title ?? "") : t("bul.title.some");
  await mine().write(id, "bulletin", [
    ["institution", institution ? bytesOf(institution) : null],
    ["title", t("bul.title.begin", { title })],
    ["code", (former && textAt(former, "code")) || t("bul.code.begin")],
    ["audience", t("bul.audience.begin")],
    ["everyone", true],
    ["opening", openingOf(chosen)],
    ...entryWrites(chosen.flatMap(({ found }) => found)),
    ["comparison", comparisonOf(chosen, toldVisits())],
    ["requirements", t("bul.requirements.begin")],
    ["objection_days", OBJECTION_DAYS],
  ]);
  return id;
}

/** A draft that corrects an issued bulletin: all of it again, to be changed where it was wrong. */
export async function correctionOf(former: Doc): Promise<Hex> {
  const id = mine().newId();
  const at = (path: string): Value => former.registers.get(path)?.value ?? null;
  const kept = [...former.registers].filter(
    ([path, { value }]) => value !== null && /^(units|criticised|entries|photos)\//.test(path),
  );
  await mine().write(id, "bulletin", [
    ["institution", at("institution")],
    ["corrects", bytesOf(former.id)],
    ...COPIED.flatMap((path): [string, Value][] => (at(path) === null ? [] : [[path, at(path)]])),
    ...kept.map(([path, { value }]): [string, Value] => [path, value]),
  ]);
  return id;
}

/** Writes an entry again; its finding, unit and order stay. */
export async function saveEntry(doc: Doc, entry: Entry, matter: Matter): Promise<void> {
  if (!matter.text.trim() || !matter.kind.trim()) return;
  const more: { [key: string]: Value } = { order: entry.order };
  if (entry.finding) more.finding = bytesOf(entry.finding);
  if (entry.unit) more.unit = bytesOf(entry.unit);
  await mine().write(doc.id, "bulletin", [[`entries/${entry.key}`, matterValue(matter, more)]]);
}

export async function dropEntry(doc: Doc, entry: Entry): Promise<void> {
  await mine().write(doc.id, "bulletin", [
    [`entries/${entry.key}`, null],
    ...entry.photos.map((path): [string, Value] => [path, null]),
  ]);
}

/** A matter that no finding holds. */
export async function addEntry(doc: Doc): Promise<void> {
  const order = Math.max(0, ...entriesOf(doc).map((one) => one.order)) + 1;
  const entry = { kind: t("bul.kind.other"), text: t("bul.add.begin"), order };
  await mine().write(doc.id, "bulletin", [[`entries/${newKey()}`, entry]]);
}
