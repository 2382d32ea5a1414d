/** What the scoring can be asked for in plain JSON, and how it answers; the pipe and the shared vectors go through it. */
import type { Value } from "../sync/interface";
import { ballotFault, grade } from "./grading";
import { score } from "./scoring";
import { canonical } from "./scoring-canonical";
import { explain } from "./scoring-explain";
import { listOf, plainOf, readModel, text } from "./scoring-model";
import { exactOf, type Rounding, roundedText, textOf, ZERO } from "./scoring-number";
import type { Given } from "./scoring-parts";
import { missingTo, nextBand } from "./scoring-way";
import { indicatorOf, isMet, rateOf } from "./target";

export type Command = { readonly [field: string]: Value };

const ACTS: Record<string, (command: Command) => unknown> = {
  score({ model: plain, answers, sheets }) {
    const model = readModel(plain);
    if (!model) return { error: "no model" };
    const given = new Map(Object.entries(plainOf(answers) ?? {}));
    const filled = listOf(sheets).map((each): [Given, number] => {
      const [sheet, times] = listOf(each);
      const told = new Map(Object.entries(plainOf(sheet) ?? {}));
      return [(key) => told.get(key), Number(times)];
    });
    const scored = score(model, (key) => given.get(key), filled);
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
      lines: explain(model, scored).map(({ component, depth, value, share, brings, part }) => ({
        id: component.id,
        depth,
        value,
        share: share && textOf(share),
        brings,
        counted: part.counted,
        excluded: part.excluded,
        dropped: part.dropped,
        lost: textOf(part.lost),
        cut: textOf(part.cut),
      })),
    };
  },
  grade({ model: plain, people }) {
    const model = readModel(plain);
    const standings = listOf(people).map((each) => {
      const [who, total, band, graded, measures] = listOf(each);
      const known = Object.entries(plainOf(measures) ?? {}).map(([name, value]) => [name, exactOf(value)] as const);
      return {
        who: text(who),
        total: exactOf(total),
        band: text(band) || null,
        graded: graded === true,
        measures: new Map(known),
      };
    });
    return model ? grade(model, standings) : { error: "no model" };
  },
  ballot({ rules, scores }) {
    const read = listOf(scores).map((each) => exactOf(each) ?? ZERO);
    return { fault: ballotFault(rules ?? null, read) };
  },
  rate({ target, answers, baseline }) {
    const indicator = indicatorOf(target);
    const { value, ...rest } = rateOf(indicator, answers);
    return { ...rest, value: value && textOf(value), met: isMet(indicator, value, exactOf(baseline)) };
  },
  number({ value, decimals, rounding }) {
    const number = exactOf(value);
    const rounded = number && roundedText(number, Number(decimals), text(rounding) as Rounding);
    return { text: number && textOf(number), rounded };
  },
};

/** The answer to one command, as JSON would carry it. */
export function answerTo(command: Command): unknown {
  return ACTS[text(command.do)]?.(command);
}
