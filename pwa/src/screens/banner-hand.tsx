/** 流动红旗: who has the banner in a quarter: won from whoever had it, or kept. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { periodAt, periodBefore } from "../model/award-period";
import { banners } from "../model/honour";
import { bytesOf, dashed, idOf } from "../model/ids";
import { firstDay } from "../model/period";
import { subjectName, titleIn } from "../parts/assessing";
import { Words } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { all, docAt, mine, today } from "../parts/here";
import { awardAt, Flag, inOffice } from "../parts/honours/face";
import { NotOurs } from "../parts/honours/not-ours";
import { later } from "../parts/later";
import { periodWords } from "../parts/period-words";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";

const PickSubject = later(async () => (await import("../parts/honours/pick-subject")).PickSubject);

const Barred = later(async () => (await import("../parts/honours/barred")).withWords());
const Choose = later(async () => (await import("../parts/honours/pick-one")).PickOne);

export default function BannerHand({ params }: { params: Params }): JSX.Element {
  const { programme = "", element = "" } = params;
  const doc = docAt(programme);
  const award = awardAt(idOf(programme), element);
  const chosen = useSignal<Hex | null>(null);
  const period = useSignal(award ? periodAt(award, today.peek()) : "");
  const reason = useSignal("");
  useSignalEffect(() => {
    // What was said of one is said of nobody else.
    if (chosen.value) reason.value = "";
  });
  if (!doc || !award || !inOffice()) {
    return <NotOurs title={t("banner")} above={`/awards/${programme}`} there={!!award} />;
  }
  const own = banners(all("roving_banner")).filter((one) => one.programme === doc.id && one.element === element);
  const there = own.find((one) => one.period === period.value);
  const before = own.find((one) => !one.withdrawn && firstDay(one.period) < firstDay(period.value));
  const now = periodAt(award, today.value);
  const periods = [now, periodBefore(award, now)];
  const hand = async () => {
    const id = await mine().naturalId("roving_banner", dashed(doc.id), element, period.value);
    await mine().write(id, "roving_banner", [
      ["programme", bytesOf(doc.id)],
      ["element", element],
      ["period", period.value],
      ["institution", doc.registers.get("institution")?.value ?? null],
      ["holder", bytesOf(chosen.value ?? "")],
      ["reason", reason.value.trim()],
    ]);
    navigate("/honours", { replace: true });
    say(t("banner.handed", { name: subjectName(chosen.value) }));
  };
  const how = !before ? "first" : before.holder === chosen.value ? "kept" : "won";
  return (
    <Frame
      title={titleIn(award)}
      above={`/awards/${doc.id}`}
      dock={
        <button
          type="button"
          class="btn"
          disabled={!!there || !chosen.value || !reason.value.trim()}
          onClick={() => void hand()}
        >
          {chosen.value && !there ? t(`banner.do.${how}`) : t("banner.do")}
        </button>
      }
    >
      <section class="card stack">
        <Choose
          label={t("honour.period")}
          value={period}
          options={periods.map((value) => ({ value, label: periodWords(value) }))}
        />
        {there ? (
          <div class="wall-banner">
            <Flag />
            <p class="grow">{t("banner.there", { name: subjectName(there.holder) })}</p>
          </div>
        ) : (
          <>
            {before && <p class="muted">{t("banner.was", { name: subjectName(before.holder) })}</p>}
            <PickSubject label={t("banner.whom")} doc={doc} given={award} chosen={chosen} />
            <Barred award={award} subject={chosen.value} period={period.value} />
            <Words label={t("honour.reason")} value={reason} />
          </>
        )}
      </section>
      <p class="promise">{t("banner.promise")}</p>
    </Frame>
  );
}
