/**
 * The app: its routes, and what stands around every screen.
 * Promises: nobody sees a screen of the signed-in without being signed in; the first screen is not fetched separately.
 */
import { computed, effect } from "@preact/signals";
import type { JSX } from "preact";
import { render } from "preact";
import { type Info, info, replica, setSessions, tick } from "./parts/here";
import { listenForInstall } from "./parts/install";
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
  return replica.value ? "/" : info.value.empty ? "/first" : "/sign-in";
});

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

async function askInfo(): Promise<void> {
  const kept = localStorage.getItem("mingcha.info");
  if (kept) info.value = JSON.parse(kept) as Info;
  try {
    const answer = await fetch("/api/info", { headers: { Accept: "application/json" } });
    if (!answer.ok || !answer.headers.get("Content-Type")?.includes("json")) return;
    info.value = (await answer.json()) as Info;
    localStorage.setItem("mingcha.info", JSON.stringify(info.value));
  } catch {
    // No network: what was known last holds.
  }
}

/** Puts the app on the page. */
export async function start(sessions: Sessions): Promise<void> {
  setSessions(sessions);
  startPreferences();
  listenForInstall();
  const asked = askInfo();
  const resumed = sessions.resume();
  if (language.peek() !== "zh-CN") await speak(language.peek()).catch(() => undefined);
  replica.value = await resumed;
  if (!replica.value) await asked;
  startRouter("/", Today, async () => (await import("./routes")).ROUTES);
  effect(() => {
    if (elsewhere.value) navigate(elsewhere.value, { replace: true });
  });
  render(<App />, document.getElementById("app") as HTMLElement);
  setInterval(tick, 60_000);
  document.addEventListener("visibilitychange", tick);
  void import("./parts/update").then(({ startUpdates }) => startUpdates());
}
