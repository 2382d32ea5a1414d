/** 发文字号: the year and number of what was sent; nothing while the server has given none. */
import { saidAt } from "../../model/report";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";

export function numberOf(doc: Doc): string {
  const number = doc.registers.get("number")?.value;
  return typeof number === "number" ? t("report.number", { year: saidAt(doc, "year"), n: number }) : "";
}
