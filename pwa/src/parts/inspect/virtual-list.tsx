/**
 * A thousand rows of one height, of which only those near the screen are in the page; it can be told to go to one.
 * Promises: the scroll bar tells the truth at every text size (a row is measured); the row at the top is told, at rest;
 * a row that is the same object is drawn once, so a step of the window costs its new rows and an answer one row.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX, RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { stepped, windowOf } from "../window";

const ROW_GUESS_PX = 148;
const REST_MS = 600;
/** The window moves by so many rows at once. */
const STEP_ROWS = 4;

interface Props<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  readonly goTo: RefObject<((at: number) => void) | null>;
  readonly onSeen: (row: T) => void;
  readonly children: (row: T) => ComponentChildren;
}

export function VirtualList<T>({ rows, keyOf, goTo, onSeen, children }: Props<T>): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const rowPx = useSignal(ROW_GUESS_PX);
  const shown = useSignal({ first: 0, end: Math.min(rows.length, 24) });
  const latest = useRef({ rows, onSeen });
  latest.current = { rows, onSeen };
  const drawn = useRef<ReadonlyMap<T, VNode>>(new Map());
  const look = () => {
    const row = list.current?.querySelector<HTMLElement>("li:not([aria-hidden])");
    if (row?.offsetHeight && row.offsetHeight !== rowPx.peek()) rowPx.value = row.offsetHeight;
    const above = Math.max(0, -(list.current?.getBoundingClientRect().top ?? 0));
    const count = latest.current.rows.length;
    const next = stepped(windowOf(count, rowPx.peek(), above, window.innerHeight), STEP_ROWS, count);
    const now = shown.peek();
    if (next.first !== now.first || next.end !== now.end) shown.value = next;
  };
  useLayoutEffect(look, [rows.length]);
  useEffect(() => {
    let rest: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      look();
      clearTimeout(rest);
      rest = setTimeout(() => {
        const top = Math.max(0, -(list.current?.getBoundingClientRect().top ?? 0));
        const row = latest.current.rows[Math.round(top / rowPx.peek())];
        if (row !== undefined) latest.current.onSeen(row);
      }, REST_MS);
    };
    moved();
    document.addEventListener("scroll", moved, { capture: true, passive: true });
    return () => {
      clearTimeout(rest);
      document.removeEventListener("scroll", moved, { capture: true });
    };
  }, []);
  goTo.current = (at) => {
    const main = document.querySelector("main");
    const top = (list.current?.getBoundingClientRect().top ?? 0) + (main?.scrollTop ?? 0);
    const inset = document.querySelector(".visit-top")?.getBoundingClientRect().height ?? 0;
    const view = main?.getBoundingClientRect().top ?? 0;
    main?.scrollTo(0, top - view - inset - 8 + at * rowPx.peek());
  };
  const { first, end } = shown.value;
  const last = Math.min(end, rows.length);
  const begin = Math.min(first, last);
  const lines = new Map<T, VNode>();
  for (const row of rows.slice(begin, last)) {
    lines.set(row, drawn.current.get(row) ?? <li key={keyOf(row)}>{children(row)}</li>);
  }
  drawn.current = lines;
  return (
    <ol ref={list} class="card list items">
      {begin > 0 && <li aria-hidden="true" style={{ height: `${begin * rowPx.value}px` }} />}
      {[...lines.values()]}
      {last < rows.length && <li aria-hidden="true" style={{ height: `${(rows.length - last) * rowPx.value}px` }} />}
    </ol>
  );
}
