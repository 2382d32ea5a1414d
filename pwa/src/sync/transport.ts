/**
 * Transport: one request to our server, and what came of it in words. Tells no network from somebody else's page
 * (captive portal), an ended session, a restored database, a body too large, an app too old and a server in trouble.
 */

/** The outside world as arguments. */
export interface Ports {
  readonly fetch: typeof fetch;
  /** The device's clock, milliseconds. */
  wall(): number;
  /** For `Accept-Language`. */
  language(): string;
  /** Whether the session is still that of who asks: all tabs share the cookie, and another may sign somebody else in. */
  current(): boolean;
  /** Small things that outlive the page; null where nothing can be kept. */
  readonly marks: Pick<Storage, "getItem" | "setItem"> | null;
}

export type Failure =
  | { readonly kind: "offline" | "portal" | "too_large" | "outdated" | "log_changed" }
  /** `ended`: the person ended this device; what the server gave must go. */
  | { readonly kind: "signed_out"; readonly ended: boolean }
  | { readonly kind: "trouble"; readonly retryMs: number | null };

export type Answer =
  | { readonly kind: "ok"; readonly bytes: Uint8Array; readonly sentMs: number; readonly receivedMs: number }
  | Failure;

const MSGPACK = "application/x-msgpack";
const TIMEOUT_MS = 30_000;

/** Below it packing saves nothing that counts. */
const PACKED_FROM_BYTES = 2048;
/** Where it is kept that the server takes packed pushes, for a phone that starts without a network. */
const PACKS = "mingcha.packs";

/** Sends MessagePack, packed where that pays and the server has said that it takes it, and takes MessagePack. */
export async function exchange(ports: Ports, path: string, body: Uint8Array<ArrayBuffer>): Promise<Answer> {
  const packs = path.endsWith("push") && body.length >= PACKED_FROM_BYTES && ports.marks?.getItem(PACKS) === "gzip";
  const packed = packs ? await pack(body) : null;
  const sentMs = ports.wall();
  const coding: Record<string, string> = packed ? { "Content-Encoding": "gzip" } : {};
  const headers = { "Content-Type": MSGPACK, Accept: MSGPACK, ...coding };
  const response = await send(ports, "POST", path, headers, packed ?? body);
  if (!(response instanceof Response)) return response;
  const receivedMs = ports.wall();
  const takes = response.headers.get("Accept-Encoding");
  if (response.ok && ports.marks && (takes ?? "") !== (ports.marks.getItem(PACKS) ?? "")) remember(ports.marks, takes);
  if (packed && response.status === 415) {
    remember(ports.marks, null);
    return exchange(ports, path, body);
  }
  if (response.status !== 200) return failure(response);
  if (!typeOf(response).startsWith(MSGPACK)) return { kind: "portal" };
  try {
    return { kind: "ok", bytes: new Uint8Array(await response.arrayBuffer()), sentMs, receivedMs };
  } catch {
    return { kind: "offline" };
  }
}

/** Gzip, by the browser itself; null where it has none. */
async function pack(body: Uint8Array<ArrayBuffer>): Promise<Blob | null> {
  if (typeof CompressionStream !== "function") return null;
  return new Response(new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

function remember(marks: Ports["marks"], takes: string | null): void {
  try {
    marks?.setItem(PACKS, takes ?? "");
  } catch {
    // No room: pushes go as they are.
  }
}

/** Any request; what is not our server's answer is a failure already. */
export async function send(
  ports: Ports,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: BodyInit,
): Promise<Response | Failure> {
  if (!ports.current()) return { kind: "signed_out", ended: false };
  try {
    const response = await ports.fetch(path, {
      method,
      headers: { "X-Mingcha": "1", "Accept-Language": ports.language(), ...headers },
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      // Older browsers have no deadline; theirs ends with the connection.
      signal: "timeout" in AbortSignal ? AbortSignal.timeout(TIMEOUT_MS) : null,
      ...(body === undefined ? {} : { body }),
    });
    if (!ports.current()) return { kind: "signed_out", ended: false };
    const foreign =
      response.type === "opaqueredirect" || response.status === 511 || typeOf(response).startsWith("text/html");
    return foreign && (response.status < 500 || response.status === 511) ? { kind: "portal" } : response;
  } catch {
    return { kind: "offline" };
  }
}

/** What an answer other than success says. */
export async function failure(response: Response): Promise<Failure> {
  const { status } = response;
  const { code } = await problemOf(response);
  if (status === 401) return { kind: "signed_out", ended: code === "device_ended" };
  if (status === 409 && code === "log_changed") return { kind: "log_changed" };
  if (status === 413) return { kind: "too_large" };
  if (status === 426 || code === "outdated") return { kind: "outdated" };
  return { kind: "trouble", retryMs: retryMs(response) };
}

/** The fields of a problem document (RFC 9457); empty where the body is none. */
export async function problemOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const problem: unknown = await response.json();
    return typeof problem === "object" && problem !== null ? (problem as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** `Retry-After` in milliseconds, null without. */
export function retryMs(response: Response): number | null {
  const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : null;
}

function typeOf(response: Response): string {
  return response.headers.get("Content-Type") ?? "";
}
