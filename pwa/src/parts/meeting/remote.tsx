/** 遥控: the phone of who runs the meeting turns what the room sees; what it shows now stands above the buttons. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { agendaOf, nextOf, pageTurned, previousOf, type Scene, VIEWS, type View } from "../../model/projector";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { replica } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { mayTurn, sceneNow, turnTo } from "../projector/course";
import { usePages } from "../projector/paging";
import { pollOf } from "../projector/poll-of";
import { reachOf } from "../projector/reach";
import { mayReveal, onlyCloses, reveal } from "../projector/revealing";
import "./remote.css";

const RemotePolls = later(() => import("./remote-polls").then((module) => module.RemotePolls));

interface RemoteProps {
  readonly meeting: Doc;
  /** Whether it stands among other cards, and says what it is. */
  readonly titled?: boolean;
}

export function Remote({ meeting, titled }: RemoteProps): JSX.Element | null {
  const asking = useSignal(false);
  const scene = sceneNow(meeting);
  const pages = usePages(meeting, scene);
  if (!mayTurn(meeting)) return null;
  const [before, after] = [pageTurned(scene, -1, pages), pageTurned(scene, 1, pages)];
  const phase = replica.value?.status.value.phase;
  const poll = scene.what === "poll" ? pollOf(meeting, scene.doc) : undefined;
  const turn = (step: { scene: Scene; at?: string } | null) => step && void turnTo(meeting, step);
  const show = (what: View) => turn({ scene: { ...scene, what, doc: null, page: 0 } });
  return (
    <section class="card stack remote">
      {titled && <h2>{t("remote")}</h2>}
      <p role="status">{t("remote.shown", { what: titleOf(meeting, scene, pages) })}</p>
      {phase === "offline" && <p class="hint">{t("remote.waiting")}</p>}
      <div class="turns">
        <button type="button" class="btn soft" onClick={() => turn(previousOf(meeting.registers, scene, pages))}>
          {t("remote.back")}
        </button>
        <button type="button" class="btn" onClick={() => turn(nextOf(meeting.registers, scene, 1))}>
          {t("remote.next")}
        </button>
      </div>
      {pages > 1 && (
        <div class="turns">
          <button type="button" class="btn soft" disabled={!before} onClick={() => turn(before && { scene: before })}>
            {t("remote.page.back")}
          </button>
          <button type="button" class="btn soft" disabled={!after} onClick={() => turn(after && { scene: after })}>
            {t("remote.page.next")}
          </button>
        </div>
      )}
      <div class="views">
        {VIEWS.map((what) => (
          <button key={what} type="button" class="chip" aria-pressed={scene.what === what} onClick={() => show(what)}>
            {reachOf(what, meeting) === "none" && <Icon name="lock" />}
            {t(`proj.${what}`)}
          </button>
        ))}
      </div>
      {VIEWS.some((what) => reachOf(what, meeting) === "none") && <p class="small">{t("remote.reach")}</p>}
      {scene.what === "poll" && (
        <RemotePolls
          meeting={meeting}
          poll={poll}
          onTurn={(doc) => turn({ scene: { ...scene, what: "poll", doc, page: 0 } })}
        />
      )}
      {mayReveal(poll) && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("remote.reveal")}
        </button>
      )}
      <div class="row">
        <button type="button" class="btn soft" onClick={() => turn({ scene: { ...scene, dark: !scene.dark } })}>
          {t("remote.dark")}
        </button>
        <a class="btn soft" href={`/meetings/${idOf(valueAt(meeting, "activity"))}/projector`}>
          {t("remote.open")}
        </a>
      </div>
      {poll && (
        <Confirm
          open={asking.value}
          title={t("proj.reveal")}
          words={
            onlyCloses(poll)
              ? t("remote.end")
              : valueAt(poll, "closed") === true
                ? t("remote.reveal.ask")
                : t("remote.reveal.close")
          }
          yes={onlyCloses(poll) ? t("proj.end.yes") : t("proj.reveal.yes")}
          no={t("proj.reveal.no")}
          onYes={() => {
            asking.value = false;
            void reveal(poll);
          }}
          onNo={() => {
            asking.value = false;
          }}
        />
      )}
    </section>
  );
}

/** What the room sees, by its name in the agenda where it stands there, and which page of it. */
function titleOf(meeting: Doc, { what, page }: Scene, pages: number): string {
  const at = valueAt(meeting, "at");
  const item = agendaOf(meeting.registers).find(({ key, kind }) => key === at && kind === what);
  const name = item?.title ?? t(`proj.${what}`);
  const here = Math.min(page, pages - 1) + 1;
  return pages > 1 ? `${name} · ${t("proj.page", { n: here, of: pages })}` : name;
}
