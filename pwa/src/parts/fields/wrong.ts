/** What was typed and is not taken keeps a form from being submitted, until it is put right or taken back. */

/** Brings the first of it into view; whether there is any. */
export function showWrong(): boolean {
  const field = document.querySelector<HTMLElement>("main [aria-invalid=true]");
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
  return field !== null;
}
