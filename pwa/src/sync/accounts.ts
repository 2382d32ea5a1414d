/**
 * Accounts: who has signed in on this device, kept apart from the stores. It also is the canary: when a store is gone
 * that should be there, the browser has evicted it, and this still knows how much had not been sent.
 */
import { got, openDatabase } from "./database";
import type { Hex, LocalAccount } from "./interface";

const KEY = "mingcha.accounts";
const LEAVING = "mingcha.leaving";

export interface Account extends LocalAccount {
  /** Counts who came and went on this device: of two lists that which has seen more of it holds. */
  readonly turn?: number;
}

/** The part of `localStorage` that is used. */
export type Marks = Pick<Storage, "getItem" | "setItem">;

export class Accounts {
  readonly #marks: Marks | null;
  /** Holds where nothing can be kept. */
  #list: readonly Account[] = [];

  constructor(marks: Marks | null) {
    this.#marks = marks;
  }

  /** Read anew each time: other tabs write it too. */
  all(): readonly Account[] {
    const kept = read(this.#marks);
    return kept && turnOf(kept) >= turnOf(this.#list) ? kept : this.#list;
  }

  /** Whether the session, which all tabs share, is this person's as far as this device knows. */
  isSignedIn(person: Hex): boolean {
    return this.of(person)?.signedIn ?? false;
  }

  of(person: Hex): Account | undefined {
    return this.all().find((account) => account.person === person);
  }

  /** Somebody signed in, null: nobody knows who. A session is one person's, so everybody else's has ended. */
  signedIn(person: Hex | null, username: string): void {
    const turn = turnOf(this.all()) + 1;
    const others = this.all().filter((account) => account.person !== person);
    const known = { name: "", unsent: 0, lost: null, ...(person && this.of(person)) };
    this.#keep([
      ...(person ? [{ ...known, person, username, signedIn: true, turn }] : []),
      ...others.map((other) => ({ ...other, signedIn: false, turn })),
    ]);
  }

  signedOut(person: Hex, unsent: number): void {
    this.update(person, { signedIn: false, unsent, turn: turnOf(this.all()) + 1 });
  }

  /** What the browser had not written yet when it was killed (see `remember` in signing.ts). */
  recalled(list: readonly Account[]): void {
    if (turnOf(list) > turnOf(this.all())) this.#keep(list);
  }

  update(person: Hex, change: Partial<Account>): void {
    const before = this.of(person);
    if (!before) return;
    const after = { ...before, ...change };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    this.#keep(this.all().map((account) => (account.person === person ? after : account)));
  }

  /** Somebody signed out here of which the server has not been told. */
  get leaving(): boolean {
    return Boolean(this.#marks?.getItem(LEAVING)) && !this.all().some(({ signedIn }) => signedIn);
  }

  set leaving(owed: boolean) {
    try {
      this.#marks?.setItem(LEAVING, owed ? "1" : "");
    } catch {
      // No room: the session ends by itself.
    }
  }

  #keep(list: readonly Account[]): void {
    this.#list = list;
    try {
      this.#marks?.setItem(KEY, JSON.stringify(list));
    } catch {
      // No room: the list holds for as long as the page does.
    }
  }
}

function turnOf(list: readonly Account[]): number {
  return Math.max(-1, ...list.map(({ turn }) => turn ?? 0));
}

/** The accounts as they were at the last sign-in or sign-out: `remember` has made them durable. */
export async function recall(): Promise<readonly Account[]> {
  const kept = await withAccounts((db) =>
    got<Account[]>(db.transaction("accounts").objectStore("accounts").get("list")),
  );
  return kept ?? [];
}

/** Undefined where nothing can be kept. */
export async function withAccounts<T>(work: (db: IDBDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    const db = await openDatabase("mingcha", 1, (made) => made.createObjectStore("accounts"));
    return await work(db).finally(() => db.close());
  } catch {
    return undefined;
  }
}

/** Null where nothing was kept. */
function read(marks: Marks | null): readonly Account[] | null {
  try {
    const list: unknown = JSON.parse(marks?.getItem(KEY) ?? "null");
    return Array.isArray(list) ? (list as Account[]) : null;
  } catch {
    return null;
  }
}
