/** Which rows of a long list are drawn. Pure. */
export const WINDOWED_ABOVE = 200;
const SPARE_ROWS = 12;

/** The rows to draw: from `first` up to, not including, `end`. */
export function windowOf(
  count: number,
  rowPx: number,
  abovePx: number,
  viewPx: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(abovePx / rowPx) - SPARE_ROWS);
  const end = Math.min(count, Math.ceil((abovePx + viewPx) / rowPx) + SPARE_ROWS);
  return { first: Math.min(first, Math.max(0, count - 1)), end: Math.max(end, Math.min(count, 1)) };
}
