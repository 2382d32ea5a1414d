/**
 * 被退回的更改: what was not accepted and why; corrected here and sent again, copied out, or discarded.
 * Promises: what somebody wrote stays until they themselves discard it.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { checkAnswer, type Form, type Item, isBlank } from "../model/form";
import { idOf } from "../model/ids";
import type { Refused, Value } from "../sync/interface";
import { t } from "../text";
import { answerWords } from "./answers";
import { Confirm } from "./confirm";
import { Field } from "./fields/field";
import { formNamed } from "./forms";
import { docAt, mine, today } from "./here";
import { Icon } from "./icons";
import { labelOf } from "./labels";
import { later } from "./later";
import { momentWords } from "./when";

const CopyOut = later(async () => (await import("./copy-out")).CopyOut);
const HandOn = later(async () => (await import("./orders/handed-on")).withWords());

function formOfDoc(refused: Refused): Form | null {
  const doc = docAt(refused.doc);
  const round = docAt(idOf(doc?.registers.get("round")?.value));
  const written = refused.writes.find(([path]) => path === "form")?.[1];
  const named = doc?.registers.get("form")?.value ?? round?.registers.get("form")?.value ?? written;
  return typeof named === "string" ? formNamed(named) : null;
}

function itemOfPath(form: Form | null, path: string | null): Item | null {
  return form?.items.find(({ id }) => `answers/${id}` === path) ?? null;
}

/** What was written: an item's label and the answer, both in words; elsewhere the words as they are. */
function linesOf(form: Form | null, path: string, value: Value, written: RefusedProps["written"]): readonly string[] {
  const item = itemOfPath(form, path);
  if (item)
    return [t("wrote", { label: labelOf(item), value: value === null ? t("unanswered") : answerWords(item, value) })];
  return path === "submitted" ? [t("wrote.submitted")] : written(path, value);
}

/** The server's sentence; our own where it sent none. */
function why({ message, code, path }: Refused, form: Form | null): string {
  if (message) return message;
  const item = itemOfPath(form, path);
  if (form && item) return t("refused.item", { n: form.items.indexOf(item) + 1 });
  if (code === "too_large") return t("refused.too_large");
  return code === "outdated" ? t("explain.update_needed") : t("refused.other");
}

/** The order that was written for, where it was one. */
function orderOf({ kind, doc, writes }: Refused): string | null {
  if (kind === "order") return doc;
  const named = writes.find(([path]) => path === "order")?.[1] ?? docAt(doc)?.registers.get("order")?.value;
  return kind === "order_draft" ? idOf(named) : null;
}

interface RefusedProps {
  readonly refused: Refused;
  /** What was written to, in words. */
  readonly title: string;
  /** The words in one of its writes. */
  readonly written: (path: string, value: Value) => readonly string[];
}

export function RefusedCard({ refused, title, written }: RefusedProps): JSX.Element {
  const asking = useSignal(false);
  const form = formOfDoc(refused);
  const lines = [...new Set(refused.writes.flatMap(([path, value]) => linesOf(form, path, value, written)))];
  const order = orderOf(refused);
  return (
    <section class="card stack fail">
      <div class="row">
        <Icon name="alert" />
        <h2 class="grow">{title}</h2>
        <span class="small num">{momentWords(refused.stampMs, today.value)}</span>
      </div>
      <p>{why(refused, form)}</p>
      {lines.length > 0 && (
        <ul class="wrote">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      <Correction refused={refused} form={form} />
      {order && (
        <HandOn
          order={order}
          text={lines.join("\n")}
          writes={refused.writes}
          onDone={() => void mine().discard(refused.id)}
        />
      )}
      <div class="row wrap">
        <CopyOut text={[title, ...lines].join("\n")} />
        <button
          type="button"
          class="btn danger short"
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("discard")}
        </button>
      </div>
      <Confirm
        open={asking.value}
        danger
        title={t("discard.ask")}
        words={t("discard.words")}
        yes={t("discard")}
        onYes={() => void mine().discard(refused.id)}
        onNo={() => {
          asking.value = false;
        }}
      />
    </section>
  );
}

/** What can't be mended by sending it again. */
const FINAL = ["closed", "immutable", "not_found", "forbidden", "step_up"];

function Correction({ refused, form }: { refused: Refused; form: Form | null }): JSX.Element | null {
  const item = itemOfPath(form, refused.path);
  const value = useSignal<Value>(refused.writes.find(([path]) => path === refused.path)?.[1] ?? null);
  if (FINAL.includes(refused.code)) return null;
  // Its form stands again with everything that was filled in.
  if (["poll", "complaint"].includes(refused.kind))
    return (
      <a class="btn" href={`/${refused.kind}s/again/${refused.doc}`}>
        {t("correct.do")}
      </a>
    );
  const ready = !item || (!isBlank(value.value) && checkAnswer(item, value.value) === null);
  const send = () => {
    const { id, path: wrong, writes } = refused;
    const others = writes.filter(([path]) => path !== wrong);
    void mine().correct(id, item && wrong ? [...others, [wrong, value.value]] : writes);
  };
  return (
    <>
      {item && (
        <Field
          item={item}
          number={(form?.items.indexOf(item) ?? 0) + 1}
          strict={false}
          value={value.value}
          doc={refused.doc}
          onAnswer={(answer) => {
            value.value = answer;
          }}
        />
      )}
      <button type="button" class="btn" disabled={!ready} onClick={send}>
        {item ? t("correct.do") : t("again.do")}
      </button>
    </>
  );
}
