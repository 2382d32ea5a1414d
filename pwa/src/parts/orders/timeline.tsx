/** 办理过程: every fact of an order in the order of its time: who, when, what, with its pictures; and what comes next. */
import type { JSX } from "preact";
import { numbers } from "../../model/closings";
import { fieldOf, under } from "../../model/facts";
import { idOf } from "../../model/ids";
import { granted, type OrderStanding, type OrderState } from "../../model/order";
import type { Doc, Register } from "../../sync/interface";
import { t } from "../../text";
import { nameOfPerson } from "../deeds/bits";
import { Chain, type Step } from "../deeds/chain";
import { dayWords } from "../when";
import { picturesOf } from "./compare";

type Told = Step & { readonly from: Register };

const text = (value: unknown) => (typeof value === "string" ? value : "");

export function Timeline({ doc, standing }: { doc: Doc; standing: OrderStanding }): JSX.Element {
  const told = facts(doc, standing.odd);
  const next = nextWords(standing.state);
  return <Chain doc={doc} steps={next ? [...told, { title: next, tone: "now" }] : told} />;
}

function nextWords(state: OrderState): string {
  const words: Partial<Record<OrderState, string>> = {
    issued: t("next.sign"),
    received: t("next.order.report"),
    failed: t("next.report.again"),
    reopened: t("next.report.again"),
    reported: t("next.recheck"),
    passed: t("next.close"),
  };
  return words[state] ?? "";
}

function facts(doc: Doc, odd: readonly string[]): Told[] {
  const { registers } = doc;
  const found: Told[] = [];
  const add = (
    path: string,
    title: string,
    words = "",
    tone: Step["tone"] = "done",
    photos: readonly string[] = [],
  ) => {
    const from = registers.get(path);
    if (from && from.value !== null) found.push({ title, from, words, tone, photos, odd: odd.includes(path) });
  };
  const value = (path: string) => registers.get(path)?.value;
  add("issued", t("fact.issued"));
  for (const path of under(registers, "receipts/")) add(path, t("fact.signed"));
  for (const number of numbers(registers, "handovers/")) addHandover(doc, number, add);
  for (const path of under(registers, "passed_on/")) add(path, t("fact.passed_on"), text(value(path)));
  for (const path of under(registers, "passed_photos/")) add(path, t("fact.passed_photo"));
  for (const path of under(registers, "reinspections/")) {
    const [passed, failed] = ["passed", "failed"].map((name) => Number(fieldOf(value(path), name) ?? 0));
    const words = t("again.counts", { passed: passed ?? 0, failed: failed ?? 0 });
    add(path, t("again"), words, failed ? "bad" : "done");
  }
  for (const number of numbers(registers, "extensions/")) addExtension(doc, number, add);
  for (const number of numbers(registers, "reports/")) {
    const path = `reports/${number}`;
    const photos = [...picturesOf(doc, "before", number), ...picturesOf(doc, "after", number)];
    add(path, t("fact.reported", { n: number }), text(fieldOf(value(path), "text")), "done", photos);
    for (const each of under(registers, `rechecks/${number}/`)) {
      const no = fieldOf(value(each), "ruling") === "returned";
      const due = text(fieldOf(value(each), "due_on"));
      const words = [text(fieldOf(value(each), "reason")), no && due ? t("fact.new_due", { day: dayWords(due) }) : ""];
      const title = no ? t("fact.failed") : t("fact.passed");
      add(each, title, words.filter(Boolean).join("\n"), no ? "bad" : "done", picturesOf(doc, "rechecked", number));
    }
  }
  for (const number of numbers(registers, "closings/")) {
    add(`closings/${number}`, t("fact.closed"), text(value(`closings/${number}`)));
  }
  for (const number of numbers(registers, "reopenings/")) {
    const again = value(`reopenings/${number}`);
    const due = t("fact.new_due", { day: dayWords(text(fieldOf(again, "due_on"))) });
    add(`reopenings/${number}`, t("fact.reopened"), `${text(fieldOf(again, "reason"))}\n${due}`, "bad");
  }
  add("withdrawn", t("fact.withdrawn"), text(value("withdrawn")), "bad");
  return found.sort((one, other) => (one.from.stamp < other.from.stamp ? -1 : 1));
}

type Add = (path: string, title: string, words?: string, tone?: Step["tone"]) => void;

function addHandover({ registers }: Doc, number: number, add: Add): void {
  const value = registers.get(`handovers/${number}`)?.value;
  const people = fieldOf(registers.get(`told/${number}`)?.value, "people");
  const told = Array.isArray(people) ? people.map((each) => nameOfPerson(idOf(each))).filter(Boolean) : [];
  const names = { from: nameOfPerson(idOf(fieldOf(value, "from"))), to: nameOfPerson(idOf(fieldOf(value, "to"))) };
  const words = [
    text(fieldOf(value, "reason")),
    told.length > 0 && t("ladder.told", { who: told.join(t("list.comma")) }),
  ];
  add(`handovers/${number}`, t("fact.handed_over", names), words.filter(Boolean).join("\n"));
}

function addExtension({ registers }: Doc, number: number, add: Add): void {
  const asked = registers.get(`extensions/${number}`)?.value;
  const until = dayWords(text(fieldOf(asked, "until")));
  add(`extensions/${number}`, t("fact.asked", { day: until }), text(fieldOf(asked, "reason")));
  for (const path of under(registers, `grants/${number}/`)) {
    const no = granted(registers, number) === "returned";
    const reason = text(fieldOf(registers.get(path)?.value, "reason"));
    add(path, no ? t("fact.not_granted") : t("fact.granted", { day: until }), reason, no ? "bad" : "done");
  }
}
