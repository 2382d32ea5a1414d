/** A form's own words in the language chosen now: English where the form has it, else as it was written. */
import { language } from "./preferences";

interface Labelled {
  readonly label: string;
  readonly labelEn: string | null;
}

export function labelOf({ label, labelEn }: Labelled): string {
  return language.value === "en" ? (labelEn ?? label) : label;
}

export function titleOf({ title, titleEn }: { readonly title: string; readonly titleEn: string | null }): string {
  return language.value === "en" ? (titleEn ?? title) : title;
}

/** A heading over items: an aspect has no English, so that it is left out over items that have. */
export function headingOf(aspect: string | null, items: readonly Labelled[]): string | null {
  return language.value === "en" && items.every(({ labelEn }) => labelEn) ? null : aspect;
}
