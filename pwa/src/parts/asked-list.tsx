/** 表决、满意度调查: a list of what is put to people, each with how it stands, and the way to a new one for organisers. */
import type { ComponentChildren, JSX } from "preact";
import { Frame } from "./frame";
import { isOrganiser } from "./here";
import { Icon } from "./icons";
import { Nothing } from "./nothing";
import "./lists.css";

interface ScreenProps {
  readonly title: string;
  /** Where a new one is begun, and what that is called. */
  readonly fresh: { readonly href: string; readonly words: string };
  /** Said where there is none yet. */
  readonly none: { readonly title: string; readonly why: string } | false;
  readonly children: ComponentChildren;
}

export function AskedScreen({ title, fresh, none, children }: ScreenProps): JSX.Element {
  return (
    <Frame
      title={title}
      above="/reviews"
      dock={
        isOrganiser.value && (
          <a class="btn" href={fresh.href}>
            <Icon name="plus" />
            {fresh.words}
          </a>
        )
      }
    >
      {none && <Nothing title={none.title}>{none.why}</Nothing>}
      {children}
    </Frame>
  );
}

interface Asked {
  readonly id: string;
  readonly title: string;
}

interface ListProps<T extends Asked> {
  readonly of: readonly T[];
  readonly href: (each: T) => string;
  readonly under: (each: T) => ComponentChildren;
  readonly tag: (each: T) => JSX.Element;
}

export function AskedList<T extends Asked>({ of, href, under, tag }: ListProps<T>): JSX.Element | null {
  if (of.length === 0) return null;
  return (
    <div class="card list">
      {of.map((each) => (
        <a key={each.id} class="line-row" href={href(each)}>
          <span class="grow">
            <b class="block">{each.title}</b>
            <span class="muted num">{under(each)}</span>
          </span>
          {tag(each)}
          <Icon name="go" />
        </a>
      ))}
    </div>
  );
}
