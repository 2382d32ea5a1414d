/**
 * Sessions: sign-in, the people of this device and their other devices (protocol §11). Everybody has a store of their
 * own; whoever signs in again finds what they had not sent.
 */
import { effect } from "@preact/signals";
import { type Account, Accounts, recall } from "./accounts";
import type { Session } from "./exchange";
import type { DeviceSession, LocalAccount, Replica, Sessions, SignInOutcome } from "./interface";
import { browserPorts, type DevicePorts } from "./ports";
import { DeviceReplica } from "./replica";

/** The sessions of this browser. */
export function openSessions(ports: DevicePorts = browserPorts()): Sessions {
  return new BrowserSessions(ports);
}

class BrowserSessions implements Sessions {
  readonly #ports: DevicePorts;
  readonly #known: Accounts;
  #replica: DeviceReplica | null = null;
  #stopNaming: (() => void) | null = null;
  /** The user name of a sign-in that waits for its second factor. */
  #username = "";

  constructor(ports: DevicePorts) {
    this.#ports = ports;
    this.#known = new Accounts(ports.marks);
    ports.onWake(() => void this.#leave());
  }

  async resume(): Promise<Replica | null> {
    this.#known.recalled(await recall());
    const account = this.#known.all().find(({ signedIn }) => signedIn);
    if (!account) {
      void this.#leave();
      return null;
    }
    const replica = await this.#open(account, null);
    if (!replica) this.#without(account);
    return replica;
  }

  async accounts(): Promise<readonly LocalAccount[]> {
    return this.#known.all();
  }

  signIn(username: string, password: string): Promise<SignInOutcome> {
    this.#username = username;
    return this.#enter("login", { username, password });
  }

  secondFactor(ticket: string, code: string): Promise<SignInOutcome> {
    return this.#enter("second", { ticket, code });
  }

  first(input: Parameters<Sessions["first"]>[0]): Promise<SignInOutcome> {
    this.#username = input.username;
    return this.#enter("first", input);
  }

  activate(input: { code: string; username: string; password: string }): Promise<SignInOutcome> {
    this.#username = input.username;
    return this.#enter("activate", input);
  }

  async signOut(): Promise<void> {
    const replica = this.#replica;
    if (!replica) return;
    await replica.drain();
    await replica.wipe();
    this.#known.signedOut(replica.person, replica.unsent);
    await this.#close();
    this.#known.leaving = true;
    // Also where no mark could be made.
    await this.#leave(true);
  }

  async expired(): Promise<void> {
    const replica = this.#replica;
    if (!replica) return;
    this.#known.signedOut(replica.person, replica.unsent);
    await (await import("./signing")).remember(this.#known.all());
    await this.#close();
  }

  async devices(): Promise<readonly DeviceSession[]> {
    return (await import("./signing")).listDevices(this.#ports);
  }

  async endDevice(id: string): Promise<void> {
    await (await import("./signing")).endDevice(this.#ports, id);
  }

  async #enter(step: string, input: Record<string, string>): Promise<SignInOutcome> {
    try {
      return await this.#entered(step, input);
    } catch (error) {
      return { kind: error instanceof DOMException ? "unsaved" : "offline" };
    }
  }

  async #entered(step: string, input: Record<string, string>): Promise<SignInOutcome> {
    await this.#leave();
    const { enter } = await import("./signing");
    const entered = await enter(this.#ports, step, input, (person) => {
      // A session of nobody knows whom is to end.
      this.#known.leaving = !person;
      this.#known.signedIn(person, this.#username);
      return this.#known.all();
    });
    if (entered.kind !== "entered") return entered;
    const { person, session, restored } = entered;
    const fits = this.#replica?.person === person && !this.#replica.closed && !restored;
    const open = fits ? this.#replica : null;
    await open?.renew(session);
    const replica = open ?? (await this.#open(this.#known.of(person), session));
    return replica ? { kind: "ok", replica } : { kind: "offline" };
  }

  /** Tells the server of a sign-out; one that happened without a network is told of when there is one. */
  async #leave(owed = this.#known.leaving): Promise<void> {
    if (!owed) return;
    const { leave, remember } = await import("./signing");
    await remember(this.#known.all());
    if (await leave(this.#ports)) this.#known.leaving = false;
  }

  /**
   * The store is not there: without it there is no replica id, and only a sign-in gives one. The browser threw it away,
   * unless it was never filled.
   */
  #without({ person, name, unsent, lost }: Account): void {
    this.#known.update(person, { signedIn: false, lost: lost ?? (name || unsent ? unsent : null), unsent: 0 });
  }

  async #open(account: Account | undefined, session: Session | null): Promise<DeviceReplica | null> {
    await this.#close();
    if (!account) return null;
    const { person, lost } = account;
    const watch = {
      current: () => this.#known.isSignedIn(person),
      // After a sign-out a store with less says nothing: what was not sent is sealed.
      unsent: (unsent: number) => {
        const known = this.#known.of(person);
        if (known && (known.signedIn || unsent > known.unsent)) this.#known.update(person, { unsent });
      },
      ended: (unsent: number) => this.#known.update(person, { signedIn: false, unsent }),
    };
    const replica = await DeviceReplica.open(person, this.#ports, watch, session);
    if (!replica) return null;
    this.#replica = replica;
    this.#stopNaming = effect(() => {
      const name = replica.doc(person).value?.registers.get("name")?.value;
      if (typeof name === "string") this.#known.update(person, { name });
    });
    if (session && lost !== null) {
      await replica.notice("storage_evicted", lost);
      this.#known.update(person, { lost: null });
    }
    return replica;
  }

  async #close(): Promise<void> {
    this.#stopNaming?.();
    await this.#replica?.close();
    this.#replica = null;
  }
}
