/** A short message at the bottom, with the way back where there is one. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { leaving } from "../router";
import { t } from "../text";

interface Message {
  readonly words: string;
  readonly undo: (() => void) | null;
}

const SHOWN_MS = 6000;
const message = signal<Message | null>(null);

leaving.add(() => {
  message.value = null;
});
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(words: string, undo: (() => void) | null = null): void {
  clearTimeout(timer);
  message.value = { words, undo };
  timer = setTimeout(() => {
    message.value = null;
  }, SHOWN_MS);
}

export function Toast(): JSX.Element {
  const current = message.value;
  const undo = () => {
    current?.undo?.();
    message.value = null;
  };
  return (
    <div role="status">
      {current && (
        <div class="toast">
          <span class="grow">{current.words}</span>
          {current.undo && (
            <button type="button" onClick={undo}>
              {t("undo")}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
