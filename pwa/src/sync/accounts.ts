/**
 * Accounts: who has signed in on this device, kept apart from the stores. It also is the canary: when a store is gone
 * that should be there, the browser has evicted it, and this still knows how much had not been sent.
 */
import type { Hex, LocalAccount } from "./interface";

const KEY = "mingcha.accounts";
const LEAVING = "mingcha.leaving";

export type Account = LocalAccount;

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
    return read(this.#marks) ?? this.#list;
  }

  /** Whether the session, which all tabs share, is this person's as far as this device knows. */
  isSignedIn(person: Hex): boolean {
    return this.of(person)?.signedIn ?? false;
  }

  of(person: Hex): Account | undefined {
    return this.all().find((account) => account.person === person);
  }

  /** Somebody signed in: a session is one person's, so everybody else's has ended. */
  signedIn(person: Hex, username: string): void {
    const others = this.all().filter((account) => account.person !== person);
    const known = this.of(person) ?? { name: "", unsent: 0, lost: null };
    this.#keep([
      { ...known, person, username, signedIn: true },
      ...others.map((other) => ({ ...other, signedIn: false })),
    ]);
  }

  /** What the browser had not written yet when it was killed (see `remember` in signing.ts). */
  recalled(list: readonly Account[]): void {
    if (list[0]) this.#keep(list);
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
    this.#marks?.setItem(LEAVING, owed ? "1" : "");
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

/** Null where nothing was kept. */
function read(marks: Marks | null): readonly Account[] | null {
  try {
    const list: unknown = JSON.parse(marks?.getItem(KEY) ?? "null");
    return Array.isArray(list) ? (list as Account[]) : null;
  } catch {
    return null;
  }
}
