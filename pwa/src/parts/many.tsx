/**
 * A list that may be long: looked through by its words from nine entries on, shown thirty at a time.
 * Promises: a short list is shown as it is; what was typed and how much was shown is still there on the way back.
 */
import { type Signal, signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { t } from "../text";
import { Icon } from "./icons";
import "./lists.css";

export const LOOKED_THROUGH_ABOVE = 8;
const SHOWN_STEP = 30;

interface Props {
  /** Of this list among all; how it is looked through is kept under it while the app is open. */
  readonly name: string;
  /** Each entry's id and the words that it is found by, in the order of the list. */
  readonly of: readonly (readonly [string, string])[];
  readonly children: (shown: ReadonlySet<string>) => ComponentChildren;
}

const kept = new Map<string, { readonly typed: Signal<string>; readonly shown: Signal<number> }>();

function keptOf(name: string): { readonly typed: Signal<string>; readonly shown: Signal<number> } {
  const found = kept.get(name) ?? { typed: signal(""), shown: signal(SHOWN_STEP) };
  kept.set(name, found);
  return found;
}

/** Those in whose words each typed word stands. Pure. */
export function foundIn(of: readonly (readonly [string, string])[], typed: string): string[] {
  const asked = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const fits = (words: string) => asked.every((each) => words.includes(each));
  return of.filter(([, words]) => fits(words.toLowerCase())).map(([id]) => id);
}

export function Many({ name, of, children }: Props): JSX.Element {
  const { typed, shown } = keptOf(name);
  const long = of.length > LOOKED_THROUGH_ABOVE;
  const found = foundIn(of, long ? typed.value : "");
  const left = found.length - shown.value;
  return (
    <>
      {long && (
        <div class="search">
          <Icon name="search" />
          <input
            class="input"
            type="search"
            aria-label={t("many.search", { n: of.length })}
            placeholder={t("many.search", { n: of.length })}
            autocomplete="off"
            value={typed.value}
            onInput={(event) => {
              typed.value = event.currentTarget.value;
              shown.value = SHOWN_STEP;
            }}
          />
        </div>
      )}
      {found.length === 0 && <p class="muted centred">{t("many.none")}</p>}
      {found.length > 0 && children(new Set(found.slice(0, shown.value)))}
      {left > 0 && (
        <button
          type="button"
          class="btn soft"
          onClick={() => {
            shown.value += SHOWN_STEP;
          }}
        >
          {t("many.more", { n: left })}
        </button>
      )}
    </>
  );
}
