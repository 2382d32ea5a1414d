/** 本月情况: the month on one screen: what is under way, found, late and owed. What this device isn't told of has no line. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Month } from "../../model/meeting-draft";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { inOffice, leads } from "../deeds/leading";
import { docAt, isAdmin } from "../here";
import { monthOf, type Readers, readers } from "../meeting/month";
import { monthWords } from "../when";
import { Heading, reachWords, type ViewProps } from "./frame";
import { monthOfMeeting, reachOf } from "./reach";

let read: Readers | null = null;

/** What reads the larger documents comes with the scene. */
export async function withMonth(): Promise<typeof MonthView> {
  read = await readers();
  return MonthView;
}

interface Row {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  readonly late: number;
}

function MonthView({ meeting }: ViewProps): JSX.Element {
  const activity = docAt(idOf(valueAt(meeting, "activity")));
  const month = activity && read ? monthOf(activity, meeting, read) : null;
  const under = [
    month?.results ? t("proj.month.results", { month: monthWords(month.results) }) : "",
    reachWords("orders", meeting),
  ];
  return (
    <>
      <Heading title={t("proj.month.title")} under={under.filter(Boolean).join(" · ")} />
      <ul class="rows figures">
        {(month ? rowsOf(meeting, month) : []).map(({ key, label, n, late }) => (
          <li key={key}>
            <span class="grow">{label}</span>
            {late > 0 && <span class="tag-wide fail num">{t("proj.month.late", { n: late })}</span>}
            <b class="num">{n}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** In the order of a meeting: at most six, of those that are told here. */
function rowsOf(meeting: Doc, month: Month): Row[] {
  const office = inOffice() || isAdmin.value;
  const ours = office || leads(idOf(valueAt(meeting, "branch")) ?? "");
  const told = office || monthOfMeeting(meeting) !== undefined;
  const row = (known: boolean, key: string, label: string, n: number, late = 0): Row[] =>
    known ? [{ key, label, n, late }] : [];
  return [
    ...row(true, "evaluations", t("proj.month.evaluations"), month.evaluations),
    ...row(reachOf("findings", meeting) !== "none", "findings", t("proj.month.findings"), month.findings),
    ...row(reachOf("orders", meeting) !== "none", "orders", t("proj.month.orders"), month.orders, month.ordersOver),
    ...row(told, "complaints", t("proj.month.complaints"), month.complaints, month.complaintsOver),
    ...row(ours, "pledges", t("proj.month.pledges"), month.pledges),
    ...row(ours, "commentary", t("proj.month.commentary"), month.commentary),
  ];
}
