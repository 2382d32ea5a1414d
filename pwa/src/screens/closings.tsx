/** 月度结账: the months of the institution: close, open again, correct; and the tables that come of them. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed, idOf } from "../model/ids";
import { addMonths } from "../model/months";
import { has } from "../model/person";
import { type MonthClose, monthCloseOf } from "../model/results";
import { Confirm } from "../parts/confirm";
import { Export } from "../parts/export";
import { Frame } from "../parts/frame";
import { all, mine, person, replica, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { monthWords } from "../parts/when";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

const GradesLink = later(() => import("../parts/grades-link").then((module) => module.GradesLink));
const PayExport = later(() => import("../parts/pay-export").then((module) => module.PayExport));
const MONTHS_SHOWN = 4;
const ASKED_EVERY_MS = 300;

export default function Closings(): JSX.Element {
  const at = person.value?.roles.find(({ role }) => role === "supervisor" || role === "admin")?.at;
  if (!at || !has(person.value, "supervisor", "admin")) {
    return (
      <Frame title={t("me.closings")} above="/me">
        <Nothing title={t("closings.none")}>{t("closings.none.why")}</Nothing>
      </Frame>
    );
  }
  const own = person.value?.institution ?? at;
  const known = all("month_close").filter((doc) => idOf(doc.registers.get("institution")?.value) === own);
  const closes = new Map(known.map((doc) => [monthCloseOf(doc).month, monthCloseOf(doc)]));
  const now = today.value.slice(0, 7);
  const months = Array.from({ length: MONTHS_SHOWN }, (_, back) => addMonths(now, -back));
  return (
    <Frame title={t("me.closings")} above="/me">
      <p class="muted">{t("closings.words")}</p>
      {months.map((month, back) => (
        <Month key={month} month={month} institution={own} close={closes.get(month)} back={back} />
      ))}
    </Frame>
  );
}

interface MonthProps {
  readonly month: string;
  readonly institution: string;
  readonly close: MonthClose | undefined;
  /** Months before the current one, which is still running. */
  readonly back: number;
}

type Step = "closings" | "reopenings" | "corrections";

function Month({ month, institution, close, back }: MonthProps): JSX.Element {
  const running = back === 0;
  const asking = useSignal<Step | null>(null);
  const closed = close !== undefined && close.closings > close.reopenings;
  const take = async (step: Step, reason: string) => {
    asking.value = null;
    const number = (close?.[step] ?? 0) + 1;
    const id = close?.id ?? (await mine().naturalId("month_close", dashed(institution), month));
    const opening = close
      ? []
      : ([
          ["institution", bytesOf(institution)],
          ["period", month],
        ] as const);
    await mine().write(id, "month_close", [...opening, [`${step}/${number}`, reason]]);
  };
  return (
    <section class="card stack" aria-label={monthWords(month)}>
      <div class="row">
        <h2 class="grow">{monthWords(month)}</h2>
        <Standing close={close} closed={closed} running={running} />
      </div>
      {close?.done && <p class="small num">{t("closings.results", { n: close.results })}</p>}
      {close && close.late > 0 && <p class="hint">{t("closings.late", { n: close.late })}</p>}
      {close && close.reasons.length > 0 && (
        <details>
          <summary>{t("closings.reasons")}</summary>
          <ol>
            {close.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ol>
        </details>
      )}
      {closed && !close.done && <Working closing={close.id} />}
      {close?.done && (
        <div class="row wrap">
          <Export path={`month/${month}.xlsx?institution=${dashed(institution)}`} words={t("export.sheet")} />
        </div>
      )}
      {close?.done && <GradesLink period={month} />}
      {close?.done && <PayExport period={month} institution={institution} />}
      {!running && !asking.value && (
        <div class="row wrap">
          {!closed && (
            <Act
              soft={back > 1 && !close}
              words={close ? t("closings.again") : t("closings.close")}
              onAct={() => ask("closings")}
            />
          )}
          {close?.done && <Act soft words={t("closings.correct")} onAct={() => ask("corrections")} />}
          {close?.done && <Act soft words={t("closings.open_again")} onAct={() => ask("reopenings")} />}
        </div>
      )}
      {asking.value && (close || asking.value !== "closings") && (
        <Reason
          words={wordsOf(asking.value)}
          onGive={(reason) => void take(asking.value ?? "closings", reason)}
          onLeave={() => {
            asking.value = null;
          }}
        />
      )}
      <Confirm
        open={asking.value === "closings" && !close}
        title={t("closings.ask", { month: monthWords(month) })}
        words={t("closings.ask.words")}
        yes={t("closings.close")}
        onYes={() => void take("closings", "")}
        onNo={() => {
          asking.value = null;
        }}
      />
    </section>
  );

  function ask(step: Step): void {
    asking.value = step;
  }
}

function wordsOf(step: Step): string {
  if (step === "closings") return t("closings.again");
  return step === "corrections" ? t("closings.correct") : t("closings.open_again");
}

function Act({ words, soft, onAct }: { words: string; soft?: boolean; onAct: () => void }): JSX.Element {
  return (
    <button type="button" class={soft ? "btn soft short" : "btn short"} onClick={onAct}>
      {words}
    </button>
  );
}

function Standing({ close, closed, running }: { close: MonthClose | undefined; closed: boolean; running: boolean }) {
  if (running) return <span class="tag">{t("closings.running")}</span>;
  if (!close) return <span class="tag warn">{t("closings.open")}</span>;
  if (!closed) return <span class="tag warn">{t("closings.reopened")}</span>;
  return (
    <span class="tag pass">
      <Icon name="check" />
      {t("closings.done")}
    </span>
  );
}

/** While the server works, or until there is a network for it. */
function Working({ closing }: { closing: Hex }): JSX.Element {
  const offline = replica.value?.status.value.phase === "offline";
  const percent = useSignal<number | null>(null);
  const waits = useSignal(false);
  useEffect(() => {
    const ask = async () => {
      const answer = await fetch(`/api/closings/${dashed(closing)}/progress`).catch(() => null);
      const told = answer?.ok ? await answer.json() : {};
      percent.value = told.percent ?? null;
      waits.value = told.waits === true;
    };
    const timer = setInterval(() => void ask(), ASKED_EVERY_MS);
    return () => clearInterval(timer);
  }, [closing]);
  const known = percent.value !== null;
  const working = waits.value ? "closings.waits" : "closings.working";
  return (
    <div role="status" class="stack">
      <span class="small">
        {t(offline ? "closings.offline" : working)}
        {!offline && known && <span class="num"> {percent.value}%</span>}
      </span>
      {!offline && (
        <progress class="bar" aria-label={t(working)} {...(known ? { max: 100, value: percent.value ?? 0 } : {})} />
      )}
    </div>
  );
}

interface ReasonProps {
  readonly words: string;
  readonly onGive: (reason: string) => void;
  readonly onLeave: () => void;
}

function Reason({ words, onGive, onLeave }: ReasonProps): JSX.Element {
  const reason = useSignal("");
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.value.trim()) onGive(reason.value.trim());
      }}
    >
      <label class="stack">
        <span>{t("closings.reason")}</span>
        <input
          class="input"
          required
          value={reason.value}
          onInput={({ currentTarget }) => {
            reason.value = currentTarget.value;
          }}
        />
        <span class="small">{t("closings.reason.why")}</span>
      </label>
      <div class="row wrap">
        <button type="submit" class="btn short">
          {words}
        </button>
        <button type="button" class="btn soft short" onClick={onLeave}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
