/** 议程: at most seven items around the one that is spoken of now. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { agendaOf } from "../../model/projector";
import { t } from "../../text";
import { personAt } from "../here";
import { Big, Heading, type ViewProps } from "./frame";

const AT_ONCE = 7;

export function Agenda({ meeting }: ViewProps): JSX.Element {
  const items = agendaOf(meeting.registers);
  const at = items.findIndex(({ key }) => key === valueAt(meeting, "at"));
  const from = Math.max(0, Math.min(items.length - AT_ONCE, at - 2));
  return (
    <>
      <Heading title={t("proj.agenda")} />
      {items.length === 0 && <Big>{t("proj.agenda.none")}</Big>}
      <ol class="rows agenda">
        {items.slice(from, from + AT_ONCE).map(({ key, title, speaker }, number) => (
          <li
            key={key}
            class={from + number < at ? "past" : ""}
            aria-current={from + number === at ? "step" : undefined}
          >
            <b class="num">{from + number + 1}</b>
            <span class="grow">{title}</span>
            {speaker && <span class="muted">{personAt(speaker)?.name}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
