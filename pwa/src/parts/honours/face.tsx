/** What screens of honours share: who may what, states in words, stars and the banner as pictures. */
import type { JSX } from "preact";
import type { Given } from "../../model/given";
import { mapOf } from "../../model/given";
import type { HonourState } from "../../model/honour";
import { has } from "../../model/person";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { docAt, person } from "../here";
import "../lists.css";
import "./honours.css";

/** Leaders and supervisors confer honours, rate stars and hand the banner over. */
export const inOffice = (): boolean => has(person.value, "leader", "supervisor");

const TAGS: { readonly [state in HonourState]: string } = {
  draft: "tag",
  notice: "tag info",
  over: "tag warn",
  conferred: "tag pass",
  withdrawn: "tag",
  stripped: "tag fail",
};

export function StateTag({ state }: { state: HonourState }): JSX.Element {
  return <span class={TAGS[state]}>{t(`honour.state.${state}`)}</span>;
}

/** ★★★☆☆, drawn; told in words to who can't see it. */
export function Stars({ stars, of }: { stars: number; of: number }): JSX.Element {
  const all = Array.from({ length: Math.max(of, stars) }, (_, at) => at);
  return (
    <span class="stars" role="img" aria-label={t("star.n", { n: stars })}>
      {all.map((at) => (
        <svg key={at} viewBox="0 0 24 24" class={at < stars ? "on" : ""} aria-hidden="true">
          <path d="M12 2.8l2.8 5.9 6.4.8-4.7 4.4 1.2 6.4L12 17.2l-5.7 3.1 1.2-6.4-4.7-4.4 6.4-.8z" />
        </svg>
      ))}
    </span>
  );
}

/** The red banner with its pole; decoration, the words stand beside it. */
export function Flag(): JSX.Element {
  return (
    <svg class="banner" viewBox="0 0 64 72" aria-hidden="true">
      <path class="pole" d="M10 4v66" />
      <path class="cloth" d="M10 8h44l-9 14 9 14H10z" />
      <path class="fringe" d="M10 40h36" />
      <circle class="knob" cx="10" cy="4" r="3" />
    </svg>
  );
}

/** An award as its programme has it. */
export function awardAt(programme: Hex | null, element: string): Given | null {
  return mapOf(docAt(programme)?.registers.get(`awards/${element}`)?.value);
}
