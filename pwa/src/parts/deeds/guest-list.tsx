/** The list that an organiser ticks: here, excused or absent; and what each said of himself. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { codeFits, fieldOf, type Presence } from "../../model/deed";
import { shared } from "../../model/people";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { nameOf } from "../person-line";
import { people } from "../roster";
import { WindowList } from "../window-list";
import { over, textAt } from "./face";
import { type Guest, guests, keyOf, MARKS, tick } from "./guests";
import { presenceWords } from "./words";
import "./chain.css";
import "./presence.css";

export function GuestList({ doc }: { doc: Doc }): JSX.Element {
  const closed = over(doc);
  const twice = shared(people.value);
  return (
    <WindowList rows={guests(doc)} keyOf={({ person }) => person.id}>
      {(guest) => <Row activity={doc} guest={guest} closed={closed} twice={twice} />}
    </WindowList>
  );
}

interface RowProps {
  readonly activity: Doc;
  readonly guest: Guest;
  readonly closed: boolean;
  readonly twice: ReadonlySet<string>;
}

function Row({ activity, guest, closed, twice }: RowProps): JSX.Element {
  const { person, doc, state } = guest;
  const words: Record<(typeof MARKS)[number], string> = {
    present: t("mark.present"),
    excused: t("mark.excused"),
    absent: t("mark.absent"),
  };
  return (
    <div class="line-row wraps">
      <span class="grow">
        <b class="block">{nameOf(person, twice)}</b>
        <Said activity={activity} doc={doc} state={state} />
      </span>
      {closed ? (
        <span class="small">{presenceWords(state)[0]}</span>
      ) : (
        <fieldset class="marks" aria-label={person.name}>
          {MARKS.map((mark) => (
            <button
              key={mark}
              type="button"
              class={`mark ${mark}`}
              aria-pressed={state === mark}
              onClick={() => void tick(activity, person.id, state === mark ? null : mark)}
            >
              {words[mark]}
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** What the person said: the code they typed, held against ours; or why they can't come. */
function Said({ activity, doc, state }: { activity: Doc; doc: Doc | undefined; state: Presence }): JSX.Element | null {
  const fits = useSignal<boolean | null>(null);
  const said = doc?.registers.get("signed_in")?.value;
  const key = keyOf(activity);
  useEffect(() => {
    const [code, at] = [fieldOf(said, "code"), fieldOf(said, "at")];
    if (!key || typeof code !== "string" || typeof at !== "number") return;
    void codeFits(key, code, at).then((right) => {
      fits.value = right;
    });
  }, [said, key, fits]);
  const excuse = doc && textAt(doc, "excuse");
  if (excuse) return <span class="small">{t("attend.leave", { why: excuse })}</span>;
  if (!said || (state !== "signed_in" && state !== "present")) return null;
  const words = fits.value === null ? t("attend.self") : fits.value ? t("attend.self.right") : t("attend.self.wrong");
  return <span class={fits.value === false ? "small wrong-words" : "small"}>{words}</span>;
}
