/** 推荐谁: whom an award is for, found by name; a tap puts one forward. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Given } from "../model/given";
import { bytesOf, dashed } from "../model/ids";
import { levelsOf, type Nomination, PUT_FORWARD } from "../model/nomination";
import { find } from "../model/people";
import type { Doc, Hex } from "../sync/interface";
import { t } from "../text";
import { subjectName } from "./assessing";
import { fetched } from "./fetched";
import { mine, person, personAt } from "./here";
import { say } from "./toast";
import "./deeds/chain.css";

const SHOWN_MAX = 20;
const subjects = fetched(() => import("./award-subjects"));

interface CandidatesProps {
  readonly doc: Doc;
  readonly element: string;
  readonly given: Given;
  readonly taken: readonly Nomination[];
  readonly onDone: () => void;
}

export function Candidates({ doc, element, given, taken, onDone }: CandidatesProps): JSX.Element {
  const typed = useSignal("");
  const all = (subjects()?.fits(given, doc) ?? []).filter(
    ({ id }) => id !== mine().person && !taken.some(({ subject }) => subject === id),
  );
  const people = find(
    all.flatMap(({ id }) => personAt(id) ?? []),
    typed.value,
  );
  const found = all.filter(({ id, name }) => name.includes(typed.value.trim()) || people.some((one) => one.id === id));
  const put = async (subject: Hex) => {
    const own = mine();
    const id = await own.naturalId("nomination", dashed(doc.id), element, dashed(subject));
    const institution = person.peek()?.institution;
    const first = levelsOf(given)[0]?.name ?? "";
    await own.write(id, "nomination", [
      ["programme", bytesOf(doc.id)],
      ["element", element],
      ["subject", bytesOf(subject)],
      ["institution", institution ? bytesOf(institution) : null],
      [`steps/${first}/${dashed(own.person)}`, { ruling: PUT_FORWARD }],
    ]);
    onDone();
    say(t("award.added", { name: subjectName(subject) }));
  };
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
        {found.slice(0, SHOWN_MAX).map(({ id, name }) => (
          <button key={id} type="button" class="mark" onClick={() => void put(id)}>
            {name}
          </button>
        ))}
      </div>
    </section>
  );
}
