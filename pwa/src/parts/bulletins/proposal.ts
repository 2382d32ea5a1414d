/** What is proposed of a visit: read, chosen, taken out, proposed, returned, confirmed. Every act is a change. */

import { type Matter, matterIn, matterValue, textIn } from "../../model/bulletin";
import { isMap, under } from "../../model/deed";
import type { ChecklistItem } from "../../model/generated";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { type Publication, publicationStanding } from "../../model/publication";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, mine } from "../here";
import { newKey } from "./face";
import { wanting } from "./visit-state";

/** 已选: one matter that is chosen, with the pictures that go along. */
export interface Chosen {
  readonly key: string;
  readonly matter: Matter;
  readonly item: string;
  /** Hash of a picture → the path under which it is chosen. */
  readonly photos: ReadonlyMap<string, string>;
  /** It is published already and stands. */
  readonly out: boolean;
}

/** 不合格项: an item that counts as failed or isn't settled, with what those wrote of it who say so. */
export interface Failed {
  readonly item: string;
  readonly words: string;
  readonly kind: string;
  readonly seen: readonly Doc[];
}

export interface Proposal {
  readonly visit: Doc;
  readonly doc: Doc | undefined;
  readonly standing: Publication;
  readonly withheld: boolean;
  readonly chosen: readonly Chosen[];
  readonly failed: readonly Failed[];
}

const NONE: Doc["registers"] = new Map();

export function proposalOf(visit: Doc): Proposal {
  const doc = all("publication").find((one) => idOf(one.registers.get("visit")?.value) === visit.id);
  const registers = doc?.registers ?? NONE;
  const out = new Set(
    all("finding")
      .filter((one) => idOf(one.registers.get("visit")?.value) === visit.id)
      .map((one) => String(one.registers.get("key")?.value)),
  );
  const chosen = under(registers, "findings/").map((path): Chosen => {
    const key = path.slice(9);
    const value = registers.get(path)?.value;
    const photos = under(registers, `photos/${key}.`).map((each): [string, string] => [
      textIn(registers.get(each)?.value, "blob"),
      each,
    ]);
    return { key, matter: matterIn(value), item: textIn(value, "item"), photos: new Map(photos), out: out.has(key) };
  });
  return {
    visit,
    doc,
    standing: publicationStanding(registers),
    withheld: doc ? doc.registers.get("withheld")?.value === true : true,
    chosen,
    failed: failedOf(visit),
  };
}

function failedOf(visit: Doc): Failed[] {
  const checklist = docAt(idOf(visit.registers.get("checklist")?.value));
  const found = [...wanting(visit)].map(([item, ids]): [string, Doc[]] => [
    item,
    all("observation").filter(({ id }) => ids.has(id)),
  ]);
  const about = (item: string): ChecklistItem | undefined => {
    const value = checklist?.registers.get(`items/${item}`)?.value;
    return isMap(value) ? (value as unknown as ChecklistItem) : undefined;
  };
  const place = (item: string): number => Number(about(item)?.order ?? 0);
  return found
    .sort(([one], [other]) => place(one) - place(other) || (one < other ? -1 : 1))
    .map(([item, seen]): Failed => {
      const value = about(item);
      const group = value?.group;
      const kind = typeof group === "string" ? group : (group?.[0] ?? "");
      return { item, words: value?.text ?? item, kind: kind || t("bul.kind.other"), seen };
    });
}

const textOf = (doc: Doc, path: string): string => {
  const value = doc.registers.get(path)?.value;
  return typeof value === "string" ? value.trim() : "";
};

/** The matter that an item that failed begins with: everybody's words, the first place that somebody named. */
function beginning({ words, kind, seen }: Failed): Matter {
  const said = (path: string) => [...new Set(seen.map((doc) => textOf(doc, path)).filter(Boolean))];
  const text = said("note").join("；") || t("bul.failed", { item: words });
  const [object = ""] = said("place");
  return { kind, text, suggestion: said("suggestion").join("；"), building: "", floor: "", object, praise: false };
}

async function write({ visit, doc }: Proposal, writes: readonly (readonly [string, Value])[]): Promise<void> {
  const id = doc?.id ?? (await mine().naturalId("publication", dashed(visit.id)));
  const made: [string, Value][] = [
    ["visit", bytesOf(visit.id)],
    ["withheld", true],
  ];
  await mine().write(id, "publication", doc ? writes : [...made, ...writes.filter(([path]) => path !== "withheld")]);
}

/** Takes an item that failed in, with all its pictures. */
export async function choose(proposal: Proposal, failed: Failed): Promise<void> {
  const key = newKey();
  const fixed = failed.seen.some((doc) => doc.registers.get("fixed")?.value === true);
  const more = { item: failed.item, ...(fixed ? { fixed: true } : {}) };
  const photos = failed.seen.flatMap((doc) =>
    under(doc.registers, "photos/").map((path) => doc.registers.get(path)?.value ?? null),
  );
  await write(proposal, [
    [`findings/${key}`, matterValue(beginning(failed), more)],
    ...photos.map((photo, at): [string, Value] => [`photos/${key}.${at + 1}`, photo]),
  ]);
}

/** Another matter that no item holds: something to praise, or to say besides. */
export async function add(proposal: Proposal, praise: boolean): Promise<string> {
  const key = newKey();
  const kind = praise ? t("bul.kind.praise") : t("bul.kind.other");
  const text = t(praise ? "bul.praise.begin" : "bul.add.begin");
  await write(proposal, [[`findings/${key}`, { kind, text, ...(praise ? { praise: true } : {}) }]]);
  return key;
}

export async function drop(proposal: Proposal, { key, photos }: Chosen): Promise<void> {
  await write(proposal, [
    [`findings/${key}`, null],
    ...[...photos.values()].map((path): [string, Value] => [path, null]),
  ]);
}

export async function edit(proposal: Proposal, { key, item }: Chosen, matter: Matter): Promise<void> {
  if (!matter.text.trim() || !matter.kind.trim()) return;
  const old = proposal.doc?.registers.get(`findings/${key}`)?.value;
  const fixed = isMap(old) && old.fixed === true;
  const more = { ...(item ? { item } : {}), ...(fixed ? { fixed: true } : {}) };
  await write(proposal, [[`findings/${key}`, matterValue(matter, more)]]);
}

/** Shows a picture, or leaves it out. */
export async function show(proposal: Proposal, { key, photos }: Chosen, photo: Value, hash: string): Promise<void> {
  const path = photos.get(hash);
  if (path) return await write(proposal, [[path, null]]);
  const taken = [...(proposal.doc?.registers.keys() ?? [])].filter((each) => each.startsWith(`photos/${key}.`));
  const next = Math.max(0, ...taken.map((each) => Number(each.split(".")[1] ?? 0))) + 1;
  await write(proposal, [[`photos/${key}.${next}`, photo]]);
}

export async function withhold(proposal: Proposal, on: boolean): Promise<void> {
  await write(proposal, [["withheld", on ? true : null]]);
}

/** One of the three steps, under one's own name. */
export async function step(
  proposal: Proposal,
  what: "proposed" | "returned" | "confirmed",
  why?: string,
): Promise<void> {
  const round = what === "proposed" ? proposal.standing.round + 1 : proposal.standing.round;
  await write(proposal, [[`${what}/${round}/${dashed(mine().person)}`, why ?? mine().now()]]);
}
