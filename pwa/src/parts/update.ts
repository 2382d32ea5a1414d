/**
 * New versions of the app: noticed, offered, and taken only when the person says so.
 * Promises: nothing typed is lost (save → inert → drain → reload, and no reload without the disk); other tabs follow when they are hidden, and not while
 * something is being written in them.
 */
import { t } from "../text";
import { replica } from "./here";
import { flushAll } from "./saving";
import { startKeeping } from "./shelves";
import { say } from "./toast";
import { updateReady } from "./update-ready";

const CHECK_EVERY_MS = 3_600_000;
/** The addresses at which somebody may be writing: forms, and what one begins. */
const WRITING = /^\/(self|reviews)\/[^/]+|\/(new|again|for)\b/;
/** Fields that hold text: nobody knows whether it stands anywhere else. */
const TYPED = "textarea,input:not([type=radio],[type=checkbox])";

let waiting: ServiceWorker | null = null;
let accepted = false;

/** Whether the page may go; where something stands on it only it stays, and says so. */
async function settle(): Promise<boolean> {
  flushAll();
  document.body.inert = true;
  const drained = (await replica.peek()?.drain()) ?? true;
  // A picture that found no room stands on the page only.
  const settled = drained && !document.querySelector(".in-hand");
  document.body.inert = settled;
  if (!settled) say(t("save.failed"));
  return settled;
}

async function reloadSettled(): Promise<void> {
  if (await settle()) location.reload();
}

/** Takes the new version now. */
export async function takeUpdate(): Promise<void> {
  if (!(await settle())) return;
  accepted = true;
  // Another tab may have made it the one that serves this page already.
  if (waiting?.state === "installed") waiting.postMessage("activate");
  else location.reload();
}

function isWriting(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>(TYPED)];
  return WRITING.test(location.pathname) || fields.some(({ value }) => value);
}

function followElsewhere(): void {
  const follow = () => {
    if (document.visibilityState === "hidden" && !isWriting()) void reloadSettled();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
}

function watch(registration: ServiceWorkerRegistration): void {
  const ready = (worker: ServiceWorker | null) => {
    if (!worker || !navigator.serviceWorker.controller) return;
    waiting = worker;
    updateReady.value = true;
  };
  ready(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    coming?.addEventListener("statechange", () => {
      if (coming.state === "installed") ready(coming);
    });
  });
  const check = () => {
    if (!replica.peek()?.silent?.peek()) void registration.update().catch(() => undefined);
  };
  setInterval(check, CHECK_EVERY_MS);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
}

/** Registers the worker and begins to watch for its successors; call once, after the first screen. */
export function startUpdates(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flushAll();
  });
  window.addEventListener("pagehide", flushAll);
  if (!("serviceWorker" in navigator)) return;
  // The first worker takes the page over without changing it; every later one is a new version.
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!controlled) controlled = true;
    else if (accepted) location.reload();
    else followElsewhere();
  });
  void navigator.serviceWorker
    .register("/worker.js")
    .then(watch)
    .catch(() => undefined);
  startKeeping();
}
