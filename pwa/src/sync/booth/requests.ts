/**
 * The requests of anonymous ballots. To issue, one is signed in; to cast, nobody is: that request carries no cookie, no
 * session and no name, and the browser gives it a connection of its own.
 */
import { type Ballot, leafHash, seal } from "../../model/ballot";
import { hex, unhex, uuidText } from "../bytes";
import type { Hex, Value } from "../interface";
import { decode, encode } from "../msgpack";
import { type Ports, problemOf, send } from "../transport";
import type { Bytes } from "./blinding";

const MSGPACK = "application/x-msgpack";
const HEADERS = { "Content-Type": MSGPACK, Accept: MSGPACK };
const TIMEOUT_MS = 30_000;

/** What came of asking; `later`: nothing that says anything of this ballot. */
export type Issued = { readonly signature: Bytes } | { readonly refused: string } | "later";

/** 包含证明: the way from a leaf to the root of the published tree. */
export interface Inclusion {
  readonly root: string;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Bytes[];
}

export type Cast =
  | "later"
  | "held"
  | { readonly refused: string }
  /** Counted; with the way into the published tree once there is one. */
  | { readonly leaf: string; readonly tree: Inclusion | null };

/** Answers that will not be others when asked again; too early is only so for a while. */
const FINAL = /^(400|409|410)$/;
const EARLY = "ballot_early";

export async function askIssue(ports: Ports, context: Hex, blinded: Bytes): Promise<Issued> {
  const body = encode({ context: unhex(context), blinded });
  const response = await send(ports, "POST", "/api/ballots/issue", HEADERS, body);
  if (!(response instanceof Response)) return "later";
  if (response.status !== 200) return refusalOf(response);
  const signature = field(await mapOf(response), "signature");
  return signature instanceof Uint8Array ? { signature: signature.slice() } : "later";
}

/** The contexts of which this person was given a ballot on some device; none where nobody answers. */
export async function askIssued(ports: Ports): Promise<readonly Hex[]> {
  const response = await send(ports, "GET", "/api/ballots/issued", { Accept: MSGPACK });
  if (!(response instanceof Response) || response.status !== 200) return [];
  const issued = field(await mapOf(response), "issued");
  return Array.isArray(issued) ? issued.flatMap((id) => (id instanceof Uint8Array ? [hex(id)] : [])) : [];
}

export async function askCast(ports: Ports, ballot: Ballot): Promise<Cast> {
  let response: Response;
  try {
    response = await ports.fetch("/api/ballots/cast", {
      method: "POST",
      headers: { "X-Mingcha": "1", ...HEADERS },
      credentials: "omit",
      cache: "no-store",
      redirect: "manual",
      referrerPolicy: "no-referrer",
      signal: "timeout" in AbortSignal ? AbortSignal.timeout(TIMEOUT_MS) : null,
      body: seal(ballot),
    });
  } catch {
    return "later";
  }
  if (response.status === 202) return "held";
  if (response.status !== 200) return refusalOf(response);
  const answer = await mapOf(response);
  const leaf = field(answer, "leaf");
  // An answer about another ballot is none of ours.
  if (leaf !== hex(leafHash(ballot))) return "later";
  return { leaf, tree: treeOf(answer) };
}

function treeOf(answer: Value): Inclusion | null {
  const [index, size, root, path] = ["index", "size", "root", "path"].map((name) => field(answer, name));
  if (typeof index !== "number" || typeof size !== "number" || typeof root !== "string") return null;
  const steps = Array.isArray(path) ? path.filter((step) => typeof step === "string") : [];
  return { index, size, root, path: steps.map((step) => unhex(step)) };
}

/** The leaves of the published ballots, in their order. */
export async function askPublished(ports: Ports, context: Hex): Promise<readonly Bytes[] | "later"> {
  const response = await send(ports, "GET", `/api/ballots/published/${uuidText(context)}`, { Accept: MSGPACK });
  if (!(response instanceof Response) || response.status !== 200) return "later";
  const leaves = field(await mapOf(response), "leaves");
  if (!Array.isArray(leaves)) return "later";
  return leaves.flatMap((leaf) => (leaf instanceof Uint8Array ? [leaf.slice()] : []));
}

async function refusalOf(response: Response): Promise<"later" | { readonly refused: string }> {
  const { code } = await problemOf(response);
  const final = FINAL.test(String(response.status)) && code !== EARLY;
  return final && typeof code === "string" ? { refused: code } : "later";
}

/** MessagePack, or JSON where a server answers so; null where it is neither. */
async function mapOf(response: Response): Promise<Value> {
  try {
    const json = response.headers.get("Content-Type")?.includes("json");
    return json ? ((await response.json()) as Value) : decode(new Uint8Array(await response.arrayBuffer()));
  } catch {
    return null;
  }
}

function field(answer: Value, name: string): Value {
  const isMap = typeof answer === "object" && answer !== null && !Array.isArray(answer);
  return isMap && !(answer instanceof Uint8Array) ? (answer[name] ?? null) : null;
}
