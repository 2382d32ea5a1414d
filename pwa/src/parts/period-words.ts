/** A period in words, in the language chosen now. */
import { t } from "../text";
import { monthWords } from "./when";

export function periodWords(period: string): string {
  const year = period.slice(0, 4);
  const number = period.slice(5);
  if (period[4] === "Q") return t("say.period.quarter", { year, n: number });
  if (period[4] === "H") return number === "1" ? t("period.first_half", { year }) : t("period.second_half", { year });
  return period.length === 4 ? t("say.period.year", { year }) : monthWords(period);
}
