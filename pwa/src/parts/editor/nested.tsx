/** Controls of what has fields of its own: one part, a list of parts, items by lines, and options of a question. */
import type { JSX } from "preact";
import { SHAPES } from "../../model/bundle-fields";
import { withField } from "../../model/editing";
import { type Given, listOf, mapOf } from "../../model/given";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import type { ControlProps } from "./props";
import { useTyping } from "./typing";
import { fieldWords, valueWords } from "./words";

export function Part(props: ControlProps): JSX.Element {
  const given: Given = mapOf(props.value) ?? {};
  return (
    <fieldset class="line nested">
      <legend>{props.label}</legend>
      {(SHAPES[props.about] ?? []).map((shape) =>
        props.draw({
          shape,
          registers: props.registers,
          value: given[shape.name] ?? null,
          onChange: (value) => props.onChange(withField(given, shape.name, value)),
        }),
      )}
    </fieldset>
  );
}

export function Parts(props: ControlProps): JSX.Element {
  const list = listOf(props.value);
  const put = (at: number, value: Value | undefined) =>
    props.onChange(
      value === undefined
        ? list.filter((_, other) => other !== at)
        : list.map((old, other) => (other === at ? value : old)),
    );
  return (
    <fieldset class="line">
      <legend>{props.label}</legend>
      {list.map((each, at) => (
        <details key={at} class="fold-line">
          <summary>
            <span class="grow">{valueWords(each) || t("plans.item", { n: at + 1 })}</span>
          </summary>
          <Part {...props} label="" value={each} onChange={(value) => put(at, value)} />
          <button type="button" class="btn plain" onClick={() => put(at, undefined)}>
            {t("plans.remove")}
          </button>
        </details>
      ))}
      <button
        type="button"
        class="btn soft short"
        onClick={() => props.onChange([...list, { title: fieldWords("title") }])}
      >
        <Icon name="plus" />
        {t("plans.add")}
      </button>
    </fieldset>
  );
}

/** Items of a list, a line each: a line keeps what its item had beyond the title; a dash alone is a lost item. */
export function Entries(props: ControlProps & { readonly lost: boolean }): JSX.Element {
  const list = listOf(Array.isArray(props.value) ? props.value : null);
  const all = Array.isArray(props.value) ? props.value : list;
  const line = (each: Value) => (each === null ? "-" : typeof each === "string" ? each : valueWords(each));
  const take = (typed: string) => {
    const known = new Map(all.map((each) => [line(each), each]));
    const lines = typed
      .split("\n")
      .map((each) => each.trim())
      .filter(Boolean);
    props.onChange(lines.map((each) => (props.lost && each === "-" ? null : (known.get(each) ?? { title: each }))));
  };
  const typing = useTyping(all.map(line).join("\n"), take);
  return (
    <div class="line">
      <label>
        {props.label}
        <textarea class="input" rows={Math.min(10, Math.max(2, all.length + 1))} {...typing} />
      </label>
      <p class="small">{t("plans.one_line")}</p>
    </div>
  );
}

/** The options of a question, a line each; an option that keeps its words keeps its value. */
export function Options(props: ControlProps): JSX.Element {
  const list = listOf(props.value);
  const label = (each: Value) => {
    const map = mapOf(each);
    return String(map ? (map.label ?? map.value ?? "") : each);
  };
  const take = (typed: string) => {
    const known = new Map(list.map((each) => [label(each), each]));
    const lines = typed
      .split("\n")
      .map((each) => each.trim())
      .filter(Boolean);
    props.onChange([...new Set(lines)].map((each) => known.get(each) ?? each));
  };
  const typing = useTyping(list.map(label).join("\n"), take);
  return (
    <div class="line">
      <label>
        {props.label}
        <textarea class="input" rows={Math.max(2, list.length + 1)} {...typing} />
      </label>
      <p class="small">{t("plans.one_line")}</p>
    </div>
  );
}
