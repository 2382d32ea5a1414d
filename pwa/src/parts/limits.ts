/**
 * 字数: fields that say how much they hold (`data-max`, in characters as people count them), and the plain lines of a form.
 * Promises: typing is never stopped or cut; what is too long is said when the field is left and again when somebody goes
 * on, and goes nowhere until it is shortened; a write that could not be made at all is told, and closes no field.
 */
import { codePoints } from "../model/code-points";
import { moreTexts, t } from "../text";
import { say } from "./toast";

type Field = HTMLTextAreaElement | HTMLInputElement;
const FIELDS = "[data-max],label.line>textarea,label.line>input.input:not([type],[aria-invalid])";
/** What leaves a sheet or a form without saving it. */
const LEAVES = ".soft:first-child,.plain,.back";

/** How many characters a field holds, and how many it may; null where it holds no more. */
export function excess(text: string, max: number): { readonly n: number; readonly of: number } | null {
  const n = text.length > max ? codePoints(text) : 0;
  return n > max ? { n, of: max } : null;
}

function check(field: Field): void {
  const over = excess(field.value, Number(field.dataset.max ?? (field.localName === "textarea" ? 2000 : 100)));
  field.setCustomValidity(over ? t("text.too_long", over) : "");
}

function fieldOf(event: Event): Field | null {
  const { target } = event;
  return target instanceof Element && target.matches(FIELDS) ? (target as Field) : null;
}

/** What keeps somebody from going on by this button: the first field that is too long beside it. */
function inTheWay(button: Element): Field | null {
  if (button.matches(LEAVES)) return null;
  const fields = [...(button.closest("dialog,.frame")?.querySelectorAll<Field>(FIELDS) ?? [])];
  return fields.find((field) => field.validity.customError && field.offsetParent !== null) ?? null;
}

/** Begins to watch; call once. */
export async function watchLimits(): Promise<void> {
  await moreTexts("more");
  document.addEventListener("input", (event) => {
    const field = fieldOf(event);
    if (field) check(field);
  });
  document.addEventListener("change", (event) => {
    const field = fieldOf(event);
    if (field?.validity.customError) say(field.validationMessage);
  });
  document.addEventListener("click", stop, true);
  addEventListener("unhandledrejection", ({ reason }) => {
    if (reason instanceof RangeError) say(t("text.unsaved"));
  });
}

function stop(event: Event): void {
  const button = event.target instanceof Element ? event.target.closest("button.btn") : null;
  const field = button && inTheWay(button);
  if (!field) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  field.focus();
  field.scrollIntoView({ block: "center" });
  say(field.validationMessage);
}
