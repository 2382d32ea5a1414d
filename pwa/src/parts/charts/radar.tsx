/** 雷达图: three to eight aspects around a middle, now and, where there is one, before. Numbers stand beside the axes. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Figure } from "./figure";

export interface Axis {
  readonly label: string;
  /** 0 to 100. */
  readonly value: number;
  readonly before?: number | undefined;
}

const SIZE = 320;
const RINGS = [25, 50, 75, 100];

function point(at: number, of: number, far: number): [number, number] {
  const angle = (at / of) * 2 * Math.PI - Math.PI / 2;
  return [SIZE / 2 + Math.cos(angle) * far, SIZE / 2 + Math.sin(angle) * far];
}

function ring(values: readonly number[], radius: number): string {
  return values
    .map((value, at) =>
      point(at, values.length, (value / 100) * radius)
        .map((each) => each.toFixed(1))
        .join(","),
    )
    .join(" ");
}

export default function Radar({ title, axes }: { title: string; axes: readonly Axis[] }): JSX.Element | null {
  if (axes.length < 3) return null;
  const radius = SIZE / 2 - 44;
  const before = axes.every((axis) => axis.before !== undefined) ? axes.map((axis) => axis.before ?? 0) : null;
  const rows = axes.map(({ label, value, before: then }, at) => [
    `${at + 1} ${label}`,
    value.toFixed(0),
    then === undefined ? "–" : then.toFixed(0),
  ]);
  return (
    <Figure title={title} head={[t("chart.aspect"), t("chart.now"), t("chart.before")]} rows={rows}>
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} class="radar" role="img">
        <title>{title}</title>
        <desc>{axes.map(({ label, value }) => `${label} ${value.toFixed(0)}`).join(" · ")}</desc>
        {RINGS.map((each) => (
          <polygon
            key={each}
            class="grid"
            points={ring(
              axes.map(() => each),
              radius,
            )}
          />
        ))}
        {axes.map(({ label }, at) => {
          const [x, y] = point(at, axes.length, radius);
          return <line key={label} class="grid" x1={SIZE / 2} y1={SIZE / 2} x2={x} y2={y} />;
        })}
        {before && <polygon class="past" points={ring(before, radius)} />}
        <polygon
          class="shape"
          points={ring(
            axes.map(({ value }) => value),
            radius,
          )}
        />
        {axes.map(({ label, value }, at) => {
          const [x, y] = point(at, axes.length, (value / 100) * radius);
          const [tx, ty] = point(at, axes.length, radius + 24);
          return (
            <g key={label}>
              <circle class="dot" cx={x} cy={y} r="5" />
              <circle class="mark" cx={tx} cy={ty} r="15" />
              <text x={tx} y={ty} class="mark-text">
                {at + 1}
              </text>
            </g>
          );
        })}
      </svg>
      <ol class="axes">
        {axes.map(({ label, value, before: then }) => (
          <li key={label}>
            <span>{label}</span>
            <b class="num">{value.toFixed(0)}</b>
            {then !== undefined && <Change by={value - then} />}
          </li>
        ))}
      </ol>
    </Figure>
  );
}

function Change({ by }: { by: number }): JSX.Element {
  const whole = Math.round(by);
  if (whole === 0) return <span class="small">＝</span>;
  return <span class="small num">{`${whole > 0 ? "▲" : "▼"} ${Math.abs(whole)}`}</span>;
}
