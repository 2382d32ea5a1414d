/** 会议记录 on the phone: who was there, what was said and decided; signed, and taken along as a Word file. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { localOf } from "../../model/day";
import { dashed, momentOf } from "../../model/ids";
import { agendaOf, meetingState } from "../../model/meeting";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { Sheet } from "../deeds/ask";
import { mine, personAt } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { say } from "../toast";
import { notesOf, peopleAt, registersOf, writeMeeting } from "./acts";

const Attended = later(() => import("./came").then((module) => module.Attended));
const Decisions = later(() => import("./decisions").then((module) => module.Decisions));
const Polls = later(() => import("./polls").then((module) => module.Polls));
const Note = later(() => import("./note").then((module) => module.NoteFields));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
}

export function Minutes({ activity, meeting }: Props): JSX.Element {
  const registers = registersOf(meeting);
  const [begun, ended] = ["begun", "ended"].map((path) => registers.get(path)?.stamp);
  const names = (prefix: string) =>
    peopleAt(meeting, prefix)
      .map((id) => personAt(id)?.name)
      .filter(Boolean)
      .join(t("meeting.and"));
  const signed = names("signed/");
  const rows: [string, string][] = [
    [t("meeting.chair"), names("chair/")],
    [t("meeting.scribes"), names("scribes/")],
    [t("meeting.ran"), begun && ended ? `${timeOf(begun)}–${timeOf(ended)}` : ""],
    [t("meeting.signed.by"), signed],
  ];
  return (
    <>
      <section class="card">
        <dl class="facts">
          {rows
            .filter(([, words]) => words)
            .map(([label, words]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd class="num">{words}</dd>
              </div>
            ))}
        </dl>
      </section>
      <Attended activity={activity} meeting={meeting} />
      <Decisions activity={activity} meeting={meeting} />
      <Course meeting={meeting} />
      <Polls meeting={meeting} />
      <Save meeting={meeting} />
    </>
  );
}

const timeOf = (stamp: string) => localOf(momentOf(stamp)).time;

/** The agenda with what was noted on each item. */
function Course({ meeting }: { meeting: Doc | undefined }): JSX.Element {
  return (
    <>
      <h2 class="section">{t("meeting.course")}</h2>
      <ol class="card list plain-list">
        {agendaOf(registersOf(meeting)).map((item, at) => (
          <li key={item.name} class="line-row">
            <span class="number num">{at + 1}</span>
            <span class="grow">
              <b class="block">{item.title}</b>
              {notesOf(meeting, item.name).map(({ path, text }) => (
                <span key={path} class="block words-of">
                  {text}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** The Word file: fetched, then saved; without a network it says so. */
function Save({ meeting }: { meeting: Doc | undefined }): JSX.Element | null {
  const failed = useSignal(false);
  const busy = useSignal(false);
  if (!meeting) return null;
  const save = async () => {
    busy.value = true;
    failed.value = false;
    try {
      const answer = await fetch(`/api/meetings/${dashed(meeting.id)}/minutes.docx`, { headers: { "X-Mingcha": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${t("meeting.minutes")}.docx`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      failed.value = true;
    }
    busy.value = false;
  };
  return (
    <section class="card stack">
      {meeting.waiting && <p class="small">{t("meeting.word.waiting")}</p>}
      <button type="button" class="btn soft" disabled={busy.value} onClick={() => void save()}>
        <Icon name="book" />
        {t("meeting.word")}
      </button>
      {failed.value && (
        <p class="wrong-words" role="alert">
          {t("meeting.word.failed")}
        </p>
      )}
    </section>
  );
}

/** Until somebody signs, what was left out is still added. */
export function MinutesDock({ activity, meeting }: Props): JSX.Element | null {
  const [adding, asking] = [useSignal(false), useSignal(false)];
  const registers = registersOf(meeting);
  const own = `signed/${dashed(mine().person)}`;
  if (meetingState(registers) === "signed" && registers.get(own)?.value === true) return null;
  const sign = async () => {
    asking.value = false;
    await mine().drain();
    await writeMeeting(activity, [own, true]);
    say(t("meeting.signed.done"));
  };
  return (
    <>
      {meetingState(registers) === "ended" && (
        <button
          type="button"
          class="btn soft"
          onClick={() => {
            adding.value = true;
          }}
        >
          {t("meeting.add")}
        </button>
      )}
      <button
        type="button"
        class="btn"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("meeting.sign")}
      </button>
      <Confirm
        open={asking.value}
        title={t("meeting.sign.ask")}
        words={t("meeting.sign.words")}
        yes={t("meeting.sign")}
        onYes={() => void sign()}
        onNo={() => {
          asking.value = false;
        }}
      />
      {adding.value && (
        <Sheet
          open={adding}
          title={t("meeting.add")}
          yes={t("meeting.keep")}
          ready
          onYes={() => {
            adding.value = false;
          }}
        >
          <Note activity={activity} meeting={meeting} />
        </Sheet>
      )}
    </>
  );
}
