/** What records add up to: a month by type, and the error-free counter on its way to the next mark. */
import type { JSX } from "preact";
import { ERROR_FREE_THRESHOLDS, entryOf, errorFree, plain, tallies } from "../../model/record-count";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { dayWords } from "../when";
import { amountsOnOffer, caps } from "./programmes";
import { recordType } from "./words";

export function Month({ docs, month }: { docs: readonly Doc[]; month: string }): JSX.Element | null {
  const types = tallies(docs.map(entryOf), caps()).get(month);
  if (!types) return null;
  return (
    <dl class="card facts">
      {[...types].map(([type, { number, counted, hours, waiting }]) => (
        <>
          <dt>{recordType(type)}</dt>
          <dd class="num">
            {[
              t("count.n", { n: number }),
              counted < number ? t("count.capped", { n: counted }) : "",
              hours > 0n ? t("hours.n", { n: plain(hours) }) : "",
              waiting > 0 ? t("count.waiting", { n: waiting }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </dd>
        </>
      ))}
    </dl>
  );
}

/** 无差错: what was taken since the last error, on the way to the next mark. */
export function Counter({ docs }: { docs: readonly Doc[] }): JSX.Element {
  const named = amountsOnOffer();
  const { amount, waiting, since, reached, next } = errorFree(
    docs.map(entryOf),
    named.length > 0 ? named : ERROR_FREE_THRESHOLDS,
  );
  const yuan = Number(amount / 100n);
  return (
    <section class="card stack">
      <span class="row">
        <b class="grow">{t("type.error_free")}</b>
        {reached > 0 && <span class="tag pass">{t("error_free.reached", { n: tenThousands(reached) })}</span>}
      </span>
      <b class="pledge-text num">{t("yuan", { n: plain(amount) })}</b>
      {next > 0 && <progress class="bar" max={next} value={Math.min(yuan, next)} aria-label={t("type.error_free")} />}
      <span class="muted num">
        {[
          next > 0 ? t("error_free.next", { n: tenThousands(next) }) : "",
          waiting > 0n ? t("error_free.waiting", { n: plain(waiting) }) : "",
          since ? t("error_free.since", { day: dayWords(since) }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </section>
  );
}

/** 1000000 as people say it: 100万. */
function tenThousands(yuan: number): string {
  return yuan % 10_000 === 0 ? t("ten_thousands", { n: yuan / 10_000 }) : String(yuan);
}
