/**
 * The app: its routes, and what stands around every screen.
 * Promises: nobody sees a screen of the signed-in without being signed in; the first screen is not fetched separately.
 */
import { computed, effect } from "@preact/signals";
import type { JSX } from "preact";
import { options, render } from "preact";
import { type Info, info, replica, setSessions, tick } from "./parts/here";
import { listenForInstall } from "./parts/offer";
import { language, startPreferences } from "./parts/preferences";
import { navigate, shown, startRouter } from "./router";
import { Today } from "./screens/today";
import type { Sessions } from "./sync/interface";
import { speak, t } from "./text";

const OPEN_TO_ALL = /^\/(sign-in|first|activate)$/;

/** Where somebody stands who may not stand where they are; null if they may. */
const elsewhere = computed(() => {
  const { path } = shown.value;
  if (!path || (replica.value !== null) === !OPEN_TO_ALL.test(path)) return null;
  return replica.value ? wanted : info.value.empty ? "/first" : "/sign-in";
});

/** What was asked for before anybody had signed in: opened once somebody has. */
let wanted = "/";

function App(): JSX.Element | null {
  const { screen: Current, params, failed, path } = shown.value;
  return (
    <>
      {info.value.demo && (
        <aside class="ribbon" aria-label={t("demo")}>
          {t("demo")}
        </aside>
      )}
      {failed ? <Unreachable /> : Current && elsewhere.value === null && <Current key={path} params={params} />}
    </>
  );
}

function Unreachable(): JSX.Element {
  return (
    <main class="empty">
      <h1 tabIndex={-1}>{t("screen.unreachable")}</h1>
      <p>{t("screen.unreachable.why")}</p>
      <a class="btn" href="/">
        {t("tab.today")}
      </a>
    </main>
  );
}

const INFO = "mingcha.info";
const INFO_WAIT_MS = 1500;

async function askInfo(): Promise<void> {
  try {
    const kept = localStorage.getItem(INFO);
    if (kept) info.value = JSON.parse(kept) as Info;
    if (kept && Object.keys(localStorage).some((key) => key.startsWith("mingcha.silent.") && localStorage[key])) return;
    const answer = await fetch("/api/info", { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
    info.value = (await answer.json()) as Info;
    localStorage.setItem(INFO, JSON.stringify(info.value));
  } catch {
    // No network, or no storage: what was known last holds.
  }
}

/** Who is signed in here. A network that hangs keeps nobody waiting for the sign-in. */
async function resume(sessions: Sessions): Promise<void> {
  const asked = askInfo();
  // A store that can't be opened leaves the sign-in, not a blank page.
  replica.value = await sessions.resume().catch(() => null);
  if (!replica.value) await Promise.race([asked, new Promise((done) => setTimeout(done, INFO_WAIT_MS))]);
}

/** Puts the app on the page. */
export async function start(sessions: Sessions): Promise<void> {
  // Effects run with the screen that made them, not a frame later: between the two nobody can type or tap.
  options.requestAnimationFrame = queueMicrotask;
  setSessions(sessions);
  startPreferences();
  listenForInstall();
  const spoken = language.peek() === "zh-CN" ? null : speak(language.peek()).catch(() => undefined);
  await Promise.all([resume(sessions), spoken]);
  const { hash, pathname } = location;
  // What a camera read counts from now on, however long the sign-in takes (parts/deeds/scanned.ts).
  if (!replica.value && !OPEN_TO_ALL.test(pathname)) wanted = pathname + (hash && `${hash}.${performance.now() | 0}`);
  // Where texts are is fetched beside the routes: the first screen that asks for some waits for no third file.
  startRouter("/", Today, async () => (await Promise.all([import("./routes"), import("./text/groups")]))[0].ROUTES);
  effect(() => {
    if (!elsewhere.value) return;
    navigate(elsewhere.value, { replace: true });
    if (replica.value) wanted = "/";
  });
  render(<App />, document.getElementById("app") as HTMLElement);
  setInterval(tick, 60_000);
  document.addEventListener("visibilitychange", tick);
  void import("./parts/second-tap").then(({ restDocks }) => restDocks(document));
  void import("./parts/unsaved").then(({ startWatching }) => startWatching());
  void import("./parts/update").then(({ startUpdates }) => startUpdates());
}
