/** 轮次: for those who run it: who takes part and who can't be covered, turnout, the close, results, and grades. */
import type { JSX } from "preact";
import { dayOf } from "../model/day";
import { type Round, roundOf, stageOf } from "../model/peer";
import { turnoutKey, turnoutOf } from "../model/peer-result";
import { decisionOf, electorateOf, moreOf, type RoundMore } from "../model/round";
import { Facts } from "../parts/facts";
import { formTitle } from "../parts/form-titles";
import { Frame } from "../parts/frame";
import { docAt, isOrganiser, now } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Electors } from "../parts/round-electors";
import type { Decider, Rule } from "../parts/round-plan";
import { CombinedResults, ofRound, Results } from "../parts/round-results";
import { deciderWords, kindWords, ruleWords } from "../parts/round-words";
import { SentBack } from "../parts/sent-back";
import { StageTag } from "../parts/stage";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/round.css";

const Open = later(async () => (await import("../parts/round-acts")).Open);
const Publish = later(async () => (await import("../parts/round-acts")).Publish);
const Way = later(async () => (await import("../parts/round-acts")).Way);
const Moderation = later(() => import("../parts/moderation").then((module) => module.Moderation));

export default function RoundScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.round);
  if (!doc || !isOrganiser.value) {
    return (
      <Frame title={t("rounds")} above="/reviews">
        <SentBack doc={params.round}>
          <Nothing title={t("round.away")}>{t("round.away.why")}</Nothing>
        </SentBack>
      </Frame>
    );
  }
  const round = roundOf(doc);
  const more = moreOf(doc);
  const stage = stageOf(round, now.value);
  const combined = more.kind === "combined";
  const [found] = ofRound("electorate", round.id);
  return (
    <Frame
      title={round.title}
      above="/reviews"
      side={<StageTag stage={stage} />}
      dock={round.opened ? stage === "closed" && <Publish round={round} combined={combined} /> : <Open round={round} />}
    >
      <SentBack doc={round.id} />
      {more.notValid && <NotValid />}
      {stage === "closed" && !combined && <Way round={round} />}
      {round.opened && !combined && <Turnout round={round} />}
      {found && <Electors found={electorateOf(found)} round={round} />}
      {!found && !round.opened && <p class="hint">{t("rnd.preview.later")}</p>}
      <Terms round={round} more={more} />
      {stage === "open" && !combined && <Way round={round} />}
      {round.published && !more.notValid && <Grades round={round} />}
      {round.published && !more.notValid && (combined ? <CombinedResults round={round} /> : <Results round={round} />)}
      {round.published && round.anonymity === "anonymous" && <Moderation round={round.id} />}
      {more.seedHash && <Seal round={round} more={more} />}
    </Frame>
  );
}

function NotValid(): JSX.Element {
  return (
    <p class="hint">
      <Icon name="alert" />
      <span>
        {t("rnd.not_valid")}
        <a href="/rounds/new" class="block">
          {t("rnd.again")}
        </a>
      </span>
    </p>
  );
}

function Turnout({ round }: { round: Round }): JSX.Element {
  const [doc] = ofRound("peer_turnout", round.id);
  if (!doc) return <p class="muted">{t("turnout.none")}</p>;
  const { owed, submitted } = turnoutOf(doc);
  const due = doc.registers.get("due")?.value;
  const came = doc.registers.get("taking_part")?.value;
  const steps = round.anonymity === "anonymous" && !round.published;
  return (
    <section class="card stack" aria-label={t("turnout.label")}>
      <span class="row">
        <span class="grow">{t("turnout.label")}</span>
        <b class="num">{t(turnoutKey(round, submitted), { n: submitted, of: owed })}</b>
      </span>
      <progress class="bar" max={owed || 1} value={submitted} aria-label={t("turnout.label")} />
      {steps && <span class="muted">{t("rnd.turnout.why")}</span>}
      {round.anonymity !== "anonymous" && typeof due === "number" && typeof came === "number" && (
        <span class="muted num">{t("rnd.taking_part", { n: came, of: due })}</span>
      )}
    </section>
  );
}

function Terms({ round, more }: { round: Round; more: RoundMore }): JSX.Element {
  const combined = more.kind === "combined";
  const facts: [string, string][] = [
    [t("rnd.kind"), kindWords(more.kind === "mass" ? "external" : more.kind)],
    [t("plan.which_form"), combined ? "" : formTitle(round.form)],
    [t("plan.from"), round.opensAt ? dayWords(dayOf(round.opensAt)) : ""],
    [t("plan.to"), dayWords(dayOf(round.closesAt - 1))],
    [t("plan.anonymity"), combined ? "" : t(round.anonymity)],
    [t("plan.rule"), round.rule ? ruleWords(round.rule as Rule) : ""],
    [t("plan.how_many"), combined || round.rule === "all" ? "" : String(round.each)],
    [t("plan.least"), combined ? "" : String(round.threshold)],
    [t("rnd.quorum"), more.quorum === ">1/2" ? t("rnd.quorum.half") : more.quorum],
    [t("rnd.decider"), more.decider ? deciderWords(more.decider as Decider) : ""],
    [t("rnd.bands.short"), more.bands.map(({ grade, from }) => `${grade} ≥ ${from}`).join(t("list.comma"))],
  ];
  return <Facts facts={facts} card />;
}

/** The way to the grades, where this round has some. */
function Grades({ round }: { round: Round }): JSX.Element | null {
  const decisions = ofRound("decision", round.id).map(decisionOf);
  if (decisions.length === 0) return null;
  const done = decisions.filter(({ decided }) => decided).length;
  return (
    <a class="card stack" href={`/rounds/${round.id}/grades`}>
      <span class="row">
        <b class="grow">{t("grade.decide")}</b>
        <span class={done < decisions.length ? "tag warn" : "tag pass"}>
          {t("progress", { n: done, of: decisions.length })}
        </span>
        <Icon name="go" />
      </span>
      <progress class="bar" max={decisions.length} value={done} aria-label={t("grade.decide")} />
    </a>
  );
}

function Seal({ round, more }: { round: Round; more: RoundMore }): JSX.Element {
  return (
    <details class="card">
      <summary class="tap">{t("rnd.seal")}</summary>
      <p class="muted">{round.anonymity === "named" ? t("rnd.seal.named") : t("rnd.seal.confidential")}</p>
      <p class="hash">SHA-256 {more.seedHash}</p>
      {more.seed && <p class="hash">{t("rnd.seed", { seed: more.seed })}</p>}
    </details>
  );
}
