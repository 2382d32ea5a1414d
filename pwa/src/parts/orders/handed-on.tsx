/**
 * What somebody had written for an order that is another's now: handed on to who is responsible, or copied out.
 * Promises: what was written stays on this device until it has been handed on or discarded.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { under, valueAt } from "../../model/facts";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { nameOfPerson, textAt } from "../deeds/bits";
import { docAt, mine } from "../here";
import { Icon } from "../icons";
import { say } from "../toast";
import { answers } from "./rights";

/** Whether I was responsible before, and am not any more. */
function hadIt(order: Doc): boolean {
  const me = mine().person;
  return under(order.registers, "handovers/").some((path) => {
    const value = valueAt(order, path) as { readonly from?: unknown } | null;
    return idOf(value?.from as never) === me;
  });
}

async function handOn(order: Doc, text: string): Promise<void> {
  const own = dashed(mine().person);
  const taken = under(order.registers, "passed_on/").filter((path) => path.endsWith(own)).length;
  await mine().write(order.id, "order", [[`passed_on/${taken + 1}/${own}`, text]]);
  say(t("passed_on.done"));
}

/** The button by which words go to who is responsible now; nothing where they can't. */
export function HandOn({ order, text, onDone }: { order: Hex; text: string; onDone: () => void }): JSX.Element | null {
  const doc = docAt(order);
  if (!doc || !text || !hadIt(doc)) return null;
  const name = nameOfPerson(idOf(valueAt(doc, "responsible")));
  return (
    <button type="button" class="btn" onClick={() => void handOn(doc, text).then(onDone)}>
      {t("passed_on.do", { name })}
    </button>
  );
}

/** On the order itself: the report that I had begun when it was handed over. */
export function LeftOver({ doc }: { doc: Doc }): JSX.Element | null {
  const draft = useSignal("");
  useEffect(() => {
    void mine()
      .naturalId("order_draft", dashed(doc.id), dashed(mine().person))
      .then((made) => {
        draft.value = made;
      });
  }, [doc.id, draft]);
  const kept = docAt(draft.value);
  const text = kept ? textAt(kept, "text").trim() : "";
  if (!text || answers(doc)) return null;
  const copy = () => {
    void navigator.clipboard?.writeText(text);
    say(t("copied"));
  };
  const clear = () => void mine().write(draft.value, "order_draft", [["text", null]]);
  return (
    <section class="card stack warn" aria-label={t("passed_on.left")}>
      <p class="row">
        <Icon name="alert" />
        <b class="grow">{t("passed_on.left")}</b>
      </p>
      <p class="words">{text}</p>
      <HandOn order={doc.id} text={text} onDone={clear} />
      <button type="button" class="btn soft" onClick={copy}>
        {t("copy")}
      </button>
    </section>
  );
}

/** In the report of who is responsible now: what was handed on, to be taken in. */
export function HandedOn({ doc, onTake }: { doc: Doc; onTake: (text: string) => void }): JSX.Element | null {
  const paths = under(doc.registers, "passed_on/");
  if (paths.length === 0) return null;
  return (
    <section class="card stack" aria-label={t("passed_on")}>
      <b>{t("passed_on")}</b>
      {paths.map((path) => (
        <div key={path} class="stack">
          <p class="small">{nameOfPerson(idOf(path.split("/")[2]))}</p>
          <p class="words">{textAt(doc, path)}</p>
          <button type="button" class="btn soft short" onClick={() => onTake(textAt(doc, path))}>
            {t("passed_on.take")}
          </button>
        </div>
      ))}
    </section>
  );
}
