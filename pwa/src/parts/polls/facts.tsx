/** 怎么投、怎么算: what was stated of a poll before the first answer, and who counts. */
import { Fragment, type JSX } from "preact";
import type { Poll } from "../../model/poll";
import { type Key, t } from "../../text";
import { today } from "../here";
import { momentWords } from "../when";
import { names } from "./words";
import "../fold.css";
import "../lists.css";

function majorityWords(poll: Poll): string {
  const { majority, majority_of } = poll.rules;
  if (!majority)
    return poll.type === "approval"
      ? `${t("poll.majority_of.valid")} ${t("poll.quorum.>1/2")}`
      : t("poll.majority.none");
  return `${t(`poll.majority_of.${majority_of ?? "valid"}`)} ${t(`poll.quorum.${majority}` as Key)}`;
}

function quotaWords(poll: Poll): string {
  const quota = poll.rules.quota;
  if (!quota) return t("poll.quota.none");
  return `${quota.share} · ${t(`poll.rounding.${quota.rounding ?? "floor"}`)}`;
}

/** How it is asked and counted: stated before the first answer. */
export default function Facts({ poll }: { poll: Poll }): JSX.Element {
  const rows: [string, string][] = [
    [t("poll.type"), t(`poll.type.${poll.type}`)],
    [t("poll.mode"), t(`poll.mode.${poll.mode}`)],
    ...(poll.opensAt ? [[t("poll.opens_at"), momentWords(poll.opensAt, today.value)] as [string, string]] : []),
    [t("poll.closes_at"), momentWords(poll.closesAt, today.value)],
    [t("poll.quorum"), poll.rules.quorum ? t(`poll.quorum.${poll.rules.quorum}` as Key) : t("poll.quorum.none")],
    [t("poll.majority"), majorityWords(poll)],
  ];
  if (poll.type === "appraisal") rows.push([t("poll.quota"), quotaWords(poll)]);
  if (poll.mode !== "open") rows.push([t("poll.threshold"), t("poll.threshold.ballots", { n: poll.threshold })]);
  if (poll.type === "appraisal" || poll.type === "score")
    rows.push([t("poll.probation"), t(poll.gradesProbation ? "poll.yes" : "poll.probation.no")]);
  if (poll.rules.all_equal_void) rows.push([t("poll.all_equal"), t("poll.yes")]);
  if (poll.rules.own) rows.push([t("poll.own.may"), t("poll.yes")]);
  if (poll.rules.trim) rows.push([t("poll.trim"), t("poll.yes")]);
  if (poll.chair.length) rows.push([t("poll.chair"), names(poll.chair)]);
  rows.push([t("poll.tellers"), poll.tellers.length ? names(poll.tellers) : t("poll.tellers.none")]);
  return (
    <details class="card stack fold">
      <summary class="row">
        <b class="grow">{t("poll.facts")}</b>
      </summary>
      {poll.note && <p class="muted">{poll.note}</p>}
      <dl class="facts">
        {rows.map(([word, value]) => (
          <Fragment key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      {poll.ungraded.length > 0 && <p class="small">{t("poll.ungraded", { names: names(poll.ungraded) })}</p>}
    </details>
  );
}
