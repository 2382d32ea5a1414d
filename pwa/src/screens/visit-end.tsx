/** 收尾: what is still open, the signature of the place, the finish; afterwards what came of it, and how far all agree. */
import { useSignal } from "@preact/signals";
import { Fragment, type JSX } from "preact";
import { idOf } from "../model/ids";
import { Confirm } from "../parts/confirm";
import { docAt, mine } from "../parts/here";
import { note } from "../parts/inspect/acts";
import { lacksEvidence } from "../parts/inspect/done";
import { nameOf, type Visit, visitAt } from "../parts/inspect/view";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Host = later(async () => (await import("../parts/inspect/host")).Host);
const Debts = later(async () => (await import("../parts/inspect/debts")).Debts);
const Reopen = later(async () => (await import("../parts/inspect/reopen")).Reopen);
const Outcome = later(async () => (await import("../parts/inspect/outcome")).Outcome);

export default function VisitEnd({ params }: { params: Params }): JSX.Element {
  const visit = visitAt(params.visit ?? "");
  if (!visit) {
    return (
      <VisitFrame title={t("insp")} above="/inspections">
        <Nothing title={t("insp.visit.gone")}>{t("insp.visit.gone.why")}</Nothing>
      </VisitFrame>
    );
  }
  return <End visit={visit} />;
}

function End({ visit }: { visit: Visit }): JSX.Element {
  const asking = useSignal(false);
  const leads = visit.leader === mine().person;
  const { standing } = visit;
  const finished = standing.state === "finished" || standing.state === "published";
  const at = (path: string): Value => visit.doc.registers.get(path)?.value ?? null;
  const hosted = at("host_signature") !== null || String(at("host_note") ?? "").trim() !== "";
  const finish = () => {
    asking.value = false;
    void note(visit.id, [[`finished/${standing.round + 1}/<me>`, mine().now()]]);
  };
  const leader = visit.leader ? nameOf(visit.leader) : "";
  return (
    <VisitFrame
      title={t(finished ? "insp.outcome" : "insp.end")}
      above={`/visits/${visit.id}`}
      dock={
        leads && !finished && standing.state !== "cancelled" ? (
          <button
            type="button"
            class="btn"
            disabled={!hosted}
            onClick={() => {
              asking.value = true;
            }}
          >
            {t("insp.finish")}
          </button>
        ) : undefined
      }
    >
      {standing.state === "finished" && (leads || docAt(idOf(at("plan")))) && (
        <a class="btn soft" href={`/publish/${visit.id}`}>
          {t("insp.publish")}
        </a>
      )}
      <Left visit={visit} />
      {!finished && <Host visit={visit} at={at} />}
      {!leads && !finished && <p class="promise">{t("insp.end.leader", { name: leader ?? "" })}</p>}
      <Debts visit={visit} />
      <Outcome visit={visit} />
      {leads && finished && <Reopen visit={visit} />}
      <Confirm
        open={asking.value}
        title={t("insp.finish.ask")}
        words={t("insp.finish.words")}
        yes={t("insp.finish")}
        onYes={finish}
        onNo={() => {
          asking.value = false;
        }}
      />
    </VisitFrame>
  );
}

/** What nobody has judged, what is disputed, what lacks its picture. */
function Left({ visit }: { visit: Visit }): JSX.Element {
  const { score, rows } = visit;
  const differ = rows.filter(({ result }) => result.disagree && result.source !== "ruling").length;
  const bare = rows.filter(lacksEvidence).length;
  const facts: [string, number, boolean][] = [
    [t("insp.filter.open"), score.unseen, score.unseen > 0],
    [t("insp.filter.differ"), differ, differ > 0],
    [t("insp.evidence.lacking"), bare, bare > 0],
    [t("insp.short.fail"), score.failed, false],
  ];
  return (
    <section class="card stack">
      <p class="row" role="status">
        <b class="grow">{t("insp.score")}</b>
        <b class="num">
          {score.full === "0"
            ? t("insp.lost", { n: score.lost })
            : t("insp.score.of", { n: score.score, of: score.full })}
        </b>
      </p>
      <dl class="facts">
        {facts.map(([words, count, wrong]) => (
          <Fragment key={words}>
            <dt>{words}</dt>
            <dd class={wrong ? "num wrong" : "num"}>{count}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}
