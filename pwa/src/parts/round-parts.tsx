/** 组成部分: of what a combined result is made, with weights that come to a hundred. */
import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../model/ids";
import { textAt } from "../model/person";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { all } from "./here";

/** 来源: what may be a part, with what is typed as its weight. */
export interface Source {
  readonly key: string;
  readonly title: string;
  readonly part: { readonly [key: string]: Value };
  readonly weight: Signal<string>;
}

/** Everything that a combined result of a period may be made of: rounds that are over, surveys, and what was said. */
export function sources(period: string): Source[] {
  const found: Source[] = [];
  const add = (key: string, title: string, part: { [key: string]: Value }) =>
    found.push({ key, title, part, weight: signal("") });
  add("self", t("rnd.part.self"), { source: "self", period });
  add("commentary", t("rnd.part.commentary"), { source: "commentary", period });
  add("remark", t("rnd.part.remark"), { source: "remark", period });
  for (const doc of all("peer_round")) {
    if (doc.registers.get("published")?.value === true && textAt(doc, "kind") !== "combined") {
      add(doc.id, textAt(doc, "title"), { source: "round", of: bytesOf(doc.id) });
    }
  }
  for (const doc of all("survey_round")) {
    add(doc.id, textAt(doc, "title"), { source: "survey", of: bytesOf(doc.id) });
  }
  return found;
}

export function partWrites(list: readonly Source[]): [string, Value][] {
  return list
    .filter(({ weight }) => Number(weight.value) > 0)
    .map(({ part, weight }, at) => [`parts/${at + 1}`, { ...part, weight: weight.value.trim() }]);
}

export function weightOf(list: readonly Source[]): number {
  return list.reduce((sum, { weight }) => sum + (Number(weight.value) || 0), 0);
}

export function Parts({ list }: { list: readonly Source[] }): JSX.Element {
  const sum = weightOf(list);
  return (
    <section class="card stack">
      <h2>{t("rnd.parts")}</h2>
      {list.map(({ key, title, weight }) => (
        <label key={key} class="row">
          <span class="grow">{title}</span>
          <input
            class="input weight num"
            inputMode="numeric"
            placeholder="0"
            value={weight.value}
            onInput={(event) => {
              weight.value = event.currentTarget.value;
            }}
          />
          <span class="small">%</span>
        </label>
      ))}
      <p class={sum === 100 ? "tag pass" : "tag warn"} role="status">
        {t("rnd.parts.sum", { n: sum })}
      </p>
      <p class="muted">{t("rnd.parts.missing")}</p>
    </section>
  );
}
