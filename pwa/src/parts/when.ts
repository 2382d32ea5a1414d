/** Days and moments in words, in the language chosen now. */
import { type Day, localOf, weekdayOf } from "../model/day";
import { t } from "../text";
import { language } from "./preferences";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function weekdays(): string[] {
  return t("weekdays").split(" ");
}

/** 11月21日 */
export function dayWords(day: Day): string {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  return language.value === "en" ? `${date} ${MONTHS[month - 1]}` : `${month}月${date}日`;
}

/** 11月21日 星期六 */
export function dayAndWeekday(day: Day): string {
  const weekday = t("weekday", { day: weekdays()[weekdayOf(day)] ?? "" });
  return language.value === "en" ? `${weekday} ${dayWords(day)}` : `${dayWords(day)} ${weekday}`;
}

/** 2026年11月 */
export function monthWords(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return language.value === "en" ? `${MONTHS[number - 1]} ${year}` : `${year}年${number}月`;
}

/** 18:02 today, 11月20日 18:02 otherwise. */
export function momentWords(ms: number, today: Day): string {
  const { day, time } = localOf(ms);
  return day === today ? time : `${dayWords(day)} ${time}`;
}
