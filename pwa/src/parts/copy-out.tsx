/**
 * 复制: the button by which words are taken out of the app, to be pasted elsewhere.
 * Promises: that they were copied is said only when they were.
 */
import type { JSX } from "preact";
import { t } from "../text";
import { say } from "./toast";

/** By a field that is selected: over plain HTTP there is no other way, and some browsers refuse the usual one. */
function bySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

async function copyOut(text: string): Promise<void> {
  const given = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  say(t(given || bySelection(text) ? "copied" : "copy.failed"));
}

export function CopyOut({ text }: { text: string }): JSX.Element {
  return (
    <button type="button" class="btn soft short" onClick={() => void copyOut(text)}>
      {t("copy")}
    </button>
  );
}
