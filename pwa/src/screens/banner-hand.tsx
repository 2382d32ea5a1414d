/** 流动红旗: who has the banner in a quarter: won from whoever had it, or kept. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { banners } from "../model/honour";
import { bytesOf, dashed, idOf } from "../model/ids";
import { firstDay, quarterBefore, quarterOf } from "../model/period";
import { subjectName, titleIn } from "../parts/assessing";
import { Words } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { all, docAt, mine, today } from "../parts/here";
import { awardAt, Flag, inOffice } from "../parts/honours/face";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { periodWords } from "../parts/period-words";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";

const PickSubject = later(async () => (await import("../parts/honours/pick-subject")).PickSubject);

const Choose = later(async () => (await import("../parts/honours/pick-one")).PickOne);

export default function BannerHand({ params }: { params: Params }): JSX.Element {
  const { programme = "", element = "" } = params;
  const doc = docAt(programme);
  const award = awardAt(idOf(programme), element);
  const chosen = useSignal<Hex | null>(null);
  const period = useSignal(quarterOf(today.peek()));
  const reason = useSignal("");
  if (!doc || !award || !inOffice()) {
    return (
      <Frame title={t("banner")} above={`/awards/${programme}`}>
        <Nothing title={t(award ? "not_yours" : "honour.gone")}>
          {t(award ? "honour.office" : "honour.gone.why")}
        </Nothing>
      </Frame>
    );
  }
  const own = banners(all("roving_banner")).filter((one) => one.programme === doc.id && one.element === element);
  const there = own.find((one) => one.period === period.value);
  const before = own.find((one) => !one.withdrawn && firstDay(one.period) < firstDay(period.value));
  const periods = [quarterOf(today.value), quarterBefore(quarterOf(today.value))];
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
            <Words label={t("honour.reason")} value={reason} />
          </>
        )}
      </section>
      <p class="promise">{t("banner.promise")}</p>
    </Frame>
  );
}
