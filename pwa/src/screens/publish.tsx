/** 公布: what of a visit is told to the unit. One chooses and proposes, another reads and confirms; then it is out at once. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { visitStanding } from "../model/visit";
import { Chosen, Failed, Read } from "../parts/bulletins/choosing";
import { practiceWords, publishes } from "../parts/bulletins/face";
import { type Proposal, proposalOf, withhold } from "../parts/bulletins/proposal";
import { Acts } from "../parts/bulletins/publish-acts";
import { Frame } from "../parts/frame";
import { docAt, mine, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import { t } from "../text";

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
  const state = visitStanding(visit.registers).state;
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
      {still || state !== "finished" ? (
        <Read chosen={proposal.chosen} proposal={proposal} />
      ) : (
        <div class="pair">
          <div class="stack">
            <Names proposal={proposal} />
            <Failed proposal={proposal} />
          </div>
          <Chosen proposal={proposal} />
        </div>
      )}
    </Frame>
  );
}

function State({ proposal, visit }: { proposal: Proposal; visit: string }): JSX.Element | null {
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
  if (visit !== "finished") return <p class="hint">{t("bul.not_ended")}</p>;
  if (standing.state === "confirmed") return <p class="hint">{t("bul.confirmed.waits")}</p>;
  if (standing.state === "proposed") {
    const own = standing.proposers.has(mine().person);
    return <p class="promise">{t(own ? "bul.proposed.own" : "bul.proposed.other")}</p>;
  }
  if (standing.state === "returned" && doc) {
    const why = [...doc.registers].find(([path]) => path.startsWith(`returned/${standing.round}/`))?.[1].value;
    return <p class="hint">{t("bul.returned", { why: String(why ?? "") })}</p>;
  }
  return <p class="promise">{t("bul.two")}</p>;
}

function Names({ proposal }: { proposal: Proposal }): JSX.Element {
  return (
    <label class="card pick">
      <input
        type="checkbox"
        checked={proposal.withheld}
        onChange={(event) => void withhold(proposal, event.currentTarget.checked)}
      />
      <span class="grow">
        <b class="block">{t("bul.withheld")}</b>
        <span class="muted">{t("bul.withheld.why")}</span>
      </span>
    </label>
  );
}
