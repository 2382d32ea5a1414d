/** 讲评 in the meeting: the four parts of one member as they are said, what scribes wrote down of them, and the next. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { commentaryOf, PARTS, type Part, partsLeft } from "../../model/commentary";
import { bytesOf, dashed } from "../../model/ids";
import { quarterSpokenOf } from "../../model/period";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { PartField } from "../commentary-field";
import { type Draft, writeDraft } from "../draft";
import { docAt, mine, person, personAt, today } from "../here";
import { later } from "../later";
import { partWords } from "../said-words";
import { flushAll } from "../saving";
import { say } from "../toast";
import { writeMeeting } from "./acts";
import "../fields/fields.css";

const NotedWords = later(async () => (await import("./noted-words")).NotedWords);
const NONE: Readonly<Record<Part, string>> = { strengths: "", problems: "", advice: "", direction: "" };

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

interface WordsProps {
  readonly activity: Doc;
  readonly branch: Hex;
  readonly subject: Hex;
  readonly left: readonly Hex[];
}

export function Words({ activity, branch, subject, left }: WordsProps): JSX.Element | null {
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
          <PartField draft={into} part={part} />
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
