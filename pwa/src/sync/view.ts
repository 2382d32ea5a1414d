/** Signals over the machine: a write touches the signals of its document and its kind, and no other. */
import { batch, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Doc, Hex } from "./interface";
import type { Machine } from "./machine";

interface Kind {
  readonly docs: Map<Hex, Doc>;
  readonly list: Signal<readonly Doc[]>;
}

export class View {
  readonly #machine: Machine;
  readonly #docs = new Map<Hex, Signal<Doc | undefined>>();
  readonly #kinds = new Map<string, Kind>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  doc(id: Hex): ReadonlySignal<Doc | undefined> {
    let found = this.#docs.get(id);
    if (!found) {
      found = signal(this.#machine.view(id));
      this.#docs.set(id, found);
    }
    return found;
  }

  ofKind(kind: string): ReadonlySignal<readonly Doc[]> {
    let found = this.#kinds.get(kind);
    if (!found) {
      const docs = new Map<Hex, Doc>();
      for (const id of this.#machine.docs()) {
        if (this.#machine.kindOf(id) !== kind) continue;
        const doc = this.#machine.view(id);
        if (doc) docs.set(id, doc);
      }
      found = { docs, list: signal([...docs.values()]) };
      this.#kinds.set(kind, found);
    }
    return found.list;
  }

  /** Shows what changed. */
  refresh(touched: Iterable<Hex>): void {
    const changed = new Set<Kind>();
    batch(() => {
      for (const id of touched) {
        const doc = this.#machine.view(id);
        const one = this.#docs.get(id);
        if (one) one.value = doc;
        for (const [name, kind] of this.#kinds) {
          if (doc?.kind === name) kind.docs.set(id, doc);
          else if (!kind.docs.delete(id)) continue;
          changed.add(kind);
        }
      }
      for (const { list, docs } of changed) list.value = [...docs.values()];
    });
  }

  /** Shows everything anew: another tab has changed the store. */
  refreshAll(): void {
    const shown = new Set(this.#docs.keys());
    for (const { docs } of this.#kinds.values()) for (const id of docs.keys()) shown.add(id);
    for (const id of this.#machine.docs()) if (this.#kinds.size) shown.add(id);
    this.refresh(shown);
  }
}
