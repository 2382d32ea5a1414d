/** What is open by building and department: a square each, its number and its gravest colour; the table is behind it. */
import type { JSX } from "preact";
import { type Line, type Spot, spots } from "../../model/order-desk";
import { t } from "../../text";
import { Figure } from "../charts/figure";
import { placeName } from "../here";
import { colourWords } from "./order-words";
import "./plan.css";

const NAME_WIDE = 112;
const CELL_WIDE = 76;
const CELL_HIGH = 44;
const HEAD_HIGH = 28;
const NAME_MAX = 7;
const BUILDING_MAX = 5;

const cut = (text: string, most: number) =>
  [...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text;

export function Plan({ lines }: { lines: readonly Line[] }): JSX.Element | null {
  const found = spots(lines);
  if (found.length === 0) return null;
  const buildings = [...new Set(found.map(({ building }) => building))];
  const units = [...new Set(found.map(({ unit }) => unit))];
  const named = (building: string) => building || t("desk.elsewhere");
  const rows = found.map(({ building, unit, open, colour }) => [
    `${placeName(unit)} · ${named(building)}`,
    open,
    colourWords(colour),
  ]);
  const wide = NAME_WIDE + buildings.length * CELL_WIDE;
  const high = HEAD_HIGH + units.length * CELL_HIGH;
  return (
    <section class="card stack">
      <h2>{t("desk.plan")}</h2>
      <Figure title={t("desk.plan")} head={[t("desk.where"), t("desk.n.open"), t("desk.colour")]} rows={rows}>
        <svg viewBox={`0 0 ${wide} ${high}`} class="plan" style={{ maxWidth: `${wide * 1.3}px` }} role="img">
          <title>{t("desk.plan")}</title>
          {buildings.map((building, at) => (
            <text key={building} x={NAME_WIDE + at * CELL_WIDE + CELL_WIDE / 2} y={18} text-anchor="middle">
              {cut(named(building), BUILDING_MAX)}
            </text>
          ))}
          {units.map((unit, row) => (
            <g key={unit}>
              <text x={0} y={HEAD_HIGH + row * CELL_HIGH + CELL_HIGH / 2 + 5}>
                {cut(placeName(unit), NAME_MAX)}
              </text>
              {buildings.map((building, column) => (
                <Cell
                  key={building}
                  spot={found.find((each) => each.unit === unit && each.building === building)}
                  x={NAME_WIDE + column * CELL_WIDE}
                  y={HEAD_HIGH + row * CELL_HIGH}
                />
              ))}
            </g>
          ))}
        </svg>
      </Figure>
    </section>
  );
}

function Cell({ spot, x, y }: { spot: Spot | undefined; x: number; y: number }): JSX.Element {
  return (
    <>
      <rect
        class={spot ? spot.colour || "open" : ""}
        x={x + 3}
        y={y + 3}
        width={CELL_WIDE - 6}
        height={CELL_HIGH - 6}
        rx={9}
      />
      {spot && (
        <text class="count" x={x + CELL_WIDE / 2} y={y + CELL_HIGH / 2 + 6}>
          {spot.colour === "red" ? `${spot.open} !` : spot.open}
        </text>
      )}
    </>
  );
}
