/** What the programmes in force say of pledges, records and activities: what is on offer, and where it comes from. */
import { fieldOf, isMap, under } from "../../model/deed";
import { bytesOf, idOf } from "../../model/ids";
import type { Doc, Value } from "../../sync/interface";
import { all, today } from "../here";

/** 来处: the programme (its version) and the element because of which something is filled in. */
export interface Source {
  readonly programme: string;
  readonly element: string;
}

export interface Offer extends Source {
  readonly title: string;
  readonly value: { readonly [key: string]: Value };
}

/** The published programmes, each in its newest version, that haven't ended. */
function inForce(): Doc[] {
  const published = all("programme").filter(({ registers }) => registers.get("published")?.value === true);
  const old = new Set(published.map(({ registers }) => idOf(registers.get("supersedes")?.value)));
  const ended = (doc: Doc) => String(doc.registers.get("ended_on")?.value ?? "9") < today.value;
  return published.filter((doc) => !old.has(doc.id) && !ended(doc));
}

export function offers(section: string): Offer[] {
  return inForce().flatMap((doc) =>
    under(doc.registers, `${section}/`).flatMap((path) => {
      const value = doc.registers.get(path)?.value;
      const element = path.slice(section.length + 1);
      if (!isMap(value) || element.includes("/")) return [];
      return [{ programme: doc.id, element, title: String(value.title ?? ""), value }];
    }),
  );
}

/** `/records/for/<programme>` means that programme; other addresses mean all that are in force. */
function isMeant({ programme }: Source): boolean {
  const [, of] = /\/for\/(\w+)$/.exec(location.pathname) ?? [];
  return !of || of === programme;
}

const texts = (value: Value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** The aspects that a pledge may concern. */
export function aspectsOnOffer(): string[] {
  return [...new Set(offers("pledges").flatMap(({ value }) => texts(value.aspects ?? null)))];
}

/** Where pledges hang. */
export function placesOnOffer(): string[] {
  return [...new Set(offers("pledges").flatMap(({ value }) => texts(value.channels ?? null)))];
}

/** The element that asks for pledges; one with aspects before the others. */
export function pledgeSource(): Source | undefined {
  const asked = offers("pledges")
    .filter(isMeant)
    .filter(({ value }) => (value.matter ?? "text") === "text");
  return asked.find(({ value }) => Array.isArray(value.aspects)) ?? asked[0];
}

/** Activities that the programmes name, and the kinds of each. */
export function activitiesOnOffer(): Offer[] {
  const named = offers("activities").filter(isMeant);
  return named.flatMap((offer) => {
    const items = texts(fieldOf(offer.value, "items"));
    return items.length > 0 ? items.map((title) => ({ ...offer, title })) : [offer];
  });
}

export const CARRIERS: Readonly<Record<string, string>> = { study: "study", contest: "contest", volunteer: "service" };

/** How many records of a type a month counts at most: the strictest of the programmes that say so. */
export function caps(): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { value } of offers("carriers")) {
    const type = Object.keys(CARRIERS).find((each) => CARRIERS[each] === value.type);
    const cap = value.monthly_cap;
    if (type && typeof cap === "number") found[type] = Math.min(cap, found[type] ?? cap);
  }
  return found;
}

/** The carrier (学, 比 …) or target to which a record of this type belongs. */
export function recordSource(type: string): Source | undefined {
  if (type === "error_free")
    return offers("targets").find((offer) => isMeant(offer) && amounts(offer.value).length > 0);
  return offers("carriers").find((offer) => isMeant(offer) && offer.value.type === CARRIERS[type]);
}

function amounts(value: Value): number[] {
  const metrics = fieldOf(value, "metrics");
  return (Array.isArray(metrics) ? metrics : []).flatMap((metric) =>
    fieldOf(metric, "metric") === "error_free_amount" ? [Number(fieldOf(metric, "value"))] : [],
  );
}

/** The amounts at which the programmes give a title to who works without an error; none where they name none. */
export function amountsOnOffer(): number[] {
  return offers("targets").flatMap(({ value }) => amounts(value));
}

export function sourceWrites(source: Source | undefined): [string, Value][] {
  if (!source) return [];
  return [
    ["programme", bytesOf(source.programme)],
    ["element", source.element],
  ];
}
