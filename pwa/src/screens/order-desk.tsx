/** 整改台账: for the office: what is open, due and late; where; how long it takes; what returns; who is in time. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed } from "../model/ids";
import { isOpen, type Line, lineOf } from "../model/order-desk";
import { Chips } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { all, person, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { days } from "../parts/orders/days";
import { issues } from "../parts/orders/rights";
import { t } from "../text";
import "../parts/orders/desk.css";

const Open = later(() => import("../parts/orders/desk-open").then((module) => module.Open));
const Export = later(() => import("../parts/export").then((module) => module.Export));
const Earlier = later(() => import("../parts/orders/earlier").then((module) => module.Earlier));
const Taking = later(() => import("../parts/orders/taking").then((module) => module.Taking));
const Returning = later(() => import("../parts/orders/returning").then((module) => module.Returning));
const InTime = later(() => import("../parts/orders/in-time").then((module) => module.InTime));

const VIEWS = ["open", "time", "again", "rank"] as const;
type View = (typeof VIEWS)[number];
const view = signal<View>("open");

export default function OrderDesk(): JSX.Element {
  if (!issues()) {
    return (
      <Frame title={t("orders.desk")} above="/orders">
        <Nothing title={t("not_yours")}>{t("order.not_yours")}</Nothing>
      </Frame>
    );
  }
  const lines = all("order").flatMap((doc) => lineOf(doc, today.value, days.value) ?? []);
  if (lines.length === 0) {
    return (
      <Frame title={t("orders.desk")} above="/orders">
        <Nothing title={t("orders.none")}>{t("orders.none.office")}</Nothing>
      </Frame>
    );
  }
  return (
    <Frame title={t("orders.desk")} above="/orders" wide>
      <Figures lines={lines} />
      <Chips
        label={t("desk.view")}
        of={VIEWS}
        on={[view.value]}
        words={(each) => viewWords(each as View)}
        onTap={(each) => {
          view.value = each as View;
        }}
      />
      {view.value === "open" && <Open lines={lines} />}
      {view.value === "time" && <Taking lines={lines} />}
      {view.value === "again" && <Returning lines={lines} />}
      {view.value === "rank" && <InTime lines={lines} />}
      {view.value !== "open" && <Earlier />}
      <Files />
    </Frame>
  );
}

function viewWords(each: View): string {
  const words: Record<View, string> = {
    open: t("desk.open"),
    time: t("desk.time"),
    again: t("desk.again"),
    rank: t("desk.rank"),
  };
  return words[each];
}

function Figures({ lines }: { lines: readonly Line[] }): JSX.Element {
  const open = lines.filter(isOpen);
  const count = (colour: string) => open.filter((line) => line.colour === colour).length;
  const figures: [string, number, string][] = [
    [t("desk.n.open"), open.length, ""],
    [t("desk.n.near"), count("blue"), "blue"],
    [t("desk.n.due"), count("yellow"), "yellow"],
    [t("desk.n.late"), count("red"), "red"],
    [t("desk.n.closed"), lines.length - open.length, ""],
  ];
  return (
    <section class="card figures" aria-label={t("orders.desk")}>
      {figures.map(([words, n, tone]) => (
        <span key={words} class={n > 0 ? tone : ""}>
          <b class="num">{n}</b>
          <span class="small">{words}</span>
        </span>
      ))}
    </section>
  );
}

function Files(): JSX.Element {
  const institution = person.value?.institution ?? "";
  const year = today.value.slice(0, 4);
  return (
    <section class="card stack">
      <b>{t("desk.export")}</b>
      <div class="row wrap">
        <Export
          path={`orders/${year}.xlsx?institution=${dashed(institution)}`}
          words={t("desk.export.year", { year })}
        />
      </div>
    </section>
  );
}
