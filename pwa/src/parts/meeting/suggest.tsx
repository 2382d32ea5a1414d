/** What the month has for the agenda and does not stand on it yet, put there by one tap. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf } from "../../model/ids";
import { type AgendaItem, agendaOf } from "../../model/meeting";
import { draftAgenda, orderAfter } from "../../model/meeting-draft";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { newName, registersOf, writeMeeting } from "./acts";
import { monthOf, type Readers, readers } from "./month";
import { titleOf } from "./words";

const TITLE_MAX = 100;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Suggest({ activity, meeting }: Props): JSX.Element | null {
  const read = useSignal<Readers | null>(null);
  useEffect(() => {
    void readers().then((found) => {
      read.value = found;
    });
  }, [read]);
  if (!read.value) return null;
  const items = agendaOf(registersOf(meeting));
  const suggested = draftAgenda(monthOf(activity, meeting, read.value), items);
  if (suggested.length === 0) return null;
  const draft = () => {
    const standing: AgendaItem[] = [...items];
    const writes = suggested.map((one): [string, Value] => {
      const order = orderAfter(standing, standing.length - 1);
      const title = [...titleOf(one)].slice(0, TITLE_MAX).join("");
      standing.push({ name: "", kind: one.kind, title, order, doc: one.doc });
      return [`agenda/${newName()}`, { kind: one.kind, title, order, ...(one.doc ? { doc: bytesOf(one.doc) } : {}) }];
    });
    void writeMeeting(activity, ...writes);
  };
  return (
    <button type="button" class="btn soft" onClick={draft}>
      {t("meeting.draft", { n: suggested.length })}
    </button>
  );
}
