/** The fields of a draft's element, each with the control it asks for: what is filled in first, the rest folded away. */
import type { JSX } from "preact";
import { type FieldShape, SHAPES } from "../../model/bundle-fields";
import { isEmpty, withField } from "../../model/editing";
import type { Given } from "../../model/given";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { later } from "../later";
import { type Edited, put } from "./plan";
import "../lists.css";
import "../fold.css";

const Control = later(() => import("./control").then((module) => module.Control));

/** What somebody who begins from nothing has to say before it works, though the format lets it be left out. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  evaluations: ["evaluators", "subjects", "cadence", "form"],
  form_item: ["required", "options"],
  stages: ["from", "to"],
  activities: ["type", "subjects"],
  awards: ["subject", "quota"],
  targets: ["metric", "op", "value"],
};

interface Filled {
  readonly plan: Edited;
  /** The register, or "about" for the programme's own fields, each a register of its own. */
  readonly path: string;
  /** Whose fields (see `SHAPES`). */
  readonly shape: string;
  readonly given: Given;
  /** Fields that nobody edits. */
  readonly hidden: ReadonlySet<string>;
}

export function ElementForm({ plan, path, shape, given, hidden }: Filled): JSX.Element {
  async function save(name: string, value: Value): Promise<void> {
    if (path === "about") return put(plan.id, [[`about/${name}`, isEmpty(value) ? null : value]]);
    await put(plan.id, [[path, withField(given, name, value)]]);
  }
  const shapes = (SHAPES[shape] ?? []).filter(({ name }) => !hidden.has(name));
  const first = FIRST[shape] ?? [];
  const used = shapes.filter(({ name, required }) => required || first.includes(name) || !isEmpty(given[name]));
  const rest = shapes.filter((each) => !used.includes(each));
  const odd = Object.keys(given).filter((name) => !hidden.has(name) && !shapes.some((each) => each.name === name));
  const field = (each: FieldShape) => (
    <Control
      key={each.name}
      shape={each}
      registers={plan.registers}
      value={given[each.name] ?? null}
      onChange={(value) => void save(each.name, value)}
    />
  );
  return (
    <>
      <section class="card stack">
        {used.map(field)}
        {odd.map((name) => field({ name, kind: "free" }))}
      </section>
      {rest.length > 0 && (
        <details class="card list fold">
          <summary class="line-row">
            <b class="grow">{t("plans.edit.more")}</b>
            <span class="tag num">{rest.length}</span>
          </summary>
          <div class="stack pad">{rest.map(field)}</div>
        </details>
      )}
    </>
  );
}
