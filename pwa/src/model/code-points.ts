/** Lengths as people and the server count them: a rare character is one. Pure. */
export function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
