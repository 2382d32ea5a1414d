/** 我的结果: what colleagues gave in one round, or that too few answered for it to be told. */
import type { JSX } from "preact";
import { shortDecimal } from "../model/decimal";
import { boundsOf, type Form } from "../model/form";
import { roundOf } from "../model/peer";
import { type Result, resultOf } from "../model/peer-result";
import { toldIn } from "../model/told-words";
import { formNamed } from "../parts/forms";
import { Frame } from "../parts/frame";
import { docAt } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import "../parts/lists.css";
import { labelOf } from "../parts/labels";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/figures.css";

export default function ResultScreen({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.result);
  const result = doc && resultOf(doc);
  const roundDoc = docAt(result?.round);
  const round = roundDoc && roundOf(roundDoc);
  const form = round && formNamed(round.form);
  if (!doc || !result || !round) {
    return (
      <Frame title={t("result")} above="/reviews">
        <Nothing title={t("round.away")}>{t("round.away.why")}</Nothing>
      </Frame>
    );
  }
  return (
    <Frame title={round.title} above="/reviews">
      {result.below ? (
        <div class="empty">
          <Icon name="lock" />
          <h2>{t("result.below")}</h2>
          <p>{t("result.below.why", { n: round.threshold })}</p>
        </div>
      ) : (
        <Numbers result={result} form={form ?? null} />
      )}
      <Words doc={doc} />
      {!result.below && (
        <p class="promise">
          <Icon name="lock" />
          {t(`anonymity.${round.anonymity}`)}
        </p>
      )}
    </Frame>
  );
}

/** What an organiser let through of what was written without a name; nothing says how much was withheld. */
function Words({ doc }: { doc: Doc }): JSX.Element | null {
  const said = toldIn(doc);
  if (said.length === 0) return null;
  return (
    <section class="card stack" aria-label={t("result.words")}>
      <h2>{t("result.words")}</h2>
      {said.map(([mark, words]) => (
        <p key={mark} class="quoted">
          {words}
        </p>
      ))}
      <p class="muted">{t("result.words.why")}</p>
    </section>
  );
}

/** How far along from the lowest to the highest, in per cent. */
function share(mean: number, min: number, max: number): number {
  return max > min ? Math.round(((mean - min) / (max - min)) * 100) : 0;
}

function Numbers({ result, form }: { result: Result; form: Form | null }): JSX.Element {
  return (
    <>
      <section class="card total">
        {result.total !== null && <b class="num">{shortDecimal(result.total)}</b>}
        <span class="muted">{t("result.from", { n: result.count })}</span>
      </section>
      <section class="card stack">
        {(form?.items ?? []).map((item) => {
          const found = result.items.find((one) => one.item === item.id);
          if (!found) return null;
          const { min, max } = boundsOf(item);
          return (
            <div key={item.id} class="measure">
              <span class="row">
                <span class="grow">{labelOf(item)}</span>
                <b class="num">{shortDecimal(found.mean)}</b>
                {max !== null && <span class="small num">/ {max}</span>}
              </span>
              {max !== null && (
                <span class="bar measure-bar" aria-hidden="true">
                  <i style={{ width: `${share(Number(found.mean), min ?? 0, max)}%` }} />
                </span>
              )}
            </div>
          );
        })}
      </section>
    </>
  );
}
