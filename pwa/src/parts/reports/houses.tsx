/** 各单位报送: for the office above: who has sent, who is late, and what was sent up. Nothing else of a house is here. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { isLate, saidAt } from "../../model/report";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, today } from "../here";
import { Icon } from "../icons";
import { periodWords } from "../period-words";
import { dayWords } from "../when";
import { numberOf } from "./number";

const SHOWN_MAX = 6;

interface Line {
  readonly house: Hex;
  readonly name: string;
  readonly due: string;
  readonly sent: string;
}

function linesOf(doc: Doc): Line[] {
  return [...doc.registers.keys()].flatMap((path) => {
    const house = path.startsWith("due/") ? idOf(path.slice(4)) : null;
    const key = path.slice(4);
    return house
      ? [{ house, name: saidAt(doc, `names/${key}`), due: saidAt(doc, path), sent: saidAt(doc, `sent/${key}`) }]
      : [];
  });
}

export function Houses({ house, turnouts }: { house: Hex; turnouts: readonly Doc[] }): JSX.Element {
  const received = [...all("report"), ...all("brief")]
    .filter(
      (doc) => idOf(doc.registers.get("institution")?.value) !== house && doc.registers.get("sent")?.value === true,
    )
    .sort((one, other) => (saidAt(one, "sent_on") < saidAt(other, "sent_on") ? 1 : -1));
  const order = [...turnouts].sort((one, other) => (saidAt(one, "period") < saidAt(other, "period") ? 1 : -1));
  return (
    <>
      {order.slice(0, SHOWN_MAX).map((doc) => (
        <Turnout key={doc.id} doc={doc} received={received} />
      ))}
      {received.length > 0 && <h2 class="section">{t("reports.received")}</h2>}
      {received.length > 0 && (
        <div class="card list">
          {received.map((doc) => (
            <a key={doc.id} class="line-row" href={`/reports/${doc.id}`}>
              <span class="grow">
                <b class="block">{saidAt(doc, "title")}</b>
                <span class="muted num">
                  {[saidAt(doc, "sender"), numberOf(doc), dayWords(saidAt(doc, "sent_on"))].filter(Boolean).join(" · ")}
                </span>
              </span>
              {doc.kind === "brief" && <span class="tag">{t(`brief.type.${typeOf(doc)}`)}</span>}
              <Icon name="go" />
            </a>
          ))}
        </div>
      )}
    </>
  );
}

type BriefType = "brief" | "good_deed" | "experience";
const typeOf = (doc: Doc): BriefType => (saidAt(doc, "type") || "brief") as BriefType;

function Turnout({ doc, received }: { doc: Doc; received: readonly Doc[] }): JSX.Element {
  const type = saidAt(doc, "type") === "yearly" ? "yearly" : "monthly";
  const lines = linesOf(doc);
  const there = lines.filter(({ sent }) => sent).length;
  const title = t("report.of", { period: periodWords(saidAt(doc, "period")), type: t(`report.type.${type}`) });
  return (
    <section class="card list" aria-label={title}>
      <div class="line-row">
        <b class="grow">{title}</b>
        <span class={there === lines.length ? "tag pass num" : "tag num"}>
          {t("progress", { n: there, of: lines.length })}
        </span>
      </div>
      {lines.map(({ house, name, due, sent }) => {
        const late = isLate(due, sent, today.value);
        const found = received.find(
          (one) =>
            idOf(one.registers.get("institution")?.value) === house &&
            saidAt(one, "type") === type &&
            saidAt(one, "period") === saidAt(doc, "period"),
        );
        const words = sent
          ? t("report.sent.on", { day: dayWords(sent) })
          : t(late ? "report.owed" : "report.due", { day: dayWords(due) });
        const inner = (
          <>
            <span class="grow">
              <span class="block">{name}</span>
              <span class="muted num">{words}</span>
            </span>
            {late ? (
              <span class={sent ? "tag warn" : "tag fail"}>{t(sent ? "report.late" : "report.overdue")}</span>
            ) : (
              sent && <span class="tag pass">{t("report.in_time")}</span>
            )}
          </>
        );
        return found ? (
          <a key={house} class="line-row" href={`/reports/${found.id}`}>
            {inner}
            <Icon name="go" />
          </a>
        ) : (
          <div key={house} class="line-row">
            {inner}
          </div>
        );
      })}
    </section>
  );
}
