/** 匿名评议表: the answers of a sheet as a screen reads them, and where words may stand. Pure. */
import type { Answers as Given } from "../../model/answers";
import type { Form } from "../../model/form";
import type { Answers } from "../../sync/interface";

/** Answers of a draft, the note apart: `note` is no item's name in a ballot. */
export function sheetOf(draft: Answers): { answers: Given; note: string } {
  const { note, ...rest } = draft;
  return { answers: new Map(Object.entries(rest)), note: typeof note === "string" ? note : "" };
}

/** Where words may stand: nobody but an organiser reads those before they are ruled on. */
export function placesOf({ items }: Form): string[] {
  return [...new Set(["note", ...items.filter(({ type }) => type === "text").map(({ id }) => id)])];
}
