/**
 * 再次验证: the six digits before something is published, taken out or given away, in a sheet; and what waits for them.
 * Promises: nothing that waits is lost or sent without the code; the sheet comes up once by itself, then when it is asked.
 */
import { type Signal, signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Key, t } from "../text";
import { TextLine } from "./entry";
import { mine } from "./here";
import { Icon } from "./icons";
import { stepUp } from "./second-step";
import { useSheet } from "./sheet";
import "./lists.css";

interface SheetProps {
  readonly open: boolean;
  readonly words: Key;
  readonly n?: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function StepUpSheet({ open, words, n = 0, onDone, onClose }: SheetProps): JSX.Element {
  const dialog = useSheet(open, onClose);
  const code = useSignal("");
  const fault = useSignal("");
  const busy = useSignal(false);
  useEffect(() => {
    if (open) return;
    code.value = "";
    fault.value = "";
  }, [open, code, fault]);
  const submit = async (event: Event) => {
    event.preventDefault();
    busy.value = true;
    const told = await stepUp(code.value.normalize("NFKC").replaceAll(" ", ""));
    busy.value = false;
    if (told === null) onDone();
    else fault.value = told || t("step.offline");
  };
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="step-title" onClose={onClose}>
      <form class="stack" onSubmit={(event) => void submit(event)}>
        <h2 id="step-title">{t("step.title")}</h2>
        <p class="muted">{t(words, { n })}</p>
        <TextLine label={t("second.code")} value={code} autocomplete="one-time-code" inputMode="numeric" />
        <p class="wrong-words" role="alert">
          {fault.value}
        </p>
        <div class="sheet-acts">
          <button type="button" class="btn soft" onClick={onClose}>
            {t("step.later")}
          </button>
          <button type="submit" class="btn" disabled={busy.value || code.value.trim().length < 6}>
            {t("step.confirm")}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Refusals for which the sheet came up already. */
const asked: Signal<ReadonlySet<string>> = signal(new Set());

/** What of this phone waits for a code; nothing where nothing does. */
export function StepUpWaiting(): JSX.Element | null {
  const waiting = mine().refused.value.filter(({ code }) => code === "step_up");
  const open = useSignal(false);
  const news = waiting.some(({ id }) => !asked.value.has(id));
  useEffect(() => {
    if (!news) return;
    asked.value = new Set(waiting.map(({ id }) => id));
    open.value = true;
  });
  if (waiting.length === 0) return null;
  const send = async () => {
    open.value = false;
    for (const { id, writes } of [...waiting].sort((one, other) => (one.id < other.id ? -1 : 1))) {
      await mine().correct(id, writes);
    }
  };
  return (
    <section class="card row" aria-label={t("step.title")}>
      <Icon name="key" />
      <span class="grow">{t("step.waits", { n: waiting.length })}</span>
      <button
        type="button"
        class="btn soft short"
        onClick={() => {
          open.value = true;
        }}
      >
        {t("step.enter")}
      </button>
      <StepUpSheet
        open={open.value}
        words="step.why.send"
        n={waiting.length}
        onDone={() => void send()}
        onClose={() => {
          open.value = false;
        }}
      />
    </section>
  );
}
