/** 排名图: place, dot and interval; who can't be ranked stands below with the reason. The table is the chart. */
import type { JSX } from "preact";
import type { Place } from "../../model/ranking";
import { t } from "../../text";
import "./charts.css";

interface RankingProps {
  readonly title: string;
  readonly places: readonly Place[];
  readonly nameOf: (id: string) => string;
  readonly hrefOf?: (id: string) => string;
  readonly current?: string | undefined;
  /** What the figures are, and why somebody has too few, where it isn't people's points. */
  readonly points?: string;
  readonly few?: string;
}

/** 2, or 2–4 where the intervals leave the place open. */
export function placeWords({ place, best, worst }: Place): string {
  return best === worst ? String(place) : `${best}–${worst}`;
}

export default function Ranking({ title, places, nameOf, hrefOf, current, points, few }: RankingProps): JSX.Element {
  return (
    <table class="numbers ranking">
      <caption class="away">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("rank.place")}</th>
          <th scope="col">{t("rank.who")}</th>
          <th scope="col" class="end">
            {points ?? t("chart.points")}
          </th>
        </tr>
      </thead>
      <tbody>
        {places.map((place) => (
          <tr key={place.id} aria-current={place.id === current ? "true" : undefined}>
            <td class="num place">{place.state === "ranked" ? placeWords(place) : "–"}</td>
            <th scope="row">
              {hrefOf ? (
                <a class="plain" href={hrefOf(place.id)}>
                  {nameOf(place.id)}
                </a>
              ) : (
                nameOf(place.id)
              )}
              <Why place={place} few={few ?? t("rank.few")} />
            </th>
            <td class="num end">{place.value ?? ""}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Why({ place, few }: { place: Place; few: string }): JSX.Element {
  if (place.state === "few") return <span class="small block">{few}</span>;
  return (
    <>
      <Interval place={place} />
      <span class="small block num">
        {t("rank.interval", { low: place.low ?? "", high: place.high ?? "" })}
        {place.state === "wide" && ` · ${t("rank.wide")}`}
      </span>
    </>
  );
}

export function Interval({ place: { value, low, high } }: { place: Place }): JSX.Element {
  return (
    <svg class="interval" aria-hidden="true">
      <line class="grid" x1="0" x2="100%" y1="50%" y2="50%" />
      <line class="reach" x1={`${low}%`} x2={`${high}%`} y1="50%" y2="50%" />
      <circle class="dot" cx={`${value}%`} cy="50%" r="5" />
    </svg>
  );
}
