/** From whom is drawn: places, inspectors, how many of each. Who belongs to a candidate is said at once. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { shared } from "../../model/people";
import { treeOf } from "../../model/tree";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { docAt, mine, personAt, placeName } from "../here";
import { nameOf } from "../person-line";
import { Pick } from "../pick";
import { people, units } from "../roster";
import { belongs } from "./belongs";
import type { Plan } from "./plan";

interface Props {
  readonly plan: Plan;
  readonly write: (writes: readonly (readonly [string, Value])[]) => void;
}

/** All that a draft asks. */
export function DraftLots(props: Props): JSX.Element {
  return (
    <>
      <Candidates {...props} />
      <Inspectors {...props} />
      <Lots {...props} />
    </>
  );
}

function Candidates({ plan, write }: Props): JSX.Element {
  const me = personAt(mine().person);
  const home = plan.institution;
  const own = units.value.filter(({ id }) => idOf(docAt(id)?.registers.get("institution")?.value) === home);
  return (
    <section class="card stack" aria-label={t("insp.candidates")}>
      <h2>{t("insp.candidates")}</h2>
      <p class="muted">{t("insp.candidates.why")}</p>
      <div class="picks">
        {treeOf(own).map(({ place }) => {
          const mineToo = me !== null && belongs(me, place.id);
          return (
            <button
              key={place.id}
              type="button"
              class="pick-one"
              disabled={mineToo}
              title={mineToo ? t("insp.candidates.own") : undefined}
              aria-pressed={plan.candidates.includes(place.id)}
              onClick={() =>
                write([[`candidates/${dashed(place.id)}`, plan.candidates.includes(place.id) ? null : true]])
              }
            >
              {place.name}
            </button>
          );
        })}
      </div>
    </section>
  );
}

function Inspectors({ plan, write }: Props): JSX.Element {
  const twice = shared(people.value);
  const able = people.value.filter(({ roles }) =>
    roles.some(({ role, at }) => role === "inspector" && at === plan.institution),
  );
  return (
    <section class="card stack" aria-label={t("insp.inspectors")}>
      <h2>{t("insp.inspectors")}</h2>
      {able.length === 0 && <p class="muted">{t("insp.inspectors.none")}</p>}
      <div class="picks">
        {able.map((one) => {
          const on = plan.inspectors.includes(one.id);
          return (
            <button
              key={one.id}
              type="button"
              class="pick-one"
              aria-pressed={on}
              onClick={() => write([[`inspectors/${dashed(one.id)}`, on ? null : true]])}
            >
              {nameOf(one, twice)}
            </button>
          );
        })}
      </div>
      {plan.candidates.flatMap((place) => {
        const out = plan.inspectors.filter((id) => {
          const one = personAt(id);
          return one !== null && belongs(one, place);
        });
        return out.map((id) => (
          <p key={`${place}${id}`} class="small">
            {t("insp.excused.own_unit", { name: personAt(id)?.name ?? "", place: placeName(place) })}
          </p>
        ));
      })}
    </section>
  );
}

const ALL = "";

/** How many of each, and who leads. */
function Lots({ plan, write }: Props): JSX.Element {
  const places = useSignal(plan.places === null ? ALL : String(plan.places));
  const each = useSignal(plan.each === null ? ALL : String(plan.each));
  const leader = useSignal(plan.leader ?? ALL);
  useEffect(() => {
    leader.value = plan.leader ?? ALL;
  }, [plan.leader, leader]);
  const counts = (most: number) => [
    { value: ALL, label: t("insp.count.all") },
    ...Array.from({ length: most }, (_, at) => ({ value: String(at + 1), label: String(at + 1) })),
  ];
  return (
    <section class="card stack" aria-label={t("insp.lots")}>
      <h2>{t("insp.lots")}</h2>
      <Pick
        label={t("insp.lots.places")}
        value={places}
        options={counts(plan.candidates.length)}
        onPick={(value) => write([["places", value ? Number(value) : null]])}
      />
      <Pick
        label={t("insp.lots.each")}
        value={each}
        options={counts(plan.inspectors.length)}
        onPick={(value) => write([["each", value ? Number(value) : null]])}
      />
      <Pick
        label={t("insp.lots.leader")}
        value={leader}
        options={[
          { value: ALL, label: t("insp.lots.leader.lot") },
          ...plan.inspectors.map((id) => ({ value: id, label: personAt(id)?.name ?? "" })),
        ]}
        onPick={(value) => write([["leader", value ? bytesOf(value) : null]])}
      />
      <label class="row">
        <input
          type="checkbox"
          checked={plan.again}
          onChange={(event) => write([["again", event.currentTarget.checked ? true : null]])}
        />
        <span class="grow">{t("insp.lots.again")}</span>
      </label>
    </section>
  );
}
