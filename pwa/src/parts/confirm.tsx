/** A question before an act that can't be undone: submitting, publishing, discarding. A native dialog as a sheet. */
import type { JSX } from "preact";
import { t } from "../text";
import { useSheet } from "./sheet";

interface ConfirmProps {
  readonly open: boolean;
  readonly title: string;
  readonly words: string;
  readonly yes: string;
  readonly no?: string;
  readonly danger?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

export function Confirm({ open, title, words, yes, no, danger, onYes, onNo }: ConfirmProps): JSX.Element {
  const dialog = useSheet(open, onNo);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" onClose={onNo}>
      <h2 id="sheet-title">{title}</h2>
      <p class="muted">{words}</p>
      <div class="sheet-acts">
        <button type="button" class="btn soft" onClick={onNo}>
          {no ?? t("cancel")}
        </button>
        <button type="button" class={danger ? "btn danger" : "btn"} onClick={onYes}>
          {yes}
        </button>
      </div>
    </dialog>
  );
}
