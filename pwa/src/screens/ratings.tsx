/** 群众评价: satisfaction by department with its interval, and what waits: odd ratings, low ones, codes, complaints. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { under, valueAt } from "../model/facts";
import { idOf } from "../model/ids";
import { batchState, dueOf, isOpen, rulingOf, tallyOf } from "../model/public";
import { textAt } from "../parts/deeds/bits";
import { inOffice } from "../parts/deeds/leading";
import { Frame } from "../parts/frame";
import { all, person, placeName, today } from "../parts/here";
import { Icon, type IconName } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { Pick } from "../parts/pick";
import { DueTag } from "../parts/voice/lines";
import { dayWords, monthWords } from "../parts/when";
import { t } from "../text";
import "../parts/lists.css";

const Month = later(() => import("../parts/voice/month").then((module) => module.Month));

export default function Ratings(): JSX.Element {
  const tallies = all("rating_tally").map(tallyOf);
  const months = [...new Set(tallies.map(({ period }) => period))].sort().reverse();
  const month = useSignal("");
  const latest = months[0];
  useEffect(() => {
    if (latest) month.value ||= latest;
  }, [latest, month]);
  const shown = month.value || today.value.slice(0, 7);
  const of = tallies.filter(({ period }) => period === shown);
  return (
    <Frame title={t("ratings")} above="/me">
      {months.length > 1 && (
        <Pick
          label={t("ratings.month")}
          value={month}
          options={months.map((value) => ({ value, label: monthWords(value) }))}
        />
      )}
      {of.length > 0 ? <Month of={of} /> : <Nothing title={t("ratings.none")}>{t("ratings.none.why")}</Nothing>}
      <Flags />
      <Cases />
      <nav class="card list" aria-label={t("ratings")}>
        <Way
          href="/ratings/batches"
          icon="key"
          words={t("ratings.codes")}
          soft={t("ratings.codes.under", {
            n: all("rating_batch").filter((doc) => batchState(doc, today.value) === "active").length,
          })}
        />
        <Way href="/complaints" icon="reviews" words={t("complaints")} soft="" />
        <a class="line-row" href={`/public#${dashedInstitution()}`} target="_blank" rel="noreferrer">
          <Icon name="flag" />
          <span class="grow">
            <b class="block">{t("ratings.board")}</b>
            <span class="muted">{t("ratings.board.under")}</span>
          </span>
          <Icon name="go" />
        </a>
      </nav>
    </Frame>
  );
}

function dashedInstitution(): string {
  const id = person.value?.institution ?? "";
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function Flags(): JSX.Element | null {
  const waiting = all("rating_flag").filter((doc) => rulingOf(doc) === null);
  if (!inOffice() || waiting.length === 0) return null;
  return (
    <>
      <h2 class="section">{t("ratings.flags")}</h2>
      <div class="card list">
        {waiting.map((doc) => (
          <a key={doc.id} class="line-row" href={`/ratings/flags/${doc.id}`}>
            <Icon name="alert" />
            <span class="grow">
              <b class="block">{placeName(idOf(valueAt(doc, "unit")))}</b>
              <span class="muted num">{t("flag.held", { n: under(doc.registers, "ratings/").length })}</span>
            </span>
            <Icon name="go" />
          </a>
        ))}
      </div>
    </>
  );
}

function Cases(): JSX.Element {
  const open = all("rating_case")
    .filter(isOpen)
    .sort((one, other) => ((dueOf(one) || "9") < (dueOf(other) || "9") ? -1 : 1));
  return (
    <>
      <h2 class="section">{t("ratings.cases")}</h2>
      {open.length === 0 && <p class="muted">{t("ratings.cases.none")}</p>}
      {open.length > 0 && (
        <div class="card list">
          {open.map((doc) => (
            <a key={doc.id} class="line-row" href={`/ratings/cases/${doc.id}`}>
              <span class="grow">
                <b class="clamp">{textAt(doc, "words") || t("case.words.none")}</b>
                <span class="muted block num">
                  {placeName(idOf(valueAt(doc, "unit")))} · {dayWords(textAt(doc, "day"))}
                </span>
                <DueTag doc={doc} />
              </span>
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
    </>
  );
}

function Way({ href, icon, words, soft }: { href: string; icon: IconName; words: string; soft: string }): JSX.Element {
  return (
    <a class="line-row" href={href}>
      <Icon name={icon} />
      <span class="grow">
        <b class="block">{words}</b>
        {soft && <span class="muted num">{soft}</span>}
      </span>
      <Icon name="go" />
    </a>
  );
}
