/**
 * 表决: how many have answered while it runs; what came out once the chair has revealed it, by subject or by option.
 * Promises: before the reveal nothing but the turnout is drawn, whatever this device may hold.
 */
import type { JSX } from "preact";
import { under } from "../../model/deed";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { type Key, t } from "../../text";
import { textAt } from "../deeds/bits";
import { all, personAt } from "../here";
import { later } from "../later";
import { Big, Count, Heading, Rail, type ViewProps } from "./frame";
import { about, pollOf, steady } from "./poll-of";
import { optionsOf } from "./poll-options";
import { roomWords } from "./way";

const Outcome = later(() => import("./poll-result").then((module) => module.Outcome));

/** How many anonymous ballots are in, in steps of five: the context of the ballots tells it, not the turnout. */
function anonymous(poll: Hex): number {
  const own = all("ballot_context").filter((doc) => idOf(valueAt(doc, "source")) === poll);
  return own.reduce((sum, doc) => sum + countAt(steady.newest(doc.id, doc), "cast_steps"), 0);
}

const countAt = (doc: Doc | undefined, path: string) => Number((doc && valueAt(doc, path)) ?? 0);

export function PollView(props: ViewProps): JSX.Element {
  const poll = pollOf(props.meeting, props.scene.doc);
  const revealed = poll !== undefined && valueAt(poll, "revealed") === true;
  if (!poll) {
    return (
      <>
        <Heading title={t("proj.poll")} />
        <Big>{t("proj.poll.none")}</Big>
      </>
    );
  }
  const result = revealed ? about("poll_result", poll.id) : undefined;
  if (result) return <Outcome {...props} poll={poll} result={result} />;
  return <Running poll={poll} />;
}

function Running({ poll }: { poll: Doc }): JSX.Element {
  const turnout = about("poll_turnout", poll.id);
  const due = countAt(turnout, "due");
  const [told = 0, paper = 0, hands = 0] = ["cast", "paper", "hands"].map((path) => countAt(turnout, path));
  const cast = Math.max(told, Math.min(due, anonymous(poll.id) + paper + hands));
  const mode = String(valueAt(poll, "mode") ?? "");
  const subjects = under(poll.registers, "subjects/").flatMap(
    (path) => personAt(idOf(path.slice(9)) ?? "")?.name ?? [],
  );
  const more = [paper ? t("proj.poll.paper", { n: paper }) : "", hands ? t("proj.poll.hands", { n: hands }) : ""];
  return (
    <>
      <Heading title={textAt(poll, "title")} under={mode && t(`proj.mode.${mode}` as Key)} />
      <p class="muted">
        {subjects.length > 0 ? subjects.slice(0, 7).join("　") : [...optionsOf(poll).values()].join("　")}
      </p>
      {valueAt(poll, "opened") === true ? (
        <>
          <Count name={`poll ${poll.id}`} n={cast} of={due} words={t("proj.cast")} />
          <Rail n={cast} of={due} />
          <p class="muted num">{more.filter(Boolean).join(" · ")}</p>
        </>
      ) : (
        <Big>{t("proj.poll.soon")}</Big>
      )}
      <Standing poll={poll} mode={mode} />
    </>
  );
}

/** Where it stands, in words: void, waiting for the reveal, or what is told meanwhile. */
function Standing({ poll, mode }: { poll: Doc; mode: string }): JSX.Element {
  const why = valueAt(poll, "voided");
  if (typeof why === "string" && why) return <p class="fail-words">{t("proj.poll.voided", { why })}</p>;
  if (valueAt(poll, "closed") === true) {
    const way = roomWords(poll);
    return (
      <>
        <p class="names">{t("proj.poll.closed")}</p>
        {way && <p class="muted num">{way}</p>}
      </>
    );
  }
  return <p class="muted">{mode === "anonymous" ? t("proj.poll.fives") : t("proj.poll.sealed")}</p>;
}
