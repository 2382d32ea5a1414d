/** 通报: those that are issued, for everybody whom they were told; drafts for the office. */
import type { JSX } from "preact";
import { dayOfBulletin, entriesOf, isIssued, textAt } from "../model/bulletin";
import { idOf } from "../model/ids";
import { inOffice, numberOf } from "../parts/bulletins/face";
import { Frame } from "../parts/frame";
import { all } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import type { Params } from "../router";
import type { Doc } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const Many = later(async () => (await import("../parts/many")).Many);

export default function Bulletins(_: { params: Params }): JSX.Element {
  const office = inOffice();
  const list = all("bulletin").filter((doc) => office || isIssued(doc));
  const newest = (one: Doc, other: Doc) => (one.id < other.id ? 1 : -1);
  const drafts = list.filter((doc) => !isIssued(doc)).sort(newest);
  const issued = list.filter(isIssued).sort((one, other) => {
    const [a, b] = [one, other].map((doc) => Number(doc.registers.get("number")?.value ?? Number.MAX_SAFE_INTEGER)) as [
      number,
      number,
    ];
    const years = textAt(other, "year").localeCompare(textAt(one, "year"));
    return years || b - a;
  });
  const corrected = new Set(issued.map((doc) => idOf(doc.registers.get("corrects")?.value)));
  return (
    <Frame
      title={t("bul")}
      above="/me"
      dock={
        office && (
          <a class="btn" href="/bulletins/new">
            <Icon name="plus" />
            {t("bul.new")}
          </a>
        )
      }
    >
      {list.length === 0 && <Nothing title={t("bul.none")}>{t(office ? "bul.none.office" : "bul.none.why")}</Nothing>}
      {drafts.length > 0 && <h2 class="section">{t("bul.drafts")}</h2>}
      {drafts.length > 0 && (
        <div class="card list">
          {drafts.map((doc) => (
            <Row key={doc.id} doc={doc} href={`/bulletins/${doc.id}/edit`}>
              <span class="tag">{t("bul.draft")}</span>
            </Row>
          ))}
        </div>
      )}
      {issued.length > 0 && <h2 class="section">{t("bul.issued")}</h2>}
      {issued.length > 0 && (
        <Many name="bulletins" of={issued.map((doc) => [doc.id, `${textAt(doc, "title")} ${numberOf(doc) ?? ""}`])}>
          {(shown) => (
            <div class="card list">
              {issued
                .filter(({ id }) => shown.has(id))
                .map((doc) => (
                  <Row key={doc.id} doc={doc} href={`/bulletins/${doc.id}`}>
                    {corrected.has(doc.id) && <span class="tag warn">{t("bul.corrected")}</span>}
                  </Row>
                ))}
            </div>
          )}
        </Many>
      )}
    </Frame>
  );
}

function Row({ doc, href, children }: { doc: Doc; href: string; children?: JSX.Element | false }): JSX.Element {
  const number = numberOf(doc);
  const under = [number ?? (isIssued(doc) ? t("bul.number.waits") : ""), dayWords(dayOfBulletin(doc))];
  return (
    <a class="line-row" href={href}>
      <span class="grow">
        <b class="block">{textAt(doc, "title")}</b>
        <span class="muted num">
          {[...under, t("bul.entries", { n: entriesOf(doc).length })].filter(Boolean).join(" · ")}
        </span>
      </span>
      {children}
      <Icon name="go" />
    </a>
  );
}
