/**
 * 离线: keeps the app's own files so that it starts without a network.
 * Promises: never touches the API; an update waits until a tab accepts it; the version before stays until the next one,
 * so that tabs that still run it find their screens. What everybody needs is kept at install, the rest by shelves, when
 * the app asks for one; a shelf once kept is kept by the next version too, before that takes over.
 */
import { KEPT } from "./parts/kept";

declare const self: ServiceWorkerGlobalScope;

const PREFIX = "mingcha-";
const CACHE = `${PREFIX}${__VERSION__}`;
/** What the server answers itself, never the kept page. */
const SERVER_ONLY = /^\/(api|metrics|r|k|open|public)(\/|$)/;
const LATER = new Set(Object.values(__SHELVES__).flat());

/** Files with a hash in their names are taken over from the version before; others must not come from the HTTP cache. */
async function keep(cache: Cache, paths: readonly string[]): Promise<void> {
  const missing: Request[] = [];
  for (const path of paths) {
    const hashed = path.startsWith("/assets/");
    const known = hashed ? await caches.match(path) : undefined;
    if (known) await cache.put(path, known);
    else missing.push(new Request(path, hashed ? {} : { cache: "reload" }));
  }
  await cache.addAll(missing);
}

async function keptIn(cache: Cache): Promise<string[]> {
  return (await (await cache.match(KEPT))?.json()) ?? [];
}

/** One after the other: two that run side by side would each forget what the other one kept. */
function keepShelves(names: readonly string[]): Promise<void> {
  return navigator.locks.request(KEPT, () => addShelves(names));
}

async function addShelves(names: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = await keptIn(cache);
  for (const name of names) {
    if (kept.includes(name)) continue;
    await keep(cache, __SHELVES__[name] ?? []);
    kept.push(name);
    await cache.put(KEPT, new Response(JSON.stringify(kept)));
  }
}

async function olderCaches(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
}

async function keepAll(): Promise<void> {
  await keep(await caches.open(CACHE), __PRECACHE__);
  // caches.keys() is in order of creation: the last of the older ones is the version before.
  const before = (await olderCaches()).at(-1);
  if (before) await keepShelves(await keptIn(await caches.open(before)));
}

async function dropOlder(): Promise<void> {
  const older = await olderCaches();
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match("/")) ?? fetch(request);
}

/** A file of a shelf that was not kept is kept from its first use. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const found = (await cache.match(request)) ?? (await caches.match(request));
  if (found) return found;
  const fresh = await fetch(request);
  if (fresh.ok && LATER.has(new URL(request.url).pathname)) await cache.put(request, fresh.clone());
  return fresh;
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
  if (Array.isArray(event.data?.keep)) event.waitUntil(keepShelves(event.data.keep).catch(() => undefined));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || SERVER_ONLY.test(url.pathname)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});
