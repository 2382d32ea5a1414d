/**
 * 离线: keeps the app's own files so that it starts without a network.
 * Promises: never touches the API; an update waits until a tab accepts it; the version before stays until the next one,
 * so that tabs that still run it find their screens.
 */
declare const self: ServiceWorkerGlobalScope;

const PREFIX = "mingcha-";
const CACHE = `${PREFIX}${__VERSION__}`;
/** What the server answers itself, never the kept page. */
const SERVER_ONLY = /^\/(api|rating|metrics)(\/|$)/;

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  // Unhashed files (the page, the manifest) must not come from the HTTP cache.
  await cache.addAll(__PRECACHE__.map((path) => new Request(path, { cache: "reload" })));
}

async function dropOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  // caches.keys() is in order of creation: the last of the older ones is the version before.
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match("/")) ?? fetch(request);
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || SERVER_ONLY.test(url.pathname)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});
