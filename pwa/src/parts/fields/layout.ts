/** How a group of choices is laid out, by how many there are and how long. */

/** How many signs fit side by side on a narrow phone, all buttons of a row taken together. */
const ROW_CODE_POINTS_MAX = 15;
const HALF_CODE_POINTS_MAX = 8;

/** One row where few and short, two columns where short, below each other otherwise. */
export function layoutOf(labels: readonly string[]): string {
  const longest = Math.max(...labels.map((label) => [...label].length));
  if (labels.length <= 5 && labels.length * longest <= ROW_CODE_POINTS_MAX) return "choices row-wise";
  return labels.length >= 4 && longest <= HALF_CODE_POINTS_MAX ? "choices halves" : "choices";
}
