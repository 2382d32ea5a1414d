/** What one may do with a pledge now: note its fulfilment, review, display or grade it. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Grade, pledgeStanding, valueAt } from "../../model/deed";
import { dashed } from "../../model/ids";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { mine, today } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { Chips, Sheet, Words } from "./ask";
import { textAt } from "./face";
import { Pictures, photoWrites } from "./pictures";
import { Review } from "./review";
import { mayPublish, mayReview } from "./rights";
import { gradeWords } from "./words";

const Publish = later(() => import("./publish").then((module) => module.Publish));

function write(doc: Doc, ...writes: [string, Value][]): void {
  void mine().write(doc.id, "pledge", writes);
}

const mySign = (prefix: string) => prefix + dashed(mine().person);

export function PledgeActs({ doc, own }: { doc: Doc; own: boolean }): JSX.Element | null {
  const { state, round } = pledgeStanding(doc.registers);
  if (own)
    return state === "published" || state === "reported" ? (
      <Fulfil doc={doc} reported={state === "reported"} />
    ) : (
      <Withdraw doc={doc} open={state === "waiting" || state === "accepted"} />
    );
  if (state === "waiting" && mayReview(doc)) {
    const rule = (value: Value) => write(doc, [mySign(`reviews/${round}/`), value]);
    return <Review yes={t("review.accept")} no={t("review.return")} onRule={rule} />;
  }
  if (state === "accepted" && mayPublish(doc)) return <Publish doc={doc} />;
  if ((state === "published" || state === "reported" || state === "graded") && mayReview(doc)) {
    return <Grading doc={doc} again={state === "graded"} />;
  }
  return null;
}

function Withdraw({ doc, open }: { doc: Doc; open: boolean }): JSX.Element | null {
  const asking = useSignal(false);
  if (!open) return null;
  const set = (value: boolean) => () => {
    asking.value = value;
  };
  const yes = () => {
    asking.value = false;
    write(doc, ["withdrawn", true]);
  };
  return (
    <>
      <button type="button" class="btn danger" onClick={set(true)}>
        {t("pledge.withdraw")}
      </button>
      <Confirm
        open={asking.value}
        danger
        title={t("pledge.withdraw.ask")}
        words={t("pledge.withdraw.words")}
        yes={t("pledge.withdraw")}
        onYes={yes}
        onNo={set(false)}
      />
    </>
  );
}

function Fulfil({ doc, reported }: { doc: Doc; reported: boolean }): JSX.Element {
  const [noting, excusing, asking] = [useSignal(false), useSignal(false), useSignal(false)];
  const [text, excuse] = [useSignal(""), useSignal(textAt(doc, "excuse"))];
  const taken = useSignal<readonly Value[]>([]);
  const opens =
    (sheet: Signal<boolean>, value = true) =>
    () => {
      sheet.value = value;
    };
  const note = () => {
    const n = mine().newId();
    write(doc, [`fulfilments/${n}`, { on: today.peek(), text: text.value.trim() }], ...photoWrites(taken.value, n));
    text.value = "";
    taken.value = [];
    say(t("fulfil.noted"));
  };
  const report = () => {
    asking.value = false;
    write(doc, ["reported", true]);
  };
  return (
    <>
      <button type="button" class="btn" onClick={opens(noting)}>
        {t("fulfil.note")}
      </button>
      {!reported && (
        <button type="button" class="btn soft" onClick={opens(asking)}>
          {t("fulfil.report")}
        </button>
      )}
      <button type="button" class="btn plain" onClick={opens(excusing)}>
        {t("fulfil.excuse")}
      </button>
      <Sheet
        open={noting}
        title={t("fulfil.note")}
        yes={t("fulfil.keep")}
        ready={text.value.trim() !== ""}
        onYes={note}
      >
        <Words label={t("fulfil.what")} value={text} />
        <Pictures doc={doc.id} taken={taken} />
      </Sheet>
      <Sheet
        open={excusing}
        title={t("fulfil.excuse")}
        yes={t("fulfil.keep")}
        ready={excuse.value.trim() !== ""}
        onYes={() => write(doc, ["excuse", excuse.value.trim()])}
      >
        <Words label={t("fulfil.excuse.what")} value={excuse} />
      </Sheet>
      <Confirm
        open={asking.value}
        title={t("fulfil.report.ask")}
        words={t("fulfil.report.words")}
        yes={t("fulfil.report")}
        onYes={report}
        onNo={opens(asking, false)}
      />
    </>
  );
}

function Grading({ doc, again }: { doc: Doc; again: boolean }): JSX.Element {
  const asking = useSignal(false);
  const grade = useSignal<Grade>("kept");
  const excuse = useSignal("accepted");
  const reason = useSignal("");
  const excused = typeof valueAt(doc, "excuse") === "string";
  const needs = grade.value !== "kept" && reason.value.trim() === "";
  const give = () => {
    const given: { [key: string]: Value } = { grade: grade.value, reason: reason.value.trim() };
    if (excused) given.excuse = excuse.value;
    write(doc, [mySign("grades/"), given]);
    say(t("grade.given"));
  };
  return (
    <>
      <button
        type="button"
        class={again ? "btn soft" : "btn"}
        onClick={() => {
          asking.value = true;
        }}
      >
        {again ? t("grade.again") : t("wish.grade")}
      </button>
      <Sheet open={asking} title={t("wish.grade")} yes={t("grade.give")} ready={!needs} onYes={give}>
        <Chips
          label={t("grade.which")}
          of={["kept", "mostly", "not"]}
          on={[grade.value]}
          words={(value) => gradeWords(value as Grade)[0]}
          onTap={(value) => {
            grade.value = value as Grade;
          }}
        />
        {excused && (
          <Chips
            label={t("grade.excuse", { words: textAt(doc, "excuse") })}
            of={["accepted", "returned"]}
            on={[excuse.value]}
            words={(value) => (value === "accepted" ? t("grade.excuse.yes") : t("grade.excuse.no"))}
            onTap={(value) => {
              excuse.value = value;
            }}
          />
        )}
        <Words label={grade.value === "kept" ? t("grade.reason.optional") : t("grade.reason")} value={reason} />
      </Sheet>
    </>
  );
}
