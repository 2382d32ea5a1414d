/**
 * Where we are: paths without a hash, links that don't reload, screens fetched when first shown.
 * Promises: the old screen stays until the new one is there; focus moves to the new screen's heading; going back finds
 * the place one had scrolled to.
 */
import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

export type Params = Readonly<Record<string, string>>;
export type Screen = ComponentType<{ params: Params }>;

export interface Route {
  /** Such as "/self/:day". */
  readonly pattern: string;
  readonly load: () => Promise<Screen>;
}

export interface Shown {
  readonly path: string;
  readonly screen: Screen | null;
  readonly params: Params;
  /** The screen could not be fetched: offline and not kept. */
  readonly failed: boolean;
}

export const shown = signal<Shown>({ path: "", screen: null, params: {}, failed: false });

/** Asked before a screen is left; used by screens with text under way. */
export const leaving = new Set<() => void>();

let home: { path: string; screen: Screen } | undefined;
let fetchRoutes: () => Promise<readonly Route[]> = () => Promise.resolve([]);
let steps = 0;

function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const found = given[at] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(found);
    else if (part !== found) return null;
  }
  return params;
}

/** The screen at a path; null where there is none. Throws where it can't be fetched. */
async function find(path: string): Promise<{ screen: Screen; params: Params } | null> {
  for (const route of await fetchRoutes()) {
    const params = match(route.pattern, path);
    if (params) return { screen: await route.load(), params };
  }
  return null;
}

let latest = 0;

async function show(scrollTo: number): Promise<void> {
  const mine = ++latest;
  const path = location.pathname;
  if (path === home?.path) return put({ path, screen: home.screen, params: {}, failed: false }, scrollTo);
  try {
    const found = await find(path);
    if (mine !== latest) return;
    if (found) put({ path, ...found, failed: false }, scrollTo);
    else navigate("/", { replace: true });
  } catch {
    if (mine === latest) put({ path, screen: null, params: {}, failed: true }, scrollTo);
  }
}

function put(next: Shown, scrollTo: number): void {
  const first = shown.peek().path === "";
  shown.value = next;
  requestAnimationFrame(() => settle(scrollTo, first));
}

/** What scrolls: the page itself stands still. */
function scroller(): Element | null {
  return document.querySelector("main");
}

function settle(scrollTo: number, first: boolean): void {
  scroller()?.scrollTo(0, scrollTo);
  const heading = document.querySelector<HTMLElement>("h1");
  // A screen that nobody may read over a shoulder, or in the list of open apps, gives itself another title.
  if (heading) document.title = heading.dataset.title ?? heading.textContent ?? "";
  if (first || document.activeElement?.closest("dialog, [autofocus]")) return;
  heading?.focus({ preventScroll: true });
  focused = { heading, path: location.pathname };
}

let focused: { readonly heading: HTMLElement | null; readonly path: string } | null = null;

/** A screen that puts its frame up anew (its document has come) keeps the focus that its heading had. */
export function keepFocus(heading: HTMLElement | null): void {
  if (!heading || focused?.path !== location.pathname || focused.heading?.isConnected !== false) return;
  if (document.activeElement === document.body) heading.focus({ preventScroll: true });
  focused = { heading, path: location.pathname };
}

export function navigate(to: string, options: { replace?: boolean } = {}): void {
  for (const leave of leaving) leave();
  if (options.replace) history.replaceState({ step: steps }, "", to);
  else {
    history.replaceState({ ...history.state, scroll: scroller()?.scrollTop ?? 0 }, "");
    history.pushState({ step: ++steps }, "", to);
  }
  void show(0);
}

/** One step back inside the app, or to the screen above where there is none. */
export function back(above: string): void {
  if (typeof history.state?.step === "number" && history.state.step > 0) history.back();
  else navigate(above, { replace: true });
}

function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  event.preventDefault();
  if (link.pathname !== location.pathname) navigate(link.pathname, { replace: link.dataset.replace !== undefined });
}

/** Begins to follow the address; call once. The screen at `path` is at hand, the table of the others is fetched. */
export function startRouter(path: string, screen: Screen, table: () => Promise<readonly Route[]>): void {
  home = { path, screen };
  fetchRoutes = table;
  steps = typeof history.state?.step === "number" ? history.state.step : 0;
  document.addEventListener("click", followLink);
  window.addEventListener("popstate", () => {
    for (const leave of leaving) leave();
    steps = history.state?.step ?? 0;
    void show(history.state?.scroll ?? 0);
  });
  void show(0);
}
