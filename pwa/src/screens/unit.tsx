/** 科室 / 支部: who has submitted today and who has not, live; a tap reads what was written. */
import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays, type Day, localOf } from "../model/day";
import { type Evaluation, evaluationOf } from "../model/evaluation";
import { shared } from "../model/people";
import { AnswerList } from "../parts/answers";
import { type Charge, charges, members, submitted } from "../parts/charge";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { docAt, personAt, placeName, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { nameOf, PersonLine } from "../parts/person-line";
import { people } from "../parts/roster";
import { dayAndWeekday, momentWords } from "../parts/when";
import { isWide } from "../parts/wide";
import type { Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";

/** The day looked at; kept while one goes from list to detail and back. */
const looking = signal<Day | null>(null);
const place = signal<Hex | null>(null);

export default function Unit({ params }: { params: Params }): JSX.Element {
  const all = charges();
  const charge = all.find(({ at }) => at === place.value) ?? all[0];
  const detail = params.evaluation;
  const title = all.length === 0 || all.some(({ kind }) => kind === "unit") ? t("tab.unit") : t("tab.branch");
  if (!charge) {
    return (
      <Frame title={title} above="/">
        <Nothing title={t("unit.none")}>{t("unit.none.why")}</Nothing>
      </Frame>
    );
  }
  if (detail && !isWide.value) return <Reading id={detail} />;
  return (
    <Frame title={title} under={placeName(charge.at)} tab="unit" wide>
      {all.length > 1 && <Places charges={all} current={charge} />}
      <div class="pair">
        <Roll charge={charge} detail={detail} />
        {isWide.value && (
          <div class="detail">{detail ? <Evaluated id={detail} /> : <p class="empty">{t("unit.choose")}</p>}</div>
        )}
      </div>
    </Frame>
  );
}

function Places({ charges: list, current }: { charges: readonly Charge[]; current: Charge }): JSX.Element {
  return (
    <div class="row wrap">
      {list.map(({ at }) => (
        <button
          key={at}
          type="button"
          class={at === current.at ? "btn short" : "btn soft short"}
          aria-pressed={at === current.at}
          onClick={() => {
            place.value = at;
          }}
        >
          {placeName(at)}
        </button>
      ))}
    </div>
  );
}

function DayPager(): JSX.Element {
  const day = looking.value ?? today.value;
  const go = (days: number) => {
    looking.value = addDays(day, days);
  };
  return (
    <div class="row pager">
      <button type="button" class="back" aria-label={t("day.before")} onClick={() => go(-1)}>
        <Icon name="back" />
      </button>
      <b class="grow centred">
        {day === today.value ? t("today.words", { day: dayAndWeekday(day) }) : dayAndWeekday(day)}
      </b>
      <button
        type="button"
        class="back"
        aria-label={t("day.after")}
        disabled={day >= today.value}
        onClick={() => go(1)}
      >
        <Icon name="go" />
      </button>
    </div>
  );
}

function Roll({ charge, detail }: { charge: Charge; detail: string | undefined }): JSX.Element {
  const done = submitted(looking.value ?? today.value);
  const list = members(charge);
  const twice = shared(people.value);
  const own = replica.value?.person;
  const has = list.filter((one) => done.has(one.id));
  const not = list.filter((one) => !done.has(one.id));
  has.sort((one, other) => (done.get(other.id)?.submittedMs ?? 0) - (done.get(one.id)?.submittedMs ?? 0));
  return (
    <div class="stack">
      <DayPager />
      <section class="card stack" aria-label={t("turnout.label")}>
        <b class="num" role="status">
          {t("unit.count", { n: has.length, of: list.length })}
        </b>
        <progress class="bar" max={list.length || 1} value={has.length} aria-label={t("turnout.label")} />
      </section>
      {not.length > 0 && <h2 class="section">{t("unit.not", { n: not.length })}</h2>}
      {not.length > 0 && (
        <p class="card names">
          {not.map((one, at) => (
            <span key={one.id}>
              <a href={`/people/${one.id}`}>
                {one.id === own ? t("name.self", { name: one.name }) : nameOf(one, twice)}
              </a>
              {at < not.length - 1 && t("list.comma")}
            </span>
          ))}
        </p>
      )}
      {has.length > 0 && <h2 class="section">{t("unit.has", { n: has.length })}</h2>}
      {has.length > 0 && (
        <div class="card list">
          {has.map((one) => {
            const evaluation = done.get(one.id) as Evaluation;
            return (
              <PersonLine
                key={one.id}
                person={one}
                shared={twice}
                under={evaluation.note}
                href={`/unit/${evaluation.doc.id}`}
                current={evaluation.doc.id === detail}
              >
                {evaluation.late && <span class="tag warn">{t("late")}</span>}
                <span class="small num">{localOf(evaluation.submittedMs ?? 0).time}</span>
                <Icon name="go" />
              </PersonLine>
            );
          })}
        </div>
      )}
    </div>
  );
}

function Reading({ id }: { id: string }): JSX.Element {
  const doc = docAt(id);
  const writer = doc && personAt(evaluationOf(doc)?.person ?? "");
  return (
    <Frame title={writer?.name ?? t("self")} under={placeName(writer?.units[0])} above="/unit">
      <Evaluated id={id} />
    </Frame>
  );
}

function Evaluated({ id }: { id: string }): JSX.Element {
  const doc = docAt(id);
  const evaluation = doc && evaluationOf(doc);
  const form = evaluation && formNamed(evaluation.form);
  if (!evaluation || !form) return <Nothing title={t("form.away")}>{t("form.away.why")}</Nothing>;
  return (
    <div class="stack">
      <div class="row wrap">
        <b>{dayAndWeekday(evaluation.day)}</b>
        <span class="tag pass">
          <Icon name="check" />
          {t("self.done", { time: momentWords(evaluation.submittedMs ?? 0, evaluation.day) })}
        </span>
        {evaluation.late && <span class="tag warn">{t("late")}</span>}
      </div>
      <AnswerList form={form} doc={id} answers={evaluation.answers} note={evaluation.note} />
    </div>
  );
}
