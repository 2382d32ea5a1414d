/** 我要考核的: the periods that wait for me, and in one of them everybody whom I judge. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Assessment } from "../model/assessment";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { assessmentsOf, labelWords, type Matter, subjectName } from "./assessing";
import { fetched } from "./fetched";
import { docAt, personAt, placeName, today } from "./here";
import { Icon } from "./icons";
import { periodWords } from "./plan-words";
import "./deeds/chain.css";

const judging = fetched(() => import("./judging-plan"));

/** 时段: one period by its label, and in words. */
interface Slot {
  readonly label: string;
  readonly words: string;
  /** Its last day. */
  readonly last: string;
  readonly done: boolean;
}

/** The periods that are mine to judge, the latest last; this month, where the programme names no time. */
export function Owed({ matter }: { matter: Matter }): JSX.Element | null {
  const chosen = useSignal("");
  const mine = judging()?.mineOf(matter);
  if (!mine) return null;
  const { of, tasks, owed, me } = mine;
  const month = today.value.slice(0, 7);
  const slots: Slot[] = tasks.map(({ task, done }) => ({
    label: task.label,
    last: task.end,
    words: periodWords(of, task, today.value),
    done,
  }));
  if (slots.length === 0) slots.push({ label: month, words: labelWords(month), last: `${month}-31`, done: false });
  const slot = slots.find(({ label }) => label === chosen.value) ?? slots.find(({ done }) => !done) ?? slots.at(-1);
  return (
    <>
      {slots.length < 2 ? (
        <p class="muted">{slot?.words}</p>
      ) : (
        <fieldset class="quick plain-set" aria-label={t("assess.period")}>
          {slots.map(({ label, words }) => (
            <button
              key={label}
              type="button"
              class="mark"
              aria-pressed={label === slot?.label}
              onClick={() => {
                chosen.value = label;
              }}
            >
              {words}
            </button>
          ))}
        </fieldset>
      )}
      {slot && <List matter={matter} label={slot.label} owed={owed(slot.last)} me={me} />}
    </>
  );
}

interface ListProps {
  readonly matter: Matter;
  readonly label: string;
  readonly owed: readonly Hex[];
  readonly me: Hex;
}

function List({ matter, label, owed, me }: ListProps): JSX.Element {
  if (owed.length === 0) {
    return (
      <p class="card muted">
        {t("assess.nobody")} {t("assess.nobody.why")}
      </p>
    );
  }
  const mine = assessmentsOf(matter).filter(({ by, period }) => by === me && period === label);
  const state = (id: Hex) => mine.find(({ subject }) => subject === id);
  const done = owed.filter((id) => state(id)?.submitted).length;
  const at = `/assess/${matter.programme.id}/${encodeURIComponent(matter.element)}/${encodeURIComponent(label)}`;
  return (
    <section class="stack" aria-label={t("assess.mine")}>
      <div class="row">
        <progress class="bar grow" max={owed.length} value={done} aria-label={t("progress.label")} />
        <span class="small num">{t("progress", { n: done, of: owed.length })}</span>
      </div>
      <div class="card list">
        {owed.map((id) => (
          <a key={id} class="line-row" href={`${at}/${id}`}>
            <span class="grow">
              <b class="block">{subjectName(id)}</b>
              {docAt(id)?.kind === "person" && <span class="muted">{placeName(personAt(id)?.units[0])}</span>}
            </span>
            <State one={state(id)} />
            <Icon name="go" />
          </a>
        ))}
      </div>
    </section>
  );
}

function State({ one }: { one: Assessment | undefined }): JSX.Element {
  if (!one) return <span class="tag">{t("review.none")}</span>;
  if (!one.submitted) return <span class="tag warn">{t("day.draft")}</span>;
  return (
    <span class="tag pass">
      <Icon name="check" />
      {t("day.done")}
    </span>
  );
}
