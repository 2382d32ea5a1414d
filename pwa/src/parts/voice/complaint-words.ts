/** 投诉与评价码的词: how it came, what was found, what codes are for. */
import { fieldOf, valueAt } from "../../model/facts";
import type { Doc } from "../../sync/interface";
import { type Key, t } from "../../text";

const MEANS: Readonly<Record<string, Key>> = {
  box: "complaint.box",
  phone: "complaint.phone",
  onsite: "complaint.onsite",
  qr: "complaint.qr",
};
const FOUND: Readonly<Record<string, Key>> = { yes: "complaint.yes", partly: "complaint.partly", no: "complaint.no" };

export function meansWords(means: string): string {
  const key = MEANS[means];
  return key ? t(key) : "";
}

export function foundWords(doc: Doc): string {
  const key = FOUND[String(fieldOf(valueAt(doc, "finding"), "substantiated"))];
  return key ? t(key) : "";
}

export function batchWords(means: string): string {
  return t(means === "kiosk" ? "batch.kiosk" : means === "poster" ? "batch.poster" : "batch.label");
}
