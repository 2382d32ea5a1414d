/** What scribes have written down of what is said about a member, for the secretary who gives it. */
import type { JSX } from "preact";
import { commentaryOf, PARTS, type Part } from "../../model/commentary";
import type { Hex } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { type Draft, writeDraft } from "../draft";
import { docAt, personAt } from "../here";
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
}

/** For `later`, where the meeting's words aren't here yet. */
export async function withWords(): Promise<typeof NotedWords> {
  await moreTexts("meeting");
  return NotedWords;
}

export function NotedWords({ branch, subject, period, parts, into }: Props): JSX.Element | null {
  const noted = notedOf(branch, subject, period);
  if (noted.length === 0) return null;
  return (
    <section class="noted stack" aria-label={t("meeting.noted")}>
      <b>{t("meeting.noted")}</b>
      {PARTS.filter((part) => noted.some((each) => each.part === part)).map((part) => (
        <div key={part}>
          <span class="muted block">{partWords(part)}</span>
          {noted
            .filter((each) => each.part === part)
            .map(({ path, by, text }) => (
              <p key={`${by} ${path}`} class="words-of">
                <b>{personAt(by)?.name}</b> {text}
              </p>
            ))}
        </div>
      ))}
      {taken(parts, noted).length > 0 && (
        <button
          type="button"
          class="btn soft"
          onClick={() => void takeOver(into, noted).catch(() => say(t("save.failed")))}
        >
          {t("meeting.noted.take")}
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
  const words = taken(parts, noted);
  if (words.length > 0) await writeDraft(into, words);
}
