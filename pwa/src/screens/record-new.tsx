/** 记一笔: what I did, in a few taps: type, what (as before, or a few words), how long, a picture; then it is kept. */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { addDays } from "../model/day";
import { recordState, valueAt } from "../model/deed";
import { bytesOf } from "../model/ids";
import { Chips, Line } from "../parts/deeds/ask";
import { newest, own, textAt } from "../parts/deeds/face";
import { photoWrites } from "../parts/deeds/photo-writes";
import { goesUpward } from "../parts/deeds/rights";
import { recordTypes } from "../parts/deeds/words";
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

/** Kept while one goes elsewhere and comes back; empty again once it is entered. */
const form = {
  type: signal("study"),
  title: signal(""),
  place: signal(""),
  note: signal(""),
  hours: signal(""),
  amount: signal(""),
  error: signal(false),
  day: signal(""),
};

function clear(): void {
  for (const part of [form.title, form.place, form.note, form.hours, form.amount, form.day]) part.value = "";
  form.error.value = false;
}

const RECENT_MAX = 4;

/** What I entered before of this type, the latest first. */
function recentTitles(): string[] {
  const titles = newest(own("record_entry", "person"))
    .filter((doc) => valueAt(doc, "type") === form.type.value && recordState(doc.registers) !== "withdrawn")
    .map((doc) => textAt(doc, "title"));
  return [...new Set(titles)].filter(Boolean).slice(0, RECENT_MAX);
}

function takeLast(): void {
  const last = newest(own("record_entry", "person")).find(({ registers }) => recordState(registers) !== "withdrawn");
  if (!last) return;
  form.type.value = textAt(last, "type") || "study";
  form.title.value = textAt(last, "title");
  form.place.value = textAt(last, "place");
  form.hours.value = String(valueAt(last, "hours") ?? "");
}

const AMOUNT = /^\d{1,10}(\.\d{1,2})?$/;

function ready(): boolean {
  if (form.hours.value && !AMOUNT.test(form.hours.value)) return false;
  if (form.type.value === "error_free") return form.error.value || AMOUNT.test(form.amount.value);
  return form.title.value.trim() !== "";
}

async function enter(id: string, taken: readonly Value[]): Promise<void> {
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
  await mine().write(id, "record_entry", [...writes, ...photoWrites(taken, "p"), ["handed_in/1", true]]);
  clear();
  navigate("/records", { replace: true });
  say(t("record.entered"), () => void mine().write(id, "record_entry", [["withdrawn", true]]));
}

export default function RecordNew(): JSX.Element {
  const [id] = useState(() => mine().newId());
  const taken = useSignal<readonly Value[]>([]);
  return (
    <Frame
      title={t("record.new")}
      above="/records"
      side={
        own("record_entry", "person").length > 0 && (
          <button type="button" class="btn plain short" onClick={takeLast}>
            <Icon name="repeat" />
            {t("record.as_last")}
          </button>
        )
      }
      dock={
        <button type="button" class="btn" disabled={!ready()} onClick={() => void enter(id, taken.value)}>
          {t("record.enter")}
        </button>
      }
    >
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
        {form.type.value === "error_free" ? <Amount /> : <What />}
        <Chips
          label={t("record.day")}
          of={[today.value, addDays(today.value, -1), addDays(today.value, -2)]}
          on={[form.day.value || today.value]}
          words={(day) => (day === today.value ? t("tab.today") : dayWords(day))}
          onTap={(day) => {
            form.day.value = day;
          }}
        />
        <Pictures doc={id} taken={taken} />
      </section>
      <section class="card stack">
        <Line label={t("record.place")} value={form.place} />
        <Line label={t("note")} value={form.note} hint={t("optional")} />
      </section>
    </Frame>
  );
}

function What(): JSX.Element {
  const recent = recentTitles();
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

function Amount(): JSX.Element {
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
