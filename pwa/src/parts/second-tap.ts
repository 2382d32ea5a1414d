/**
 * The second tap of a double one, kept off what has newly come below it: after a tap in the dock, on a sheet or where a
 * dock is to come, every act of the dock, old and new, rests for a moment (`[data-tap]` in second-tap.css).
 * Promises: one rule for every screen; keys and screen readers, which press no place, are never held up.
 */
import "./second-tap.css";

/** Where somebody tapped, as far as the rule asks. */
export interface Tap {
  /** How often in a row, as the browser counts; 0 for what was pressed by key or by voice. */
  readonly detail: number;
  readonly y: number;
  readonly height: number;
  /** In the foot of a screen or in a sheet. */
  readonly low: boolean;
  /** Whether the screen has a dock already: what is tapped above it lies elsewhere. */
  readonly docked: boolean;
}

/** What part of the screen, from below, a dock may come to stand in. */
const LOW_SHARE = 0.25;

/** Whether the next thing under this finger may be an act of a dock. */
export function reachesDock({ detail, y, height, low, docked }: Tap): boolean {
  return detail > 0 && (low || (!docked && y > height * (1 - LOW_SHARE)));
}

/** Begins to watch; call once. Two values in turn, so that each tap begins the rest anew. */
export function restDocks(page: Document): void {
  const root = page.documentElement;
  page.addEventListener(
    "click",
    ({ detail, clientY, target }) => {
      const low = target instanceof Element && target.closest(".foot, .sheet") !== null;
      const docked = page.querySelector(".dock") !== null;
      if (reachesDock({ detail, y: clientY, height: root.clientHeight, low, docked }))
        root.dataset.tap = root.dataset.tap === "0" ? "1" : "0";
      else if (detail > 0) delete root.dataset.tap;
    },
    true,
  );
}
