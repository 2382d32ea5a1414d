/** 导入花名册: choose a file, see what was found, settle what is open, and only then write, all rows or none. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { treeOf } from "../model/tree";
import { Confirm } from "../parts/confirm";
import { Faults } from "../parts/faults";
import { FileButton } from "../parts/file-button";
import { Frame } from "../parts/frame";
import { isAdmin, mine, today } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { DayPick, Pick } from "../parts/pick";
import { type Choices, carryOut, noChoices, type Plan } from "../parts/roster-plan";
import { Rows, STATES, Writing } from "../parts/roster-rows";
import { SavedFile } from "../parts/saved-file";
import { say } from "../parts/toast";
import { grown } from "../parts/trees";
import { type Fault, upload } from "../parts/upload";
import { t } from "../text";
import "../parts/keeping.css";

interface Desk {
  readonly file: Signal<File | null>;
  readonly choices: Signal<Choices>;
  readonly plan: Signal<Plan | null>;
  readonly failed: Signal<string>;
  readonly busy: Signal<boolean>;
}

export default function RosterImport(): JSX.Element {
  if (isAdmin.value) return <Wizard />;
  return (
    <Frame title={t("import.roster")} above="/people">
      <Nothing title={t("not_yours")}>{t("admin.not_yours")}</Nothing>
    </Frame>
  );
}

/** Has the file read with what is decided so far. */
async function look(desk: Desk): Promise<void> {
  const file = desk.file.peek();
  if (!file) return;
  desk.busy.value = true;
  await mine().syncNow();
  const told = await upload<Plan>("/api/imports/roster", file, { choices: JSON.stringify(desk.choices.peek()) });
  desk.busy.value = false;
  desk.plan.value = "ok" in told ? told.ok : null;
  desk.failed.value = "ok" in told ? "" : told.failed || t("import.offline");
}

function decide(desk: Desk, change: (choices: Choices) => void): void {
  const choices = structuredClone(desk.choices.peek());
  change(choices);
  desk.choices.value = choices;
  void look(desk);
}

function Wizard(): JSX.Element {
  const desk: Desk = {
    file: useSignal<File | null>(null),
    choices: useSignal(noChoices(today.value)),
    plan: useSignal<Plan | null>(null),
    failed: useSignal(""),
    busy: useSignal(false),
  };
  const done = useSignal(-1);
  const plan = desk.plan.value;
  return (
    <Frame
      title={t("import.roster")}
      above="/people"
      wide
      dock={plan && done.value < 0 && <Write plan={plan} done={done} busy={desk.busy.value} />}
    >
      {done.value >= 0 && plan ? (
        <Writing plan={plan} done={done.value} />
      ) : (
        <>
          <Choosing desk={desk} />
          {desk.failed.value && (
            <p class="card fail wrong-words" role="alert">
              {desk.failed.value}
            </p>
          )}
          {plan && <Preview desk={desk} plan={plan} />}
        </>
      )}
    </Frame>
  );
}

function Choosing({ desk }: { desk: Desk }): JSX.Element {
  return (
    <section class="card stack">
      <p class="muted">{t("import.roster.words")}</p>
      <div class="row wrap">
        <a class="btn soft grow" href="/api/exports/roster-template" download>
          {t("import.template")}
        </a>
        <SavedFile path="/api/exports/roster" name="roster.xlsx" words={t("import.present")} />
      </div>
      <FileButton
        main={!desk.plan.value}
        words={t("import.choose")}
        accept=".xlsx,.xls,.xlsm,.csv,.tsv,.txt"
        onFile={(file) => {
          desk.file.value = file;
          desk.choices.value = noChoices(desk.choices.peek().day);
          desk.plan.value = null;
          desk.failed.value = "";
          void look(desk);
        }}
      />
      <p class="small" role="status">
        {desk.busy.value ? t("import.reading") : (desk.file.value?.name ?? t("import.online"))}
      </p>
    </section>
  );
}

function Preview({ desk, plan }: { desk: Desk; plan: Plan }): JSX.Element {
  const day = useSignal(plan.day);
  const open = plan.table.faults.filter(({ level }) => level === "stop" || level === "ask");
  const said = plan.table.faults.filter(({ level }) => level === "left" || level === "note");
  return (
    <>
      <section class="card stack" aria-label={t("import.found")}>
        <h2>{t("import.found")}</h2>
        {plan.table.sheet && (
          <p class="muted">{t("import.where", { sheet: plan.table.sheet, row: plan.table.header_row })}</p>
        )}
        <div class="counts">
          {STATES.map((state) => (
            <span key={state}>
              <b class="num">{plan.rows.filter((row) => row.state === state).length}</b>
              {t(`import.state.${state}`)}
            </span>
          ))}
        </div>
        <DayPick label={t("import.day")} value={day} />
        {day.value !== plan.day && (
          <button type="button" class="btn soft" onClick={() => decide(desk, (choices) => (choices.day = day.value))}>
            {t("import.again")}
          </button>
        )}
      </section>
      {open.length > 0 && (
        <section class="card fail stack" aria-label={t("import.open")}>
          <h2>{t("import.open.n", { n: open.length })}</h2>
          <Decisions desk={desk} faults={open} />
          <Faults faults={open} />
          <p class="small">{t("import.open.why")}</p>
        </section>
      )}
      <Rows
        plan={plan}
        onSame={(staffNo, person) =>
          decide(desk, (choices) => {
            choices.same[staffNo] = person;
          })
        }
      />
      {plan.missing.length > 0 && (
        <details class="card">
          <summary>{t("import.missing", { n: plan.missing.length })}</summary>
          <p class="muted">{t("import.missing.why")}</p>
          <p class="names">
            {plan.missing.slice(0, 300).map((one) => (
              <span key={`${one.staff_no}${one.name}`}>{`${one.name} ${one.staff_no} ${one.unit}　`}</span>
            ))}
          </p>
        </details>
      )}
      <Columns desk={desk} plan={plan} />
      {said.length > 0 && (
        <details class="card">
          <summary>{t("import.said", { n: said.length })}</summary>
          <Faults faults={said} />
        </details>
      )}
    </>
  );
}

