/** 看板: a closed month for a room: at most seven places, read from ten metres, paged by keys or taps. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Place, rank } from "../model/ranking";
import { measuredBy, type PeriodResult, short } from "../model/results";
import { Interval, placeWords } from "../parts/charts/ranking";
import { institution, placeName } from "../parts/here";
import { allResults, periodWords } from "../parts/result-words";
import { back, type Params } from "../router";
import { t } from "../text";
import "./board.css";

const AT_ONCE = 7;

export default function Board({ params }: { params: Params }): JSX.Element {
  const page = useSignal(0);
  const period = params.period ?? "";
  const results = allResults().filter((each) => each.period === period);
  const whole = results.find(({ kind }) => kind === "institution");
  const listed = results.filter(({ kind }) => kind === "department" || kind === "window");
  const places = rank(listed.map((each) => (each.below ? { id: each.subject, n: 0 } : measuredBy(each, "total"))));
  const told = places.filter(({ state }) => state !== "few");
  const pages = Math.max(1, Math.ceil(told.length / AT_ONCE));
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === "ArrowRight" || key === " ") page.value = (page.value + 1) % pages;
      if (key === "ArrowLeft") page.value = (page.value + pages - 1) % pages;
      if (key === "Escape") back("/sheets");
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [pages]);
  return (
    <main class="board">
      <header>
        <h1 tabIndex={-1}>{period && periodWords(period)}</h1>
        <span>{String(institution.value?.registers.get("name")?.value ?? "")}</span>
      </header>
      {told.length === 0 && <p>{t("board.none")}</p>}
      <ol>
        {told.slice(page.value * AT_ONCE, (page.value + 1) * AT_ONCE).map((place) => (
          <Line key={place.id} place={place} result={listed.find(({ subject }) => subject === place.id)} />
        ))}
      </ol>
      <footer>
        {whole?.total && (
          <span class="num">
            {t("board.whole")} <b>{short(whole.total)}</b>
          </span>
        )}
        <span class="num">{t("board.page", { n: page.value + 1, of: pages })}</span>
        <button type="button" onClick={() => back("/sheets")}>
          {t("back")}
        </button>
        <span class="keys">{t("board.keys")}</span>
      </footer>
    </main>
  );
}

function Line({ place, result }: { place: Place; result: PeriodResult | undefined }): JSX.Element {
  return (
    <li>
      <b class="num place">{place.state === "ranked" ? placeWords(place) : "–"}</b>
      <span class="who">
        {placeName(place.id)}
        <small class="num">{t("board.people", { n: result?.people ?? 0 })}</small>
      </span>
      <Interval place={place} />
      <b class="num">{short(place.value ?? "")}</b>
    </li>
  );
}
