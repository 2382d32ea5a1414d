/** The lines of a ballot to be marked with one thumb: grades, stances, options up to a number, or a score. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { Poll } from "../../model/poll";
import { type Ballot, marks } from "../../model/poll-count";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { layoutOf } from "../fields/layout";
import { Icon } from "../icons";
import { faultWords, lineName } from "./words";
import "../fields/fields.css";
import "./polls.css";

interface MarksProps {
  readonly poll: Poll;
  readonly lines: readonly string[];
  readonly ballot: Ballot;
  readonly onMark: (line: string, value: Value) => void;
  /** A paper may bear more marks than the phone would let one make. */
  readonly several?: boolean;
}

export function Marks({ poll, lines, ballot, onMark, several }: MarksProps): JSX.Element {
  return (
    <section class="card questions">
      {lines.map((line, place) =>
        poll.type === "score" ? (
          <ScoreLine key={line} poll={poll} line={line} value={ballot[line]} onMark={onMark} />
        ) : (
          <OptionLine
            key={line}
            poll={poll}
            line={line}
            number={lines.length > 1 ? place + 1 : 0}
            value={ballot[line]}
            onMark={onMark}
            several={several === true || poll.type === "choice"}
          />
        ),
      )}
    </section>
  );
}

interface LineProps {
  readonly poll: Poll;
  readonly line: string;
  readonly value: Value | undefined;
  readonly onMark: (line: string, value: Value) => void;
}

function chosenOf(value: Value | undefined): number[] {
  const given = Array.isArray(value) ? value : [value];
  return given.filter((each): each is number => typeof each === "number");
}

function OptionLine({
  poll,
  line,
  number,
  value,
  onMark,
  several,
}: LineProps & { number: number; several: boolean }): JSX.Element {
  const name = useId();
  const chosen = chosenOf(value);
  const tap = (option: number) => {
    if (!several) return onMark(line, chosen.includes(option) ? null : option);
    const next = chosen.includes(option)
      ? chosen.filter((each) => each !== option)
      : [...chosen, option].sort((a, b) => a - b);
    onMark(line, next.length === 0 ? null : next.length === 1 && poll.type !== "choice" ? (next[0] ?? null) : next);
  };
  const over = poll.type === "choice" && chosen.length > poll.most;
  return (
    <fieldset class="question" id={`line-${line}`}>
      <legend>
        <span>
          {number > 0 && `${number}. `}
          {lineName(line, poll)}
        </span>
      </legend>
      <div class={layoutOf([...poll.options.values()])}>
        {[...poll.options].map(([option, label]) => (
          <label key={option} class="choice">
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={chosen.includes(option)}
              onClick={() => !several && chosen.includes(option) && onMark(line, null)}
              onChange={() => tap(option)}
            />
            <span>
              {label}
              <Icon name="check" />
            </span>
          </label>
        ))}
      </div>
      {poll.type === "choice" && (
        <p class={over ? "wrong-words" : "small"} role="status">
          {t("poll.chosen", { n: chosen.length, most: poll.most })}
        </p>
      )}
    </fieldset>
  );
}

function ScoreLine({ poll, line, value, onMark }: LineProps): JSX.Element {
  const id = useId();
  const typed = useSignal(typeof value === "string" || typeof value === "number" ? String(value) : "");
  const read = marks(value, poll);
  const wrong = typeof read === "string" ? faultWords(read, poll) : "";
  return (
    <div class="question score-line" id={`line-${line}`}>
      <label for={id}>{lineName(line, poll)}</label>
      <input
        id={id}
        class="input num"
        inputMode="decimal"
        autocomplete="off"
        value={typed.value}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          const text = typed.value.trim();
          onMark(line, text === "" ? null : text);
        }}
      />
      {wrong && (
        <p class="wrong-words" id={`${id}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
