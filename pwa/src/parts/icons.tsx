/** The icons, drawn as strokes on 24 units; decoration only, the words stand beside them. */
import type { JSX } from "preact";

/** Two outlines: the first may be filled, the second is lines only. */
type Shape = readonly [string, string];

const FIRST = {
  today: [
    "M8 5h8a4 4 0 0 1 4 4v7a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V9a4 4 0 0 1 4-4z",
    "M8 3v4M16 3v4M8.5 13l2.5 2.5 4.5-4.5",
  ],
  reviews: ["M4 7a3 3 0 0 1 3-3h10a3 3 0 0 1 3 3v7a3 3 0 0 1-3 3h-5l-5 4v-4a3 3 0 0 1-3-3z", "M8.5 9h7M8.5 12.5h4"],
  unit: ["M5 20V7a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v13z", "M3 20h18M12 8v5M9.5 10.5h5M10 20v-3h4v3"],
  people: [
    "M9 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM2.5 20c0-3.5 3-5.5 6.5-5.5s6.5 2 6.5 5.5z",
    "M16 4.5a4 4 0 0 1 0 7M18.5 14.8c2 .8 3 2.6 3 5.2",
  ],
  me: ["M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8zM4.5 20.5c0-4 3.5-6 7.5-6s7.5 2 7.5 6z", ""],
  back: ["", "M15 5l-7 7 7 7"],
  go: ["", "M9 5l7 7-7 7"],
  check: ["", "M5 12.5l4.5 4.5L19 7.5"],
  offline: ["", "M3 3l18 18M8.5 16a5 5 0 0 1 7 0M5 12.5a10 10 0 0 1 4-2.4M19 12.5a10 10 0 0 0-6-2.9M12 19.5h.01"],
  up: ["", "M12 20V5M6 11l6-6 6 6"],
  key: ["M8 11a4 4 0 1 1 0 8a4 4 0 0 1 0-8z", "M11 12l8-8M16 7l3 3"],
  alert: ["M12 4l9 16H3z", "M12 10v4M12 17h.01"],
  repeat: ["", "M17 3l3 3-3 3M20 6H8a4 4 0 0 0-4 4M7 21l-3-3 3-3M4 18h12a4 4 0 0 0 4-4"],
  flame: ["M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-2 1-3.5 2-4.5 0 2 1 3 2 3 0-4 1-7 2-9.5z", ""],
} as const satisfies Record<string, Shape>;

/** Drawn in icon-shapes.ts, which comes with the other screens. */
type LaterIcon =
  | "clock"
  | "plus"
  | "minus"
  | "camera"
  | "search"
  | "lock"
  | "gear"
  | "info"
  | "star"
  | "book"
  | "flag"
  | "hide";

export type IconName = keyof typeof FIRST | LaterIcon;

const SHAPES: Partial<Record<IconName, Shape>> = { ...FIRST };

/** Makes more icons known. */
export function draw(shapes: Record<LaterIcon, Shape>): void {
  Object.assign(SHAPES, shapes);
}

export function Icon({ name }: { name: IconName }): JSX.Element {
  const [body, lines] = SHAPES[name] ?? ["", ""];
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {body && <path class="body" d={body} />}
      {lines && <path d={lines} />}
    </svg>
  );
}
