/**
 * 满意率的口径: which question of a form is measured, which answers are satisfied, and which are left out.
 * Promises: pure, and nobody's choice: as the programme has it where its words are answers of the form, else by the
 * form's own words. Mirrors models/rating_formula.py and is held to it by tests/vectors/rating_batch.json.
 */
import type { Doc, Value } from "../sync/interface";
import { fieldOf, under, valueAt } from "./facts";
import { formOf, type Item, type Option } from "./form";

export interface Measure {
  readonly item: string;
  readonly satisfied: readonly (string | number)[];
  readonly excluded: readonly (string | number)[];
}

const OVERALL = "overall";
const OPTIONS_MIN = 3;
const KNOWS_NOT = /不了解|不清楚|不知道|不适用|没用过|don't know|unknown|not sure|not applicable|n\/a/i;
const SAYS_YES = /满意|好|优|佳|赞|棒|不错|差不多|satisf|\b(?:happy|good|great|excellent|pleased|ok)\b/i;
const SAYS_NO =
  /不(?!错|多)|差(?!不多)|没有?满意|失望|好(?:慢|久|贵)|\b(?:not?|never|hardly|less|poor|bad|terrible|awful|unhappy|disappoint\w*|(?:un|dis)satisf\w*)\b/i;

/** `target` is what the programme aims at, if it aims at a rate; null where the form measures nothing. */
export function formula(items: readonly Item[], target: Value | null): Measure | null {
  const asked = items.filter(({ type, when, options }) => type === "choice" && !when && options.length >= OPTIONS_MIN);
  const item = asked.find(({ id }) => id === OVERALL) ?? asked[0];
  if (!item) return null;
  const values = item.options.map(({ value }) => value);
  const said = new Map(item.options.map((option) => [option.value, wordsOf(option)]));
  const says = (value: string | number, pattern: RegExp) => pattern.test(said.get(value) ?? "");
  let excluded = values.filter((each) => says(each, KNOWS_NOT));
  let satisfied = values.filter((each) => !excluded.includes(each) && says(each, SAYS_YES) && !says(each, SAYS_NO));
  const wanted: readonly (string | number)[] = listed(target, "numerator");
  const leftOut: readonly (string | number)[] = listed(target, "exclude");
  if (wanted.length > 0 && wanted.every((each) => values.includes(each))) {
    const out = leftOut.length > 0 ? leftOut : excluded;
    satisfied = values.filter((each) => wanted.includes(each));
    excluded = values.filter((each) => out.includes(each) && !satisfied.includes(each));
  }
  if (satisfied.length === 0 || satisfied.length + excluded.length === values.length) return null;
  return { item: item.id, satisfied, excluded };
}

export function formulaOf(form: Doc, programme: Doc | undefined): Measure | null {
  return formula(formOf(form).items, programme ? targetOf(programme) : null);
}

/** The first of a programme's targets, by name, that says which answers make its rate. */
export function targetOf(programme: Doc): Value | null {
  for (const path of under(programme.registers, "targets/")) {
    const given = valueAt(programme, path) ?? null;
    const isRate = fieldOf(given, "metric") === "satisfaction_rate" && listed(given, "numerator").length > 0;
    if (path.split("/").length === 2 && isRate) return given;
  }
  return null;
}

function wordsOf({ value, label, labelEn }: Option): string {
  return [value, label, labelEn ?? ""].join(" ");
}

function listed(target: Value | null, name: string): string[] {
  const given = fieldOf(target ?? undefined, name);
  return Array.isArray(given) ? given.filter((each) => typeof each === "string") : [];
}
