/** The verdicts as buttons, and who else is at an item. */
import type { JSX } from "preact";
import type { Verdict } from "../../model/inspection";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { replica } from "../here";
import { SHOWN_VERDICTS } from "./view";

interface ButtonsProps {
  readonly name: string;
  readonly chosen: Verdict | null;
  readonly options?: readonly Verdict[];
  readonly onChoose: (verdict: Verdict | null) => void;
}

/** The verdicts side by side; a second tap on the chosen one takes it back. */
export function VerdictButtons({ name, chosen, options, onChoose }: ButtonsProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row of buttons everywhere
    <span class="verdicts" role="group" aria-label={name}>
      {(options ?? SHOWN_VERDICTS).map((verdict) => (
        <button
          key={verdict}
          type="button"
          class={`verdict ${verdict}`}
          aria-pressed={chosen === verdict}
          onClick={() => onChoose(chosen === verdict ? null : verdict)}
        >
          {t(`insp.short.${verdict}`)}
        </button>
      ))}
    </span>
  );
}

/** Who said last that they are at this item. */
export function present(visit: Hex, item: string): readonly Hex[] {
  const here = replica.value?.presences?.value ?? [];
  return here.filter(({ doc, path }) => doc === visit && path === `items/${item}`).map(({ person }) => person);
}
