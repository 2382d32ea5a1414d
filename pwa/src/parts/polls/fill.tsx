/**
 * 投票: a ballot being filled in, for polls of every mode.
 * Promises: what would be spoilt is said before it is cast; a ballot goes out whole.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed } from "../../model/ids";
import type { Poll } from "../../model/poll";
import { type Ballot, marks } from "../../model/poll-count";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { Frame } from "../frame";
import { mine } from "../here";
import { Icon } from "../icons";
import { Marks } from "./marks";
import { spoiltWords } from "./words";

/** The lines that this person marks: nobody judges himself where the rules don't say so. */
export function ownLines(poll: Poll): readonly string[] {
  const me = dashed(mine().person);
  return poll.rules.own === true ? poll.lines : poll.lines.filter((line) => line !== me);
}

/** Whether an anonymous ballot would say whose it is: by the one line that is empty, which is one's own. */
function leavesOwnLine(poll: Poll, ballot: Ballot): boolean {
  const me = dashed(mine().person);
  return poll.mode === "anonymous" && poll.lines.includes(me) && marks(ballot[me], poll) === null;
}

interface FillProps {
  readonly poll: Poll;
  readonly title: string;
  readonly under: string;
  /** What was cast before, or what is being marked. */
  readonly ballot: Ballot;
  readonly again: boolean;
  readonly onMark: (line: string, value: Value) => void;
  readonly onCast: () => Promise<void>;
  readonly head?: JSX.Element | null;
  /** What stands below the ballot: the turnout, the rules, and what the chair does. */
  readonly children: JSX.Element;
}

/** The ballot itself, with its promise above it and the cast below the thumb. */
export function Fill(props: FillProps): JSX.Element {
  const { poll, ballot } = props;
  const asking = useSignal(false);
  const casting = useSignal(false);
  const cast = () => {
    asking.value = false;
    casting.value = true;
    void props.onCast().finally(() => {
      casting.value = false;
    });
  };
  const lines = ownLines(poll);
  const blank = lines.filter((line) => marks(ballot[line], poll) === null).length;
  const spoilt = spoiltWords(ballot, poll);
  const tells = blank < lines.length && leavesOwnLine(poll, ballot);
  const words = spoilt
    ? spoilt.words
    : blank === lines.length
      ? t("poll.cast.nothing")
      : blank > 0
        ? t("poll.cast.blank", { n: blank })
        : t("poll.cast.whole");
  return (
    <Frame
      title={props.title}
      under={props.under}
      above="/polls"
      dock={
        <>
          {tells ? (
            <span class="dock-words small">{t("poll.own.fill")}</span>
          ) : (
            blank > 0 && <span class="dock-words small">{t("poll.left", { n: blank })}</span>
          )}
          <button type="button" class="btn" disabled={tells || casting.value} onClick={() => (asking.value = true)}>
            {props.again ? t("poll.cast.anew") : t("poll.cast")}
          </button>
        </>
      }
    >
      {props.head}
      <p class="promise">
        <Icon name="lock" />
        {t(`poll.promise.${poll.mode}`)}
      </p>
      {poll.note && <p class="muted">{poll.note}</p>}
      {lines.length < poll.lines.length && <p class="small">{t("poll.own")}</p>}
      <Marks poll={poll} lines={lines} ballot={ballot} onMark={props.onMark} />
      {props.children}
      <Confirm
        open={asking.value}
        title={spoilt?.whole ? t("poll.spoils") : t("poll.cast.ask")}
        words={words}
        yes={spoilt ? t("poll.anyway") : t("poll.cast")}
        no={t("look.again")}
        danger={spoilt?.whole === true}
        onYes={cast}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}
