/** The stars of one in a period: what there was, what the result comes to, what is given, and why it moves. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Words } from "../deeds/ask";
import { Stars } from "./face";

interface Props {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  readonly top: number;
  readonly total: string | null;
  readonly earned: number | null;
  readonly stars: Signal<number | null>;
  readonly reason: Signal<string>;
  readonly moves: boolean;
}

export function StarCard({ name, before, now, top, total, earned, stars, reason, moves }: Props): JSX.Element {
  return (
    <section class="card stack">
      <b>{name}</b>
      <div class="row wrap">
        <span class="grow">{t(before > 0 ? "star.was" : "star.first")}</span>
        {before > 0 && <Stars stars={before} of={top} />}
      </div>
      <p class="muted num">
        {total !== null && earned !== null ? t("star.earned", { total, n: earned }) : t("star.no_result")}
      </p>
      <Pick top={top} now={now} stars={stars} />
      {now !== before && before > 0 && (
        <p class={now > before ? "tag pass" : "tag warn"}>{t(now > before ? "star.up" : "star.down")}</p>
      )}
      <Words label={t(moves ? "star.why" : "star.why.maybe")} value={reason} />
    </section>
  );
}

function Pick({ top, now, stars }: { top: number; now: number; stars: Signal<number | null> }): JSX.Element {
  return (
    <fieldset class="line">
      <legend>{t("star")}</legend>
      <div class="stars pick">
        {Array.from({ length: top }, (_, at) => at + 1).map((n) => (
          <button
            key={n}
            type="button"
            aria-label={t("star.n", { n })}
            aria-pressed={n === now}
            onClick={() => {
              stars.value = n;
            }}
          >
            <svg viewBox="0 0 24 24" class={n <= now ? "on" : ""} aria-hidden="true">
              <path d="M12 2.8l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L12 17.2l-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" />
            </svg>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
