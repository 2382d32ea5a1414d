/** On the first screen, for the office: a report whose day is near or over, briefs to check, objections to answer. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { awaitsCheckOf, reportState } from "../../model/report";
import type { Doc, Hex } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { all, institution, mine, person } from "../here";
import { objectedTo } from "../honours/raised";
import { Icon } from "../icons";
import { periodWords } from "../period-words";
import { dayWords } from "../when";
import { owed } from "./owed";

export async function withWords(): Promise<typeof ReportCards> {
  await moreTexts("honours", "rounds");
  return ReportCards;
}

function ReportCards(): JSX.Element | null {
  const house = institution.value;
  if (!has(person.value, "leader", "supervisor") || !house || !idOf(house.registers.get("parent")?.value)) return null;
  return (
    <>
      {owed(house.id)
        .filter(({ tone }) => tone)
        .map(({ type, period, due, tone, doc }) => (
          <a key={period} class="card row" href={doc ? `/reports/${doc.id}` : "/reports"}>
            <b class="grow">{t("report.of", { period: periodWords(period), type: t(`report.type.${type}`) })}</b>
            <span class={`tag ${tone}`}>
              {tone === "fail" ? t("report.overdue") : t("report.due", { day: dayWords(due) })}
            </span>
            <Icon name="go" />
          </a>
        ))}
      <Ways docs={briefsToCheck(house.id)} words="brief.to_check" one="/reports/" several="/reports" />
      <Ways docs={objectedTo(house.id)} words="honour.to_answer" one="/honours/" several="/honours" />
    </>
  );
}

/** Written by somebody else, who is not at it any more. */
function briefsToCheck(house: Hex): Doc[] {
  const open = (doc: Doc) =>
    doc.registers.get("drafting")?.value !== true && ["draft", "changed"].includes(reportState(doc));
  const own = all("brief").filter((doc) => idOf(doc.registers.get("institution")?.value) === house);
  return own.filter((doc) => open(doc) && awaitsCheckOf(doc, mine().person));
}

interface WaysProps {
  readonly docs: readonly Doc[];
  readonly words: "brief.to_check" | "honour.to_answer";
  readonly one: string;
  readonly several: string;
}

function Ways({ docs, words, one, several }: WaysProps): JSX.Element | null {
  const [first, ...more] = docs;
  if (!first) return null;
  return (
    <a class="card row" href={more.length === 0 ? `${one}${first.id}` : several}>
      <b class="grow num">{t(words, { n: docs.length })}</b>
      <Icon name="go" />
    </a>
  );
}
