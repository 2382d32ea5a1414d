/**
 * The phone's scoring over a pipe: a test in another language compares it with the server's, to the digit.
 *
 * Built by `npm run scoring` into build/scoring.mjs, run by node. One JSON object a line on stdin, one a line on
 * stdout, in order:
 *
 *     {"do": "score", "model", "answers"}  → {"total", "complete", "components", "band", "vetoes", "gates",
 *         "deductions", "bonus", "missing", "unread", "ungraded", "canonical", "next", "lacks", "blocked"}
 *     {"do": "grade", "model", "people": [[who, total, band, graded, {measure: number}], …]}  → {"placings", "unmet"}
 *     {"do": "ballot", "rules", "scores"}  → {"fault"}
 *     {"do": "rate", "target", "answers", "baseline"}  → {"value", "above", "below", "excluded", "met"}
 *     {"do": "number", "value", "decimals", "rounding"}  → {"text", "rounded"}    null where it is no number
 */
import { createInterface } from "node:readline";
import { answerTo, type Command } from "./acts";

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answerTo(JSON.parse(line) as Command))}\n`);
}
