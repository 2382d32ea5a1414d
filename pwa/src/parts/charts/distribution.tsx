/** 分布: how many there are of each; the table is the chart. */
import type { JSX } from "preact";
import { t } from "../../text";
import "./charts.css";

interface DistributionProps {
  readonly title: string;
  readonly head: string;
  /** What is counted, where it isn't people. */
  readonly of?: string;
  readonly counts: readonly (readonly [string, number])[];
}

export default function Distribution({ title, head, counts, of }: DistributionProps): JSX.Element {
  const most = Math.max(1, ...counts.map(([, n]) => n));
  return (
    <table class="numbers bars">
      <caption class="away">{title}</caption>
      <thead class="away">
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{t("chart.bar")}</th>
          <th scope="col">{of ?? t("chart.people")}</th>
        </tr>
      </thead>
      <tbody>
        {counts.map(([label, n]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td class="drawn">
              <svg class="strip" aria-hidden="true">
                <rect class="rail" width="100%" height="100%" rx="6" />
                <rect class="fill" width={`${(n / most) * 100}%`} height="100%" rx="6" />
              </svg>
            </td>
            <td class="num">{n}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
