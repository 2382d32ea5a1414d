/** The requests of sign-in, sign-out and devices (protocol §11), each with its outcome in words. Loaded when needed. */
import { type Account, withAccounts } from "./accounts";
import { uuidHex } from "./bytes";
import { change } from "./database";
import type { Session } from "./exchange";
import type { DeviceSession, Hex, SignInOutcome } from "./interface";
import { type Opened, settle } from "./leftovers";
import { Store } from "./store";
import { type Ports, problemOf, retryMs, send } from "./transport";

const WAIT_MS_USUAL = 5_000;
const DEVICE_NAME_MAX = 64;

/** Who signed in, or why nobody did. */
export type Entered =
  | {
      readonly kind: "entered";
      readonly person: Hex;
      readonly session: Session;
      /** What was sealed here lies in the person's store again. */
      readonly restored: boolean;
    }
  | Exclude<SignInOutcome, { readonly kind: "ok" }>;

interface Welcome {
  readonly person: string;
  readonly replica: string;
  readonly now: number;
  readonly log: Hex;
}

/**
 * `step` is the last part of the address: login, second, first, activate. All but `second` name this device. `mark` notes
 * whose the session is, null where the answer broke off: before anything else is asked for, since all tabs share it.
 */
export async function enter(
  ports: Ports,
  step: string,
  input: Record<string, string>,
  mark: (person: Hex | null) => readonly Account[],
): Promise<Entered> {
  const body = JSON.stringify(step === "second" ? input : { ...input, device: deviceName() });
  const sentMs = ports.wall();
  const response = await send(ports, "POST", `/api/auth/${step}`, { "Content-Type": "application/json" }, body);
  if (!(response instanceof Response)) return { kind: "offline" };
  const receivedMs = ports.wall();
  if (response.status === 429) {
    return { kind: "wait", seconds: Math.ceil((retryMs(response) ?? WAIT_MS_USUAL) / 1000) };
  }
  if (response.status !== 201) return refusal(response);
  const welcome: Welcome | null = await response.json().catch(() => null);
  const person = welcome && uuidHex(welcome.person);
  await remember(mark(person));
  if (!welcome || !person) return { kind: "offline" };
  const { replica, log, now } = welcome;
  const { restored, unreadable } = (await unlock(ports, person)) ?? { restored: false, unreadable: 0 };
  return { kind: "entered", person, restored, session: { replica, log, now, sentMs, receivedMs, unreadable } };
}

/**
 * The accounts once more, durable at once: a browser writes `localStorage` seconds later, and one that is killed before
 * that would have forgotten who signed in a moment ago. Where it can't be kept, signing in again finds everything.
 */
export async function remember(list: readonly Account[]): Promise<void> {
  await withAccounts((db) => change(db, ["accounts"], (rows) => rows.put(list, "list")));
}

/** Before anything else reads the store. What doesn't succeed is tried again after each exchange. */
async function unlock(ports: Ports, person: Hex): Promise<Opened | null> {
  try {
    const store = await Store.open(person);
    return await settle(ports, store, person).finally(() => store.close());
  } catch {
    return null;
  }
}

/** Ends the session; false where the server could not be told. */
export async function leave(ports: Ports): Promise<boolean> {
  const response = await send(ports, "POST", "/api/auth/logout");
  return response instanceof Response && (response.ok || response.status === 401);
}

/** Error when they can't be listed now. */
export async function listDevices(ports: Ports): Promise<readonly DeviceSession[]> {
  const response = await send(ports, "GET", "/api/auth/devices");
  if (!(response instanceof Response) || !response.ok) throw new Error("the devices can't be listed now");
  return ((await response.json()) as DeviceRow[]).map(asDevice);
}

/** Error when it can't be ended now. */
export async function endDevice(ports: Ports, id: string): Promise<void> {
  const response = await send(ports, "DELETE", `/api/auth/devices/${encodeURIComponent(id)}`);
  if (!(response instanceof Response) || !response.ok) throw new Error("the device can't be ended now");
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

async function refusal(response: Response): Promise<Entered> {
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
