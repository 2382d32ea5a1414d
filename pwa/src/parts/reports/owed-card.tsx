/** A report that is owed: by when, and the way into it; it is begun from the period's data. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { navigate } from "../../router";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { periodWords } from "../period-words";
import { dayWords } from "../when";
import type { Owed } from "./owed";

export function OwedCard({ one, house }: { one: Owed; house: Hex | null }): JSX.Element {
  const busy = useSignal(false);
  const begin = async () => {
    if (!house) return;
    busy.value = true;
    const { draftOf, reportId } = await import("./draft");
    const id = await reportId(house, one.type, one.period);
    await mine().write(id, "report", draftOf(one.type, one.period));
    navigate(`/reports/${id}`);
  };
  return (
    <section class={`card stack ${one.tone}`} aria-label={t(`report.type.${one.type}`)}>
      <div class="row wrap">
        <b class="grow">{t("report.of", { period: periodWords(one.period), type: t(`report.type.${one.type}`) })}</b>
        <span class={one.tone === "fail" ? "tag fail" : one.tone === "warn" ? "tag warn" : "tag"}>
          {one.tone === "fail" ? t("report.overdue") : t("report.due", { day: dayWords(one.due) })}
        </span>
      </div>
      {one.doc ? (
        <a class="btn short" href={`/reports/${one.doc.id}`}>
          {t("report.go_on")}
        </a>
      ) : (
        <>
          <p class="muted">{t("report.draft.why")}</p>
          <button type="button" class="btn short" disabled={busy.value} onClick={() => void begin()}>
            {t("report.draft")}
          </button>
        </>
      )}
    </section>
  );
}