/** What the person may settle here instead of in the table. */
function Decisions({ desk, faults }: { desk: Desk; faults: readonly Fault[] }): JSX.Element {
  const names = (code: string) =>
    faults.filter((fault) => fault.code === code).map(({ params }) => String(params.text));
  const renamed = faults.filter(({ code }) => code === "name_differs");
  return (
    <>
      {names("unit_unknown").map((name) => (
        <Unknown key={`unit ${name}`} desk={desk} tree="units" name={name} />
      ))}
      {names("branch_unknown").map((name) => (
        <Unknown key={`branch ${name}`} desk={desk} tree="branches" name={name} />
      ))}
      {renamed.map(({ params, at }) => (
        <div key={at} class="row wrap">
          <span class="grow">
            {t("import.renamed", { no: params.staff_no ?? "", before: params.before ?? "", after: params.after ?? "" })}
          </span>
          <button
            type="button"
            class="btn soft short"
            onClick={() => decide(desk, (choices) => choices.renamed.push(String(params.staff_no)))}
          >
            {t("import.renamed.yes")}
          </button>
        </div>
      ))}
    </>
  );
}

function Unknown({ desk, tree, name }: { desk: Desk; tree: "units" | "branches"; name: string }): JSX.Element {
  const meant = useSignal("");
  const options = treeOf(grown(tree).filter(({ endedOn }) => !endedOn));
  return (
    <div class="stack">
      <Pick
        label={t(`import.unknown.${tree}`, { name })}
        value={meant}
        options={[
          { value: "", label: t("import.unknown.open") },
          { value: "new", label: t("import.unknown.make") },
          ...options.map(({ place }) => ({ value: place.id, label: place.name })),
        ]}
        onPick={(value) =>
          decide(desk, (choices) => {
            if (value === "new") choices[tree === "units" ? "create_units" : "create_branches"].push(name);
            else if (value) choices[tree][name] = value.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
          })
        }
      />
    </div>
  );
}

const FIELDS = ["staff_no", "name", "unit", "parent_unit", "branch", "party", "profession", "duty", "since"] as const;

function Columns({ desk, plan }: { desk: Desk; plan: Plan }): JSX.Element | null {
  if (plan.table.columns.length === 0) return null;
  const fields = [{ value: "", label: t("import.field.none") }].concat(
    FIELDS.map((field) => ({ value: field as string, label: t(`import.field.${field}`) })),
  );
  return (
    <details class="card" open={plan.rows.length === 0}>
      <summary>{t("import.columns")}</summary>
      <div class="stack">
        {plan.table.columns.map((column) => (
          <ColumnLine key={column.column + column.field} desk={desk} column={column} fields={fields} />
        ))}
      </div>
    </details>
  );
}

function ColumnLine(props: {
  desk: Desk;
  column: Plan["table"]["columns"][number];
  fields: readonly { value: string; label: string }[];
}): JSX.Element {
  const { desk, column, fields } = props;
  const field = useSignal(fields.some(({ value }) => value === column.field) ? column.field : "");
  return (
    <Pick
      label={t("import.column", { column: column.column, heading: column.heading })}
      value={field}
      options={fields}
      onPick={(value) =>
        decide(desk, (choices) => {
          choices.columns[column.column] = value;
        })
      }
    />
  );
}

interface WriteProps {
  readonly plan: Plan;
  readonly done: Signal<number>;
  readonly busy: boolean;
}

function Write({ plan, done, busy }: WriteProps): JSX.Element {
  const asking = useSignal(false);
  const count = plan.acts.length;
  const write = () => {
    asking.value = false;
    done.value = 0;
    const step = (at: number) => {
      done.value = at;
    };
    void carryOut(plan.acts, step).catch(() => {
      done.value = -1;
      say(t("save.failed"));
    });
  };
  return (
    <>
      <button
        type="button"
        class="btn"
        disabled={busy || !plan.ready || count === 0}
        onClick={() => {
          asking.value = true;
        }}
      >
        {plan.ready ? t(count > 0 ? "import.write" : "import.same", { n: count }) : t("import.not_ready")}
      </button>
      <Confirm
        open={asking.value}
        title={t("import.write", { n: count })}
        words={t("import.write.words")}
        yes={t("import.write.yes")}
        no={t("look.again")}
        onYes={write}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
