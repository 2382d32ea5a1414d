/**
 * The phone's scoring over a pipe: a test in another language compares it with the server's, to the digit.
 *
 * Built by `npm run scoring` into build/scoring.mjs, run by node. One JSON object a line on stdin, one a line on
 * stdout, in order:
 *
 *     {"do": "score", "model", "answers"}  → {"total", "complete", "components", "band", "vetoes", "gates",
 *         "deductions", "bonus", "missing", "unread", "ungraded", "canonical", "next", "lacks", "blocked"}
 *     {"do": "number", "value", "decimals", "rounding"}  → {"text", "rounded"}    null where it is no number
 */
import { createInterface } from "node:readline";
import type { Value } from "../sync/interface";
import { score } from "./scoring";
import { canonical } from "./scoring-canonical";
import { plainOf, readModel, text } from "./scoring-model";
import { exactOf, type Rounding, roundedText, textOf } from "./scoring-number";
import { missingTo, nextBand } from "./scoring-way";

type Command = { readonly [field: string]: Value };

const ACTS: Record<string, (command: Command) => unknown> = {
  score({ model: plain, answers }) {
    const model = readModel(plain);
    if (!model) return { error: "no model" };
    const given = new Map(Object.entries(plainOf(answers) ?? {}));
    const scored = score(model, (key) => given.get(key));
    const next = nextBand(model, scored);
    const way = next === null ? null : missingTo(model, scored, next);
    const { soFar: _, parts: __, components, ...told } = scored;
    return {
      ...told,
      components: Object.fromEntries(components),
      canonical: canonical(model.plain),
      next,
      lacks: way?.lacks.map(({ condition, short }) => [condition.of, condition.op, short && textOf(short)]) ?? [],
      blocked: way?.blocked ?? [],
    };
  },
  number({ value, decimals, rounding }) {
    const number = exactOf(value);
    const rounded = number && roundedText(number, Number(decimals), text(rounding) as Rounding);
    return { text: number && textOf(number), rounded };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line) as Command;
  process.stdout.write(`${JSON.stringify(ACTS[text(command.do)]?.(command))}\n`);
}
