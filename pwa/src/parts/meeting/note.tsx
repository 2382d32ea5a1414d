/** What is noted on an item: my own words as I type them, beside what the others, and my other devices, have written. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { agendaOf } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine, personAt, replica } from "../here";
import { say } from "../toast";
import { Writing } from "../writing";
import { deviceTag, meetingOf, type Note, noteAt, notesOf, registersOf, writeMeeting } from "./acts";
import { settled } from "./settled";

const NOTE_MAX = 2000;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

interface FieldProps extends Props {
  readonly item: string;
  readonly label: string;
}

export function NoteField({ activity, meeting, item, label }: FieldProps): JSX.Element {
  const own = noteAt(item, mine().person, deviceTag());
  const value = String(registersOf(meeting).get(own)?.value ?? "");
  const here = () => meeting && replica.peek()?.presence?.(meeting.id, `notes/${item}`);
  useEffect(() => void here(), [meeting?.id, item]);
  return (
    <>
      {notesOf(meeting, item)
        .filter(({ path }) => path !== own)
        .map((note) => (
          <Other key={note.path} activity={activity} note={note} own={own} />
        ))}
      <Writing
        id={`${meeting?.id} ${own}`}
        label={label}
        value={value}
        codePointsMax={NOTE_MAX}
        placeholder={t("meeting.note.hint")}
        onSave={(text) => {
          here();
          void writeMeeting(activity, [own, text]).catch(() => say(t("save.failed")));
        }}
      />
      <AlsoHere meeting={meeting} item={item} />
    </>
  );
}

interface OtherProps {
  readonly activity: Doc;
  readonly note: Note;
  readonly own: string;
}

/** Another's words stand; one's own of another device are gone on with here. */
function Other({ activity, note, own }: OtherProps): JSX.Element {
  const mineToo = note.by === mine().person;
  const take = async () => {
    await settled();
    const words = String(registersOf(meetingOf(activity.id)).get(own)?.value ?? "");
    const whole = [note.text, words].filter((each) => each.trim()).join("\n");
    await writeMeeting(activity, [own, whole], [note.path, null]);
  };
  return (
    <p class="words-of">
      <b>{mineToo ? t("meeting.note.elsewhere") : personAt(note.by)?.name}</b> {note.text}{" "}
      {mineToo && (
        <button type="button" class="btn plain short" onClick={() => void take().catch(() => say(t("save.failed")))}>
          {t("meeting.note.take")}
        </button>
      )}
    </p>
  );
}

/** Who else writes on this item just now. */
function AlsoHere({ meeting, item }: { meeting: Doc | undefined; item: string }): JSX.Element | null {
  const seen = replica.value?.presences?.value ?? [];
  const names = seen
    .filter(({ doc, path, person }) => doc === meeting?.id && path === `notes/${item}` && person !== mine().person)
    .map(({ person }) => personAt(person)?.name)
    .filter(Boolean);
  if (names.length === 0) return null;
  return <p class="small">{t("meeting.note.with", { names: names.join(t("meeting.and")) })}</p>;
}

/** My note of each item, written up after the end. */
export function NoteFields({ activity, meeting }: Props): JSX.Element {
  return (
    <>
      {agendaOf(registersOf(meeting)).map(({ name, title }) => (
        <div key={name} class="line">
          <b class="block">{title}</b>
          <NoteField activity={activity} meeting={meeting} item={name} label={title} />
        </div>
      ))}
    </>
  );
}
