/** 下达任务: what, who is responsible, until when, and what reward is proposed. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { addDays } from "../model/day";
import { bytesOf } from "../model/ids";
import { Confirm } from "../parts/confirm";
import { Line, Words } from "../parts/deeds/ask";
import { mayAssign, mayAssignTo } from "../parts/deeds/rights";
import { Frame } from "../parts/frame";
import { mine, person, personAt, today } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";
import "../parts/deeds/chain.css";

const USUAL_DAYS = 14;
const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/;

const PickPeople = later(() => import("../parts/deeds/pick-people").then((module) => module.PickPeople));

export default function TaskNew(): JSX.Element {
  if (mayAssign()) return <NewTask />;
  return (
    <Frame title={t("task.new")} above="/tasks">
      <Nothing title={t("not_yours")}>{t("task.not_yours")}</Nothing>
    </Frame>
  );
}

function NewTask(): JSX.Element {
  const [title, text, amount, reward] = [useSignal(""), useSignal(""), useSignal(""), useSignal("")];
  const chosen = useSignal<readonly Hex[]>([]);
  const due = useSignal(addDays(today.value, USUAL_DAYS));
  const asking = useSignal(false);
  const responsible = chosen.value[0];
  const ready = title.value.trim() !== "" && responsible && (!amount.value || AMOUNT.test(amount.value));
  const assign = async () => {
    const id = mine().newId();
    const own = person.peek();
    const writes: [string, Value][] = [
      ["institution", own?.institution ? bytesOf(own.institution) : null],
      ["assigner", bytesOf(mine().person)],
      ["responsible", bytesOf(responsible ?? "")],
      ["day", today.peek()],
      ["title", title.value.trim()],
      ["text", text.value.trim()],
      ["due_on", due.value],
    ];
    if (amount.value) writes.push(["amount", amount.value]);
    if (reward.value.trim()) writes.push(["reward", reward.value.trim()]);
    await mine().write(id, "contracted_task", [...writes, ["assigned", true]]);
    navigate(`/tasks/${id}`, { replace: true });
    say(t("task.given"));
  };
  return (
    <Frame
      title={t("task.new")}
      above="/tasks"
      dock={
        <button
          type="button"
          class="btn"
          disabled={!ready}
          onClick={() => {
            asking.value = true;
          }}
        >
          {t("task.assign")}
        </button>
      }
    >
      <section class="card stack">
        <Line label={t("task.title")} value={title} />
        <Words label={t("task.text")} value={text} />
        <div class="line">
          <label>
            {t("task.due")}
            <input
              class="input"
              type="date"
              min={today.value}
              value={due.value}
              onChange={(event) => {
                if (event.currentTarget.value) due.value = event.currentTarget.value;
              }}
            />
          </label>
        </div>
      </section>
      <section class="card stack">
        <b>{t("task.responsible")}</b>
        <PickPeople chosen={chosen} one among={({ id }) => mayAssignTo(id)} />
      </section>
      <section class="card stack">
        <Line label={t("task.amount")} value={amount} numeric hint={t("task.proposal")} />
        <Line label={t("task.reward")} value={reward} hint={t("optional")} />
      </section>
      <Confirm
        open={asking.value}
        title={t("task.ask", { name: personAt(responsible ?? "")?.name ?? "" })}
        words={t("task.ask.words")}
        yes={t("task.assign")}
        no={t("look.again")}
        onYes={() => void assign()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
