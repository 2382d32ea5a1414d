/** A deed in few words: whose it is, what it is called, the tag of its state; and the few look-ups that all its screens share. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { valueAt } from "../../model/deed";
import { dashed, idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, placeName, replica } from "../here";
import { nameOfPerson, Tag, textAt } from "./bits";
import { recordType } from "./words";
import "./chain.css";

export { nameOfPerson, Tag, textAt };

/** Whose pledge it is: the unit's, the branch's, or the person's. */
export function pledgeOf(doc: Doc): string {
  const place = placeName(idOf(valueAt(doc, "unit")) ?? idOf(valueAt(doc, "branch")));
  return place || nameOfPerson(idOf(valueAt(doc, "pledger")));
}

/** A deed in a few words. */
export function titleOfDeed(doc: Doc): string {
  switch (doc.kind) {
    case "pledge":
      return t("of.what", { who: pledgeOf(doc), what: textAt(doc, "text") || t("pledge.empty") });
    case "record_entry":
      return t("of.what", { who: nameOfPerson(idOf(valueAt(doc, "person"))), what: recordTitle(doc) });
    default:
      return textAt(doc, "title");
  }
}

export function recordTitle(doc: Doc): string {
  if (valueAt(doc, "type") !== "error_free") return textAt(doc, "title") || recordType(valueAt(doc, "type"));
  if (valueAt(doc, "error") === true) return t("error_free.error");
  return t("error_free.amount", { n: String(valueAt(doc, "amount") ?? 0) });
}

export const isMe = (doc: Doc, path: string) => idOf(valueAt(doc, path)) === replica.value?.person;

export function own(kind: string, path: string): Doc[] {
  return all(kind).filter((doc) => isMe(doc, path));
}

/** Newest first: ids carry the moment of their making. */
export function newest(docs: readonly Doc[]): Doc[] {
  return [...docs].sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** All attendance by activity and person, derived once. */
const attendances: ReadonlySignal<ReadonlyMap<string, Doc>> = computed(() => {
  const found = new Map<string, Doc>();
  for (const doc of all("attendance")) {
    found.set(`${idOf(valueAt(doc, "activity"))}/${idOf(valueAt(doc, "person"))}`, doc);
  }
  return found;
});

/** The attendance of somebody at an activity, if anything was said of it. */
export function attendanceOf(activity: Hex, who: Hex): Doc | undefined {
  return attendances.value.get(`${activity}/${who}`);
}

export function isDue(activity: Doc, who: Hex): boolean {
  return activity.registers.get(`due/${dashed(who)}`)?.value === true;
}

export const over = (doc: Doc) => valueAt(doc, "ended") === true || typeof valueAt(doc, "cancelled") === "string";
