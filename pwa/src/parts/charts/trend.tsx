/** 走势图: one's own months in a row; where an interval is known, its band lies behind the line. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Figure } from "./figure";

export interface Point {
  readonly label: string;
  /** 0 to 100; null for a month without a result. */
  readonly value: number | null;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

const WIDE = 320;
const HIGH = 150;
const LEFT = 8;

export default function Trend({ title, points }: { title: string; points: readonly Point[] }): JSX.Element | null {
  const told = points.filter(({ value }) => value !== null);
  if (told.length === 0) return null;
  const x = (at: number) => LEFT + (at / Math.max(1, points.length - 1)) * (WIDE - 2 * LEFT);
  const lows = told.map(({ value, low }) => low ?? value ?? 0);
  const bottom = Math.max(0, Math.floor((Math.min(...lows) - 5) / 10) * 10);
  const y = (value: number) => HIGH - 6 - ((value - bottom) / (100 - bottom)) * (HIGH - 20);
  const lines = [bottom, Math.round((bottom + 100) / 2), 100];
  const path = (of: (point: Point) => number) =>
    points.flatMap((each, at) => (each.value === null ? [] : [`${x(at).toFixed(1)},${y(of(each)).toFixed(1)}`]));
  const banded = told.every(({ low, high }) => low !== undefined && high !== undefined) && told.length > 1;
  const rows = points.map(({ label, value, low, high }) => [
    label,
    value === null ? "–" : value.toFixed(2),
    ...(banded ? [`${low?.toFixed(1) ?? ""}–${high?.toFixed(1) ?? ""}`] : []),
  ]);
  const head = [t("chart.month"), t("chart.points"), ...(banded ? [t("chart.interval")] : [])];
  const last = told.at(-1);
  return (
    <Figure title={title} head={head} rows={rows}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH}`} class="trend" role="img">
        <title>{title}</title>
        <desc>{told.map(({ label, value }) => `${label} ${value?.toFixed(1)}`).join(" · ")}</desc>
        {lines.map((each) => (
          <g key={each}>
            <line class="grid" x1={LEFT} x2={WIDE - LEFT} y1={y(each)} y2={y(each)} />
            <text class="scale" x={LEFT} y={y(each) - 3}>
              {each}
            </text>
          </g>
        ))}
        {banded && (
          <polygon
            class="band"
            points={[
              ...path(({ high, value }) => high ?? value ?? 0),
              ...path(({ low, value }) => low ?? value ?? 0).reverse(),
            ].join(" ")}
          />
        )}
        <polyline class="line" points={path(({ value }) => value ?? 0).join(" ")} />
        {points.map(
          ({ label, value }, at) =>
            value !== null && (
              <circle key={label} class="dot" cx={x(at)} cy={y(value)} r={points[at] === last ? 6 : 4} />
            ),
        )}
      </svg>
      <p class="ends small num" aria-hidden="true">
        <span>{points[0]?.label}</span>
        <span>{points.length > 1 ? points.at(-1)?.label : ""}</span>
      </p>
    </Figure>
  );
}
