/** The agenda as it is made: tapped to change, moved up and down, added to. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf } from "../../model/ids";
import { type AgendaItem, agendaOf } from "../../model/meeting";
import { orderAfter } from "../../model/meeting-draft";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Line, Sheet } from "../deeds/ask";
import { personAt } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { newName, registersOf, speakerOf, writeMeeting } from "./acts";

const PickPeople = later(() => import("../deeds/pick-people").then((module) => module.PickPeople));
const TITLE_MAX = 100;

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  /** While it runs, what came up is put at the end, and the rest stays as it is. */
  readonly adding?: boolean;
}

export function Items({ activity, meeting, adding }: Props): JSX.Element {
  const items = agendaOf(registersOf(meeting));
  const open = useSignal(false);
  const editing = useSignal<AgendaItem | null>(null);
  const title = useSignal("");
  const speaker = useSignal<readonly Hex[]>([]);
  const edit = (item: AgendaItem | null) => {
    editing.value = item;
    title.value = item?.title ?? "";
    const known = item && speakerOf(meeting, item.name);
    speaker.value = known ? [known] : [];
    open.value = true;
  };
  const keep = () => {
    const item = editing.value;
    const [who] = speaker.value;
    const value: Value = {
      kind: item?.kind ?? "other",
      title: [...title.value.trim()].slice(0, TITLE_MAX).join(""),
      order: item?.order ?? orderAfter(items, items.length - 1),
      ...(item?.doc ? { doc: bytesOf(item.doc) } : {}),
      ...(who ? { speaker: bytesOf(who) } : {}),
    };
    void writeMeeting(activity, [`agenda/${item?.name ?? newName()}`, value]);
  };
  const remove = () => {
    open.value = false;
    if (editing.value) void writeMeeting(activity, [`agenda/${editing.value.name}`, null]);
  };
  /** Between the two that are then its neighbours: one write, whatever another device sorts meanwhile. */
  const move = (at: number, by: -1 | 1) => {
    const item = items[at];
    if (!item) return;
    const others = items.filter((each) => each !== item);
    const register = registersOf(meeting).get(`agenda/${item.name}`)?.value;
    const order = orderAfter(others, at + by - 1);
    void writeMeeting(activity, [`agenda/${item.name}`, { ...(register as { [key: string]: Value }), order }]);
  };
  return (
    <>
      {items.length > 0 && !adding && (
        <ol class="card list plain-list">
          {items.map((item, at) => (
            <li key={item.name} class="line-row agenda-row">
              <span class="number num">{at + 1}</span>
              <button type="button" class="grow bare" onClick={() => edit(item)}>
                <b class="block">{item.title}</b>
                {speakerOf(meeting, item.name) && (
                  <span class="muted">
                    {t("meeting.speaks", { name: personAt(speakerOf(meeting, item.name) ?? "")?.name ?? "" })}
                  </span>
                )}
              </button>
              <span class="move">
                <Move words={t("meeting.up", { title: item.title })} off={at === 0} onMove={() => move(at, -1)} />
                <Move
                  words={t("meeting.down", { title: item.title })}
                  off={at === items.length - 1}
                  onMove={() => move(at, 1)}
                />
              </span>
            </li>
          ))}
        </ol>
      )}
      <button type="button" class="btn soft" onClick={() => edit(null)}>
        {t("meeting.item.add")}
      </button>
      <Sheet
        open={open}
        title={t(editing.value ? "meeting.item.change" : "meeting.item.add")}
        yes={t("meeting.keep")}
        ready={title.value.trim() !== ""}
        onYes={keep}
      >
        <Line label={t("meeting.item.title")} value={title} />
        <b>{t("meeting.item.speaker")}</b>
        <PickPeople chosen={speaker} one />
        {editing.value && (
          <button type="button" class="btn plain" onClick={remove}>
            {t("meeting.item.remove")}
          </button>
        )}
      </Sheet>
    </>
  );
}

function Move({ words, off, onMove }: { words: string; off: boolean; onMove: () => void }): JSX.Element {
  return (
    <button type="button" class="back" aria-label={words} disabled={off} onClick={onMove}>
      <Icon name="back" />
    </button>
  );
}
