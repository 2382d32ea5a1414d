/** 表决结果: the counts as bars, what counts by channel, what is proposed, and what the committee decided. */
import type { JSX } from "preact";
import type { PollChannel, PollCounts, PollProposal, PollQuorum, PollQuotaMet } from "../../model/generated";
import { mapOf } from "../../model/given";
import { type Poll, pollIdOf, runs, under } from "../../model/poll";
import type { Doc, Value } from "../../sync/interface";
import { type Key, t } from "../../text";
import { all, person } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { lineName } from "./words";
import "../lists.css";
import "./polls.css";

const Recount = later(async () => (await import("./recount")).default);
const Decide = later(async () => (await import("./decide")).default);
const Decided = later(async () => (await import("./decided")).default);

function number(doc: Doc, path: string): number {
  const found = doc.registers.get(path)?.value;
  return typeof found === "number" ? found : 0;
}

function shaped<T>(value: Value | undefined): T | null {
  return mapOf(value) as T | null;
}

export default function Result({ poll }: { poll: Poll }): JSX.Element | null {
  const doc = all("poll_result").find((each) => pollIdOf(each) === poll.id);
  if (!doc) return null;
  const why = doc.registers.get("void")?.value;
  const said = { n: number(doc, "returned"), of: number(doc, "issued") };
  if (typeof why === "string") {
    return (
      <section class="card stack fail">
        <span class="row">
          <Icon name="alert" />
          <span class="grow">{t(`poll.void.${why}` as Key, said)}</span>
        </span>
        {runs(person.value, poll) && (
          <a class="btn" href={`/polls/again/${poll.id}`}>
            {t("poll.again")}
          </a>
        )}
      </section>
    );
  }
  if (doc.registers.get("below")?.value === true) {
    return (
      <p class="hint">
        <Icon name="lock" />
        {t("poll.below", said)}
      </p>
    );
  }
  return (
    <>
      <Totals doc={doc} poll={poll} />
      <Lines doc={doc} poll={poll} />
      {poll.mode === "open" && <Recount doc={doc} poll={poll} />}
    </>
  );
}

const TOTALS = ["issued", "returned", "valid", "spoilt", "abstained"] as const;

function Totals({ doc, poll }: { doc: Doc; poll: Poll }): JSX.Element {
  const quorum = shaped<PollQuorum>(doc.registers.get("quorum")?.value);
  const quota = shaped<PollQuotaMet>(doc.registers.get("quota")?.value);
  const channels = [...under(doc, "channels/")];
  return (
    <section class="card stack">
      <h2>{t("poll.result")}</h2>
      <dl class="facts num">
        {TOTALS.flatMap((path) => [
          <dt key={path}>{t(`poll.${path}`)}</dt>,
          <dd key={`${path}.n`}>{number(doc, path)}</dd>,
        ])}
      </dl>
      {quorum && (
        <p class="small">
          {t("poll.quorum.met", {
            n: quorum.taking_part,
            of: quorum.due,
            needed: t(`poll.quorum.${quorum.needed}` as Key),
          })}
        </p>
      )}
      {quota && poll.type === "appraisal" && (
        <p class="small">{t("poll.quota.used", { most: quota.most, n: quota.would_be })}</p>
      )}
      {channels.length > 1 &&
        channels.map(([name, value]) => {
          const { returned, valid, spoilt = 0, abstained = 0 } = value as unknown as PollChannel;
          const channel = t(`poll.by.${name}` as Key);
          return (
            <p key={name} class="small num">
              {valid === undefined
                ? t("poll.by.few", { channel, returned })
                : t("poll.by.line", { channel, returned, valid, spoilt, abstained })}
            </p>
          );
        })}
    </section>
  );
}

function Lines({ doc, poll }: { doc: Doc; poll: Poll }): JSX.Element {
  return (
    <section class="card stack">
      {poll.lines.map((line) => {
        const count = shaped<PollCounts>(doc.registers.get(`counts/${line}`)?.value);
        const made = shaped<PollProposal>(doc.registers.get(`proposals/${line}`)?.value) ?? {};
        return count && <LineResult key={line} poll={poll} line={line} count={count} made={made} />;
      })}
    </section>
  );
}

interface LineProps {
  readonly poll: Poll;
  readonly line: string;
  readonly count: PollCounts;
  readonly made: PollProposal;
}

function LineResult({ poll, line, count, made }: LineProps): JSX.Element {
  const decided = poll.outcome.get(line);
  const rows = [...poll.options].map(([option, label]) => [label, count.counts?.[option] ?? 0] as const);
  const by = Object.entries(count.channels ?? {});
  return (
    <article class="poll-line stack">
      <span class="row wrap">
        <h3 class="grow">{lineName(line, poll)}</h3>
        <ProposalTag poll={poll} made={made} />
      </span>
      {poll.type === "score" ? (
        <p class="num">{count.mean ? t("poll.mean", { mean: count.mean, n: count.n ?? 0 }) : "—"}</p>
      ) : (
        <Bars rows={rows} />
      )}
      <p class="small num">
        {t("poll.line.counts", { valid: count.valid, abstained: count.abstained, spoilt: count.spoilt })}
      </p>
      {by.length > 1 && (
        <details>
          <summary>{t("poll.by")}</summary>
          {by.map(([name, each]) => (
            <p key={name} class="small num">
              {t(`poll.by.${name}` as Key)}
              {" · "}
              {[...poll.options].map(([option, label]) => `${label} ${each[option] ?? 0}`).join(t("list.comma"))}
            </p>
          ))}
        </details>
      )}
      {made.tied === true && !made.rank && <p class="small">{t("poll.tied.why")}</p>}
      {decided && (
        <p>
          <b>{t("poll.outcome", { grade: decided.grade })}</b>
          {decided.reason && <span class="block muted">{t("poll.outcome.reason", { reason: decided.reason })}</span>}
        </p>
      )}
      {decided && <Decided poll={poll} line={line} />}
      <Decide poll={poll} line={line} made={made} />
    </article>
  );
}

function ProposalTag({ poll, made }: { poll: Poll; made: PollProposal }): JSX.Element | null {
  const tied = made.tied === true || Array.isArray(made.tied);
  const words =
    poll.type === "score"
      ? t("poll.rank", { n: made.rank ?? 0 })
      : made.adopted !== undefined && made.adopted !== null
        ? t(made.adopted ? "poll.adopted" : "poll.rejected")
        : made.grade && t("poll.proposed", { grade: made.grade });
  return (
    <>
      {words && <span class={made.adopted === false ? "tag warn" : "tag info"}>{words}</span>}
      {tied && <span class="tag warn">{t("poll.tied")}</span>}
      {made.over_quota && <span class="tag">{t("poll.over_quota")}</span>}
    </>
  );
}

/** How many ballots each option has, drawn against the most. */
function Bars({ rows }: { rows: readonly (readonly [string, number])[] }): JSX.Element {
  const most = Math.max(1, ...rows.map(([, n]) => n));
  return (
    <ul class="poll-bars num">
      {rows.map(([label, n]) => (
        <li key={label}>
          <span>{label}</span>
          <progress class="bar" max={most} value={n} aria-label={`${label} ${n}`} />
          <b>{n}</b>
        </li>
      ))}
    </ul>
  );
}
