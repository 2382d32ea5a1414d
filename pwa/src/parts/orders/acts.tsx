/** What one may do with an order now; the one that comes next is the main act. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { numbers } from "../../model/closings";
import { fieldOf, valueAt } from "../../model/facts";
import { dashed } from "../../model/ids";
import { OPEN, type OrderStanding } from "../../model/order";
import { addWorkingDays } from "../../model/working-days";
import type { Doc, Value } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { DayLine } from "../day-line";
import { Words } from "../deeds/ask";
import { Asking } from "../deeds/asking";
import { Review } from "../deeds/review";
import { mine, today } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { dayWords } from "../when";
import { days } from "./days";
import { wishOf } from "./mine";
import { answers, issues } from "./rights";

const Handover = later(async () => {
  const [module] = await Promise.all([import("./handover"), moreTexts("desk")]);
  return module.Handover;
});

const MORE_DAYS = 5;
const AGAIN_DAYS = 5;

function write(doc: Doc, ...writes: [string, Value][]): void {
  void mine().write(doc.id, "order", writes);
}

export function OrderActs({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element | null {
  const wish = wishOf(doc, standing);
  const asks = answers(doc) && OPEN.includes(standing.state) && standing.asked === 0;
  if (wish === "grant") return <Grant doc={doc} asked={standing.asked} />;
  if (wish === "hand_over") return <Handover doc={doc} face="btn" />;
  if (wish === "recheck") {
    return (
      <a class="btn" href={`/orders/${doc.id}/recheck`}>
        {t("wish.recheck")}
      </a>
    );
  }
  if (wish === "close") return <Close doc={doc} />;
  if (standing.state === "closed" && issues(doc)) return <Reopen doc={doc} />;
  if (standing.state === "reported" && answers(doc)) {
    return <p class="muted dock-words">{t("order.waits.recheck")}</p>;
  }
  if (!asks && wish === null) return null;
  return (
    <>
      {asks && <Extend doc={doc} standing={standing} />}
      {wish === "sign" && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            write(doc, [`receipts/${dashed(mine().person)}`, true]);
            say(t("order.signed"));
          }}
        >
          {t("wish.sign")}
        </button>
      )}
      {wish === "report" && (
        <a class="btn" href={`/orders/${doc.id}/report`}>
          {t("wish.report")}
        </a>
      )}
    </>
  );
}

/** 申请延期: until when, and why. */
function Extend({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element {
  const why = useSignal("");
  const until = useSignal(addWorkingDays(days.peek(), standing.due_on, MORE_DAYS));
  const number = (numbers(doc.registers, "extensions/").at(-1) ?? 0) + 1;
  return (
    <Asking
      words={t("order.extend")}
      yes={t("order.extend.send")}
      ready={why.value.trim() !== "" && until.value > standing.due_on}
      onYes={() => {
        write(doc, [`extensions/${number}`, { until: until.value, reason: why.value.trim() }]);
        say(t("order.extend.sent"));
      }}
    >
      <DayLine label={t("order.extend.until")} value={until} min={standing.due_on} />
      <Words label={t("order.extend.why")} value={why} />
    </Asking>
  );
}

/** The office answers the extension that was asked for. */
function Grant({ doc, asked }: { doc: Doc; asked: number }): JSX.Element {
  const given = valueAt(doc, `extensions/${asked}`);
  const day = dayWords(String(fieldOf(given, "until")));
  const rule = (ruling: Value) => write(doc, [`grants/${asked}/${dashed(mine().person)}`, ruling]);
  return (
    <>
      <p class="muted dock-words">{t("order.grant.asked", { day, why: String(fieldOf(given, "reason")) })}</p>
      <Review yes={t("order.grant.yes")} no={t("order.grant.no")} onRule={rule} />
    </>
  );
}

/** 销号 */
function Close({ doc }: { doc: Doc }): JSX.Element {
  const words = useSignal("");
  const number = (numbers(doc.registers, "closings/").at(-1) ?? 0) + 1;
  return (
    <Asking
      words={t("wish.close")}
      face="btn"
      title={t("order.close.ask")}
      onYes={() => {
        write(doc, [`closings/${number}`, words.value.trim()]);
        say(t("order.closed.said"));
      }}
    >
      <Words label={t("order.close.words")} value={words} />
    </Asking>
  );
}

/** 重新打开: why, and until when it is to be put right now. */
function Reopen({ doc }: { doc: Doc }): JSX.Element {
  const why = useSignal("");
  const due = useSignal(addWorkingDays(days.peek(), today.peek(), AGAIN_DAYS));
  const number = numbers(doc.registers, "closings/").at(-1) ?? 1;
  return (
    <Asking
      words={t("order.reopen")}
      ready={why.value.trim() !== ""}
      onYes={() => {
        write(doc, [`reopenings/${number}`, { due_on: due.value, reason: why.value.trim() }]);
        say(t("order.reopened.said"));
      }}
    >
      <Words label={t("order.reopen.why")} value={why} />
      <DayLine label={t("order.new_due")} value={due} min={today.value} />
    </Asking>
  );
}
