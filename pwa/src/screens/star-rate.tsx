/** 评星定级: how many stars somebody has in a period, by the programme's lines; every move says why. */
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import type { Given } from "../model/given";
import { bandsOf, levelsOfStars, starsFor } from "../model/honour";
import { bytesOf, dashed, idOf } from "../model/ids";
import { firstDay, quarterOf } from "../model/period";
import { monthAfter } from "../model/plan-day";
import { subjectName, titleIn } from "../parts/assessing";
import { Frame } from "../parts/frame";
import { all, docAt, mine, today } from "../parts/here";
import { awardAt, inOffice } from "../parts/honours/face";
import { NotOurs } from "../parts/honours/not-ours";
import { later } from "../parts/later";
import { periodWords } from "../parts/period-words";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Doc, Hex, Value } from "../sync/interface";
import { t } from "../text";

const StarCard = later(async () => (await import("../parts/honours/star-card")).StarCard);
const PickSubject = later(async () => (await import("../parts/honours/pick-subject")).PickSubject);

const Barred = later(async () => (await import("../parts/honours/barred")).withWords());
const Choose = later(async () => (await import("../parts/honours/pick-one")).PickOne);

export default function StarRate({ params }: { params: Params }): JSX.Element {
  const { programme = "", element = "" } = params;
  const doc = docAt(programme);
  const award = awardAt(idOf(programme), element);
  const chosen = useSignal<Hex | null>(null);
  const period = useSignal(monthAfter(today.peek().slice(0, 7), -1));
  const { stars, reason } = useRating(chosen, period);
  if (!doc || !award || !inOffice()) {
    return <NotOurs title={t("star.rate")} above={`/awards/${programme}`} there={!!award} />;
  }
  const bands = bandsOf(award);
  const top = bands[0]?.stars ?? 5;
  const total = totalOf(chosen.value, period.value);
  const earned = starsFor(total, bands);
  const rating = ratingOf(doc.id, element, chosen.value);
  const levels = rating ? levelsOfStars(rating) : [];
  const before = levels.find((level) => firstDay(level.period) < firstDay(period.value))?.stars ?? 0;
  const now = stars.value ?? earned ?? before;
  const moves = now !== before || (earned !== null && now !== earned);
  const month = today.value.slice(0, 7);
  const periods = [monthAfter(month, -1), month, quarterOf(today.value), month.slice(0, 4)];
  const rate = async () => {
    const level = {
      stars: now,
      reason: reason.value.trim(),
      by: bytesOf(mine().person),
      ...(total === null ? {} : { total }),
    };
    await give(doc, element, chosen.value ?? "", period.value, level);
    navigate("/honours", { replace: true });
    say(t("star.rated", { name: subjectName(chosen.value), n: now }));
  };
  return (
    <Frame
      title={titleIn(award)}
      above={`/awards/${doc.id}`}
      dock={
        <button
          type="button"
          class="btn"
          disabled={!chosen.value || (moves && !reason.value.trim())}
          onClick={() => void rate()}
        >
          {t("star.rate")}
        </button>
      }
    >
      <section class="card stack">
        <PickSubject label={t("star.whom")} doc={doc} given={award} chosen={chosen} />
        <Choose
          label={t("honour.period")}
          value={period}
          options={periods.map((value) => ({ value, label: periodWords(value) }))}
        />
      </section>
      {now > before && <Barred award={award} subject={chosen.value} period={period.value} />}
      {chosen.value && (
        <StarCard
          name={subjectName(chosen.value)}
          before={before}
          now={now}
          top={top}
          total={total}
          earned={earned}
          stars={stars}
          reason={reason}
          moves={moves}
        />
      )}
    </Frame>
  );
}

/** Stars and their reason are of one, in one period: of nobody else, and of no other time. */
function useRating(chosen: Signal<Hex | null>, period: Signal<string>) {
  const stars = useSignal<number | null>(null);
  const reason = useSignal("");
  useSignalEffect(() => {
    if (!chosen.value || !period.value) return;
    stars.value = null;
    reason.value = "";
  });
  return { stars, reason };
}

async function give(doc: Doc, element: string, subject: Hex, period: string, level: Given): Promise<void> {
  const id = await mine().naturalId("star_rating", dashed(doc.id), element, dashed(subject));
  const named: [string, Value][] = [
    ["programme", bytesOf(doc.id)],
    ["element", element],
    ["subject", bytesOf(subject)],
    ["institution", doc.registers.get("institution")?.value ?? null],
  ];
  await mine().write(id, "star_rating", [
    ...(ratingOf(doc.id, element, subject) ? [] : named),
    [`levels/${period}`, level],
  ]);
}

function ratingOf(programme: Hex, element: string, subject: Hex | null): Doc | undefined {
  return all("star_rating").find(
    ({ registers }) =>
      idOf(registers.get("subject")?.value) === subject &&
      idOf(registers.get("programme")?.value) === programme &&
      registers.get("element")?.value === element,
  );
}

/** What the result of a period came to, where it is closed. */
function totalOf(subject: Hex | null, period: string): string | null {
  const result = all("period_result").find(
    ({ registers }) => registers.get("period")?.value === period && idOf(registers.get("subject")?.value) === subject,
  );
  const total = result?.registers.get("total")?.value;
  return typeof total === "string" ? total : null;
}
