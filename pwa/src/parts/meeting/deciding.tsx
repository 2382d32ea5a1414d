/** 决定: the words, who does it by when, and what it becomes: a task or an order is made by the same tap. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { addDays } from "../../model/day";
import { valueAt } from "../../model/facts";
import { bytesOf, idOf } from "../../model/ids";
import type { Becomes } from "../../model/meeting";
import type { Person } from "../../model/person";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Chips, Sheet, Words } from "../deeds/ask";
import { personAt, today } from "../here";
import { later } from "../later";
import { say } from "../toast";
import { newName, writeMeeting } from "./acts";
import { becomesWords } from "./words";

const PickPeople = later(() => import("../deeds/pick-people").then((module) => module.PickPeople));
const USUAL_DAYS = 14;
const BECOMES: readonly Becomes[] = ["note", "task", "order"];

interface Props {
  readonly open: Signal<boolean>;
  readonly activity: Doc;
  readonly item: string;
}

export function Deciding({ open, activity, item }: Props): JSX.Element {
  const text = useSignal("");
  const becomes = useSignal<Becomes>("note");
  const who = useSignal<readonly Hex[]>([]);
  const due = useSignal("");
  const asked = open.value;
  useEffect(() => {
    if (asked) due.value = addDays(today.peek(), USUAL_DAYS);
  }, [asked, due]);
  const [responsible] = who.value;
  const unit = becomes.value === "order" && responsible ? (personAt(responsible)?.units[0] ?? null) : null;
  const branch = idOf(valueAt(activity, "place")) ?? "";
  const ofBranch = ({ branches }: Person) => branches.includes(branch);
  const past = becomes.value !== "note" && due.value < today.value;
  const ready = text.value.trim() !== "" && (becomes.value === "note" || (responsible !== undefined && !past));
  const keep = async () => {
    const name = newName();
    const value: { [key: string]: Value } = {
      text: text.value.trim(),
      becomes: becomes.value,
      ...(item ? { item } : {}),
      ...(responsible ? { responsible: bytesOf(responsible) } : {}),
      ...(unit ? { unit: bytesOf(unit) } : {}),
      ...(becomes.value === "note" ? {} : { due_on: due.value }),
    };
    text.value = "";
    who.value = [];
    becomes.value = "note";
    await writeMeeting(activity, [`decisions/${name}`, value]);
    const { decisionAt, makeOf, mayMake } = await import("./making");
    const decision = decisionAt(activity, name);
    const made = decision && mayMake(decision) ? await makeOf(activity, decision) : false;
    say(made ? t("meeting.decided.made") : t("meeting.decided"));
  };
  return (
    <Sheet
      open={open}
      title={t("meeting.decide")}
      yes={t("meeting.decide.keep")}
      ready={ready}
      onYes={() => void keep()}
    >
      <Words label={t("meeting.decision")} value={text} />
      <Chips
        label={t("meeting.becomes")}
        of={BECOMES}
        on={[becomes.value]}
        words={(each) => becomesWords(each as Becomes)}
        onTap={(each) => {
          becomes.value = each as Becomes;
        }}
      />
      {becomes.value !== "note" && (
        <>
          <b>{t("meeting.responsible")}</b>
          <PickPeople chosen={who} one {...(becomes.value === "task" ? { among: ofBranch } : {})} />
          <label class="line">
            <b class="block">{t("meeting.due_on")}</b>
            <input
              class="input"
              type="date"
              min={today.value}
              value={due.value}
              onInput={(event) => {
                due.value = event.currentTarget.value || due.value;
              }}
            />
          </label>
          {past && (
            <p class="wrong-words" role="alert">
              {t("meeting.due_on.past")}
            </p>
          )}
        </>
      )}
    </Sheet>
  );
}
