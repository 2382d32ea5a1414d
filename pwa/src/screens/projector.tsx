/**
 * 投影: the screen of a meeting's room: one replica more, that reads documents and shows one thing at a time.
 * Promises: at most seven things, read from ten metres; no number runs backwards or flickers; turned by keys, or from
 * the phone of who runs the meeting; without a network it says since when its numbers stand still.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { localOf } from "../model/day";
import { valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { nextOf, previousOf, type Scene, type View } from "../model/projector";
import { textAt } from "../parts/deeds/bits";
import { docAt, now, placeName, replica } from "../parts/here";
import { type Later, later } from "../parts/later";
import { meetingOf, sceneNow, turnTo } from "../parts/projector/course";
import type { ViewProps } from "../parts/projector/frame";
import { usePages } from "../parts/projector/paging";
import { pollBeside, pollOf, sentBackWords } from "../parts/projector/poll-of";
import { Reveal } from "../parts/projector/reveal";
import { mayReveal } from "../parts/projector/revealing";
import { keepAwake } from "../parts/projector/wake";
import { back, type Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/projector/projector.css";

const VIEWS: Readonly<Record<View, Later<ViewProps>>> = {
  attendance: later(async () => (await import("../parts/projector/attendance")).withCode()),
  agenda: later(async () => (await import("../parts/projector/agenda")).Agenda),
  month: later(async () => (await import("../parts/projector/month")).withMonth()),
  poll: later(async () => (await import("../parts/projector/poll")).PollView),
  results: later(async () => (await import("../parts/projector/results")).withRadar()),
  findings: later(async () => (await import("../parts/projector/findings")).withPhoto()),
  orders: later(async () => (await import("../parts/projector/orders")).Orders),
  commentary: later(async () => (await import("../parts/projector/commentary")).Commentary),
};

export default function Projector({ params }: { params: Params }): JSX.Element {
  const above = `/meetings/${params.activity}`;
  const meeting = meetingOf(params.activity);
  useEffect(keepAwake, []);
  useEffect(() => {
    for (const view of Object.values(VIEWS)) void view.fetch();
  }, []);
  if (meeting) return <Stage meeting={meeting} above={above} />;
  return (
    <main class="projector dark">
      <h1 tabIndex={-1}>{t("proj.title")}</h1>
      <p class="big-words">{t("proj.away")}</p>
      <footer>
        <button type="button" onClick={() => back(above)}>
          {t("back")}
        </button>
      </footer>
    </main>
  );
}

function Stage({ meeting, above }: { meeting: Doc; above: string }): JSX.Element {
  const scene = sceneNow(meeting);
  const pages = usePages(meeting, scene);
  const asking = useSignal(false);
  const poll = scene.what === "poll" ? pollOf(meeting, scene.doc) : undefined;
  const beside = scene.what === "poll" ? pollBeside(meeting, poll) : undefined;
  const turn = (step: { scene: Scene; at?: string } | null | undefined) => {
    if (step) void turnTo(meeting, step);
  };
  const act: Readonly<Record<string, () => void>> = {
    " ": () => turn(nextOf(meeting.registers, scene, pages)),
    ArrowRight: () => turn(nextOf(meeting.registers, scene, pages)),
    ArrowLeft: () => turn(previousOf(meeting.registers, scene, pages)),
    p: () => turn(beside && { scene: { ...scene, doc: beside.id, page: 0 } }),
    d: () => turn({ scene: { ...scene, dark: !scene.dark } }),
    r: () => {
      asking.value = scene.what === "poll";
    },
    Escape: () => back(above),
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const wanted = act[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!wanted || asking.value || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (!event.repeat) wanted();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  const refused = sentBackWords(poll);
  const Shown = VIEWS[scene.what];
  return (
    <main class={`projector ${scene.dark ? "dark" : "light"}`} data-view={scene.what}>
      <Top meeting={meeting} />
      <section class="scene">
        <Shown key={`${scene.what} ${scene.doc}`} meeting={meeting} scene={scene} />
        {refused && <p class="fail-words">{refused}</p>}
      </section>
      <Reveal meeting={meeting} scene={scene} asking={asking} />
      <footer>
        <Network />
        <button type="button" onClick={act.ArrowLeft}>
          ← {t("proj.key.back")}
        </button>
        <button type="button" onClick={act[" "]}>
          {t("proj.key.next")} →
        </button>
        {beside && (
          <button type="button" onClick={act.p}>
            {t("proj.key.poll")}
          </button>
        )}
        {mayReveal(poll) && (
          <button type="button" onClick={act.r}>
            {t("proj.key.reveal")}
          </button>
        )}
        <button type="button" onClick={act.d}>
          {t("proj.key.dark")}
        </button>
        <button type="button" onClick={act.Escape}>
          {t("proj.key.leave")}
        </button>
      </footer>
    </main>
  );
}

function Top({ meeting }: { meeting: Doc }): JSX.Element {
  const activity = docAt(idOf(valueAt(meeting, "activity")));
  return (
    <header>
      <h1 tabIndex={-1}>{(activity && textAt(activity, "title")) || t("proj.title")}</h1>
      <span class="muted grow">{placeName(idOf(valueAt(meeting, "branch")))}</span>
      <span class="muted num">{localOf(now.value).time}</span>
    </header>
  );
}

/** Nothing while all is well; else since when the numbers stand still. */
function Network(): JSX.Element {
  const status = replica.value?.status.value;
  const well = !status || status.phase === "synced" || status.phase === "sending";
  const since = status?.lastSyncedMs ? localOf(status.lastSyncedMs).time : "";
  return (
    <span class="network grow" role="status">
      {!well && t("proj.offline", { time: since })}
    </span>
  );
}
