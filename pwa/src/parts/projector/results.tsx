/** 上月结果: what the branch (or the institution) came to, its contests as a radar, and the month before. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { aspectOf, contests, type PeriodResult, short, spanOf } from "../../model/results";
import { t } from "../../text";
import { institution, placeName } from "../here";
import { later } from "../later";
import { allResults, periodWords } from "../result-words";
import { Big, Empty, Heading, type ViewProps } from "./frame";

const Radar = later(() => import("../charts/radar").then((module) => module.default));

/** The picture comes with the scene, so that it stands there when the scene is turned to. */
export async function withRadar(): Promise<typeof Results> {
  await Radar.fetch();
  return Results;
}

function Results({ meeting }: ViewProps): JSX.Element {
  const [now, before] = latest([idOf(valueAt(meeting, "branch")), institution.value?.id ?? null]);
  if (!now) {
    return (
      <>
        <Heading title={t("proj.results")} />
        <Empty view="results" meeting={meeting}>
          {t("proj.results.none")}
        </Empty>
      </>
    );
  }
  const axes = contests(now.components).map((one) => {
    const then = before?.components.find(({ id }) => id === one.id);
    return { label: aspectOf(one) ?? one.id, value: Number(one.value), before: then && Number(then.value) };
  });
  const name = placeName(now.subject) || String(institution.value?.registers.get("name")?.value ?? "");
  const by = now.total !== null && before?.total ? Number(now.total) - Number(before.total) : null;
  return (
    <>
      <Heading title={periodWords(now.period)} under={`${name} · ${t("proj.people", { n: now.people })}`} />
      <div class="two">
        <div class="column">
          {now.total === null || now.below ? (
            <Big>{t("proj.results.below")}</Big>
          ) : (
            <p class="count">
              <b class="num">{short(now.total)}</b>
              <span class="muted">{t("proj.mean")}</span>
            </p>
          )}
          {by !== null && before && (
            <p class="num">
              {by === 0 ? "＝" : by > 0 ? "▲" : "▼"} {short(Math.abs(by).toFixed(2))}{" "}
              {t("proj.than", { period: periodWords(before.period) })}
            </p>
          )}
        </div>
        {axes.length >= 3 && <Radar title={t("proj.radar")} axes={axes} />}
      </div>
    </>
  );
}

/** The latest closed month of the first of these subjects that has one, and the month before it. */
function latest(subjects: readonly (string | null)[]): [PeriodResult | undefined, PeriodResult | undefined] {
  const months = allResults().filter(({ period }) => spanOf(period) === "month");
  for (const subject of subjects) {
    const own = months.filter((each) => each.subject === subject);
    own.sort((one, other) => (one.period < other.period ? 1 : -1));
    if (own[0]) return [own[0], own[1]];
  }
  return [undefined, undefined];
}
