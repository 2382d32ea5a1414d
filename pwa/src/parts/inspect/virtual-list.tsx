/**
 * A thousand rows of one height, of which only those near the screen are in the page; it can be told to go to one.
 * Promises: the scroll bar tells the truth at every text size (a row is measured); the row at the top is told, at rest;
 * a row that is the same object is drawn once, so an answer costs one row; the window moves row by row, so that a frame
 * of a scroll costs a row or two, and nothing is measured meanwhile.
 */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX, RefObject, VNode } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { windowOf } from "../window";

const ROW_GUESS_PX = 148;
const REST_MS = 600;
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
  /** What is measured where something may have changed it, and only looked up while the finger scrolls. */
  const measured = useRef({ scroller: null as HTMLElement | null, listPx: 0, viewPx: 0 });
  const above = () => Math.max(0, (measured.current.scroller?.scrollTop ?? 0) - measured.current.listPx);
  const look = () => {
    const next = windowOf(latest.current.rows.length, rowPx.peek(), above(), measured.current.viewPx);
    const now = shown.peek();
    if (next.first !== now.first || next.end !== now.end) shown.value = next;
  };
  const measure = () => {
    const scroller = document.querySelector("main");
    const row = list.current?.querySelector<HTMLElement>("li:not([aria-hidden])");
    if (row?.offsetHeight && row.offsetHeight !== rowPx.peek()) rowPx.value = row.offsetHeight;
    const topPx = (list.current?.getBoundingClientRect().top ?? 0) - (scroller?.getBoundingClientRect().top ?? 0);
    measured.current = { scroller, listPx: topPx + (scroller?.scrollTop ?? 0), viewPx: window.innerHeight };
    look();
  };
  useLayoutEffect(measure, [rows.length]);
  useEffect(() => {
    const { scroller } = measured.current;
    let movedAt = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const resting = () => {
      const left = movedAt + REST_MS - performance.now();
      rest = left > 0 ? setTimeout(resting, left) : undefined;
      if (rest !== undefined) return;
      measure();
      const row = latest.current.rows[Math.round(above() / rowPx.peek())];
      if (row !== undefined) latest.current.onSeen(row);
    };
    const moved = () => {
      look();
      movedAt = performance.now();
      rest ??= setTimeout(resting, REST_MS);
    };
    moved();
    scroller?.addEventListener("scroll", moved, { passive: true });
    const resized = new ResizeObserver(measure);
    for (const part of list.current?.parentElement?.children ?? []) resized.observe(part);
    if (scroller) resized.observe(scroller);
    return () => {
      clearTimeout(rest);
      resized.disconnect();
      scroller?.removeEventListener("scroll", moved);
    };
  }, []);
  goTo.current = (at) => {
    measure();
    const inset = document.querySelector(".visit-top")?.getBoundingClientRect().height ?? 0;
    measured.current.scroller?.scrollTo(0, measured.current.listPx - inset - 8 + at * rowPx.peek());
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
    <ol ref={list} class="card items">
      {begin > 0 && <li aria-hidden="true" style={{ height: `${begin * rowPx.value}px` }} />}
      {[...lines.values()]}
      {last < rows.length && <li aria-hidden="true" style={{ height: `${(rows.length - last) * rowPx.value}px` }} />}
    </ol>
  );
}
