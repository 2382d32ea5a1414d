/**
 * One of the four parts, as it is written. With its words goes on which of another device's they rest: what two devices
 * of one person type without knowing of each other is kept, and shown beside the commentary.
 */
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type Part, partWrites, restsOn } from "../model/commentary";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { type Draft, writeDraft } from "./draft";
import { docAt, mine } from "./here";
import { partHint, partWords } from "./said-words";
import { say } from "./toast";
import { Writing } from "./writing";

export const WORDS_MAX = 2000;

export function PartField({ draft, part }: { draft: Draft; part: Part }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const base = useRef<Hex | null>(null);
  const tail = useMemo(ownTail, []);
  const register = docAt(draft.doc)?.registers.get(part);
  useLayoutEffect(() => {
    base.current = restsOn(base.current, box.current?.querySelector("textarea")?.value ?? "", register, tail);
  });
  const save = (words: string) =>
    void writeDraft(draft, partWrites(part, words, base.current)).catch(() => say(t("save.failed")));
  return (
    <div ref={box}>
      <Writing
        id={`${draft.doc} ${part}`}
        label={partWords(part)}
        value={String(register?.value ?? "")}
        codePointsMax={WORDS_MAX}
        placeholder={partHint(part)}
        onSave={save}
      />
    </div>
  );
}

/** How this device's own stamps end. */
export function ownTail(): string {
  return mine().newId().slice(-6);
}
