/** 公示: what the house is told of somebody who was put forward up the whole chain: the title, the period, the reason. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { kindsOf } from "../model/award-kinds";
import { publicityDays, titlesOf } from "../model/honour";
import { bytesOf, idOf } from "../model/ids";
import { quarterOf } from "../model/period";
import { subjectName } from "../parts/assessing";
import { Line, Words } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { docAt, mine, today } from "../parts/here";
import { awardAt, inOffice } from "../parts/honours/face";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { periodWords } from "../parts/period-words";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

const Choose = later(async () => (await import("../parts/honours/pick-one")).PickOne);

export default function HonourNew({ params }: { params: Params }): JSX.Element {
  const { programme = "", element = "", subject = "" } = params;
  const award = awardAt(idOf(programme), element);
  const titles = award ? titlesOf(award) : [];
  const title = useSignal(titles[0] ?? "");
  const period = useSignal(quarterOf(today.peek()));
  const [reason, post] = [useSignal(""), useSignal("")];
  const above = `/awards/${programme}/${encodeURIComponent(element)}`;
  if (!award || !inOffice()) {
    return (
      <Frame title={t("honour.announce")} above={above}>
        <Nothing title={t(award ? "not_yours" : "honour.gone")}>
          {t(award ? "honour.office" : "honour.gone.why")}
        </Nothing>
      </Frame>
    );
  }
  const asksPost = kindsOf(award).includes("model_post");
  const days = publicityDays(award);
  const periods = [today.value.slice(0, 7), quarterOf(today.value), today.value.slice(0, 4)];
  const announce = () => {
    const id = mine().newId();
    const writes: [string, Value][] = [
      ["programme", bytesOf(programme)],
      ["element", element],
      ["period", period.value],
      ["subject", bytesOf(subject)],
      ["institution", docAt(programme)?.registers.get("institution")?.value ?? null],
      ["title", title.value],
      ["reason", reason.value.trim()],
      ["announced", true],
    ];
    if (post.value.trim()) writes.push(["post", post.value.trim()]);
    void mine().write(id, "honour", writes);
    navigate(`/honours/${id}`, { replace: true });
    say(t("honour.announced"));
  };
  const ready = reason.value.trim() !== "" && (!asksPost || post.value.trim() !== "");
  return (
    <Frame
      title={t("honour.announce")}
      under={subjectName(idOf(subject))}
      above={above}
      dock={
        <button type="button" class="btn" disabled={!ready} onClick={announce}>
          {t("honour.announce.days", { n: days })}
        </button>
      }
    >
      <section class="card stack">
        {titles.length > 1 && (
          <Choose label={t("honour.title")} value={title} options={titles.map((value) => ({ value, label: value }))} />
        )}
        <Choose
          label={t("honour.period")}
          value={period}
          options={periods.map((value) => ({ value, label: periodWords(value) }))}
        />
        {asksPost && <Line label={t("honour.post")} value={post} hint={t("honour.post.why")} />}
        <Words label={t("honour.reason")} value={reason} />
      </section>
      <p class="promise">{t("honour.announce.why", { n: days })}</p>
    </Frame>
  );
}
