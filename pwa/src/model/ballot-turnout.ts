/**
 * 票数何时更新: at how many ballots the turnout of an anonymous poll moves next, as `told_at` of `models/ballot.py`.
 * Promises: pure; it follows from the roll and from what is told, so it says nothing of what waits.
 */
const STEP = 5;

/**
 * Told so far, of a roll; null where it moves no more before the end. `phones`: how many of the roll may still answer by
 * phone; the others are waited for all the same.
 */
export function movesAt(electors: number, told: number, phones = electors): number | null {
  let written = 0;
  for (let count = 1; count <= phones; count++) {
    const toCome = electors - count;
    if (count - written < STEP || (toCome > 0 && toCome < STEP)) continue;
    written = count;
    if (count - (count % STEP) > told) return count;
  }
  return null;
}
