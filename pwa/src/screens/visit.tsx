/** 现场检查: the checklist in the hand: a tap for each item, everybody's verdicts beside mine, the score as it stands. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { isDone } from "../parts/inspect/done";
import { FILTERS, type Filter } from "../parts/inspect/filter";
import { FilterBar } from "../parts/inspect/filter-bar";
import { search } from "../parts/inspect/search";
import { type Visit, visitAt } from "../parts/inspect/view";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";

const ItemsList = later(async () => (await import("../parts/inspect/items-list")).ItemsList);
const VisitActs = later(async () => (await import("../parts/inspect/visit-acts")).VisitActs);

/** Where the list stood when an item was opened. */
const places = new Map<string, number>();

export default function VisitScreen({ params }: { params: Params }): JSX.Element {
  const visit = visitAt(params.visit ?? "");
  if (!visit) {
    return (
      <VisitFrame title={t("insp")} above="/inspections">
        <Nothing title={t("insp.visit.gone")}>{t("insp.visit.gone.why")}</Nothing>
      </VisitFrame>
    );
  }
  return <Checklist visit={visit} />;
}

function Checklist({ visit }: { visit: Visit }): JSX.Element {
  const typed = useSignal("");
  const filter = useSignal<Filter>("all");
  const goTo = useRef<(at: number) => void>(null);
  const rows = search(visit.rows, typed.value, filter.value);
  const { score, counts } = visit;
  useEffect(() => () => void places.set(visit.id, document.querySelector("main")?.scrollTop ?? 0), [visit.id]);
  useEffect(() => {
    const at = places.get(visit.id);
    if (at) requestAnimationFrame(() => document.querySelector("main")?.scrollTo(0, at));
  }, [visit.id]);
  const next = () => {
    typed.value = "";
    filter.value = "all";
    const at = visit.rows.findIndex((row) => !isDone(row));
    if (at >= 0) goTo.current?.(at);
  };
  const left = counts.open;
  return (
    <VisitFrame
      title={t("insp.progress", { n: counts.all - left, of: counts.all })}
      under={placeName(visit.place) || t("insp.visit")}
      above="/inspections"
      wide
      dock={
        <>
          <a class="btn soft" href={`/visits/${visit.id}/team`}>
            {t("insp.team")}
          </a>
          {left > 0 ? (
            <button type="button" class="btn" onClick={next}>
              {t("insp.next", { n: left })}
            </button>
          ) : (
            <a class="btn" href={`/visits/${visit.id}/end`}>
              {t("insp.to_end")}
            </a>
          )}
        </>
      }
    >
      <VisitActs visit={visit} />
      <section class="visit-top">
        <p class="row score-line" role="status" aria-label={t("insp.score")}>
          <span class="grow">
            {score.full === "0"
              ? t("insp.lost", { n: score.lost })
              : t("insp.score.of", { n: score.score, of: score.full })}
          </span>
          <span class="tag fail num">{t("insp.failed", { n: score.failed })}</span>
          {score.core > 0 && <span class="tag fail num">{t("insp.core", { n: score.core })}</span>}
        </p>
        <div class="search">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            aria-label={t("insp.search")}
            placeholder={t("insp.search.hint")}
            autocomplete="off"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
            }}
          />
        </div>
        <FilterBar
          label={t("insp.filter")}
          options={FILTERS}
          words={(one) => `${t(`insp.filter.${one}`)}${one === "all" ? "" : ` ${counts[one]}`}`}
          chosen={filter.value}
          onChoose={(one) => {
            filter.value = one;
          }}
        />
      </section>
      {rows.length === 0 ? (
        <Nothing title={t(`insp.none.${typed.value ? "all" : filter.value}`)}>{t("insp.none.why")}</Nothing>
      ) : (
        <ItemsList visit={visit} rows={rows} goTo={goTo} />
      )}
    </VisitFrame>
  );
}
