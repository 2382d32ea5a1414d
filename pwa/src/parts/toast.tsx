/** A short message at the bottom, with the way back where there is one. Drawn into the page's own live region. */
import { render } from "preact";
import { leaving } from "../router";
import { t } from "../text";

const SHOWN_MS = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

function region(): HTMLElement | null {
  return document.getElementById("toast");
}

function clear(): void {
  clearTimeout(timer);
  const place = region();
  if (place) render(null, place);
}

leaving.add(clear);

export function say(words: string, undo: (() => void) | null = null): void {
  const place = region();
  if (!place) return;
  clearTimeout(timer);
  timer = setTimeout(clear, SHOWN_MS);
  const takeBack = () => {
    undo?.();
    clear();
  };
  render(
    <div class="toast">
      <span class="grow">{words}</span>
      {undo && (
        <button type="button" onClick={takeBack}>
          {t("undo")}
        </button>
      )}
    </div>,
    place,
  );
}
