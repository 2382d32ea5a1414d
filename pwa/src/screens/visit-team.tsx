/** 分工: the sections of the checklist: who has claimed which, who is where, and how far each has come. */

import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dashed } from "../model/ids";
import { headings } from "../model/inspection";
import { mine, replica } from "../parts/here";
import { note } from "../parts/inspect/acts";
import { isDone } from "../parts/inspect/done";
import { nameOf, type Row, type Visit, visitAt } from "../parts/inspect/view";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/inspect/visit-more.css";
import "../parts/lists.css";

export default function VisitTeam({ params }: { params: Params }): JSX.Element {
  const visit = visitAt(params.visit ?? "");
  if (!visit) {
    return (
      <VisitFrame title={t("insp")} above="/inspections">
        <Nothing title={t("insp.visit.gone")}>{t("insp.visit.gone.why")}</Nothing>
      </VisitFrame>
    );
  }
  return <Team visit={visit} />;
}

function Team({ visit }: { visit: Visit }): JSX.Element {
  const base = `/visits/${visit.id}`;
  useEffect(() => replica.peek()?.presence?.(visit.id, "team"), [visit.id]);
  return (
    <VisitFrame
      title={t("insp.team")}
      above={base}
      dock={
        <>
          <a class="btn soft" href={`${base}/talk`}>
            {t("insp.talk")}
          </a>
          <a class="btn" href={`${base}/end`}>
            {t("insp.to_end")}
          </a>
        </>
      }
    >
      <section class="card list" aria-label={t("insp.members")}>
        {visit.members.map((id) => (
          <Member key={id} visit={visit} id={id} />
        ))}
      </section>
      <h2 class="section">{t("insp.sections")}</h2>
      <section class="card list" aria-label={t("insp.sections")}>
        {[...visit.sections].map(([first, ids]) => (
          <Section key={first} visit={visit} first={first} rows={rowsOf(visit, ids)} />
        ))}
      </section>
    </VisitFrame>
  );
}

function rowsOf(visit: Visit, ids: readonly string[]): Row[] {
  const wanted = new Set(ids);
  return visit.rows.filter(({ id }) => wanted.has(id));
}

function Member({ visit, id }: { visit: Visit; id: Hex }): JSX.Element {
  const name = nameOf(id);
  const seen = visit.rows.filter((row) => row.seen.some(({ by, verdict }) => by === id && verdict !== "unseen")).length;
  const here = replica.value?.presences?.value.find(({ doc, person }) => doc === visit.id && person === id);
  const at = visit.rows.find((row) => here?.path === `items/${row.id}`);
  const arrived = visit.doc.registers.get(`begun/${dashed(id)}`)?.value;
  return (
    <div class="line-row">
      <span class="face" aria-hidden="true">
        {[...name].slice(-2).join("")}
      </span>
      <span class="grow">
        <b class="block">
          {name}
          {id === visit.leader && <span class="small"> · {t("insp.is_leader")}</span>}
          {id === mine().person && <span class="small"> · {t("insp.is_me")}</span>}
        </b>
        <span class="muted">
          {at
            ? t("insp.at", { n: at.number, group: headings(at.item).at(-1) ?? "" })
            : here
              ? t("insp.online")
              : t(arrived ? "insp.no_news" : "insp.not_arrived")}
        </span>
      </span>
      <span class="tag num">{t("progress", { n: seen, of: visit.rows.length })}</span>
    </div>
  );
}

function Section({ visit, first, rows }: { visit: Visit; first: string; rows: readonly Row[] }): JSX.Element {
  const me = mine().person;
  const claims = visit.members.filter((id) => {
    const claimed = visit.doc.registers.get(`claims/${first}/${dashed(id)}`)?.value;
    return typeof claimed === "number";
  });
  const own = claims.includes(me);
  const done = rows.filter((row) => row.result.judged > 0).length;
  const mineDone = rows.filter(isDone).length;
  const title = rows[0] ? headings(rows[0].item).join(" › ") : "";
  const names = claims.map((id) => nameOf(id)).join(t("list.comma"));
  const open = visit.standing.finish === null && visit.members.includes(me);
  return (
    <div class="progress-row">
      <p class="row">
        <b class="grow">{title || t("insp.no_heading")}</b>
        <span class="small num">{t("insp.section.count", { n: done, of: rows.length, mine: mineDone })}</span>
      </p>
      <progress class="bar" max={rows.length} value={done} aria-label={title || t("insp.no_heading")} />
      <p class="row">
        <span class="grow muted">{names || t("insp.unclaimed")}</span>
        {open && (
          <button
            type="button"
            class={own ? "btn plain short" : "btn soft short"}
            onClick={() => void note(visit.id, [[`claims/${first}/<me>`, own ? null : mine().now()]])}
          >
            {t(own ? "insp.unclaim" : "insp.claim")}
          </button>
        )}
      </p>
    </div>
  );
}
