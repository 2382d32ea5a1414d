/** What each kind of document is called, for lists of what waits and what came back; English comes when it is chosen. */
import { effect, signal } from "@preact/signals";
import type { KindName } from "../model/generated";
import { language } from "../parts/preferences";
import { CHINESE } from "./kinds.zh";

type Names = Readonly<Record<KindName, string>>;

/** All kinds of the registry. */
export const KIND_NAMES = Object.keys(CHINESE);
const english = signal<Names>(CHINESE);

effect(() => {
  if (language.value !== "en") return;
  void import("./kinds.en").then((module) => {
    english.value = module.ENGLISH;
  });
});

/** A kind that is newer than this app has no name. */
export function kindName(kind: string): string {
  const names = language.value === "en" ? english.value : CHINESE;
  return (names as Readonly<Record<string, string | undefined>>)[kind] ?? "";
}
