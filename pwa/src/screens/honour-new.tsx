/** 公示: what the house is told of somebody who was put forward up the whole chain: the title, the period, the reason. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { kindsOf } from "../model/award-kinds";
import { publicityDays, titlesOf } from "../model/honour";
import { bytesOf, idOf } from "../model/ids";
import { textAt } from "../model/person";
import { subjectName } from "../parts/assessing";
import { boundTo } from "../parts/bound";
import { Frame } from "../parts/frame";
import { all, docAt, mine } from "../parts/here";
import { awardAt, inOffice } from "../parts/honours/face";
import { NotOurs } from "../parts/honours/not-ours";
import { later } from "../parts/later";
import { periodWords } from "../parts/period-words";
import { say } from "../parts/toast";
import { Writing } from "../parts/writing";
import { navigate, type Params } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";

const Post = later(async () => (await import("../parts/honours/post")).Post);
const Barred = later(async () => (await import("../parts/honours/barred")).withWords());
const Choose = later(async () => (await import("../parts/honours/pick-one")).PickOne);

const WORDS_MAX = 2_000;

export default function HonourNew({ params }: { params: Params }): JSX.Element {
  const { programme = "", element = "", subject = "", period = "" } = params;
  const award = awardAt(idOf(programme), element);
  const titles = award ? titlesOf(award) : [];
  const title = useSignal(titles[0] ?? "");
  const form = `honour.${idOf(subject)}.${element}.${period}`;
  const post = useSignal("");
  const [id] = useState(() => draftOf(params) ?? mine().newId());
  const doc = docAt(id);
  const reason = doc ? textAt(doc, "reason") : "";
  const above = `/awards/${programme}/${encodeURIComponent(element)}`;
  if (!award || !inOffice()) return <NotOurs title={t("honour.announce")} above={above} there={!!award} />;
  const asksPost = kindsOf(award).includes("model_post");
  const days = publicityDays(award);
  const named: [string, Value][] = [
    ["programme", bytesOf(programme)],
    ["element", element],
    ["period", period],
    ["subject", bytesOf(subject)],
    ["institution", docAt(programme)?.registers.get("institution")?.value ?? null],
  ];
  const put = (...writes: [string, Value][]) =>
    void mine().write(id, "honour", [...(docAt(id) ? [] : named), ...writes]);
  const announce = () => {
    const asked: [string, Value][] = post.value.trim() ? [["post", post.value.trim()]] : [];
    put(...asked, ["title", title.value], ["announced", true]);
    void import("../parts/form-keeping").then(({ forgetForm }) => forgetForm(form));
    navigate(`/honours/${id}`, { replace: true });
    say(t("honour.announced"));
  };
  const ready = reason !== "" && (!asksPost || post.value.trim() !== "");
  return (
    <Frame
      title={t("honour.announce")}
      under={`${subjectName(idOf(subject))} · ${periodWords(period)}`}
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
        {asksPost && <Post form={form} value={post} />}
        <div class="stack" ref={boundTo(WORDS_MAX)}>
          <b>{t("honour.reason")}</b>
          <Writing
            label={t("honour.reason")}
            value={reason}
            codePointsMax={WORDS_MAX}
            onSave={(words) => (words.trim() || reason) && put(["reason", words.trim()])}
          />
        </div>
      </section>
      <Barred award={award} subject={idOf(subject)} period={period} />
      <p class="promise">{t("honour.announce.why", { n: days })}</p>
    </Frame>
  );
}

/** What was written of it before and not announced. */
function draftOf({ programme = "", element, subject = "", period }: Params): Hex | undefined {
  const drafts = all("honour").filter(({ registers }) => registers.get("announced")?.value !== true);
  return drafts.find(
    (doc) =>
      idOf(doc.registers.get("programme")?.value) === idOf(programme) &&
      idOf(doc.registers.get("subject")?.value) === idOf(subject) &&
      textAt(doc, "element") === element &&
      textAt(doc, "period") === period,
  )?.id;
}
