/**
 * 别人改的: what others last wrote in a draft that several people write in. Of two who change one element without a
 * network the later one's stands whole; here who wrote earlier sees it, and one tap leads back to the element.
 */
import type { JSX } from "preact";
import { SECTION_NAMES } from "../../model/bundle-sections";
import { mapOf } from "../../model/given";
import { momentOf } from "../../model/ids";
import type { Register } from "../../sync/interface";
import { t } from "../../text";
import { mine, personAt, today } from "../here";
import { Icon } from "../icons";
import { momentWords } from "../when";
import type { Edited } from "./plan";
import { elementWords, sectionWords } from "./words";

const SHOWN = 5;

export function Others({ plan }: { plan: Edited }): JSX.Element | null {
  const own = mine().person;
  const written = [...plan.doc.registers].filter(([path]) => isElement(path));
  const first = written.find(([, { author }]) => author === own);
  const others = written.filter(([, { author }]) => author !== own && personAt(author));
  if (!first || others.length === 0) return null;
  others.sort(([, one], [, other]) => (one.stamp < other.stamp ? 1 : -1));
  return (
    <details class="card stack">
      <summary>{t("plans.others", { n: others.length })}</summary>
      <p class="small">{t("plans.others.why")}</p>
      {others.slice(0, SHOWN).map(([path, register]) => (
        <a key={path} class="row" href={`/programmes/${plan.id}/${path}`}>
          <span class="grow">
            <b class="block">{wordsOf(path, register)}</b>
            <span class="muted">
              {personAt(register.author)?.name} · {momentWords(momentOf(register.stamp), today.value)}
            </span>
          </span>
          <Icon name="go" />
        </a>
      ))}
    </details>
  );
}

function isElement(path: string): boolean {
  const [section = "", element, ...rest] = path.split("/");
  return element !== undefined && rest.length === 0 && (SECTION_NAMES as readonly string[]).includes(section);
}

function wordsOf(path: string, { value }: Register): string {
  const [section = "", element = ""] = path.split("/");
  const given = mapOf(value);
  const name = given ? elementWords(element, given) : t("plans.others.removed");
  return `${sectionWords(section)} · ${name}`;
}
