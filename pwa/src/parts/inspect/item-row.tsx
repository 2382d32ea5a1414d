/** One item in the list: what it asks, my verdict in one tap, and what the others saw. */

import type { JSX } from "preact";
import type { Verdict } from "../../model/inspection";
import { headings } from "../../model/inspection";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { Icon } from "../icons";
import { language } from "../preferences";
import { observe } from "./acts";
import { lacksEvidence } from "./done";
import { memo } from "./memo";
import { VerdictButtons } from "./verdicts";
import { nameOf, type Observed, type Row, type Visit } from "./view";

interface Props {
  readonly visit: Visit;
  readonly row: Row;
  readonly me: Hex;
}

const OTHERS_MAX = 3;

/** Drawn anew only when its own row has changed. */
export const ItemRow = memo(
  ({ visit, row, me }: Props): JSX.Element => {
    const { item, own } = row;
    const text = language.value === "en" && item.text_en ? item.text_en : item.text;
    const others = row.seen.filter(({ by }) => by !== me);
    const verdict = own?.doc.registers.get("verdict") ? own.verdict : null;
    return (
      <div class={`item-row${row.result.disagree ? " differs" : ""}`}>
        <a class="item-words" href={`/visits/${visit.id}/items/${row.id}`}>
          <span class="small one-line num">
            {row.number}
            {item.core === true && <b class="core"> ★</b>}
            {item.polarity === "prohibited" && <span> · {t("insp.prohibited")}</span>}
            {headings(item).length > 0 && <span> · {headings(item).join(" › ")}</span>}
          </span>
          <span class="two-lines">{text}</span>
        </a>
        <div class="row marks">
          <VerdictButtons
            name={`${row.number} ${text}`}
            chosen={verdict}
            onChoose={(chosen) => void observe(visit.id, row.id, [["verdict", chosen]])}
          />
          <span class="grow others">
            {row.result.disagree && <Icon name="alert" />}
            {others.slice(0, OTHERS_MAX).map((each) => (
              <Other key={each.by} seen={each} />
            ))}
            {others.length > OTHERS_MAX && <span class="small num">+{others.length - OTHERS_MAX}</span>}
            {lacksEvidence(row) && (
              <span class="tag warn" title={t("insp.evidence")}>
                <Icon name="camera" />
              </span>
            )}
          </span>
          <a
            class="back"
            href={`/visits/${visit.id}/items/${row.id}`}
            aria-label={t("insp.open_item", { n: row.number })}
          >
            <Icon name="go" />
          </a>
        </div>
      </div>
    );
  },
  (one, other) => one.row === other.row && one.visit.id === other.visit.id,
);

const SIGNS: Readonly<Record<Verdict, string>> = { pass: "✓", fail: "✗", na: "–", unseen: "?" };

function Other({ seen }: { seen: Observed }): JSX.Element {
  const name = nameOf(seen.by);
  const words = t("insp.other", { name, verdict: t(`insp.verdict.${seen.verdict}`) });
  return (
    <span class={`other ${seen.verdict}`} role="img" aria-label={words} title={words}>
      {[...name].at(0)}
      {SIGNS[seen.verdict]}
    </span>
  );
}
