/** 讲评记录: a scribe, or the chair, writes down what is said of each member; the secretary gives it. Nobody is missed. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { PARTS } from "../../model/commentary";
import { under, valueAt } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { byName } from "../../model/people";
import { quarterSpokenOf } from "../../model/period";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { type Draft, writeDraft } from "../draft";
import { docAt, mine, personAt, today } from "../here";
import { partHint, partWords } from "../said-words";
import { say } from "../toast";
import { Writing } from "../writing";
import { deviceTag } from "./acts";
import { notedIn } from "./noted";
import { OfWhom } from "./of-whom";
import "../fields/fields.css";

const WORDS_MAX = 2000;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc;
  readonly branch: Hex;
}

/** Of whom the branch speaks in this meeting, beside me and its secretaries, and of whom it has. */
function members(meeting: Doc, branch: Hex): { left: Hex[]; done: number } {
  const me = mine().person;
  const spoken = new Set(
    under(meeting.registers, "spoken/").flatMap((path) => idOf(path.slice("spoken/".length)) ?? []),
  );
  const list = under(meeting.registers, "due/")
    .flatMap((path) => personAt(idOf(path.slice("due/".length)) ?? "") ?? [])
    .filter(({ branches }) => branches.includes(branch))
    .filter(({ roles }) => !roles.some(({ role, at }) => role === "secretary" && at === branch))
    .sort(byName);
  const left = list.filter(({ id }) => id !== me && !spoken.has(id)).map(({ id }) => id);
  return { left, done: list.filter(({ id }) => spoken.has(id)).length };
}

export function Taking({ activity, meeting, branch }: Props): JSX.Element {
  const period = quarterSpokenOf(today.value);
  const { left, done } = members(meeting, branch);
  const asked = idOf(valueAt(meeting, "speaker"));
  const ofMe = asked === mine().person;
  const subject = ofMe ? null : asked && left.includes(asked) ? asked : (left[0] ?? null);
  return (
    <section class="card stack" aria-label={t("meeting.item.commentary")}>
      <OfWhom
        activity={activity}
        left={left}
        done={done}
        subject={subject}
        why={t(ofMe ? "meeting.taking.self" : "meeting.taking.why")}
      />
      {subject && <Words key={subject} meeting={meeting} subject={subject} period={period} />}
    </section>
  );
}

async function noteFor(meeting: Doc, subject: Hex, period: string): Promise<Draft> {
  const me = mine().person;
  return {
    doc: await mine().naturalId("commentary_note", dashed(meeting.id), dashed(subject), dashed(me)),
    kind: "commentary_note",
    once: [
      ["meeting", bytesOf(meeting.id)],
      ["subject", bytesOf(subject)],
      ["by", bytesOf(me)],
      ["branch", valueAt(meeting, "branch") ?? null],
      ["institution", valueAt(meeting, "institution") ?? null],
      ["period", period],
    ],
  };
}

interface WordsProps {
  readonly meeting: Doc;
  readonly subject: Hex;
  readonly period: string;
}

function Words({ meeting, subject, period }: WordsProps): JSX.Element | null {
  const draft = useSignal<Draft | null>(null);
  useEffect(() => {
    void noteFor(meeting, subject, period).then((made) => {
      draft.value = made;
    });
  }, [meeting.id, subject, period, draft]);
  const into = draft.value;
  if (!into) return null;
  const doc = docAt(into.doc);
  const noted = doc ? notedIn(doc) : [];
  return (
    <>
      <h3>{personAt(subject)?.name}</h3>
      {PARTS.map((part) => {
        const own = `said/${part}.${deviceTag()}`;
        const elsewhere = noted.filter((each) => each.part === part && each.path !== own);
        return (
          <div key={part} class="line">
            <b class="block">{partWords(part)}</b>
            {elsewhere.map(({ path, text }) => (
              <p key={path} class="words-of">
                <b>{t("meeting.note.elsewhere")}</b> {text}
              </p>
            ))}
            <Writing
              id={`${into.doc} ${own}`}
              label={partWords(part)}
              value={String(doc?.registers.get(own)?.value ?? "")}
              codePointsMax={WORDS_MAX}
              placeholder={partHint(part)}
              onSave={(words) => void writeDraft(into, [[own, words]]).catch(() => say(t("save.failed")))}
            />
          </div>
        );
      })}
    </>
  );
}
