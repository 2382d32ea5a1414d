/**
 * 记一笔: what I did, in a few taps: type, what (as before, or a few words), how long, a picture; then it is entered.
 * Promises: what is typed and the pictures that are taken are kept until it is entered, however the page was left.
 */
import { computed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { addDays } from "../model/day";
import { recordState, valueAt } from "../model/deed";
import { bytesOf } from "../model/ids";
import { BegunBefore } from "../parts/begun-before";
import { Chips, Line } from "../parts/deeds/ask";
import { newest, own, textAt } from "../parts/deeds/face";
import { photoWrites } from "../parts/deeds/photo-writes";
import { goesUpward } from "../parts/deeds/rights";
import { recordTypes } from "../parts/deeds/words";
import { isBegun, resumed, typedIn } from "../parts/form-draft";
import { Frame } from "../parts/frame";
import { mine, person, today } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { say } from "../parts/toast";
import { dayWords } from "../parts/when";
import { navigate } from "../router";
import type { Value } from "../sync/interface";
import { t } from "../text";

const Pictures = later(() => import("../parts/deeds/pictures").then((module) => module.Pictures));
const Keeping = later(async () => (await import("../parts/form-keeping")).Keeping);

/** The name under which it is kept while it is written. */
const FORM = "record";
const EMPTY = {
  type: "study",
  title: "",
  place: "",
  note: "",
  hours: "",
  amount: "",
  error: false,
  day: "",
  taken: [] as readonly Value[],
  /** The record's id, once pictures were taken for it. */
  doc: "",
};
const NAMES = Object.keys(EMPTY) as (keyof typeof EMPTY)[];

function useForm() {
  const [first] = useState(() => resumed(FORM, EMPTY, NAMES));
  const [id] = useState(() => first.doc || mine().newId());
  const taken = useSignal(first.taken);
  return {
    type: useSignal(first.type),
    title: useSignal(first.title),
    place: useSignal(first.place),
    note: useSignal(first.note),
    hours: useSignal(first.hours),
    amount: useSignal(first.amount),
    error: useSignal(first.error),
    day: useSignal(first.day),
    taken,
    doc: useMemo(() => computed(() => (taken.value.length ? id : first.doc)), [id, taken, first]),
    id,
  };
}

type RecordForm = ReturnType<typeof useForm>;

async function forget(): Promise<void> {
  await (await import("../parts/form-keeping")).forgetForm(FORM);
}

const RECENT_MAX = 4;

/** What I entered before of this type, the latest first. */
function recentTitles(type: string): string[] {
  const titles = newest(own("record_entry", "person"))
    .filter((doc) => valueAt(doc, "type") === type && recordState(doc.registers) !== "withdrawn")
    .map((doc) => textAt(doc, "title"));
  return [...new Set(titles)].filter(Boolean).slice(0, RECENT_MAX);
}

function takeLast(form: RecordForm): void {
  const last = newest(own("record_entry", "person")).find(({ registers }) => recordState(registers) !== "withdrawn");
  if (!last) return;
  form.type.value = textAt(last, "type") || "study";
  form.title.value = textAt(last, "title");
  form.place.value = textAt(last, "place");
  form.hours.value = String(valueAt(last, "hours") ?? "");
}

const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/;

function ready(form: RecordForm): boolean {
  if (form.hours.value && !AMOUNT.test(form.hours.value)) return false;
  if (form.type.value === "error_free") return form.error.value || AMOUNT.test(form.amount.value);
  return form.title.value.trim() !== "";
}

async function enter({ id, ...form }: RecordForm): Promise<void> {
  const own = person.peek();
  const counter = form.type.value === "error_free";
  const writes: [string, Value][] = [
    ["institution", own?.institution ? bytesOf(own.institution) : null],
    ["person", bytesOf(mine().person)],
    ["day", form.day.value || today.peek()],
    ["type", form.type.value],
  ];
  const { writesOfSource } = await import("../parts/deeds/record-source");
  writes.push(...writesOfSource(form.type.value));
  if (goesUpward()) writes.push(["upward", true]);
  const texts = { title: counter ? "" : form.title.value, place: form.place.value, note: form.note.value };
  for (const [path, text] of Object.entries(texts)) if (text.trim()) writes.push([path, text.trim()]);
  if (counter && form.error.value) writes.push(["error", true]);
  else if (counter) writes.push(["amount", form.amount.value]);
  else if (form.hours.value) writes.push(["hours", form.hours.value]);
  await mine().write(id, "record_entry", [...writes, ...photoWrites(form.taken.value, "p"), ["handed_in/1", true]]);
  await forget();
  navigate("/records", { replace: true });
  say(t("record.entered"), () => void mine().write(id, "record_entry", [["withdrawn", true]]));
}

export default function RecordNew(): JSX.Element {
  const afresh = useSignal(0);
  return <Form key={afresh.value} onAfresh={() => void forget().then(() => afresh.value++)} />;
}

function Form({ onAfresh }: { onAfresh: () => void }): JSX.Element {
  const [begun] = useState(() => isBegun(FORM));
  const form = useForm();
  const { id, ...fields } = form;
  const [asBegun] = useState(() => typedIn(fields));
  const day = form.day.value || today.value;
  return (
    <Frame
      title={t("record.new")}
      above="/records"
      side={
        own("record_entry", "person").length > 0 && (
          <button type="button" class="btn plain short" onClick={() => takeLast(form)}>
            <Icon name="repeat" />
            {t("record.as_last")}
          </button>
        )
      }
      dock={
        <button type="button" class="btn" disabled={!ready(form)} onClick={() => void enter(form)}>
          {t("record.enter")}
        </button>
      }
    >
      {begun && <BegunBefore onAfresh={onAfresh} />}
      <section class="card stack">
        <Chips
          label={t("record.type")}
          of={recordTypes().map(({ value }) => value)}
          on={[form.type.value]}
          words={(value) => recordTypes().find((one) => one.value === value)?.label ?? ""}
          onTap={(type) => {
            form.type.value = type;
          }}
        />
        {form.type.value === "error_free" ? <Amount form={form} /> : <What form={form} />}
        <Chips
          label={t("record.day")}
          of={[...new Set([today.value, addDays(today.value, -1), addDays(today.value, -2), day])]}
          on={[day]}
          words={(day) => (day === today.value ? t("tab.today") : dayWords(day))}
          onTap={(day) => {
            form.day.value = day;
          }}
        />
        <Pictures doc={id} taken={form.taken} />
      </section>
      <section class="card stack">
        <Line label={t("record.place")} value={form.place} />
        <Line label={t("note")} value={form.note} hint={t("optional")} />
      </section>
      <Keeping form={FORM} fields={fields} begun={asBegun} />
    </Frame>
  );
}

function What({ form }: { form: RecordForm }): JSX.Element {
  const recent = recentTitles(form.type.value);
  return (
    <>
      {recent.length > 0 && (
        <Chips
          label={t("record.recent")}
          of={recent}
          on={[form.title.value]}
          words={String}
          onTap={(title) => {
            form.title.value = title;
          }}
        />
      )}
      <Line label={t("record.what")} value={form.title} />
      <Chips
        label={t("record.hours")}
        of={["0.5", "1", "1.5", "2", "3", "4"]}
        on={[form.hours.value]}
        words={(hours) => t("hours.n", { n: hours })}
        onTap={(hours) => {
          form.hours.value = form.hours.value === hours ? "" : hours;
        }}
      />
    </>
  );
}

function Amount({ form }: { form: RecordForm }): JSX.Element {
  return (
    <>
      {!form.error.value && <Line label={t("record.amount")} value={form.amount} numeric />}
      <Chips
        label={t("record.error")}
        of={["no", "yes"]}
        on={[form.error.value ? "yes" : "no"]}
        words={(value) => (value === "yes" ? t("record.error.yes") : t("record.error.no"))}
        onTap={(value) => {
          form.error.value = value === "yes";
        }}
      />
    </>
  );
}
