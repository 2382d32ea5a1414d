/**
 * 更早的整改: what ended long ago has aged off the phone; a quarter at a time comes back where it is asked for.
 * Promises: asked for offline it comes with the network; nobody gets what they don't hold.
 */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays, type Day } from "../../model/day";
import { dashed } from "../../model/ids";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { ancestors } from "../deeds/leading";
import { mine, person, today } from "../here";
import { quarterOf, SENT_UNASKED_DAYS } from "../older";
import { units } from "../roster";
import { say } from "../toast";

/** How many quarters beyond those that come unasked have been asked for. */
const asked = signal(0);
const QUARTER_DAYS = 91;

/** The n-th quarter before those that come unasked, from 1. */
function quarterBack(n: number, day: Day): string {
  const first = quarterOf(addDays(day, -SENT_UNASKED_DAYS));
  const middle = `${first.slice(0, 4)}-${String(Number(first.slice(5)) * 3 - 1).padStart(2, "0")}-15`;
  return quarterOf(addDays(middle, -QUARTER_DAYS * n));
}

/** Where orders of mine may stand. */
function families(): string[] {
  const roles = person.peek()?.roles ?? [];
  const office = roles.filter(({ role }) => role === "leader" || role === "supervisor" || role === "admin");
  const heads = roles.filter(({ role }) => role === "head").map(({ at }) => at);
  const led = units.peek().filter(({ id }) => ancestors(id).some((above: Hex) => heads.includes(above)));
  const places = [...office.flatMap(({ at }) => at ?? []), ...led.map(({ id }) => id)];
  return [`person/${dashed(mine().person)}`, ...places.map((at) => `office/${dashed(at)}`)];
}

export function Earlier(): JSX.Element {
  const quarter = quarterBack(asked.value + 1, today.value);
  const words = { year: quarter.slice(0, 4), n: quarter.slice(5) };
  const read = () => {
    asked.value += 1;
    for (const family of new Set(families())) void mine().alsoRead?.(`${family}/${quarter}`);
    say(t("orders.earlier.asked", words));
  };
  return (
    <button type="button" class="btn plain" onClick={read}>
      {t("orders.earlier", words)}
    </button>
  );
}
