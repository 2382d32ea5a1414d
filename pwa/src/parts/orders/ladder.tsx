/** 督办阶梯: which rungs there are for the day that holds, which were reached and who was told; measures are noted here. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { type Rung, rungs, stepKey } from "../../model/ladder";
import { OPEN, type OrderStanding } from "../../model/order";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Words } from "../deeds/ask";
import { Asking } from "../deeds/asking";
import { nameOfPerson, textAt } from "../deeds/bits";
import { docAt, mine, today } from "../here";
import { say } from "../toast";
import { dayWords } from "../when";
import { days } from "./days";
import { issues } from "./rights";
import "./ladder.css";

/** What the programme's element says follows, else the usual three. */
export function measuresOf(doc: Doc): string[] {
  const programme = docAt(idOf(valueAt(doc, "programme")));
  const element = textAt(doc, "element").split(".").at(-1) ?? "";
  const listed = fieldOf(programme?.registers.get(`rectification/${element}`)?.value, "ladder");
  const titles = Array.isArray(listed) ? listed.map(String) : [];
  return titles.length > 0
    ? titles
    : t("ladder.measures")
        .split(" ")
        .map((each) => each.replaceAll("_", " "));
}

export function Ladder({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element | null {
  const { due_on: due, state } = standing;
  const reached = (rung: Rung) => valueAt(doc, stepKey(due, rung.step)) != null;
  if (!due) return null;
  const all = rungs(due, measuresOf(doc), days.value);
  if (!OPEN.includes(state) && !all.some(reached)) return null;
  const next = OPEN.includes(state) ? all.find((rung) => rung.on > today.value && !reached(rung)) : undefined;
  return (
    <section class="card" aria-label={t("ladder")}>
      <details class="ladder-fold" open={all.some(reached)}>
        <summary>
          <h2>{t("ladder")}</h2>
          {next && <span class="muted num">{t("ladder.next", { day: dayWords(next.on), step: titleOf(next) })}</span>}
        </summary>
        <ol class="ladder">
          {all.map((rung) => (
            <Step key={rung.step} doc={doc} rung={rung} at={stepKey(due, rung.step)} />
          ))}
        </ol>
        <p class="small">{t("ladder.how")}</p>
      </details>
    </section>
  );
}

function aheadWords({ on }: Rung): string {
  const day = dayWords(on);
  return on > today.value ? t("ladder.ahead", { day }) : t("ladder.overdue", { day });
}

function titleOf({ step, title }: Rung): string {
  if (step === "blue") return t("ladder.blue");
  if (step === "yellow") return t("ladder.yellow");
  return step === "red" ? t("ladder.red") : title;
}

function Step({ doc, rung, at }: { doc: Doc; rung: Rung; at: string }): JSX.Element {
  const step = valueAt(doc, at) ?? null;
  const noted = valueAt(doc, `held/${at.slice("steps/".length)}`) ?? null;
  const people = fieldOf(step, "told");
  const told = Array.isArray(people) ? people.map((each) => nameOfPerson(idOf(each))).filter(Boolean) : [];
  const on = fieldOf(step, "on");
  return (
    <li class={step ? `reached ${rung.step}` : ""}>
      <i class="rung" aria-hidden="true" />
      <span class="grow">
        <b>{titleOf(rung)}</b>
        <span class="small block num">
          {step ? t("ladder.reached", { day: dayWords(String(on)) }) : aheadWords(rung)}
        </span>
        {told.length > 0 && <span class="small block">{t("ladder.told", { who: told.join(t("list.comma")) })}</span>}
        {noted && (
          <span class="muted block words">
            {t("ladder.held", { day: dayWords(String(fieldOf(noted, "on"))), words: String(fieldOf(noted, "text")) })}
          </span>
        )}
        {step && !noted && /^\d+$/.test(rung.step) && issues(doc) && <Held doc={doc} at={at} title={rung.title} />}
      </span>
    </li>
  );
}

/** The office notes how a measure was carried out. */
function Held({ doc, at, title }: { doc: Doc; at: string; title: string }): JSX.Element {
  const words = useSignal("");
  const keep = () => {
    const note = { on: today.peek(), text: words.value.trim() };
    void mine().write(doc.id, "order", [[`held/${at.slice("steps/".length)}`, note]]);
    say(t("ladder.noted"));
  };
  return (
    <Asking
      words={t("ladder.note", { title })}
      face="btn soft short"
      title={title}
      yes={t("ladder.keep")}
      ready={words.value.trim() !== ""}
      onYes={keep}
    >
      <Words label={t("ladder.what")} value={words} />
    </Asking>
  );
}
