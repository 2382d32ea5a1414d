/** 复查: what was asked for, what the unit reported, pictures side by side; then passed, or back with the reason and a day. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fieldOf } from "../model/facts";
import { dashed } from "../model/ids";
import { orderStanding } from "../model/order";
import { addWorkingDays } from "../model/working-days";
import { DayLine } from "../parts/day-line";
import { Chips, Words } from "../parts/deeds/ask";
import { nameOfPerson, textAt } from "../parts/deeds/bits";
import { Frame } from "../parts/frame";
import { docAt, mine, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { days } from "../parts/orders/days";
import { unitOf } from "../parts/orders/face";
import { looksAgain } from "../parts/orders/rights";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Doc, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/deeds/chain.css";

const Compare = later(() => import("../parts/orders/compare").then((module) => module.Compare));
const RoundPhotos = later(() => import("../parts/orders/round-photos").then((module) => module.RoundPhotos));
const AGAIN_DAYS = 3;

export default function OrderRecheck({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.order);
  if (!doc || orderStanding(doc.registers).state !== "reported" || !looksAgain(doc)) {
    return (
      <Frame title={t("recheck")} above="/orders">
        <Nothing title={t("recheck.not")}>{t("recheck.not.why")}</Nothing>
      </Frame>
    );
  }
  return <Recheck doc={doc} />;
}

function Recheck({ doc }: { doc: Doc }): JSX.Element {
  const { round } = orderStanding(doc.registers);
  const ruling = useSignal<"" | "accepted" | "returned">("");
  const why = useSignal("");
  const due = useSignal(addWorkingDays(days.peek(), today.peek(), AGAIN_DAYS));
  const report = doc.registers.get(`reports/${round}`);
  const ready = ruling.value === "accepted" || (ruling.value === "returned" && why.value.trim() !== "");
  const rule = async () => {
    const no = ruling.value === "returned";
    const said: { [key: string]: Value } = { ruling: ruling.value };
    if (why.value.trim()) said.reason = why.value.trim();
    if (no) said.due_on = due.value;
    await mine().write(doc.id, "order", [[`rechecks/${round}/${dashed(mine().person)}`, said]]);
    navigate(`/orders/${doc.id}`, { replace: true });
    say(no ? t("recheck.failed") : t("recheck.passed"));
  };
  return (
    <Frame
      title={t("recheck")}
      under={[unitOf(doc), textAt(doc, "title")].filter(Boolean).join(" · ")}
      above={`/orders/${doc.id}`}
      dock={
        <button type="button" class="btn" disabled={!ready} onClick={() => void rule()}>
          {t("recheck.keep")}
        </button>
      }
    >
      <section class="card stack">
        <b>{t("order.measure")}</b>
        <p class="words">{textAt(doc, "measure")}</p>
      </section>
      <section class="card stack">
        <b>{t("recheck.report", { name: nameOfPerson(report?.author) })}</b>
        <p class="words">{String(fieldOf(report?.value, "text") ?? "")}</p>
      </section>
      <Compare doc={doc} round={round} />
      <section class="card stack">
        <Chips
          label={t("recheck.verdict")}
          of={["accepted", "returned"]}
          on={[ruling.value]}
          words={(each) => (each === "accepted" ? t("recheck.yes") : t("recheck.no"))}
          onTap={(each) => {
            ruling.value = each === "accepted" ? "accepted" : "returned";
          }}
        />
        {ruling.value !== "" && (
          <Words label={ruling.value === "returned" ? t("recheck.why") : t("recheck.words")} value={why} />
        )}
        {ruling.value === "returned" && <DayLine label={t("order.new_due")} value={due} min={today.value} />}
        <div class="compare">
          <RoundPhotos doc={doc} side="rechecked" round={round} label={t("recheck.photos")} />
        </div>
      </section>
      <p class="promise">
        <Icon name="people" />
        <span>{t("recheck.who")}</span>
      </p>
    </Frame>
  );
}
