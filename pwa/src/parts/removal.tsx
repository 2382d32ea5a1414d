/** 删去一份: under the question whether there is one more, the way to take that time out of a repeat, and back. */
import type { JSX } from "preact";
import type { Form, Item } from "../model/form";
import { timeOf, withoutTime } from "../model/times";
import { t } from "../text";
import { openAnswers, writeOpen } from "./begin";
import type { Draft } from "./draft";
import { docAt } from "./here";
import { flushAll } from "./saving";
import { say } from "./toast";

interface RemovalProps {
  readonly form: Form;
  readonly item: Item;
  readonly draft: Draft;
}

export function Removal({ form, item, draft }: RemovalProps): JSX.Element | null {
  const time = timeOf(item);
  const answers = openAnswers(docAt(draft.doc), form);
  if (!time?.asks || answers.get(item.id) !== "yes") return null;
  const place = Number(time.at.at(-1));
  const remove = () => {
    flushAll();
    const before = openAnswers(docAt(draft.doc), form);
    const writes = withoutTime(form.items, item, before);
    const back = writes.map(([path]) => [path, before.get(path.slice(8)) ?? null] as const);
    void writeOpen(draft, writes, form).catch(() => undefined);
    say(t("repeat.removed", { n: place }), () => void writeOpen(draft, back, form).catch(() => undefined));
  };
  return (
    <button type="button" class="btn plain short" onClick={remove}>
      {t("repeat.remove", { n: place })}
    </button>
  );
}
