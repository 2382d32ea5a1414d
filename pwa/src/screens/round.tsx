/** 互评轮次: for those who run it: turnout while it runs, publishing when it has closed, results after. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { idOf } from "../model/ids";
import { type Result, type Round, resultOf, roundOf, stageOf, turnoutOf } from "../model/peer";
import { shared } from "../model/people";
import { Confirm } from "../parts/confirm";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { all, docAt, isOrganiser, mine, now, personAt } from "../parts/here";
import { titleOf } from "../parts/labels";
import { Nothing } from "../parts/nothing";
import { PersonLine } from "../parts/person-line";
import { people } from "../parts/roster";
import { StageTag } from "../parts/stage";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";

export default function RoundScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.round);
  if (!doc || !isOrganiser.value) {
    return (
      <Frame title={t("rounds")} above="/reviews">
        <Nothing title={t("round.away")}>{t("round.away.why")}</Nothing>
      </Frame>
    );
  }
  const round = roundOf(doc);
  const stage = stageOf(round, now.value);
  return (
    <Frame
      title={round.title}
      above="/reviews"
      side={<StageTag stage={stage} />}
      dock={stage === "closed" && <Publish round={round} />}
    >
      <Turnout round={round} />
      <Terms round={round} />
      {stage === "open" && <p class="muted">{t("round.publish.later")}</p>}
      {round.published && <Results round={round} />}
    </Frame>
  );
}

function ofRound(kind: string, round: Round) {
  return all(kind).filter((doc) => idOf(doc.registers.get("round")?.value) === round.id);
}

function Turnout({ round }: { round: Round }): JSX.Element {
  const [doc] = ofRound("peer_turnout", round);
  if (!doc) return <p class="muted">{t("turnout.none")}</p>;
  const { owed, submitted } = turnoutOf(doc);
  return (
    <section class="card stack" aria-label={t("turnout.label")}>
      <span class="row">
        <span class="grow">{t("turnout.label")}</span>
        <b class="num">{t("turnout", { n: submitted, of: owed })}</b>
      </span>
      <progress class="bar" max={owed || 1} value={submitted} aria-label={t("turnout.label")} />
    </section>
  );
}

function formTitle(name: string): string {
  const form = formNamed(name);
  return form ? titleOf(form) : name;
}

function Terms({ round }: { round: Round }): JSX.Element {
  const rules: Record<string, string> = {
    same_unit: t("rule.same_unit"),
    cross_unit: t("rule.cross_unit"),
    branch: t("rule.branch"),
  };
  const facts: [string, string][] = [
    [t("plan.which_form"), formTitle(round.form)],
    [t("plan.from"), dayWords(dayOf(round.opensAt))],
    [t("plan.to"), dayWords(dayOf(round.closesAt - 1))],
    [t("plan.anonymity"), round.anonymity === "named" ? t("named") : t("confidential")],
    [t("plan.rule"), rules[round.rule] ?? ""],
    [t("plan.how_many"), String(round.each)],
    [t("plan.least"), String(round.threshold)],
  ];
  return (
    <dl class="card facts">
      {facts.map(([term, words]) => (
        <>
          <dt>{term}</dt>
          <dd>{words}</dd>
        </>
      ))}
    </dl>
  );
}

function Publish({ round }: { round: Round }): JSX.Element {
  const asking = useSignal(false);
  const publish = () => {
    asking.value = false;
    void mine().write(round.id, "peer_round", [["published", true]]);
  };
  return (
    <>
      <button
        type="button"
        class="btn"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("publish")}
      </button>
      <Confirm
        open={asking.value}
        title={t("publish.ask", { title: round.title })}
        words={t("publish.words", { n: round.threshold })}
        yes={t("publish")}
        onYes={publish}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}

function Results({ round }: { round: Round }): JSX.Element {
  const results = ofRound("peer_result", round).map(resultOf);
  const twice = shared(people.value);
  const total = (result: Result) => (result.below ? -1 : Number(result.total ?? 0));
  results.sort((one, other) => total(other) - total(one));
  return (
    <>
      <h2 class="section">{t("results")}</h2>
      {results.length === 0 && <p class="muted">{t("results.none")}</p>}
      {results.length > 0 && (
        <div class="card list">
          {results.map((result) => {
            const subject = result.subject && personAt(result.subject);
            return (
              subject && (
                <PersonLine key={subject.id} person={subject} shared={twice}>
                  {result.below ? (
                    <span class="small">{t("result.below.short")}</span>
                  ) : (
                    <span class="num">
                      <b>{result.total ?? "–"}</b> <span class="small">{t("result.n", { n: result.count })}</span>
                    </span>
                  )}
                </PersonLine>
              )
            );
          })}
        </div>
      )}
    </>
  );
}
