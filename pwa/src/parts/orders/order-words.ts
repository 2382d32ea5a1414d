/** An order's number and colour in words. */
import { valueAt } from "../../model/facts";
import type { Colour } from "../../model/ladder";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";

/** 整改〔2026〕3号; for what has not reached the server, that the number is still to come. */
export function numberOf(doc: Doc): string {
  const number = valueAt(doc, "number");
  const year = valueAt(doc, "year");
  return typeof number === "number" ? t("order.number", { year: String(year), n: number }) : t("order.number.later");
}

export function colourWords(colour: Colour): string {
  const words: Record<Colour, string> = {
    "": "",
    blue: t("order.blue"),
    yellow: t("order.yellow"),
    red: t("order.red"),
  };
  return words[colour];
}
