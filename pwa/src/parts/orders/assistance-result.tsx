/** An indicator that is the unit's own result: the newest is taken over with a tap. */
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { readings } from "../../model/readings";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine, today } from "../here";
import { say } from "../toast";
import { resultsOf } from "./unit-results";

/** A result that is newer than the last reading can be taken over; the server holds the value against its own. */
export function FromResult({ doc, name }: { doc: Doc; name: string }): JSX.Element {
  const unit = idOf(valueAt(doc, "unit"));
  const known = readings(doc.registers, name).map((each) => fieldOf(each, "period"));
  const found = resultsOf(unit).filter(({ period }) => !known.includes(period));
  const [latest] = found;
  if (!latest) return <p class="small">{t("indicator.no_result")}</p>;
  const keep = () => {
    const reading = { on: today.peek(), value: latest.total, period: latest.period };
    void mine().write(doc.id, "assistance", [[`readings/${name}/${mine().newId()}`, reading]]);
    say(t("indicator.kept"));
  };
  return (
    <button type="button" class="btn soft short" onClick={keep}>
      {t("indicator.take", { period: latest.period, value: latest.total })}
    </button>
  );
}
