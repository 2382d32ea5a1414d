/**
 * What scribes have written down of what is said about a member, for the secretary who gives it; and what was typed on
 * another device meanwhile, and is not in what stands.
 */
import type { JSX } from "preact";
import { commentaryOf, PARTS, type Part, partWrites, restsOn } from "../../model/commentary";
import type { Hex } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { ownTail } from "../commentary-field";
import { type Draft, writeDraft } from "../draft";
import { docAt, mine, personAt } from "../here";
import { partWords } from "../said-words";
import { say } from "../toast";
import { type Noted, notedOf, taken } from "./noted";
import { settled } from "./settled";
import "./noted.css";

interface Props {
  readonly branch: Hex;
  readonly subject: Hex;
  readonly period: string;
  readonly parts: Readonly<Record<Part, string>>;
  readonly into: Draft;
  /** It is out: what was left out can be read, and taken over no more. */
  readonly given?: boolean;
}

/** For `later`, where the meeting's words aren't here yet. */
export async function withWords(): Promise<typeof NotedWords> {
  await moreTexts("meeting");
  return NotedWords;
}

export function NotedWords({ branch, subject, period, parts, into, given }: Props): JSX.Element | null {
  const me = mine().person;
  const noted = notedOf(into.doc, branch, subject, period).filter(
    ({ by, part, text }) => by !== me || !parts[part].includes(text.trim()),
  );
  if (noted.length === 0) return null;
  const own = noted.every(({ by }) => by === me);
  const title = t(own ? "meeting.noted.own" : "meeting.noted");
  return (
    <section class="noted stack" aria-label={title}>
      <b>{title}</b>
      {PARTS.filter((part) => noted.some((each) => each.part === part)).map((part) => (
        <div key={part}>
          <span class="muted block">{partWords(part)}</span>
          {noted
            .filter((each) => each.part === part)
            .map(({ path, by, text }) => (
              <p key={`${by} ${path}`} class="words-of">
                <b>{by === me ? t("meeting.note.elsewhere") : personAt(by)?.name}</b> {text}
              </p>
            ))}
        </div>
      ))}
      {!given && taken(parts, noted).length > 0 && (
        <button
          type="button"
          class="btn soft"
          onClick={() => void takeOver(into, noted).catch(() => say(t("save.failed")))}
        >
          {t(own ? "meeting.note.take" : "meeting.noted.take")}
        </button>
      )}
    </section>
  );
}

/** Puts these words into a commentary, beside what its secretary has typed until now. */
async function takeOver(into: Draft, noted: readonly Noted[]): Promise<void> {
  await settled();
  const now = docAt(into.doc);
  const parts = now ? commentaryOf(now).parts : { strengths: "", problems: "", advice: "", direction: "" };
  const tail = ownTail();
  const writes = taken(parts, noted).flatMap(([part, words]) =>
    partWrites(part, words, restsOn(null, parts[part], now?.registers.get(part), tail)),
  );
  if (writes.length > 0) await writeDraft(into, writes);
}
