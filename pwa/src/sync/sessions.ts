/**
 * Sessions: sign-in, the people of this device and their other devices (protocol §11). Everybody has a store of their
 * own; whoever signs in again finds what they had not sent.
 */
import { effect } from "@preact/signals";
import { type Account, Accounts } from "./accounts";
import { uuidHex } from "./bytes";
import type { DeviceSession, LocalAccount, Replica, Sessions, SignInOutcome } from "./interface";
import { browserPorts, type DevicePorts } from "./ports";
import { DeviceReplica, type Session } from "./replica";
import { problemOf, retryMs, send } from "./transport";

const WAIT_MS_USUAL = 5_000;
const DEVICE_NAME_MAX = 64;

/** The sessions of this browser. */
export function openSessions(ports: DevicePorts = browserPorts(), device = deviceName()): Sessions {
  return new DeviceSessions(ports, device);
}

class DeviceSessions implements Sessions {
  private readonly ports: DevicePorts;
  private readonly device: string;
  private readonly known: Accounts;
  private replica: DeviceReplica | null = null;
  private stopNaming: (() => void) | null = null;
  /** The user name of a sign-in that waits for its second factor. */
  private username = "";

  constructor(ports: DevicePorts, device: string) {
    this.ports = ports;
    this.device = device;
    this.known = new Accounts(ports.marks);
  }

  async resume(): Promise<Replica | null> {
    const account = this.known.all().find(({ signedIn }) => signedIn);
    if (!account) return null;
    const replica = await this.open(account, null);
    // The browser threw the store away: without it there is no replica id, and only a sign-in gives one.
    if (!replica) this.known.update(account.person, { signedIn: false, lost: account.unsent, unsent: 0 });
    return replica;
  }

  async accounts(): Promise<readonly LocalAccount[]> {
    return this.known.all();
  }

  signIn(username: string, password: string): Promise<SignInOutcome> {
    this.username = username;
    return this.enter("login", { username, password, device: this.device });
  }

  secondFactor(ticket: string, code: string): Promise<SignInOutcome> {
    return this.enter("second", { ticket, code });
  }

  first(input: Parameters<Sessions["first"]>[0]): Promise<SignInOutcome> {
    this.username = input.username;
    return this.enter("first", { ...input, device: this.device });
  }

  activate(input: { code: string; username: string; password: string }): Promise<SignInOutcome> {
    this.username = input.username;
    return this.enter("activate", { ...input, device: this.device });
  }

  async signOut(): Promise<void> {
    const { replica } = this;
    if (!replica) return;
    await replica.drain();
    await send(this.ports, "POST", "/api/auth/logout");
    await replica.wipe();
    await this.leave();
    this.known.update(replica.person, { signedIn: false });
  }

  async devices(): Promise<readonly DeviceSession[]> {
    const response = await send(this.ports, "GET", "/api/auth/devices");
    if (!(response instanceof Response) || !response.ok) throw new Error("the devices can't be listed now");
    return ((await response.json()) as DeviceRow[]).map(asDevice);
  }

  async endDevice(id: string): Promise<void> {
    const response = await send(this.ports, "DELETE", `/api/auth/devices/${encodeURIComponent(id)}`);
    if (!(response instanceof Response) || !response.ok) throw new Error("the device can't be ended now");
  }

  private async enter(step: string, body: Record<string, string>): Promise<SignInOutcome> {
    const sentMs = this.ports.wall();
    const headers = { "Content-Type": "application/json" };
    const response = await send(this.ports, "POST", `/api/auth/${step}`, headers, JSON.stringify(body));
    if (!(response instanceof Response)) return { kind: "offline" };
    const receivedMs = this.ports.wall();
    if (response.status === 429) {
      return { kind: "wait", seconds: Math.ceil((retryMs(response) ?? WAIT_MS_USUAL) / 1000) };
    }
    if (response.status !== 201) return refusal(response);
    const welcome = (await response.json()) as { person: string; replica: string; now: number; log: string };
    const person = uuidHex(welcome.person);
    const session: Session = { replica: welcome.replica, log: welcome.log, now: welcome.now, sentMs, receivedMs };
    this.known.signedIn(person, this.username);
    if (this.replica?.person === person) {
      await this.replica.renew(session);
      return { kind: "ok", replica: this.replica };
    }
    const replica = await this.open(this.known.of(person) as Account, session);
    return replica ? { kind: "ok", replica } : { kind: "offline" };
  }

  private async open(account: Account, session: Session | null): Promise<DeviceReplica | null> {
    await this.leave();
    const { person } = account;
    const watch = {
      unsent: (unsent: number) => this.known.update(person, { unsent }),
      ended: () => this.known.update(person, { signedIn: false }),
    };
    const replica = await DeviceReplica.open(person, this.ports, watch, session);
    if (!replica) return null;
    this.replica = replica;
    this.stopNaming = effect(() => {
      const name = replica.doc(person).value?.registers.get("name")?.value;
      if (typeof name === "string") this.known.update(person, { name });
    });
    if (session && account.lost !== null) {
      await replica.notice("storage_evicted", account.lost);
      this.known.update(person, { lost: null });
    }
    return replica;
  }

  private async leave(): Promise<void> {
    this.stopNaming?.();
    await this.replica?.close();
    this.replica = null;
  }
}

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly current: boolean;
  readonly created: number;
  readonly seen: number;
  readonly waiting: number | null;
}

function asDevice({ id, name, current, created, seen, waiting }: DeviceRow): DeviceSession {
  return { id, name, current, createdMs: created, lastSeenMs: seen, waitingChanges: waiting };
}

async function refusal(response: Response): Promise<SignInOutcome> {
  const { code, ticket, detail, title } = await problemOf(response);
  if (code === "second_factor" && typeof ticket === "string") return { kind: "second_factor", ticket };
  if (response.status === 401 && code === "bad_credentials") return { kind: "wrong" };
  return { kind: "refused", code: String(code ?? response.status), message: String(detail ?? title ?? "") };
}

/** What the person's list of devices calls this one. */
function deviceName(): string {
  const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  const system = /iPhone|iPad|HarmonyOS|Android|Windows|Macintosh|Linux/.exec(agent)?.[0] ?? "";
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(agent)?.[0] ?? "";
  return [system, browser].filter(Boolean).join(" · ").slice(0, DEVICE_NAME_MAX) || "Web";
}
