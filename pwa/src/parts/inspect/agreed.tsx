/**
 * 一致性: how far the inspectors of a visit agree, which items they disagree on most, and each item's own kappa over all
 * visits with the same checklist. The lists are the pictures; no inspector is named.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Agreement, agreement, KAPPA_SUBJECTS_MIN, perItem, told } from "../../model/agreement";
import { compare, type Exact } from "../../model/scoring-number";
import { t } from "../../text";
import { language } from "../preferences";
import { acrossWords, courseOf, kappaOf, percentOf, ratingsOf } from "./agreeing";
import type { Row, Visit } from "./view";
import "./visit-more.css";

const SHOWN_AT_FIRST = 8;

export function Agreed({ visit }: { visit: Visit }): JSX.Element | null {
  const ratings = ratingsOf(visit);
  const found = agreement(ratings);
  if (!found.observed) return null;
  const shares = perItem(ratings);
  const differ = visit.rows.flatMap((row) => {
    const share = shares.get(row.id);
    return share && share.n !== share.d ? [{ row, share, said: ratings.get(row.id)?.size ?? 0 }] : [];
  });
  differ.sort((one, other) => compare(one.share, other.share) || one.row.number - other.row.number);
  return (
    <section class="card stack" aria-label={t("insp.agreement")}>
      <h2>{t("insp.agreement")}</h2>
      <p class="muted">{t("insp.agreement.words", { n: found.subjects, percent: percentOf(found.observed) })}</p>
      <Overall found={found} />
      <h3>{t("insp.agreed.least")}</h3>
      {differ.length > 0 && (
        <Bars
          title={t("insp.agreed.least")}
          visit={visit}
          lines={differ.map(({ row, share, said }) => ({
            row,
            share,
            told: `${percentOf(share)}%`,
            words: t("insp.agreed.by", { n: said }),
          }))}
        />
      )}
      {differ.length < found.subjects && (
        <p class="muted">
          {differ.length > 0 ? t("insp.agreed.rest", { n: found.subjects - differ.length }) : t("insp.agreed.all")}
        </p>
      )}
      {visit.checklist && <Across visit={visit} checklist={visit.checklist.id} />}
    </section>
  );
}

function Overall({ found }: { found: Agreement }): JSX.Element {
  if (found.subjects < KAPPA_SUBJECTS_MIN) {
    return <p class="muted">{t("insp.kappa.few", { min: KAPPA_SUBJECTS_MIN })}</p>;
  }
  const kappa = told(found);
  if (!kappa) return <p class="muted">{t("insp.kappa.alike")}</p>;
  return <p class="num">{t("insp.kappa", { kappa: kappaOf(kappa) })}</p>;
}

/** Each item over the visits: those that are understood most differently first, then those of which there are too few. */
function Across({ visit, checklist }: { visit: Visit; checklist: string }): JSX.Element {
  const { items, visits } = courseOf(checklist);
  const known = visit.rows.flatMap((row) => {
    const found = items.get(row.id);
    return found ? [{ row, found, kappa: told(found) }] : [];
  });
  const enough = known.filter(({ found }) => found.subjects >= KAPPA_SUBJECTS_MIN);
  const few = known.length - enough.length;
  enough.sort((one, other) => order(one.kappa, other.kappa) || one.row.number - other.row.number);
  return (
    <>
      <h3>{t("insp.across")}</h3>
      {enough.length > 0 && (
        <>
          <p class="muted">{t("insp.across.words", { n: visits })}</p>
          <Bars
            title={t("insp.across")}
            visit={visit}
            lines={enough.map(({ row, found, kappa }) => ({
              row,
              share: kappa,
              told: kappa ? `κ ${kappaOf(kappa)}` : "–",
              words: acrossWords(found),
            }))}
          />
        </>
      )}
      {few > 0 && (
        <p class="muted">
          {enough.length > 0
            ? t("insp.across.rest", { n: few, min: KAPPA_SUBJECTS_MIN })
            : t("insp.across.few", { n: visits, min: KAPPA_SUBJECTS_MIN })}
        </p>
      )}
    </>
  );
}

/** Lowest first; what has no value last. */
function order(one: Exact | null, other: Exact | null): number {
  return one && other ? compare(one, other) : Number(!one) - Number(!other);
}

interface Line {
  readonly row: Row;
  /** How far the bar goes; null for none. */
  readonly share: Exact | null;
  readonly told: string;
  readonly words: string;
}

interface BarsProps {
  readonly title: string;
  readonly visit: Visit;
  readonly lines: readonly Line[];
}

function Bars({ title, visit, lines }: BarsProps): JSX.Element {
  const whole = useSignal(false);
  const shown = whole.value ? lines : lines.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ol class="shares" aria-label={title}>
        {shown.map(({ row, share, told: figure, words }) => (
          <li key={row.id}>
            <a href={`/visits/${visit.id}/items/${row.id}`}>
              <span class="row">
                <span class="grow">
                  <span class="num">{row.number}</span>{" "}
                  {language.value === "en" && row.item.text_en ? row.item.text_en : row.item.text}
                </span>
                <b class="num">{figure}</b>
              </span>
              {share && (
                <progress
                  class="bar"
                  aria-hidden="true"
                  max={100}
                  value={share.n > 0n ? Number(percentOf(share)) : 0}
                />
              )}
              <span class="small num">{words}</span>
            </a>
          </li>
        ))}
      </ol>
      {lines.length > shown.length && (
        <button
          type="button"
          class="btn soft"
          onClick={() => {
            whole.value = true;
          }}
        >
          {t("insp.agreed.more", { n: lines.length - shown.length })}
        </button>
      )}
    </>
  );
}
