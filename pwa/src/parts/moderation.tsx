/** 匿名评语: what an anonymous round says in words, for its organisers to let through or to withhold, offline too. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed } from "../model/ids";
import { type Said, type SaidOf, saidIn } from "../model/told-words";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { Sheet, Words } from "./deeds/ask";
import { all, mine, personAt, placeName } from "./here";
import "./lists.css";
import "./round.css";

interface Asked {
  readonly doc: Hex;
  readonly one: Said;
  readonly told: boolean;
}

export function Moderation({ round }: { round: Hex }): JSX.Element | null {
  const asked = useSignal<Asked | null>(null);
  const open = useSignal(false);
  const reason = useSignal("");
  const found = all("anonymous_words")
    .map(saidIn)
    .filter((about) => about.round === round);
  if (found.length === 0) return null;
  found.sort((one, other) => other.waiting - one.waiting || nameOf(one).localeCompare(nameOf(other)));
  const ask = (about: Asked) => {
    asked.value = about;
    reason.value = "";
    open.value = true;
  };
  const rule = () => {
    if (!asked.value) return;
    const { doc, one, told } = asked.value;
    const ruling = told ? { told } : { told, reason: reason.value.trim() };
    void mine().write(doc, "anonymous_words", [[`rulings/${one.n}/${dashed(mine().person)}`, ruling]]);
  };
  const tells = asked.value?.told ?? true;
  return (
    <>
      <h2 class="section">{t("anon.title")}</h2>
      <p class="muted">{t("anon.why")}</p>
      {found.map((about) => (
        <OfOne key={about.doc} about={about} ask={ask} />
      ))}
      <Sheet
        open={open}
        title={t(tells ? "anon.tell.ask" : "anon.withhold.ask")}
        yes={t(tells ? "anon.tell" : "anon.withhold")}
        ready={tells || reason.value.trim() !== ""}
        onYes={rule}
      >
        <p class="quoted">{asked.value?.one.words}</p>
        {!tells && <Words label={t("anon.reason")} value={reason} />}
        <p class="muted">{t("anon.final")}</p>
      </Sheet>
    </>
  );
}

function nameOf({ subject }: SaidOf): string {
  return (subject && personAt(subject)?.name) || placeName(subject);
}

function OfOne({ about, ask }: { about: SaidOf; ask: (asked: Asked) => void }): JSX.Element {
  const { said, waiting, doc } = about;
  // As it was when the screen opened: the last ruling doesn't fold what was ruled away under the thumb.
  const open = useSignal(waiting > 0);
  return (
    <details class="card stack" open={open.value}>
      <summary class="row">
        <b class="grow">{nameOf(about)}</b>
        <span class={waiting > 0 ? "tag warn" : "tag pass"}>
          {t("progress", { n: said.length - waiting, of: said.length })}
        </span>
      </summary>
      {said.map((one) => (
        <div key={one.n} class="grade-row">
          <p class="quoted">{one.words}</p>
          {one.ruling ? (
            <span class={one.ruling.told ? "small tag pass" : "small muted"}>
              {one.ruling.told ? t("anon.told") : t("anon.withheld", { reason: one.ruling.reason })}
            </span>
          ) : (
            <div class="row">
              <button type="button" class="btn soft short" onClick={() => ask({ doc, one, told: false })}>
                {t("anon.withhold")}
              </button>
              <button type="button" class="btn short" onClick={() => ask({ doc, one, told: true })}>
                {t("anon.tell")}
              </button>
            </div>
          )}
        </div>
      ))}
    </details>
  );
}
