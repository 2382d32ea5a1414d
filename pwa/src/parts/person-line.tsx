/** A person in a list: face, name, unit, and what stands at the end of the line. */
import type { ComponentChildren, JSX } from "preact";
import type { Person } from "../model/person";
import { t } from "../text";
import { placeName } from "./here";
import "./lists.css";

/** What stands for a face: the given name in Chinese, the initial otherwise. */
export function faceOf(name: string): string {
  const signs = [...name];
  return /^[\p{Script=Han}·]+$/u.test(name) ? signs.slice(-2).join("") : (signs[0] ?? "").toUpperCase();
}

export function Face({ name }: { name: string }): JSX.Element {
  return (
    <span class="face" aria-hidden="true">
      {faceOf(name)}
    </span>
  );
}

/** A person's name, with the unit where others bear the same name. */
export function nameOf(person: Person, shared: ReadonlySet<string>): string {
  const unit = placeName(person.units[0]);
  return shared.has(person.name) && unit ? t("name.of_unit", { name: person.name, unit }) : person.name;
}

interface PersonLineProps {
  readonly person: Person;
  readonly shared?: ReadonlySet<string>;
  readonly under?: string;
  readonly href?: string | undefined;
  readonly current?: boolean;
  readonly children?: ComponentChildren;
}

const NONE: ReadonlySet<string> = new Set();

export function PersonLine({ person, shared, under, href, current, children }: PersonLineProps): JSX.Element {
  const inside = (
    <>
      <Face name={person.name} />
      <span class="grow">
        <b class="block">{nameOf(person, shared ?? NONE)}</b>
        {under && <span class="muted clamp">{under}</span>}
      </span>
      {children}
    </>
  );
  return href ? (
    <a class="line-row" href={href} aria-current={current ? "true" : undefined}>
      {inside}
    </a>
  ) : (
    <div class="line-row">{inside}</div>
  );
}
