/** 上报: what is mine to write and by when, what was sent; for the office above, who has sent and who is late. */
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { has } from "../model/person";
import { creatorOf, isLate, type ReportState, reportState, saidAt } from "../model/report";
import { Frame } from "../parts/frame";
import { all, institution, mine, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { numberOf } from "../parts/reports/number";
import { owed } from "../parts/reports/owed";
import { StateTag } from "../parts/reports/state-tag";
import { dayWords } from "../parts/when";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const OwedCard = later(async () => (await import("../parts/reports/owed-card")).OwedCard);
const Houses = later(async () => (await import("../parts/reports/houses")).Houses);
const Many = later(async () => (await import("../parts/many")).Many);

export default function Reports(): JSX.Element {
  const house = institution.value?.id ?? null;
  const above = idOf(institution.value?.registers.get("parent")?.value);
  if (!has(person.value, "leader", "supervisor")) {
    return (
      <Frame title={t("reports")} above="/me">
        <Nothing title={t("not_yours")}>{t("reports.not_yours")}</Nothing>
      </Frame>
    );
  }
  const of = (doc: Doc) => idOf(doc.registers.get("institution")?.value);
  const own = [...all("report"), ...all("brief")].filter((doc) => of(doc) === house);
  const drafts = own.filter((doc) => doc.registers.get("sent")?.value !== true && isShown(doc));
  const sent = own.filter((doc) => doc.registers.get("sent")?.value === true).sort(newest);
  const turnouts = all("report_turnout").filter((doc) => of(doc) === house);
  const list = above ? owed(house) : [];
  const nothing = own.length + turnouts.length + list.length === 0;
  return (
    <Frame
      title={t("reports")}
      above="/me"
      dock={
        above ? (
          <a class="btn" href="/briefs/new">
            <Icon name="plus" />
            {t("brief.new")}
          </a>
        ) : undefined
      }
    >
      {nothing && <Nothing title={t("reports.none")}>{t("reports.none.why")}</Nothing>}
      {list.map((one) => (
        <OwedCard key={`${one.type}${one.period}`} one={one} house={house} />
      ))}
      {drafts.length > 0 && <h2 class="section">{t("reports.drafts")}</h2>}
      {drafts.length > 0 && <List of={drafts.sort(newest)} />}
      {turnouts.length > 0 && house && <Houses house={house} turnouts={turnouts} />}
      {sent.length > 0 && <h2 class="section">{t("reports.sent")}</h2>}
      {sent.length > 0 && (
        <Many name="reports" of={sent.map((doc) => [doc.id, saidAt(doc, "title")])}>
          {(shown) => <List of={sent.filter(({ id }) => shown.has(id))} />}
        </Many>
      )}
    </Frame>
  );
}

/** What somebody is still writing is theirs alone to see here. */
const isShown = (doc: Doc) => doc.registers.get("drafting")?.value !== true || creatorOf(doc) === mine().person;

const newest = (one: Doc, other: Doc) => (dayOf(one) < dayOf(other) ? 1 : -1);
const dayOf = (doc: Doc) => saidAt(doc, "sent_on") || saidAt(doc, "day") || saidAt(doc, "period") || "9";

function List({ of }: { of: readonly Doc[] }): JSX.Element {
  return (
    <div class="card list">
      {of.map((doc) => (
        <Row key={doc.id} doc={doc} />
      ))}
    </div>
  );
}

function Row({ doc }: { doc: Doc }): JSX.Element {
  const state: ReportState = reportState(doc);
  const due = saidAt(doc, "due_on");
  const on = saidAt(doc, "sent_on");
  return (
    <a class="line-row" href={doc.registers.get("drafting")?.value ? "/briefs/new" : `/reports/${doc.id}`}>
      <span class="grow">
        <b class="block">{saidAt(doc, "title") || t("brief.untitled")}</b>
        <span class="muted num">
          {[numberOf(doc), on ? t("report.sent.on", { day: dayWords(on) }) : ""].filter(Boolean).join(" · ")}
        </span>
      </span>
      {on && isLate(due, on, today.value) ? <span class="tag warn">{t("report.late")}</span> : null}
      {!on && <StateTag state={state} />}
      <Icon name="go" />
    </a>
  );
}
