/** What bench/app_screens.py runs in a page: a person's whole store, read and every register unpacked. */
import { registersOf } from "../../src/sync/accepted";
import type { Hex } from "../../src/sync/interface";
import { Store } from "../../src/sync/store";

/** Milliseconds, and how many registers there were. */
export async function load(person: Hex): Promise<[number, number]> {
  const began = performance.now();
  const store = await Store.open(person);
  const saved = await store.load();
  let registers = 0;
  for (const held of saved?.docs ?? []) registers += registersOf(held).size;
  const took = performance.now() - began;
  store.close();
  return [took, registers];
}
