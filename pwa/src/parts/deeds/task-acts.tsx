/** What one may do with a task now: take it on, note progress, report, check, cancel. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { taskStanding, valueAt } from "../../model/deed";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { mine, replica, today } from "../here";
import { say } from "../toast";
import { Chips, Sheet, Words } from "./ask";
import { Pictures, photoWrites } from "./pictures";
import { Review } from "./review";
import { inOffice } from "./rights";

function write(doc: Doc, ...writes: [string, Value][]): void {
  void mine().write(doc.id, "contracted_task", writes);
}

export function TaskActs({ doc }: { doc: Doc }): JSX.Element | null {
  const { state, round } = taskStanding(doc.registers);
  const me = replica.value?.person ?? "";
  const sign = dashed(me);
  if (idOf(valueAt(doc, "responsible")) === me) {
    if (state === "assigned") {
      const answer = (ruling: Value) => write(doc, [`answers/${sign}`, ruling]);
      return <Review yes={t("task.take")} no={t("task.decline")} onRule={answer} />;
    }
    return state === "taken" || state === "returned" ? <Work doc={doc} round={round} /> : null;
  }
  const checks = idOf(valueAt(doc, "assigner")) === me || inOffice(idOf(valueAt(doc, "institution")));
  if (state === "reported" && checks) {
    const rule = (ruling: Value) => write(doc, [`checks/${round}/${sign}`, ruling]);
    return <Review yes={t("task.pass")} no={t("review.return")} onRule={rule} />;
  }
  const own = idOf(valueAt(doc, "assigner")) === me && state !== "done" && state !== "cancelled";
  return own ? <Cancel doc={doc} /> : null;
}

function Work({ doc, round }: { doc: Doc; round: number }): JSX.Element {
  const [noting, reporting] = [useSignal(false), useSignal(false)];
  const words = useSignal("");
  const percent = useSignal(String(taskStanding(doc.registers).percent));
  const taken = useSignal<readonly Value[]>([]);
  const put = (path: string, more: { [key: string]: Value } = {}) => {
    const note = { on: today.peek(), text: words.value.trim(), ...more };
    write(doc, [path, note], ...photoWrites(taken.value, path.replace("/", "-")));
    words.value = "";
    taken.value = [];
    say(t("fulfil.noted"));
  };
  const button = (sheet: Signal<boolean>, label: string, face: string) => (
    <button
      type="button"
      class={face}
      onClick={() => {
        sheet.value = true;
      }}
    >
      {label}
    </button>
  );
  const ready = words.value.trim() !== "";
  return (
    <>
      {button(noting, t("task.note"), "btn soft")}
      {button(reporting, t("task.report"), "btn")}
      <Sheet
        open={noting}
        title={t("task.note")}
        yes={t("fulfil.keep")}
        ready={ready}
        onYes={() => put(`progress/${mine().newId()}`, { percent: Number(percent.value) })}
      >
        <Words label={t("task.note.what")} value={words} />
        <Chips
          label={t("task.progress")}
          of={["10", "30", "50", "60", "80", "90"]}
          on={[percent.value]}
          words={(n) => `${n}%`}
          onTap={(n) => {
            percent.value = n;
          }}
        />
        <Pictures doc={doc.id} taken={taken} />
      </Sheet>
      <Sheet
        open={reporting}
        title={t("task.report")}
        yes={t("task.report")}
        ready={ready}
        onYes={() => put(`reports/${round + 1}`)}
      >
        <Words label={t("task.report.what")} value={words} />
        <Pictures doc={doc.id} taken={taken} />
      </Sheet>
    </>
  );
}

function Cancel({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const why = useSignal("");
  return (
    <>
      <button
        type="button"
        class="btn plain"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("task.cancel")}
      </button>
      <Sheet
        open={asking}
        title={t("task.cancel")}
        yes={t("task.cancel")}
        ready={why.value.trim() !== ""}
        onYes={() => write(doc, ["cancelled", why.value.trim()])}
      >
        <Words label={t("review.why")} value={why} />
      </Sheet>
    </>
  );
}
