/** The items of a checklist under their headings, to be read; of a draft also to be opened, moved and added to. */
import type { JSX } from "preact";
import { type Checklist, groupOf, type Looked } from "../model/checklist";
import { moving } from "../model/checklist-edit";
import { t } from "../text";
import { writeItems } from "./checklist-writes";
import { conditionWords, itemWords } from "./condition-words";
import { Icon } from "./icons";
import "./lists.css";
import "./keeping.css";
import "./checklist-editor.css";

interface ItemsProps {
  readonly checklist: Checklist;
  /** Whether it is a draft that the reader may edit. */
  readonly open: boolean;
}

export function ChecklistItems({ checklist, open }: ItemsProps): JSX.Element {
  const { items } = checklist;
  return (
    <>
      {items.length === 0 && <p class="card muted">{t("checklist.empty")}</p>}
      {items.length > 0 && (
        <ol class="card stays">
          {items.map((one, at) => {
            const own = groupOf(one.item).join(" › ");
            const before = items[at - 1];
            const fresh = own !== (before ? groupOf(before.item).join(" › ") : "");
            return (
              <li key={one.id}>
                {fresh && own && <b class="heading">{own}</b>}
                <span class="num small">{at + 1}</span>
                {open ? (
                  <a class="grow plain-link" href={`/checklists/${checklist.id}/items/${one.id}`}>
                    <Said one={one} items={items} />
                    {one.item.points !== undefined && (
                      <span class="block small">{t("checklist.of", { n: one.item.points })}</span>
                    )}
                  </a>
                ) : (
                  <span class="grow">
                    <Said one={one} items={items} />
                  </span>
                )}
                {!open && one.item.points !== undefined && (
                  <span class="tag num">{t("checklist.of", { n: one.item.points })}</span>
                )}
                {open && <Moves checklist={checklist} at={at} />}
              </li>
            );
          })}
        </ol>
      )}
      {open && (
        <a class="btn soft" href={`/checklists/${checklist.id}/items/new`}>
          <Icon name="plus" />
          {t("checklist.item.add")}
        </a>
      )}
    </>
  );
}

function Said({ one: { item }, items }: { one: Looked; items: readonly Looked[] }): JSX.Element {
  return (
    <>
      {item.core && <b class="core">{t("checklist.core")} </b>}
      {item.polarity === "prohibited" && <b class="core">{t("checklist.prohibited")} </b>}
      {item.text.replace(/\$\{[^}]*\}/g, "…")}
      {[item.detail, item.rule, item.method].filter(Boolean).map((words) => (
        <span key={words} class="block small">
          {words}
        </span>
      ))}
      {item.children?.map((child) => (
        <span key={child.id} class="block small">
          · {child.text}
        </span>
      ))}
      {deductWords(item) && <span class="block small">{deductWords(item)}</span>}
      {item.when && <span class="block small">{t("checklist.only", { words: conditionWords(item.when, items) })}</span>}
      {item.calculation && (
        <span class="block small">{t("checklist.worked_out", { words: conditionWords(item.calculation, items) })}</span>
      )}
    </>
  );
}

function deductWords({ deduct }: Looked["item"]): string {
  if (deduct?.all_or_nothing) return t("checklist.all_or_nothing");
  if (deduct?.each === undefined) return "";
  return t(deduct.cap === undefined ? "checklist.deduct" : "checklist.deduct.cap", {
    each: deduct.each,
    cap: deduct.cap ?? "",
  });
}

function Moves({ checklist: { id: doc, items }, at }: { checklist: Checklist; at: number }): JSX.Element {
  const one = items[at] as Looked;
  const move = (by: -1 | 1) => void writeItems(doc, "checklist", [], moving(items, one.id, by));
  const words = itemWords(one.item);
  return (
    <span class="moves">
      <button
        type="button"
        class="back"
        aria-label={t("checklist.up", { words })}
        disabled={at === 0}
        onClick={() => move(-1)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        class="back turned"
        aria-label={t("checklist.down", { words })}
        disabled={at === items.length - 1}
        onClick={() => move(1)}
      >
        <Icon name="up" />
      </button>
    </span>
  );
}
