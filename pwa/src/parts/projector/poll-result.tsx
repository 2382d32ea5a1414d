/** 表决结果: one question as bars, several people as a row each; paper and hands beside the phones', marked as such. */
import type { JSX } from "preact";
import { isMap, valueAt } from "../../model/facts";
import type { OptionCounts, PollCounts, PollProposal, PollQuotaMet } from "../../model/generated";
import { dashed, idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { personAt } from "../here";
import { Big, Heading, pageOf, type ViewProps } from "./frame";
import { LINES_AT_ONCE, OPTIONS_AT_ONCE } from "./poll-of";
import { optionsOf, ranked } from "./poll-options";
import "./poll-result.css";

const TONES = 4;
const ABSTAIN = "3";

interface OutcomeProps extends ViewProps {
  readonly poll: Doc;
  readonly result: Doc;
}

export function Outcome({ poll, result, scene }: OutcomeProps): JSX.Element {
  const lines = linesOf(result);
  const first = lines[0];
  const alone = lines.length === 1 && first ? pageOf(ranked(poll, first.counts), scene.page, OPTIONS_AT_ONCE) : null;
  const { rows, pages } = pageOf(lines, scene.page, LINES_AT_ONCE);
  const number = (path: string) => Number(valueAt(result, path) ?? 0);
  const told = t("proj.papers", { issued: number("issued"), returned: number("returned"), valid: number("valid") });
  return (
    <>
      <Heading title={textAt(poll, "title")} under={`${t("proj.revealed")} · ${told}`} />
      {valueAt(result, "below") === true && <Big>{t("proj.poll.below")}</Big>}
      {typeof valueAt(result, "void") === "string" && <p class="fail-words">{t("proj.poll.void")}</p>}
      {alone && first ? (
        <Bars options={alone.rows} line={first} abstains={valueAt(poll, "type") === "approval"} />
      ) : (
        <ul class="rows">
          {rows.map((line) => (
            <Person key={line.key} options={optionsOf(poll)} line={line} />
          ))}
        </ul>
      )}
      <Under poll={poll} result={result} pages={(alone ?? { pages }).pages} page={scene.page} />
    </>
  );
}

interface Line {
  readonly key: string;
  readonly name: string;
  readonly counts: PollCounts;
  readonly proposal: PollProposal | null;
}

/** A line for each subject, the best first as the ballots propose it; "-" where the question is about nobody. */
function linesOf(result: Doc): Line[] {
  const lines: Line[] = [];
  for (const [path, { value }] of result.registers) {
    if (!path.startsWith("counts/") || !isMap(value)) continue;
    const key = path.slice("counts/".length);
    const person = idOf(key);
    const proposal = valueAt(result, `proposals/${person ? dashed(person) : key}`);
    lines.push({
      key,
      name: person ? (personAt(person)?.name ?? "") : "",
      counts: value as unknown as PollCounts,
      proposal: isMap(proposal) ? (proposal as unknown as PollProposal) : null,
    });
  }
  const rank = ({ proposal }: Line) => proposal?.rank ?? 1_000;
  return lines.sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, "zh-CN"));
}

interface BarsProps {
  readonly options: readonly (readonly [string, string])[];
  readonly line: Line;
  /** In an approval the third option abstains, and is counted as that. */
  readonly abstains: boolean;
}

function Bars({ options, line, abstains }: BarsProps): JSX.Element {
  const most = Math.max(1, line.counts.valid, ...Object.values(line.counts.counts));
  return (
    <ul class="tally-bars">
      {options.map(([option, label], at) => {
        const n = abstains && option === ABSTAIN ? line.counts.abstained : (line.counts.counts[option] ?? 0);
        return (
          <li key={option}>
            <span>{label}</span>
            <span class="rail-wide" aria-hidden="true">
              <i class={`tone-${at % TONES}`} style={{ transform: `scaleX(${n / most})` }} />
            </span>
            <b class="num" data-tally={`result ${line.key} ${option}`}>
              {n}
            </b>
            <small class="muted num">{byChannel(line.counts.channels, option)}</small>
          </li>
        );
      })}
    </ul>
  );
}

/** 纸质 2 · 举手 1: what did not come from phones. */
function byChannel(channels: { readonly [channel: string]: OptionCounts } | undefined, option: string): string {
  const paper = channels?.paper?.[option] ?? 0;
  const hands = channels?.hands?.[option] ?? 0;
  const words = [paper ? t("proj.poll.paper", { n: paper }) : "", hands ? t("proj.poll.hands", { n: hands }) : ""];
  return words.filter(Boolean).join(" · ");
}

function Person({ options, line }: { options: ReadonlyMap<string, string>; line: Line }): JSX.Element {
  const { counts, mean } = line.counts;
  const all = Math.max(1, line.counts.valid);
  return (
    <li>
      <b class="who">{line.name}</b>
      <span class="stacked grow" aria-hidden="true">
        {mean === undefined || mean === null ? (
          [...options.keys()].map((option, at) => (
            <i key={option} class={`tone-${at % TONES}`} style={{ width: `${((counts[option] ?? 0) / all) * 100}%` }} />
          ))
        ) : (
          <i class="tone-0" style={{ width: `${Math.min(100, Number(mean))}%` }} />
        )}
      </span>
      <span class="num parts">
        {mean ?? [...options].map(([option, label]) => `${label} ${counts[option] ?? 0}`).join("　")}
      </span>
      {line.proposal?.grade && <span class="tag-wide plain">{line.proposal.grade}</span>}
      {line.proposal?.tied === true && <span class="tag-wide warn">{t("proj.tied")}</span>}
      {line.proposal?.over_quota && <span class="tag-wide warn">{t("proj.over_quota")}</span>}
    </li>
  );
}

interface UnderProps {
  readonly poll: Doc;
  readonly result: Doc;
  readonly pages: number;
  readonly page: number;
}

function Under({ result, pages, page }: UnderProps): JSX.Element {
  const quota = valueAt(result, "quota");
  const room = isMap(quota) ? (quota as unknown as PollQuotaMet) : null;
  const words = [
    room ? t("proj.quota", { most: room.most, n: room.would_be }) : "",
    t("proj.proposal"),
    pages > 1 ? t("proj.page", { n: Math.min(page + 1, pages), of: pages }) : "",
  ];
  return <p class="muted num">{words.filter(Boolean).join(" · ")}</p>;
}
