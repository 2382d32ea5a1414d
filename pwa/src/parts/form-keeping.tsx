/**
 * 留住表单: what is typed into a form is kept while it is typed, until the form is saved or begun afresh.
 * Promises: a field that another device typed meanwhile is not written over by one that wasn't touched here; what was
 * typed before this part had come is kept like everything after; nothing is kept any more once the form is forgotten.
 */
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { bytesOf, dashed } from "../model/ids";
import type { Value } from "../sync/interface";
import { t } from "../text";
import { draftOf, type Fields, type Typed, typedIn } from "./form-draft";
import { mine } from "./here";
import { useSaver } from "./saver";

/** Writes what has changed since it was begun, and forgets it. */
export class KeptForm {
  readonly #form: string;
  readonly #id: Promise<string>;
  #last: Typed;
  #typed = false;
  #over = false;

  constructor(form: string, begun: Typed) {
    this.#form = form;
    this.#last = begun;
    this.#id = mine().naturalId("form_draft", dashed(mine().person), form);
  }

  /** Whether anything was typed; once something was, all that follows is news, what is taken back too. */
  differs(now: Typed): boolean {
    this.#typed ||= [...now].some(([name, text]) => text !== this.#last.get(name));
    return this.#typed;
  }

  /** The fields that were typed in since the last time. */
  async keep(now: Typed): Promise<void> {
    if (this.#over) return;
    const changed = [...now].filter(([name, text]) => text !== this.#last.get(name));
    this.#last = now;
    if (changed.length) await this.#write(changed.map(([name, text]) => [`fields/${name}`, text] as const));
  }

  /** The form was saved, or is begun afresh: nothing of it stays. */
  async forget(): Promise<void> {
    this.#over = true;
    await this.#id;
    const registers = [...(draftOf(this.#form)?.registers ?? [])];
    const held = registers.filter(([path, { value }]) => path.startsWith("fields/") && value !== null);
    if (held.length) await this.#write(held.map(([path]) => [path, null] as const));
  }

  async #write(writes: readonly (readonly [string, Value])[]): Promise<void> {
    const id = await this.#id;
    const once: readonly (readonly [string, Value])[] = draftOf(this.#form)
      ? []
      : [
          ["person", bytesOf(mine().person)],
          ["form", this.#form],
        ];
    await mine().write(id, "form_draft", [...once, ...writes]);
  }
}

/** The forms that are on the screen. */
const shown = new Map<string, KeptForm>();

export async function forgetForm(form: string): Promise<void> {
  await (shown.get(form) ?? new KeptForm(form, new Map())).forget();
}

interface Props {
  readonly form: string;
  readonly fields: Fields;
  /** The fields as the form began. */
  readonly begun: Typed;
}

/** Keeps these fields for as long as it stands on the screen, and says so. */
export function Keeping({ form, fields, begun }: Props): JSX.Element {
  const kept = useRef<KeptForm | null>(null);
  kept.current ??= new KeptForm(form, begun);
  const own = kept.current;
  const saver = useSaver<Typed>((now) => void own.keep(now));
  useLayoutEffect(() => {
    shown.set(form, own);
    const stop = effect(() => {
      const now = typedIn(fields);
      if (own.differs(now)) saver.put(now);
    });
    return () => {
      stop();
      if (shown.get(form) === own) shown.delete(form);
    };
  }, [form, own, saver]);
  return <p class="small centred">{t("save.promise")}</p>;
}
