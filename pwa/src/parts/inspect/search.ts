/** Finding an item of a checklist by what was typed: its words, its heading, its number, or pinyin initials. Pure. */
import { signal } from "@preact/signals";
import { headings } from "../../model/inspection";
import { type Filter, passes } from "./filter";
import type { Row } from "./view";

const letters = new WeakMap<object, string>();
/** Fetched when somebody first types a letter. */
const initials = signal<((name: string) => string) | null>(null);

async function loadInitials(): Promise<void> {
  initials.value = (await import("../../model/pinyin")).initials;
}

function fetchInitials(): void {
  if (!initials.peek()) void loadInitials();
}

/** The initials of an item and its headings; worked out once for each item, when somebody first searches. */
function lettersOf({ item }: Row, spell: (name: string) => string): string {
  let found = letters.get(item);
  if (found === undefined) {
    found = spell([...headings(item), item.text].join(" "));
    letters.set(item, found);
  }
  return found;
}

export function search(rows: readonly Row[], typed: string, filter: Filter): readonly Row[] {
  const wanted = typed.trim().toLowerCase().normalize("NFKC");
  const kept = filter === "all" ? rows : rows.filter((row) => passes(row, filter));
  if (!wanted) return kept;
  const latin = /^[a-z0-9]+$/.test(wanted);
  if (latin) fetchInitials();
  const spell = latin ? initials.value : null;
  return kept.filter(
    (row) =>
      String(row.number) === wanted ||
      row.item.text.toLowerCase().includes(wanted) ||
      headings(row.item).some((group) => group.includes(wanted)) ||
      (spell !== null && lettersOf(row, spell).includes(wanted)),
  );
}
