/**
 * 计入: what of an inspector's observation counts in a visit, and whose ruling on an item holds. Mirrors
 * models/counted.py, which says why.
 * Promises: pure; to the digit what Python says (tests/vectors/counted.json).
 */
import type { Value } from "../sync/interface";
import type { Ruled, Seen, Verdict } from "./inspection";
import { type Registers, type Standing, timing } from "./visit";

type Points = string | number | null;

/** What an observation says, whoever made it. */
export type Said = Omit<Seen, "inspector">;

/** Whether the result hangs on what stands at this path of an observation. */
const decides = (path: string): boolean => /^(verdict|points|deduction|count|children\/.*)$/.test(path);

/** When the last of what decides reached the server; null where something of it hasn't, 0 where nothing decides yet. */
export function cameMs(observation: Registers): number | null {
  let last = 0;
  for (const [path, { receivedMs }] of observation) {
    if (!decides(path)) continue;
    if (receivedMs === null) return null;
    last = Math.max(last, receivedMs);
  }
  return last;
}

/** How an observation stands to the visit. */
export const timingOf = (observation: Registers, visit: Registers, standing: Standing): ReturnType<typeof timing> =>
  timing(visit, standing, cameMs(observation));

/** What counts of an observation; null where nothing does. `standing` is the visit's. */
export function counting(observation: Registers, visit: Registers, standing: Standing): Said | null {
  if (timingOf(observation, visit, standing) !== "apart") {
    return (observation.get("verdict")?.value ?? null) === null ? null : saidIn(observation);
  }
  const kept = observation.get("counted");
  const holds = kept && (kept.receivedMs ?? 0) > (standing.publishedMs ?? 0);
  return holds ? (kept.value as unknown as Said | null) : null;
}

/** An observation as the rules weigh it. */
export function saidIn(observation: Registers): Said {
  const at = (path: string): Value => observation.get(path)?.value ?? null;
  let failed = 0;
  for (const [path, { value }] of observation) if (path.startsWith("children/") && value === "fail") failed++;
  return {
    verdict: (at("verdict") ?? "unseen") as Verdict,
    points: at("points") as Points,
    lost: (at("deduction") as { readonly points?: Points } | null)?.points ?? null,
    failed,
    count: Number(at("count") ?? 1),
  };
}

/** The ruling that holds of those in a document of rulings: the last one that wasn't taken back. */
export function rulingIn(rulings: Registers): (Ruled & { readonly reason: string }) | null {
  let last: { readonly at: string; readonly value: Value } | null = null;
  for (const [path, { stamp, value }] of rulings) {
    const at = `${stamp} ${path}`;
    if (path.startsWith("by/") && value !== null && (!last || at > last.at)) last = { at, value };
  }
  return last && (last.value as unknown as Ruled & { readonly reason: string });
}
