/** 新建检查: what a plan asks first; whom and where from is chosen on its own page, where the draw is seen before the seal. */
import { type Signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { checklistOf, currentOf } from "../model/checklist";
import { addDays } from "../model/day";
import { bytesOf, idOf } from "../model/ids";
import { textAt } from "../model/person";
import { Choose } from "../parts/choose";
import { DayLine } from "../parts/day-line";
import { TextLine } from "../parts/entry";
import { all, mine, today } from "../parts/here";
import { practices } from "../parts/inspect/plan";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { Nothing } from "../parts/nothing";
import { Pick } from "../parts/pick";
import { navigate } from "../router";
import type { Doc, Hex, Value } from "../sync/interface";
import { t } from "../text";

const DAYS = 14;
type Manner = "covert" | "open";

/** What is being filled in. */
interface Terms {
  readonly title: Signal<string>;
  readonly manner: Signal<Manner>;
  readonly practice: Signal<string>;
  readonly from: Signal<string>;
  readonly to: Signal<string>;
  readonly checklist: Signal<string>;
  readonly rule: Signal<string>;
  readonly silent: Signal<boolean>;
}

interface Choice {
  readonly id: Hex;
  readonly name: string;
  readonly version: number;
  readonly count: number;
}

function choiceOf(doc: Doc): Choice {
  const count = [...doc.registers].filter(([path, { value }]) => path.startsWith("items/") && value !== null).length;
  return { id: doc.id, name: textAt(doc, "name"), version: Number(doc.registers.get("version")?.value ?? 1), count };
}

/** Why it can't be kept yet; empty where it can. */
function faultOf({ title, from, to, checklist }: Terms): string {
  if (!title.value.trim()) return t("insp.new.title");
  if (to.value < from.value) return t("insp.new.days");
  return checklist.value ? "" : t("insp.new.checklist");
}

/** The institution whose checklist it is: that is where one inspects. */
function institutionOf(checklist: string): string | null {
  return idOf(
    all("checklist")
      .find(({ id }) => id === checklist)
      ?.registers.get("institution")?.value,
  );
}

async function keep(terms: Terms): Promise<void> {
  const institution = institutionOf(terms.checklist.value);
  if (!institution) return;
  const id = mine().newId();
  const writes: [string, Value][] = [
    ["institution", bytesOf(institution)],
    ["organiser", bytesOf(mine().person)],
    ["manner", terms.manner.value],
    ["title", terms.title.value.trim()],
    ["practice", terms.practice.value],
    ["from", terms.from.value],
    ["to", terms.to.value],
    ["checklist", bytesOf(terms.checklist.value)],
    ["rule", terms.rule.value],
  ];
  if (terms.silent.value && terms.manner.value === "covert") writes.push(["silent", true]);
  await mine().write(id, "inspection_plan", writes);
  navigate(`/inspections/${id}`, { replace: true });
}

export default function InspectionNew(): JSX.Element {
  const current = currentOf(all("checklist").map(checklistOf), today.peek());
  const lists = all("checklist")
    .filter(({ id }) => current.some((one) => one.id === id))
    .map(choiceOf)
    .sort((one, other) => one.name.localeCompare(other.name, "zh-CN") || other.version - one.version);
  if (lists.length === 0) {
    return (
      <VisitFrame title={t("insp.new")} above="/inspections">
        <Nothing title={t("insp.no_checklist")}>{t("insp.no_checklist.why")}</Nothing>
      </VisitFrame>
    );
  }
  return <NewPlan lists={lists} />;
}

function NewPlan({ lists }: { lists: readonly Choice[] }): JSX.Element {
  const terms: Terms = {
    title: useSignal(""),
    manner: useSignal<Manner>("covert"),
    practice: useSignal<string>("covert"),
    from: useSignal(today.peek()),
    to: useSignal(addDays(today.peek(), DAYS)),
    checklist: useSignal(lists[0]?.id ?? ""),
    rule: useSignal<string>("worst"),
    silent: useSignal(true),
  };
  const tried = useSignal(false);
  const fault = faultOf(terms);
  const go = () => {
    tried.value = true;
    if (!fault) void keep(terms);
  };
  return (
    <VisitFrame
      title={t("insp.new")}
      above="/inspections"
      dock={
        <button type="button" class="btn" onClick={go}>
          {t("insp.new.next")}
        </button>
      }
    >
      {tried.value && fault && (
        <p class="wrong-words" role="alert">
          {fault}
        </p>
      )}
      <What terms={terms} />
      <How terms={terms} lists={lists} />
    </VisitFrame>
  );
}

function What({ terms }: { terms: Terms }): JSX.Element {
  const { manner, practice, title, from, to } = terms;
  return (
    <section class="card stack">
      <Choose
        label={t("insp.manner")}
        value={manner}
        options={[
          { value: "covert", label: t("insp.manner.covert") },
          { value: "open", label: t("insp.manner.open") },
        ]}
        onChoose={(chosen) => {
          manner.value = chosen;
          practice.value = chosen;
        }}
      />
      <p class="small">{t(manner.value === "covert" ? "insp.manner.covert.why" : "insp.manner.open.why")}</p>
      <Pick label={t("insp.practice")} value={practice} options={practices()} />
      <TextLine label={t("insp.title")} value={title} hint={t("insp.title.hint")} />
      <DayLine label={t("insp.from")} value={from} min={today.value} />
      <DayLine label={t("insp.to")} value={to} min={from.value} />
    </section>
  );
}

function How({ terms, lists }: { terms: Terms; lists: readonly Choice[] }): JSX.Element {
  const { checklist, rule, silent } = terms;
  const rules = ["worst", "majority", "leader"] as const;
  return (
    <section class="card stack">
      <Pick
        label={t("insp.checklist")}
        value={checklist}
        options={lists.map(({ id, name, version, count }) => ({
          value: id,
          label: t("insp.checklist.of", { name, version, n: count }),
        }))}
      />
      <Pick
        label={t("insp.rule_of")}
        value={rule}
        options={rules.map((each) => ({ value: each, label: t(`insp.rule.${each}`) }))}
      />
      {terms.manner.value === "covert" && (
        <label class="row">
          <input
            type="checkbox"
            checked={silent.value}
            onChange={(event) => {
              silent.value = event.currentTarget.checked;
            }}
          />
          <span class="grow">{t("insp.silent.plan")}</span>
        </label>
      )}
    </section>
  );
}
