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

/** An address that nobody wrote rightly leads nowhere. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return "";
  }
}

function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/");
  const given = decoded(path).split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const found = given[at] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = found;
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

export function navigate(to: string, options: { replace?: boolean; state?: object } = {}): void {
  uncover();
  if (returning) {
    void returning.then(() => navigate(to, options));
    return;
  }
  for (const leave of leaving) leave();
  if (options.replace) history.replaceState({ ...options.state, step: steps }, "", to);
  else {
    history.replaceState({ ...history.state, scroll: scroller()?.scrollTop ?? 0 }, "");
    history.pushState({ ...options.state, step: ++steps }, "", to);
  }
  void show(0);
}

/** Tabs lie one above the first screen: back from any of them leads there, and from there out. */
function turn(to: string): void {
  const { tab, step } = history.state ?? {};
  const homeward = to === home?.path;
  if (homeward && step) {
    arrived = () => {
      steps = 0;
      navigate(to, { replace: true });
    };
    history.go(-step);
  } else {
    navigate(to, { replace: tab || !(step || location.pathname === home?.path), state: { tab: !homeward } });
  }
}

/** What lies over the screen has an entry of its own, so that going back closes it. */
let cover: (() => void) | null = null;
/** On the way back from such an entry, until the browser is there. */
export let returning: Promise<void> | null = null;
let arrived: (() => void) | null = null;

/** A sheet opens; `close` is called when going back closes it. Returns what takes its entry away again. */
export function covered(close: () => void): () => void {
  history.pushState({ ...history.state, cover: true }, "");
  cover = close;
  return () => {
    if (cover === close) uncover();
  };
}

function uncover(): void {
  if (!cover) return;
  cover = null;
  returning = new Promise((done) => {
    arrived = () => {
      returning = null;
      done();
    };
  });
  history.back();
}

function moved(): void {
  const next = arrived ?? cover;
  arrived = cover = null;
  if (next || history.state?.cover) {
    next?.();
    return;
  }
  for (const leave of leaving) leave();
  steps = history.state?.step ?? 0;
  void show(history.state?.scroll ?? 0);
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
  if (link.pathname === location.pathname) return;
  if (link.dataset.tab !== undefined) turn(link.pathname);
  else navigate(link.pathname, { replace: link.dataset.replace !== undefined });
}

/** Begins to follow the address; call once. The screen at `path` is at hand, the table of the others is fetched. */
export function startRouter(path: string, screen: Screen, table: () => Promise<readonly Route[]>): void {
  home = { path, screen };
  fetchRoutes = table;
  steps = typeof history.state?.step === "number" ? history.state.step : 0;
  // Loaded anew with a sheet open, which is open no longer.
  if (history.state?.cover) history.back();
  document.addEventListener("click", followLink);
  window.addEventListener("popstate", moved);
  void show(0);
}
