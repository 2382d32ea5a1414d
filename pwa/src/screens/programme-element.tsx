/** 方案的一项: every field of one element with the control it asks for, what is filled in first; items stand below. */
import type { JSX } from "preact";
import { type Given, mapOf } from "../model/given";
import { Desk } from "../parts/editor/frame";
import type { Edited } from "../parts/editor/plan";
import { elementWords, fieldWords, sectionWords } from "../parts/editor/words";
import { later } from "../parts/later";
import type { Params } from "../router";
import { t } from "../text";

const Form = later(() => import("../parts/editor/element-form").then((module) => module.ElementForm));
const Facts = later(() => import("../parts/editor/element-facts").then((module) => module.ElementFacts));
const ListLink = later(() => import("../parts/editor/list-link").then((module) => module.ListLink));
const PlacedList = later(() => import("../parts/editor/placed-list").then((module) => module.PlacedList));

const HIDDEN = new Set(["order", "code", "version"]);
const ITEM_SHAPES: Readonly<Record<string, string>> = { forms: "form_item", checklists: "checklist_item" };

interface Place {
  readonly section: string;
  /** The register, or "about" for the programme's own fields, each a register of its own. */
  readonly path: string;
  /** What its fields look like is found under this name. */
  readonly shape: string;
}

function placeOf({ section = "", element = "", item }: Params): Place {
  if (section === "about") return { section, path: "about", shape: "about" };
  if (item) return { section, path: `${section}/${element}/${item}`, shape: ITEM_SHAPES[section] ?? "" };
  return { section, path: `${section}/${element}`, shape: section };
}

function valueAt({ registers }: Edited, path: string): Given {
  if (path !== "about") return mapOf(registers.get(path)) ?? {};
  const own = [...registers].filter(([each, value]) => each.startsWith("about/") && value !== null);
  return Object.fromEntries(own.map(([each, value]) => [each.slice("about/".length), value]));
}

/** The checklist of the programme that stands here, or that an evaluation or inspection goes by; empty where none is. */
function meant(section: string, element = "", { checklist }: Given): string {
  if (section === "checklists") return element;
  return typeof checklist === "string" ? checklist : "";
}

export default function ProgrammeElement({ params }: { params: Params }): JSX.Element {
  const place = placeOf(params);
  const above = `/${place.path}`.replace(/\/[^/]*$/, "");
  const title = place.section === "about" ? t("plans.about") : sectionWords(place.section);
  return (
    <Desk id={params.id} above={`/programmes/${params.id}${above}`} title={title}>
      {(plan) => {
        const given = valueAt(plan, place.path);
        return (
          <>
            <h2 class="section">{elementWords(params.item ?? params.element ?? "", given)}</h2>
            {plan.published ? (
              <Facts plan={plan} given={given} hidden={HIDDEN} />
            ) : (
              <Form plan={plan} path={place.path} shape={place.shape} given={given} hidden={HIDDEN} />
            )}
            {!params.item && meant(place.section, params.element, given) && (
              <ListLink plan={plan} element={meant(place.section, params.element, given)} />
            )}
            {!params.item && ITEM_SHAPES[place.section] && (
              <section class="stack" aria-label={fieldWords("items")}>
                <h2 class="section">{fieldWords("items")}</h2>
                <PlacedList plan={plan} above={place.path} named={place.section === "forms" ? "label" : "text"} />
              </section>
            )}
          </>
        );
      }}
    </Desk>
  );
}
