/** Filling a form in: its questions grouped by aspect, a note at the end, and how far one has come. */
import { Fragment, type JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Answers } from "../model/answers";
import {
  answerIn,
  breaks,
  checkAnswer,
  type Form,
  type Item,
  NOTE_CODE_POINTS_MAX,
  numberOfItem,
  settled,
  shown,
} from "../model/form";
import type { Seen } from "../model/steps";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { writeOpen } from "./begin";
import type { Draft } from "./draft";
import { Field } from "./fields/field";
import { groups } from "./groups";
import { today } from "./here";
import { headingOf } from "./labels";
import { later } from "./later";
import { Writing } from "./writing";

/** Few forms have repeats. */
const Removal = later<{ form: Form; item: Item; draft: Draft }>(async () => (await import("./removal")).Removal);

function isAnswered(item: Item, seen: Seen): boolean {
  const value = answerIn(seen, item.id);
  return value !== null && checkAnswer(item, value) === null;
}

/** How many items have a valid answer. */
export function answered(form: Form, answers: Answers): number {
  const { items, seen } = settled(form, answers);
  return items.filter((item) => isAnswered(item, seen)).length;
}

/** How much of what must be answered is; of everything where nothing must. */
export function Progress({ form, answers }: { form: Form; answers: Answers }): JSX.Element {
  const { items, seen } = settled(form, answers);
  const required = items.filter((item) => item.required);
  const all = required.length > 0 ? required : shown(form, answers);
  const done = all.filter((item) => isAnswered(item, seen)).length;
  const count = { n: done, of: all.length };
  return (
    <div class="row">
      <progress class="bar grow" max={all.length} value={done} aria-label={t("progress.label")} />
      <span class="small num" role="status">
        {required.length > 0 ? t("progress.required", count) : t("progress", count)}
      </span>
    </div>
  );
}

interface FillingProps {
  readonly form: Form;
  readonly draft: Draft;
  readonly answers: Answers;
  readonly note: string;
  readonly notePlaceholder: string;
  /** True once submitting was tried: what lacks is marked. */
  readonly strict: boolean;
}

export function Filling({ form, draft, answers, note, notePlaceholder, strict }: FillingProps): JSX.Element {
  // A form that asks for words itself needs no second field for them; a note that was written stays in view.
  const noted = useRef(false);
  noted.current ||= note !== "";
  const { items, seen } = settled(form, answers);
  // What the device could not save is told by the chip (parts/unsaved.ts), and saved again.
  const write = (path: string, value: Value) => void writeOpen(draft, [[path, value]], form).catch(() => undefined);
  const answer = (item: Item, value: Value) => {
    // What the server would refuse goes nowhere: it would take what was right with it.
    if (value === null || checkAnswer(item, value) === null) write(`answers/${item.id}`, value);
  };
  return (
    <>
      {groups(items).map(({ aspect, items: own }) => (
        <section key={own[0]?.id} class="card questions">
          {headingOf(aspect, own) && <h2 class="aspect">{aspect}</h2>}
          {own.map((item) => (
            <Fragment key={item.id}>
              <Field
                item={item}
                number={numberOfItem(form, item.id)}
                strict={strict}
                broken={breaks(form, item, seen, today.value)}
                value={answerIn(seen, item.id)}
                doc={draft.doc}
                onAnswer={(value) => answer(item, value)}
              />
              {item.repeat && <Removal form={form} item={item} draft={draft} />}
            </Fragment>
          ))}
        </section>
      ))}
      {(noted.current || form.items.every(({ type }) => type !== "text")) && (
        <section class="card questions">
          <fieldset class="question">
            <legend>
              <span>
                {t("note")}
                <span class="small"> {t("optional")}</span>
              </span>
            </legend>
            <Writing
              id={`${draft.doc}/note`}
              label={t("note")}
              value={note}
              codePointsMax={NOTE_CODE_POINTS_MAX}
              placeholder={notePlaceholder}
              onSave={(text) => write("note", text)}
            />
          </fieldset>
        </section>
      )}
      <p class="small centred">{t("save.promise")}</p>
    </>
  );
}

/** Brings the first item that lacks an answer into view. */
export function showItem(item: string | undefined): boolean {
  if (item === undefined) return false;
  const question = document.getElementById(`item-${item}`);
  question?.scrollIntoView({ block: "start", behavior: "smooth" });
  question?.querySelector<HTMLElement>("input, textarea, button, canvas")?.focus({ preventScroll: true });
  return true;
}
