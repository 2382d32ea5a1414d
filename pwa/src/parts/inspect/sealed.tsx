/** The draw of a sealed plan: places with their teams, whom it left out and why; and the leak list. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { visitStanding } from "../../model/visit";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, placeName } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { atWords } from "./at-words";
import type { Plan } from "./plan";
import "../lists.css";
import { nameOf } from "./view";

const Many = later(async () => (await import("../many")).Many);

function visitTo(plan: Hex, place: Hex) {
  return all("visit").find(
    ({ registers }) => idOf(registers.get("plan")?.value) === plan && idOf(registers.get("place")?.value) === place,
  );
}

/** All that a sealed plan shows. */
export function Sealing({ plan }: { plan: Plan }): JSX.Element {
  return (
    <>
      <Draw plan={plan} />
      {plan.redrawn.length > 0 && <OtherDraws plan={plan} />}
      {plan.covert && <LeakList plan={plan} />}
    </>
  );
}

/** Who draws until it pleases is seen to have done so. */
function OtherDraws({ plan }: { plan: Plan }): JSX.Element {
  return (
    <>
      <h2 class="section">{t("insp.redrawn", { n: plan.redrawn.length })}</h2>
      <section class="card list" aria-label={t("insp.redrawn", { n: plan.redrawn.length })}>
        <p class="line-row muted">{t("insp.redrawn.why")}</p>
        {plan.redrawn.map(({ sealed_at, cancelled_at, reason }) => (
          <div key={`${sealed_at}${cancelled_at}`} class="line-row">
            <span class="grow">
              <b class="block">{reason ?? t("insp.redrawn.left")}</b>
              <span class="muted num">
                {cancelled_at === null
                  ? t("insp.redrawn.sealed", { time: atWords(sealed_at) })
                  : t("insp.redrawn.times", { sealed: atWords(sealed_at), cancelled: atWords(cancelled_at) })}
              </span>
            </span>
          </div>
        ))}
      </section>
    </>
  );
}

function Draw({ plan }: { plan: Plan }): JSX.Element | null {
  if (plan.drawn.length === 0) return null;
  const names = (ids: readonly Hex[]): string => ids.map((id) => nameOf(id)).join(t("list.comma"));
  return (
    <>
      <h2 class="section">{t("insp.drawn")}</h2>
      <nav class="card list" aria-label={t("insp.drawn")}>
        {plan.drawn.map(({ place, team, leader }) => {
          const visit = visitTo(plan.id, place);
          return (
            <a key={place} class="line-row" {...(visit ? { href: `/visits/${visit.id}` } : {})}>
              <span class="grow">
                <b class="block">{placeName(place)}</b>
                <span class="muted">{names(team)}</span>
                {leader && <span class="muted block">{t("insp.leader", { name: names([leader]) })}</span>}
              </span>
              {visit && <span class="tag">{t(`insp.state.${visitStanding(visit.registers).state}`)}</span>}
              <Icon name="go" />
            </a>
          );
        })}
      </nav>
      {plan.excused.length > 0 && (
        <details class="card">
          <summary>{t("insp.excused", { n: plan.excused.length })}</summary>
          <ul class="stack">
            {plan.excused.map(({ person, place, why }) => (
              <li key={`${person}${place}`} class="muted">
                {t(`insp.excused.${why}`, { name: nameOf(person), place: placeName(place) })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface Known {
  readonly person: Hex;
  readonly ms: number;
  readonly place: Hex | null;
  /** The account was reset then: whoever opened it anew has it too. */
  readonly reset?: true;
}

function keyOf({ person, place, reset }: Known): string {
  return `${person}${place}${reset}`;
}

/** Who has received the plan, or one of its visits, and since when. */
function LeakList({ plan }: { plan: Plan }): JSX.Element {
  const found = new Map<string, Known>();
  const reset = (person: Hex, ms: number): void => {
    found.set(`${person} reset`, { person, ms, place: null, reset: true });
  };
  for (const [person, ms] of plan.resets) reset(person, ms);
  for (const [person, ms] of plan.seen) found.set(person, { person, ms, place: null });
  for (const { place } of plan.drawn) {
    for (const [path, { value }] of visitTo(plan.id, place)?.registers ?? []) {
      const whose = path.startsWith("reset/") ? idOf(path.slice(6)) : null;
      if (whose) reset(whose, Number(value));
      const person = path.startsWith("seen/") ? idOf(path.slice(5)) : null;
      if (person && !found.has(person)) found.set(`${person}${place}`, { person, ms: Number(value), place });
    }
  }
  const list = [...found.values()].sort((one, other) => one.ms - other.ms);
  return (
    <>
      <h2 class="section">{t("insp.leaks")}</h2>
      {list.length === 0 && <p class="card muted">{t("insp.leaks.none")}</p>}
      {list.length > 0 && (
        <Many name={`leaks ${plan.id}`} of={list.map((each) => [keyOf(each), nameOf(each.person)])}>
          {(shown) => (
            <section class="card list" aria-label={t("insp.leaks")}>
              {list
                .filter((each) => shown.has(keyOf(each)))
                .map(({ person, ms, place, reset }) => (
                  <div key={`${person}${place}${reset}`} class="line-row">
                    <span class="grow">
                      <b class="block">{nameOf(person)}</b>
                      {reset && <span class="wrong">{t("insp.leaks.reset")}</span>}
                      {!reset && (
                        <span class="muted">
                          {place ? t("insp.leaks.visit", { place: placeName(place) }) : t("insp.leaks.plan")}
                        </span>
                      )}
                    </span>
                    <span class="small num">{atWords(ms)}</span>
                  </div>
                ))}
            </section>
          )}
        </Many>
      )}
    </>
  );
}
