/** 销号与重开: what was closed and opened anew, by rising numbers. */
import { type Registers, stampOf, under } from "./facts";

/** The numbers of what stands under a prefix, rising. */
export function numbers(registers: Registers, prefix: string): number[] {
  const found = under(registers, prefix).map((path) => path.slice(prefix.length));
  return found
    .filter((text) => /^[1-9]\d{0,2}$/.test(text))
    .map(Number)
    .sort((one, other) => one - other);
}

/** When it was closed; null where it wasn't, or was opened again. */
export function closedAt(registers: Registers): string | null {
  const last = numbers(registers, "closings/").at(-1) ?? 0;
  return last > (numbers(registers, "reopenings/").at(-1) ?? 0) ? stampOf(registers, `closings/${last}`) : null;
}
