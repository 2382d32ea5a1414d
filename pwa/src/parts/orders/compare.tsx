/** 整改前后: the pictures of a round side by side; where nobody took one before, those of the finding stand there. */
import type { JSX } from "preact";
import { under } from "../../model/facts";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Photos } from "../deeds/chain";
import "./compare.css";

/** The pictures of a round: `after/2.<key>` is of the second. */
export function picturesOf(doc: Doc, side: "before" | "after" | "rechecked", round: number): string[] {
  return under(doc.registers, `${side}/${round}.`);
}

export function Compare({ doc, round }: { doc: Doc; round: number }): JSX.Element | null {
  const before = picturesOf(doc, "before", round);
  const after = picturesOf(doc, "after", round);
  const found = before.length > 0 ? before : under(doc.registers, "found/");
  if (round === 0 || after.length + before.length === 0) return null;
  return (
    <section class="card stack" aria-label={t("order.compare")}>
      <h2>{t("order.compare")}</h2>
      <div class="compare">
        <figure>
          <figcaption>{t("order.before")}</figcaption>
          {found.length > 0 ? <Photos doc={doc} paths={found} /> : <p class="small">{t("order.before.none")}</p>}
        </figure>
        <figure>
          <figcaption>{t("order.after")}</figcaption>
          {after.length > 0 ? <Photos doc={doc} paths={after} /> : <p class="small">{t("order.after.none")}</p>}
        </figure>
      </div>
    </section>
  );
}
