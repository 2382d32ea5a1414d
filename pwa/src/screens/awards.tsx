/** 推荐评优: the awards of a programme; who is put forward for one, level by level, and how many places are left. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { kindsOf } from "../model/award-kinds";
import { sameAward } from "../model/award-names";
import { periodAt, periodOf } from "../model/award-period";
import { elements, type Given } from "../model/given";
import { dashed, idOf } from "../model/ids";
import {
  type Level,
  levelsOf,
  type Nomination,
  nominationOf,
  PUT_FORWARD,
  rulingAt,
  textOf,
} from "../model/nomination";
import { has } from "../model/person";
import { matterOf, programmeName, subjectName, titleIn } from "../parts/assessing";
import { fetched } from "../parts/fetched";
import { Frame } from "../parts/frame";
import { all, docAt, mine, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const awardShare = fetched(() => import("../parts/award-share"));
const Candidates = later(async () => (await import("../parts/candidates")).withWords());
const Periods = later(async () => (await import("../parts/honours/award-periods")).AwardPeriods);

export default function Awards({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.programme);
  const given = params.element ? matterOf(params, "awards")?.given : null;
  if (doc?.kind !== "programme" || (params.element && !given)) {
    return (
      <Frame title={t("award")} above="/">
        <Nothing title={t("assess.away")}>{t("assess.away.why")}</Nothing>
      </Frame>
    );
  }
  return given ? <Award doc={doc} element={params.element ?? ""} given={given} /> : <List doc={doc} />;
}

function List({ doc }: { doc: Doc }): JSX.Element {
  const list = elements(new Map([...doc.registers].map(([path, { value }]) => [path, value])), "awards");
  return (
    <Frame title={t("award")} under={programmeName(doc)} above={`/programme/${doc.id}`}>
      {list.length === 0 && <Nothing title={t("awards.none")}>{t("awards.none.why")}</Nothing>}
      {list.length > 0 && (
        <div class="card list">
          {list.map(([id, given]) => {
            const last = levelsOf(given).at(-1);
            const quota = last?.quota ?? last?.share;
            return (
              <a key={id} class="line-row" href={`/${placeOf(given)}/${doc.id}/${encodeURIComponent(id)}`}>
                <span class="grow">{titleIn(given)}</span>
                {quota ? <span class="tag num">{t("award.quota", { n: quota })}</span> : null}
                <Icon name="go" />
              </a>
            );
          })}
        </div>
      )}
    </Frame>
  );
}

/** Stars are given and the banner is handed over without anybody being put forward. */
function placeOf(given: Given): string {
  const kinds = kindsOf(given);
  if (!kinds.every((kind) => kind === "star" || kind === "flag")) return "awards";
  return kinds.includes("star") ? "stars" : "banner";
}

interface AwardProps {
  readonly doc: Doc;
  readonly element: string;
  readonly given: Given;
}

function Award({ doc, element, given }: AwardProps): JSX.Element {
  const adding = useSignal(false);
  const levels = levelsOf(given);
  const period = useSignal(periodAt(given, today.peek()));
  const alike = sameAward(doc.registers, element);
  const every = all("nomination")
    .map(nominationOf)
    .filter((one) => one.programme === doc.id && alike.includes(one.element));
  const list = every.filter((one) => periodOf(one, given) === period.value);
  const share = levels.some((level) => level.share) ? awardShare() : null;
  const shares = share?.sharesOf(
    levels,
    given,
    doc,
    levels.map((level) => count(level, list)),
  );
  const mostOf = (at: number): number | null => {
    const bounds = [levels[at]?.quota ?? null, shares?.[at]?.places ?? null].filter((each) => each !== null);
    return bounds.length > 0 ? Math.min(...bounds) : null;
  };
  const most = mostOf(0);
  const mayName = has(person.value, "head", "secretary", "leader", "supervisor", "admin");
  return (
    <Frame
      title={titleIn(given)}
      under={programmeName(doc)}
      above={`/awards/${doc.id}`}
      dock={
        mayName ? (
          <button type="button" class="btn" onClick={() => (adding.value = !adding.peek())}>
            <Icon name="plus" />
            {t("award.add")}
          </button>
        ) : undefined
      }
    >
      <section class="card stack">
        <Periods award={given} period={period} list={every} />
      </section>
      <dl class="card facts">
        {levels.map((level, at) => [
          <dt key={level.name}>{levelWords(level)}</dt>,
          <dd key={`${level.name}/n`} class="num">
            {placesWords(level, mostOf(at), list)}
            {shares?.[at] && <span class="small block">{share?.shareWords(shares[at])}</span>}
          </dd>,
        ])}
      </dl>
      {adding.value && (
        <Candidates
          doc={doc}
          element={element}
          given={given}
          period={period.value}
          left={most === null ? null : Math.max(0, most - count(levels[0], list))}
          taken={list}
          onDone={() => (adding.value = false)}
        />
      )}
      {list.length === 0 && !adding.value && <Nothing title={t("award.none")}>{t("award.none.why")}</Nothing>}
      {list.map((one) => (
        <Nominee key={one.id} one={one} period={period.value} levels={levels} list={list} mostOf={mostOf} />
      ))}
    </Frame>
  );
}

