/** 得分: what the answers on a form come to, where no scoring model says more. Promises: pure and exact. */
import type { Answers } from "./answers";
import { type Decimal, decimalOf } from "./decimal";
import type { Form } from "./form";

/** 得分: how many points of how many; of questions that are answered yes or no, how many are yes. */
export interface Points {
  readonly got: string;
  readonly of: string;
}

const COUNTED = ["score", "rating", "yes_no"];

/** The points of what has been answered; null where nothing has any. */
export function pointsOf(form: Form, answers: Answers): Points | null {
  let got: Decimal = { units: 0n, places: 0 };
  let of: Decimal = { units: 0n, places: 0 };
  let some = false;
  for (const item of form.items) {
    const value = answers.get(item.id);
    if (!COUNTED.includes(item.type) || value === undefined || value === null) continue;
    const yes = item.type === "yes_no";
    const points = yes ? decimalOf(value === true ? 1 : 0) : decimalOf(value);
    const most = yes ? decimalOf(1) : decimalOf(item.max);
    if (!points || !most) continue;
    got = plus(got, points);
    of = plus(of, most);
    some = true;
  }
  return some ? { got: textOf(got), of: textOf(of) } : null;
}

function plus(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places);
  const scaled = ({ units, places: own }: Decimal) => units * 10n ** BigInt(places - own);
  return { units: scaled(one) + scaled(other), places };
}

function textOf({ units, places }: Decimal): string {
  const digits = String(units).padStart(places + 1, "0");
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, "");
}
