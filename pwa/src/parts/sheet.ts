/** A sheet over the screen: a modal dialog that follows a flag, and that going back closes. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { covered } from "../router";
import "./confirm.css";

export function useSheet(open: boolean, onClose: () => void): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const sheet = dialog.current;
    if (sheet && sheet.open !== open) sheet[open ? "showModal" : "close"]();
    return open ? covered(() => close.current()) : undefined;
  }, [open]);
  return dialog;
}
