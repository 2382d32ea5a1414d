/** 编辑检查项: one item of a draft with all its fields; what is typed and not saved yet is there when one comes back. */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Checklist, checklistOf, groupOf } from "../model/checklist";
import { faultOf, freshItem, itemFrom, orderAfter, placing, type Typed, typedOf } from "../model/checklist-edit";
import { has } from "../model/person";
import type { Fields } from "../parts/checklist-lines";
import { writeItems } from "../parts/checklist-writes";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { docAt, mine, person } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

const ChecklistFields = later(() => import("../parts/checklist-fields").then((module) => module.ChecklistFields));

/** What was typed and isn't saved yet, by document and item. */
const open = new Map<string, Fields>();
const asking = signal(false);

function fieldsOf(key: string, typed: Typed): Fields {
  const found = open.get(key);
  if (found) return found;
  const fresh = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, signal(value)]));
  open.set(key, fresh as unknown as Fields);
  return fresh as unknown as Fields;
}

function typedIn(fields: Fields): Typed {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value])) as unknown as Typed;
}

export default function ChecklistItem({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.checklist);
  const above = `/checklists/${params.checklist}`;
  const checklist = doc?.kind === "checklist" ? checklistOf(doc) : null;
  const fresh = params.item === "new";
  const place = checklist ? checklist.items.findIndex(({ id }) => id === params.item) : -1;
  if (!checklist || !has(person.value, "admin", "supervisor") || checklist.published || (place < 0 && !fresh)) {
    return (
      <Frame title={t("checklist.item")} above={above}>
        <Nothing title={t("checklist.item.none")}>{t("checklist.item.none.why")}</Nothing>
      </Frame>
    );
  }
  return <Editor key={params.item} checklist={checklist} place={fresh ? checklist.items.length : place} />;
}

function Editor({ checklist, place }: { checklist: Checklist; place: number }): JSX.Element {
  const before = checklist.items[place];
  const last = checklist.items.at(-1)?.item;
  const start = before?.item ?? (last ? { group: groupOf(last), scale: last.scale ?? "pass_fail" } : {});
  const key = `${checklist.id}/${before?.id ?? "new"}`;
  const stands = checklist.items[place - 1]?.id ?? "";
  const after = useSignal(stands);
  const fields = fieldsOf(key, typedOf(start));
  const typed = typedIn(fields);
  const fault = faultOf(typed);
  const at = `/checklists/${checklist.id}`;
  const leave = () => {
    open.delete(key);
    navigate(at, { replace: true });
  };
  const write = (id: string, value: Value) => mine().write(checklist.id, "checklist", [[`items/${id}`, value]]);
  const save = async () => {
    const registers = docAt(checklist.id)?.registers.keys() ?? [];
    const id = before?.id ?? freshItem([...registers].map((path) => path.replace("items/", "")));
    const order = before?.item.order ?? orderAfter(checklist.items);
    const one = { id, item: itemFrom(typed, { ...before?.item, order }) };
    const moved = after.peek() !== stands;
    if (moved) await writeItems(checklist.id, "checklist", [], placing(checklist.items, one, after.peek() || null));
    else await write(id, one.item as unknown as Value);
    leave();
    say(t("roster.saved"));
  };
  const remove = async () => {
    asking.value = false;
    if (!before) return;
    await write(before.id, null);
    leave();
    say(t("checklist.item.removed"), () => void write(before.id, before.item as unknown as Value));
  };
  return (
    <Frame
      title={before ? t("checklist.item.n", { n: place + 1 }) : t("checklist.item.add")}
      under={checklist.name}
      above={at}
      dock={
        <>
          {fault && fault !== "text" && <span class="dock-words small">{t(`checklist.wrong.${fault}`)}</span>}
          <button type="button" class="btn" disabled={fault !== null} onClick={() => void save()}>
            {t("roster.save")}
          </button>
        </>
      }
    >
      <ChecklistFields fields={fields} fault={fault} checklist={checklist} place={place} after={after} />
      {before && (
        <button
          type="button"
          class="btn plain"
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("checklist.item.remove")}
        </button>
      )}
      <Confirm
        open={asking.value}
        title={t("checklist.item.remove.ask")}
        words={typed.text}
        yes={t("checklist.item.remove")}
        danger
        onYes={() => void remove()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
