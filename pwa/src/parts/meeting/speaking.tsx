/** 讲评 in the meeting: who is spoken of, the four parts as they are said, then the next; nobody is missed. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { commentaryOf, PARTS, type Part, partsLeft } from "../../model/commentary";
import { valueAt } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { quarterSpokenOf } from "../../model/period";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { type Draft, writeDraft } from "../draft";
import { docAt, mine, person, personAt, today } from "../here";
import { later } from "../later";
import { partHint, partWords } from "../said-words";
import { flushAll } from "../saving";
import { say } from "../toast";
import { Writing } from "../writing";
import { writeMeeting } from "./acts";
import { coverageAt } from "./coverage";
import "../fields/fields.css";

const NotedWords = later(async () => (await import("./noted-words")).NotedWords);
const WORDS_MAX = 2000;
const NONE: Readonly<Record<Part, string>> = { strengths: "", problems: "", advice: "", direction: "" };

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  readonly branch: Hex;
}

async function draftOf(branch: Hex, subject: Hex, period: string): Promise<Draft | null> {
  const institution = person.peek()?.institution;
  if (!institution) return null;
  return {
    doc: await mine().naturalId("branch_commentary", period, dashed(branch), dashed(subject)),
    kind: "branch_commentary",
    once: [
      ["period", period],
      ["branch", bytesOf(branch)],
      ["subject", bytesOf(subject)],
      ["institution", bytesOf(institution)],
    ],
  };
}

export function Speaking({ activity, meeting, branch }: Props): JSX.Element {
  const coverage = coverageAt(branch);
  const left = [...coverage.drafted, ...coverage.without];
  const asked = idOf(meeting && valueAt(meeting, "speaker"));
  const subject = asked && left.includes(asked) ? asked : (left[0] ?? null);
  useEffect(() => {
    // The room, and who writes it down, are told of whom it is before anybody taps.
    if (meeting && subject && asked !== subject) void writeMeeting(activity, ["speaker", bytesOf(subject)]);
  }, [meeting?.id, subject, asked]);
  const done = coverage.with.length;
  const of = done + left.length;
  return (
    <section class="card stack" aria-label={t("meeting.item.commentary")}>
      <p class="row wrap">
        <b class="num grow" role="status">
          {left.length === 0 && of > 0 ? t("say.all", { n: done }) : t("say.coverage", { n: done, of })}
        </b>
      </p>
      {left.length > 0 && (
        <fieldset class="line">
          <legend>{t("meeting.of_whom")}</legend>
          <div class="quick">
            {left.map((id) => (
              <button
                key={id}
                type="button"
                class="mark"
                aria-pressed={id === subject}
                onClick={() => {
                  flushAll();
                  void writeMeeting(activity, ["speaker", bytesOf(id)]);
                }}
              >
                {personAt(id)?.name}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {subject && <Words key={subject} activity={activity} branch={branch} subject={subject} left={left} />}
    </section>
  );
}

interface WordsProps {
  readonly activity: Doc;
  readonly branch: Hex;
  readonly subject: Hex;
  readonly left: readonly Hex[];
}

function Words({ activity, branch, subject, left }: WordsProps): JSX.Element | null {
  const draft = useSignal<Draft | null>(null);
  const period = quarterSpokenOf(today.value);
  useEffect(() => {
    void draftOf(branch, subject, period).then((made) => {
      draft.value = made;
    });
  }, [branch, subject, period, draft]);
  const into = draft.value;
  if (!into) return null;
  const doc = docAt(into.doc);
  const parts = doc ? commentaryOf(doc).parts : NONE;
  const lacks = partsLeft({ parts }).length;
  const name = personAt(subject)?.name ?? "";
  const next = left.find((id) => id !== subject);
  const give = async () => {
    flushAll();
    await mine().drain();
    const now = docAt(into.doc);
    if (!now || partsLeft(commentaryOf(now)).length > 0) return;
    await writeDraft(into, [["submitted", true]]);
    if (next) await writeMeeting(activity, ["speaker", bytesOf(next)]);
    say(t("say.given", { name }));
  };
  return (
    <>
      <h3>{name}</h3>
      <NotedWords branch={branch} subject={subject} period={period} parts={parts} into={into} />
      {PARTS.map((part) => (
        <div key={part} class="line">
          <b class="block">{partWords(part)}</b>
          <Writing
            id={`${into.doc} ${part}`}
            label={partWords(part)}
            value={parts[part]}
            codePointsMax={WORDS_MAX}
            placeholder={partHint(part)}
            onSave={(words) => void writeDraft(into, [[part, words]]).catch(() => say(t("save.failed")))}
          />
        </div>
      ))}
      <button type="button" class="btn" disabled={lacks > 0} onClick={() => void give()}>
        {lacks > 0
          ? t("left", { n: lacks })
          : next
            ? t("meeting.given.next", { name: personAt(next)?.name ?? "" })
            : t("say.give")}
      </button>
    </>
  );
}
