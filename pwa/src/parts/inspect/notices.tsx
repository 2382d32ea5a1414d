/** 检查通知: what everybody reads of announced inspections: when and where somebody comes. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { textAt } from "../../model/person";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { placeName } from "../here";

interface NoticesProps {
  readonly told: readonly Doc[];
  /** The window of days in words, as the list itself says it. */
  readonly when: (doc: Doc) => string;
}

export function Notices({ told, when }: NoticesProps): JSX.Element {
  return (
    <section class="stack" aria-label={t("insp.notices")}>
      <h2 class="section">{t("insp.notices")}</h2>
      <div class="card list">
        {told.map((doc) => (
          <NoticeRow key={doc.id} doc={doc} when={when(doc)} />
        ))}
      </div>
    </section>
  );
}

function NoticeRow({ doc, when }: { doc: Doc; when: string }): JSX.Element {
  const places = [...doc.registers.keys()]
    .filter((path) => path.startsWith("places/"))
    .map((path) => placeName(idOf(path.slice(7))));
  const cancelled = textAt(doc, "cancelled");
  return (
    <div class="line-row">
      <span class="grow">
        <b class="block">{textAt(doc, "title")}</b>
        <span class="muted">
          {when} · {places.join(t("list.comma"))}
        </span>
        {cancelled && <span class="muted block">{t("insp.cancelled.why", { why: cancelled })}</span>}
      </span>
      {cancelled && <span class="tag fail">{t("insp.plan.cancelled")}</span>}
    </div>
  );
}
