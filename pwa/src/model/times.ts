/**
 * 重复组的一份: an item that stands in a form several times, and what is written so that one of these times is gone.
 * Promises: pure; the times behind the one that goes move up with all that was answered in them.
 */
import type { Value } from "../sync/interface";
import type { Answers } from "./answers";
import type { Item } from "./form";

/** Where an item stands: what it is in every time, and the times from the outside in, each after its repeat's name. */
interface Time {
  readonly of: string;
  readonly at: readonly (string | number)[];
  /** It asks whether there is this time at all. */
  readonly asks: boolean;
}

export function timeOf({ repeat }: Item): Time | null {
  if (typeof repeat !== "object" || repeat === null || Array.isArray(repeat) || repeat instanceof Uint8Array)
    return null;
  const { of, at, asks } = repeat;
  if (typeof of !== "string" || !Array.isArray(at)) return null;
  return { of, at: at as (string | number)[], asks: asks === true };
}

/** What makes the time go for which an item asks: `answers/<item>` with what stood in the time behind it. */
export function withoutTime(items: readonly Item[], asked: Item, answers: Answers): [string, Value][] {
  const gone = timeOf(asked);
  if (!gone) return [];
  const depth = gone.at.length - 1;
  const within = ({ at }: Time) =>
    at.length > depth && gone.at.every((part, place) => place === depth || at[place] === part);
  const found = new Map<string, Item>();
  const moving: { item: Item; time: Time }[] = [];
  for (const item of items) {
    const time = timeOf(item);
    if (!time || !within(time)) continue;
    found.set(named(time), item);
    if (Number(time.at[depth]) >= Number(gone.at[depth])) moving.push({ item, time });
  }
  const writes: [string, Value][] = [];
  for (const { item, time } of moving) {
    const next = { ...time, at: time.at.map((part, place) => (place === depth ? Number(part) + 1 : part)) };
    const behind = found.get(named(next));
    const value = behind ? (answers.get(behind.id) ?? null) : (item.initial ?? null);
    if (!same(value, answers.get(item.id) ?? null)) writes.push([`answers/${item.id}`, value]);
  }
  return writes;
}

const named = ({ of, at }: Time): string => JSON.stringify([of, ...at]);

function same(one: Value, other: Value): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
