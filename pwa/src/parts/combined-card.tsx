/** What several evaluations of one person come to, part by part. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { textAt } from "../model/person";
import type { Combined } from "../model/round";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import { docAt, personAt } from "./here";

const MISSING: Record<string, () => string> = {
  no_result: () => t("rnd.missing.no_result"),
  no_score: () => t("rnd.missing.no_score"),
  below: () => t("result.below.short"),
};

/** What a part is made of, as the round says. */
function partTitle(round: Hex | null, id: string): string {
  const part = docAt(round)?.registers.get(`parts/${id}`)?.value as { [key: string]: Value } | null | undefined;
  const of = docAt(idOf(part?.of));
  if (of) return textAt(of, "title");
  const words: Record<string, string> = {
    self: t("rnd.part.self"),
    commentary: t("rnd.part.commentary"),
    remark: t("rnd.part.remark"),
  };
  return words[String(part?.source)] ?? id;
}

/** Each part with its weight; what is missing is named, and then there is no total. */
export function CombinedCard({ result }: { result: Combined }): JSX.Element {
  return (
    <section class="card stack">
      <span class="row">
        <b class="grow">{result.subject ? personAt(result.subject)?.name : ""}</b>
        {result.total ? <b class="num">{result.total}</b> : <span class="tag warn">{t("rnd.incomplete")}</span>}
      </span>
      {result.parts.map(({ id, weight, score, missing }) => (
        <span key={id} class="row small">
          <span class="grow num">{t("rnd.part", { name: partTitle(result.round, id), weight: Number(weight) })}</span>
          <span class="num">{score ?? MISSING[missing]?.() ?? missing}</span>
        </span>
      ))}
    </section>
  );
}
