/**
 * Long lists: above 200 rows only what is near the screen is in the page.
 * Promises: the scroll bar tells the truth for rows of equal height, whatever the text size: the first row is measured.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { WINDOWED_ABOVE, windowOf } from "./window";

const ROW_GUESS_PX = 61;

interface WindowListProps<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly children: (row: T) => ComponentChildren;
}

export function WindowList<T>({ rows, keyOf, children }: WindowListProps<T>): JSX.Element {
  const list = useRef<HTMLUListElement>(null);
  const rowPx = useSignal(ROW_GUESS_PX);
  const abovePx = useSignal(0);
  const windowed = rows.length > WINDOWED_ABOVE;
  useEffect(() => {
    if (!windowed) return;
    const look = () => {
      const row = list.current?.querySelector<HTMLElement>("li:not([aria-hidden])");
      if (row?.offsetHeight) rowPx.value = row.offsetHeight;
      abovePx.value = Math.max(0, -(list.current?.getBoundingClientRect().top ?? 0));
    };
    look();
    const heard = { capture: true, passive: true };
    document.addEventListener("scroll", look, heard);
    return () => document.removeEventListener("scroll", look, heard);
  }, [windowed, rowPx, abovePx]);
  const { first, end } = windowed
    ? windowOf(rows.length, rowPx.value, abovePx.value, window.innerHeight)
    : { first: 0, end: rows.length };
  return (
    <ul ref={list} class="card list">
      {first > 0 && <li aria-hidden="true" style={{ height: `${first * rowPx.value}px` }} />}
      {rows.slice(first, end).map((row) => (
        <li key={keyOf(row)}>{children(row)}</li>
      ))}
      {end < rows.length && <li aria-hidden="true" style={{ height: `${(rows.length - end) * rowPx.value}px` }} />}
    </ul>
  );
}
