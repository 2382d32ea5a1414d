/** What this device prefers: language, theme, text size. Kept in local storage; applied to the document's root at once. */
import { effect, signal } from "@preact/signals";

export type Language = "zh-CN" | "en";
export type Theme = "system" | "light" | "dark";
export type TextSize = "100" | "130" | "200";

function kept<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  try {
    const found = localStorage.getItem(`mingcha.${name}`);
    return allowed.find((value) => value === found) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`mingcha.${name}`, value);
  } catch {
    // Storage is closed to us (private window, quota): the preference lasts as long as the page.
  }
}

export const LANGUAGES: readonly Language[] = ["zh-CN", "en"];
export const THEMES: readonly Theme[] = ["system", "light", "dark"];
export const TEXT_SIZES: readonly TextSize[] = ["100", "130", "200"];

export const language = signal<Language>(kept("language", LANGUAGES, "zh-CN"));
export const theme = signal<Theme>(kept("theme", THEMES, "system"));
export const textSize = signal<TextSize>(kept("size", TEXT_SIZES, "100"));

/** Begins to apply and keep the preferences; call once. */
export function startPreferences(): void {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const systemDark = signal(system.matches);
  system.addEventListener("change", () => {
    systemDark.value = system.matches;
  });
  effect(() => {
    keep("theme", theme.value);
    const dark = theme.value === "dark" || (theme.value === "system" && systemDark.value);
    root.dataset.theme = dark ? "dark" : "light";
    document.querySelector("meta[name=theme-color]")?.setAttribute("content", dark ? "#0e1413" : "#f3f6f5");
  });
  effect(() => {
    keep("size", textSize.value);
    root.dataset.size = textSize.value;
  });
  effect(() => keep("language", language.value));
}
