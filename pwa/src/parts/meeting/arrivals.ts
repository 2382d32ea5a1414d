/** Who came to a meeting, as far as this device is told; and whose sign-in code is right. */
import { codeFits, fieldOf } from "../../model/deed";
import type { Doc } from "../../sync/interface";
import { type Guest, guests, keyOf } from "../deeds/guests";
import { runs } from "./acts";

/** Null on a device that isn't told who came: it has no number to show. */
export function guestsTold(activity: Doc): readonly Guest[] | null {
  return runs(activity) ? guests(activity) : null;
}

export interface Sifted {
  readonly right: readonly Guest[];
  /** To be looked at by the organiser, who is told their names. */
  readonly wrong: readonly Guest[];
}

/** Those who wait to be confirmed, by the codes that they gave. */
export async function sifted(activity: Doc, list: readonly Guest[]): Promise<Sifted> {
  const waiting = list.filter(({ state }) => state === "signed_in");
  const fit = await Promise.all(waiting.map((guest) => fits(activity, guest)));
  return { right: waiting.filter((_, at) => fit[at]), wrong: waiting.filter((_, at) => !fit[at]) };
}

async function fits(activity: Doc, { doc }: Guest): Promise<boolean> {
  const said = doc?.registers.get("signed_in")?.value;
  const [code, at] = [fieldOf(said, "code"), fieldOf(said, "at")];
  const key = keyOf(activity);
  return key !== null && typeof code === "string" && typeof at === "number" && codeFits(key, code, at);
}
