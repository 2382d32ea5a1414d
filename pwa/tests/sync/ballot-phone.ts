/** Phones with a booth for tests: their clock, timers and network are the test's, and the office behind them is a real issuer. */

import { blinder } from "../../src/sync/booth/blinding";
import { DeviceBooth } from "../../src/sync/booth/booth";
import type { BallotRow } from "../../src/sync/booth/rows";
import { got } from "../../src/sync/database";
import type { Doc, Hex, Value } from "../../src/sync/interface";
import { BallotOffice, CONTEXT, PERSON } from "./ballot-office";
import { FakeBrowser, type FakeTab } from "./device";
import { FakeServer } from "./server";

export const NOW = 1_795_233_600_000;
export const HOUR_MS = 3_600_000;
export const ANSWERS = { duty: 9, note: "交接班时有两次迟到" };

/** One tab of one phone. */
export class Phone {
  readonly room: Room;
  readonly tab: FakeTab;
  docs: Doc[] = [];
  leads = true;
  shared = false;
  random = 0.5;
  key: CryptoKey | undefined;
  booth!: DeviceBooth;

  constructor(room: Room) {
    this.room = room;
    this.tab = room.browser.tab();
  }

  async open(): Promise<this> {
    const { office, others } = this.room;
    this.booth = await DeviceBooth.open({
      person: PERSON,
      device: {
        ...this.tab.ports,
        fetch: office.fetch,
        random: () => this.random,
        online: () => office.weather !== "offline",
      },
      blinder,
      nowMs: () => office.nowMs,
      shared: this.shared,
      leads: () => this.leads,
      lead: async () => {
        for (const phone of this.room.phones) phone.leads = phone === this;
        await this.booth.run();
      },
      contexts: () => this.docs,
      docAt: (id) => others.get(id),
      key: async () => this.key,
      changed: () => undefined,
    });
    return this;
  }

  get view() {
    return this.booth.ballots.value.get(CONTEXT);
  }

  /** Time goes by, and what was set for it runs. */
  async pass(ms: number): Promise<void> {
    this.room.office.nowMs += ms;
    for (const timer of [...this.tab.timers]) {
      this.tab.timers.delete(timer);
      if (timer.ms <= ms) timer.work();
    }
    await this.booth.run();
  }
}

/** One browser and its office. */
export class Room {
  office!: BallotOffice;
  browser!: FakeBrowser;
  readonly others = new Map<Hex, Doc>();
  readonly phones: Phone[] = [];

  /** A key takes a moment to make: one for all tests of a file. */
  async build(): Promise<void> {
    this.office = await BallotOffice.make(NOW);
  }

  begin(): void {
    this.office.begin(NOW);
    this.browser = new FakeBrowser(new FakeServer(PERSON, NOW));
    this.others.clear();
  }

  async end(): Promise<void> {
    for (const phone of this.phones.splice(0)) await phone.booth.close();
  }

  /** A tab that knows nothing yet. */
  tab(shared = false): Promise<Phone> {
    const phone = Object.assign(new Phone(this), { shared });
    this.phones.push(phone);
    return phone.open();
  }

  /** A phone that has the context, and has been online with it. */
  async phone(more: { [path: string]: Value } = {}, shared = false): Promise<Phone> {
    const phone = await this.tab(shared);
    phone.docs = [this.office.context(CONTEXT, NOW + 10 * HOUR_MS, more)];
    await phone.booth.run();
    return phone;
  }
}

export async function rowsOf(): Promise<BallotRow[]> {
  const db = await got(indexedDB.open(`mingcha-booth-${PERSON}`));
  const rows = await got<BallotRow[]>(db.transaction("ballots").objectStore("ballots").getAll());
  db.close();
  return rows;
}

/** Everything that the device keeps of ballots, as text. */
export async function kept(): Promise<string> {
  const db = await got(indexedDB.open(`mingcha-booth-${PERSON}`));
  const stores = [...db.objectStoreNames].map((name) => got(db.transaction(name).objectStore(name).getAll()));
  const all = await Promise.all(stores);
  db.close();
  return JSON.stringify(all, (_, value) => {
    const bytes = value instanceof ArrayBuffer || value instanceof Uint8Array;
    return bytes ? Buffer.from(value as Uint8Array).toString("utf8") : value;
  });
}
