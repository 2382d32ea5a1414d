/** What the running programme says of rectification: its element, its usual number of days; and the writes that name it. */
import { fieldOf, isMap } from "../../model/facts";
import { bytesOf, idOf } from "../../model/ids";
import type { Hex, Value } from "../../sync/interface";
import { all, institution } from "../here";

interface Source {
  readonly programme: Hex;
  readonly element: string;
  readonly days: number | null;
}

const SECTION = "rectification/";

/** The element with a ladder, else one with a number of days, else the first; of the newest published programme. */
export function rectification(): Source | null {
  const own = institution.value?.id;
  const out = all("programme").filter(
    ({ registers }) => registers.get("published")?.value === true && idOf(registers.get("institution")?.value) === own,
  );
  const replaced = new Set(out.map(({ registers }) => idOf(registers.get("supersedes")?.value)));
  const running = out.filter(({ id }) => !replaced.has(id)).sort((one, other) => (one.id < other.id ? 1 : -1));
  const found = running.flatMap(({ id, registers }) =>
    [...registers].flatMap(([path, { value }]) => {
      if (!path.startsWith(SECTION) || !isMap(value)) return [];
      const given = fieldOf(fieldOf(value, "deadline"), "days");
      const ladder = fieldOf(value, "ladder");
      const weight = Array.isArray(ladder) && ladder.length > 0 ? 2 : typeof given === "number" ? 1 : 0;
      return [
        { programme: id, element: path.slice(SECTION.length), days: typeof given === "number" ? given : null, weight },
      ];
    }),
  );
  return found.sort((one, other) => other.weight - one.weight)[0] ?? null;
}

export function sourceWrites(): [string, Value][] {
  const source = rectification();
  return source
    ? [
        ["programme", bytesOf(source.programme)],
        ["element", `rectification.${source.element}`],
      ]
    : [];
}
