/** 对我的评价: commentary, remarks and grades that were given to me, newest first; a tap reads one. */
import type { JSX } from "preact";
import { commentaryOf } from "../model/commentary";
import { idOf, momentOf } from "../model/ids";
import { textAt } from "../model/person";
import { combinedOf, type Decision, decisionOf, percentText } from "../model/round";
import { CombinedCard } from "../parts/combined-card";
import { Frame } from "../parts/frame";
import { all, docAt, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Said, saidBy, subjectName } from "../parts/said";
import { momentWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/figures.css";

const OutcomeCard = later(async () => (await import("../parts/outcome")).OutcomeCard);
const KINDS = ["branch_commentary", "quarterly_remark", "leader_remark"];

interface Row {
  readonly id: string;
  readonly title: string;
  readonly words: string;
  readonly atMs: number;
}

function aboutMe(): Row[] {
  const own = replica.value?.person;
  const said = KINDS.flatMap(all)
    .map(commentaryOf)
    .filter(({ subject, submitted }) => subject === own && submitted)
    .map((one) => ({ id: one.id, title: saidBy(one), words: one.text || one.parts.strengths, atMs: one.atMs }));
  const graded = all("decision")
    .map(decisionOf)
    .filter(({ subject, decided }) => subject === own && decided)
    .map((one) => ({ id: one.id, title: roundTitle(one), words: one.grade, atMs: one.atMs ?? 0 }));
  const whole = all("combined_result")
    .map((doc) => ({ doc, found: combinedOf(doc) }))
    .filter(({ found }) => found.subject === own)
    .map(({ doc, found }) => ({
      id: doc.id,
      title: textAt(docAt(found.round), "title"),
      words: found.total ?? t("rnd.incomplete"),
      atMs: momentOf(doc.registers.get("subject")?.stamp ?? ""),
    }));
  return [...said, ...graded, ...whole].sort((one, other) => other.atMs - one.atMs);
}

function roundTitle(decision: Decision): string {
  const round = docAt(decision.round);
  return round ? textAt(round, "title") : t("grade");
}

export default function SaidScreen({ params }: { params: Params }): JSX.Element {
  if (params.doc) return <Reading id={params.doc} />;
  const rows = aboutMe();
  return (
    <Frame title={t("said")} above="/reviews">
      {rows.length === 0 && <Nothing title={t("said.none")}>{t("said.none.why")}</Nothing>}
      {rows.length > 0 && (
        <div class="card list">
          {rows.map(({ id, title, words, atMs }) => (
            <a key={id} class="line-row" href={`/said/${id}`}>
              <span class="grow">
                <b class="block">{title}</b>
                <span class="muted clamp">{words}</span>
              </span>
              <span class="small num">{momentWords(atMs, today.value)}</span>
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
    </Frame>
  );
}

function Reading({ id }: { id: string }): JSX.Element {
  const doc = docAt(id);
  if (!doc) {
    return (
      <Frame title={t("said")} above="/said">
        <Nothing title={t("say.away")}>{t("say.away.why")}</Nothing>
      </Frame>
    );
  }
  if (doc.kind === "combined_result") return <Whole doc={doc} />;
  if (doc.kind === "decision") return <Grade decision={decisionOf(doc)} />;
  const said = commentaryOf(doc);
  const mine = idOf(doc.registers.get("by")?.value) === replica.value?.person;
  return (
    <Frame title={mine ? subjectName(said) : t("said")} above={mine ? "/remarks" : "/said"}>
      <Said said={said} />
      {mine && <OutcomeCard said={said} />}
    </Frame>
  );
}

function Whole({ doc }: { doc: Doc }): JSX.Element {
  const found = combinedOf(doc);
  return (
    <Frame title={textAt(docAt(found.round), "title")} above="/said">
      <CombinedCard result={found} />
    </Frame>
  );
}

function Grade({ decision }: { decision: Decision }): JSX.Element {
  return (
    <Frame title={roundTitle(decision)} above="/said">
      <section class="card total">
        <b>{decision.grade}</b>
        <span class="muted">{t("grade")}</span>
      </section>
      <dl class="card facts">
        {decision.score && (
          <>
            <dt>{t("grade.score")}</dt>
            <dd class="num">{t("grade.percent", { n: percentText(decision.score) })}</dd>
          </>
        )}
        {decision.proposed && (
          <>
            <dt>{t("grade.proposed")}</dt>
            <dd>{decision.proposed}</dd>
          </>
        )}
        {decision.reason && (
          <>
            <dt>{t("grading.reason")}</dt>
            <dd>{decision.reason}</dd>
          </>
        )}
      </dl>
    </Frame>
  );
}
