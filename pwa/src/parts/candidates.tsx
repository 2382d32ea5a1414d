/** 推荐谁: whom an award is for, found by name; a tap puts one forward. Who can't get it is told with why. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Given } from "../model/given";
import { bytesOf, dashed } from "../model/ids";
import { levelsOf, type Nomination, PUT_FORWARD } from "../model/nomination";
import { find } from "../model/people";
import type { Doc, Hex } from "../sync/interface";
import { moreTexts, t } from "../text";
import { subjectName } from "./assessing";
import { fetched } from "./fetched";
import { mine, person, personAt } from "./here";
import { barWords } from "./honours/barred";
import { say } from "./toast";
import "./deeds/chain.css";

const SHOWN_MAX = 20;
const subjects = fetched(() => import("./award-subjects"));
const standing = fetched(() => import("./honours/standing"));

interface CandidatesProps {
  readonly doc: Doc;
  readonly element: string;
  readonly given: Given;
  readonly period: string;
  /** How many more the first level may put forward; null for as many as it likes. */
  readonly left: number | null;
  readonly taken: readonly Nomination[];
  readonly onDone: () => void;
}

/** With the words of what bars somebody, which are of the honours' group. */
export async function withWords(): Promise<typeof Candidates> {
  await moreTexts("honours");
  return Candidates;
}

function Candidates({ doc, element, given, period, left, taken, onDone }: CandidatesProps): JSX.Element {
  const typed = useSignal("");
  const all = (subjects()?.fits(given, doc) ?? []).filter(
    ({ id }) => id !== mine().person && !taken.some(({ subject }) => subject === id),
  );
  const people = find(
    all.flatMap(({ id }) => personAt(id) ?? []),
    typed.value,
  );
  const found = all.filter(({ id, name }) => name.includes(typed.value.trim()) || people.some((one) => one.id === id));
  const judge = standing()?.standings(given, period);
  const judged = found.map((one) => ({ ...one, ...(judge?.(one.id) ?? { bar: null, unsure: false }) }));
  const shown = judged.filter(({ bar }) => !bar).slice(0, SHOWN_MAX);
  const barred = new Map<string, string[]>();
  for (const { name, bar } of judged) {
    if (bar) barred.set(barWords(bar), [...(barred.get(barWords(bar)) ?? []), name]);
  }
  const put = async (subject: Hex) => {
    const own = mine();
    const id = await own.naturalId("nomination", dashed(doc.id), element, dashed(subject), period);
    const institution = person.peek()?.institution;
    const first = levelsOf(given)[0]?.name ?? "";
    await own.write(id, "nomination", [
      ["programme", bytesOf(doc.id)],
      ["element", element],
      ["subject", bytesOf(subject)],
      ["period", period],
      ["institution", institution ? bytesOf(institution) : null],
      [`steps/${first}/${dashed(own.person)}`, { ruling: PUT_FORWARD }],
    ]);
    onDone();
    say(t("award.added", { name: subjectName(subject) }));
  };
  if (left === 0) return <p class="hint">{t("award.none_left")}</p>;
  return (
    <section class="card stack" aria-label={t("award.add")}>
      <input
        class="input"
        type="search"
        aria-label={t("people.search")}
        placeholder={t("people.hint")}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
      <div class="quick">
        {shown.map(({ id, name }) => (
          <button key={id} type="button" class="mark" onClick={() => void put(id)}>
            {name}
          </button>
        ))}
      </div>
      {[...barred].map(([why, names]) => (
        <p key={why} class="hint">
          {t("bar.who", { why, names: names.join(t("list.comma")) })}
        </p>
      ))}
      {shown.some(({ unsure }) => unsure) && <p class="small">{t("bar.unsure")}</p>}
    </section>
  );
}
