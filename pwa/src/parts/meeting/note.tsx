/** My own note of each item, written up after the end. */
import type { JSX } from "preact";
import { agendaOf } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { say } from "../toast";
import { Writing } from "../writing";
import { noteAt, registersOf, writeMeeting } from "./acts";

const NOTE_MAX = 2000;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function NoteField({ activity, meeting }: Props): JSX.Element {
  return (
    <>
      {agendaOf(registersOf(meeting)).map(({ name, title }) => {
        const own = noteAt(name, mine().person);
        return (
          <div key={name} class="line">
            <b class="block">{title}</b>
            <Writing
              id={`${meeting?.id} ${own}`}
              label={title}
              value={String(registersOf(meeting).get(own)?.value ?? "")}
              codePointsMax={NOTE_MAX}
              placeholder={t("meeting.note.hint")}
              onSave={(text) => void writeMeeting(activity, [own, text]).catch(() => say(t("save.failed")))}
            />
          </div>
        );
      })}
    </>
  );
}
