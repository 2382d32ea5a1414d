/** On the first screen, for the office: a report whose day is near or over. */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { moreTexts, t } from "../../text";
import { institution, person } from "../here";
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
          <a key={type} class="card row" href={doc ? `/reports/${doc.id}` : "/reports"}>
            <b class="grow">{t("report.of", { period: periodWords(period), type: t(`report.type.${type}`) })}</b>
            <span class={`tag ${tone}`}>
              {tone === "fail" ? t("report.overdue") : t("report.due", { day: dayWords(due) })}
            </span>
            <Icon name="go" />
          </a>
        ))}
    </>
  );
}
