/** 条形: a few values of 100 under each other, each with where it comes from; the table is the chart. */
import type { JSX } from "preact";
import { t } from "../../text";
import "./charts.css";

export interface Bar {
  readonly label: string;
  /** 0 to 100. */
  readonly value: number;
  readonly words: string;
  readonly under: string;
}

export default function Bars({ title, bars }: { title: string; bars: readonly Bar[] }): JSX.Element {
  return (
    <table class="numbers bars">
      <caption class="away">{title}</caption>
      <thead class="away">
        <tr>
          <th scope="col">{t("chart.aspect")}</th>
          <th scope="col">{t("chart.points")}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, value, words, under }) => (
          <tr key={label}>
            <th scope="row">
              {label}
              <span class="small block">{under}</span>
              <svg class="strip thin" aria-hidden="true">
                <rect class="rail" width="100%" height="100%" rx="4" />
                <rect class="fill" width={`${value}%`} height="100%" rx="4" />
              </svg>
            </th>
            <td class="num">{words}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
