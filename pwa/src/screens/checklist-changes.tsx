/** 与上一版的不同: what a version of a checklist changes against the one before it, item by item. */
import type { JSX } from "preact";
import { checklistOf, groupOf, type Looked } from "../model/checklist";
import { changesOf, type ItemChange } from "../model/checklist-edit";
import type { ChecklistItem } from "../model/generated";
import { conditionWords } from "../parts/condition-words";
import { Frame } from "../parts/frame";
import { docAt } from "../parts/here";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import { type Key, t } from "../text";
import "../parts/lists.css";
import "../parts/checklist-editor.css";

const TONES = { added: "tag pass", removed: "tag fail", changed: "tag warn" };

export default function ChecklistChanges({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.checklist);
  const checklist = doc?.kind === "checklist" ? checklistOf(doc) : null;
  const former = docAt(checklist?.supersedes);
  const before = former ? checklistOf(former) : null;
  const found = checklist && before ? changesOf(before.items, checklist.items) : { items: [], moved: false };
  return (
    <Frame title={t("checklist.changes")} under={checklist?.name ?? ""} above={`/checklists/${params.checklist}`}>
      {found.items.length === 0 && !found.moved && (
        <Nothing title={t("checklist.changes.none")}>{t("checklist.changes.keep")}</Nothing>
      )}
      {(found.items.length > 0 || found.moved) && <p class="hint">{t("checklist.changes.keep")}</p>}
      {found.moved && <p class="card">{t("checklist.changes.moved")}</p>}
      {found.items.length > 0 && (
        <ul class="card list plain-list">
          {found.items.map((each) => (
            <Line key={each.id} change={each} items={[...(before?.items ?? []), ...(checklist?.items ?? [])]} />
          ))}
        </ul>
      )}
    </Frame>
  );
}

function Line({ change, items }: { change: ItemChange; items: readonly Looked[] }): JSX.Element {
  const { kind, before, after, fields } = change;
  const said = (item: ChecklistItem | null, name: string) => valueWords(item, name, items) || t("checklist.nothing");
  return (
    <li class="line-row">
      <span class="grow">
        <b class="block">{(after ?? before)?.text}</b>
        {fields.map((name) => (
          <span key={name} class="block small">
            <b>{fieldWords(name)}</b>
            <span class="block muted">{t("checklist.changes.was", { words: said(before, name) })}</span>
            <span class="block">{t("checklist.changes.now", { words: said(after, name) })}</span>
          </span>
        ))}
      </span>
      <span class={TONES[kind]}>{t(`checklist.changes.${kind}`)}</span>
    </li>
  );
}

const FIELDS = new Set([
  ...["text", "text_en", "group", "subject", "core", "required", "polarity", "scale", "points", "min", "max", "step"],
  ...["options", "evidence", "deduct", "children", "condition", "when", "detail", "rule", "method", "hint"],
]);

function fieldWords(name: string): string {
  if (name === "when") return t("when");
  return FIELDS.has(name) ? t(`checklist.field.${name}` as Key) : name;
}

/** A field of an item in words; what has no words of its own is shown as data. */
function valueWords(item: ChecklistItem | null, name: string, items: readonly Looked[]): string {
  if (!item) return "";
  const value = (item as unknown as Readonly<Record<string, unknown>>)[name];
  switch (name) {
    case "polarity":
      return t(`checklist.polarity.${item.polarity ?? "required"}`);
    case "scale":
      return t(`checklist.scale.${item.scale ?? "pass_fail"}`);
    case "evidence":
      return t(`checklist.evidence.${item.evidence ?? "none"}`);
    case "group":
      return groupOf(item).join(" › ");
    case "deduct":
      return deductWords(item);
    case "children":
      return (item.children ?? []).map(({ text }) => text).join(t("list.comma"));
    case "options":
      return (item.options ?? [])
        .map((each) => (typeof each === "string" ? each : (each.label ?? String(each.value))))
        .join(t("list.comma"));
    case "when":
    case "constraint":
    case "calculation":
      return Array.isArray(value) ? conditionWords(value as never, items) : "";
    case "core":
    case "required":
      return t(value === true ? "yes" : "no");
    default:
      return typeof value === "string" || typeof value === "number"
        ? String(value)
        : value
          ? JSON.stringify(value)
          : "";
  }
}

function deductWords({ deduct }: ChecklistItem): string {
  const parts: string[] = [];
  if (deduct?.all_or_nothing) parts.push(t("checklist.all_or_nothing"));
  if (deduct?.discretionary) parts.push(t("checklist.field.discretionary"));
  if (deduct?.each !== undefined) {
    const key = deduct.cap === undefined ? "checklist.deduct" : "checklist.deduct.cap";
    parts.push(t(key, { each: deduct.each, cap: deduct.cap ?? "" }));
  } else if (deduct?.cap !== undefined) parts.push(`${t("checklist.field.cap")} ${deduct.cap}`);
  return parts.join(t("list.comma"));
}
