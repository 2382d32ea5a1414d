/**
 * What the device keeps of anonymous ballots: a database of its own for each person. Every change is durable before its
 * promise resolves, for the one-time key stands nowhere else: without it the ballot that was issued is lost.
 * At sign-out everything is sealed as what was not sent is (leftovers.ts), and lies open again after the next sign-in.
 */
import { change, done, got, openDatabase } from "../database";
import type { Answers, BallotReceipt, Hex, Value } from "../interface";
import { decode, encode } from "../msgpack";
import { type Sealed, seal, unseal } from "../seal";
import type { Bytes } from "./blinding";

/** 待投: a ballot that is signed by its one-time key and was not counted yet. */
export interface Casting {
  readonly revision: number;
  readonly answers: Bytes;
  /** What the answers hold digests of; absent in what was cast before words were kept apart. */
  readonly words?: Bytes;
  readonly proof: Bytes;
  /** The server's time at which it is sent or asked about next. */
  readonly dueMs: number;
  /** How often in a row it didn't get there. */
  readonly tries: number;
  /** The server has it, and has not written it. */
  readonly held: boolean;
}

/** One ballot of this person on this device. */
export interface BallotRow {
  readonly context: Hex;
  /** The issuer's key, SubjectPublicKeyInfo. */
  readonly issuer: Bytes;
  /** The one-time key: PKCS #8, null once nothing can be cast with it any more; and its point. */
  readonly secret: Bytes | null;
  readonly key: Bytes;
  readonly token: Bytes;
  readonly blinded: Bytes;
  readonly inverse: Bytes;
  /** The issuer's, unblinded; null until it was issued. */
  readonly signature: Bytes | null;
  readonly revision: number;
  readonly casting: Casting | null;
  readonly receipt: BallotReceipt | null;
  readonly refused: string | null;
}

const NOTHING: Bytes = new Uint8Array();

/** The ballot without anything to cast it with, or to show which of the published ones it is. */
export function spentOf(row: BallotRow): BallotRow {
  return { ...row, secret: null, key: NOTHING, token: NOTHING, blinded: NOTHING, inverse: NOTHING };
}

/** Answers not cast yet. */
export interface DraftRow {
  readonly context: Hex;
  readonly answers: Answers;
}

/** Everything of one person. */
export interface Kept {
  readonly ballots: readonly BallotRow[];
  readonly drafts: readonly DraftRow[];
}

const STORES = ["ballots", "drafts", "sealed"];
const SEALED = "sealed";

export class BoothStore {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static async open(person: Hex): Promise<BoothStore> {
    const make = (db: IDBDatabase) => {
      for (const name of ["ballots", "drafts"]) db.createObjectStore(name, { keyPath: "context" });
      db.createObjectStore(SEALED);
    };
    return new BoothStore(await openDatabase(`mingcha-booth-${person}`, 1, make));
  }

  async all(): Promise<Kept> {
    const tx = this.#db.transaction(STORES);
    const ballots = got<BallotRow[]>(tx.objectStore("ballots").getAll());
    const drafts = got<DraftRow[]>(tx.objectStore("drafts").getAll());
    return { ballots: await ballots, drafts: await drafts };
  }

  put(ballot: BallotRow): Promise<void> {
    return change(this.#db, ["ballots"], (ballots) => ballots.put(ballot));
  }

  /** A new ballot, unless another tab has just made one of this context. */
  async add(ballot: BallotRow): Promise<boolean> {
    try {
      await change(this.#db, ["ballots"], (ballots) => ballots.add(ballot));
      return true;
    } catch {
      return false;
    }
  }

  /** The ballot and what was drafted for it, at once. */
  settle(ballot: BallotRow, draft: Answers | null): Promise<void> {
    return change(this.#db, ["ballots", "drafts"], (ballots, drafts) => {
      ballots.put(ballot);
      if (draft) drafts.put({ context: ballot.context, answers: draft });
      else drafts.delete(ballot.context);
    });
  }

  putDraft(draft: DraftRow): Promise<void> {
    return change(this.#db, ["drafts"], (drafts) => drafts.put(draft));
  }

  /** Puts everything under the key, in one transaction; nothing where there is nothing. */
  async seal(key: CryptoKey, person: Hex): Promise<void> {
    const kept = await this.all();
    if (kept.ballots.length + kept.drafts.length === 0) return;
    const sealed = await seal(key, encode(kept as unknown as Value), person);
    const tx = this.#db.transaction(STORES, "readwrite", { durability: "strict" });
    const finished = done(tx);
    const before = await got<Sealed[] | undefined>(tx.objectStore(SEALED).get(SEALED));
    tx.objectStore(SEALED).put([...(before ?? []), sealed], SEALED);
    // By name: what another tab has saved meanwhile is not in the record.
    for (const { context } of kept.ballots) tx.objectStore("ballots").delete(context);
    for (const { context } of kept.drafts) tx.objectStore("drafts").delete(context);
    await finished;
  }

  /** Opens what is sealed, as far as the key does; what stands open already is not overwritten. */
  async unseal(key: CryptoKey, person: Hex): Promise<void> {
    const records =
      (await got<Sealed[] | undefined>(this.#db.transaction(SEALED).objectStore(SEALED).get(SEALED))) ?? [];
    const opened = new Map<string, Kept>();
    for (const record of records) {
      const plain = await unseal(key, record, person);
      if (plain) opened.set(record.nonce.join(), decode(plain) as unknown as Kept);
    }
    if (!opened.size) return;
    const tx = this.#db.transaction(STORES, "readwrite", { durability: "strict" });
    const finished = done(tx);
    const store = tx.objectStore(SEALED);
    // Another tab may have opened some of them.
    const still = (await got<Sealed[] | undefined>(store.get(SEALED))) ?? [];
    for (const { nonce } of still) await putBack(tx, opened.get(nonce.join()));
    const shut = still.filter(({ nonce }) => !opened.has(nonce.join()));
    if (shut.length) store.put(shut, SEALED);
    else store.delete(SEALED);
    await finished;
  }

  close(): void {
    this.#db.close();
  }
}

async function putBack(tx: IDBTransaction, kept: Kept | undefined): Promise<void> {
  if (!kept) return;
  for (const [name, rows] of [
    ["ballots", kept.ballots],
    ["drafts", kept.drafts],
  ] as const) {
    const store = tx.objectStore(name);
    for (const row of rows) if (!(await got(store.getKey(row.context)))) store.put(row);
  }
}
