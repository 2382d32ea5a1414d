/** The rows of a roster file, each with what would become of it, and the writing of them. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { navigate } from "../router";
import { type Key, t } from "../text";
import { Pick } from "./pick";
import type { Plan, PlannedRow } from "./roster-plan";
import "./keeping.css";

interface RowsProps {
  readonly plan: Plan;
  /** The person says that somebody without a number is meant by this one. */
  readonly onSame: (staffNo: string, person: string) => void;
}

export const STATES = ["new", "changed", "unchanged", "problem"] as const;

const ROWS_SHOWN = 100;

export function Rows({ plan, onSame }: RowsProps): JSX.Element | null {
  const state = useSignal<PlannedRow["state"] | "">("");
  const rows = plan.rows.filter((row) => !state.value || row.state === state.value);
  if (plan.rows.length === 0) return null;
  return (
    <section class="card stack">
      <Pick
        label={t("import.rows")}
        value={state as Signal<string>}
        options={[
          { value: "", label: t("import.rows.all", { n: plan.rows.length }) },
          ...STATES.map((one) => ({ value: one, label: t(`import.state.${one}`) })),
        ]}
      />
      <ul class="stays">
        {rows.slice(0, ROWS_SHOWN).map((row) => (
          <li key={row.row}>
            <span class="small num">{t("import.row", { n: row.row })}</span>
            <span class="grow">
              <b>{row.name}</b> <span class="num">{row.staff_no}</span> {row.unit}
              {row.changes.map(({ field, before, after }) => (
                <span key={field} class="block small">
                  {t("import.change", {
                    field: t(`import.field.${field}` as Key),
                    before: shown(field, before),
                    after: shown(field, after),
                  })}
                </span>
              ))}
              {row.twins.map((twin) => (
                <Twin key={twin.staff_no + twin.person} row={row} twin={twin} onSame={onSame} />
              ))}
            </span>
            <span class={row.state === "problem" ? "tag fail" : "tag"}>{t(`import.state.${row.state}`)}</span>
          </li>
        ))}
      </ul>
      {rows.length > ROWS_SHOWN && <p class="small">{t("import.more", { n: rows.length - ROWS_SHOWN })}</p>}
    </section>
  );
}

function shown(field: string, value: string): string {
  if ((field === "party" || field === "profession") && value) return t(`${field}.${value}` as Key);
  return value || t("import.nothing");
}

interface TwinProps {
  readonly row: PlannedRow;
  readonly twin: PlannedRow["twins"][number];
  readonly onSame: RowsProps["onSame"];
}

/** Somebody of the same name: kept apart, unless they have no number and the person says that it is them. */
function Twin({ row, twin, onSame }: TwinProps): JSX.Element {
  return (
    <span class="block small">
      {t("import.twin", { name: row.name, no: twin.staff_no || t("import.nothing"), unit: twin.unit })}
      {twin.person && !twin.staff_no && row.state === "new" && (
        <button type="button" class="btn plain short" onClick={() => onSame(row.staff_no, twin.person)}>
          {t("import.twin.same")}
        </button>
      )}
    </span>
  );
}

export function Writing({ plan, done }: { plan: Plan; done: number }): JSX.Element {
  const whole = plan.acts.length;
  return (
    <section class="card stack" role="status">
      <h2>{t(done < whole ? "import.writing" : "import.done")}</h2>
      <progress class="bar" max={whole || 1} value={done} aria-label={t("import.writing")} />
      <p class="num">{t("import.progress", { n: done, of: whole })}</p>
      <p class="muted">{t(done < whole ? "import.writing.why" : "import.done.why")}</p>
      {done >= whole && (
        <button type="button" class="btn" onClick={() => navigate("/roster/units")}>
          {t("roster")}
        </button>
      )}
    </section>
  );
}
