/** What a planned poll still lacks, said beside the field that it is about. */
import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The fields of which something may be said, in the order in which they stand. */
export type FaultAt =
  | "title"
  | "subjects"
  | "options"
  | "most"
  | "range"
  | "voters"
  | "closes"
  | "mode"
  | "threshold"
  | "note"
  | "opens"
  | "tellers";

/** The characters of a note: what the server takes. */
export const NOTE_MAX = 2000;

export interface Fault {
  readonly at: FaultAt;
  readonly words: string;
}

interface Props {
  readonly name: FaultAt;
  readonly fault: Signal<Fault | null>;
  readonly children: ComponentChildren;
}

const FIELDS = "input:not([type=hidden]), textarea, select, button";

export function At({ name, fault, children }: Props): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const words = fault.value?.at === name ? fault.value.words : "";
  useLayoutEffect(() => {
    const field = place.current?.querySelector<HTMLInputElement>(FIELDS);
    if (!words || !field || field.type === "radio" || field.type === "checkbox" || field.type === "submit") return;
    const before = field.getAttribute("aria-describedby");
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [before, `fault-${name}`].filter(Boolean).join(" "));
    return () => {
      field.removeAttribute("aria-invalid");
      if (before) field.setAttribute("aria-describedby", before);
      else field.removeAttribute("aria-describedby");
    };
  }, [words, name]);
  return (
    <div class="stack" id={`at-${name}`} ref={place}>
      {children}
      {words && (
        <p class="wrong-words" id={`fault-${name}`} role="alert">
          {words}
        </p>
      )}
    </div>
  );
}

/** Unfolds what the field stands in, brings it into view and puts the focus into it. */
export function showFault({ at }: Fault): void {
  const place = document.getElementById(`at-${at}`);
  const fold = place?.closest("details");
  if (fold) fold.open = true;
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>(FIELDS)?.focus({ preventScroll: true });
}
