/** 匿名票最长等待: within how long anonymous ballots leave a phone, as an administrator types it, and what it costs. */

/** The usual hour, which is also the most. */
export const SPREAD_S_MAX = 3_600;

/** The seconds that were typed: null for the usual hour, undefined for what is no number of them. */
export function typedSpread(typed: string): number | null | undefined {
  const text = typed.trim();
  if (!text) return null;
  const seconds = /^\d{1,4}$/.test(text) ? Number(text) : SPREAD_S_MAX + 1;
  return seconds <= SPREAD_S_MAX ? seconds : undefined;
}

/** How much who watches the network may put beside a tap: little, some, or nearly every one. */
export function costOf(seconds: number | null): "little" | "some" | "much" {
  const within = seconds ?? SPREAD_S_MAX;
  if (within >= 1_800) return "little";
  return within >= 300 ? "some" : "much";
}
