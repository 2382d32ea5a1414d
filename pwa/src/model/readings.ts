/** 测量: what was measured of an indicator, by day. */
import type { Value } from "../sync/interface";
import { fieldOf, type Registers, under } from "./facts";

/** The readings of an indicator by day, the latest last; of one day the one stated last. */
export function readings(registers: Registers, indicator: string): Value[] {
  const found = under(registers, `readings/${indicator}/`).map((path) => registers.get(path));
  const key = (at: (typeof found)[number]) => `${String(fieldOf(at?.value, "on"))} ${at?.stamp}`;
  return found.sort((one, other) => (key(one) < key(other) ? -1 : 1)).map((register) => register?.value ?? null);
}
