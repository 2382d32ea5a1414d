/** A few filters side by side, one of them taken. */
import type { JSX } from "preact";

interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly T[];
  readonly words: (option: T) => string;
  readonly chosen: T;
  readonly onChoose: (option: T) => void;
}

export function FilterBar<T extends string>({ label, options, words, chosen, onChoose }: Props<T>): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row of tabs everywhere
    <div class="filters" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === chosen} onClick={() => onChoose(option)}>
          {words(option)}
        </button>
      ))}
    </div>
  );
}
