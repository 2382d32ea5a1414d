/** The frame of a chart: what it shows, in words; the drawing; and behind it the table of its numbers. */
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../text";
import "./charts.css";

interface FigureProps {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly children: ComponentChildren;
}

export function Figure({ title, head, rows, children }: FigureProps): JSX.Element {
  return (
    <figure class="chart">
      {children}
      <details>
        <summary>{t("chart.table")}</summary>
        <table class="numbers">
          <caption class="away">{title}</caption>
          <thead>
            <tr>
              {head.map((words) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((cell, at) => (
                  <td key={at} class="num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
