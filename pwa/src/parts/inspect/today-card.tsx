/** What a visit brings to the first screen: that there is one, and nothing of where. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { visitStanding } from "../../model/visit";
import { moreTexts, t } from "../../text";
import { all, mine } from "../here";
import { Icon } from "../icons";
import { membersOf } from "./view";
import { visits } from "./visits";

/** The cards, once their words are there. */
export async function withWords(): Promise<typeof VisitCards> {
  await moreTexts("inspect");
  return VisitCards;
}

function VisitCards(): JSX.Element {
  const open = visits().filter(({ registers }) => ["planned", "begun"].includes(visitStanding(registers).state));
  const own = all("inspection_team").filter((team) => membersOf(team).includes(mine().person));
  const goes = new Set(own.map(({ registers }) => idOf(registers.get("visit")?.value)));
  return (
    <>
      {open
        .filter(({ id }) => goes.has(id))
        .map((doc) => {
          const begun = visitStanding(doc.registers).state === "begun";
          return (
            <a key={doc.id} class="card row" href={`/visits/${doc.id}`}>
              <span class="grow">
                <b class="block">{t("insp.card")}</b>
                <span class="muted">{t(begun ? "insp.card.begun" : "insp.card.planned")}</span>
              </span>
              <Icon name="go" />
            </a>
          );
        })}
    </>
  );
}
