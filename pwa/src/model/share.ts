/** 比例名额: a share of so many, rounded as it says; as `Level.most` of `models/nomination.py`. Pure. */
import { exactOf, type Rounding, rounded, textOf, times, whole } from "./scoring-number";

export interface Share {
  /** As people write it: 15%. */
  readonly share: string;
  readonly base: number;
  /** What the share comes to before it is rounded. */
  readonly exact: string;
  readonly rounding: Rounding;
  readonly places: number;
}

/** What a share of a number comes to; null where there is no share. */
export function shareOf(share: string, rounding: Rounding, base: number): Share | null {
  const part = exactOf(share);
  if (!part) return null;
  const exact = times(part, whole(base));
  const percent = textOf(times(part, whole(100)));
  return {
    share: percent.includes("/") ? share : `${percent}%`,
    base,
    exact: textOf(exact),
    rounding,
    places: Number(rounded(exact, 0, rounding).n),
  };
}
