/** What all that speaks of people's doings shares: a name, a tag, a text of a register. */
import type { JSX } from "preact";
import { valueAt } from "../../model/facts";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { personAt, replica } from "../here";
import type { Tone } from "./words";

export function nameOfPerson(id: Hex | null | undefined): string {
  if (!id) return "";
  return id === replica.value?.person ? t("me.short") : (personAt(id)?.name ?? "");
}

export function Tag({ of: [words, tone] }: { of: [string, Tone] }): JSX.Element {
  return <span class={tone ? `tag ${tone}` : "tag"}>{words}</span>;
}

export const textAt = (doc: Doc, path: string) => {
  const value = valueAt(doc, path);
  return typeof value === "string" ? value : "";
};
