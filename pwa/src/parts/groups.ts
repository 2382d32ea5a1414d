/** A form's items under the headings that its aspects make. Pure. */
import type { Item } from "../model/form";

export interface Group {
  readonly aspect: string | null;
  readonly items: Item[];
}

/** The items in order, those of one aspect that follow each other together; all together where none share one. */
export function groups(items: readonly Item[]): Group[] {
  const found: Group[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last && last.aspect === item.aspect) last.items.push(item);
    else found.push({ aspect: item.aspect, items: [item] });
  }
  return found.length < items.length ? found : [{ aspect: null, items: [...items] }];
}
