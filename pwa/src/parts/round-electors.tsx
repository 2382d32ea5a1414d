/** 参评名单: how many take part, whom the rule can't cover, and who is left out and why. */
import type { JSX } from "preact";
import type { Round } from "../model/peer";
import type { Electorate } from "../model/round";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { personAt, placeName } from "./here";
import { Icon } from "./icons";

function nameOf(id: Hex): string {
  const one = personAt(id);
  return one?.institution ? one.name : placeName(id);
}

function names(ids: Iterable<Hex>): string {
  return [...ids].map(nameOf).filter(Boolean).join(t("list.comma"));
}

const REASONS: Record<string, () => string> = {
  no_unit: () => t("rnd.why.no_unit"),
  no_branch: () => t("rnd.why.no_branch"),
  not_drawn: () => t("rnd.why.not_drawn"),
  nobody_to_review: () => t("rnd.why.nobody_to_review"),
};

export function Electors({ found, round }: { found: Electorate; round: Round }): JSX.Element {
  const reasons = new Map<string, Hex[]>();
  for (const [id, reason] of found.excluded) reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  const subjects = found.subjects.size;
  return (
    <section class="card stack" aria-label={t("rnd.electorate")}>
      <h2>{t("rnd.electorate")}</h2>
      <p class="num">
        {found.due > 0
          ? t("rnd.electorate.counts", { evaluators: found.due, subjects })
          : t("rnd.electorate.subjects", { subjects })}
      </p>
      {found.due > 0 && found.short.size === 0 && (
        <p class="row">
          <span class="tag pass">
            <Icon name="check" />
            {t("rnd.covered")}
          </span>
        </p>
      )}
      {found.short.size > 0 && (
        <p class="hint">
          <Icon name="alert" />
          <span>
            {t(round.opened ? "rnd.short.open" : "rnd.short", { n: found.short.size })}
            {[...found.short].map(([id, count]) => (
              <span key={id} class="block">
                {t("rnd.short.one", { name: nameOf(id), n: count })}
              </span>
            ))}
          </span>
        </p>
      )}
      {found.uncovered.length > 0 && <p>{t("rnd.uncovered", { names: names(found.uncovered) })}</p>}
      {reasons.size > 0 && (
        <details>
          <summary class="tap">{t("rnd.excluded", { n: found.excluded.size })}</summary>
          {[...reasons].map(([reason, ids]) => (
            <p key={reason}>
              <span class="small block">{REASONS[reason]?.() ?? reason}</span>
              {names(ids)}
            </p>
          ))}
        </details>
      )}
    </section>
  );
}
