/** 领导点评: what I have said to people and places, and the way to say more: short at any time, in four parts a quarter. */
import type { JSX } from "preact";
import { type Commentary, commentaryOf } from "../model/commentary";
import { has } from "../model/person";
import { Frame } from "../parts/frame";
import { all, person, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { saidBy, subjectName } from "../parts/said";
import { momentWords } from "../parts/when";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

function mySaid(): Commentary[] {
  const own = replica.value?.person;
  return [...all("leader_remark"), ...all("quarterly_remark")]
    .map(commentaryOf)
    .filter(({ by }) => by === own)
    .sort((one, other) => other.atMs - one.atMs);
}

export default function Remarks(_: { params: Params }): JSX.Element {
  if (!has(person.value, "leader", "head")) {
    return (
      <Frame title={t("say.remarks")} above="/">
        <Nothing title={t("not_yours")}>{t("say.leaders_only")}</Nothing>
      </Frame>
    );
  }
  const list = mySaid();
  return (
    <Frame
      title={t("say.remarks")}
      above="/"
      dock={
        <a class="btn" href="/remarks/new">
          <Icon name="plus" />
          {t("say.remark")}
        </a>
      }
    >
      {list.length === 0 && <Nothing title={t("say.none")}>{t("say.none.why")}</Nothing>}
      {list.length > 0 && (
        <div class="card list">
          {list.map((said) => (
            <Line key={said.id} said={said} />
          ))}
        </div>
      )}
    </Frame>
  );
}

function Line({ said }: { said: Commentary }): JSX.Element {
  const draft = said.kind === "quarterly_remark" && !said.submitted;
  return (
    <a class="line-row" href={draft ? `/remarks/${said.period}/${said.subject}` : `/said/${said.id}`}>
      <span class="grow">
        <b class="block">{subjectName(said)}</b>
        <span class="muted clamp">{said.text || said.parts.strengths || saidBy(said)}</span>
      </span>
      {draft && <span class="tag warn">{t("day.draft")}</span>}
      {!draft && said.waiting && <span class="tag">{t("still.here")}</span>}
      {!draft && !said.waiting && <span class="small num">{momentWords(said.atMs, today.value)}</span>}
      <Icon name="go" />
    </a>
  );
}
