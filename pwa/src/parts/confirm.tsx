/** A question before an act that can't be undone: submitting, publishing, discarding. A native dialog as a sheet. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../text";
import "./confirm.css";

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
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const sheet = dialog.current;
    if (open && !sheet?.open) sheet?.showModal();
    if (!open && sheet?.open) sheet.close();
  }, [open]);
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
