/** 公布: what of a visit is told to the unit. One chooses and proposes, another reads and confirms; then it is out at once. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { practiceWords, publishes } from "../parts/bulletins/face";
import { type Proposal, proposalOf } from "../parts/bulletins/proposal";
import { visitState } from "../parts/bulletins/visit-state";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";

const Choosing = later(async () => (await import("../parts/bulletins/choosing")).Choosing);
const Read = later(async () => (await import("../parts/bulletins/proposed")).Read);
const HandOver = later(async () => (await import("../parts/bulletins/hand-over")).HandOver);
const Acts = later(async () => (await import("../parts/bulletins/publish-acts")).Acts);

export default function Publish({ params }: { params: Params }): JSX.Element {
  const visit = docAt(params.visit);
  if (visit?.kind !== "visit" || !publishes(visit)) {
    return (
      <Frame title={t("bul.publish")} above="/findings">
        <Nothing title={t("bul.publish.gone")}>{t("bul.publish.gone.why")}</Nothing>
      </Frame>
    );
  }
  return <Publishing proposal={proposalOf(visit)} />;
}

function Publishing({ proposal }: { proposal: Proposal }): JSX.Element {
  const { visit, standing } = proposal;
  const state = visitState(visit);
  const place = placeName(idOf(visit.registers.get("place")?.value));
  const practice = practiceWords(String(visit.registers.get("practice")?.value ?? ""));
  const still = standing.state === "proposed" || (standing.state === "confirmed" && state === "published");
  const fresh = proposal.chosen.filter(({ out }) => !out);
  return (
    <Frame
      title={t("bul.publish")}
      above="/findings"
      under={[place, practice].join(" · ")}
      wide
      dock={state === "finished" && <Acts proposal={proposal} fresh={fresh.length} />}
    >
      <State proposal={proposal} visit={state} />
      <Redrawn visit={visit} />
      {still || state !== "finished" ? (
        <Read chosen={proposal.chosen} proposal={proposal} />
      ) : (
        <Choosing proposal={proposal} />
      )}
    </Frame>
  );
}

/** How often those who planned it had drawn before; whoever confirms should know. */
function Redrawn({ visit }: { visit: Doc }): JSX.Element | null {
  const n = visit.registers.get("redrawn")?.value;
  return typeof n === "number" ? <p class="hint">{t("bul.redrawn.hint", { n })}</p> : null;
}

function State({ proposal, visit }: { proposal: Proposal; visit: string | null }): JSX.Element | null {
  const { standing, doc } = proposal;
  if (visit === "published") {
    return (
      <a class="card row" href="/findings">
        <span class="tag pass">
          <Icon name="check" />
          {t("bul.out")}
        </span>
        <span class="grow">{t("bul.out.why")}</span>
        <Icon name="go" />
      </a>
    );
  }
  if (visit === null) return null;
  if (visit !== "finished") return <p class="hint">{t("bul.not_ended")}</p>;
  if (standing.state === "confirmed") return <p class="hint">{t("bul.confirmed.waits")}</p>;
  if (standing.state === "proposed") {
    const own = standing.proposers.has(mine().person);
    return (
      <>
        <p class="promise">{t(own ? "bul.proposed.own" : "bul.proposed.other")}</p>
        {own && <HandOver visit={proposal.visit} />}
      </>
    );
  }
  if (standing.state === "returned" && doc) {
    const why = [...doc.registers].find(([path]) => path.startsWith(`returned/${standing.round}/`))?.[1].value;
    return <p class="hint">{t("bul.returned", { why: String(why ?? "") })}</p>;
  }
  return <p class="promise">{t("bul.two")}</p>;
}
