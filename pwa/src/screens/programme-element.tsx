/** 方案的一项: every field of one element with the control it asks for, what is filled in first; items stand below. */
import type { JSX } from "preact";
import { type FieldShape, SHAPES } from "../model/bundle-fields";
import { isEmpty, withField } from "../model/editing";
import { type Given, mapOf } from "../model/given";
import { Desk } from "../parts/editor/frame";
import { type Edited, put } from "../parts/editor/plan";
import { elementWords, fieldWords, sectionWords, valueWords } from "../parts/editor/words";
import { later } from "../parts/later";
import type { Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/fold.css";

const Control = later(() => import("../parts/editor/control").then((module) => module.Control));
const PlacedList = later(() => import("../parts/editor/placed-list").then((module) => module.PlacedList));

const HIDDEN = new Set(["order", "code", "version"]);
const ITEM_SHAPES: Readonly<Record<string, string>> = { forms: "form_item", checklists: "checklist_item" };

interface Place {
  readonly section: string;
  /** The register, or "about" for the programme's own fields, each a register of its own. */
  readonly path: string;
  readonly shapes: readonly FieldShape[];
}

function placeOf({ section = "", element = "", item }: Params): Place {
  if (section === "about") return { section, path: "about", shapes: SHAPES.about ?? [] };
  if (item) return { section, path: `${section}/${element}/${item}`, shapes: SHAPES[ITEM_SHAPES[section] ?? ""] ?? [] };
  return { section, path: `${section}/${element}`, shapes: SHAPES[section] ?? [] };
}

function valueAt({ registers }: Edited, path: string): Given {
  if (path !== "about") return mapOf(registers.get(path)) ?? {};
  const own = [...registers].filter(([each, value]) => each.startsWith("about/") && value !== null);
  return Object.fromEntries(own.map(([each, value]) => [each.slice("about/".length), value]));
}

async function save(plan: Edited, path: string, name: string, value: Value): Promise<void> {
  if (path === "about") return put(plan.id, [[`about/${name}`, isEmpty(value) ? null : value]]);
  await put(plan.id, [[path, withField(valueAt(plan, path), name, value)]]);
}

export default function ProgrammeElement({ params }: { params: Params }): JSX.Element {
  const place = placeOf(params);
  const up = params.item ? `/${params.element}` : "";
  const above = place.section === "about" ? "" : `/${place.section}${up}`;
  const title = place.section === "about" ? t("plans.about") : sectionWords(place.section);
  return (
    <Desk id={params.id} above={`/programmes/${params.id}${above}`} title={title}>
      {(plan) => (
        <>
          <h2 class="section">{elementWords(params.item ?? params.element ?? "", valueAt(plan, place.path))}</h2>
          {plan.published ? <Read plan={plan} place={place} /> : <Write plan={plan} place={place} />}
          {!params.item && ITEM_SHAPES[place.section] && (
            <section class="stack" aria-label={fieldWords("items")}>
              <h2 class="section">{fieldWords("items")}</h2>
              <PlacedList plan={plan} above={place.path} named={place.section === "forms" ? "label" : "text"} />
            </section>
          )}
        </>
      )}
    </Desk>
  );
}

function Write({ plan, place }: { plan: Edited; place: Place }): JSX.Element {
  const given = valueAt(plan, place.path);
  const shapes = place.shapes.filter(({ name }) => !HIDDEN.has(name));
  const used = shapes.filter(({ name, required }) => required || !isEmpty(given[name]));
  const rest = shapes.filter((shape) => !used.includes(shape));
  const odd = Object.keys(given).filter((name) => !HIDDEN.has(name) && !shapes.some((shape) => shape.name === name));
  const field = (shape: FieldShape) => (
    <Control
      key={shape.name}
      shape={shape}
      registers={plan.registers}
      value={given[shape.name] ?? null}
      onChange={(value) => void save(plan, place.path, shape.name, value)}
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

function Read({ plan, place }: { plan: Edited; place: Place }): JSX.Element {
  const given = valueAt(plan, place.path);
  const names = Object.keys(given).filter((name) => !HIDDEN.has(name) && !isEmpty(given[name]));
  return (
    <>
      <dl class="card facts">
        {names.map((name) => [
          <dt key={name}>{fieldWords(name)}</dt>,
          <dd key={`${name}/`}>{valueWords(given[name])}</dd>,
        ])}
      </dl>
      <p class="hint">{t("plans.closed")}</p>
    </>
  );
}
