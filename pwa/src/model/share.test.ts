import { expect, it } from "vitest";
import vectors from "../../../tests/vectors/awards.json";
import type { Given } from "./given";
import { levelsOf } from "./nomination";
import { shareOf } from "./share";

it.each(vectors.awards)("an award has its places: $award of $base", ({ award, base, most }) => {
  const places = levelsOf(award as unknown as Given).map(({ quota, share, rounding }) => {
    const bounds = [quota, shareOf(share, rounding, base)?.places ?? null].filter((each) => each !== null);
    return bounds.length > 0 ? Math.min(...bounds) : null;
  });
  expect(places).toEqual(most);
});

it("says what a share comes to before it is rounded", () => {
  expect(shareOf("15%", "floor", 42)).toEqual({ share: "15%", base: 42, exact: "6.3", rounding: "floor", places: 6 });
  expect(shareOf("1/3", "ceil", 10)).toMatchObject({ share: "1/3", exact: "10/3", places: 4 });
});
