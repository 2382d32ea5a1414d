/** 方案要我点评的: everybody whom a programme asks me to remark on, with who has been; one tap leads to the words. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { isPeriod, quarterSpokenOf } from "../model/period";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { fetched } from "./fetched";
import { Frame } from "./frame";
import { personAt, placeName, replica, today } from "./here";
import { Icon } from "./icons";
import { Nothing } from "./nothing";

const judging = fetched(() => import("./judging-plan"));

/** Those whom a programme asks me to remark on; who has been remarked on in this period says so. */
export function OfProgramme({ params, chosen }: { params: Params; chosen: Signal<Hex> }): JSX.Element {
  const plan = judging();
  const own = replica.value?.person ?? "";
  const matter = plan?.remarksOf(params, own);
  if (!plan) return <Frame title={t("say.remark")} above="/" children={null} />;
  if (!matter) {
    return (
      <Frame title={t("say.remark")} above="/remarks">
        <Nothing title={t("say.away")}>{t("say.away.why")}</Nothing>
      </Frame>
    );
  }
  const { title, under, owed, done, label, whole } = matter;
  const period = whole && (isPeriod(label) ? label : quarterSpokenOf(today.value));
  const at = `/remarks/for/${params.programme}/${params.element}`;
  const next = owed.find((id) => !done.has(id));
  return (
    <Frame title={title} under={under} above="/">
      <div class="row">
        <progress class="bar grow" max={owed.length || 1} value={done.size} aria-label={t("progress.label")} />
        <span class="small num">{t("progress", { n: owed.filter((id) => done.has(id)).length, of: owed.length })}</span>
      </div>
      {!next && owed.length > 0 && <p class="muted">{t("say.all", { n: owed.length })}</p>}
      {owed.length === 0 && <Nothing title={t("people.none")}>{t("people.none.why")}</Nothing>}
      <div class="card list">
        {owed.map((id) => {
          const said = done.has(id) && <span class="tag pass">{t("day.done")}</span>;
          const name = personAt(id)?.name || placeName(id);
          const inside = (
            <>
              <span class="grow">
                <b class="block">{name}</b>
                <span class="muted">{placeName(personAt(id)?.units[0])}</span>
              </span>
              {said}
              <Icon name="go" />
            </>
          );
          return period ? (
            <a key={id} class="line-row" href={`${at}/${period}/${id}`}>
              {inside}
            </a>
          ) : (
            <button key={id} type="button" class="line-row" onClick={() => (chosen.value = id)}>
              {inside}
            </button>
          );
        })}
      </div>
    </Frame>
  );
}
