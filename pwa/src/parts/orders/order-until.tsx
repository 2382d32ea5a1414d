/** Until when an order is to be answered: so many working days, and the day that this is. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import { addWorkingDays, isKnown } from "../../model/working-days";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Chips } from "../deeds/ask";
import { textAt } from "../deeds/bits";
import { mine, today } from "../here";
import { dayAndWeekday } from "../when";
import { days } from "./days";

const WITHIN = ["3", "5", "10", "15", "30"];

async function put(doc: Doc, ...writes: [string, Value][]): Promise<void> {
  await mine().write(doc.id, "order", writes);
}

export function Until({ doc }: { doc: Doc }): JSX.Element {
  const within = valueAt(doc, "within");
  const due = textAt(doc, "due_on");
  const choose = (n: string) => {
    const day = addWorkingDays(days.value, today.value, Number(n));
    void put(doc, ["within", Number(n)], ["due_on", day]);
  };
  return (
    <section class="card stack">
      <Chips
        label={t("order.until")}
        of={WITHIN}
        on={typeof within === "number" ? [String(within)] : []}
        words={(n) => t("order.days", { n })}
        onTap={choose}
      />
      <div class="line">
        <label>
          {t("order.due")}
          <input
            class="input"
            type="date"
            min={today.value}
            value={due}
            onChange={(event) => {
              const day = event.currentTarget.value;
              if (day) void put(doc, ["within", null], ["due_on", day]);
            }}
          />
        </label>
        {due && <p class="small num">{dayAndWeekday(due)}</p>}
        {due && !isKnown(days.value, due) && <p class="small">{t("order.calendar.unknown")}</p>}
      </div>
    </section>
  );
}
