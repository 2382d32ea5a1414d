/** What waits to be published by me: finished visits, and what another person has proposed of them. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { publicationStanding } from "../../model/publication";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { all, mine, placeName } from "../here";
import { Icon } from "../icons";
import { publishes } from "./face";
import { visitState } from "./visit-state";

export function Waiting(): JSX.Element | null {
  const visits = all("visit").filter((visit) => visitState(visit) === "finished" && publishes(visit));
  if (visits.length === 0) return null;
  return (
    <>
      <h2 class="section">{t("bul.to_publish")}</h2>
      <div class="card list">
        {visits.map((visit) => (
          <a key={visit.id} class="line-row" href={`/publish/${visit.id}`}>
            <Icon name="lock" />
            <span class="grow">
              <b class="block">{placeName(idOf(visit.registers.get("place")?.value))}</b>
              <span class="muted">{String(visit.registers.get("title")?.value ?? "")}</span>
            </span>
            <WaitingTag visit={visit} />
            <Icon name="go" />
          </a>
        ))}
      </div>
    </>
  );
}

function WaitingTag({ visit }: { visit: Doc }): JSX.Element {
  const doc = all("publication").find((one) => idOf(one.registers.get("visit")?.value) === visit.id);
  const standing = publicationStanding(doc?.registers ?? new Map());
  if (standing.state !== "proposed") return <span class="tag">{t("bul.state.open")}</span>;
  const own = standing.proposers.has(mine().person);
  return <span class={own ? "tag" : "tag warn"}>{t(own ? "bul.state.waits" : "bul.state.yours")}</span>;
}