function levelWords({ name }: Level): string {
  const words: Record<string, string> = {
    house: t("award.level.house"),
    unit: t("award.level.unit"),
    county: t("award.level.county"),
    city: t("award.level.city"),
    province: t("award.level.province"),
  };
  return words[name] ?? name;
}

function count(level: Level | undefined, list: readonly Nomination[]): number {
  return list.filter((one) => level && rulingAt(one, level.name) === PUT_FORWARD).length;
}

function placesWords(level: Level, most: number | null, list: readonly Nomination[]): string {
  const n = count(level, list);
  if (most === null) return t("award.n", { n });
  return `${t("progress", { n, of: most })} · ${t("award.left", { n: Math.max(0, most - n) })}`;
}

interface NomineeProps {
  readonly one: Nomination;
  readonly period: string;
  readonly levels: readonly Level[];
  readonly list: readonly Nomination[];
  /** How many a level may put forward; null for as many as it likes. */
  readonly mostOf: (at: number) => number | null;
}

/** Put forward by every level: on notice next, or the honour that came of it. */
function Next({ one, period }: { one: Nomination; period: string }): JSX.Element | null {
  const honour = all("honour").find(
    ({ registers }) =>
      registers.get("announced")?.value === true &&
      (!one.period || textOf(registers, "period") === period) &&
      idOf(registers.get("subject")?.value) === one.subject &&
      idOf(registers.get("programme")?.value) === one.programme &&
      registers.get("element")?.value === one.element &&
      !registers.get("withdrawn")?.value,
  );
  if (honour) {
    return (
      <a class="btn soft short" href={`/honours/${honour.id}`}>
        {t("award.honour")}
      </a>
    );
  }
  if (!has(person.value, "leader", "supervisor") || one.subject === mine().person) return null;
  return (
    <a
      class="btn short"
      href={`/honours/new/${one.programme}/${encodeURIComponent(one.element)}/${one.subject}/${period}`}
    >
      {t("award.notice")}
    </a>
  );
}

/** Leaders and supervisors of what is above the house rule from the second level on; its own where nothing is. */
function rulesAbove({ registers }: Nomination): boolean {
  const house = idOf(registers.get("institution")?.value);
  const parent = idOf(docAt(house)?.registers.get("parent")?.value);
  return (person.value?.roles ?? []).some(
    ({ role, at }) => (role === "leader" || role === "supervisor") && at !== null && at === (parent ?? house),
  );
}

/** One of those put forward, with the chain as far as it has come and the next step where it is mine. */
function Nominee({ one, period, levels, list, mostOf }: NomineeProps): JSX.Element {
  const next = levels.find(({ name }) => rulingAt(one, name) !== PUT_FORWARD);
  const rules = next === levels[1] && !rulesAbove(one) ? has(person.value, "leader", "supervisor") : rulesAbove(one);
  const most = next ? mostOf(levels.indexOf(next)) : null;
  const full = next !== undefined && most !== null && count(next, list) >= most;
  const rule = (ruling: string) => {
    const level = ruling === PUT_FORWARD ? next : levels.findLast(({ name }) => rulingAt(one, name) === PUT_FORWARD);
    if (level) void mine().write(one.id, "nomination", [[`steps/${level.name}/${dashed(mine().person)}`, { ruling }]]);
  };
  return (
    <section class="card stack" aria-label={subjectName(one.subject)}>
      <b>{subjectName(one.subject)}</b>
      <ol class="plain-set stack">
        {levels.map((level) => {
          const ruling = rulingAt(one, level.name);
          return (
            <li key={level.name} class="row">
              <span class="grow">{levelWords(level)}</span>
              <span class={ruling === PUT_FORWARD ? "tag pass" : ruling ? "tag fail" : "tag"}>
                {ruling === PUT_FORWARD ? t("award.forward") : ruling ? t("award.returned") : t("review.none")}
              </span>
            </li>
          );
        })}
      </ol>
      {!next && <Next one={one} period={period} />}
      {full && <p class="hint">{t("award.full", { n: most ?? 0 })}</p>}
      {rules && one.subject !== mine().person && (
        <div class="row">
          {next && next !== levels[0] && !full && rulesAbove(one) && (
            <button type="button" class="btn soft short" onClick={() => rule(PUT_FORWARD)}>
              {t("award.step", { level: levelWords(next) })}
            </button>
          )}
          {next !== levels[0] && (
            <button type="button" class="btn plain short" onClick={() => rule("returned")}>
              {t("award.return")}
            </button>
          )}
        </div>
      )}
    </section>
  );
}
