/** 事实: what is known of a thing, term by term; what nobody has said is left out. */
import { Fragment, type JSX } from "preact";

interface Shown {
  readonly facts: readonly (readonly [term: string, words: string])[];
  /** Whether the list is a card of its own. */
  readonly card?: boolean;
}

export function Facts({ facts, card }: Shown): JSX.Element {
  return (
    <dl class={card ? "card facts" : "facts"}>
      {facts
        .filter(([, words]) => words)
        .map(([term, words]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </Fragment>
        ))}
    </dl>
  );
}
