/** The lines of a department's, window's or branch's people, and who has missed most days. */
import type { JSX } from "preact";
import { shared } from "../model/people";
import { type Row, short } from "../model/results";
import { t } from "../text";
import { personAt } from "./here";
import { nameOf } from "./person-line";
import { gradeWords } from "./result-words";
import { people } from "./roster";

const MISSING_SHOWN = 5;

/** By name, never by points: people are not ranked against each other. */
export function PlacePeople({ rows }: { rows: readonly Row[] }): JSX.Element {
  const twice = shared(people.value);
  const known = rows.flatMap((row) => {
    const person = personAt(row.person);
    return person ? [{ ...row, name: nameOf(person, twice), pinyin: person.pinyin }] : [];
  });
  const sorted = [...known].sort((one, other) => one.pinyin.localeCompare(other.pinyin));
  const missing = known
    .filter(({ hits, due }) => hits < due)
    .sort((one, other) => other.due - other.hits - (one.due - one.hits))
    .slice(0, MISSING_SHOWN);
  return (
    <section class="card stack">
      <h2>{t("sheets.people")}</h2>
      {missing.length > 0 && (
        <p class="small">
          {t("sheets.missing", {
            names: missing.map(({ name, hits, due }) => `${name} ${due - hits}`).join(t("list.comma")),
          })}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <div class="scrolls" tabIndex={0}>
        <table class="numbers">
          <thead>
            <tr>
              <th scope="col">{t("sheets.people.head")}</th>
              <th scope="col">{t("sheets.filled")}</th>
              <th scope="col">{t("sheets.grade")}</th>
              <th scope="col">{t("sheets.total")}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ person, name, hits, due, grade, changed, total }) => (
              <tr key={person}>
                <th scope="row">{name}</th>
                <td class="num">{`${hits}/${due}`}</td>
                <td>
                  {grade ? gradeWords(grade) : "–"}
                  {changed && <span class="small"> {t("sheets.changed")}</span>}
                </td>
                <td class="num">{total === null ? "–" : short(total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
